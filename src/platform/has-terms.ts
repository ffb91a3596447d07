import { pairsOf } from '../kernel/index.ts'
import { type Sql, sql } from './database.ts'

/**
 * Whether a row has all these plain terms: the index gives what has all their grams (the pairs of characters, where nothing else is said),
 * of that stays what has the terms. A term that is a gram itself is where its gram is.
 */
export const hasTerms = (
  row: Sql,
  terms: readonly string[],
  gramsOf: (term: string) => readonly string[] = pairsOf,
): Sql => {
  const grams = [...new Set(terms.flatMap(gramsOf))]
  return sql`${sql.join(
    [
      sql`true`,
      ...(grams.length === 0 ? [] : [sql`${row}.pairs @> ${grams}::text[]`]),
      ...terms
        .filter((term) => !gramsOf(term).includes(term))
        .map((term) => sql`position(${term} in ${row}.plain) > 0`),
    ],
    sql` and `,
  )}`
}
