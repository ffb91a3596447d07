import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createJournal, type Journal, journalMigrations } from '../../journal/index.ts'
import { spec } from '../../journal/testing.ts'
import { type Actor, systemActor } from '../../kernel/index.ts'
import { migrate, sql } from '../../platform/index.ts'
import { eachDatabase } from '../../platform/testing.ts'
import { type Entry, entryDecider, registryStream, streamIdOf } from '../entry.ts'
import { allInForce } from '../read.ts'
import { applyDrafts } from './apply.ts'
import { type DraftCommand, type DraftFacts, draftDecider } from './draft.ts'
import { draftChanges } from './read.ts'
import { draftStream } from './stream.ts'

const person = (id: string, name: string, unit: string, ...roles: Actor['roles']): Actor => ({
  kind: 'person',
  id,
  name,
  unit,
  roles,
})
const food = person('p1', '孟某', 'food', 'officer')
const lawyer = person('p2', '沈某', 'legal', 'legal-affairs', 'publisher')
const publisher = person('p3', '邱某', 'office', 'publisher')
const now = '2026-06-15T02:00:00.000Z'

const channel = (more: object = {}) => ({
  name: '食品安全投诉电话',
  unit: 'food',
  means: 'phone',
  contact: '0588-8000 1031',
  purposes: ['complaint'],
  hours: '工作日',
  answer: '七个工作日内告知是否受理',
  basis: [{ law: '市场监督管理投诉举报处理暂行办法', article: 14 }],
  ...more,
})
const existing: Entry = entryDecider.evolve(entryDecider.initial, {
  id: 'e',
  kind: 'registry',
  streamId: 's',
  version: 1,
  type: 'put',
  data: { kind: 'complaint-channel', id: 'hotline', from: '2026-01-01', data: channel(), reason: '公布' },
  actor: systemActor('setup'),
  happenedAt: now,
  enteredAt: now,
})
const facts = (more: Partial<DraftFacts> = {}): DraftFacts => ({
  entries: new Map([['hotline', existing]]),
  taken: new Set(),
  units: new Map([['consumers', '消保分局']]),
  ...more,
})
const draft = (more: Partial<Extract<DraftCommand, { do: 'draft' }>> = {}): DraftCommand => ({
  do: 'draft',
  kind: 'complaint-channel',
  changes: [{ id: 'hotline', base: { version: 1 }, data: channel({ contact: '0588-8000 1032' }) }],
  from: '2026-07-01',
  reason: '换号',
  ...more,
})
const by = (actor: Actor, at = now) => ({ actor, now: at })
const rules = spec(draftDecider)
const drafted = {
  type: 'draft-entries',
  data: {
    kind: 'complaint-channel',
    unit: 'food',
    changes: [{ id: 'hotline', base: { version: 1 }, data: channel({ contact: '0588-8000 1032' }) }],
    from: '2026-07-01',
    reason: '换号',
  },
  actor: food,
} as const
const approved = { type: 'approve-draft', data: {}, actor: lawyer }

test('one drafts, a second approves, a third publishes', () => {
  rules.given([]).when(draft(), facts(), by(food)).then([drafted])
  rules
    .given([drafted])
    .when({ do: 'approve' }, facts(), by(lawyer))
    .then([{ type: 'approve-draft', data: {} }])
  const { state } = rules.given([drafted, approved]).when({ do: 'publish' }, facts(), by(publisher))
  assert.deepEqual([state?.status, state?.drafted.by.name, state?.approved?.by.name], ['published', '孟某', '沈某'])
})

test('nobody does two of the steps, and none before its turn', () => {
  const both = person('p1', '孟某', 'food', 'officer', 'legal-affairs', 'publisher')
  rules.given([drafted]).when({ do: 'approve' }, facts(), by(both)).then(['same-person'])
  rules.given([drafted, approved]).when({ do: 'publish' }, facts(), by(both)).then(['same-person'])
  rules.given([drafted, approved]).when({ do: 'publish' }, facts(), by(lawyer)).then(['same-person'])
  rules.given([drafted]).when({ do: 'publish' }, facts(), by(publisher)).then(['not-waiting'])
  rules.given([drafted]).when({ do: 'approve' }, facts(), by(food)).then(['not-your-role'])
  rules.given([]).when({ do: 'approve' }, facts(), by(lawyer)).then(['no-draft'])
  rules.given([drafted, approved]).when({ do: 'approve' }, facts(), by(lawyer)).then(['not-waiting'])
})

