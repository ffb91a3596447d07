import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverageOf, type Recorded, type RecordListFact } from '../../procedure/index.ts'
import { preflight } from './index.ts'
import { recordedAt } from './recorded-at.ts'
import { soundCase } from './sound.scene.ts'

const at = (time: string) => Date.parse(`2026-03-02T${time}+08:00`)
const list: RecordListFact = {
  gap: 5,
  edge: 60,
  watch: 30,
  premises: [],
  rows: [{ act: 'inspect-site', situation: 'always', required: 'whole', media: ['video'] }],
}
const act = {
  version: 4,
  act: 'inspect-site',
  at: new Date(at('10:00:00')).toISOString(),
  course: {
    title: '现场检查',
    duty: 'text',
    from: new Date(at('10:00:00')).toISOString(),
    until: new Date(at('10:30:00')).toISOString(),
  },
} as const
const video = (id: string, from: string, until: string, more: Partial<Recorded> = {}): Recorded => ({
  id,
  medium: 'video',
  spans: [{ from: at(from), until: at(until) }],
  sound: true,
  ...more,
})
const { examined } = soundCase(0)
const { state } = examined
const looked = (...recorded: readonly Recorded[]) => {
  const [coverage] = coverageOf([act], recorded, () => list)
  assert.ok(coverage)
  const papers = [{ id: 'case-1.4.1', title: '现场笔录', version: 4 }] as never
  return recordedAt(coverage, { ...state, papers }).map(({ title, recording, at: moment, paper }) => [
    title,
    recording ?? paper,
    ...(moment === undefined ? [] : [moment.slice(11, 19)]),
  ])
}

test('what was recorded as asked is opened where the act begins', () => {
  assert.deepEqual(looked(video('v', '09:58:00', '10:31:00')), [['现场检查', 'v', '02:00:00']])
})

test('each gap is opened a moment before the picture breaks off, or where it begins too late', () => {
  assert.deepEqual(looked(video('v', '10:00:00', '10:10:00'), video('w', '10:12:00', '10:30:00')), [
    ['10:10:00 起没有录到', 'v', '02:09:57'],
  ])
  assert.deepEqual(looked(video('v', '10:05:00', '10:30:00')), [['10:00:00 起没有录到', 'v', '02:05:00']])
})

test('what doesn’t hold against its seal is opened, too, and what nothing shows leads to its paper', () => {
  assert.deepEqual(looked(video('v', '09:59:00', '10:31:00', { sound: false })), [
    ['10:00:00 起没有录到', 'v', '01:59:57'],
    ['没有通过校验的录制', 'v', '01:59:00'],
  ])
  assert.deepEqual(looked(), [['现场笔录', 'case-1.4.1']])
})

test('the question of recordings leads to them', () => {
  const [coverage] = coverageOf([act], [video('v', '10:05:00', '10:30:00')], () => list)
  assert.ok(coverage)
  const found = preflight({ ...examined, coverage: [coverage] }).find(({ check }) => check.name === 'recording-covered')
  assert.equal(found?.verdict, 'wrong')
  assert.deepEqual(
    found?.traces.map(({ recording, at: moment }) => [recording, moment]),
    [['v', '2026-03-02T02:05:00.000Z']],
  )
})
