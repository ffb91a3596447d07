import { hash } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Env, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { etag } from 'hono/etag'
import type { BoardView } from '../src/casework/view.ts'
import type { Channels } from '../src/channels/index.ts'
import type {
  DecisionQuery,
  PortalSource,
  PublicAgency,
  PublicDecision,
  PublicDecisionRow,
  PublicUpdate,
} from '../src/disclosure/view.ts'
import { addressOf } from '../src/identity/index.ts'
import { type Refusal, refusal } from '../src/kernel/index.ts'
import { csvAnswer, fileAnswer, streamed } from '../src/platform/index.ts'
import type { PublicLists } from '../src/registry/index.ts'
import { type CertificateCheck, photoAnswer } from '../src/showing/index.ts'
import { decisionAddress, documentNumber, listAddress, scannedCard, scannedPaper } from './addresses.ts'
import { atomFeed } from './atom.ts'
import { browserModules } from './browser-modules.ts'
import { channelRoutes } from './channels/routes.ts'
import { decisionColumns, ledgerColumns } from './csv.ts'
import type { ProcedurePicture } from './flowchart.ts'
import { icon } from './icon.ts'
import type { Frame } from './layout.ts'
import { listDataPaths, listRoutes } from './list-routes.ts'
import { openDataPaths, openDecision, openLedger, openRow, pagePaths } from './open-data.ts'
import { createPace } from './pace.ts'
import { boardPage } from './pages/board.ts'
import { complaintsPage } from './pages/complaints.ts'
import { decisionPage } from './pages/decision.ts'
import { decisionsPage, wrongDecisionsPage } from './pages/decisions.ts'
import { errorPage, noDecisionPage, notYetPage, tooOftenPage } from './pages/error.ts'
import { guidePage } from './pages/guide.ts'
import { homePage } from './pages/home.ts'
import { itemsPage } from './pages/items.ts'
import { ledgerPage } from './pages/ledger.ts'
import { checkPage, confirmedPage } from './pages/officer-check.ts'
import { officersPage, wrongOfficersPage } from './pages/officers.ts'
import { brokenCodePage, paperPage } from './pages/paper.ts'
import { procedurePage } from './pages/procedure.ts'
import { recordingPage } from './pages/recording.ts'
import { remediesPage } from './pages/remedies.ts'
import { reviewPage } from './pages/review.ts'
import { searchPage } from './pages/search.ts'
import { endedPage, tombstonePage } from './pages/tombstone.ts'
import { updatesPage } from './pages/updates.ts'
import { type LogKey, verifyPage } from './pages/verify.ts'
import {
  readCheck,
  readDecisionQuery,
  readLedgerQuery,
  readOfficerQuery,
  readOpenQuery,
  readTableQuery,
  type WrongField,
} from './query.ts'
import { decisionsSitemap, pagesMap, pagesSitemap, robots, sitemapIndex } from './sitemap.ts'
import { stylesheet, stylesheetAddress } from './stylesheet.ts'
import { type Brought, judge, type Site } from './verdict.ts'

export interface PortalExtras {
  /** https://…, without a slash at the end: what the portal is called from outside. */
  readonly origin: string
  /** The bureau is invented. */
  readonly demo: boolean
  readonly procedures: readonly ProcedurePicture[]
  /** The 29 measures with their live checks. */
  readonly board: () => Promise<BoardView>
  /** What is published before the bureau acts. */
  readonly lists: PublicLists
  /** Who it is that shows a card. */
  readonly certificates: CertificateCheck
  /** Complaints, progress, windows. */
  readonly channels: Channels
  /** Writes down what failed on our side and gives the number by which it is found. */
  readonly failed: (error: Error, path: string) => string
  /** Absent until the log has a key. */
  readonly log?: LogKey
}

const verifier = browserModules('portal/browser/verify.ts')
/** Bytes of what is brought to be checked without a script. */
const largestUpload = 20 * 1024 * 1024

/** So many rows has a page of open data. */
const openPage = 100
/** So many entries has a feed of what fits. */
const FEED = 50

