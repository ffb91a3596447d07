import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Actor } from '../kernel/index.ts'
import {
  type Http,
  refused,
  session,
  signedIn,
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
} from '../platform/index.ts'
import { caseQuery, deadlineQuery, shownWork } from './case-routes.ts'
import type { Casework } from './casework.ts'
import { type FoundKind, foundKinds } from './search.ts'
import type { CaseRow, Deadline, Found, PartyHistory, PartyRow, WorkItem } from './view.ts'

const day = (instant: string | undefined) => (instant === undefined ? '' : dayOf(instant))

const workColumns: readonly TableColumn<WorkItem>[] = [
  ['要办的事', ({ actTitle }) => actTitle],
  ['案件', ({ caseTitle }) => caseTitle],
  ['案号', ({ caseNumber }) => caseNumber],
  ['期限', ({ limitTitle }) => limitTitle],
  ['届满日', ({ due }) => day(due), 'day'],
  ['现在', ({ dueText }) => dueText],
  ['为什么是这一天', ({ because }) => because],
]
const caseColumns: readonly TableColumn<CaseRow>[] = [
  ['案件', ({ title }) => title],
  ['案号', ({ number }) => number],
  ['当事人', ({ party }) => party],
  ['程序', ({ procedureTitle }) => procedureTitle],
  ['阶段', ({ stageTitle }) => stageTitle],
  ['承办机构', ({ unitName }) => unitName],
  ['办案人员', ({ handlers }) => handlers.join('、')],
  ['登记日期', ({ openedAt }) => day(openedAt), 'day'],
  ['更新日期', ({ changedAt }) => day(changedAt), 'day'],
  ['最近的期限', ({ due }) => day(due), 'day'],
  ['现在', ({ dueText }) => dueText],
]
const whose = { bureau: '本局', party: '当事人', target: '本局目标' } as const
const deadlineColumns: readonly TableColumn<Deadline>[] = [
  ['届满日', ({ due }) => day(due), 'day'],
  ['期限', ({ title }) => title],
  ['谁的期限', ({ of }) => whose[of]],
  ['现在', ({ dueText }) => dueText],
  ['案件', ({ caseTitle }) => caseTitle],
  ['案号', ({ caseNumber }) => caseNumber],
  ['当事人', ({ party }) => party],
  ['承办机构', ({ unitName }) => unitName],
  ['办案人员', ({ handlers }) => handlers.join('、')],
  ['为什么是这一天', ({ because }) => because],
]

const kinds = { person: '自然人', organisation: '法人或者非法人组织', household: '个体工商户' } as const
const partyColumns: readonly TableColumn<PartyCase>[] = [
  ['当事人', ({ party }) => party.name],
  ['当事人类型', ({ party }) => kinds[party.kind]],
  ['统一社会信用代码', ({ party }) => party.code],
  ...caseColumns
    .filter(([title]) => title !== '当事人')
    .map(([title, value, kind = 'plain']): TableColumn<PartyCase> => [title, ({ row }) => value(row), kind]),
]
const historyColumns: readonly TableColumn<PartyHistory['cases'][number]>[] = [
  ['案件', ({ row }) => row.title],
  ['案号', ({ row }) => row.number],
  ['阶段', ({ row }) => row.stageTitle],
  ['承办机构', ({ row }) => row.unitName],
  ['登记日期', ({ row }) => day(row.openedAt), 'day'],
  ['违法行为', ({ violation }) => violation],
  ['决定书文号', ({ decision }) => decision],
  ['结果', ({ outcome }) => outcome],
  ['罚款（元）', ({ fine }) => fine, 'yuan'],
  ['没收违法所得（元）', ({ gains }) => gains, 'yuan'],
  ['尚未缴清（元）', ({ open }) => open, 'yuan'],
]
const foundColumns: readonly TableColumn<Found & { readonly kind: string }>[] = [
  ['种类', ({ kind }) => kind],
  ['名称', ({ title }) => title],
  ['案件', ({ caseTitle }) => caseTitle],
  ['案号', ({ caseNumber }) => caseNumber],
  ['找到的文字', ({ excerpt: { before, found, after } }) => `${before}${found}${after}`],
]

