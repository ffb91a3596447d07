import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Parser } from 'saxen'
import type { PublishedForm } from '../disclosure/index.ts'
import { licenceSet, penaltySet } from './columns.ts'
import { penaltyRow } from './penalty-row.ts'
import { checkRow, wanYuan } from './row.ts'
import { escaped, xmlOf } from './xml.ts'

const form: PublishedForm = {
  state: 'shown',
  caseId: 'a-case',
  number: '澄市监罚〔2026〕14号',
  party: '澄州云朵食品有限公司',
  partyKind: 'organisation',
  partyCode: '91330100799655058B',
  violation: '虚假宣传',
  penalties: ['罚款', '没收违法所得'],
  content: '罚款 7,600.00 元；没收违法所得 12.34 元',
  fine: 760_000,
  confiscated: 1_234,
  decidedOn: '2026-09-22',
  publishedOn: '2026-09-30',
  until: '2029-09-30',
  facts: '当事人在门口灯箱广告中使用“全国最佳”，联系［个人信息］。',
  basis: '《广告法》第五十七条第一款第（一）项',
  representative: '闻行舟',
  agency: { name: '澄州市市场监督管理局', code: '91440300708461136T' },
}
const codesOf = (result: ReturnType<typeof penaltyRow>) =>
  result.ok ? [] : result.refusals.map(({ code, field }) => `${field} ${code}`)

test('fen become 万元 with six decimals exactly, however large', () => {
  assert.equal(wanYuan(0), '0.000000')
  assert.equal(wanYuan(1), '0.000001')
  assert.equal(wanYuan(760_000), '0.760000')
  assert.equal(wanYuan(9_007_199_254_740_991), '9007199254.740991')
  assert.throws(() => wanYuan(-1), RangeError)
  assert.throws(() => wanYuan(0.5), RangeError)
})

test('a published decision becomes a row, with every column filled or said why it is not', () => {
  const row = penaltyRow(form)
  assert.ok(row.ok, JSON.stringify(row))
  assert.deepEqual(
    Object.keys(row.value),
    penaltySet.columns.map(({ name }) => name),
  )
  assert.equal(row.value.CF_NR_FK, '0.760000')
  assert.equal(row.value.CF_NR_WFFF, '0.001234')
  assert.equal(row.value.CF_XDR_LB, '法人及非法人组织')
  assert.equal(row.value.CF_CFLB, '罚款；没收违法所得')
  assert.equal(row.value.CF_SY, form.facts)
  for (const { name } of penaltySet.columns)
    assert.ok(
      row.value[name] !== '' || name in penaltySet.left || name === 'BZ',
      `${name} is left empty without a word`,
    )
})

test('a person has no columns of an organisation, and no number that was hidden', () => {
  const { representative: _, partyCode: __, ...rest } = form
  const row = penaltyRow({ ...rest, partyKind: 'person', party: '闻某' })
  assert.ok(row.ok, JSON.stringify(row))
  assert.deepEqual(
    [row.value.CF_XDR_LB, row.value.CF_XDR_MC, row.value.CF_XDR_SHXYM, row.value.CF_FRDB, row.value.CF_XDR_ZJHM],
    ['自然人', '闻某', '', '', ''],
  )
})

test('what a platform would not take is refused column by column, never left out in silence', () => {
  const { representative: _, ...without } = form
  assert.deepEqual(codesOf(penaltyRow(without)), ['CF_FRDB field-missing'])
  assert.deepEqual(codesOf(penaltyRow({ ...form, party: '长'.repeat(201) })), ['CF_XDR_MC field-too-long'])
  assert.deepEqual(codesOf(penaltyRow({ ...form, partyCode: '91330100799655058X' })), ['CF_XDR_SHXYM field-not-a-uscc'])
  assert.deepEqual(codesOf(penaltyRow({ ...form, until: '2026-02-30', facts: '' })), [
    'CF_SY field-missing',
    'CF_GSJZQ field-not-a-day',
  ])
  const row = penaltyRow(form)
  assert.ok(row.ok)
  assert.deepEqual(
    codesOf(checkRow(penaltySet, { ...row.value, CF_XDR_LB: '公司', CF_NR_FK: '1.5' }, '法人及非法人组织')),
    ['CF_XDR_LB field-not-a-code', 'CF_NR_FK field-not-an-amount'],
  )
})

test('no set names a column twice, and each says that it is unverified', () => {
  for (const { columns, unverified } of [penaltySet, licenceSet]) {
    assert.equal(new Set(columns.map(({ name }) => name)).size, columns.length)
    assert.match(unverified, /未经核实/)
  }
})

test('XML is well formed whatever the texts say, and read back the same', () => {
  const wild = '<!DOCTYPE a [<!ENTITY b "c">]>&b; ]]> "引号" \'撇\' 𠮷\r\n'
  assert.equal(escaped('\u0000\uD800好'), '\uFFFD\uFFFD好')
  const row = penaltyRow({ ...form, facts: wild })
  assert.ok(row.ok)
  const xml = [
    ...xmlOf(penaltySet, form.agency.code, '2026-09-30T01:00:00.000Z', [
      { operation: 'publish', number: form.number, row: row.value },
      { operation: 'withdraw', number: '澄市监罚〔2026〕15号', on: '2026-09-30', reason: '被<撤销>' },
    ]),
  ].join('')
  const texts = new Map<string, string[]>()
  const open: string[] = []
  const parser = new Parser()
  parser.on('error', (error: Error) => {
    throw error
  })
  parser.on('openTag', (name: string) => {
    open.push(name)
  })
  parser.on('closeTag', () => {
    open.pop()
  })
  parser.on('text', (value: string, decode: (text: string) => string) => {
    const name = open.at(-1) ?? ''
    texts.set(name, [...(texts.get(name) ?? []), decode(value)])
  })
  parser.parse(xml)
  assert.deepEqual(open, [])
  assert.deepEqual(texts.get('CF_SY'), [wild])
  assert.deepEqual(texts.get('Reason'), ['被<撤销>'])
  assert.deepEqual(texts.get('Operation'), ['publish', 'withdraw'])
})
