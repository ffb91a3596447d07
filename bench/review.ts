import pg from 'pg'
import { reviewList } from '../data/bureau.ts'
import { spreadsOf } from '../src/casework/index.ts'
import { openDatabase } from '../src/platform/index.ts'
import { startPostgres } from '../src/platform/testing.ts'
import { person, startBureau } from '../test/server.ts'
import { ASKED, longCase, percentile, rested, serverSeconds } from './asked.ts'
import { type Row, timeRow } from './row.ts'

const SIZE = Number(process.env.BENCH_SIZE ?? 1_000_000)
const PAPERS = 150

/** As many decisions as asked for, spread over the last year, each like one of the demo's. */
const decided = (size: number): readonly string[] => [
  `create temp table model as select row_number() over (order by case_id, n) - 1 as k, count(*) over () as all, d.* from case_decision d`,
  `insert into case_decision select made.* from generate_series(1, ${size}) g join model on model.k = g % model.all,
    jsonb_populate_record(null::case_decision, to_jsonb(model) - 'k' - 'all'
      || jsonb_build_object('n', 1000 + g, 'decided_at', now() - make_interval(secs => 31000000.0 * g / ${size}), 'fine', model.fine + g % 997 * 100)) made`,
  'vacuum analyze case_decision',
]

/** What a reviewer waits for: the preflight of a case, like cases among a million decisions, a list tried on all of them. */
export const review = async (): Promise<readonly Row[]> => {
  const server = await startPostgres()
  const bureau = await startBureau(server.url)
  try {
    const long = await longCase(bureau, PAPERS)
    const client = new pg.Client(server.url)
    await client.connect()
    for (const statement of decided(SIZE)) await client.query(statement)
    const { rows: full } = await client.query(
      `select case_id as id from case_paper group by case_id order by count(*) desc, case_id limit 2`,
    )
    const { rows: items } = await client.query<{ item: string }>('select distinct item from case_decision')
    await client.end()
    const reviewer = await person(bureau.url, 'gu.qingyan')
    const keeper = await person(bureau.url, 'shen.zhiyi')
    const amid = SIZE >= 1_000_000 ? `${SIZE / 1_000_000} M` : String(SIZE)
    await rested(bureau.url)
    const rows: Row[] = []
    const preflight = async (name: string, id: string) => {
      const path = `/api/cases/${id}/preflight`
      // As on a day like any other: what is asked for the first time is compiled first.
      for (let n = 0; n < 30; n++) await reviewer.get(path)
      const before = await serverSeconds(bureau.url)
      rows.push(timeRow(name, 'ms p95', [await percentile(0.95, () => reviewer.get(path))]))
      // What a machine that others use too doesn't change.
      const used = ((await serverSeconds(bureau.url)) - before) / ASKED
      rows.push(timeRow(`${name}: the server's processor time for one`, 'ms', [used * 1000]))
    }
    const ordinary = full.find(({ id }) => id !== long)
    await preflight('preflight of the demo’s fullest case', ordinary?.id ?? long)
    await preflight(`preflight of a case of ${PAPERS} documents`, long)
    const { db, close } = await openDatabase({ url: server.url })
    const like = (n: number) => spreadsOf(db, '', [items[n % items.length]?.item ?? ''], new Date().toISOString())
    await like(0)
    rows.push(timeRow(`like cases among ${amid} decisions`, 'ms p99', [await percentile(0.99, like)]))
    await close()
    const begun = performance.now()
    const tried = await keeper.post('/api/review-list/trial', { ...reviewList, extension: false })
    const { status, decisions } = tried as typeof tried & { readonly decisions?: number }
    if (status !== 200 || (decisions ?? 0) < SIZE * 0.5)
      throw new Error(`the list was tried on ${decisions} decisions: ${status}`)
    rows.push(timeRow(`a list tried on ${amid} decisions`, 's', [(performance.now() - begun) / 1000]))
    return rows
  } finally {
    await bureau.stop()
    bureau.remove()
    await server.stop()
  }
}
