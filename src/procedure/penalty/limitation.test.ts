import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordinaryPenalty } from '../index.ts'
import { ordinarySteps as o, until, walk } from '../testing.ts'
import { limitationOf } from './limitation.ts'

const house = walk([ordinaryPenalty])
const evidenced = house.play(until(o, 'evidence'))
const reporting = (more: object) =>
  house.refusals(evidenced, { ...o.report, data: { ...(o.report.data as object), ...more } })

test('a breach counts as found in time through the day two years after it ended, with harm five', () => {
  assert.equal(limitationOf('2024-03-02', '2026-03-02'), 'in-time')
  assert.equal(limitationOf('2024-03-01', '2026-03-02'), 'only-with-harm')
  assert.equal(limitationOf('2021-03-02', '2026-03-02'), 'only-with-harm')
  assert.equal(limitationOf('2021-03-01', '2026-03-02'), 'over')
  assert.equal(limitationOf('2024-02-29', '2026-02-28'), 'in-time')
})

test('a penalty is proposed for a breach that was found in time, and where nobody says when it ended', () => {
  assert.deepEqual(reporting({}), [])
  assert.deepEqual(reporting({ ended: '2026-03-01' }), [])
})

test('after two years only harm to life, health or money is punished, after five nothing', () => {
  assert.deepEqual(reporting({ ended: '2023-05-01' }), ['limitation-needs-harm'])
  assert.deepEqual(reporting({ ended: '2023-05-01', harm: '两名食用者就医' }), [])
  assert.deepEqual(reporting({ ended: '2020-05-01', harm: '两名食用者就医' }), ['limitation-over'])
})

test('a breach does not end after the report of it', () => {
  assert.deepEqual(reporting({ ended: '2026-12-31' }), ['ends-in-future'])
})
