import { dayOf } from '../calendar/index.ts'
import type { BoardView, Check, CheckResult } from '../casework/index.ts'
import type { Clock, Db } from '../platform/index.ts'
import { allInForce } from '../registry/index.ts'

const systems = { disclosure: '公示', recording: '记录', review: '审核' } as const
const order = (row: string): number => 'DRL'.indexOf(row[0] ?? '') * 100 + Number(row.slice(1))

/** A measure whose check isn't built says so, and is never green. */
const noCheck: CheckResult = {
  state: 'no-data',
  figure: '无数据',
  target: '—',
  explanation: '这一项还没有实时检查',
  months: Array.from({ length: 12 }, () => null),
  short: [],
  more: [],
}

/** The board of the 29 measures: the bureau's plan from the registry, and what the journal says of each. */
export const createBoard = (db: Db, clock: Clock, brought: readonly Check[]): (() => Promise<BoardView>) => {
  const checks = new Map(brought.map((check) => [check.row, check]))
  return async () => {
    const now = clock.now()
    const measures = (await allInForce(db, ['measure'], dayOf(now))).toSorted((a, b) => order(a.id) - order(b.id))
    const results = await Promise.all(measures.map(({ id }) => checks.get(id)?.run(db, now) ?? noCheck))
    return {
      at: now,
      rows: measures.map(({ id, data }, n) => ({
        row: id,
        system: systems[data.system],
        task: data.task,
        measure: data.measure,
        requirement: data.requirement,
        units: data.units,
        deadline: data.deadline,
        check: results[n] ?? noCheck,
      })),
    }
  }
}
