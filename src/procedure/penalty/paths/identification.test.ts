import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { identificationSteps as i } from './identification.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const at = (last: keyof typeof i) => house.play(until(i, last), investigated())
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
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === name)?.answer

test('the right holder is asked in writing, the paper goes to him, and what he says is evidence', () => {
  const asked = at('ask')
  assert.equal(asked.papers.at(-1)?.form, 16)
  assert.equal(asked.strands.at(-1)?.data.addressee, '临河市云上糕点有限公司')
  assert.equal(limit(asked, 'identification', '2026-03-10T02:00:00.000Z')?.dueDay, '2026-03-20')
  const answered = at('answer')
  assert.equal(answered.dossier.evidence.at(-1)?.title, '临河市云上糕点有限公司辨认意见')
})

test('its time is not counted in the ninety days, and ends with the answer or without one', () => {
  assert.equal(limit(at('ask'), 'decision', '2026-03-12T02:00:00.000Z')?.stopped, true)
  assert.equal(limit(at('answer'), 'decision', '2026-03-19T02:00:00.000Z')?.dueDay, '2026-06-12')
  const end: Step = {
    by: 'zhao',
    on: '2026-03-13T02:00:00.000Z',
    act: 'end-identification',
    data: { reasons: '权利人已停业，书面表示不能辨认。' },
  }
  const ended = house.play([end], at('serve'))
  assert.equal(limit(ended, 'decision', '2026-03-16T02:00:00.000Z')?.dueDay, '2026-06-08', '7 June is a Sunday')
})

test('the investigation is not reported while the right holder is still asked', () => {
  refused(at('serve'), { ...o.report, on: '2026-03-11T02:00:00.000Z' }, 'identification-open')
  assert.deepEqual(house.refusals(at('answer'), { ...o.report, on: '2026-03-19T02:00:00.000Z' }), [])
})

test('who is asked whether goods are his says yes or no', () => {
  refused(at('serve'), change(i.answer, { opinion: 'other' }), 'no-answer-given')
  refused(at('serve'), change(i.answer, { authorised: false }), 'bad-field')
  refused(investigated(), change(i.ask, { by: '2026-03-09' }), 'period-in-the-past')
  const matter = house.play([change(i.ask, { kind: 'matter' })], investigated())
  assert.deepEqual(house.refusals(matter, change(i.answer, { opinion: 'other' })), [])
})
