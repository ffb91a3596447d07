import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setImmediate as immediate } from 'node:timers/promises'
import fc from 'fast-check'
import { type Actor, accept, refusal, refuse } from '../kernel/index.ts'
import { migrate, simulatedClock, sql, transaction } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { createJournal, digestOfEvent, type Journal, journalMigrations, type StreamKind } from './index.ts'

/** A toy: a shelf of goods that can't be taken below zero. */
interface Shelf {
  readonly goods: Readonly<Record<string, number>>
}
interface Change {
  readonly good: string
  readonly by: number
}
const shelf: StreamKind<Shelf, Change, undefined> = {
  kind: 'shelf',
  stateVersion: 1,
  initial: { goods: {} },
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, { good, by }) => {
    if (good === 'boom') throw new Error('a programmer was wrong')
    if ((state.goods[good] ?? 0) + by < 0) return refuse(refusal('not-enough', '没有这么多，请少取一些'))
    return accept([{ type: 'changed', data: { good, by } }])
  },
  evolve: (state, { data }) => {
    const { good, by } = data as unknown as Change
    const { [good]: had = 0, ...rest } = state.goods
    return { goods: had + by === 0 ? rest : { ...rest, [good]: had + by } }
  },
  projections: [
    {
      table: 'shelf_good',
      columns: { shelf: 'text', good: 'text', n: 'integer' },
      key: ['shelf', 'good'],
      rows: (id, { goods }) => Object.entries(goods).map(([good, n]) => ({ shelf: id, good, n })),
    },
  ],
}

