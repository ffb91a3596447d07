import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimelineEntry } from '../../src/casework/view.ts'
import { axisOf, momentsOf } from './axis.ts'

const at = (time: string) => `2026-03-05T${time}.000Z`
const film = (id: string, startedAt: string, spans: readonly [number, number][], more = {}) => ({
  id,
  kind: 'video' as const,
  kindTitle: '录像',
  startedAt,
  spans,
  origin: 'device' as const,
  state: 'verified' as const,
  ...more,
})
const entry = (version: number, happenedAt: string) => ({ version, happenedAt }) as TimelineEntry

test('an act that was recorded is seen from its beginning, whatever time its event names', () => {
  const rows = [{ version: 4, from: at('01:10:00'), stretches: [{ recording: 'v', from: at('01:09:30') }] as never }]
  const films = [film('v', at('01:09:30'), [[0, 3600]])]
  assert.deepEqual(momentsOf(entry(4, at('09:00:00')), films, rows), [{ recording: 'v', title: '录像', second: 30 }])
})

test('another event is seen where something was running at its moment, and not in a pause, a copy or what was destroyed', () => {
  const spans: [number, number][] = [
    [0, 60],
    [600, 660],
  ]
  const films = [film('v', at('01:00:00'), spans)]
  const seconds = (time: string, all = films) => momentsOf(entry(1, at(time)), all, []).map(({ second }) => second)
  assert.deepEqual(seconds('01:00:20'), [20])
  assert.deepEqual(seconds('01:10:20'), [620])
  assert.deepEqual(seconds('01:05:00'), [])
  assert.deepEqual(seconds('01:00:20', [film('c', at('01:00:00'), spans, { origin: 'copy' })]), [])
  assert.deepEqual(seconds('01:00:20', [film('d', at('01:00:00'), spans, { state: 'destroyed' })]), [])
})

test('events and recordings stand on one axis, newest first; what is older than the events asked for waits', () => {
  const entries = [entry(3, at('03:00:00')), entry(2, at('02:00:00'))]
  const films = [film('new', at('02:30:00'), [[0, 60]]), film('old', at('01:00:00'), [[0, 60]])]
  const kinds = (whole: boolean) =>
    axisOf(entries, films, [], whole).map((item) => (item.kind === 'event' ? item.entry.version : item.recording.id))
  assert.deepEqual(kinds(false), [3, 'new', 2])
  assert.deepEqual(kinds(true), [3, 'new', 2, 'old'])
})
