import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { createHttp, createLog, fileBlobs, type Http, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { volumesOf } from '../procedure/index.ts'
import { archiveRoutes } from './index.ts'

const today = '2026-09-30T02:00:00.000Z'

eachDatabase('the dossier of a case', (database) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-archive-'))
  let house: House
  let http: Http
  let filed = ''
  let open = ''
  before(async () => {
    const clock = simulatedClock('2026-05-01T00:00:00.000Z')
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    const blobs = fileBlobs(data)
    await playDemo(house, blobs, clock, today, undefined, 12)
    const one = async (condition: ReturnType<typeof sql>) => {
      const { rows } = await sql<{
        id: string
      }>`select id from case_file where ${condition} order by id limit 1`.execute(database().db)
      return rows[0]?.id ?? ''
    }
    filed = await one(sql`procedure = 'ordinary-penalty' and id in (select case_id from case_paper where form = 56)`)
    open = await one(sql`not final`)
    http = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    http.use(async (c, next) => {
      c.set('actor', demoActors.get(c.req.header('x-person') ?? ''))
      await next()
    })
    archiveRoutes(http, { journal: house.journal, casework: house.casework, blobs, origin: 'http://localhost' })
  })
  after(() => rmSync(data, { recursive: true, force: true }))

  const ask = (path: string, person: string) => http.request(path, { headers: { 'x-person': person } })
  const stateOf = async () => {
    const found = await house.journal.state(house.casework.stream, filed)
    assert.ok(found !== undefined)
    return found.state
  }
  const pagesOf = async (response: Response): Promise<readonly string[]> => {
    const file = join(data, 'dossier.pdf')
    writeFileSync(file, new Uint8Array(await response.arrayBuffer()))
    assert.equal(spawnSync('qpdf', ['--check', file]).status, 0)
    return spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout.split('\f').slice(0, -1)
  }

  test('has every paper where its catalogue says, and its pictures after the papers that they came with', async () => {
    const response = await ask(`/api/cases/${filed}/dossier.pdf`, 'mu.tingsong')
    assert.equal(response.status, 200)
    const pages = await pagesOf(response)
    const state = await stateOf()
    const first = pages.findIndex((page) => /卷内第\s*1\s*页/.test(page))
    assert.ok(first >= 2, 'cover and catalogue stand before')
    const note = pages.findIndex((page) => page.includes('本卷情况'))
    const contents = pages.slice(first, note)
    for (const [n, page] of contents.entries()) assert.match(page, new RegExp(`卷内第\\s*${n + 1}\\s*页`))
    assert.match(pages[note] ?? '', /卷内备考表/)
    const shares = pages.slice(note).join('')
    for (const signed of ['责任签名', '承办', '审核', '决定']) assert.match(shares, new RegExp(signed))
    assert.equal(
      shares.match(/\b[0-9a-f]{32}\b/g)?.length ?? 0,
      state.done.filter((each) => each.signed !== undefined).length,
    )

    const catalogue = pages.slice(1, first).join('\n').split('\n')
    const titles = volumesOf(state).flatMap(({ entries }) => entries.map(({ title }) => title))
    const listed = catalogue.flatMap((line) => {
      const page = /\d{4}\.\d{2}\.\d{2}\s+(\d+)\s*$/.exec(line)?.[1]
      return page === undefined ? [] : [Number(page)]
    })
    assert.equal(listed.length, titles.length)
    assert.deepEqual(
      listed,
      listed.toSorted((a, b) => a - b),
    )
    for (const [n, page] of listed.entries()) {
      const title = (titles[n] ?? '').slice(0, 4)
      assert.ok((contents[page - 1] ?? '').replace(/\s/g, '').includes(title), `${title} on page ${page}`)
    }
    const photographs = state.files.filter(({ type }) => type.startsWith('image/'))
    assert.ok(photographs.length > 0)
    assert.equal(contents.filter((page) => page.includes('附件：')).length, photographs.length)
  })

  test('has a main volume that can be shown by itself: no source, report, review or opinion of a leader in it', async () => {
    const pages = await pagesOf(await ask(`/api/cases/${filed}/dossier.pdf?volume=main`, 'mu.tingsong'))
    const text = pages.join('\n')
    for (const hidden of ['案件来源登记表', '案件调查终结报告', '法制审核表', '结案审批表', '副卷']) {
      const shown = pages.filter((page) => page.includes(hidden) && !page.includes('卷内备考表'))
      assert.deepEqual(shown, [], hidden)
    }
    assert.match(text, /行政处罚决定书/)
  })

  test('is given only to who may read the case, only once it is filed, and every copy is noted', async () => {
    const state = await stateOf()
    const stranger = [...demoActors.values()].find(
      ({ id, unit, roles }) =>
        roles.every((role) => role === 'officer') &&
        unit !== state.dossier.unit &&
        !state.dossier.handlers.some((handler) => handler.id === id),
    ) as Actor
    const refusals = async (response: Response) =>
      ((await response.json()) as { refusals: readonly { code: string }[] }).refusals.map(({ code }) => code)
    const before = ((await (await ask(`/api/cases/${filed}/dossier/copies`, 'mu.tingsong')).json()) as unknown[]).length
    for (const path of [`/api/cases/${filed}/dossier.pdf`, `/api/cases/${filed}/dossier/copies`]) {
      const refused = await ask(path, stranger.id)
      assert.equal(refused.status, 403)
      assert.deepEqual(await refusals(refused), ['not-your-case'])
    }
    const early = await ask(`/api/cases/${open}/dossier.pdf`, 'mu.tingsong')
    assert.equal(early.status, 422)
    assert.deepEqual(await refusals(early), ['dossier-not-filed'])
    assert.equal((await ask('/api/cases/no-such-case/dossier.pdf', 'mu.tingsong')).status, 404)
    assert.equal((await ask(`/api/cases/${filed}/dossier.pdf?volume=side`, 'mu.tingsong')).status, 400)

    const [handler] = state.dossier.handlers
    assert.equal((await ask(`/api/cases/${filed}/dossier.pdf?volume=main`, handler?.id ?? '')).status, 200)
    const copies = (await (await ask(`/api/cases/${filed}/dossier/copies`, 'mu.tingsong')).json()) as readonly {
      name: string
      volume: string
      at: string
    }[]
    assert.equal(copies.length, before + 1, 'what was refused is no copy')
    assert.deepEqual(copies[0], {
      name: handler?.name,
      volume: 'main',
      at: house.journal.clock.now(),
      papers: [],
    })
  })

  test('some of its papers are printed as one PDF in the order in which they were chosen, and that is noted too', async () => {
    const state = await stateOf()
    const [handler] = state.dossier.handlers
    const who = handler?.id ?? ''
    const paperOf = (form: number) => {
      const paper = state.papers.find((each) => each.form === form)
      assert.ok(paper !== undefined)
      return paper
    }
    const [decision, record, report] = [paperOf(45), paperOf(9), paperOf(35)]
    const path = (query: string) => `/api/cases/${filed}/papers.pdf?${query}`
    const chosen = [decision, record, report].map(({ id }) => `papers=${encodeURIComponent(id)}`).join('&')
    const titles = (pages: readonly string[]) =>
      pages.flatMap((page) =>
        /第\s*1\s*页　?\s*共/.test(page)
          ? [
              ['行政处罚决定书', '现场笔录', '案件调查终结报告'].find((title) =>
                page.replace(/\s/g, '').slice(0, 30).includes(title),
              ),
            ]
          : [],
      )
    const plain = await pagesOf(await ask(path(chosen), who))
    assert.deepEqual(titles(plain), ['行政处罚决定书', '现场笔录', '案件调查终结报告'])
    assert.ok(!plain.some((page) => page.includes('卷内第')), 'no page of a dossier')

    const both = await pagesOf(await ask(path(`${chosen}&duplex=1`), who))
    const begins = both.flatMap((page, n) => (/第\s*1\s*页　?\s*共/.test(page) ? [n] : []))
    assert.equal(begins.length, 3)
    assert.deepEqual(
      begins.filter((n) => n % 2 === 1),
      [],
      'each begins on the front of a sheet',
    )

    const withFiles = await pagesOf(await ask(path(`${chosen}&files=1`), who))
    const pictures = state.files.filter(({ act, type }) => act === record.act && type.startsWith('image/')).length
    assert.ok(pictures > 0)
    assert.equal(withFiles.filter((page) => page.includes('附件：')).length >= pictures, true)

    const wrong = await ask(path(`papers=${encodeURIComponent(decision.id)}&papers=other.1.1`), who)
    assert.equal(wrong.status, 422)
    assert.deepEqual(
      ((await wrong.json()) as { refusals: readonly { code: string }[] }).refusals.map(({ code }) => code),
      ['not-of-this-case'],
    )
    assert.equal((await ask(path(''), who)).status, 400)
    const copies = (await (await ask(`/api/cases/${filed}/dossier/copies`, who)).json()) as readonly {
      volume: string
      papers: readonly string[]
    }[]
    assert.deepEqual(
      copies.slice(0, 3).map(({ volume, papers }) => [volume, papers]),
      Array.from({ length: 3 }, () => ['papers', ['行政处罚决定书', '现场笔录', '案件调查终结报告']]),
    )
  })
})