test('what is returned says why, and only who drafted it drafts it again or takes it back', () => {
  rules.given([drafted]).when({ do: 'return', reason: ' ' }, facts(), by(lawyer)).then(['bad-field'])
  const returned = { type: 'return-draft', data: { reason: '号码不对' }, actor: lawyer }
  const { state } = rules.given([drafted]).when({ do: 'return', reason: '号码不对' }, facts(), by(lawyer))
  assert.equal(state?.returned?.reason, '号码不对')
  rules
    .given([drafted, approved])
    .when({ do: 'return', reason: '日期不对' }, facts(), by(publisher))
    .then([{ type: 'return-draft', data: { reason: '日期不对' } }])
  const again = draft({ changes: [{ id: 'hotline', base: { version: 1 }, data: channel({ contact: '1033' }) }] })
  assert.ok(rules.given([drafted, returned]).when(again, facts(), by(food)).result.ok)
  rules.given([drafted, returned]).when(again, facts(), by(publisher)).then(['not-your-draft'])
  rules.given([drafted]).when(again, facts(), by(food)).then(['draft-sent'])
  rules.given([drafted]).when({ do: 'withdraw' }, facts(), by(lawyer)).then(['not-your-draft'])
  rules
    .given([drafted])
    .when({ do: 'withdraw' }, facts(), by(food))
    .then([{ type: 'withdraw-draft', data: {} }])
})

test('a draft that is stale, empty, of the past, of another unit or wrong is refused, each with its reason', () => {
  const begin = rules.given([])
  begin.when(draft({ changes: [] }), facts(), by(food)).then(['nothing-changed'])
  assert.ok(begin.when(draft({ changes: [], checked: true }), facts(), by(food)).result.ok)
  const same = { id: 'hotline', base: { version: 1 }, data: channel() }
  begin.when(draft({ changes: [same] }), facts(), by(food)).then(['nothing-changed'])
  begin.when(draft({ from: '2026-06-14' }), facts(), by(food)).then(['effective-past'])
  begin.when(draft({ from: 'soon', reason: '' }), facts(), by(food)).then(['bad-field', 'bad-field'])
  begin.when(draft(), facts(), by(person('p4', '尹某', 'consumers', 'clerk'))).then(['not-owner-unit'])
  begin.when(draft(), facts(), by(person('p5', '程某', 'food', 'system-admin'))).then(['not-your-role'])
  begin.when(draft({ kind: 'phrase' }), facts(), by(food)).then(['not-reviewed-kind'])
  begin.when(draft(), facts({ taken: new Set(['hotline']) }), by(food)).then(['already-drafted'])
  const bad = { id: 'hotline', base: { version: 1 }, data: channel({ hours: '' }) }
  begin.when(draft({ changes: [bad] }), facts(), by(food)).then(['bad-field'])
  begin.when(draft({ changes: [bad, bad] }), facts(), by(food)).then(['entry-twice'])
  const older = { id: 'hotline', data: channel({ contact: '1' }) }
  begin.when(draft({ changes: [older] }), facts(), by(food)).then(['stale-base'])
  const meanwhile = entryDecider.evolve(existing, {
    id: 'e2',
    kind: 'registry',
    streamId: 's',
    version: 2,
    type: 'put',
    data: {
      kind: 'complaint-channel',
      id: 'hotline',
      from: '2026-06-20',
      data: channel({ hours: '全天' }),
      reason: '延长',
    },
    actor: systemActor('setup'),
    happenedAt: now,
    enteredAt: now,
  })
  const changed = facts({ entries: new Map([['hotline', meanwhile]]) })
  rules.given([drafted]).when({ do: 'approve' }, changed, by(lawyer)).then(['stale-base'])
  rules.given([drafted, approved]).when({ do: 'publish' }, changed, by(publisher)).then(['stale-base'])
  const late = '2026-07-02T02:00:00.000Z'
  rules.given([drafted, approved]).when({ do: 'publish' }, facts(), by(publisher, late)).then(['effective-past'])
})

