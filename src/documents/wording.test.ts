import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, decideCase, ordinaryPenalty } from '../procedure/index.ts'
import { factsAt, ordinarySteps as o, people, type Step, until } from '../procedure/testing.ts'
import { editableTexts, fillPaper, forms, paperText } from './index.ts'
import { toldCase } from './testing.ts'

const before = (last: keyof typeof o) => until(o, last).slice(0, -1)
const told = (step: Step, texts: Step['texts']) =>
  toldCase([...before('notice'), { ...step, ...(texts === undefined ? {} : { texts }) }])
const noticed = toldCase(before('notice')).state
const known = new Map([[ordinaryPenalty.name, ordinaryPenalty]])

/** What is refused of a wording, by code. */
const refused = (state: CaseState, step: Step, texts: NonNullable<Step['texts']>) => {
  const decided = decideCase(
    known,
    state,
    { act: step.act, data: step.data, texts },
    {
      streamId: 'case-1',
      actor: { ...people.zhao, kind: 'person' },
      happenedAt: step.on,
      facts: factsAt(step.on, { fill: fillPaper }),
    },
  )
  return decided.ok ? [] : decided.refusals
}
const reworded = '当事人在其店内售卖的糕点里，有三盒过了保质期，货值 90 元。'

test('a text is worded anew: the paper says so in its place, keeps what was made from the case, and by whom it was changed', () => {
  const { papers, state } = told(o.notice, { 37: { facts: reworded, note: '请携带本告知书前来。' } })
  const paper = papers.at(-1)
  assert.ok(paper !== undefined)
  assert.equal(paper.content.facts, reworded)
  assert.deepEqual(paper.edited, {
    by: { id: 'zhao', name: '赵一鸣' },
    texts: [
      { name: 'facts', title: '违法事实', generated: o.report.data.facts },
      { name: 'note', title: '补充说明', generated: '' },
    ],
  })
  const text = JSON.stringify(paperText(37, paper.content))
  assert.match(text, /有三盒过了保质期/)
  assert.match(text, /请携带本告知书前来/)
  assert.deepEqual(state.papers.at(-1)?.edited, { by: '赵一鸣', titles: ['违法事实', '补充说明'] })
  const same = told(o.notice, undefined).papers.at(-1)
  assert.notEqual(paper.digest, same?.digest, 'another wording is another paper')
})

test('what is sent as it was made is no change', () => {
  const { papers } = told(o.notice, { 37: { facts: `${o.report.data.facts} ` } })
  assert.equal(papers.at(-1)?.edited, undefined)
  assert.equal(papers.at(-1)?.content.facts, o.report.data.facts)
})

test('what was reviewed and told to the party may be worded otherwise, and states the same', () => {
  for (const [facts, sentence] of [
    [reworded.replace('90', '900'), /少了“90元”，多了“900元”/],
    [reworded.replace('三盒', '几盒'), /少了“3盒”/],
    [`${reworded}检查日期为2026年3月9日。`, /多了“2026-03-09”/],
    [`${reworded}违反《食品安全法》第三十四条。`, /多了“《食品安全法》第三十四条”/],
  ] as const) {
    const [refusal, ...more] = refused(noticed, o.notice, { 37: { facts } })
    assert.equal(refusal?.code, 'bound-text')
    assert.equal(refusal?.field, 'texts.37.facts')
    assert.match(refusal?.message ?? '', sentence)
    assert.deepEqual(more, [])
  }
})

test('only the texts that the form names may be worded anew: never the party, the amounts, the articles, the rights', () => {
  for (const name of ['party', 'penalty', 'basis', 'breached', 'agency', 'hearing', 'nothing'])
    assert.deepEqual(
      refused(noticed, o.notice, { 37: { [name]: '改过的' } }).map(({ code }) => code),
      ['not-editable'],
      name,
    )
  for (const [facts, code] of [
    ['', 'text-empty'],
    ['字'.repeat(20_001), 'text-too-long'],
    ['倒\u202e写', 'text-unclean'],
  ] as const)
    assert.deepEqual(
      refused(noticed, o.notice, { 37: { facts } }).map((each) => each.code),
      [code],
    )
})

test('of every form, what may be worded anew is running text of its content', () => {
  const computed = [
    'party',
    'penalty',
    'basis',
    'breached',
    'agency',
    'number',
    'notice',
    'officers',
    'things',
    'due',
    'fine',
    'on',
  ]
  const some = [...forms.values()].filter(({ texts }) => texts !== undefined)
  assert.ok(some.length >= 10)
  for (const { no, texts = {} } of some)
    for (const name of Object.keys(texts)) assert.ok(!computed.includes(name), `${no}: ${name}`)
})

test('a form shows the texts of a paper as they stand and as they were made', () => {
  const { papers } = told(o.notice, { 37: { facts: reworded } })
  const paper = papers.at(-1)
  assert.ok(paper !== undefined)
  assert.deepEqual(
    editableTexts(37, paper.content, paper.edited?.texts).map(({ name, text, generated }) => [
      name,
      text === generated,
    ]),
    [
      ['facts', false],
      ['reasons', true],
      ['note', true],
    ],
  )
})
