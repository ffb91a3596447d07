import { fillRegistry } from '../data/demo.ts'
import { demoPens } from '../data/keys.ts'
import { createPortalSource, publicCopies } from '../src/disclosure/index.ts'
import { calendar, openHouse } from '../src/house.ts'
import { fileBlobs, openDatabase, sql, systemClock, transaction } from '../src/platform/index.ts'
import { freshPostgres } from '../src/platform/testing.ts'
import type { Row } from './row.ts'

const DECISIONS = Number(process.env.DECISIONS ?? 1_000_000)
const ROUNDS = 200
/** It takes a hundred times as long. */
const PEER_ROUNDS = 10
const syllables = [...'星河明镜云山清风长乐安康福禄东西南北金玉春秋和平顺达宏远嘉美新华泰兴永昌']
const trades = ['炒货店', '商贸有限公司', '大药房', '餐饮店', '加油站', '网络科技有限公司', '服装店', '幼儿园']

/** The milliseconds within which 99 of 100 come back. */
const p99 = async (rounds: number, work: (n: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const from = performance.now()
    await work(n)
    times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds * 0.99)] ?? Number.NaN
}

/** Two Chinese characters among many public decisions: the portal's search, beside `ilike` under pg_trgm on the same table. */
export const search = async (): Promise<readonly Row[]> => {
  const fresh = await freshPostgres()
  const database = await openDatabase({ url: fresh.url })
  try {
    const { db } = database
    const house = await openHouse(database, systemClock, demoPens)
    await fillRegistry(house)
    const { journal, casework } = house
    const one = (list: readonly string[], seed: number) =>
      sql`(${list}::text[])[1 + (n::bigint * ${seed} % ${list.length})]`
    // Indexes that are made afterwards are made much faster.
    const { rows: indexes } = await sql<{ name: string; made: string }>`
      select indexname as name, indexdef as made from pg_indexes where tablename = 'public_decision' and indexdef not like '% UNIQUE %'`.execute(
      db,
    )
    for (const { name } of indexes) await sql`drop index ${sql.id(name)}`.execute(db)
    await sql`
      insert into public_decision (stream_id, number, case_id, paper, form, party, party_kind, violation, penalties, kinds, content, fine, gains, procedure,
        decided_on, published_on, target_on, due_on, on_time, until_day, unit, unit_name, item, strand, corrections, hidden, plain, pairs)
      select 's' || n, number, 's' || n, 'p' || n, 45, party, 'organisation', '虚假宣传', '{罚款}', '{fine}', '罚款 1,000.00 元', 100000, 0, 'ordinary-penalty',
        day, day + 5, day + 9, day + 28, true, day + 20000, 'dongpu', '东浦分局', '虚假宣传', 's', '[]', '[]', plain,
        (select array_agg(substr(plain, at, 1)) || array_agg(substr(plain, at, 2)) from generate_series(1, length(plain)) at)
      from (
        select n, '澄市监罚〔2026〕' || n || '号' as number, party, date '2022-01-01' + n % 1700 as day, '澄市监罚 2026 ' || n || '号 ' || party || ' 虚假宣传 罚款' as plain
        from (select n, '澄州市' || ${one(syllables, 7919)} || ${one(syllables, 104_729)} || (n / 40 % 97) || ${one(trades, 13)} as party from generate_series(1, ${DECISIONS}) n) named
      ) texts`.execute(db)
    await sql`update public_decision set party = '鹤鸣茶庄', plain = plain || ' 鹤鸣茶庄', pairs = pairs || '{鹤,鸣,茶,庄,鹤鸣,鸣茶,茶庄}'::text[] where number like '%777号'`.execute(
      db,
    )
    await sql`create extension pg_trgm`.execute(db)
    await transaction(db, async (tx) => {
      await sql`set local maintenance_work_mem = '1GB'`.execute(tx)
      for (const { made } of indexes) await sql.raw(made).execute(tx)
      await sql`create index on public_decision using gin (plain gin_trgm_ops)`.execute(tx)
    })
    await sql`vacuum analyze public_decision`.execute(db)
    const none = async () => undefined
    const source = createPortalSource(
      journal,
      casework,
      calendar,
      { size: none, proof: none, receipt: none, masked: none },
      fileBlobs('/nowhere'),
      publicCopies('/nowhere'),
      '',
      false,
    )
    // The same question, by pg_trgm's index: how many (as far as they are counted), and the newest twenty.
    const peer = async (word: string, page: number) => {
      const fits = sql`plain ilike ${`%${word}%`} and withdrawn_on is null and until_day >= current_date`
      await sql`select count(*) from (select from public_decision where ${fits} limit 10001) counted`.execute(db)
      await sql`select * from public_decision where ${fits} order by published_on desc, number desc limit 20 offset ${(page - 1) * 20}`.execute(
        db,
      )
    }
    const rows: Row[] = []
    for (const [kind, word, page] of [
      ['a rare word', '鹤鸣', 1],
      ['a frequent word', '公司', 1],
      ['the last page of a frequent word', '公司', 500],
    ] as const) {
      const ours = await p99(ROUNDS, () => source.decisions({ q: word, page }))
      const theirs = await p99(PEER_ROUNDS, () => peer(word, page))
      rows.push({
        name: `search: ${kind} of two characters among ${DECISIONS} decisions, p99, beside pg_trgm`,
        ours: Math.round(ours * 100) / 100,
        peer: Math.round(theirs * 100) / 100,
        ratio: Math.round((theirs / ours) * 100) / 100,
        unit: 'ms',
      })
    }
    return rows
  } finally {
    await database.close()
    await fresh.drop()
  }
}
