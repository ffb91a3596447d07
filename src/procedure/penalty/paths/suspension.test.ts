import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))

const ask: Step = {
  by: 'zhao',
  on: '2026-03-09T02:00:00.000Z',
  act: 'ask-suspension',
  data: { ground: 'other-case', reasons: '须以法院对买卖合同的判决为依据。' },
}
const answer = (given: string, act = 'answer-suspension', on = '2026-03-10T02:00:00.000Z'): Step => ({
  by: 'leader',
  on,
  act,
  data: { answer: given, opinion: '见申请。' },
})
const resume: Step = {
  by: 'zhao',
  on: '2026-03-30T02:00:00.000Z',
  act: 'resume',
  data: { reasons: '判决已经生效。' },
}
const decisionLimit = (state: CaseState, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === 'decision')?.answer

test('while a case is suspended its main line stands still and its ninety days too; then both go on', () => {
  const running = decisionLimit(investigated(), '2026-03-10T02:00:00.000Z')
  const suspended = house.play([ask, answer('granted')], investigated())
  assert.ok(house.refusals(suspended, o.report).includes('held'))
  assert.equal(decisionLimit(suspended, '2026-03-20T02:00:00.000Z')?.stopped, true)
  assert.ok(nextSteps(ordinaryPenalty, suspended).some(({ act }) => act === 'resume'))

  const resumed = house.play([resume], suspended)
  assert.ok(!house.refusals(resumed, { ...o.report, on: '2026-03-31T02:00:00.000Z' }).includes('held'))
  const after = decisionLimit(resumed, '2026-03-31T02:00:00.000Z')
  assert.equal(running?.dueDay, '2026-06-02')
  assert.equal(after?.dueDay, '2026-06-23', 'the 21 days from 10 through 30 March are left out')
  assert.match(after?.explanation ?? '', /中止调查/)
})

test('a suspension that was refused changes nothing, and can be asked for again', () => {
  const refused = house.play([ask, answer('refused')], investigated())
  assert.deepEqual(house.refusals(refused, { ...o.report, on: '2026-03-11T02:00:00.000Z' }), [])
  assert.deepEqual(house.refusals(refused, { ...ask, on: '2026-03-11T02:00:00.000Z' }), [])
})

test('the same matter is not asked for twice at once, and not answered by a handler', () => {
  const asked = house.play([ask], investigated())
  assert.ok(house.refusals(asked, { ...ask, on: '2026-03-09T03:00:00.000Z' }).includes('asked-already'))
  assert.ok(house.refusals(asked, { ...answer('granted'), by: 'zhao' }).includes('not-your-role'))
  assert.ok(house.refusals(investigated(), answer('granted')).includes('no-strand'))
  assert.ok(house.refusals(asked, resume).includes('no-strand'))
})

test('a case is terminated when nobody is left to decide about, and closed for that reason and no other', () => {
  const terminated = house.play(
    [
      {
        by: 'zhao',
        on: '2026-03-09T02:00:00.000Z',
        act: 'ask-termination',
        data: { ground: 'died', reasons: '经营者于 3 月 8 日死亡，没有继承人承受其权利义务。' },
      },
      answer('granted', 'answer-termination'),
    ],
    investigated(),
  )
  assert.equal(terminated.stage, 'performance')
  assert.equal(terminated.dossier.outcome?.kind, 'terminated')
  assert.ok(
    limitsOf(ordinaryPenalty, terminated, officialCalendar(), '2026-03-10T02:00:00.000Z').every(
      ({ rule, metAt }) => rule.name !== 'decision' || metAt !== undefined,
    ),
  )
  const close = (result: string): Step => ({
    by: 'zhao',
    on: '2026-03-11T02:00:00.000Z',
    act: 'propose-closing',
    data: { result, summary: '调查终止。' },
  })
  assert.ok(house.refusals(terminated, close('performed')).includes('wrong-closing'))
  const closed = house.play([close('terminated'), { ...o.close, on: '2026-03-12T02:00:00.000Z' }], terminated)
  assert.equal(closed.stage, 'closed')
})
