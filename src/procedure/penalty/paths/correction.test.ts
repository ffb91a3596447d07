import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { correctionSteps as c, refundSteps as r } from './correction.scene.ts'

const house = walk([ordinaryPenalty])
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const change = (step: Step, data: object): Step => ({ ...step, data: { ...step.data, ...data } })
const limit = (state: CaseState, name: string, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === name)?.answer

test('an order to correct runs until the day that it names, and is checked', () => {
  const ordered = house.play([...until(o, 'evidence'), c.order])
  assert.equal(limit(ordered, 'correction', '2026-03-09T02:00:00.000Z')?.dueDay, '2026-03-13')
  const checked = house.play([change(c.recheck, { result: 'refused' })], ordered)
  assert.equal(checked.strands.find(({ kind }) => kind === 'correction')?.state, 'refused')
  refused(ordered, { ...c.order, on: '2026-03-16T02:00:00.000Z' }, 'period-in-the-past')
  refused(house.play(until(o, 'assign')), { ...c.order, on: '2026-03-05T00:30:00.000Z' }, 'certificates-not-shown')
})

test('overcharges are given back after the party was heard and before the decision, and that time is not counted', () => {
  const heard = house.play(until(o, 'recheck'))
  refused(house.play(until(o, 'serveNotice')), { ...r.order, on: '2026-03-13T02:00:00.000Z' }, 'not-heard-yet')
  const ordered = house.play([r.order], heard)
  assert.equal(limit(ordered, 'refund', '2026-03-20T02:00:00.000Z')?.dueDay, '2026-03-31')
  assert.equal(limit(ordered, 'decision', '2026-03-20T02:00:00.000Z')?.stopped, true)
  refused(ordered, o.decide, 'refund-running')
  refused(ordered, change(r.record, { refunded: 120_001 }), 'refunded-too-much')
  refused(heard, change(r.order, { amount: 0 }), 'nothing-to-refund')
  const done = house.play([r.record], ordered)
  assert.deepEqual(house.refusals(done, { ...o.decide, on: '2026-04-02T02:00:00.000Z' }), [])
})
