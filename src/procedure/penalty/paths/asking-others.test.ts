import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { callSteps as c, requestSteps as r } from './asking-others.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const at = (last: keyof typeof r) => house.play(until(r, last), investigated())
const inspected = () => house.play(until(o, 'inspect'))
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
const strand = (state: CaseState, kind: string) => state.strands.find((each) => each.kind === kind)

test('materials are asked for by a day, in writing, and what comes is evidence', () => {
  const asked = at('materials')
  assert.equal(limit(asked, 'materials', '2026-03-10T02:00:00.000Z')?.answer.dueDay, '2026-03-16')
  assert.ok(nextSteps(ordinaryPenalty, asked).some(({ act }) => act === 'record-materials'))
  const given = at('given')
  assert.equal(given.dossier.evidence.at(-1)?.source, '云小朵提供')
  assert.equal(strand(given, 'materials')?.state, 'provided')
  refused(investigated(), change(r.materials, { by: '2026-03-09' }), 'period-in-the-past')
})

test('who gives materials signs them; who gives none is on record as that', () => {
  refused(at('serveHelp'), change(r.given, { signed: false }), 'materials-not-signed')
  refused(at('serveHelp'), change(r.given, { files: [] }), 'no-materials')
  refused(at('serveHelp'), change(r.given, { result: 'refused' }), 'provided-after-all')
  const before = at('serveHelp')
  const none = house.play([change(r.given, { result: 'refused', files: [], signed: false })], before)
  assert.equal(strand(none, 'materials')?.state, 'refused')
  assert.equal(none.dossier.evidence.length, before.dossier.evidence.length)
})

test('a paper to somebody else is served on that person, and its receipt says so', () => {
  const other = house.play([change(r.materials, { to: '临河市云上糕点有限公司' })], investigated())
  const service = other.strands.find(({ kind, data }) => kind === 'service' && data.form === 15)
  assert.equal(service?.data.addressee, '临河市云上糕点有限公司')
  const decided = house.decide(other, r.serveMaterials)
  assert.ok(decided.ok)
  assert.equal(decided.value.data.record?.addressee, '临河市云上糕点有限公司')
})

test('a call is for a time to come; who comes to be questioned has answered it, who does not is recorded', () => {
  refused(inspected(), change(c.call, { time: '2026-03-05T05:00:00.000Z' }), 'time-past')
  const called = house.play(Object.values(c), inspected())
  const other = house.play([change(o.question, { person: { name: '陈店员', role: 'employee' } })], called)
  assert.equal(strand(other, 'call')?.state, 'called')
  assert.equal(strand(house.play([o.question], called), 'call')?.state, 'came')

  const noShow: Step = {
    by: 'zhao',
    on: '2026-03-06T03:00:00.000Z',
    act: 'record-no-show',
    data: { officers: ['zhao', 'qian'], course: '等候至 10 时未到，电话无人接听。', files: r.given.data.files },
  }
  refused(called, change(noShow, {}, { on: '2026-03-06T00:30:00.000Z' }), 'time-not-come')
  refused(called, change(noShow, { files: [] }), 'not-recorded')
  assert.equal(strand(house.play([noShow], called), 'call')?.state, 'absent')
})

test('help takes fifteen working days from the arrival of the letter, and longer where that was told', () => {
  assert.equal(limit(at('help'), 'help', '2026-03-10T04:00:00.000Z'), undefined)
  assert.equal(limit(at('serveHelp'), 'help', '2026-03-12T02:00:00.000Z')?.answer.dueDay, '2026-04-01')
  assert.equal(limit(at('delay'), 'help', '2026-03-31T02:00:00.000Z')?.answer.dueDay, '2026-04-09')
  refused(at('given'), change(r.delay, { on: '2026-03-31' }), 'told-in-future')
  const answered = at('answer')
  assert.equal(answered.dossier.evidence.at(-1)?.source, '临河市市场监督管理局提供')
  const declined = house.play([change(r.answer, { answer: 'not-theirs' })], at('delay'))
  assert.equal(declined.dossier.evidence.length, at('delay').dossier.evidence.length)
})

test('with the report nothing is waited for any more', () => {
  const reported = house.play([{ ...o.report, on: '2026-03-12T02:00:00.000Z' }], at('serveHelp'))
  assert.equal(strand(reported, 'materials')?.state, 'ended')
  assert.equal(strand(reported, 'help')?.state, 'ended')
  assert.ok(
    !nextSteps(ordinaryPenalty, reported).some(({ act }) => act === 'record-help' || act === 'record-materials'),
  )
  assert.notEqual(limit(reported, 'help', '2026-03-13T02:00:00.000Z')?.metAt, undefined)
})