eachDatabase('drafts of the registry', (database) => {
  let journal: Journal
  before(async () => {
    await migrate(database().db, journalMigrations)
    journal = createJournal(database(), { now: () => now })
    journal.register(registryStream)
    journal.register(draftStream)
    await journal.prepare()
  })
  const tell = (id: string, actor: Actor, command: DraftCommand, key: string) =>
    journal.execute(draftStream, { streamId: id, command, meta: { actor, key } })
  const inForce = async (day: string) =>
    (await allInForce(database().db, ['complaint-channel'], day)).map(({ id, data }) => `${id} ${data.contact}`)

  test('what is published holds from its day, its event names the draft, and nothing is done twice', async () => {
    const direct = await journal.execute(registryStream, {
      streamId: streamIdOf('complaint-channel', 'hotline'),
      command: { kind: 'complaint-channel', id: 'hotline', from: '2026-07-01', data: channel(), reason: '直接改' },
      meta: { actor: lawyer, key: 'direct' },
    })
    assert.deepEqual(direct.ok ? [] : direct.refusals.map(({ code }) => code), ['needs-review'])
    const changes = [
      { id: 'hotline', data: channel() as never },
      { id: 'counter', data: channel({ name: '来访', means: 'visit', contact: '3 号窗口' }) as never },
    ]
    assert.ok((await tell('d1', food, draft({ changes }), 'draft')).ok)
    const taken = await tell('d2', food, draft({ changes: changes.slice(0, 1) }), 'second')
    assert.deepEqual(taken.ok ? [] : taken.refusals.map(({ code }) => code), ['already-drafted'])
    assert.ok((await tell('d1', lawyer, { do: 'approve' }, 'approve')).ok)
    assert.equal(await applyDrafts(journal), 0)
    assert.ok((await tell('d1', publisher, { do: 'publish' }, 'publish')).ok)
    assert.equal(await applyDrafts(journal), 1)
    assert.equal(await applyDrafts(journal), 0)
    assert.deepEqual(await inForce('2026-06-30'), [])
    assert.deepEqual((await inForce('2026-07-01')).toSorted(), ['counter 3 号窗口', 'hotline 0588-8000 1031'])
    const { rows } = await sql<{ entry: string; what: string; draft: string }>`
      select entry, what, draft from registry_change order by entry`.execute(database().db)
    assert.deepEqual(rows, [
      { entry: 'counter', what: 'new', draft: 'd1' },
      { entry: 'hotline', what: 'new', draft: 'd1' },
    ])
  })

  test('a change is told in words, old and new; an end takes the entry off the list', async () => {
    const change = { id: 'hotline', base: { version: 1 }, data: channel({ contact: '0588-8000 1039' }) as never }
    const outcome = await tell('d3', food, draft({ changes: [change], from: '2026-08-01' }), 'change')
    assert.ok(outcome.ok && outcome.state !== undefined)
    const [seen] = await draftChanges(database().db, outcome.state, new Map())
    assert.deepEqual(seen?.fields, [
      { title: '号码、网址或者地址', before: ['0588-8000 1031'], after: ['0588-8000 1039'] },
    ])
    const end = await tell(
      'd4',
      food,
      draft({ changes: [{ id: 'counter', base: { version: 1 } }], from: '2026-08-01' }),
      'end',
    )
    assert.ok(end.ok, JSON.stringify(end))
    assert.ok((await tell('d4', lawyer, { do: 'approve' }, 'approve-end')).ok)
    assert.ok((await tell('d4', publisher, { do: 'publish' }, 'publish-end')).ok)
    await applyDrafts(journal)
    assert.deepEqual([(await inForce('2026-07-31')).length, (await inForce('2026-08-01')).length], [2, 1])
  })
})
