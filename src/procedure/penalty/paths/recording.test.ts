import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  caseCoverage,
  extend,
  isOpenGap,
  ordinaryPenalty,
  type Recorded,
  viewingGates,
  type Watched,
} from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { exceptionSteps, sceneList } from './recording.scene.ts'

const house = walk([extend(ordinaryPenalty, viewingGates)])
const investigated = () => house.play(until(o, 'evidence'))

const film = (id: string, from: string, to: string, more: Partial<Recorded> = {}): Recorded => ({
  id,
  medium: 'video',
  spans: [{ from: Date.parse(from), until: Date.parse(to) }],
  sound: true,
  ...more,
})
const inspection = film('v-inspection', '2026-03-05T01:09:55.000Z', '2026-03-05T02:10:20.000Z')
const questioning = film('v-question', '2026-03-06T00:59:30.000Z', '2026-03-06T02:00:10.000Z')
const recordList = () => sceneList
const report = (recorded: readonly Recorded[]): Step => ({ ...o.report, facts: { recordList, recorded } })
const codes = (recorded: readonly Recorded[]) => house.refusals(investigated(), report(recorded))
const [ask, answer] = exceptionSteps

test('the investigation isn’t ended before what must be filmed was filmed', () => {
  assert.deepEqual(codes([inspection, questioning]), [])
  assert.deepEqual(codes([]), ['recording-missing', 'recording-missing'])
  assert.deepEqual(codes([questioning]), ['recording-missing'])
})

test('a gap is told by second, and closes the gate', () => {
  const first = film('v-1', '2026-03-05T01:09:55.000Z', '2026-03-05T01:41:20.000Z')
  const second = film('v-2', '2026-03-05T01:43:05.000Z', '2026-03-05T02:10:00.000Z')
  const decided = house.decide(investigated(), report([first, second, questioning]))
  assert.ok(!decided.ok)
  assert.deepEqual(
    decided.refusals.map(({ code }) => code),
    ['recording-gap'],
  )
  assert.match(
    decided.refusals[0]?.message ?? '',
    /“现场检查”应当全程录像，有 1 处共 105 秒没有录到（03-05 09:41:20 至 09:43:05）/,
  )
})

test('a recording that was changed on its way, or is still on the device, doesn’t open the gate', () => {
  assert.deepEqual(codes([{ ...inspection, sound: false }, questioning]), ['recording-unsound'])
})

test('of a recording that was changed in two seconds, those two close the gate and are told', () => {
  const before = film('v-1', '2026-03-05T01:09:55.000Z', '2026-03-05T01:41:20.000Z')
  const after = film('v-1', '2026-03-05T01:41:22.000Z', '2026-03-05T02:10:00.000Z')
  const lost = { ...film('v-1', '2026-03-05T01:41:20.000Z', '2026-03-05T01:41:22.000Z'), sound: false }
  const decided = house.decide(investigated(), report([before, { ...lost, damaged: true }, after, questioning]))
  assert.ok(!decided.ok)
  assert.deepEqual(
    decided.refusals.map(({ code }) => code),
    ['recording-gap'],
  )
  assert.match(
    decided.refusals[0]?.message ?? '',
    /有 1 处共 2 秒没有录到（03-05 09:41:20 至 09:41:22），其中有 1 份录制没有收齐或者有损坏的时段，不能算/,
  )
})

test('what was done before the bureau had a list is not held by it', () => {
  const later = (at: string) => (at >= '2026-03-06' ? sceneList : undefined)
  assert.deepEqual(
    house.refusals(investigated(), { ...o.report, facts: { recordList: later, recorded: [questioning] } }),
    [],
  )
  assert.deepEqual(house.refusals(investigated(), { ...o.report, facts: { recordList: later, recorded: [] } }), [
    'recording-missing',
  ])
})

test('an exception with its reason, approved by a leader, lets the case go on; it stays on the case', () => {
  const asked = house.play([ask], investigated())
  assert.deepEqual(house.refusals(asked, { ...report([questioning]), on: '2026-03-09T03:00:00.000Z' }), [
    'recording-missing',
  ])
  const granted = house.play([answer], asked)
  assert.deepEqual(house.refusals(granted, { ...report([questioning]), on: '2026-03-10T03:00:00.000Z' }), [])
  const [coverage] = caseCoverage(granted, { recordList, recorded: [questioning] }).filter(
    ({ act }) => act === 'inspect-site',
  )
  assert.ok(coverage !== undefined)
  assert.deepEqual([coverage.covered, isOpenGap(coverage)], [false, false])
  assert.deepEqual(
    [coverage.excuse?.state, coverage.excuse?.askedBy, coverage.excuse?.answeredBy],
    ['granted', '赵一鸣', '王局长'],
  )
  const refused = house.play([{ ...answer, data: { answer: 'refused', opinion: '请补充说明。' } }], asked)
  assert.deepEqual(house.refusals(refused, { ...report([questioning]), on: '2026-03-10T03:00:00.000Z' }), [
    'recording-missing',
  ])
})

test('an exception is for what isn’t on record, and what is on a disc says on which', () => {
  const facts = { recordList, recorded: [questioning] }
  assert.deepEqual(house.refusals(investigated(), { ...ask, data: { ...ask.data, acts: [8] } }), ['not-uncovered'])
  assert.deepEqual(house.refusals(investigated(), { ...ask, data: { ...ask.data, cause: 'elsewhere' }, facts }), [
    'no-medium',
  ])
  assert.deepEqual(
    house.refusals(investigated(), { ...ask, facts: { recordList, recorded: [inspection, questioning] } }),
    ['nothing-to-excuse', 'not-uncovered'],
  )
  assert.ok(house.refusals(house.play([ask], investigated()), { ...answer, by: 'zhao' }).includes('not-your-role'))
})

test('who decides has watched what the list says is watched before', () => {
  const decided = house.play(until(o, 'recheck'))
  const facts = { recordList, recorded: [inspection, questioning] }
  const decide = (watched: readonly Pick<Watched, 'person' | 'seconds' | 'recording'>[]) =>
    house.refusals(decided, {
      ...o.decide,
      facts: { ...facts, watched: watched.map((each) => ({ ...each, purpose: 'decision' })) },
    })
  const by = (person: string, seconds: number, recording = 'v-inspection') => [{ person, seconds, recording }]
  assert.deepEqual(decide([]), ['not-watched'])
  assert.deepEqual(decide(by('zhao', 3000)), ['not-watched'])
  assert.deepEqual(decide(by('leader', 59)), ['not-watched'])
  assert.deepEqual(decide(by('leader', 90, 'v-question')), ['not-watched'])
  assert.deepEqual(decide(by('leader', 60)), [])
})
