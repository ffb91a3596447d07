import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'

const house = walk([ordinaryPenalty])
const begin: Step = {
  by: 'zhao',
  on: '2026-03-03T06:00:00.000Z',
  act: 'begin-early-test',
  data: { kind: 'identification', body: '云朵食品有限公司', matter: '辨认是否为其生产的商品。', by: '2026-03-12' },
}
const end: Step = {
  by: 'zhao',
  on: '2026-03-13T02:00:00.000Z',
  act: 'end-early-test',
  data: { result: '不是其生产或者许可生产的商品。', files: [] },
}
const verified = () => house.play(until(o, 'verify'))
const due = (state: CaseState) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-03-16T02:00:00.000Z').find(
    ({ rule }) => rule.name === 'verification',
  )?.answer

test('what others find out before a case is filed stops the fifteen working days and lets them go on', () => {
  assert.equal(due(verified())?.dueDay, '2026-03-23')
  const running = house.play([begin], verified())
  assert.equal(due(running)?.stopped, true)
  assert.ok(house.refusals(running, { ...o.propose, on: '2026-03-04T02:00:00.000Z' }).includes('early-test-running'))
  const over = house.play([end], running)
  assert.match(due(over)?.explanation ?? '', /不计入核查期限/)
  assert.ok((due(over)?.dueDay ?? '') > '2026-03-23')
  assert.deepEqual(house.refusals(over, { ...o.propose, on: '2026-03-13T03:00:00.000Z' }), [])
})

test('its end lies ahead, and there is nothing to end that was not begun', () => {
  const past = { ...begin, data: { ...(begin.data as object), by: '2026-03-03' } }
  assert.ok(house.refusals(verified(), past).includes('period-in-the-past'))
  assert.ok(house.refusals(verified(), end).includes('no-strand'))
  assert.ok(house.refusals(house.play(until(o, 'show')), begin).includes('wrong-stage'))
})
