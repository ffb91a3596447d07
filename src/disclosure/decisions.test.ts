import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoPens } from '../../data/keys.ts'
import { openHouse } from '../house.ts'
import { sql, systemClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import {
  COUNTED,
  type DecisionRow,
  decisionPage,
  decisionsFrom,
  indexed,
  listedIn,
  publishedMonths,
} from './decisions.ts'

const today = '2026-11-20'
const numbers = async (rows: AsyncIterable<DecisionRow>) => (await Array.fromAsync(rows)).map(({ number }) => number)

eachDatabase('public decisions, found and read to the end', (database) => {
  const add = async (rows: readonly object[]) => {
    const whole = rows.map((row, n) => ({
      stream_id: `s${n}`,
      case_id: `s${n}`,
      paper: `p${n}`,
      form: 45,
      party_kind: 'organisation',
      penalties: ['罚款'],
      kinds: ['fine'],
      procedure: 'ordinary-penalty',
      published_on: '2026-10-09',
      decided_on: '2026-10-01',
      until_day: '2029-10-01',
      withdrawn_on: null,
      ...row,
    }))
    await sql`insert into public_decision select * from jsonb_populate_recordset(null::public_decision, ${JSON.stringify(whole)}::jsonb)`.execute(
      database().db,
    )
  }
  const decision = (n: number, party: string, more: object = {}) => {
    const number = `澄市监罚〔2026〕${n}号`
    return { number, party, violation: '虚假宣传', ...indexed(`${number} ${party} 虚假宣传 罚款`), ...more }
  }

  before(async () => {
    await openHouse(database(), systemClock, demoPens)
    await add([
      ...Array.from({ length: 1203 }, (_, n) =>
        decision(n + 1, `澄州市第${n + 1}商行`, { published_on: `2026-0${(n % 3) + 7}-0${(n % 4) + 1}` }),
      ),
      decision(2001, '星河炒货店', {
        penalties: ['没收违法所得'],
        published_on: '2026-01-31',
        decided_on: '2026-01-20',
      }),
      decision(2002, '宋某', { party_kind: 'person' }),
      decision(2003, '期满商行', { until_day: '2026-11-19' }),
      decision(2004, '', { withdrawn_on: '2026-11-01' }),
    ])
  })

  const found = async (query: Parameters<typeof decisionPage>[2]) =>
    (await decisionPage(database().db, today, query)).rows.map(({ number }) => Number(/\d+(?=号)/.exec(number)?.[0]))

  test('two characters find a decision, one does, several words must all be there, and signs find nothing', async () => {
    assert.deepEqual(await found({ q: '炒货' }), [2001])
    assert.deepEqual(await found({ q: '货' }), [2001])
    assert.deepEqual(await found({ q: '星河 宣传' }), [2001])
    assert.deepEqual(await found({ q: '星河 没有' }), [])
    assert.deepEqual(await found({ q: '河星' }), [])
    assert.deepEqual(await found({ q: '炒星' }), [])
    assert.deepEqual(await found({ q: '%' }), [])
    assert.deepEqual(await found({ q: '澄市监罚〔2026〕2001号' }), [2001])
    assert.deepEqual(await found({ q: '第７７７商行' }), [777])
  })

  test('lists are narrowed by kind, procedure and day, and show nothing that is over or withdrawn', async () => {
    assert.deepEqual(await found({ penalty: '没收违法所得' }), [2001])
    assert.deepEqual(await found({ procedure: 'simple-penalty' }), [])
    assert.deepEqual(await found({ from: '2026-01-20', to: '2026-01-20' }), [2001])
    assert.deepEqual(await found({ q: '期满' }), [])
    assert.equal((await decisionPage(database().db, today, {})).total, 1205)
  })

  test('read from row to row, every decision comes once, in the order of the pages', async () => {
    const { db } = database()
    const all = await numbers(decisionsFrom(db, today, {}, undefined))
    assert.equal(all.length, 1205)
    assert.equal(new Set(all).size, 1205)
    const paged: string[] = []
    for (let page = 1; page <= 61; page++)
      paged.push(...(await decisionPage(db, today, { page })).rows.map(({ number }) => number))
    assert.deepEqual(paged, all)
    const { rows } = await decisionPage(db, today, { page: 30 })
    const last = rows.at(-1)
    assert.ok(last)
    const place = { publishedOn: last.published_on, number: last.number }
    assert.deepEqual(await numbers(decisionsFrom(db, today, {}, place)), all.slice(600))
  })

  test('search engines get each month, without decisions about persons', async () => {
    const { db } = database()
    const months = await publishedMonths(db)
    assert.deepEqual(months.slice(0, 2), ['2026-10', '2026-09'])
    assert.equal(months.at(-1), '2026-01')
    const listed = await Promise.all(months.map((month) => numbers(listedIn(db, today, month))))
    assert.equal(listed.flat().length, 1204)
    assert.ok(!listed.flat().includes('澄市监罚〔2026〕2002号'))
  })
})

eachDatabase('more public decisions than are counted', (database) => {
  /** How PostgreSQL comes by what a query asks for. */
  const plan = async (query: string) => {
    const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`explain ${query}`).execute(database().db)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }

  before(async () => {
    const { db } = database()
    await openHouse(database(), systemClock, demoPens)
    await sql`
      insert into public_decision (stream_id, number, case_id, paper, form, party, party_kind, penalties, procedure, published_on, decided_on, until_day, plain, pairs)
      select 's' || n, lpad(n::text, 6, '0'), 's' || n, 'p' || n, 45, '商行', 'organisation', '{罚款}', 'ordinary-penalty',
        date '2026-01-01' + n / 50, date '2026-01-01', date '2029-01-01',
        case when n = 777 then '炒货商行' else '商行' end, case when n = 777 then '{炒,货,炒货,货商,商行}'::text[] else '{商,行,商行}'::text[] end
      from generate_series(1, ${COUNTED + 500}) n`.execute(db)
    await sql`analyze public_decision`.execute(db)
  })

  test('it is said that there are more, and the newest still come first', async () => {
    const { db } = database()
    const { rows, total, more } = await decisionPage(db, today, { q: '商行' })
    assert.deepEqual([total, more, rows[0]?.number], [COUNTED, true, '010500'])
    assert.deepEqual(
      (await decisionPage(db, today, { q: '炒货' })).rows.map(({ number }) => number),
      ['000777'],
    )
    assert.equal((await numbers(decisionsFrom(db, today, {}, undefined))).length, COUNTED + 500)
  })

  test('a rare word is found by the index, and a list goes on by the index', async () => {
    const visible = `withdrawn_on is null and until_day >= date '${today}'`
    assert.match(
      await plan(
        `select * from public_decision where ${visible} and pairs @> '{炒货}' and position('炒货' in plain) > 0`,
      ),
      /Bitmap Index Scan on public_decision_2/,
    )
    assert.match(
      await plan(
        `select * from public_decision where ${visible} and (published_on, number) < (date '2026-03-01', '9') order by published_on desc, number desc limit 500`,
      ),
      /Index Scan using public_decision_0[\s\S]*Index Cond: \(ROW\(published_on, number\) </,
    )
  })
})
