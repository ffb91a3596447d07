import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../calendar/index.ts'
import { createJournal, type Journal, journalMigrations } from '../journal/index.ts'
import { spec } from '../journal/testing.ts'
import { type Actor, systemActor } from '../kernel/index.ts'
import { migrate } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { entryDecider } from './entry.ts'
import { allInForce, historyOf, type PutEntry, registryStream, standingOf, streamIdOf } from './index.ts'

const lawyer: Actor = { kind: 'person', id: 'p1', name: '沈某', unit: 'legal', roles: ['legal-affairs'] }
const officer: Actor = { kind: 'person', id: 'p2', name: '夏某', unit: 'food', roles: ['officer'] }
const now = '2026-06-15T02:00:00.000Z'

const unit = (name: string) => ({ name, nature: 'business', functions: '食品生产经营监督管理。' })
const put = (from: string, name = '食品处', more: Partial<PutEntry> = {}): PutEntry => ({
  kind: 'unit',
  id: 'food',
  from,
  data: unit(name),
  reason: '机构改革方案',
  ...more,
})
const was = ({ data, ...command }: PutEntry) => ({ type: 'put', data: { ...command, data: data as object as never } })
const end = (day: string) => ({ kind: 'unit' as const, id: 'food', end: day, reason: '机构撤销' })

const entry = spec(entryDecider)
const by = (actor: Actor) => ({ actor, now })

test('a new version ends the one before it on the day before, and both can be cited', () => {
  const { state } = entry.given([was(put('2025-01-01'))]).when(put('2026-07-01', '食品安全处'), undefined, by(lawyer))
  assert.deepEqual(
    state.versions.map(({ version, from, until, data }) => [version, from, until, data.name]),
    [
      [1, '2025-01-01', '2026-06-30', '食品处'],
      [2, '2026-07-01', undefined, '食品安全处'],
    ],
  )
})

test('what has begun is not rewritten', () => {
  const begun = entry.given([was(put('2026-01-01'))])
  begun.when(put('2026-01-01', '别的处'), undefined, by(lawyer)).then(['past-rewritten'])
  begun.when(put('2025-06-01', '别的处'), undefined, by(lawyer)).then(['past-rewritten'])
  begun.when(end('2025-12-31'), undefined, by(lawyer)).then(['past-rewritten'])
})

test('what has not begun yet can be replaced, and its number is not used again', () => {
  const { state } = entry
    .given([was(put('2026-01-01')), was(put('2026-07-01', '写错了的名称'))])
    .when(put('2026-07-01', '食品安全处'), undefined, by(lawyer))
  assert.deepEqual(
    state.versions.map(({ version, from, until }) => [version, from, until]),
    [
      [1, '2026-01-01', '2026-06-30'],
      [3, '2026-07-01', undefined],
    ],
  )
})

test('an entry can be ended, once', () => {
  const { state } = entry
    .given([was(put('2026-01-01')), was(put('2026-09-01'))])
    .when(end('2026-06-30'), undefined, by(lawyer))
  assert.deepEqual(
    state.versions.map(({ from, until, ended }) => [from, until, ended]),
    [['2026-01-01', '2026-06-30', '机构撤销']],
  )
  entry
    .given([was(put('2026-01-01')), { type: 'end', data: end('2026-06-30') }])
    .when(end('2026-07-31'), undefined, by(lawyer))
    .then(['already-ended'])
  entry.given([]).when(end('2026-07-31'), undefined, by(lawyer)).then(['no-entry'])
})

test('only those who keep a kind change it, and nobody changes the own entry', () => {
  const nothing = entry.given([])
  nothing.when(put('2026-07-01'), undefined, by(officer)).then(['not-your-role'])
  const person: PutEntry = {
    ...put('2026-07-01'),
    kind: 'officer',
    id: 'p1',
    data: {
      name: '沈某',
      unit: 'legal',
      duty: '处长',
      roles: ['leader'],
      auxiliary: false,
      certificates: [],
      legalQualification: true,
    },
  }
  nothing.when(person, undefined, by(lawyer)).then(['own-entry'])
  nothing.when({ ...person, id: 'p3' }, undefined, by(lawyer)).then([was({ ...person, id: 'p3' })])
})

test('days that there are not, an empty reason and data that do not fit are refused together', () => {
  const { result } = entry
    .given([])
    .when(put('2026-02-30', '', { until: 'tomorrow', reason: ' ' }), undefined, by(lawyer))
  assert.ok(!result.ok)
  assert.deepEqual(
    result.refusals.map(({ field }) => field).toSorted(),
    ['data.name', 'from', 'reason', 'until'].toSorted(),
  )
})

const data = (kind: 'officer' | 'item', value: object) => {
  const { result } = entry
    .given([])
    .when({ kind, id: 'x', from: '2026-07-01', data: value, reason: '新增' }, undefined, by(systemActor('a-test')))
  return result.ok ? [] : result.refusals.map(({ field }) => field)
}

test('administrators do not handle cases, one person is one of the three, and auxiliaries enforce nothing', () => {
  const person = { name: '某', unit: 'x', duty: '某', auxiliary: false, certificates: [], legalQualification: false }
  assert.deepEqual(data('officer', { ...person, roles: ['system-admin'] }), [])
  assert.deepEqual(data('officer', { ...person, roles: ['system-admin', 'audit-admin'] }), ['data.roles'])
  assert.deepEqual(data('officer', { ...person, roles: ['security-admin', 'leader'] }), ['data.roles'])
  assert.deepEqual(data('officer', { ...person, auxiliary: true, roles: ['officer'] }), ['data.roles'])
})

