import pg from 'pg'
import { startPostgres } from '../src/platform/testing.ts'
import { type Person, person, startBureau } from '../test/server.ts'
import { ASKED, longCase, percentile } from './asked.ts'
import { type Row, timeRow } from './row.ts'

/** How many cases and how many papers lie there beside the demo's. Making a million of each takes some minutes. */
const SIZE = Number(process.env.BENCH_SIZE ?? 1_000_000)
const EVENTS = 500

const searchIndexes = ['case_file', 'case_party', 'case_text', 'paper_text'].map((table) => `'${table}'`).join(', ')

/** Rows of a table made of one of the demo's, with what differs given as SQL. */
const copies = (table: string, from: string, differs: Readonly<Record<string, string>>): string =>
  `insert into ${table} select made.* from ${from},
    jsonb_populate_record(model, jsonb_build_object(${Object.entries(differs).flatMap(([column, value]) => [`'${column}'`, value])})) made`

/**
 * A bureau of many years: closed cases that are the demo's closed ones under numbers and names of their own, and as many papers,
 * each of four passages of the demo's papers and a party's name. Only what lists and searches read is made, no events.
 */
const grown = (size: number): readonly string[] => [
  `set maintenance_work_mem = '1GB'`,
  `create function bench_name(n int) returns text language sql immutable as $$
    select '澄州' || string_agg(substr('鑫源宏盛瑞丰华泰嘉和永昌德馨福康悦品佳禾尚林海川云峰乐安信诚达兴隆恒远', 1 + get_byte(decode(md5(n::text), 'hex'), i) % 36, 1), '')
      || (array['食品经营部', '超市', '餐饮店', '商贸有限公司', '药店', '电器商行', '服装店', '五金经营部'])[1 + n % 8] || n
    from generate_series(1, 3) i $$`,
  `create function bench_pairs(plain text) returns text[] language sql immutable as $$
    select coalesce(array_agg(distinct pair), '{}') from (select substr(plain, i, 2) as pair from generate_series(1, length(plain) - 1) i) pairs
    where position(' ' in pair) = 0 $$`,
  `create table bench_case as
    select n, c.id as case_id, c.paper, c.id || '-' || n as id, bench_name(n) as name, bench_pairs(bench_name(n)) as pairs, now() - make_interval(mins => n * 5) as at
    from generate_series(1, ${size}) n
    join (select id, row_number() over (order by id) - 1 as k, count(*) over () as all, (select min(id) from case_paper where case_id = case_file.id) as paper
      from case_file where final) c on c.k = n % c.all`,
  `create table bench_passage as
    select (row_number() over ())::int - 1 as k, passage, bench_pairs(passage) as pairs
    from (select distinct substr(plain, 1 + 120 * piece, 120) as passage from paper_text, generate_series(0, 7) piece) passages
    where length(passage) = 120`,
  'create unique index on bench_passage (k)',
  'analyze bench_case, bench_passage',
  `create table bench_index as select indexname, indexdef from pg_indexes where indexdef like '%USING gin (pairs)' and tablename in (${searchIndexes})`,
  `do $$ declare name text; begin for name in select indexname from bench_index loop execute 'drop index ' || quote_ident(name); end loop; end $$`,
  copies('case_file', 'bench_case b join case_file model on model.id = b.case_id', {
    stream_id: 'b.id',
    id: 'b.id',
    number: `model.number || '-' || b.n`,
    title: `b.name || '案'`,
    party: 'b.name',
    opened_at: `b.at - interval '60 days'`,
    changed_at: 'b.at',
    plain: `b.name || '案'`,
    pairs: 'to_jsonb(b.pairs)',
  }),
  copies('case_party', 'bench_case b join case_party model on model.case_id = b.case_id and model.n = 0', {
    stream_id: 'b.id',
    case_id: 'b.id',
    party_key: 'b.name',
    name: 'b.name',
    text: 'b.name',
    plain: 'b.name',
    pairs: 'to_jsonb(b.pairs)',
  }),
  copies('case_paper', 'bench_case b join case_paper model on model.id = b.paper', {
    stream_id: 'b.id',
    id: 'b.id',
    case_id: 'b.id',
    number: 'null',
  }),
  `insert into paper_text select b.id, b.id, text, text, one.pairs || two.pairs || three.pairs || four.pairs || b.pairs
    from (select *, (select count(*) from bench_passage) as passages from bench_case) b
    join bench_passage one on one.k = b.n::int8 * 7919 % b.passages join bench_passage two on two.k = b.n::int8 / 3 * 104729 % b.passages
    join bench_passage three on three.k = b.n::int8 / 7 * 1299709 % b.passages join bench_passage four on four.k = b.n::int8 / 11 * 15485863 % b.passages,
    concat_ws(' ', b.name, one.passage, two.passage, three.passage, four.passage) text`,
  `do $$ declare definition text; begin for definition in select indexdef from bench_index loop execute definition; end loop; end $$`,
  'drop table bench_case, bench_passage, bench_index',
  'vacuum analyze',
]

/** Lists and searches of the desk in a bureau of a million cases and a million papers, through HTTP; a case page of 500 events. */
export const million = async (): Promise<readonly Row[]> => {
  const server = await startPostgres()
  const bureau = await startBureau(server.url)
  try {
    const id = await longCase(bureau, EVENTS)
    const client = new pg.Client(server.url)
    await client.connect()
    try {
      for (const statement of grown(SIZE)) await client.query(statement)
    } finally {
      await client.end()
    }
    const officer = await person(bureau.url, 'song.qiaoyun')
    const leader = await person(bureau.url, 'jiang.siqi')
    const rows: Row[] = []
    const measure = async (name: string, who: Person, path: (n: number) => string) => {
      await who.get(path(ASKED))
      rows.push(timeRow(name, 'ms p95', [await percentile(0.95, (n) => who.get(path(n)))]))
    }
    const search = (words: string) => `/api/search?q=${encodeURIComponent(words)}`
    const amid = SIZE >= 1_000_000 ? `${SIZE / 1_000_000} M` : String(SIZE)
    await measure(`case page, ${EVENTS} events`, leader, () => `/api/cases/${id}`)
    await measure(`its first page of the time line`, leader, () => `/api/cases/${id}/timeline`)
    await measure(`work list of an officer among ${amid} cases`, officer, () => '/api/work')
    await measure(`work list of a leader among ${amid} cases`, leader, () => '/api/work')
    await measure(`deadlines of the bureau among ${amid} cases`, leader, () => '/api/deadlines')
    await measure(`list of all ${amid} cases, first page`, leader, () => '/api/cases')
    await measure(`list of cases with a rare word among ${amid}`, leader, (n) => `/api/cases?q=${1000 + n}`)
    await measure(`search of one firm among ${amid} papers`, leader, (n) => search(`商行${8 * n + 5}`))
    await measure(`search of a frequent word of two characters among ${amid} papers`, leader, () => search('当事'))
    await measure(`search of a frequent word of four characters among ${amid} papers`, leader, () => search('保质期的'))
    await measure(`the same by an officer who sees one unit's cases`, officer, () => search('保质期的'))
    return rows
  } finally {
    await bureau.stop()
    bureau.remove()
    await server.stop()
  }
}
