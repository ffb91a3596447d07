import { createRoute, z } from '@hono/zod-openapi'
import type { Casework } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Actor, refusal } from '../kernel/index.ts'
import {
  type Http,
  json,
  list,
  refused,
  refuseWith,
  session,
  signedIn,
  streamed,
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
  view,
} from '../platform/index.ts'
import { penaltySet } from './columns.ts'
import { mappedBetween, mostInFile, tooMany } from './files.ts'
import type { FieldRow } from './row.ts'
import { type Message, xmlOf } from './xml.ts'

export const tags = ['数据交换']

/** Who looks at what goes to other platforms; who publishes answers for it (信息公示规定 art. 16). */
export const mayLook = ({ roles }: Actor): boolean =>
  roles.some((role) => role === 'publisher' || role === 'supervisor')
export const notYours = refusal('not-your-role', '数据交换由公示人员和监督人员查看')

const query = z
  .object({
    from: z.iso.date('请填写公示日期从哪一天起').openapi({ description: '公示日期，从' }),
    until: z.iso.date('请填写公示日期到哪一天止').openapi({ description: '到（含）' }),
  })
  .refine(({ from, until }) => from <= until, '起始日期不能晚于截止日期')

const FileView = view({
  rows: z.int().openapi({ description: '能写进文件的' }),
  withdrawn: list(view({ number: z.string(), caseId: z.string(), on: z.string(), reason: z.string() })).openapi({
    description: '已经撤回或者公示期满的：XML 中写作撤回，表格中没有',
  }),
  problems: list(view({ number: z.string(), caseId: z.string(), reasons: list(z.string()) })).openapi({
    description: '不合平台要求、没有写进文件的，和原因',
  }),
}).openapi('ExchangeFile')
export type FileView = z.infer<typeof FileView>

const look = createRoute({
  method: 'get',
  path: '/api/exchange/file',
  tags,
  summary: '一段时间公示的处罚决定，有多少能写成双公示的文件，哪些不能、为什么',
  security: session,
  request: { query },
  responses: { 200: json(FileView, '文件的样子'), ...refused(400, 422), ...signedIn },
})
const table = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/exchange/penalties.${ending}`,
    tags,
    summary: `双公示行政处罚信息的表格，供人工上传（${ending}）`,
    security: session,
    request: { query },
    responses: { 200: tableResponse('双公示行政处罚信息', ending), ...refused(400, 422), ...signedIn },
  })
const xml = createRoute({
  method: 'get',
  path: '/api/exchange/penalties.xml',
  tags,
  summary: '双公示行政处罚信息的 XML，供人工上传；撤回的也在其中',
  security: session,
  request: { query },
  responses: {
    200: { description: 'docs/exchange.md 中的格式', content: { 'application/xml': { schema: z.string() } } },
    ...refused(400, 422),
    ...signedIn,
  },
})

const columns: readonly TableColumn<FieldRow>[] = penaltySet.columns.map(({ name, kind }) => [
  name,
  (row) => row[name],
  kind === 'day' ? 'day' : 'plain',
])

/** Files of what was published within a range of days. */
export const fileRoutes = (app: Http, journal: Journal, casework: Casework): void => {
  const refusalOf = async (actor: Actor, from: string, until: string) => {
    if (!mayLook(actor)) return { status: 403, refused: notYours } as const
    if (await tooMany(journal, from, until))
      return {
        status: 422,
        refused: refusal('range-too-long', `这段时间公示的决定超过 ${mostInFile} 件，请缩短时间，分几次下载`, {
          field: 'until',
        }),
      } as const
    return undefined
  }
  app.openapi(look, async (c) => {
    const { from, until } = c.req.valid('query')
    const not = await refusalOf(actorOf(c), from, until)
    if (not !== undefined) return refuseWith(c, not.status, not.refused)
    let rows = 0
    const withdrawn: FileView['withdrawn'][number][] = []
    const problems: FileView['problems'][number][] = []
    for await (const mapped of mappedBetween(journal, casework, from, until)) {
      const { number, caseId } = mapped.form
      if ('row' in mapped) rows++
      else if ('refusals' in mapped)
        problems.push({ number, caseId, reasons: mapped.refusals.map(({ message }) => message) })
      else withdrawn.push({ number, caseId, on: mapped.form.on, reason: mapped.form.reason })
    }
    return c.json({ rows, withdrawn, problems }, 200)
  })
  for (const ending of tableEndings)
    app.openapi(table(ending), async (c) => {
      const { from, until } = c.req.valid('query')
      const not = await refusalOf(actorOf(c), from, until)
      if (not !== undefined) return refuseWith(c, not.status, not.refused) as never
      async function* rows() {
        for await (const mapped of mappedBetween(journal, casework, from, until)) if ('row' in mapped) yield mapped.row
      }
      return (await tableAnswer(c, ending, `双公示行政处罚${from}至${until}`, columns, rows())) as never
    })
  app.openapi(xml, async (c) => {
    const { from, until } = c.req.valid('query')
    const not = await refusalOf(actorOf(c), from, until)
    if (not !== undefined) return refuseWith(c, not.status, not.refused)
    const messages: Message[] = []
    let agency = ''
    for await (const mapped of mappedBetween(journal, casework, from, until)) {
      const { form } = mapped
      if ('row' in mapped) {
        agency = mapped.form.agency.code
        messages.push({ operation: 'publish', number: form.number, row: mapped.row })
      } else if (form.state !== 'shown')
        messages.push({ operation: 'withdraw', number: form.number, on: form.on, reason: form.reason })
    }
    const name = encodeURIComponent(`双公示行政处罚${from}至${until}`)
    return c.body(streamed(pieces(xmlOf(penaltySet, agency, journal.clock.now(), messages))), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${name}.xml`,
      'Cache-Control': 'private, no-store',
    })
  })
}

async function* pieces(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts
}
