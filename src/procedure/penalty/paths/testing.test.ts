import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { keepingSteps } from './keeping.scene.ts'
import { seizureSteps } from './seizure.scene.ts'
import { testingSteps as t } from './testing.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const at = (last: keyof typeof t, without: readonly (keyof typeof t)[] = []) =>
  house.play(until(t, last, without), investigated())
const change = (step: Step, data: object, more: Partial<Step> = {}): Step => ({
  ...step,
  ...more,
  data: { ...step.data, ...data },
})
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const limit = (state: CaseState, name: string, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === name)
const stateOf = (state: CaseState) => state.strands.find(({ kind }) => kind === 'test')?.state
const forms = (state: CaseState) => state.papers.map(({ form }) => form)
const system = (act: string, on: string): Step => ({ by: 'system', on, act, data: {} })
const report = (on: string): Step => ({ ...o.report, on })

test('a test makes its three papers; period and result are served, and the report is evidence', () => {
  const told = at('serveResult')
  assert.deepEqual(forms(told).slice(-6), [31, 50, 31, 50, 32, 50])
  assert.ok(forms(told).includes(30))
  const evidence = told.dossier.evidence.at(-1)
  assert.equal(evidence?.kind, 'expert')
  assert.equal(evidence?.source, '澄州市食品检验研究院出具')
  assert.equal(stateOf(told), 'told')
})

test('the time of a test is not counted in the ninety days, not even when it takes longer than was told', () => {
  const before = limit(investigated(), 'decision', '2026-03-09T02:00:00.000Z')?.answer
  assert.equal(before?.dueDay, '2026-06-02')
  assert.equal(limit(at('entrust'), 'decision', '2026-03-20T02:00:00.000Z')?.answer.stopped, true)
  const overdue = house.play([system('test-overran', '2026-03-28T00:00:00.000Z')], at('servePeriod'))
  assert.equal(limit(overdue, 'decision', '2026-03-30T02:00:00.000Z')?.answer.stopped, true)
  const after = limit(at('report'), 'decision', '2026-04-08T02:00:00.000Z')?.answer
  assert.equal(after?.dueDay, '2026-07-02', 'the 30 days from 9 March through 7 April are left out')
  assert.match(after?.explanation ?? '', /检验/)
})

test('the period is the one that the party was told; made longer, it is told anew, and runs from there', () => {
  assert.equal(limit(at('entrust'), 'test', '2026-03-10T02:00:00.000Z')?.answer.dueDay, '2026-03-27')
  assert.equal(limit(at('extend'), 'test', '2026-03-30T02:00:00.000Z')?.answer.dueDay, '2026-04-10')
  assert.ok(
    at('extend').strands.some(({ kind, state, data }) => kind === 'service' && state === 'waiting' && data.form === 31),
  )
  refused(at('servePeriod'), change(t.extend, { by: '2026-03-27' }), 'not-longer')
  refused(at('servePeriod'), change(t.extend, { by: '2026-03-26' }), 'period-in-the-past')
  refused(investigated(), change(t.entrust, { by: '2026-03-09' }), 'period-in-the-past')

  const overdue = house.play([system('test-overran', '2026-03-28T00:00:00.000Z')], at('servePeriod'))
  assert.equal(stateOf(overdue), 'overdue')
  const longer = house.play([change(t.extend, {}, { on: '2026-03-30T02:00:00.000Z' })], overdue)
  const running = limit(longer, 'test', '2026-03-31T02:00:00.000Z')
  assert.equal(running?.metAt, undefined)
  assert.equal(running?.answer.dueDay, '2026-04-10')
})

test('what is tested under a seizure or a keeping names it', () => {
  refused(investigated(), change(t.entrust, { source: 'seized', decision: '澄市监强制〔2026〕9号' }), 'unknown-seizure')
  refused(investigated(), change(t.entrust, { source: 'kept' }), 'unknown-keeping')
})

