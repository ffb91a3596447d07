import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { streamSSE } from 'hono/streaming'
import { actViews } from '../../src/casework/present.ts'
import type { CaseRow, CaseView, Deadline, LedgerRow, WorkItem } from '../../src/casework/view.ts'
import { emptyCase } from '../../src/procedure/index.ts'
import { people } from '../../src/procedure/testing.ts'
import { createCases, now, type PersonId, procedures } from './cases.ts'
import { noticesOf } from './notices.ts'
import { preflightOfCase } from './preflight.ts'
import { commentsOf, readingOf, reviewDossierOf } from './reviewing.ts'
import { article, board, kinds, laws, registry } from './standing.ts'
import { submissionOfCase } from './submission.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const titles: Readonly<Record<string, string>> = {
  officer: '执法人员',
  'unit-head': '承办机构负责人',
  leader: '局负责人',
  reviewer: '法制审核人员',
  auxiliary: '执法辅助人员',
  publisher: '公示人员',
}
const units: Readonly<Record<string, string>> = { 'inspection-team': '稽查支队', bureau: '局领导', legal: '法规处' }

/** The smallest PDF with one empty A4 page. */
const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n'

/** A server that answers as the real one does, from invented data and the real rules, with the desk as built in `dist`. */
export const startServer = async (dist: string) => {
  const cases = createCases()
  const listeners = new Set<(caseId: string, version: number) => void>()
  const seen: { method: string; path: string; body: unknown }[] = []
  const app = new Hono<{ Variables: { who: PersonId } }>()

  app.use(async (c, next) => {
    await next()
    c.res.headers.set(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'self' blob:; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    )
  })
  app.get('/desk/*', async (c) => {
    const wanted = c.req.path.replace(/^\/desk\//, '')
    const name = extname(wanted) === '' ? 'index.html' : wanted
    return c.body(await readFile(join(dist, name)), 200, {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
    })
  })
  app.get('/api/demo/accounts', (c) =>
    c.json(
      Object.values(people).map((each) => ({
        username: each.id,
        name: each.name,
        unit: units[each.unit] ?? '',
        roles: each.roles.map((role) => titles[role] ?? role),
      })),
    ),
  )
  app.post('/api/auth/sign-in/username', async (c) => {
    const { username, password } = await c.req.json()
    if (!(username in people) || password !== 'zhaoming-demo')
      return c.json({ message: 'Invalid username or password' }, 401)
    setCookie(c, 'who', username, { httpOnly: true, path: '/' })
    return c.json({ user: { username } })
  })
  app.post('/api/auth/sign-out', (c) => {
    setCookie(c, 'who', '', { path: '/', maxAge: 0 })
    return c.json({ success: true })
  })
  app.use('/api/*', async (c, next) => {
    const who = getCookie(c, 'who')
    if (who === undefined || !(who in people))
      return c.json({ refusals: [{ code: 'signed-out', message: '请先登录', basis: [] }] }, 401)
    c.set('who', who as PersonId)
    if (c.req.method !== 'GET' && c.req.method !== 'DELETE')
      seen.push({
        method: c.req.method,
        path: c.req.path,
        body: c.req.path === '/api/files' ? undefined : await c.req.json(),
      })
    await next()
  })
  app.post('/api/auth/change-password', async (c) => {
    const { currentPassword } = await c.req.json()
    return currentPassword === 'zhaoming-demo'
      ? c.json({ ok: true })
      : c.json(
          { refusals: [{ code: 'password-not-changed', message: '没有修改密码：请核对现在的密码', basis: [] }] },
          400,
        )
  })
  app.post('/api/auth/sign-out-everywhere', (c) => {
    setCookie(c, 'who', '', { path: '/', maxAge: 0 })
    return c.json({ ok: true })
  })
  app.get('/api/responsibilities', (c) => c.json({ rows: [], total: 0, page: 1, pageSize: 50, units: [] }))
  app.get('/api/second-factor', (c) =>
    c.json({ inForce: true, since: '2026-01-05T01:00:00.000Z', key: 'ab'.repeat(16) }),
  )
  app.get('/api/me', (c) => {
    const me = people[c.get('who')]
    return c.json({
      account: me.id,
      person: { id: me.id, name: me.name, unit: units[me.unit] },
      roles: me.roles,
      roleTitles: me.roles.map((role) => titles[role] ?? role),
      agency: { name: '澄州市市场监督管理局', shortName: '澄市监' },
      demo: true,
    })
  })
  app.get('/api/work', (c) => {
    const items = cases
      .rows()
      .slice(0, 17)
      .flatMap((row): WorkItem[] => {
        const next = cases.view(row.id, c.get('who'))?.next
        return next === undefined
          ? []
          : [
              {
                caseId: row.id,
                caseTitle: row.title,
                ...(row.number === undefined ? {} : { caseNumber: row.number }),
                sentence: `等您${next.sentence}：${row.title}`,
                act: next.act,
                actTitle: next.sentence,
                ...(next.due === undefined ? {} : { due: next.due, dueText: next.dueText ?? '' }),
                ...(next.because === undefined ? {} : { because: next.because }),
                urgency: next.due === undefined ? 'none' : row.urgency,
                ...cases.batch(row.id, next.act),
              },
            ]
      })
      .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
    const count = (urgency: string) => items.filter((item) => item.urgency === urgency).length
    const show = c.req.query('show')
    const shown = items.filter(({ urgency }) => show === undefined || urgency === show)
    return c.json({ items: shown, counts: { late: count('late'), soon: count('soon'), all: items.length } })
  })
  const deadlines = (who: PersonId): readonly Deadline[] =>
    cases
      .rows()
      .flatMap((row) =>
        (cases.view(row.id, who)?.limits ?? []).flatMap((limit): Deadline[] =>
          limit.metAt !== undefined || limit.due === undefined
            ? []
            : [
                {
                  caseId: row.id,
                  caseTitle: row.title,
                  ...(row.party === undefined ? {} : { party: row.party }),
                  unitName: row.unitName,
                  handlers: row.handlers,
                  limit: limit.name,
                  title: limit.title,
                  of: limit.urgency === 'none' ? 'party' : 'bureau',
                  due: limit.due,
                  dueText: limit.dueText,
                  urgency: limit.urgency,
                  because: limit.explanation,
                },
              ],
        ),
      )
      .sort((a, b) => (a.due < b.due ? -1 : 1))
  const dayOfDue = ({ due }: Deadline) => new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 10)
  app.get('/api/deadlines', (c) => {
    const { show, day } = c.req.query()
    const all = deadlines(c.get('who')).filter((each) => day === undefined || dayOfDue(each) === day)
    const of = (urgency: string) => all.filter((each) => each.urgency === urgency)
    const rows = show === undefined ? all : show === 'urgent' ? [...of('late'), ...of('soon')] : of(show)
    const counts = { late: of('late').length, soon: of('soon').length, all: all.length }
    return c.json({ rows: rows.slice(0, 50), counts, total: rows.length, page: 1, pageSize: 50 })
  })
  app.get('/api/ledger', (c) => {
    const row = (n: number, voided?: string): LedgerRow => ({
      number: `澄市监罚告〔2026〕${n}号`,
      title: '行政处罚告知书',
      at: now,
      paper: `c2.${n}.1`,
      caseId: 'c2',
      caseTitle: '澄州市云岭区白鹭副食店涉嫌经营超过保质期的食品案',
      ...(voided === undefined ? {} : { voided }),
    })
    const all = [row(14), row(13, '当事人的地址写错，已重新制作。'), row(12)]
    const rows = c.req.query('voided') === '1' ? all.filter(({ voided }) => voided !== undefined) : all
    const series = [{ series: '澄市监罚告', year: 2026, given: 14, voided: 1, missing: 0 }]
    return c.json({ rows, series, total: rows.length, page: 1, pageSize: 50 })
  })
  app.get('/api/calendar', (c) => {
    const month = c.req.query('month') ?? now.slice(0, 7)
    const all = deadlines(c.get('who'))
    const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
    return c.json({
      month,
      today: now.slice(0, 10),
      days: Array.from({ length: days }, (_, n) => {
        const day = `${month}-${String(n + 1).padStart(2, '0')}`
        const here = all.filter((each) => dayOfDue(each) === day)
        const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
        return { day, working: weekday % 6 !== 0, count: here.length, rows: here.slice(0, 6) }
      }),
    })
  })
  app.get('/api/cases', (c) => {
    const { q = '', stage, procedure, unit, mine, page = '1' } = c.req.query()
    const found = cases
      .rows()
      .filter((row) => `${row.title}${row.number ?? ''}${row.party ?? ''}`.includes(q))
      .filter(
        (row) =>
          (stage ?? row.stage) === row.stage &&
          (procedure ?? row.procedure) === row.procedure &&
          (unit ?? row.unit) === row.unit,
      )
      .filter((row) => mine !== '1' || row.handlers.includes(people[c.get('who')].name))
    const from = (Number(page) - 1) * 20
    return c.json({
      rows: found.slice(from, from + 20),
      total: found.length,
      more: false,
      page: Number(page),
      pageSize: 20,
    })
  })
  app.get('/api/cases/:id', (c) => {
    const view = cases.view(c.req.param('id'), c.get('who'))
    return view === undefined ? c.json({ refusals: [] }, 404) : c.json(view)
  })
  app.get('/api/cases/:id/discretion', (c) => {
    const asked: Readonly<Record<string, string>> = c.req.query()
    const factors = c.req.queries('factors') ?? []
    const found = cases.discretion(c.req.param('id'), {
      gains: Number(asked.gains ?? 0),
      ...(asked.baseValue === undefined ? {} : { baseValue: Number(asked.baseValue) }),
      step: (asked.step ?? 'normal') as 'normal',
      factors,
    })
    return found === undefined ? c.json({ refusals: [] }, 404) : c.json(found)
  })
  app.get('/api/cases/:id/timeline', (c) => {
    const before = c.req.query('before')
    return c.json(
      cases.timeline(c.req.param('id'), before === undefined ? undefined : Number(before)) ?? { entries: [] },
    )
  })
  app.get('/api/procedures', (c) =>
    c.json(
      procedures.map((procedure) => ({
        name: procedure.name,
        title: procedure.title,
        stages: procedure.stages.map(({ name, title }) => ({ name, title })),
        opening: actViews(
          procedure,
          { ...cases.question(c.get('who')), state: emptyCase },
          `/api/procedures/${procedure.name}`,
        )[0],
      })),
    ),
  )
  const told = (outcome: ReturnType<typeof cases.send>) => {
    if ('refusals' in outcome) return outcome
    for (const listener of listeners) listener(outcome.id, outcome.version)
    return outcome
  }
  const status = (outcome: object) =>
    'refusals' in outcome ? (JSON.stringify(outcome).includes('"stale"') ? 409 : 422) : 200
  app.post('/api/cases/:id/acts/:act', async (c) => {
    const { data, strand, expectedVersion, key, happenedAt } = await c.req.json()
    const outcome = told(
      cases.send(
        c.req.param('id'),
        c.get('who'),
        key,
        expectedVersion,
        { act: c.req.param('act'), data, ...(strand === undefined ? {} : { strand }) },
        happenedAt,
      ),
    )
    return c.json(outcome, status(outcome))
  })
  app.post('/api/procedures/:name/:act', async (c) => {
    const { data, key, expectedVersion, happenedAt } = await c.req.json()
    const { name: procedure, act } = c.req.param()
    const outcome = told(
      cases.send(randomUUID(), c.get('who'), key, expectedVersion, { act, data, procedure }, happenedAt),
    )
    return c.json(outcome, status(outcome))
  })
  app.post('/api/cases/:id/preview', async (c) => {
    const { act } = await c.req.json()
    const view = cases.view(c.req.param('id'), c.get('who'))?.acts.find(({ name }) => name === act)
    return c.json({
      findings: [],
      papers: (view?.papers ?? []).map(({ form }) => ({
        form,
        title: '案件调查终结报告',
        texts: [],
        pdf: Buffer.from(pdf).toString('base64'),
      })),
    })
  })
  app.post('/api/files', async (c) => {
    const file = (await c.req.formData()).get('file') as File
    const blob = createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex')
    return c.json({
      blob,
      name: file.name,
      type: file.type || 'application/octet-stream',
      size: file.size,
      href: `/api/files/${blob}/${encodeURIComponent(file.name)}`,
    })
  })
  app.get('/api/files/:blob/:name', (c) => {
    const hue = (Number.parseInt(c.req.param('blob').slice(0, 4), 16) * 7) % 360
    return c.body(
      `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="hsl(${hue} 20% 70%)"/><path d="M20 200h280M40 200v-90h70v90M130 200v-140h60v140M210 200v-60h80v60" stroke="#444" stroke-width="4" fill="none"/></svg>`,
      200,
      { 'Content-Type': 'image/svg+xml' },
    )
  })
  app.get('/api/drafts', (c) => c.json([]))
  app.get('/api/retrievals', (c) => c.json([]))
  app.get('/api/matters', (c) => c.json({ rows: [], more: false, counts: { open: 0, late: 0, unassigned: 0 } }))
  app.get('/api/cases/:id/coverage', (c) => c.json({ listed: true, rows: [], basis: [] }))
  app.get('/api/recordings', (c) => c.json([]))
  app.get('/api/drafts/:subject/:act', (c) => c.json({ refusals: [] }, 404))
  app.get('/api/cases/:id/dossier/copies', (c) => c.json([]))
  app.get('/api/cases/:id/comparison', (c) => c.json({ findings: [] }))
  app.get('/api/cases/:id/preflight', (c) => c.json(preflightOfCase))
  app.get('/api/cases/:id/submission', (c) => c.json(submissionOfCase))
  const ofCase = <T>(path: string, of: (view: CaseView) => T) =>
    app.get(path, (c) => {
      const view = cases.view(c.req.param('id') ?? '', c.get('who'))
      return view === undefined ? c.json({ refusals: [] }, 404) : c.json(of(view) as object)
    })
  ofCase('/api/cases/:id/comments', commentsOf)
  ofCase('/api/cases/:id/reading', readingOf)
  ofCase('/api/cases/:id/review-dossier', reviewDossierOf)
  app.post('/api/cases/:id/reading', (c) => {
    const view = cases.view(c.req.param('id'), c.get('who'))
    return view === undefined ? c.json({ refusals: [] }, 404) : c.json(readingOf(view))
  })
  app.get('/api/papers/:id', (c) => {
    const id = c.req.param('id')
    if (id.endsWith('.pdf'))
      return c.body(pdf, 200, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline' })
    const paper = cases.paper(id)
    if (paper === undefined) return c.json({ refusals: [] }, 404)
    const lines = Object.values(paper.content.input ?? {}).filter(
      (value) => typeof value === 'string' && value.length > 8,
    )
    return c.json({
      title: paper.title,
      number: paper.number?.text,
      sections: [
        {
          heading: '内容',
          paragraphs: [...lines.map((text) => [{ text }]), [{ text: '居民身份证号码：' }, { masked: '已隐去' }]],
        },
      ],
      edited: [],
      digest: paper.digest,
      pdf: `/api/papers/${id}.pdf`,
    })
  })
  app.get('/api/officers', (c) =>
    c.json(
      Object.values(people).map((each) => ({
        id: each.id,
        name: each.name,
        unit: units[each.unit],
        certificate: each.certificates[0]?.number,
      })),
    ),
  )
  app.get('/api/items', (c) =>
    c.json([
      {
        id: 'expired-food',
        name: '经营超过保质期的食品',
        category: '食品',
        unit: '稽查支队',
        range: '罚款 50,000—100,000 元；没收违法所得；没收非法财物',
      },
      {
        id: 'no-price-tag',
        name: '不按规定明码标价',
        category: '价格',
        unit: '价监竞争处',
        range: '罚款 5,000 元以下；没收违法所得',
      },
    ]),
  )
  app.get('/api/registry', (c) => c.json(kinds))
  app.get('/api/registry/:kind', (c) => {
    const newest = new Map((registry[c.req.param('kind')] ?? []).map((each) => [each.id, each]))
    return c.json([...newest.values()])
  })
  app.get('/api/registry/:kind/:id/history', (c) =>
    c.json((registry[c.req.param('kind')] ?? []).filter(({ id }) => id === c.req.param('id'))),
  )
  app.put('/api/registry/:kind/:id', async (c) => {
    const { kind, id } = c.req.param()
    const { data, from, reason } = await c.req.json()
    if ((reason ?? '') === '')
      return c.json({ refusals: [{ code: 'no-reason', message: '请写明变更理由', basis: [], field: 'reason' }] }, 422)
    const entries = registry[kind] ?? []
    const version = Math.max(0, ...entries.filter((each) => each.id === id).map((each) => each.version)) + 1
    entries.push({
      kind,
      id,
      version,
      from,
      title: String(data.name ?? data.title ?? id),
      data,
      reason,
      by: people[c.get('who')].name,
    })
    return c.json({ ok: true })
  })
  app.get('/api/laws', (c) => {
    const q = c.req.query('q')
    return c.json(
      q === undefined
        ? laws
        : laws
            .filter(({ title }) => title.includes(q))
            .concat(
              laws.some(({ title }) => title.includes(q))
                ? []
                : ([article('行政处罚法', 42), article('食品安全法', 34)] as never[]),
            ),
    )
  })
  app.get('/api/laws/:title/:article', (c) => {
    const found = article(c.req.param('title'), Number(c.req.param('article')))
    return found === undefined
      ? c.json({ refusals: [{ code: 'not-found', message: '没有这一条', basis: [] }] }, 404)
      : c.json(found)
  })
  app.get('/api/board', (c) => c.json(board(now)))
  const saved = new Map<string, { id: string; title: string; address: string }>()
  app.get('/api/saved-searches', (c) => c.json([...saved.values()]))
  app.post('/api/saved-searches', async (c) => {
    const { title, address } = await c.req.json()
    const kept = { id: randomUUID(), title, address }
    saved.set(kept.id, kept)
    return c.json(kept)
  })
  app.delete('/api/saved-searches/:id', (c) => {
    saved.delete(c.req.param('id'))
    return c.json({ ok: true })
  })
  app.get('/api/parties/:key', (c) => {
    const rows = cases.rows().filter(({ party }) => party === c.req.param('key'))
    const [first] = rows
    const party = first === undefined ? undefined : cases.view(first.id, c.get('who'))?.parties[0]
    return party === undefined
      ? c.json({ refusals: [] }, 404)
      : c.json({
          key: party.name,
          party,
          names: [party.name],
          cases: rows.map((row) => ({
            row,
            fine: 5_000_000,
            gains: 0,
            open: 0,
            steps: [{ title: '立案', at: row.openedAt }],
          })),
          differences: [],
          totals: { cases: rows.length, decided: 1, fine: 5_000_000, gains: 0, open: 0 },
        })
  })
  app.get('/api/search', (c) => {
    const q = c.req.query('q') ?? ''
    const rows = cases.rows().filter(({ title }) => title.includes(q))
    const found = (title: string, row: CaseRow, ref: string) => {
      const [before = '', after = ''] = title.split(q)
      return { caseId: row.id, caseTitle: row.title, ref, title, excerpt: { before, found: q, after } }
    }
    const group = (kind: string, title: string, all: readonly object[]) => ({
      kind,
      title,
      total: all.length,
      more: false,
      rows: all.slice(0, 5),
    })
    return c.json({
      groups: [
        group(
          'case',
          '案件',
          rows.map((row) => found(row.title, row, '')),
        ),
        group(
          'party',
          '当事人',
          rows.flatMap((row) => (row.party?.includes(q) ? [found(row.party, row, row.party)] : [])),
        ),
      ],
      page: 1,
      pageSize: 5,
    })
  })
  app.get('/api/parties', (c) => {
    const q = c.req.query('q') ?? ''
    const rows = cases.rows().filter((row) => row.party?.includes(q))
    return c.json(
      [...new Set(rows.map(({ party }) => party))].map((name) => ({
        key: name,
        name,
        kind: 'household',
        code: '92339901MA00000013',
        cases: rows.filter(({ party }) => party === name),
      })),
    )
  })
  const notices = noticesOf(now)
  const shown = (unread: boolean) =>
    notices.filter(({ read, withdrawn }) => (unread ? !read && !withdrawn : read || !withdrawn))
  app.get('/api/notices', (c) => c.json({ items: shown(c.req.query('unread') === '1'), unread: shown(true).length }))
  app.post('/api/notices/read', async (c) => {
    const { ids } = (await c.req.json()) as { ids: 'all' | string[] }
    for (const notice of notices) if (ids === 'all' || ids.includes(notice.id)) notice.read = true
    return c.json({ ok: true })
  })
  app.get('/api/events', (c) =>
    streamSSE(c, async (stream) => {
      const listener = (caseId: string, version: number) =>
        void stream.writeSSE({ data: JSON.stringify({ caseId, version }) })
      listeners.add(listener)
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      listeners.delete(listener)
    }),
  )

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cases,
    /** Everything that was sent, in order. */
    seen,
    async stop() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