/**
 * The public pages and the open data on an application. Every answer may be kept but is asked for again (`no-cache` with an ETag), so that
 * a withdrawn decision is gone at once and an unchanged one costs no bytes; only what is named by its content is kept for good.
 */
export const portalRoutes = <E extends Env>(app: Hono<E>, source: PortalSource, extras: PortalExtras): void => {
  const portal = new OpenAPIHono()
  const { origin, demo, procedures, board, certificates, channels, failed, lists, log } = extras
  let agency: PublicAgency | undefined

  const pace = createPace()
  /** Seconds to wait, where one address searches too often; a list that asks nothing is kept as bytes and costs nothing. */
  const tooOften = (c: Context): number | undefined => {
    const wait = Object.keys(c.req.query()).length === 0 ? undefined : pace(addressOf(c))
    if (wait !== undefined) {
      c.header('Retry-After', String(wait))
      c.header('Cache-Control', 'no-store')
    }
    return wait
  }

  const get = (path: string, answer: (c: Context) => Response | Promise<Response>) =>
    portal.get(path, etag({ generateDigest: digest }), async (c) => {
      const response = await answer(c)
      if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'public, no-cache')
      return response
    })

  /** A page in its frame. `?type=large` is kept in a cookie and leads back to the same page. */
  const page = (path: string, answer: (c: Context, frame: Frame) => Response | Promise<Response>) =>
    get(path, async (c) => {
      const url = new URL(c.req.url)
      const type = url.searchParams.get('type')
      if (type === 'large' || type === 'normal') {
        setCookie(c, 'type', type, { path: '/', maxAge: type === 'large' ? 31_536_000 : 0, sameSite: 'Lax' })
        url.searchParams.delete('type')
        c.header('Cache-Control', 'no-store')
        return c.redirect(`${url.pathname}${url.search}`, 303)
      }
      c.header('Vary', 'Cookie')
      const here = `${url.pathname}${url.search}`
      agency = await source.agency()
      return answer(c, { agency, large: getCookie(c, 'type') === 'large', here, demo })
    })

  page('/', async (c, frame) => c.html(homePage(frame, await source.home())))
  page('/guide', (c, frame) => c.html(guidePage(frame)))
  page('/complaints', async (c, frame) => c.html(complaintsPage(frame, await channels.record(), await channels.ways())))
  page('/remedies', (c, frame) => c.html(remediesPage(frame)))
  page('/procedure', (c, frame) => c.html(procedurePage(frame, procedures)))
  page('/verify', (c, frame) => c.html(verifyPage(frame, origin, log, verifier.entry)))
  const frameOf = async (c: Context): Promise<Frame> => {
    agency = await source.agency()
    return { agency, large: getCookie(c, 'type') === 'large', here: c.req.path, demo }
  }
  channelRoutes(portal, page, frameOf, channels, lists, origin)
  /** For who has no script: the same judgement, made here. */
  portal.post(
    '/verify',
    bodyLimit({
      maxSize: largestUpload,
      onError: async (c) =>
        c.html(
          verifyPage(await frameOf(c), origin, log, verifier.entry, {
            wrong: '文件超过 20 MB，请用下面的独立程序核验',
          }),
          413,
        ),
    }),
    async (c) => {
      const form = await c.req.formData().catch(() => undefined)
      const files = (form?.getAll('file') ?? []).filter((each): each is File => each instanceof File && each.size > 0)
      const vkey = String(form?.get('vkey') ?? log?.keys[0] ?? '').trim()
      c.header('Cache-Control', 'no-store')
      if (files.length === 0)
        return c.html(
          verifyPage(await frameOf(c), origin, log, verifier.entry, { wrong: '请先选择要核验的文件', vkey }),
          400,
        )
      const brought: Brought[] = []
      for (const file of files) brought.push({ name: file.name, bytes: await file.bytes() })
      const judged = await judge(brought, vkey, siteOf(source))
      return c.html(verifyPage(await frameOf(c), origin, log, verifier.entry, { judged, vkey }))
    },
  )
  /** Which of the versions is asked for; the current one where none is. */
  const versionOf = <T extends { readonly version: number; readonly current: boolean }>(
    lists: readonly T[],
    asked: string | undefined,
  ): T | undefined =>
    asked === undefined
      ? (lists.find(({ current }) => current) ?? lists[0])
      : lists.find(({ version }) => String(version) === asked)
  page('/recording', async (c, frame) => {
    const lists = await source.recordLists()
    const asked = c.req.query('version')
    const shown = versionOf(lists, asked)
    return c.html(recordingPage(frame, lists, shown), asked !== undefined && shown === undefined ? 404 : 200)
  })
  page('/review', async (c, frame) => {
    const review = await source.review()
    const asked = c.req.query('version')
    const shown = versionOf(review.lists, asked)
    return c.html(reviewPage(frame, review, shown), asked !== undefined && shown === undefined ? 404 : 200)
  })
  page('/items', async (c, frame) => c.html(itemsPage(frame, await source.items())))
  listRoutes({ page, get }, { origin, lists }, async () => (await source.agency()).name)
  page('/board', async (c, frame) => c.html(boardPage(frame, await board())))

  page('/search', async (c, frame) => {
    const wait = tooOften(c)
    if (wait !== undefined) return c.html(tooOftenPage(frame, wait), 429)
    const typed = (c.req.query('q') ?? '').trim().slice(0, 1000)
    const paper = scannedPaper(typed) ?? scannedCard(typed)
    if (paper !== undefined) return c.redirect(paper, 303)
    const number = documentNumber(typed)
    if (number !== undefined && (await source.decision(number)) !== undefined)
      return c.redirect(decisionAddress(number), 303)
    const q = number ?? typed.slice(0, 100)
    if (q === '') return c.html(searchPage(frame, '', undefined))
    const [decisions, officers] = await Promise.all([source.decisions({ q }), source.officers({ q })])
    return c.html(searchPage(frame, q, { decisions, officers }))
  })

  page('/officers', async (c, frame) => {
    const asked = readOfficerQuery(c.req.query())
    if (!asked.ok) return c.html(wrongOfficersPage(frame, asked.given.q ?? '', asked.wrong), 400)
    return c.html(officersPage(frame, asked.query.q, await source.officers(asked.query)))
  })

  // What is asked here holds for half a minute, and whoever asks next may be told something else: nobody keeps it.
  page('/officers/check', async (c, frame) => {
    c.header('Cache-Control', 'no-store')
    const asked = readCheck(c.req.query())
    if (asked === undefined) return c.html(checkPage(frame, {}))
    if ('wrong' in asked) return c.html(checkPage(frame, asked), 400)
    const answer = await certificates.check({ ...asked.check, address: addressOf(c) })
    if (answer.kind === 'too-often')
      c.header('Retry-After', String(Math.max(1, Math.ceil((Date.parse(answer.until) - Date.now()) / 1000))))
    return c.html(
      checkPage(frame, { given: asked.given, answer }),
      answer.kind === 'right' ? 200 : answer.kind === 'too-often' ? 429 : 404,
    )
  })
  portal.post('/officers/check', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    const form = await c.req.formData().catch(() => undefined)
    c.header('Cache-Control', 'no-store')
    const outcome = await certificates.confirm(
      String(form?.get('ticket') ?? ''),
      String(form?.get('note') ?? '')
        .trim()
        .slice(0, 100),
    )
    return c.html(confirmedPage(await frameOf(c), outcome), outcome === 'over' ? 410 : 200)
  })
  portal.get('/officers/check/photo', async (c, next) => {
    const found = await certificates.photo(c.req.query('ticket') ?? '')
    return found === undefined ? next() : photoAnswer(c, found)
  })

  page('/papers/:id', async (c, frame) => {
    const digest = c.req.query('d') ?? ''
    if (!/^[\w-]{16,128}$/.test(digest)) return c.html(brokenCodePage(frame), 400)
    const paper = await source.paper(c.req.param('id') ?? '', digest)
    return c.html(paperPage(frame, paper), paper?.found === true ? 200 : 404)
  })

  get('/papers/files/:sha256/receipt', async (c) => {
    const sha256 = c.req.param('sha256') ?? ''
    const receipt = /^[0-9a-f]{64}$/.test(sha256) ? await source.fileReceipt(sha256) : undefined
    return receipt === undefined
      ? c.json({ refusals: [refusal('not-found', '本局没有制成过这样的文书文件，或者它正在等待封存')] }, 404)
      : c.body(receipt, 200, {
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Disposition': attachment('文书文件凭证.txt'),
        })
  })

  page('/decisions', async (c, frame) => {
    const wait = tooOften(c)
    if (wait !== undefined) return c.html(tooOftenPage(frame, wait), 429)
    const asked = readDecisionQuery(c.req.query())
    if (!asked.ok) return c.html(wrongDecisionsPage(frame, asked.given, asked.wrong), 400)
    return c.html(decisionsPage(frame, await source.decisions(typedNumber(asked.query))))
  })
  get('/decisions.json', async (c) => {
    const wait = tooOften(c)
    if (wait !== undefined)
      return c.json({ refusals: [refusal('too-often', `查询太频繁，请在 ${wait} 秒后再查`)] }, 429)
    const asked = readOpenQuery(c.req.query())
    if (!asked.ok) return c.json(refusals(asked.wrong), 400)
    const { after, ...query } = asked.query
    const rows: PublicDecisionRow[] = []
    for await (const row of source.allDecisions(typedNumber(query), placeOf(after))) {
      rows.push(row)
      if (rows.length > openPage) break
    }
    const shown = rows.slice(0, openPage)
    const last = shown.at(-1)
    const next =
      rows.length > openPage && last !== undefined
        ? { next: listAddress({ ...query, after: `${last.publishedOn}~${last.number}` }, '/decisions.json') }
        : {}
    return c.json({ ...next, rows: shown.map(openRow) })
  })
  portal.get('/decisions.csv', async (c) => {
    const asked = readTableQuery(c.req.query())
    if (asked.ok) return csvAnswer(c, '行政处罚决定', decisionColumns, source.allDecisions(typedNumber(asked.query)))
    c.header('Vary', 'Accept')
    if (!prefersPage(c)) return c.json(refusals(asked.wrong), 400)
    return c.html(wrongDecisionsPage({ ...(await frameOf(c)), here: '/decisions' }, c.req.query(), asked.wrong), 400)
  })

  get('/decisions.atom', async (c) => {
    const wait = tooOften(c)
    if (wait !== undefined)
      return c.json({ refusals: [refusal('too-often', `查询太频繁，请在 ${wait} 秒后再查`)] }, 429)
    const asked = readTableQuery(c.req.query())
    if (!asked.ok) return c.json(refusals(asked.wrong), 400)
    const { name } = await source.agency()
    const self = listAddress({ ...asked.query }, '/decisions.atom')
    const feed = { origin, agency: name, self, title: `${name}行政处罚决定公示` }
    const all = Object.keys(asked.query).length === 0
    const updates: readonly PublicUpdate[] = all ? await source.updates() : await newest(typedNumber(asked.query))
    return c.body(atomFeed(feed, updates), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
  /** The first of what fits, as they were published. */
  const newest = async (query: DecisionQuery): Promise<readonly PublicUpdate[]> => {
    const found: PublicUpdate[] = []
    for await (const { number, publishedOn, party, violation, content, withdrawn } of source.allDecisions(query)) {
      if (withdrawn === undefined) found.push({ number, on: publishedOn, kind: 'published', party, violation, content })
      if (found.length === FEED) break
    }
    return found
  }
  page('/updates', async (c, frame) => c.html(updatesPage(frame, await source.updates())))

  page('/ledger', async (c, frame) => {
    const asked = readLedgerQuery(c.req.query())
    const view = await source.ledger(asked.ok ? asked.query : {})
    return c.html(ledgerPage(frame, view, asked.ok ? [] : asked.wrong), asked.ok ? 200 : 400)
  })
  get('/ledger.json', async (c) => {
    const asked = readLedgerQuery(c.req.query())
    if (!asked.ok) return c.json(refusals(asked.wrong), 400)
    const view = await source.ledger(asked.query)
    const { late, page: at = 1, ...fields } = asked.query
    const more = view.total > at * view.pageSize
    const next = { ...fields, ...(late === true ? { late: '1' } : {}), page: at + 1 }
    return c.json(openLedger(view, more ? listAddress(next, '/ledger.json') : undefined))
  })
  portal.get('/ledger.csv', (c) => {
    const asked = readLedgerQuery(c.req.query())
    return asked.ok
      ? csvAnswer(c, '公示期限账', ledgerColumns, source.ledgerRows(asked.query))
      : c.json(refusals(asked.wrong), 400)
  })

  /** What there is to say of a decision that is not to be had: that it never was, or that it is shown no more. */
  const absent = (c: Context, decision: PublicDecision | undefined) =>
    decision === undefined
      ? c.json({ refusals: [refusal('not-found', '没有公示过这份决定，请核对文号')] }, 404)
      : c.json(openDecision(decision), 410)
  const absentPage = (c: Context, frame: Frame, number: string, decision: PublicDecision | undefined) =>
    decision?.withdrawn !== undefined
      ? c.html(tombstonePage(frame, { number, withdrawn: decision.withdrawn }), 410)
      : decision?.ended !== undefined
        ? c.html(endedPage(frame, { number, ended: decision.ended }), 410)
        : c.html(noDecisionPage(frame, number), 404)

  /** A file of a decision that is public; whoever follows a link to it with a browser is told in a page why there is none. */
  const file = (
    path: string,
    ending: string,
    notYet: Refusal,
    answer: (c: Context, number: string) => Promise<Response | undefined>,
  ) =>
    page(path, async (c, frame) => {
      c.header('Vary', 'Accept', { append: true })
      const asked = c.req.param('number') ?? ''
      const number = asked.slice(0, asked.length - ending.length)
      const decision = await source.decision(number)
      if (!isShown(decision)) return prefersPage(c) ? absentPage(c, frame, number, decision) : absent(c, decision)
      return (
        (await answer(c, number)) ??
        (prefersPage(c)
          ? c.html(notYetPage(frame, notYet.message, decisionAddress(number)), 404)
          : c.json({ refusals: [notYet] }, 404))
      )
    })

  file(
    '/decisions/:number/receipt',
    '',
    refusal('not-sealed', '这份决定正在等待封存，几秒钟后再下载凭证'),
    async (c, number) => {
      const receipt = await source.receipt(number)
      return receipt === undefined
        ? undefined
        : c.body(receipt, 200, {
            'Content-Type': 'text/plain; charset=utf-8',
            'Content-Disposition': attachment(`${number}凭证.txt`),
          })
    },
  )
  get('/decisions/:number{.+\\.json}', async (c) => {
    const decision = await source.decision((c.req.param('number') ?? '').slice(0, -'.json'.length))
    if (!isShown(decision)) return absent(c, decision)
    return c.json(openDecision(decision))
  })
  file(
    '/decisions/:number{.+\\.pdf}',
    '.pdf',
    refusal('not-ready', 'PDF 正在生成，请稍后再下载'),
    async (c, number) => {
      const pdf = await source.decisionPdf(number)
      return pdf === undefined
        ? undefined
        : fileAnswer(c, {
            size: pdf.length,
            tag: hash('sha256', pdf, 'hex'),
            headers: {
              'Content-Type': 'application/pdf',
              'Content-Disposition': attachment(`${number}.pdf`, 'inline'),
            },
            bytes: ({ start, end }) => pdf.subarray(start, end + 1),
          })
    },
  )
  page('/decisions/:number', async (c, frame) => {
    const number = c.req.param('number') ?? ''
    const decision = await source.decision(number)
    if (decision === undefined) {
      // Somebody typed the address with other brackets: the decision has one address only.
      const right = documentNumber(number)
      if (right !== undefined && right !== number && (await source.decision(right)) !== undefined)
        return c.redirect(decisionAddress(right), 301)
    }
    return !isShown(decision) ? absentPage(c, frame, number, decision) : c.html(decisionPage(frame, decision))
  })

  const forGood = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  get(stylesheetAddress, (c) => c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8', ...forGood }))
  portal.get(`${verifier.folder}/*`, async (c, next) => {
    const text = verifier.read(c.req.path)
    return text === undefined
      ? next()
      : c.body(text, 200, { 'Content-Type': 'text/javascript; charset=utf-8', ...forGood })
  })
  get('/assets/icon.svg', (c) => c.body(icon, 200, { 'Content-Type': 'image/svg+xml' }))
  get('/robots.txt', (c) => c.text(robots(origin)))
  const xml = { 'Content-Type': 'application/xml; charset=utf-8' }
  get('/sitemap.xml', async (c) => c.body(sitemapIndex(origin, await source.publishedMonths()), 200, xml))
  get(pagesMap, (c) => c.body(pagesSitemap(origin), 200, xml))
  portal.get('/sitemaps/:month{.+\\.xml}', (c, next) => {
    const month = (c.req.param('month') ?? '').slice(0, -'.xml'.length)
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return next()
    const body = streamed(decisionsSitemap(origin, source.listedDecisions(month)))
    return c.body(body, 200, { ...xml, 'Cache-Control': 'no-cache' })
  })

  for (const path of [...openDataPaths, ...listDataPaths, ...pagePaths]) portal.openAPIRegistry.registerPath(path)

  // The bureau's name is remembered, so that the page can still be drawn when nothing can be read any more.
  portal.onError((error, c) => {
    const id = failed(error, c.req.path)
    if (agency === undefined || (/\.(json|csv|xlsx|atom|pdf|xml|txt)$|\/receipt$/.test(c.req.path) && !prefersPage(c)))
      return c.json({ refusals: [refusal('unexpected', `系统出错，请稍后重试；仍有问题请告诉我们编号 ${id}`)] }, 500)
    return c.html(errorPage({ agency, large: false, here: c.req.path, demo }, id), 500)
  })

  app.route('/', portal)
}

/** It is public, and not withdrawn or over. */
const isShown = (decision: PublicDecision | undefined): decision is PublicDecision =>
  decision !== undefined && decision.withdrawn === undefined && decision.ended === undefined

/** The body's digest without a trip to the thread pool, which costs more than the hashing. */
const digest = (body: Uint8Array): ArrayBuffer => new Uint8Array(hash('sha256', body, 'buffer')).buffer

/** A number typed with other brackets is looked up in its right spelling. */
const typedNumber = (query: DecisionQuery): DecisionQuery => {
  const number = query.q === undefined ? undefined : documentNumber(query.q)
  return number === undefined ? query : { ...query, q: number }
}

/** The site's own answers, as the browser would be given them. */
const siteOf = (source: PortalSource): Site => {
  const numberIn = (path: string, ending: string) =>
    path.startsWith('/decisions/') && path.endsWith(ending)
      ? decodeURIComponent(path.slice('/decisions/'.length, -ending.length))
      : undefined
  return {
    receipt: async (path) => {
      const file = /^\/papers\/files\/([0-9a-f]{64})\/receipt$/.exec(path)?.[1]
      if (file !== undefined) return source.fileReceipt(file)
      const number = numberIn(path, '/receipt')
      return number === undefined ? undefined : source.receipt(number)
    },
    hash: async (path) => {
      const number = numberIn(path, '.pdf')
      const pdf = number === undefined ? undefined : await source.decisionPdf(number)
      return pdf === undefined ? undefined : hash('sha256', pdf, 'hex')
    },
  }
}

/** `after`, as it was given in `next`. */
const placeOf = (after: string | undefined): { readonly publishedOn: string; readonly number: string } | undefined =>
  after === undefined
    ? undefined
    : { publishedOn: after.slice(0, '2026-01-01'.length), number: after.slice('2026-01-01~'.length) }

const refusals = (wrong: readonly WrongField[]) => ({
  refusals: wrong.map(({ field, message }) => refusal('bad-query', message, { field })),
})

/** Whether a person with a browser asks, rather than a program. */
const prefersPage = (c: Context): boolean =>
  accepts(c, { header: 'Accept', supports: ['application/json', 'text/html'], default: 'application/json' }) ===
  'text/html'

/** RFC 6266: names in Chinese. */
const attachment = (name: string, how: 'attachment' | 'inline' = 'attachment'): string =>
  `${how}; filename*=UTF-8''${encodeURIComponent(name)}`