test('a report is of a day on which it could be made, and food that fails is told of the second test', () => {
  refused(at('serveLonger'), change(t.report, { on: '2026-04-08' }), 'report-in-future')
  refused(at('serveLonger'), change(t.report, { on: '2026-03-06' }), 'report-before-test')
  refused(at('serveLonger'), change(t.report, { remedy: 'none' }), 'retest-not-told')
  assert.deepEqual(
    house.refusals(at('serveLonger'), change(t.report, { remedy: 'none', conclusion: 'conforming' })),
    [],
  )
  refused(at('serveLonger'), change(t.report, { files: [] }), 'bad-field')
})

test('the investigation is not reported before every result is there, told and no longer open to objection', () => {
  refused(at('entrust'), report('2026-03-10T02:00:00.000Z'), 'test-open')
  refused(at('report'), report('2026-04-08T02:00:00.000Z'), 'test-open')
  refused(at('serveResult'), report('2026-04-09T02:00:00.000Z'), 'test-open')
  refused(at('object'), report('2026-04-15T02:00:00.000Z'), 'test-open')
  refused(at('accept'), report('2026-04-16T02:00:00.000Z'), 'test-open')
  assert.deepEqual(house.refusals(at('serveFinal'), report('2026-05-09T02:00:00.000Z')), [])

  const content: Step = {
    by: 'zhao',
    on: '2026-04-09T02:00:00.000Z',
    act: 'accept-test-result',
    data: { confirmed: true, files: t.object.data.files },
  }
  const accepted = house.play([content], at('serveResult'))
  assert.deepEqual(house.refusals(accepted, report('2026-04-10T02:00:00.000Z')), [])
  const ended = house.play(
    [{ by: 'zhao', on: '2026-03-20T02:00:00.000Z', act: 'end-test', data: { reasons: '样品破损，不能检验。' } }],
    at('servePeriod'),
  )
  assert.deepEqual(house.refusals(ended, report('2026-03-23T02:00:00.000Z')), [])
  assert.notEqual(limit(ended, 'decision', '2026-03-23T02:00:00.000Z')?.answer.stopped, true)
})

test('of food, seven working days to object from the day on which the result was served', () => {
  assert.equal(limit(at('serveResult'), 'retest', '2026-04-09T02:00:00.000Z')?.answer.dueDay, '2026-04-17')
  const lapsed = house.play([system('retest-lapsed', '2026-04-18T00:00:00.000Z')], at('serveResult'))
  assert.equal(stateOf(lapsed), 'final')
  const late = { on: '2026-04-20T02:00:00.000Z' }
  refused(lapsed, change(t.object, { on: '2026-04-20' }, late), 'retest-too-late')
  assert.deepEqual(
    house.refusals(lapsed, change(t.object, { on: '2026-04-17' }, late)),
    [],
    'asked in time, entered late',
  )
  refused(at('serveResult'), change(t.object, { on: '2026-04-15' }), 'asked-in-future')
})

test('other laws give other times', () => {
  const due = (remedy: string) =>
    limit(
      house.play([change(t.report, { remedy }), t.serveResult], at('serveLonger')),
      'retest',
      '2026-04-09T02:00:00.000Z',
    )?.answer.dueDay
  assert.equal(due('drug'), '2026-04-15')
  assert.equal(due('product'), '2026-04-23')
})

test('where no law gives a second test the result is final once it is served', () => {
  const conforming = house.play(
    [change(t.report, { remedy: 'none', conclusion: 'conforming' }), t.serveResult],
    at('serveLonger'),
  )
  assert.equal(stateOf(conforming), 'final')
  refused(conforming, t.object, 'no-retest')
})

