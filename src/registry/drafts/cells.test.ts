import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { items } from '../../../data/items.ts'
import {
  complaintChannels,
  enforcementBodies,
  inspectionItems,
  licenceGuides,
  powers,
  procedureSummaries,
  remedyChannels,
} from '../../../data/lists.ts'
import { citationOf, citationText } from '../../kernel/index.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { headingOf, readCell, unitsOf, writeCell } from './cells.ts'
import { isCitation, isUnit, type Property, propertyOf } from './property.ts'
import { endHeading, idHeading, versionHeading } from './table.ts'

const reviewed = (Object.keys(registryKinds) as RegistryKind[]).filter((kind) => registryKinds[kind].reviewed)
const units = unitsOf(
  new Map([
    ['food', '食品安全监督管理处'],
    ['legal', '法规处'],
    ['one', '云岭分局'],
    ['two', '云岭分局'],
  ]),
)

/** Any value that a property may have, as its form would send it. */
const anyOf = (property: Property): fc.Arbitrary<unknown> => {
  const { 'x-widget': widget, 'x-options': options = [], items = {}, properties = {}, required = [] } = property
  const line = fc
    .string({ unit: fc.constantFrom(...'甲乙；;｜|"\\：:、，a1 -=+@（）'), maxLength: 12 })
    .map((text) => text.trim())
  const full = line.filter((text) => text !== '')
  if (isUnit(property)) return fc.constantFrom('food', 'legal', 'one', 'two')
  if (isCitation(property))
    return fc.record(
      {
        law: fc.constantFrom('食品安全法', '价格法', '市场监督管理行政处罚程序规定'),
        article: fc.integer({ min: 1, max: 999 }),
        paragraph: fc.integer({ min: 1, max: 30 }),
        item: fc.integer({ min: 1, max: 30 }),
      },
      { requiredKeys: ['law', 'article'], noNullPrototype: true },
    )
  switch (widget) {
    case 'choice':
      return fc.constantFrom(...options.map(({ value }) => value))
    case 'choices':
      return fc.subarray(
        options.map(({ value }) => value),
        { minLength: 1 },
      )
    case 'yes-no':
      return fc.boolean()
    case 'money':
      return fc.integer({ min: 0, max: 10_000_000_000_000 })
    case 'number':
      return fc.integer({ min: 0, max: 1_000_000 })
    case 'day':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10))
    case 'lines':
      return fc.array(full, { maxLength: 4 })
    case 'list':
      return fc.array(anyOf(items), { maxLength: 4 })
    case 'long-text':
      return fc.array(full, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
    default:
      return Object.keys(properties).length > 0
        ? fc.record(
            Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, anyOf(each)])),
            // A row that has nothing in it is no line.
            { requiredKeys: [...new Set([...required, Object.keys(properties)[0] ?? ''])], noNullPrototype: true },
          )
        : full
  }
}

for (const kind of reviewed)
  test(`whatever an entry of “${registryKinds[kind].title}” says is read back from its cells`, () => {
    const { properties = {} } = propertyOf(kind)
    for (const [name, property] of Object.entries(properties))
      fc.assert(
        fc.property(anyOf(property), (value) => {
          assert.deepEqual(readCell(property, writeCell(property, value, units), units), { value }, name)
        }),
        { numRuns: 60 },
      )
  })

test('a heading names one column', () => {
  for (const kind of reviewed) {
    const titles = Object.entries(propertyOf(kind).properties ?? {}).map(([name, each]) => headingOf(name, each))
    const all = [idHeading, versionHeading, endHeading, ...titles]
    assert.equal(new Set(all).size, all.length, kind)
  }
})

test('what the invented bureau publishes is the same after it was a table', () => {
  const names = unitsOf(new Map())
  const told: Partial<Record<RegistryKind, Readonly<Record<string, object>>>> = {
    'enforcement-body': enforcementBodies,
    power: powers,
    'inspection-item': inspectionItems,
    'licence-guide': licenceGuides,
    'procedure-summary': procedureSummaries,
    remedy: remedyChannels,
    'complaint-channel': complaintChannels,
    item: items,
  }
  for (const [kind, entries] of Object.entries(told))
    for (const [id, data] of Object.entries(entries)) {
      const { properties = {} } = propertyOf(kind as RegistryKind)
      for (const [name, value] of Object.entries(data)) {
        const property = properties[name] ?? {}
        const cell = writeCell(property, value, names)
        const read = isUnit(property) ? { value } : readCell(property, cell, names)
        assert.deepEqual(read, { value }, `${id} ${name}: ${cell}`)
      }
    }
})

test('articles are read as people write them', () => {
  const law = '食品安全法'
  for (const text of [
    '《食品安全法》第一百二十二条第一款第（二）项',
    '食品安全法第122条第1款第2项',
    '《食品安全法》 第122条第一款第(二)项',
  ])
    assert.deepEqual(citationOf(text), { law, article: 122, paragraph: 1, item: 2 }, text)
  assert.deepEqual(citationOf('市场监督管理行政处罚程序规定第十九条'), {
    law: '市场监督管理行政处罚程序规定',
    article: 19,
  })
  for (const text of [
    '食品安全法',
    '《食品安全法》第条',
    '第十九条',
    '《食品安全法》第十九条第一项第二款',
    '《食品安全法》第十九条等',
  ])
    assert.equal(citationOf(text), undefined, text)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 99 }), (article, item) => {
      assert.deepEqual(citationOf(citationText({ law, article, item })), { law, article, item })
    }),
  )
})

test('what a cell should say is told where it says something else', () => {
  const { properties = {} } = propertyOf('licence-guide')
  const said = (name: string, text: string) => {
    const read = readCell(properties[name] ?? {}, text, units)
    return 'problem' in read ? read.problem : read.value
  }
  assert.equal(said('unit', '不存在的处'), '没有名为“不存在的处”的机构，请写机构的全名')
  assert.equal(said('unit', '云岭分局'), '没有名为“云岭分局”的机构，请写机构的全名')
  assert.match(String(said('materials', '申请书')), /^“申请书”看不懂；请按“材料名称：…；形式：…；份数：…/)
  assert.match(
    String(said('materials', '材料名称：申请书；形式：原件；份数：1\n材料名称：照片；形式：纸质；份数：1')),
    /^第 2 行：形式：“纸质”不在可选的内容中，请写“原件”、“复印件”、“电子文件”之一$/,
  )
  assert.match(String(said('materials', '材料名称：甲；材料名称：乙')), /“材料名称”写了两次/)
  assert.match(String(said('materials', '材料名称：甲；份数：两份')), /份数：“两份”不是整数/)
  assert.match(String(said('basis', '食品安全法')), /不是条文，请按/)
  assert.deepEqual(said('materials', '份数: 2;形式:复印件;材料名称："章程；附件"'), [
    { copies: 2, form: 'copy', name: '章程；附件' },
  ])
  const inspection = propertyOf('inspection-item').properties ?? {}
  assert.deepEqual(readCell(inspection.method ?? {}, '现场检查，网络监测', units), { value: ['site', 'network'] })
  assert.deepEqual(readCell({ 'x-widget': 'day' }, '2026年7月1日', units), { value: '2026-07-01' })
  assert.deepEqual(readCell({ 'x-widget': 'money' }, '￥1,234.5元', units), { value: 123_450 })
})
