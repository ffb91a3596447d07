import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readSheet } from 'read-excel-file/node'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { calendar, type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { type Blobs, createHttp, createLog, type Http, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { caseworkRoutes } from './index.ts'
import { keepPaperTexts, putInAll } from './paper-texts.ts'

const now = '2026-09-30T02:00:00.000Z'
const picture: Blobs = {
  put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
  read: async () => undefined,
  size: async () => 1,
  stream: () => assert.fail(),
}
const actor = (name: string): Actor => demoActors.get(name) ?? assert.fail(name)
const all = async <T>(rows: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}

eachDatabase('lists of cases', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  let http: Http
  const leader = actor('jiang.siqi')
  const officer = actor('song.qiaoyun')
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await playDemo(house, picture, clock, now, undefined, 50)
    clock.set(now)
    const { journal, casework } = house
    http = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    http.use('/api/*', async (c, next) => {
      c.set('actor', actor(c.req.header('who') ?? ''))
      await next()
    })
    caseworkRoutes(http, { journal, casework, blobs: picture, origin: 'http://localhost' })
  })
  const text = async (path: string, who = 'jiang.siqi') => {
    const answer = await http.request(path, { headers: { who } })
    assert.equal(answer.status, 200, path)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  }

  test('deadlines are those that run, first due first, each with why it is that day', async () => {
    const { deadlines } = house.casework
    const rows = await all(deadlines.each(leader, {}))
    assert.ok(rows.length > 10)
    assert.deepEqual(
      rows.map(({ due }) => due),
      rows.map(({ due }) => due).toSorted(),
    )
    for (const { because } of rows) assert.match(because, /至 /)
    const late = await deadlines.page(leader, { show: 'late' }, 1)
    const soon = await deadlines.page(leader, { show: 'soon' }, 1)
    assert.equal(late.total, rows.filter(({ urgency }) => urgency === 'late').length)
    assert.equal(soon.total, rows.filter(({ urgency }) => urgency === 'soon').length)
    assert.deepEqual(late.counts, { late: late.total, soon: soon.total, all: rows.length })
    assert.ok(late.rows.every(({ due, of }) => due < now && of !== 'party'))
    assert.equal((await deadlines.page(leader, { show: 'urgent' }, 1)).total, late.total + soon.total)
  })

  test('a person sees deadlines of no case that is not theirs to see, and of mine only mine', async () => {
    const { deadlines } = house.casework
    const theirs = await all(deadlines.each(officer, {}))
    assert.ok(theirs.length > 0 && theirs.length < (await all(deadlines.each(leader, {}))).length)
    for (const { caseId } of theirs)
      assert.ok('dossier' in ((await house.casework.state(officer, caseId)) ?? {}), caseId)
    const waiting = new Set((await house.casework.workList(leader, 1)).items.map(({ caseId }) => caseId))
    const mine = await all(deadlines.each(leader, { mine: true }))
    assert.ok(mine.length > 0)
    assert.deepEqual(
      mine,
      (await all(deadlines.each(leader, {}))).filter(({ caseId }) => waiting.has(caseId)),
    )
  })

  test('a month of the calendar has its days off by name and each deadline on its day', async () => {
    const { days } = await house.casework.deadlines.month(leader, {}, '2026-10')
    assert.equal(days.length, 31)
    assert.deepEqual(
      days.map(({ working }) => working),
      days.map(({ day }) => calendar.isWorkingDay(day)),
    )
    assert.equal(days[0]?.name, calendar.nameOf('2026-10-01'))
    const rows = (await all(house.casework.deadlines.each(leader, {}))).filter(
      ({ due }) => due >= '2026-09-30T16:00:00.000Z' && due < '2026-10-31T16:00:00.000Z',
    )
    assert.equal(
      days.reduce((sum, { count }) => sum + count, 0),
      rows.length,
    )
    for (const { day, rows: here } of days)
      for (const { due } of here)
        assert.equal(new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 10), day)
  })

  test('the work list can be had of what is late only, and counts the whole', async () => {
    const whole = await house.casework.workList(leader, 1)
    const late = await house.casework.workList(leader, 1, 'late')
    assert.deepEqual(late.counts, whole.counts)
    assert.deepEqual(
      late.items,
      whole.items.filter(({ urgency }) => urgency === 'late'),
    )
    assert.ok(whole.items.filter(({ due }) => due !== undefined).every(({ because }) => because !== undefined))
    assert.deepEqual((await house.casework.workList({ ...officer, id: 'nobody', roles: [], unit: 'none' }, 1)).counts, {
      late: 0,
      soon: 0,
      all: 0,
    })
  })

  test('what is routine can be done for several cases at once, each at the version that was seen', async () => {
    const { items } = await house.casework.workList(leader, 1)
    for (const { act, batch, caseId } of items) {
      assert.equal(batch !== undefined, act === 'approve-closing', act)
      if (batch === undefined) continue
      const state = await house.casework.state(leader, caseId)
      assert.ok(state !== undefined && 'version' in state)
      assert.deepEqual([batch.field, batch.version], ['opinion', state.version])
      assert.ok(batch.templates.length > 0)
    }
  })

  test('every list can be taken away as a table that Excel reads and that holds no formula', async () => {
    await sql`update case_file set title = '=HYPERLINK("http://x","案")' where id = (select min(id) from case_file)`.execute(
      database().db,
    )
    const csv = await text('/api/cases.csv')
    const lines = csv.split('\r\n')
    assert.ok(csv.startsWith('\uFEFF"案件","案号","当事人"'))
    assert.equal(lines.length - 2, (await house.casework.cases(leader, {})).total)
    assert.ok(csv.includes(`"'=HYPERLINK(""http://x"",""案"")"`))
    assert.equal(
      (await text('/api/cases.csv?mine=1', 'song.qiaoyun')).split('\r\n').length - 2,
      (await house.casework.cases(officer, { mine: true })).total,
    )
    assert.equal(
      (await text('/api/work.csv')).split('\r\n').length - 2,
      (await house.casework.workList(leader, 1)).counts.all,
    )
    assert.equal(
      (await text('/api/deadlines.csv?show=late')).split('\r\n').length - 2,
      (await house.casework.deadlines.page(leader, { show: 'late' }, 1)).total,
    )
  })

  test('every list can be taken away as a workbook whose days are days and whose texts are no formulas', async () => {
    await sql`update case_file set title = '=1+1' where id = (select min(id) from case_file)`.execute(database().db)
    const book = async (path: string) => {
      const answer = await http.request(path, { headers: { who: 'jiang.siqi' } })
      assert.equal(answer.status, 200, path)
      return readSheet(Buffer.from(await answer.arrayBuffer()))
    }
    const [heading, ...rows] = await book('/api/cases.xlsx')
    assert.equal(rows.length, (await house.casework.cases(leader, {})).total)
    assert.ok(rows.some(([title]) => title === '=1+1'))
    const opened = heading?.indexOf('登记日期') ?? -1
    assert.ok(rows.every((row) => row[opened] instanceof Date))
    for (const path of ['work', 'deadlines', 'ledger', `parties`, `search`])
      assert.ok((await book(`/api/${path}.xlsx?q=${encodeURIComponent('澄州')}`)).length > 1, path)
    const [party] = await house.casework.parties(leader, '澄州')
    const [columns, first] = await book(`/api/parties/${encodeURIComponent(party?.key ?? '')}/cases.xlsx`)
    assert.equal(typeof first?.[columns?.indexOf('罚款（元）') ?? -1], 'number')
  })

  test('words are found in cases, parties, evidence and papers, and only where the person may look', async () => {
    const { casework } = house
    await putInAll(database().db)
    const [row] = (await casework.cases(leader, { procedure: 'ordinary-penalty' })).rows.filter(
      ({ party, unit }) => party !== undefined && unit !== officer.unit,
    )
    const name = row?.party ?? assert.fail()
    const groups = async (who: Actor, words: string) =>
      new Map((await casework.search(who, words)).groups.map((group) => [group.kind, group]))
    const seen = await groups(leader, name)
    for (const kind of ['case', 'party', 'paper'] as const) {
      assert.ok((seen.get(kind)?.total ?? 0) > 0, kind)
      for (const { excerpt } of seen.get(kind)?.rows ?? []) assert.equal(excerpt.found, name)
    }
    for (const { rows } of (await groups(officer, name)).values())
      for (const { caseId } of rows)
        assert.ok('dossier' in ((await casework.state(officer, caseId)) ?? {}), 'nothing of a case of others')
    const caseId = seen.get('paper')?.rows[0]?.caseId ?? ''
    const view = (await casework.case(leader, caseId)) ?? assert.fail()
    const evidence = 'evidence' in view ? view.evidence[0] : undefined
    const proved = (await casework.search(leader, evidence?.proves ?? '没有证据', { kind: 'evidence' })).groups[0]
    assert.ok(proved?.rows.some(({ ref }) => ref === evidence?.id) === true)
    assert.equal((await groups(leader, `${name} 没有这样的字`)).get('case')?.total, 0)
    assert.deepEqual((await casework.search(leader, '——')).groups, [])
    const second = await casework.search(leader, '行政处罚', { kind: 'paper', page: 2 })
    assert.equal(second.groups[0]?.rows.length, 20)
  })

  test('what a new paper says is found soon after it was made', async () => {
    const { casework, journal } = house
    const stop = keepPaperTexts(journal, (error) => assert.fail(error as Error))
    const opened = await casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: '某店涉嫌无照经营案',
        source: 'inspection',
        receivedAt: '2026-09-30T01:00:00.000Z',
        content: '墙角有一台旧磅秤。',
        unit: officer.unit,
      },
      key: 'a-clue-about-scales',
    })
    assert.ok(opened.ok, JSON.stringify(opened))
    let found = 0
    for (let n = 0; n < 200 && found === 0; n++) {
      found = (await casework.search(officer, '旧磅秤', { kind: 'paper' })).groups[0]?.total ?? 0
      if (found === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    assert.equal(found, 1)
    await stop()
  })

  test('the history of a party has all its cases and what became of them, as far as the person may see', async () => {
    const { casework } = house
    const found = await casework.parties(leader, '澄州')
    const most = found.toSorted((a, b) => b.cases.length - a.cases.length)[0] ?? assert.fail()
    assert.ok(most.cases.length > 1)
    const history = (await casework.party(leader, most.key)) ?? assert.fail()
    assert.equal(history.totals.cases, most.cases.length)
    assert.equal(
      history.totals.fine,
      history.cases.reduce((sum, { fine }) => sum + fine, 0),
    )
    for (const { decision, outcome } of history.cases) assert.ok(decision === undefined || outcome !== undefined)
    const nobody: Actor = { kind: 'person', id: 'nobody', name: '无', unit: 'none', roles: [] }
    assert.equal(await casework.party(nobody, most.key), undefined)
    assert.deepEqual(await casework.parties(nobody, '澄州'), [])
    const person = (await casework.parties(leader, '3399')).find(({ kind }) => kind === 'person') ?? assert.fail()
    assert.doesNotMatch(person.key, /\d{17}/, 'no address holds the number of an identity card')
  })

  test('who may see a case is told at once that it has changed, and nobody else', async () => {
    const told = new Map<string, string[]>()
    const watch = (name: string) => {
      const ids: string[] = []
      told.set(name, ids)
      return house.casework.onChanged(actor(name), ({ caseId }) => void ids.push(caseId))
    }
    const outsider = [...demoActors.values()].find(
      ({ unit, roles }) => unit !== officer.unit && roles.length === 1 && roles[0] === 'officer',
    )
    assert.ok(outsider !== undefined)
    const ends = ['jiang.siqi', 'song.qiaoyun', outsider.id].map(watch)
    const changed = new Promise((resolve) => ends.push(house.casework.onChanged(leader, resolve)))
    const opened = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: '某店涉嫌经营超过保质期的食品案',
        source: 'inspection',
        receivedAt: '2026-09-30T01:00:00.000Z',
        content: '货架上有超过保质期的糕点。',
        unit: officer.unit,
      },
      key: 'one-more-clue',
    })
    assert.ok(opened.ok, JSON.stringify(opened))
    await changed
    const id = opened.events[0]?.streamId ?? ''
    assert.deepEqual([...told.values()], [[id], [id], []])
    for (const end of ends) end()
  })

  test('a long table is read bit by bit, and no row twice or not at all', async () => {
    const db = database().db
    await sql`insert into case_file select r.* from case_file c, generate_series(1, 40) n,
      jsonb_populate_record(c, jsonb_build_object('id', 'copy-' || n || c.id)) r where not c.id like 'copy-%'`.execute(
      db,
    )
    const ids = (await all(house.casework.eachCase(leader, {}))).map(({ id }) => id)
    assert.ok(ids.length > 1500)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, (await house.casework.cases(leader, {})).total)
    await sql`delete from case_file where id like 'copy-%'`.execute(db)
  })
})