test('the second test is made by another body, of food one drawn by lot, in a period that is told', () => {
  const asked = at('object')
  assert.ok(nextSteps(ordinaryPenalty, asked).some(({ act }) => act === 'handle-retest'))
  refused(asked, change(t.accept, { body: t.entrust.data.body }), 'same-body')
  refused(asked, change(t.accept, { drawn: false }), 'not-drawn')
  refused(asked, change(t.accept, { by: undefined }), 'no-period')
  refused(asked, change(t.accept, { by: '2026-04-15' }), 'period-in-the-past')
  refused(asked, change(t.accept, { body: undefined }), 'no-retest-body')
  const accepted = at('accept')
  assert.deepEqual(forms(accepted).slice(-2), [30, 31])
  assert.equal(limit(accepted, 'test', '2026-04-16T02:00:00.000Z')?.answer.dueDay, '2026-05-08')
  assert.equal(limit(accepted, 'decision', '2026-04-16T02:00:00.000Z')?.answer.stopped, true)
})

test('the result of the second test is final', () => {
  refused(at('serveAgain'), change(t.reportAgain, { remedy: 'food' }), 'retest-is-final')
  const final = at('serveFinal')
  assert.equal(stateOf(final), 'final')
  refused(final, change(t.object, { on: '2026-05-09' }, { on: '2026-05-09T02:00:00.000Z' }), 'no-retest')
  assert.equal(limit(final, 'retest', '2026-05-09T02:00:00.000Z')?.metAt, t.object.on, 'one clock, which has run')
  assert.equal(final.dossier.evidence.at(-1)?.source, '云海省食品质量检测中心出具')
})

test('a refused objection leaves the first result, and makes no paper to a body', () => {
  const refusedOne = house.play(
    [change(t.accept, { answer: 'refused', reasons: '备份样品超过保质期。', body: undefined, by: undefined })],
    at('object'),
  )
  assert.equal(stateOf(refusedOne), 'final')
  assert.equal(forms(refusedOne).at(-1), 50)
})

test('what is said to be a sample was sampled', () => {
  refused(investigated(), change(t.entrust, { source: 'sampled' }), 'no-such-sample')
})

const seized = () => house.play(until(seizureSteps, 'seize'), investigated())
const onSeized = change(
  t.entrust,
  { source: 'seized', decision: '澄市监强制〔2026〕1号' },
  { on: '2026-03-16T02:00:00.000Z' },
)

test('while what was seized is tested, the period of that seizure stands still, for as long as was told', () => {
  const due = (state: CaseState, now: string) => limit(state, 'seizure', now)?.answer
  assert.equal(due(seized(), '2026-03-16T02:00:00.000Z')?.dueDay, '2026-04-09')
  const sent = house.play([onSeized], seized())
  assert.equal(due(sent, '2026-03-20T02:00:00.000Z')?.stopped, true)
  const done = house.play([change(t.report, { on: '2026-03-25' }, { on: '2026-03-25T02:00:00.000Z' })], sent)
  assert.equal(due(done, '2026-03-26T02:00:00.000Z')?.dueDay, '2026-04-20', 'ten days more, and the 19th is a Sunday')
  const overdue = house.play([system('test-overran', '2026-03-28T00:00:00.000Z')], sent)
  assert.equal(due(overdue, '2026-03-30T02:00:00.000Z')?.dueDay, '2026-04-22', 'the 13 days through 28 March')

  const other = house.play([change(t.entrust, {}, { on: onSeized.on })], seized())
  assert.equal(due(other, '2026-03-20T02:00:00.000Z')?.stopped, false, 'what is tested was not seized')
})

test('a test of what is held names the paper under which it is held', () => {
  const kept = house.play(until(keepingSteps, 'keep'), investigated())
  const fromKept = change(
    t.entrust,
    { source: 'kept', decision: '澄市监登存〔2026〕1号' },
    { on: '2026-03-10T02:00:00.000Z' },
  )
  assert.deepEqual(house.refusals(kept, fromKept), [])
  refused(kept, change(fromKept, { source: 'seized' }), 'unknown-seizure')
  refused(seized(), change(onSeized, { decision: '澄市监强制〔2026〕2号' }), 'unknown-seizure')
})
