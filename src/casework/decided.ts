import { type Db, sql } from '../platform/index.ts'
import type { Party, Penalty } from '../procedure/index.ts'

/** What one party of a case was punished with. */
export interface DecidedShare {
  readonly caseId: string
  readonly title: string
  readonly item: string
  readonly party: Pick<Party, 'kind' | 'role'>
  readonly decidedAt: string
  /** As a whole, without its parts. */
  readonly penalty: Penalty
}

const PAGE = 5_000

/** Every penalty that the ordinary procedure came to between two instants, in the order in which they were decided. */
export async function* eachDecided(db: Db, from: string, until: string): AsyncGenerator<DecidedShare> {
  for (let after: readonly [at: string, id: string, n: number] = [from, '', -1]; ; ) {
    const { rows }: { rows: readonly Row[] } = await sql<Row>`
      select d.case_id, d.n, d.item, d.party_kind, d.party_role, d.decided_at, d.penalty,
        coalesce(f.number || ' ', '') || f.title as title
      from (
        select * from case_decision where penalty is not null and procedure = 'ordinary-penalty'
          and (decided_at, case_id, n) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]}) and decided_at < ${until}::timestamptz
        order by decided_at, case_id, n limit ${PAGE}
      ) d join case_file f on f.id = d.case_id order by d.decided_at, d.case_id, d.n`.execute(db)
    for (const { case_id, title, item, party_kind, party_role, decided_at, penalty } of rows)
      yield {
        caseId: case_id,
        title,
        item,
        party: { kind: party_kind, ...(party_role === null ? {} : { role: party_role }) },
        decidedAt: decided_at,
        penalty: { ...penalty, reasons: '' },
      }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = [last.decided_at, last.case_id, last.n]
  }
}

interface Row {
  readonly case_id: string
  readonly n: number
  readonly title: string
  readonly item: string
  readonly party_kind: Party['kind']
  readonly party_role: NonNullable<Party['role']> | null
  readonly decided_at: string
  readonly penalty: Omit<Penalty, 'reasons'>
}
