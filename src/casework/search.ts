import type { Actor } from '../kernel/index.ts'
import { type Db, sql, transaction } from '../platform/index.ts'
import { mayReadRow } from './sight.ts'
import type { Found, SearchView } from './view.ts'
import { excerptOf, pairsOf, termsOf } from './words.ts'

/** What can be found, in the order in which it is shown. */
export const foundKinds = { case: '案件', party: '当事人', evidence: '证据', paper: '文书' } as const
export type FoundKind = keyof typeof foundKinds

const PAGE = 20
const FEW = 5

/** Where each kind is kept: a row has case_id, ref, title, text, plain and pairs. */
const sources: Readonly<Record<FoundKind, ReturnType<typeof sql>>> = {
  case: sql`(select case_id, ref, title, text, plain, pairs from case_text where kind = 'case')`,
  party: sql`(select case_id, party_key as ref, name as title, text, plain, pairs from case_party)`,
  evidence: sql`(select case_id, ref, title, text, plain, pairs from case_text where kind = 'evidence')`,
  paper: sql`(select t.case_id, p.id as ref, p.title, t.text, t.plain, t.pairs from paper_text t join case_paper p on p.id = t.paper)`,
}

interface Row {
  readonly case_id: string
  readonly ref: string
  readonly title: string
  readonly text: string
  readonly case_title: string
  readonly number: string | null
  readonly total: number
}

/**
 * Looks for words in cases, parties, evidence and papers, as far as this person may see the cases. Each term must be there; the
 * index gives what has all its pairs of characters, and of that stays what has the term itself.
 */
export const search = (db: Db, ...asked: Asked): Promise<SearchView> =>
  transaction(db, async (tx) => {
    // Long texts lie apart from their rows, so that reading them all looks cheaper to the planner than it is.
    await sql`set local enable_seqscan = off`.execute(tx)
    return look(tx, ...asked)
  })

type Asked = [actor: Actor, words: string, more?: { readonly kind?: FoundKind; readonly page?: number }]

const look = async (db: Db, ...[actor, words, { kind, page = 1 } = {}]: Asked): Promise<SearchView> => {
  const terms = termsOf(words)
  const kinds = kind === undefined ? (Object.keys(foundKinds) as FoundKind[]) : [kind]
  const limit = kind === undefined ? FEW : PAGE
  const groups = []
  for (const each of terms.length === 0 ? [] : kinds) {
    const pairs = [...new Set(terms.flatMap(pairsOf))]
    const has = sql.join(
      [
        ...(pairs.length === 0 ? [] : [sql`t.pairs @> ${pairs}::text[]`]),
        ...terms.map((term) => sql`position(${term} in t.plain) > 0`),
      ],
      sql` and `,
    )
    // A party is one however many cases it has; it leads to its history.
    const one = each === 'party' ? sql`t.ref` : sql`t.case_id, t.ref`
    const { rows } = await sql<Row>`
      with found as (
        select distinct on (${one}) t.case_id, t.ref, t.title, t.text, case_file.title as case_title, case_file.number, case_file.changed_at
        from ${sources[each]} t join case_file on case_file.id = t.case_id
        where ${has} and ${mayReadRow(actor)} order by ${one}, case_file.changed_at desc
      )
      select *, count(*) over ()::int as total from found
      order by changed_at desc, case_id, ref limit ${limit} offset ${(page - 1) * limit}`.execute(db)
    groups.push({
      kind: each,
      title: foundKinds[each],
      total: rows[0]?.total ?? 0,
      rows: rows.map(
        (row): Found => ({
          caseId: row.case_id,
          caseTitle: row.case_title,
          ...(row.number === null ? {} : { caseNumber: row.number }),
          ref: row.ref,
          title: row.title,
          excerpt: excerptOf(row.text, terms),
        }),
      ),
    })
  }
  return { groups, page, pageSize: limit }
}
