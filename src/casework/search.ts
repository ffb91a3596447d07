import { type Actor, excerptOf, termsOf } from '../kernel/index.ts'
import { type Db, hasTerms, sql, transaction } from '../platform/index.ts'
import { mayReadRow } from './sight.ts'
import type { Found, SearchView } from './view.ts'

/** What can be found, in the order in which it is shown. */
export const foundKinds = { case: '案件', party: '当事人', evidence: '证据', paper: '文书' } as const
export type FoundKind = keyof typeof foundKinds

const PAGE = 20
const FEW = 5
/** No more are looked at of one kind: whoever finds a thousand asks more exactly. */
const MOST = 1000

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
  readonly hits: number
}

/**
 * Looks for words in cases, parties, evidence and papers, as far as this person may see the cases. Each term must be there. Of
 * more than a thousand of one kind a thousand are given, and that there are more.
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
    // A party is one however many cases it has; it leads to its history.
    const one = each === 'party' ? sql`ref` : sql`case_id, ref`
    const { rows } = await sql<Row>`
      with hit as materialized (
        select t.case_id, t.ref, t.title, t.text, case_file.title as case_title, case_file.number, case_file.changed_at
        from ${sources[each]} t join case_file on case_file.id = t.case_id
        where ${hasTerms(sql`t`, terms)} and ${mayReadRow(actor)} limit ${MOST + 1}
      ), found as (select distinct on (${one}) * from hit order by ${one}, changed_at desc)
      select *, count(*) over ()::int as total, (select count(*) from hit)::int as hits from found
      order by changed_at desc, case_id, ref limit ${limit} offset ${(page - 1) * limit}`.execute(db)
    groups.push({
      kind: each,
      title: foundKinds[each],
      total: Math.min(rows[0]?.total ?? 0, MOST),
      more: (rows[0]?.hits ?? 0) > MOST,
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