/** Takes the next number of a series that all its streams share. */
const numbered: StreamKind<{ readonly n: number }, null, number> = {
  kind: 'numbered',
  stateVersion: 1,
  initial: { n: 0 },
  facts: async (requests, db) => {
    const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0)::int as n from given_number`.execute(db)
    return requests.map(() => (rows[0]?.n ?? 0) + 1)
  },
  decide: (_, __, n) => accept([{ type: 'numbered', data: { n } }]),
  evolve: (_, { data }) => ({ n: Number(data.n) }),
  projections: [{ table: 'given_number', columns: { n: 'integer' }, key: ['n'], rows: (_, { n }) => [{ n }] }],
}

type Prices = { readonly prices: readonly number[] }
const priced = (
  stateVersion: number,
  upcasts: NonNullable<StreamKind<Prices, number, undefined>['upcasts']> = {},
): StreamKind<Prices, number, undefined> => ({
  kind: 'price',
  stateVersion,
  upcasts,
  initial: { prices: [] },
  facts: async (requests) => requests.map(() => undefined),
  decide: (_, price) => accept([{ type: 'priced', data: { price } }]),
  evolve: ({ prices }, { data }) => ({ prices: [...prices, Number(data.price)] }),
  projections: [
    {
      table: 'price_of_thing',
      columns: { thing: 'text', last: 'integer' },
      key: ['thing'],
      rows: (id, { prices }) => [{ thing: id, last: prices.at(-1) ?? null }],
    },
  ],
})

/** Gives its event the time that it is told. */
const timed: StreamKind<object, string, undefined> = {
  kind: 'timed',
  stateVersion: 1,
  initial: {},
  facts: async (requests) => requests.map(() => undefined),
  decide: (_, happenedAt) => accept([{ type: 'timed', data: {}, happenedAt }]),
  evolve: (state) => state,
  projections: [],
}

const actor: Actor = { kind: 'person', id: 'p1', name: '李某', roles: [] }
let keys = 0
const request = <C>(streamId: string, command: C, more: object = {}) => ({
  streamId,
  command,
  meta: { actor, key: `key-${process.pid}-${keys++}`, ...more },
})

eachDatabase('the journal', (database) => {
  const clock = simulatedClock('2026-03-02T02:32:00.000Z')
  let journal: Journal
  before(async () => {
    await migrate(database().db, journalMigrations)
    journal = createJournal(database(), clock)
    journal.register(shelf)
    journal.register(timed)
    await journal.prepare()
  })
  const rows = async (id: string) =>
    (
      await sql<{
        good: string
        n: number
      }>`select good, n from shelf_good where stream_id = ${id} order by good`.execute(database().db)
    ).rows

  test('what was accepted can be read, in order and with its digest', async () => {
    const first = await journal.execute(shelf, request('a', { good: '米', by: 3 }))
    assert.ok(first.ok)
    assert.equal(first.version, 1)
    await journal.execute(shelf, request('a', { good: '米', by: -1 }, { happenedAt: '2026-03-01T00:00:00.000Z' }))
    const events = await journal.read('shelf', 'a')
    assert.deepEqual(
      events.map(({ version, type, happenedAt }) => [version, type, happenedAt]),
      [
        [1, 'changed', '2026-03-02T02:32:00.000Z'],
        [2, 'changed', '2026-03-01T00:00:00.000Z'],
      ],
    )
    const { rows: kept } = await sql<{
      digest: Buffer
      secret: Buffer
    }>`select digest, secret from event where stream_id = 'a' order by version`.execute(database().db)
    for (const [n, event] of events.entries())
      assert.deepEqual(Buffer.from(digestOfEvent(event, kept[n]?.secret as Buffer)), kept[n]?.digest)
    assert.deepEqual((await journal.state(shelf, 'a'))?.state, { goods: { 米: 2 } })
    assert.equal(await journal.state(shelf, 'nothing'), undefined)
  })

  test('a refusal writes nothing', async () => {
    const refused = await journal.execute(shelf, request('b', { good: '米', by: -1 }))
    assert.equal(!refused.ok && refused.refusals[0]?.code, 'not-enough')
    assert.deepEqual(await journal.read('shelf', 'b'), [])
  })

  test('a stale page is told who changed it and when', async () => {
    await journal.execute(shelf, request('c', { good: '米', by: 1 }))
    const stale = await journal.execute(shelf, request('c', { good: '米', by: 1 }, { expectedVersion: 0 }))
    assert.equal(
      !stale.ok && stale.refusals[0]?.message,
      '没有保存：已被李某在 10:32 更新。请看更新后再保存，您写的内容还在。',
    )
  })

  test('a double click is done once, and gets the same answer twice', async () => {
    const one = request('d', { good: '米', by: 5 })
    const answers = await Promise.all([
      journal.execute(shelf, one),
      journal.execute(shelf, one),
      journal.execute(shelf, one),
    ])
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.version),
      [1, 1, 1],
    )
    assert.deepEqual(answers.map((answer) => answer.ok && answer.repeated).sort(), [false, true, true])
    const other = await journal.execute(shelf, { ...one, command: { good: '米', by: 6 } })
    assert.equal(!other.ok && other.refusals[0]?.code, 'key-reused')
  })

  test('many commands on one stream at once are all kept, without gaps', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => journal.execute(shelf, request('e', { good: `g${n % 7}`, by: 1 }))),
    )
    const events = await journal.read('shelf', 'e')
    assert.deepEqual(
      events.map(({ version }) => version),
      Array.from({ length: 100 }, (_, n) => n + 1),
    )
    assert.equal(
      (await rows('e')).reduce((sum, { n }) => sum + n, 0),
      100,
    )
  })

  test('one wrong command does not harm those that were decided with it', async () => {
    const [bad, ...good] = await Promise.allSettled([
      journal.execute(shelf, request('f0', { good: 'boom', by: 1 })),
      ...Array.from({ length: 20 }, (_, n) => journal.execute(shelf, request(`f${n + 1}`, { good: '米', by: 1 }))),
    ])
    assert.equal(bad?.status, 'rejected')
    assert.ok(good.every((each) => each.status === 'fulfilled' && each.value.ok))
  })

  test('text that no database can keep is refused, not broken', async () => {
    for (const good of ['\u0000', '\ud800'])
      assert.equal(
        await journal
          .execute(shelf, request('g', { good, by: 1 }))
          .then((answer) => !answer.ok && answer.refusals[0]?.code),
        'bad-text',
      )
  })

  test('nothing happens in the future', async () => {
    const answer = await journal.execute(
      shelf,
      request('h', { good: '米', by: 1 }, { happenedAt: '2027-01-01T00:00:00.000Z' }),
    )
    assert.equal(!answer.ok && answer.refusals[0]?.code, 'in-the-future')
  })

  test('after any commands the projection has exactly the rows of the state', async () => {
    const change = fc.record({
      good: fc.constantFrom('米', '面', '油'),
      by: fc.integer({ min: -3, max: 3 }).filter((by) => by !== 0),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 15 }), async (changes) => {
        const id = `p${run++}`
        for (const each of changes) await journal.execute(shelf, request(id, each))
        const state = (await journal.state(shelf, id))?.state ?? shelf.initial
        const wanted = Object.entries(state.goods).map(([good, n]) => ({ good, n }))
        const by = (a: { good: string }, b: { good: string }) => (a.good < b.good ? -1 : 1)
        assert.deepEqual((await rows(id)).toSorted(by), wanted.toSorted(by))
      }),
      { numRuns: 25 },
    )
  })

  test('events of an older shape are lifted, and a snapshot of an older meaning is made again', async () => {
    await journal.execute(shelf, request('i', { good: '旧名', by: 4 }))
    const renamed: typeof shelf = {
      ...shelf,
      stateVersion: 2,
      upcasts: { changed: [(data) => ({ ...data, good: data.good === '旧名' ? '新名' : (data.good ?? '') })] },
    }
    const later = createJournal(database(), clock)
    later.register(renamed)
    assert.deepEqual((await later.state(renamed, 'i'))?.state, { goods: { 新名: 4 } })
    assert.deepEqual((await later.read('shelf', 'i'))[0]?.data.good, '新名')
  })

  test('two nodes on one database lose nothing and never write the same version', async () => {
    const other = createJournal(database(), clock)
    other.register(shelf)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? journal : other).execute(shelf, request('j', { good: '米', by: 1 })),
      ),
    )
    assert.ok(answers.every(({ ok }) => ok))
    assert.deepEqual((await journal.state(shelf, 'j'))?.state, { goods: { 米: 40 } })
  })

  test('a number belongs to the stream that has it, and who comes later is decided again', async () => {
    const numbers = createJournal(database(), clock)
    numbers.register(numbered)
    await numbers.prepare()
    const other = createJournal(database(), clock)
    other.register(numbered)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? numbers : other).execute(numbered, request(`n${n}`, null))),
    )
    assert.ok(answers.every(({ ok }) => ok))
    const { rows: given } = await sql<{ n: number }>`select n from given_number order by n`.execute(database().db)
    assert.deepEqual(
      given.map(({ n }) => n),
      Array.from({ length: 30 }, (_, n) => n + 1),
    )
  })

  test('nodes that always meet on one stream still get every command done', async () => {
    const nodes = [journal, ...Array.from({ length: 3 }, () => createJournal(database(), clock))]
    for (const node of nodes.slice(1)) node.register(shelf)
    const answers = await Promise.allSettled(
      Array.from({ length: 120 }, (_, n) =>
        nodes[n % nodes.length]?.execute(shelf, request('k', { good: '米', by: 1 })),
      ),
    )
    assert.deepEqual(
      answers.filter((each) => each.status === 'rejected' || !each.value?.ok),
      [],
    )
    assert.deepEqual((await journal.state(shelf, 'k'))?.state, { goods: { 米: 120 } })
    assert.deepEqual(await rows('k'), [{ good: '米', n: 120 }])
  })

  test('a second click that another node decides while the first is written gets the answer of the first', async () => {
    const second = createJournal(database(), clock)
    second.register(shelf)
    await journal.execute(shelf, request('twice', { good: '米', by: 1 }))
    const click = request('twice', { good: '米', by: -1 })
    // On PostgreSQL the second one has looked for the key, and waits for the state, when the first one's work appears.
    let answer: Promise<Awaited<ReturnType<typeof second.execute>>> | undefined
    await transaction(database().db, async (tx) => {
      await sql`lock table stream in access exclusive mode`.execute(tx)
      answer = second.execute(shelf, click)
      const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks
        where not granted and database = (select oid from pg_database where datname = current_database())`
      if (database().engine === 'postgres') while ((await waits.execute(tx)).rows[0]?.n === 0) await immediate()
      const first = createJournal({ ...database(), db: tx }, clock)
      first.register(shelf)
      assert.ok((await first.execute(shelf, click)).ok)
    })
    const repeated = await answer
    assert.ok(repeated?.ok && repeated.repeated)
    assert.deepEqual(await rows('twice'), [])
  })

  test('a repeated command gets the first answer, whatever was done since', async () => {
    const one = request('l', { good: '米', by: 5 })
    const first = await journal.execute(shelf, one)
    await journal.execute(shelf, request('l', { good: '米', by: 2 }))
    assert.deepEqual(await journal.execute(shelf, one), { ...first, repeated: true })
  })

  test('a listener that fails does not undo what was committed', async () => {
    const stop = journal.onCommitted(() => {
      throw new Error('a listener was wrong')
    })
    const heard: string[] = []
    const stopToo = journal.onCommitted((events) => heard.push(...events.map(({ streamId }) => streamId)))
    const answer = await journal.execute(shelf, request('m', { good: '米', by: 1 }))
    stop()
    stopToo()
    assert.equal(answer.ok && answer.repeated, false)
    assert.deepEqual(heard, ['m'])
  })

  test('each event is lifted only from the shape in which it was written', async () => {
    const yuan = priced(1)
    const fen = priced(2, { priced: [({ price }) => ({ price: Number(price) * 100 })] })
    const before = createJournal(database(), clock)
    before.register(yuan)
    await before.prepare()
    await before.execute(yuan, request('price', 3))
    const after = createJournal(database(), clock)
    after.register(fen)
    await after.prepare()
    await after.execute(fen, request('price', 450))
    assert.deepEqual((await after.state(fen, 'price'))?.state, { prices: [300, 450] })
    assert.deepEqual(
      (await after.read('price', 'price')).map(({ data }) => data),
      [{ price: 300 }, { price: 450 }],
    )
  })

  test('when the meaning of a state or a table changes, its rows are made again', async () => {
    const old = priced(1)
    const first = createJournal(database(), clock)
    first.register(old)
    await first.prepare()
    await first.execute(old, request('changing', 7))
    const later: typeof old = {
      ...old,
      stateVersion: 3,
      initial: { prices: [1] },
      projections: old.projections.map((each) => ({
        ...each,
        columns: { ...each.columns, dear: 'boolean' },
        rows: (id, { prices }) => [{ thing: id, last: prices.length, dear: true }],
      })),
    }
    const second = createJournal(database(), clock)
    second.register(later)
    await second.prepare()
    const { rows: made } = await sql`select * from price_of_thing where stream_id = 'changing'`.execute(database().db)
    assert.deepEqual(made, [{ stream_id: 'changing', thing: 'changing', last: 2, dear: true }])
  })

  test('an event can neither happen in the future nor at a time that is none', async () => {
    for (const happenedAt of ['2027-01-01T00:00:00.000Z', 'yesterday'])
      assert.equal((await journal.execute(timed, request('o', happenedAt))).ok, false)
    assert.deepEqual(await journal.read('timed', 'o'), [])
  })

  test('a command larger than any form is refused', async () => {
    const answer = await journal.execute(shelf, request('q', { good: '米'.repeat(200_001), by: 1 }))
    assert.equal(!answer.ok && answer.refusals[0]?.code, 'too-large')
  })

  test('states and time lines of many streams are read together', async () => {
    await journal.execute(shelf, request('r1', { good: '米', by: 1 }))
    await journal.execute(shelf, request('r2', { good: '面', by: 2 }))
    const states = await journal.states(shelf, ['r2', 'nothing', 'r1'])
    assert.deepEqual(
      states.map((each) => each?.state.goods),
      [{ 面: 2 }, undefined, { 米: 1 }],
    )
    for (const good of ['a', 'b', 'c']) await journal.execute(shelf, request('r1', { good, by: 1 }))
    const page = await journal.readSubject('r1', { limit: 3 })
    const rest = await journal.readSubject('r1', { limit: 3, ...(page.next === undefined ? {} : { after: page.next }) })
    assert.equal(rest.next, undefined)
    assert.deepEqual(
      [...page.events, ...rest.events].map(({ version }) => version),
      [1, 2, 3, 4],
    )
  })
})
