import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayOf } from '../../calendar/index.ts'
import { actorOf } from '../../identity/index.ts'
import type { Journal } from '../../journal/index.ts'
import { accept, type Result, refusal, refuse } from '../../kernel/index.ts'
import {
  encodingTitles,
  formatOf,
  formulasIn,
  type Http,
  json,
  readTable,
  refused,
  refuseWith,
  type SheetFormat,
  type SheetLine,
  sent,
  session,
  signedIn,
  sql,
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableInMemory,
  tableResponse,
} from '../../platform/index.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { unitsOf } from './cells.ts'
import { mayDraft } from './draft.ts'
import { idsOfTable, type JudgedTable, judgeTable, mostRows, type RowProblem, readDraftTable } from './judge.ts'
import { draftChanges, unitNames } from './read.ts'
import { factsOfDrafts } from './stream.ts'
import { columnGuide, draftColumns, rowsToFill } from './table.ts'
import { JudgedTableView, TableGuide } from './table-view.ts'

const tags = ['基础数据']
const reviewedKinds = (Object.keys(registryKinds) as RegistryKind[]).filter((kind) => registryKinds[kind].reviewed)
const kind = z
  .enum(reviewedKinds as [RegistryKind, ...RegistryKind[]])
  .openapi({ description: '向社会公示、变更要起草的清单' })

/** So many problems are shown; the report has all. */
const mostShown = 500

