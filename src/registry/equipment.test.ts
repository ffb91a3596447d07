import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordersUntil, rooms } from '../../data/equipment.ts'
import type { Actor } from '../kernel/index.ts'
import { type Entry, entryDecider, type PutEntry } from './entry.ts'
import { registryKinds } from './index.ts'

const wrong = (kind: 'recorder' | 'premises', data: object) =>
  registryKinds[kind].schema.safeParse(data).error?.issues.map(({ path, message }) => [path.join('.'), message])
const [recorder] = Object.values(recordersUntil((before) => `2026-03-${String(30 - (before % 29)).padStart(2, '0')}`))
const { hearing } = rooms

test('a recorder with a fault that is open is not in use, and one that is out of order says why', () => {
  const fault = { on: '2026-03-01', what: '充不进电' }
  assert.equal(wrong('recorder', { ...recorder }), undefined)
  assert.equal(wrong('recorder', { ...recorder, state: 'broken', faults: [fault] }), undefined)
  assert.equal(wrong('recorder', { ...recorder, faults: [fault] })?.[0]?.[0], 'state')
  assert.equal(wrong('recorder', { ...recorder, state: 'broken' })?.[0]?.[0], 'faults')
  assert.equal(
    wrong('recorder', { ...recorder, faults: [{ ...fault, mended: '2026-02-28' }] })?.[0]?.[0],
    'faults.0.mended',
  )
})

test('a room is booked once at a time', () => {
  const booking = (from: string, until: string) => ({ from, until, unit: 'food', what: '询问' })
  const morning = booking('2026-03-02T01:00:00.000Z', '2026-03-02T03:00:00.000Z')
  const after = booking('2026-03-02T03:00:00.000Z', '2026-03-02T04:00:00.000Z')
  const within = booking('2026-03-02T02:30:00.000Z', '2026-03-02T04:00:00.000Z')
  assert.equal(wrong('premises', { ...hearing, bookings: [morning, after] }), undefined)
  assert.deepEqual(wrong('premises', { ...hearing, bookings: [morning, within] }), [
    ['bookings.1.from', '与第 1 条预约的时间重叠，请另选时间'],
  ])
  assert.equal(
    wrong('premises', { ...hearing, bookings: [{ ...morning, until: morning.from }] })?.[0]?.[0],
    'bookings.0.until',
  )
})

test('two notes of one day are two puttings of one version; of other kinds what began today stays', () => {
  const actor: Actor = { kind: 'person', id: 'p', name: '骆某', unit: 'inspection', roles: ['unit-head'] }
  const context = {
    streamId: 's',
    version: 1,
    actor,
    now: '2026-03-30T02:00:00.000Z',
    happenedAt: '2026-03-30T02:00:00.000Z',
  }
  const put = (kind: 'recorder' | 'phrase', data: unknown, from = '2026-03-30'): PutEntry => ({
    kind,
    id: 'x',
    from,
    data,
    reason: '登记',
  })
  const begun = (kind: string): Entry => ({
    kind,
    id: 'x',
    versions: [{ version: 1, from: '2026-03-30', data: {}, reason: '登记', at: '2026-01-01T00:00:00.000Z' }],
    count: 1,
  })
  const codes = (state: Entry, command: PutEntry) => {
    const decided = entryDecider.decide(state, command, undefined, context)
    return decided.ok ? [] : decided.refusals.map(({ code }) => code)
  }
  assert.deepEqual(codes(begun('recorder'), put('recorder', recorder)), [])
  assert.deepEqual(codes(begun('recorder'), put('recorder', recorder, '2026-03-29')), ['past-rewritten'])
  assert.deepEqual(codes(begun('phrase'), put('phrase', { name: '甲', text: '乙' })), ['past-rewritten'])
})
