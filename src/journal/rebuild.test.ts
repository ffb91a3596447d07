import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Actor, accept } from '../kernel/index.ts'
import { type Db, migrate, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { createJournal, type Journal, journalMigrations, rebuild, type StreamKind } from './index.ts'

/** A toy: an account that remembers its entries. */
interface Account {
  readonly entries: readonly { readonly text: string; readonly fen: number }[]
}
const account: StreamKind<Account, { readonly text: string; readonly fen: number }, undefined> = {
  kind: 'account',
  stateVersion: 1,
  initial: { entries: [] },
  facts: async (requests) => requests.map(() => undefined),
  decide: (_, { text, fen }) => accept([{ type: 'entered', data: { text, fen } }]),
  evolve: ({ entries }, { data }) => ({ entries: [...entries, { text: String(data.text), fen: Number(data.fen) }] }),
  projections: [
    {
      table: 'account_total',
      columns: { account: 'text', fen: 'bigint', texts: 'text[]', newest: 'jsonb' },
      key: ['account'],
      indexes: ['(fen) where fen > 0'],
      rows: (id, { entries }) => [
        {
          account: id,
          fen: entries.reduce((sum, { fen }) => sum + fen, 0),
          texts: entries.slice(-3).map(({ text }) => text),
          newest: entries.at(-1) ?? null,
        },
      ],
    },
    {
      table: 'account_entry',
      columns: { account: 'text', n: 'integer', text: 'text' },
      key: ['account', 'n'],
      rows: (id, { entries }) => entries.map(({ text }, n) => ({ account: id, n, text })),
    },
  ],
}

const actor: Actor = { kind: 'person', id: 'p1', name: '李某', roles: [] }
let keys = 0

eachDatabase('a rebuild', (database) => {
  let journal: Journal
  const enter = (id: string, text: string, fen: number) =>
    journal.execute(account, {
      streamId: id,
      command: { text, fen },
      meta: { actor, key: `k${process.pid}-${keys++}` },
    })
  const tables = async (): Promise<readonly unknown[]> => {
    const { rows } = await sql`
      select to_jsonb(t) as row from account_total t union all select to_jsonb(e) from account_entry e union all select to_jsonb(s) from stream s
      order by 1`.execute(database().db)
    return rows
  }
  const change = (statement: ReturnType<typeof sql>, db: Db = database().db) => statement.execute(db)

  before(async () => {
    await migrate(database().db, journalMigrations)
    journal = createJournal(database(), simulatedClock('2026-03-02T02:32:00.000Z'))
    journal.register(account)
    await journal.prepare()
    for (let round = 0; round < 12; round++)
      await Promise.all(Array.from({ length: 50 }, (_, n) => enter(`a${n}`, `第${round}笔`, (n * 7 + round) % 13)))
  })

  test('gives what the commands gave, and says how far it is', async () => {
    const live = await tables()
    const progress: (readonly [number, number])[] = []
    const checked = await rebuild(journal, { check: true, onProgress: (...at) => progress.push(at) })
    assert.deepEqual(checked, { streams: 50, events: 600, erased: 0, differences: [], mended: false })
    assert.deepEqual(progress, [
      [500, 600],
      [600, 600],
    ])
    assert.equal((await rebuild(journal)).mended, true)
    assert.deepEqual(await tables(), live)
    const { rows: indexes } = await sql`select indexname from pg_indexes where tablename = 'account_total'`.execute(
      database().db,
    )
    assert.equal(indexes.length, 3)
  })

  test('names what somebody changed in the tables, and puts it right', async () => {
    const live = await tables()
    await change(sql`update account_total set fen = fen + 1, newest = newest || '{"text":"改过"}' where account = 'a3'`)
    await change(sql`delete from account_entry where account = 'a4' and n = 2`)
    await change(sql`insert into account_entry (stream_id, account, n, text) values ('a5', 'a5', 99, '多出')`)
    await change(sql`update stream set state = jsonb_set(state, '{entries,1,fen}', '0') where id = 'a6'`)
    const { differences, mended } = await rebuild(journal, { check: true })
    assert.equal(mended, false)
    assert.deepEqual(
      differences.map(({ table, key, at }) => [table, ...Object.values(key), at]),
      [
        ['stream', 'account', 'a6', '/state/entries/1/fen'],
        ['account_total', 'a3', '/fen'],
        ['account_total', 'a3', '/newest/text'],
        ['account_entry', 'a4', 2, ''],
        ['account_entry', 'a5', 99, ''],
      ],
    )
    const [, fen, text, gone, added] = differences
    assert.equal(Number(fen?.live) - Number(fen?.rebuilt), 1)
    assert.deepEqual([text?.live, text?.rebuilt], ['改过', '第11笔'])
    assert.deepEqual(gone, {
      table: 'account_entry',
      key: gone?.key,
      at: '',
      rebuilt: { stream_id: 'a4', account: 'a4', n: 2, text: '第2笔' },
    })
    assert.deepEqual(added, {
      table: 'account_entry',
      key: added?.key,
      at: '',
      live: { stream_id: 'a5', account: 'a5', n: 99, text: '多出' },
    })
    await rebuild(journal)
    assert.deepEqual(await tables(), live)
  })

  test('finds the first event that is not what was committed, and then mends nothing', async () => {
    const spoil = async (spoiled: ReturnType<typeof sql>, mended: ReturnType<typeof sql>) => {
      await change(spoiled)
      await change(sql`update account_total set fen = 1 where account = 'a1'`)
      const done = await rebuild(journal)
      assert.equal(done.mended, false)
      await change(mended)
      assert.equal((await rebuild(journal)).mended, true)
      return done.damage
    }
    const place = { kind: 'account', streamId: 'a20' }
    assert.deepEqual(
      await spoil(
        sql`update event set data = jsonb_set(data, '{fen}', '999') where stream_id = 'a20' and version = 5`,
        sql`update event set data = jsonb_set(data, '{fen}', ${String((20 * 7 + 4) % 13)}::jsonb) where stream_id = 'a20' and version = 5`,
      ),
      { what: 'digest', ...place, version: 5 },
    )
    assert.deepEqual(
      await spoil(
        sql`update event set shape = 1 where stream_id = 'a20' and version = 6`,
        sql`update event set shape = 0 where stream_id = 'a20' and version = 6`,
      ),
      { what: 'digest', ...place, version: 6 },
    )
    await change(sql`create table kept as select * from event where stream_id = 'a20' and version = 7`)
    assert.deepEqual(
      await spoil(
        sql`delete from event where stream_id = 'a20' and version = 7`,
        sql`insert into event overriding system value select * from kept`,
      ),
      { what: 'missing', ...place, version: 7 },
    )
  })

  test('an event cut off the end of a stream shows in the snapshot', async () => {
    await change(sql`create table cut as select * from event where stream_id = 'a21' and version = 12`)
    await change(sql`delete from event where stream_id = 'a21' and version = 12`)
    const { differences } = await rebuild(journal, { check: true })
    assert.deepEqual(
      differences.filter(({ at }) => at === '/version').map(({ key, live, rebuilt }) => [key.id, live, rebuilt]),
      [['a21', 12, 11]],
    )
    await change(sql`insert into event overriding system value select * from cut`)
  })

  test('an event whose secret is gone is counted, not called damaged', async () => {
    await change(sql`create table secrets as select id, secret from event where stream_id = 'a22'`)
    await change(sql`update event set secret = null where stream_id = 'a22'`)
    const { erased, damage } = await rebuild(journal, { check: true })
    assert.deepEqual([erased, damage], [12, undefined])
    await change(sql`update event set secret = s.secret from secrets s where s.id = event.id`)
  })

  test('commands that come meanwhile are neither lost nor missing in the mended tables', async () => {
    const going = Array.from({ length: 60 }, (_, n) => enter(`b${n % 9}`, `第${n}笔`, n))
    const [answers] = await Promise.all([Promise.all(going), rebuild(journal), rebuild(journal, { check: true })])
    assert.ok(answers.every(({ ok }) => ok))
    const { differences, damage } = await rebuild(journal, { check: true })
    assert.deepEqual([differences, damage], [[], undefined])
    assert.equal((await journal.states(account, ['b0']))[0]?.state.entries.length, 7)
  })

  test('streams of a kind that nobody registered stop it before anything is touched', async () => {
    const strangers = createJournal(database(), journal.clock)
    await assert.rejects(rebuild(strangers), /kind account, which nobody registered/)
  })
})
