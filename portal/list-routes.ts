import type { RouteConfig } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { refusal } from '../src/kernel/index.ts'
import { json, refused, type TableColumn, tableAnswer, tableEndings, tableResponse } from '../src/platform/index.ts'
import {
  fieldTitles,
  isListed,
  listedKinds,
  type PublicEntry,
  type PublicLists,
  registryKinds,
} from '../src/registry/index.ts'
import type { Frame } from './layout.ts'
import { changesFeed, changesPage } from './pages/changes.ts'
import { listEntryPage, listPage, listsPage, noListPage } from './pages/lists.ts'

type Answer = Response | Promise<Response>

/** So many entries are shown at once where a list is printed. */
const MOST_PRINTED = 500

/** The lists that are published before the bureau acts, and what changed in them. */
export const listRoutes = (
  {
    page,
    get,
  }: {
    readonly page: (path: string, answer: (c: Context, frame: Frame) => Answer) => void
    readonly get: (path: string, answer: (c: Context) => Answer) => void
  },
  { origin, lists }: { readonly origin: string; readonly lists: PublicLists },
  bureau: () => Promise<string>,
): void => {
  const { today } = lists
  const kindOf = (name: string | undefined) =>
    name !== undefined && isListed(name)
      ? { kind: name, title: registryKinds[name].title, about: registryKinds[name].listed ?? '' }
      : undefined

  page('/lists', async (c, frame) => c.html(listsPage(frame, await lists.overview())))

  for (const kind of listedKinds) {
    get(`/lists/${kind}.json`, async (c) => {
      const rows: object[] = []
      for await (const row of lists.all(kind)) rows.push(openEntry(row))
      return c.json({ kind, title: registryKinds[kind].title, rows })
    })
    for (const ending of tableEndings)
      get(`/lists/${kind}.${ending}`, async (c) => {
        const answer = await tableAnswer(c, ending, registryKinds[kind].title, columnsOf(kind), lists.all(kind))
        return answer as Response
      })
  }

  page('/lists/:kind', async (c, frame) => {
    const kind = kindOf(c.req.param('kind'))
    if (kind === undefined) return c.html(noListPage(frame), 404)
    const q = (c.req.query('q') ?? '').trim().slice(0, 100)
    const asked = Number(c.req.query('page') ?? '1')
    const at = Number.isSafeInteger(asked) && asked >= 1 && asked <= 500 ? asked : 1
    if (c.req.query('whole') !== '1')
      return c.html(listPage(frame, kind, q, await lists.list(kind.kind, { q, page: at }), false))
    const rows: PublicEntry[] = []
    for await (const row of lists.all(kind.kind)) if (rows.push(row) === MOST_PRINTED) break
    return c.html(listPage(frame, kind, '', { rows, total: rows.length, page: 1, pageSize: MOST_PRINTED }, true))
  })

  page('/lists/:kind/:id', async (c, frame) => {
    const kind = kindOf(c.req.param('kind'))
    const versions = kind === undefined ? [] : await lists.versions(kind.kind, c.req.param('id') ?? '')
    if (kind === undefined || versions.length === 0) return c.html(noListPage(frame), 404)
    const { version, day = today() } = c.req.query()
    const shown =
      version === undefined
        ? (versions.find((each) => each.from <= day && (each.until === undefined || day <= each.until)) ??
          (c.req.query('day') === undefined ? versions[0] : undefined))
        : versions.find((each) => String(each.version) === version)
    return c.html(listEntryPage(frame, kind, versions, shown, today()), shown === undefined ? 404 : 200)
  })

  for (const people of [false, true])
    page(people ? '/changes/personnel' : '/changes', async (c, frame) => {
      const months = await lists.changeMonths()
      const asked = c.req.query('month')
      const month = asked !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : months[0]
      const changes = await lists.changes({ people, ...(month === undefined ? {} : { month }) })
      return c.html(changesPage(frame, { people, months, month, changes }))
    })
  get('/changes.atom', async (c) =>
    c.body(changesFeed(origin, await bureau(), await lists.changes({})), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
    }),
  )
  get('/changes.json', async (c) => {
    const month = c.req.query('month')
    if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      return c.json({ refusals: [refusal('bad-query', '月份请按“2026-11”的样子填写', { field: 'month' })] }, 400)
    const rows = await lists.changes(month === undefined ? {} : { month })
    return c.json({ rows: rows.map(({ id, ...row }) => (row.kind === 'officer' ? row : { id, ...row })) })
  })
}

const openEntry = ({ fields, ...entry }: PublicEntry) => ({
  ...entry,
  address: `/lists/${entry.kind}/${encodeURIComponent(entry.id)}?version=${entry.version}`,
  fields: Object.fromEntries(fields.map(({ title, lines }) => [title, lines])),
})

const columnsOf = (kind: PublicEntry['kind']): readonly TableColumn<PublicEntry>[] => [
  ...fieldTitles(kind)
    .filter(([name]) => name !== 'verified')
    .map(
      ([name, title]): TableColumn<PublicEntry> => [
        title,
        ({ fields }) => fields.find((each) => each.name === name)?.lines.join('\n') ?? '',
      ],
    ),
  ['生效', ({ from }) => from, 'day'],
  ['失效', ({ until }) => until ?? '', 'day'],
  ['版本', ({ version }) => version],
]

const Field = z.object({ title: z.string(), before: z.array(z.string()), after: z.array(z.string()) })
const Change = z.object({
  kind: z.string(),
  kindTitle: z.string(),
  id: z.string().optional(),
  title: z.string(),
  version: z.int(),
  what: z.enum(['new', 'change', 'end']),
  at: z.string().openapi({ format: 'date-time' }),
  day: z.string().openapi({ format: 'date' }),
  fields: z.array(Field),
  reason: z.string(),
  draftedBy: z.string().optional(),
  reviewedBy: z.string().optional(),
})
const Entries = z.object({
  kind: z.string(),
  title: z.string(),
  rows: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      version: z.int(),
      from: z.string().openapi({ format: 'date' }),
      until: z.string().openapi({ format: 'date' }).optional(),
      title: z.string(),
      unit: z.string().optional(),
      reason: z.string(),
      unverified: z.boolean(),
      address: z.string(),
      fields: z.record(z.string(), z.array(z.string())),
    }),
  ),
})

const open = (
  path: string,
  summary: string,
  responses: RouteConfig['responses'],
  query?: z.ZodObject,
): RouteConfig => ({
  method: 'get',
  tags: ['开放数据'],
  security: [],
  path,
  summary,
  ...(query === undefined ? {} : { request: { query } }),
  responses,
})
const month = z.object({ month: z.string().optional().openapi({ example: '2026-11' }) })

/** What is said of the lists' open data in /openapi.json. */
export const listDataPaths: readonly RouteConfig[] = [
  ...listedKinds.flatMap((kind) => [
    open(`/lists/${kind}.json`, `${registryKinds[kind].title}：现行有效的`, { 200: json(Entries, '全部') }),
    ...tableEndings.map((ending) =>
      open(`/lists/${kind}.${ending}`, `${registryKinds[kind].title}的表格（${ending}）`, {
        200: tableResponse(registryKinds[kind].title, ending),
      }),
    ),
  ]),
  open(
    '/changes.json',
    '公示信息的变化，新的在前',
    { 200: json(z.object({ rows: z.array(Change) }), '变化'), ...refused(400) },
    month,
  ),
  open('/changes.atom', '公示信息的变化（Atom）', {
    200: { description: 'RFC 4287', content: { 'application/atom+xml': { schema: z.string() } } },
  }),
]
