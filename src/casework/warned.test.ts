import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StoredEvent } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { type LiftWarning, type Warn, type WarningsOfCase, warnings } from './warned.ts'

const due = '2026-05-06T15:59:59.999Z'
const warn: Warn = {
  kind: 'warn',
  limit: 'decision',
  strand: '',
  due,
  step: 1,
  title: '作出处理决定',
  why: '立案次日起 90 日',
  right: false,
  persons: [{ id: 'zhao', name: '赵一鸣' }],
}
const lift: LiftWarning = { kind: 'lift', limit: 'decision', strand: '', due, because: 'met' }
const now = '2026-04-24T00:00:00.000Z'
const actor = systemActor('warnings', '系统（期限提醒）')

const decide = (state: WarningsOfCase, command: Warn | LiftWarning) =>
  warnings.decide(state, command, undefined, { streamId: 'c1', version: 0, actor, now, happenedAt: now })
const after = (state: WarningsOfCase, command: Warn | LiftWarning): WarningsOfCase => {
  const decided = decide(state, command)
  assert.ok(decided.ok)
  return decided.value.reduce(
    (before, event) => warnings.evolve(before, { ...event, happenedAt: now } as StoredEvent),
    state,
  )
}
const codes = (state: WarningsOfCase, command: Warn | LiftWarning) => {
  const decided = decide(state, command)
  return decided.ok ? [] : decided.refusals.map(({ code }) => code)
}

test('of one clock and one due instant nobody is warned twice, nor of an earlier step after a later one', () => {
  const once = after(warnings.initial, { ...warn, step: 2 })
  assert.deepEqual(codes(once, { ...warn, step: 2 }), ['warned-already'])
  assert.deepEqual(codes(once, warn), ['warned-already'])
  assert.deepEqual(codes(once, { ...warn, step: 3 }), [])
  assert.deepEqual(codes(once, { ...warn, due: '2026-06-05T15:59:59.999Z' }), [], 'another day is another warning')
})

test('only what was given, and was not taken back yet, is taken back', () => {
  assert.deepEqual(codes(warnings.initial, lift), ['not-warned'])
  const lifted = after(after(warnings.initial, warn), lift)
  assert.deepEqual(lifted.given[0]?.lifted, { at: now, because: 'met' })
  assert.deepEqual(codes(lifted, lift), ['not-warned'])
})
