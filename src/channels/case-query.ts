import type { Json, StreamKind } from '../journal/index.ts'
import { type Actor, accept, plainOf, refusal, refuse } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'

/** A query code that was handed to a party of a case, so that it can follow the case; beside the case, so no page grows stale. */
export interface CaseQueryCode {
  readonly caseId: string
  readonly number: string
  /** Of several parties, whose it is. */
  readonly party?: string
  readonly to: string
  readonly code: string
  readonly by: string
  readonly at: string
}

export interface HandOut {
  readonly caseId: string
  readonly party?: string
  /** Who took it, by name. */
  readonly to: string
  /** SHA-256 of the code. */
  readonly code: string
}

interface CaseQueryFacts {
  readonly file?: {
    readonly number: string | null
    readonly unit: string
    readonly handlers: readonly string[]
    readonly parties: readonly string[]
  }
}

const mayHandOut = (actor: Actor, { unit, handlers }: NonNullable<CaseQueryFacts['file']>): boolean =>
  handlers.includes(actor.id) || (actor.unit === unit && actor.roles.some((role) => role !== 'auxiliary'))

export const caseQueryStream: StreamKind<CaseQueryCode | undefined, HandOut, CaseQueryFacts> = {
  kind: 'case-query',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests, db) => {
    const { rows } = await sql<NonNullable<CaseQueryFacts['file']> & { readonly id: string }>`
      select f.id, f.number, f.unit, f.handlers,
        array(select p ->> 'id' from stream s, jsonb_array_elements(s.state -> 'dossier' -> 'parties') p where s.kind = 'case' and s.id = f.id) as parties
      from case_file f where f.id = any(${requests.map(({ command }) => command.caseId)}::text[])`.execute(db)
    const found = new Map(rows.map(({ id, ...file }) => [id, file]))
    return requests.map(({ command }) => {
      const file = found.get(command.caseId)
      return file === undefined ? {} : { file }
    })
  },
  decide: (_state, { caseId, party, to, code }, { file }, { actor }) => {
    if (file === undefined) return refuse(refusal('no-case', '没有这个案件，请返回列表'))
    if (!mayHandOut(actor, file)) return refuse(refusal('not-your-case', '查询码由办案人员或者承办机构发放'))
    if (file.number === null) return refuse(refusal('no-case-number', '立案以后才有案号，请立案后再发放查询码'))
    if (party === undefined ? file.parties.length > 1 : !file.parties.includes(party))
      return refuse(refusal('whose-code', '请选择是哪一个当事人的查询码', { field: 'party' }))
    const data = { caseId, number: file.number, to, code, ...(party === undefined ? {} : { party }) }
    return accept([{ type: 'hand-out-query-code', data: data as Readonly<Record<string, Json>> }])
  },
  evolve: (_state, { data, actor, enteredAt }) => ({
    ...(data as unknown as Omit<CaseQueryCode, 'by' | 'at'>),
    by: actor.name,
    at: enteredAt,
  }),
  projections: [
    {
      table: 'case_query',
      columns: { code: 'text', case_id: 'text', party: 'text', plain: 'text', at: 'timestamptz' },
      key: ['code'],
      indexes: ['(plain)', '(case_id)'],
      rows: (_id, state) =>
        state === undefined
          ? []
          : [
              {
                code: state.code,
                case_id: state.caseId,
                party: state.party ?? null,
                plain: plainNumber(state.number),
                at: state.at,
              },
            ],
    },
  ],
}

/** A number as it is compared: without brackets, spaces and dashes. */
export const plainNumber = (number: string): string => plainOf(number).replaceAll(' ', '').toUpperCase()