test('steps of a standard lie within the law, from light to heavy, and share no amount', () => {
  const step = (name: string, min: number, max: number) => ({ step: name, min, max, factors: [] })
  const item = (steps: readonly object[]) => ({
    name: '某事项',
    category: '食品',
    unit: 'food',
    breached: [{ law: '食品安全法', article: 34 }],
    penalty: [{ law: '食品安全法', article: 124 }],
    simple: false,
    penalties: [{ kind: 'fine', min: 1000, max: 9000 }],
    steps,
  })
  assert.deepEqual(data('item', item([step('lighter', 1000, 3000), step('normal', 3001, 9000)])), [])
  assert.deepEqual(data('item', item([step('mitigated', 100, 999), step('lighter', 1000, 3000)])), [])
  assert.deepEqual(data('item', item([step('lighter', 1000, 3000), step('normal', 3000, 9000)])), ['data.steps.1.min'])
  assert.deepEqual(data('item', item([step('lighter', 500, 3000)])), ['data.steps.0.max'])
  assert.deepEqual(data('item', item([step('heavier', 6000, 9001)])), ['data.steps.0.max'])
})

test('whatever is put and ended, on no day do two versions of an entry hold', () => {
  const first = '2026-01-01'
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays(first, days))
  const command = fc.oneof(
    fc
      .record({ from: day, until: fc.option(day, { nil: undefined }) })
      .map(({ from, until }) => put(from, '食品处', until === undefined ? {} : { until })),
    day.map(end),
  )
  fc.assert(
    fc.property(fc.array(fc.record({ command, today: day }), { maxLength: 12 }), (steps) => {
      let state = entryDecider.initial
      for (const { command: each, today } of steps) {
        const context = {
          streamId: 'unit:food',
          version: 0,
          actor: systemActor('setup'),
          now: `${today}T02:00:00.000Z`,
          happenedAt: `${today}T02:00:00.000Z`,
        }
        const before = state
        const result = entryDecider.decide(state, each, undefined, context)
        if (!result.ok) continue
        state = result.value.reduce(
          (at, event) => entryDecider.evolve(at, { ...event, actor: context.actor, enteredAt: context.now } as never),
          state,
        )
        for (const [n, { from, until }] of state.versions.entries()) {
          const next = state.versions[n + 1]
          assert.ok(until === undefined || from <= until)
          assert.ok(next === undefined || (until !== undefined && until < next.from))
        }
        assert.equal(new Set(state.versions.map(({ version }) => version)).size, state.versions.length)
        // What held yesterday still does, as it did then, unless the entry was ended before.
        const held = (at: typeof state, when: string) =>
          at.versions.find(({ from, until }) => from <= when && (until === undefined || when <= until))?.version
        if ('from' in each && each.from > today) assert.equal(held(state, today), held(before, today))
      }
    }),
  )
})

eachDatabase('standing data', (database) => {
  let journal: Journal
  const change = async (command: Parameters<typeof registryStream.decide>[1], key: string) => {
    const outcome = await journal.execute(registryStream, {
      streamId: streamIdOf(command.kind, command.id),
      command,
      meta: { actor: lawyer, key },
    })
    assert.ok(outcome.ok, JSON.stringify(outcome))
  }
  before(async () => {
    await migrate(database().db, journalMigrations)
    journal = createJournal(database(), { now: () => now })
    journal.register(registryStream)
    await journal.prepare()
    await change(put('2025-01-01'), 'first-key')
    await change(put('2026-07-01', '食品安全处'), 'second-key')
    await change({ ...put('2025-01-01', '广告处'), id: 'ads' }, 'third-key')
    await change({ ...end('2026-06-30'), id: 'ads' }, 'fourth-key')
  })

  test('is read as it holds on a day', async () => {
    const { db } = database()
    const names = async (day: string) => (await allInForce(db, ['unit'], day)).map(({ title }) => title).toSorted()
    assert.deepEqual(await names('2024-12-31'), [])
    assert.deepEqual(await names('2026-06-30'), ['广告处', '食品处'].toSorted())
    assert.deepEqual(await names('2026-07-01'), ['食品安全处'])
    const standing = await standingOf(db, [
      { kind: 'unit', id: 'food' },
      { kind: 'unit', id: 'nobody' },
    ])
    assert.equal(standing('unit', 'food', '2026-06-30')?.version, 1)
    assert.equal(standing('unit', 'food', '2026-07-01')?.data.name, '食品安全处')
    assert.equal(standing('unit', 'nobody', '2026-07-01'), undefined)
  })

  test('keeps every version with its reason, newest first', async () => {
    const { db } = database()
    assert.deepEqual(
      (await historyOf(db, 'unit', 'food', 1)).map(({ version, from, until, reason }) => [
        version,
        from,
        until,
        reason,
      ]),
      [
        [2, '2026-07-01', undefined, '机构改革方案'],
        [1, '2025-01-01', '2026-06-30', '机构改革方案'],
      ],
    )
    assert.equal((await historyOf(db, 'unit', 'ads', 1))[0]?.reason, '机构改革方案（终止：机构撤销）')
  })
})
