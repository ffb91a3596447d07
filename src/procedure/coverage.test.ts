import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coverageOf, type DutyBound, isOpenGap } from './coverage.ts'
import type { Recorded, RecordListFact, RecordRuleFact } from './facts.ts'

const at = (time: string) => `2026-03-05T${time}.000Z`
const ms = (time: string) => Date.parse(at(time))
const rule = (more: Partial<RecordRuleFact> = {}): RecordRuleFact => ({
  act: 'inspect-site',
  situation: 'always',
  required: 'whole',
  media: ['video'],
  ...more,
})
const list = (rows: readonly RecordRuleFact[] = [rule()], more: Partial<RecordListFact> = {}): RecordListFact => ({
  gap: 5,
  edge: 60,
  watch: 60,
  premises: ['询问室'],
  rows,
  ...more,
})
const inspection: DutyBound = {
  version: 7,
  act: 'inspect-site',
  at: at('03:00:00'),
  course: { title: '现场检查', duty: 'as-listed', from: at('01:10:00'), until: at('02:10:00') },
}
const video = (...spans: readonly (readonly [from: string, until: string])[]): Recorded => ({
  id: `v-${spans[0]?.[0]}`,
  medium: 'video',
  spans: spans.map(([from, until]) => ({ from: ms(from), until: ms(until) })),
  sound: true,
})
const only = (acts: readonly DutyBound[], recorded: readonly Recorded[], on = list()) => {
  const [coverage] = coverageOf(acts, recorded, () => on)
  assert.ok(coverage !== undefined)
  return coverage
}
const gaps = (recorded: readonly Recorded[], on = list()) =>
  only([inspection], recorded, on).gaps.map(({ from, until }) =>
    [from, until].map((instant) => new Date(instant).toISOString().slice(11, 19)),
  )

test('an act that was filmed from its beginning to its end is covered', () => {
  const coverage = only([inspection], [video(['01:09:50', '02:10:10'])])
  assert.deepEqual([coverage.covered, coverage.share, coverage.gaps], [true, 1, []])
})

test('what nobody filmed is told to the second', () => {
  const broken = [video(['01:10:00', '01:30:00']), video(['01:41:20', '01:43:05'], ['01:43:09', '02:10:00'])]
  assert.deepEqual(gaps(broken), [['01:30:00', '01:41:20']])
  const coverage = only([inspection], broken)
  assert.equal(coverage.covered, false)
  assert.equal(coverage.share, 1 - 680 / 3600)
  assert.ok(isOpenGap(coverage))
})

test('a minute at both ends and some seconds between are tolerated as the list says, and not a second more', () => {
  assert.deepEqual(gaps([video(['01:11:00', '02:09:00'])]), [])
  assert.deepEqual(gaps([video(['01:11:01', '02:10:00'])]), [['01:10:00', '01:11:01']])
  assert.deepEqual(gaps([video(['01:10:00', '01:40:00'], ['01:40:05', '02:10:00'])]), [])
  assert.deepEqual(gaps([video(['01:10:00', '01:40:00'], ['01:40:06', '02:10:00'])]), [['01:40:00', '01:40:06']])
  assert.deepEqual(gaps([video(['01:11:00', '02:09:00'])], list([rule()], { edge: 0 })), [
    ['01:10:00', '01:11:00'],
    ['02:09:00', '02:10:00'],
  ])
})

test('two cameras that overlap close each other’s gaps', () => {
  assert.deepEqual(gaps([video(['01:10:00', '01:45:00']), video(['01:30:00', '02:10:00'])]), [])
})

test('sound isn’t video, and what has not arrived or is damaged counts for nothing, but is shown', () => {
  const whole = video(['01:10:00', '02:10:00'])
  assert.equal(only([inspection], [{ ...whole, medium: 'sound' }]).covered, false)
  const coverage = only([inspection], [{ ...whole, sound: false }])
  assert.deepEqual([coverage.covered, coverage.share, coverage.stretches.length], [false, 0, 1])
  assert.equal(
    only([inspection], [{ ...whole, medium: 'sound' }], list([rule({ media: ['video', 'sound'] })])).covered,
    true,
  )
})

test('of a recording that is damaged in places, those seconds are told, however few; the rest counts', () => {
  const lost = { ...video(['01:30:00', '01:30:02']), sound: false, damaged: true as const }
  const left = video(['01:10:00', '01:30:00'], ['01:30:02', '02:10:00'])
  assert.deepEqual(gaps([left, lost]), [['01:30:00', '01:30:02']])
  assert.equal(only([inspection], [left, lost]).share, 1 - 2 / 3600)
  const other = video(['01:29:00', '01:31:00'])
  assert.deepEqual(gaps([left, lost, other]), [])
  const late = video(['01:10:32', '02:10:00'])
  const early = { ...video(['01:10:30', '01:10:32']), sound: false, damaged: true as const }
  assert.deepEqual(gaps([late, early]), [['01:10:30', '01:10:32']])
})

