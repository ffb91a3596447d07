import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asked, filled, type Property, widgetOf } from './property.ts'

const schema: Property = {
  type: 'object',
  required: ['name', 'group'],
  properties: {
    name: { type: 'string', 'x-widget': 'text' },
    note: { type: 'string', 'x-widget': 'text' },
    method: { type: 'string', 'x-when': { field: 'original', is: 'copy' } },
    original: { type: 'string' },
    group: { type: 'object', properties: { a: { type: 'string' } } },
    maybe: { type: 'object', properties: { a: { type: 'string' } } },
    rows: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } } },
  },
}

test('what is left empty is not sent, and neither is what is no longer asked for', () => {
  const value = {
    name: '甲',
    note: '',
    method: '复印',
    original: 'original',
    maybe: { a: '' },
    rows: [{ a: '1', b: '' }],
  }
  assert.deepEqual(filled(schema, value), { name: '甲', original: 'original', group: {}, rows: [{ a: '1' }] })
})

test('a field that hangs on its neighbour is sent with it', () => {
  assert.deepEqual(filled(schema, { original: 'copy', method: '复印' }), {
    original: 'copy',
    method: '复印',
    group: {},
  })
  assert.equal(asked(schema.properties?.method ?? {}, { original: 'copy' }), true)
  const either: Property = { type: 'string', 'x-when': { field: 'origin', is: ['abroad', 'region'] } }
  assert.deepEqual(
    ['here', 'abroad', 'region'].map((origin) => asked(either, { origin })),
    [false, true, true],
  )
})

test('zero and no are values, not emptiness', () => {
  assert.deepEqual(
    filled({ properties: { fine: { type: 'integer' }, told: { type: 'boolean' } } }, { fine: 0, told: false }),
    { fine: 0, told: false },
  )
})

test('a property that names no widget gets the one that fits its type', () => {
  assert.equal(widgetOf({ type: 'boolean' }), 'yes-no')
  assert.equal(widgetOf({ type: 'array', items: { type: 'string' } }), 'lines')
  assert.equal(widgetOf({ type: 'array', items: { properties: {} } }), 'list')
  assert.equal(widgetOf({ 'x-widget': 'text', 'x-from': 'unit' }), 'unit')
})
