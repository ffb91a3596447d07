import { pairsOf } from '../kernel/index.ts'
import { type Sql, sql } from './database.ts'

/** Whether a row has all these plain terms: the index gives what has all their pairs of characters, of that stays what has the terms. */
export const hasTerms = (row: Sql, terms: readonly string[]) => {
  const pairs = [...new Set(terms.flatMap(pairsOf))]
  return sql.join(
    [
      sql`true`,
      ...(pairs.length === 0 ? [] : [sql`${row}.pairs @> ${pairs}::text[]`]),
      ...terms.map((term) => sql`position(${term} in ${row}.plain) > 0`),
    ],
    sql` and `,
  )
}
