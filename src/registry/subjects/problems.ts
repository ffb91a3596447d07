import { type Db, rowsOfPage, sql } from '../../platform/index.ts'
import type { ProblemView } from './view.ts'

/** What was wrong in an import's file, row by row; so many after a place. */
export const problemsAfter = async (
  db: Db,
  id: string,
  after: { readonly row: number; readonly n: number } | undefined,
  limit: number,
): Promise<readonly (ProblemView & { readonly n: number })[]> => {
  const { rows } = await sql<ProblemView & { n: number }>`
    select row, n, what as column, value, problem, advice from subject_import_problem
    where import = ${id} and (row, n) > (${after?.row ?? -1}, ${after?.n ?? -1}) order by row, n limit ${limit}`.execute(
    db,
  )
  return rows
}

/** All of it. */
export async function* eachProblem(db: Db, id: string): AsyncGenerator<ProblemView> {
  for (let last: (ProblemView & { readonly n: number }) | undefined; ; ) {
    const rows: Awaited<ReturnType<typeof problemsAfter>> = await problemsAfter(db, id, last, rowsOfPage)
    yield* rows
    if (rows.length < rowsOfPage) return
    last = rows.at(-1)
  }
}