test('of the items that fit, the one that asks the most counts', () => {
  const rows = [rule({ required: 'none' }), rule({ situation: 'refused', required: 'parts', media: ['sound'] })]
  const refused = { ...inspection, course: { ...inspection.course, situations: ['refused' as const] } }
  assert.equal(only([inspection], [], list(rows)).covered, true)
  assert.equal(only([refused], [], list(rows)).covered, false)
  const word = { ...video(['01:50:00', '01:51:00']), medium: 'sound' as const }
  assert.equal(only([refused], [word], list(rows)).covered, true)
  const inRoom = { ...inspection, course: { ...inspection.course, place: '稽查支队询问室' } }
  const premises = [rule({ required: 'none' }), rule({ situation: 'premises' })]
  assert.equal(only([inspection], [], list(premises)).required, 'none')
  assert.equal(only([inRoom], [], list(premises)).required, 'whole')
})

test('a seizure is filmed whole whatever the list says, and nothing is asked of a day that has no list', () => {
  const seizure: DutyBound = { ...inspection, act: 'seize', course: { ...inspection.course, duty: 'whole' } }
  assert.equal(only([seizure], [], list([rule({ act: 'seize', required: 'none' })])).required, 'whole')
  assert.equal(only([seizure], []).required, 'whole')
  assert.deepEqual(
    coverageOf([seizure], [], () => undefined),
    [],
  )
})

test('what takes no time of its own is shown by what was recorded of it on its day, or by the files that came with it', () => {
  const serving: DutyBound = {
    version: 9,
    act: 'serve',
    at: at('06:00:00'),
    course: { title: '送达文书', duty: 'as-listed', situations: ['left'] },
  }
  const on = list([rule({ act: 'serve', situation: 'left', required: 'parts', media: ['video', 'photo'] })])
  const made = { ...video(['05:30:00', '05:31:00']), act: 'serve' }
  assert.equal(only([serving], [], on).covered, false)
  assert.equal(only([serving], [made], on).covered, true)
  assert.equal(only([serving], [{ ...made, act: 'inspect-site' }], on).covered, false)
  const [byFile] = coverageOf([serving], [], () => on, { filesOf: () => ['photo'] })
  assert.equal(byFile?.covered, true)
})

test('an approved exception closes a gap formally; that nothing was recorded stays to be seen', () => {
  const excuse = { strand: 's', cause: 'failed', reasons: '没有电', askedBy: '赵一鸣' }
  const of = (state: 'asked' | 'granted' | 'refused') => {
    const [found] = coverageOf([inspection], [], () => list(), { excuseOf: () => ({ ...excuse, state }) })
    assert.ok(found !== undefined)
    return found
  }
  assert.deepEqual([isOpenGap(of('granted')), of('granted').covered, of('granted').share], [false, false, 0])
  assert.deepEqual([isOpenGap(of('asked')), isOpenGap(of('refused'))], [true, true])
})

test('whatever was recorded: gaps and recorded seconds make the whole, and more recordings never make more gaps', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: -300, max: 3900 }), fc.integer({ min: 1, max: 900 })), {
    maxLength: 12,
  })
  const start = ms('01:10:00')
  const recordedOf = (all: readonly (readonly [number, number])[]): readonly Recorded[] =>
    all.map(([from, lasts], n) => ({
      id: String(n),
      medium: 'video',
      spans: [{ from: start + from * 1000, until: start + (from + lasts) * 1000 }],
      sound: true,
    }))
  const strict = list([rule()], { gap: 0, edge: 0 })
  fc.assert(
    fc.property(spans, (all) => {
      const missing = only([inspection], recordedOf(all), strict).gaps.reduce(
        (sum, { from, until }) => sum + until - from,
        0,
      )
      const seconds = new Set(
        all
          .flatMap(([from, lasts]) => Array.from({ length: lasts }, (_, n) => from + n))
          .filter((s) => s >= 0 && s < 3600),
      )
      assert.equal(missing / 1000, 3600 - seconds.size)
      const fewer = only([inspection], recordedOf(all.slice(1)), strict)
      assert.ok(fewer.share <= only([inspection], recordedOf(all), strict).share + 1e-9)
    }),
  )
})