const fill = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/registry-draft-tables/{kind}/entries.${ending}`,
    tags,
    summary: `一类清单中由本机构负责的条目，供填写后起草变更（${ending}）`,
    security: session,
    request: { params: z.object({ kind }) },
    responses: { 200: tableResponse('可以填写的表格', ending), ...refused(400, 404, 422), ...signedIn },
  })

const guide = createRoute({
  method: 'get',
  path: '/api/registry-draft-tables/{kind}/guide',
  tags,
  summary: '这类清单的表格各栏怎样填写',
  security: session,
  request: { params: z.object({ kind }) },
  responses: { 200: json(TableGuide, '各栏'), ...refused(404), ...signedIn },
})

const request = {
  params: z.object({ kind }),
  query: z.object({
    from: z.iso.date('请先填写生效日期').openapi({ description: '变更从哪一天起生效' }),
    draft: z.uuid().optional().openapi({ description: '修改退回的草稿时，它的标识' }),
  }),
  body: {
    required: true,
    content: { 'application/octet-stream': { schema: z.unknown().openapi({ type: 'string', format: 'binary' }) } },
  },
}
const judge = createRoute({
  method: 'post',
  path: '/api/registry-draft-tables/{kind}',
  tags,
  summary: '逐行检查填好的表格（CSV 或者 XLSX，最大 4 MB）：每一行要变更什么，或者哪里有误；什么也不保存',
  security: session,
  request,
  responses: { 200: json(JudgedTableView, '检查的结果'), ...refused(404), ...sent, ...signedIn },
})
const report = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'post',
    path: `/api/registry-draft-tables/{kind}/problems.${ending}`,
    tags,
    summary: `填好的表格哪里有误，逐行的报告（${ending}）`,
    security: session,
    request,
    responses: { 200: tableResponse('逐行报告', ending), ...refused(404, 413, 415), ...sent, ...signedIn },
  })

const problemColumns: readonly TableColumn<RowProblem>[] = [
  ['行', ({ row }) => row],
  ['栏', ({ column }) => column],
  ['内容', ({ value }) => value],
  ['哪里有误', ({ problem }) => problem],
]

const notDrafter = refusal('not-your-role', '管理员和执法辅助人员不起草公示信息，请由责任机构的工作人员起草')

/** Lists as tables to be filled in, and what such a table would change: nothing of it is kept until it is drafted. */
export const draftTableRoutes = (app: Http, journal: Journal): void => {
  const { db } = journal.database
  for (const ending of tableEndings)
    app.openapi(fill(ending), async (c) => {
      const actor = actorOf(c)
      if (!mayDraft(actor)) return refuseWith(c, 403, notDrafter) as never
      const { kind: of } = c.req.valid('param')
      const units = unitsOf(await unitNames(db))
      const rows = rowsToFill(db, of, actor.unit ?? '', dayOf(journal.clock.now()))
      const name = `${registryKinds[of].title}（填写后起草变更）`
      return (await tableAnswer(c, ending, name, draftColumns(of, units), rows)) as never
    })

  app.openapi(guide, (c) => c.json([...columnGuide(c.req.valid('param').kind)], 200))

  /** Entries' names that haven't ended, so that none is made twice. */
  const namesOf = async (of: RegistryKind, today: string): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await sql<{ entry: string; title: string }>`
      select entry, title from (
        select distinct on (entry) entry, title, until_day from registry_entry where kind = ${of} order by entry, version desc) newest
      where until_day is null or until_day >= ${today}::date`.execute(db)
    return new Map(rows.map(({ entry, title }) => [title, entry]))
  }

  const judged = async (
    c: Context,
    of: RegistryKind,
    { from, draft = '' }: { readonly from: string; readonly draft?: string | undefined },
  ): Promise<
    Result<JudgedTable & { readonly sheet: SheetFormat; readonly headings: number; readonly rows: number }>
  > => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const source = tableInMemory(bytes)
    const format = await formatOf(source, '')
    if (!format.ok) return format
    const lines: SheetLine[] = []
    for await (const line of readTable(source, '', format.value)) {
      // A line of a CSV counts line breaks within cells, too; whoever has it open in a spreadsheet counts rows.
      lines.push(format.value.format === 'csv' ? { ...line, n: lines.length + 1 } : line)
      // One more is told as too many.
      if (lines.length > mostRows + 100) break
    }
    const table = readDraftTable(of, lines)
    if (!table.ok) return table
    const csv = format.value.format === 'csv'
    const now = journal.clock.now()
    const [[facts], names, named, formulas] = await Promise.all([
      factsOfDrafts(db, [{ draft, kind: of, ids: idsOfTable(table.value) }]),
      unitNames(db),
      namesOf(of, dayOf(now)),
      csv ? undefined : formulasIn(bytes),
    ])
    if (facts === undefined) return refuse(refusal('no-draft', '没有这份变更草稿，请返回列表'))
    const found = judgeTable(of, table.value, {
      facts,
      named,
      units: unitsOf(names),
      actor: actorOf(c),
      now,
      from,
      csv,
      ...(formulas === undefined ? {} : { formulas }),
    })
    return accept({
      ...found,
      sheet: format.value,
      headings: table.value.headings,
      rows: table.value.rows.length,
    })
  }

  app.openapi(judge, async (c) => {
    if (!mayDraft(actorOf(c))) return refuseWith(c, 403, notDrafter)
    const { kind: of } = c.req.valid('param')
    const result = await judged(c, of, c.req.valid('query'))
    if (!result.ok) return refuseWith(c, 422, ...result.refusals)
    const { changes, problems, sheet, headings, rows, same, wrong } = result.value
    const told = await draftChanges(db, { kind: of, changes }, await unitNames(db))
    const answer: JudgedTableView = {
      format: sheet.format === 'xlsx' ? 'Excel 工作簿' : `CSV，${encodingTitles[sheet.encoding]}`,
      headings,
      rows,
      same,
      wrong,
      problemCount: problems.length,
      problems: problems.slice(0, mostShown),
      changes: changes.map((change, n) => ({
        ...change,
        title: told[n]?.title ?? change.id,
        what: told[n]?.what ?? '',
        fields: (told[n]?.fields ?? []).map(({ title }) => title),
      })),
    }
    return c.json(answer, 200)
  })
  for (const ending of tableEndings)
    app.openapi(report(ending), async (c) => {
      if (!mayDraft(actorOf(c))) return refuseWith(c, 403, notDrafter) as never
      const { kind: of } = c.req.valid('param')
      const result = await judged(c, of, c.req.valid('query'))
      if (!result.ok) return refuseWith(c, 422, ...result.refusals) as never
      async function* rows(problems: readonly RowProblem[]) {
        yield* problems
      }
      return (await tableAnswer(
        c,
        ending,
        `${registryKinds[of].title}（逐行报告）`,
        problemColumns,
        rows(result.value.problems),
      )) as never
    })
}