const words = z.string().trim().max(100, '查询内容最多 100 个字，请写短一些').default('')

const table = <P extends string, E extends TableEnding, Q extends z.ZodObject>(
  path: P,
  ending: E,
  title: string,
  query: Q,
) =>
  createRoute({
    method: 'get',
    path: `${path}.${ending}`,
    tags: ['案件'],
    summary: `${title}（${ending}）`,
    security: session,
    request: { query },
    responses: { 200: tableResponse(title, ending), ...refused(400, 422), ...signedIn },
  })

const ofParty = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/parties/{key}/cases.${ending}`,
    tags: ['案件'],
    summary: `一名当事人各案的表格（${ending}）`,
    security: session,
    request: { params: z.object({ key: z.string().max(200) }) },
    responses: { 200: tableResponse('一名当事人各案', ending), ...refused(422), ...signedIn },
  })

/** The lists of cases as tables for spreadsheets: the same rows that the pages show, all of them. */
export const tableRoutes = (app: Http, casework: Casework): void => {
  for (const ending of tableEndings) {
    app.openapi(table('/api/work', ending, '待办的表格', z.object({ show: shownWork })), async (c) => {
      const rows = eachWork(casework, actorOf(c), c.req.valid('query').show)
      return (await tableAnswer(c, ending, '待办', workColumns, rows)) as never
    })
    app.openapi(table('/api/cases', ending, '案件的表格', caseQuery), async (c) => {
      const { mine, ...query } = c.req.valid('query')
      const rows = casework.eachCase(actorOf(c), { ...query, mine: mine === '1' })
      return (await tableAnswer(c, ending, '案件', caseColumns, rows)) as never
    })
    app.openapi(table('/api/deadlines', ending, '期限的表格', deadlineQuery), async (c) => {
      const { mine, ...query } = c.req.valid('query')
      const rows = casework.deadlines.each(actorOf(c), { ...query, mine: mine === '1' })
      return (await tableAnswer(c, ending, '期限', deadlineColumns, rows)) as never
    })
    app.openapi(table('/api/parties', ending, '当事人和其案件的表格', z.object({ q: words })), async (c) => {
      const rows = eachParty(casework, actorOf(c), c.req.valid('query').q)
      return (await tableAnswer(c, ending, '当事人', partyColumns, rows)) as never
    })
    app.openapi(ofParty(ending), async (c) => {
      const rows = eachOfParty(casework, actorOf(c), c.req.valid('param').key)
      return (await tableAnswer(c, ending, '当事人各案', historyColumns, rows)) as never
    })
    app.openapi(table('/api/search', ending, '查找结果的表格', z.object({ q: words })), async (c) => {
      const rows = eachFound(casework, actorOf(c), c.req.valid('query').q)
      return (await tableAnswer(c, ending, '查找结果', foundColumns, rows)) as never
    })
  }
}

async function* eachWork(casework: Casework, actor: Actor, show: 'late' | 'soon' | undefined) {
  for (let page: number | undefined = 1; page !== undefined; ) {
    const { items, next }: Awaited<ReturnType<Casework['workList']>> = await casework.workList(actor, page, show)
    yield* items
    page = next
  }
}

interface PartyCase {
  readonly party: PartyRow
  readonly row: CaseRow
}

async function* eachParty(casework: Casework, actor: Actor, q: string): AsyncGenerator<PartyCase> {
  for (const party of q === '' ? [] : await casework.parties(actor, q))
    for (const row of party.cases) yield { party, row }
}

async function* eachOfParty(casework: Casework, actor: Actor, key: string) {
  yield* (await casework.party(actor, key))?.cases ?? []
}

/** Page by page of each kind, as far as the search itself goes. */
async function* eachFound(
  casework: Casework,
  actor: Actor,
  q: string,
): AsyncGenerator<Found & { readonly kind: string }> {
  for (const [kind, title] of Object.entries(foundKinds) as [FoundKind, string][])
    for (let page = 1; ; page++) {
      const { groups, pageSize } = await casework.search(actor, q, { kind, page })
      const found = groups[0]?.rows ?? []
      for (const each of found) yield { ...each, kind: title }
      if (found.length < pageSize) break
    }
}
