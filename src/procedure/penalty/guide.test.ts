import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsAt, item, ordinarySteps as o, priceItem, type Step, until, walk } from '../testing.ts'
import { checklistIn, checklistOf, type GuideFact, outlineOf, unknownBlanks } from './guide.ts'
import { ordinaryPenalty } from './ordinary.ts'

const ordinary = walk([ordinaryPenalty])

const proof = (point: string, need: 'must' | 'should', fact = point): GuideFact['evidence'][number] => ({
  point,
  fact,
  need,
  kinds: ['documentary'],
  what: '票据',
  source: '当事人提供',
})
const ask = (question: string, more: Partial<GuideFact['questions'][number]> = {}): GuideFact['questions'][number] => ({
  topic: 'conduct',
  roles: ['party'],
  question,
  ...more,
})
const guides: readonly GuideFact[] = [
  {
    questions: [
      ask('有什么补充？', { topic: 'rights', roles: ['party', 'witness'] }),
      ask('{检查日期}在{检查地点}检查的情况属实吗？'),
      ask('您是{当事人}的负责人{负责人}吗？', { topic: 'identity' }),
    ],
    evidence: [proof('主体资格', 'must'), proof('数量', 'should', '一般的数量')],
  },
  { category: '食品', questions: [ask('从哪里购进？')], evidence: [proof('数量', 'must', '食品的数量')] },
  {
    item: item.id,
    questions: [ask('什么时候过期的？'), ask('从哪里购进？')],
    evidence: [proof('过期', 'must'), proof('来源', 'should')],
  },
  { item: priceItem.id, questions: [ask('标价是多少？')], evidence: [proof('标价', 'must')] },
]
const food = { id: item.id, name: item.name, category: '食品' }
const price = { id: priceItem.id, name: priceItem.name, category: '价格' }

test('the checklist holds what is for all, for the category and for the item; the narrower word stands, what must be proved comes first', () => {
  assert.deepEqual(
    checklistOf(guides, [food], [{ id: 'e1', points: ['主体资格', 'expired-food:过期'] }]).map(
      ({ key, fact, need, evidence }) => [key, fact, need, evidence.join()],
    ),
    [
      ['主体资格', '主体资格', 'must', 'e1'],
      ['expired-food:数量', '食品的数量', 'must', ''],
      ['expired-food:过期', '过期', 'must', 'e1'],
      ['expired-food:来源', '来源', 'should', ''],
    ],
  )
})

test('with two breaches each has its own points, and what only one of them says anew is still asked for the other', () => {
  const list = checklistOf(guides, [food, price], [])
  assert.deepEqual(
    list.map(({ key, item: of }) => [key, of]),
    [
      ['主体资格', undefined],
      ['expired-food:数量', item.name],
      ['expired-food:过期', item.name],
      ['no-price-tag:标价', priceItem.name],
      ['数量', undefined],
      ['expired-food:来源', item.name],
    ],
  )
  assert.deepEqual(checklistOf(guides, [], []), [], 'before an item is chosen there is nothing to prove')
})

const before = ordinary.play(until(o, 'evidence'))

test('an outline goes from topic to topic, says nothing twice, is for the role that is asked, and knows the case', () => {
  const asked = outlineOf(before, factsAt('2026-03-09T01:00:00.000Z', { guides }), 'party').map(
    ({ question }) => question,
  )
  assert.deepEqual(asked, [
    '您是澄州市东浦区云朵食品店的负责人云小朵吗？',
    `2026年3月5日在${before.dossier.evidence[0]?.source}检查的情况属实吗？`,
    '从哪里购进？',
    '什么时候过期的？',
    '有什么补充？',
  ])
  assert.deepEqual(
    outlineOf(before, factsAt('2026-03-09T01:00:00.000Z', { guides }), 'witness').map(({ question }) => question),
    ['有什么补充？'],
  )
})

test('what the case does not know stays open to be written in; a blank that nobody fills is found out', () => {
  const early = ordinary.play(until(o, 'assign'))
  const facts = factsAt('2026-03-09T01:00:00.000Z', { guides })
  assert.match(outlineOf(early, facts, 'party')[1]?.question ?? '', /^＿＿在＿＿检查/)
  assert.deepEqual(unknownBlanks('{当事人}的{电话号码}？'), ['电话号码'])
})

const reportOn = (steps: readonly Step[], more: Readonly<Record<string, unknown>> = {}) => {
  const state = ordinary.play(steps)
  const report: Step = { ...o.report, data: { ...o.report.data, ...more }, facts: { guides } }
  const decided = ordinary.decide(state, report)
  return decided.ok ? { state: ordinary.play([report], state) } : { state, refusals: decided.refusals }
}

test('a report is refused while something that must be proved has no evidence and no reason says why', () => {
  const { refusals } = reportOn(until(o, 'evidence'))
  assert.deepEqual(
    refusals?.map(({ code, field }) => [code, field]),
    [['evidence-incomplete', 'gaps']],
  )
  assert.match(refusals?.[0]?.message ?? '', /“主体资格”、“数量”、“过期”还没有/)
  assert.deepEqual(
    refusals?.[0]?.basis.map(({ law, article }) => `${law}${article}`),
    ['市场监督管理行政处罚程序规定48', '行政处罚法40', '行政处罚法46'],
  )
})

test('with a reason it is made, and says for ever what was open and why', () => {
  const { state, refusals } = reportOn(until(o, 'evidence'), { gaps: '当事人已注销，无法取得进货票据。' })
  assert.equal(refusals, undefined)
  assert.deepEqual(state.dossier.findings?.unproved, [
    { point: '主体资格', need: 'must' },
    { point: '数量', need: 'must' },
    { point: '过期', need: 'must' },
    { point: '来源', need: 'should' },
  ])
  assert.equal(state.dossier.findings?.gaps, '当事人已注销，无法取得进货票据。')
})

test('evidence is matched as it is taken, or afterwards; matched again it proves what was said last', () => {
  const inspect = { ...o.inspect, data: { ...o.inspect.data, points: ['expired-food:过期'] } }
  const steps = until<keyof typeof o>({ ...o, inspect }, 'evidence')
  const state = ordinary.play(steps)
  const [first, second] = state.dossier.evidence
  assert.deepEqual(first?.points, ['expired-food:过期'])
  const match = (matches: readonly unknown[]) => ({
    by: 'zhao' as const,
    on: '2026-03-09T01:30:00.000Z',
    act: 'match-evidence',
    data: { matches },
  })
  const matched = [
    ...steps,
    match([
      { point: '主体资格', evidence: [second?.id] },
      { point: 'expired-food:数量', evidence: [first?.id, second?.id] },
      { point: 'expired-food:过期', evidence: [second?.id] },
    ]),
  ]
  const done = ordinary.play(matched)
  assert.deepEqual(done.dossier.evidence[0]?.points, ['expired-food:数量'])
  assert.deepEqual(
    checklistIn(done, factsAt('2026-03-09T01:40:00.000Z', { guides })).map(({ point, evidence }) => [
      point,
      evidence.length,
    ]),
    [
      ['主体资格', 1],
      ['数量', 2],
      ['过期', 1],
      ['来源', 0],
    ],
  )
  const reported = reportOn(matched)
  assert.equal(reported.refusals, undefined, 'what should be proved, and is not, stops nobody')
  assert.deepEqual(reported.state.dossier.findings?.unproved, [{ point: '来源', need: 'should' }])
})
