import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Actor } from '../kernel/index.ts'
import { type CsvColumn, csvAnswer, csvResponse, type Http, refused, session, signedIn } from '../platform/index.ts'
import { caseQuery, deadlineQuery, shownWork } from './case-routes.ts'
import type { Casework } from './casework.ts'
import type { CaseRow, Deadline, WorkItem } from './view.ts'

const day = (instant: string | undefined) => (instant === undefined ? '' : dayOf(instant))

const workColumns: readonly CsvColumn<WorkItem>[] = [
  ['要办的事', ({ actTitle }) => actTitle],
  ['案件', ({ caseTitle }) => caseTitle],
  ['案号', ({ caseNumber }) => caseNumber],
  ['期限', ({ limitTitle }) => limitTitle],
  ['届满日', ({ due }) => day(due)],
  ['现在', ({ dueText }) => dueText],
  ['为什么是这一天', ({ because }) => because],
]
const caseColumns: readonly CsvColumn<CaseRow>[] = [
  ['案件', ({ title }) => title],
  ['案号', ({ number }) => number],
  ['当事人', ({ party }) => party],
  ['程序', ({ procedureTitle }) => procedureTitle],
  ['阶段', ({ stageTitle }) => stageTitle],
  ['承办机构', ({ unitName }) => unitName],
  ['办案人员', ({ handlers }) => handlers.join('、')],
  ['登记日期', ({ openedAt }) => day(openedAt)],
  ['更新日期', ({ changedAt }) => day(changedAt)],
  ['最近的期限', ({ due }) => day(due)],
  ['现在', ({ dueText }) => dueText],
]
const whose = { bureau: '本局', party: '当事人', target: '本局目标' } as const
const deadlineColumns: readonly CsvColumn<Deadline>[] = [
  ['届满日', ({ due }) => day(due)],
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

const table = <P extends string, Q extends z.ZodObject>(path: P, summary: string, query: Q) =>
  createRoute({
    method: 'get',
    path,
    tags: ['案件'],
    summary,
    security: session,
    request: { query },
    responses: { 200: csvResponse(summary), ...refused(400), ...signedIn },
  })

/** The lists of cases as tables for spreadsheets: the same rows that the pages show, all of them. */
export const tableRoutes = (app: Http, casework: Casework): void => {
  app.openapi(table('/api/work.csv', '待办的表格', z.object({ show: shownWork })), (c) =>
    csvAnswer(c, '待办', workColumns, eachWork(casework, actorOf(c), c.req.valid('query').show)),
  )
  app.openapi(table('/api/cases.csv', '案件的表格', caseQuery), (c) => {
    const { mine, ...query } = c.req.valid('query')
    return csvAnswer(c, '案件', caseColumns, casework.eachCase(actorOf(c), { ...query, mine: mine === '1' }))
  })
  app.openapi(table('/api/deadlines.csv', '期限的表格', deadlineQuery), (c) => {
    const { mine, ...query } = c.req.valid('query')
    return csvAnswer(c, '期限', deadlineColumns, casework.deadlines.each(actorOf(c), { ...query, mine: mine === '1' }))
  })
}

async function* eachWork(casework: Casework, actor: Actor, show: 'late' | 'soon' | undefined) {
  for (let page: number | undefined = 1; page !== undefined; ) {
    const { items, next }: Awaited<ReturnType<Casework['workList']>> = await casework.workList(actor, page, show)
    yield* items
    page = next
  }
}
