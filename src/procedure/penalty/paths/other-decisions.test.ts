import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { decideOtherwise, noPenaltyScene, reportOtherwise, transferScene } from './other-decisions.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const change = (step: Step, data: object): Step => ({ ...step, data: { ...step.data, ...data } })

test('a case ends without penalty: decided, served, closed for that reason, its clocks met', () => {
  const served = house.play(noPenaltyScene)
  assert.equal(served.stage, 'performance')
  assert.equal(served.dossier.outcome?.kind, 'no-penalty')
  assert.ok(served.dossier.outcome?.servedAt !== undefined)
  assert.equal(served.dossier.decision, undefined)
  assert.deepEqual(
    served.papers.slice(-4).map(({ form }) => form),
    [35, 43, 46, 50],
  )
  const limits = limitsOf(ordinaryPenalty, served, officialCalendar(), '2026-03-16T02:00:00.000Z')
  assert.ok(limits.find(({ rule }) => rule.name === 'decision')?.metAt !== undefined)
  assert.equal(limits.find(({ rule }) => rule.name === 'closing')?.answer.dueDay, '2026-04-02')
  const close = (result: string): Step => ({
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'propose-closing',
    data: { result, summary: '不予处罚决定已送达。' },
  })
  refused(served, close('performed'), 'wrong-closing')
  assert.equal(house.play([close('other-decision'), o.close], served).stage, 'closed')
})

test('it is not closed before the decision without penalty was served', () => {
  const decided = house.play(noPenaltyScene.slice(0, -1))
  assert.equal(decided.stage, 'service')
  assert.ok(nextSteps(ordinaryPenalty, decided).some(({ act }) => act === 'serve'))
})

test('a case of another department is transferred, with a letter and a receipt', () => {
  const state = house.play(transferScene)
  assert.equal(state.stage, 'performance')
  assert.deepEqual(
    state.papers.slice(-2).map(({ form }) => form),
    [43, 4],
  )
  const receipt: Step = {
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'record-transfer-receipt',
    data: { receiver: '澄州市农业农村局', note: '已签收。' },
  }
  assert.deepEqual(house.refusals(state, receipt), [])
  refused(house.play(noPenaltyScene), receipt, 'not-transferred')
})

test('the ground fits the decision, a party that is spared is educated, a transfer names who receives', () => {
  refused(investigated(), change(reportOtherwise, { ground: 'no-facts' }), 'ground-does-not-fit')
  refused(investigated(), change(reportOtherwise, { handling: 'transferred' }), 'ground-does-not-fit')
  const reported = house.play([reportOtherwise], investigated())
  refused(reported, { ...decideOtherwise, data: { opinion: '同意。' } }, 'no-education')
  refused(house.play(transferScene.slice(0, -1)), { ...decideOtherwise, data: { opinion: '同意。' } }, 'no-recipient')
  refused(reported, { ...decideOtherwise, by: 'head' }, 'not-your-role')
})

test('what was reported decides which decision may be made', () => {
  const reported = house.play([reportOtherwise], investigated())
  refused(reported, o.approve, 'no-penalty-proposed')
  refused(house.play(until(o, 'report')), decideOtherwise, 'no-other-handling')
  const back = house.play(
    [
      { by: 'leader', on: '2026-03-10T02:00:00.000Z', act: 'return-proposal', data: { reasons: '应当给予处罚。' } },
      { ...o.report, on: '2026-03-11T02:00:00.000Z' },
    ],
    reported,
  )
  assert.equal(back.dossier.handling, undefined)
  refused(back, { ...decideOtherwise, on: '2026-03-12T02:00:00.000Z' }, 'no-other-handling')
})
