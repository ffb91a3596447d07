import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { announcementSteps as a } from './announcement.scene.ts'

const house = walk([ordinaryPenalty])
const noticed = () => house.play(until(o, 'notice'))
const at = (last: keyof typeof a, without: readonly (keyof typeof a)[] = []) =>
  house.play(until(a, last, without), noticed())
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const change = (step: Step, data: object): Step => ({ ...step, data: { ...step.data, ...data } })
const limit = (state: CaseState, name: string, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === name)?.answer

test('a notice that cannot be handed over is announced, and thirty days later deemed served', () => {
  const announced = at('announce')
  assert.equal(limit(announced, 'announcement', '2026-03-20T02:00:00.000Z')?.dueDay, '2026-04-17')
  assert.equal(limit(announced, 'decision', '2026-03-20T02:00:00.000Z')?.stopped, true)
  refused(announced, { ...o.decide, on: '2026-04-10T02:00:00.000Z' }, 'notice-not-served')
  const deemed = at('deemed')
  assert.equal(deemed.dossier.notice?.servedAt, a.deemed.on)
  assert.equal(limit(deemed, 'defence', '2026-04-20T02:00:00.000Z')?.dueDay, '2026-04-24')
  refused(deemed, { ...o.decide, on: '2026-04-24T02:00:00.000Z' }, 'defence-period-running')
  assert.deepEqual(house.refusals(deemed, { ...o.decide, on: '2026-04-27T02:00:00.000Z' }), [])
})

test('other ways are tried before: two of them, or the party is shown to be missing', () => {
  refused(noticed(), a.announce, 'not-tried-before')
  refused(at('direct'), a.announce, 'not-tried-before')
  refused(at('announce', ['post', 'announce']), change(a.announce, { ground: 'missing' }), 'not-shown-missing')
  const photo = { blob: 'a'.repeat(64), name: '走访照片.jpg', type: 'image/jpeg', size: 1000 }
  assert.deepEqual(house.refusals(noticed(), change(a.announce, { ground: 'missing', files: [photo] })), [])
})

test('posting up is filmed, and only time says that it was served', () => {
  refused(at('post'), change(a.announce, { means: 'posted' }), 'posting-not-filmed')
  refused(at('announce'), { ...a.deemed, by: 'zhao' }, 'system-only')
  refused(at('post'), a.deemed, 'no-strand')
})

test('service by another bureau needs the signed receipt', () => {
  refused(noticed(), change(o.serveNotice, { way: 'entrusted', proof: [] }), 'no-proof')
})
