import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fenOf, yuanOf } from './yuan.ts'

test('an amount shown in yuan is read back to the fen', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => fenOf(yuanOf(fen)) === fen))
})

test('amounts may be written with separators, and nonsense is no amount', () => {
  assert.equal(fenOf('50,000'), 5_000_000)
  assert.equal(fenOf('0.5'), 50)
  assert.equal(fenOf('1.005'), undefined)
  assert.equal(fenOf('-1'), undefined)
  assert.equal(fenOf('一百'), undefined)
})
