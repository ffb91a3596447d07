import { dayOf } from '../calendar/index.ts'
import { agencyEntry, type Casework, issuedPapers } from '../casework/index.ts'
import type { Journal } from '../journal/index.ts'
import { sql } from '../platform/index.ts'
import { everyParty } from '../procedure/index.ts'
import { allInForce } from '../registry/index.ts'
import { type DecisionRow, endOf } from './decisions.ts'
import { type Hidden, hiddenTexts, splitHidden } from './masks.ts'
import type { PublicDecisionRow } from './view.ts'

/** What other platforms are told of a decision that is public: only what the portal shows of it, what is hidden there is hidden here. */
export interface PublishedForm
  extends Pick<
    PublicDecisionRow,
    | 'number'
    | 'party'
    | 'partyKind'
    | 'partyCode'
    | 'violation'
    | 'penalties'
    | 'content'
    | 'fine'
    | 'confiscated'
    | 'decidedOn'
    | 'publishedOn'
    | 'until'
  > {
  readonly state: 'shown'
  readonly caseId: string
  /** 查明的事实, as the published document says it. */
  readonly facts: string
  /** 处罚依据. */
  readonly basis: string
  readonly representative?: string
  readonly agency: { readonly name: string; readonly code: string }
}

/** A decision that was public and is no more: withdrawn (信息公示规定 art. 11), or its display has ended (arts. 13, 14). */
export interface NoLongerShown {
  readonly state: 'withdrawn' | 'ended'
  readonly number: string
  readonly caseId: string
  readonly publishedOn: string
  readonly on: string
  readonly reason: string
}

/** What stands in a text of the document for what is hidden in it. */
const hiddenIn = (value: unknown, hidden: readonly Hidden[]): string =>
  typeof value !== 'string'
    ? ''
    : splitHidden(value, hidden)
        .map((part) => (typeof part === 'string' ? part : `［${part.masked}］`))
        .join('')

/**
 * These decisions as other platforms are told of them, by number, with one query for the rows, one for the states and one for the
 * papers; one that was never public is left out.
 */
export const publishedForms = async (
  journal: Journal,
  casework: Casework,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, PublishedForm | NoLongerShown>> => {
  const { db } = journal.database
  const today = dayOf(journal.clock.now())
  const { rows } =
    await sql<DecisionRow>`select * from public_decision where number = any(${[...numbers]}::text[])`.execute(db)
  const shown = rows.filter((row) => row.withdrawn_on === null && endOf(row, today) === undefined)
  const [states, papers, agencies] = await Promise.all([
    journal.states(
      casework.stream,
      shown.map(({ case_id }) => case_id),
    ),
    issuedPapers(
      journal,
      shown.map(({ paper }) => paper),
    ),
    allInForce(db, ['agency'], today),
  ])
  const agency = agencies.find(({ id }) => id === agencyEntry)?.data
  const stateOf = new Map(shown.map(({ number }, n) => [number, states[n]?.state]))
  const paperOf = new Map(papers.map(({ paper }) => [paper.id, paper]))
  const formOf = (row: DecisionRow): PublishedForm | NoLongerShown | undefined => {
    const base = { number: row.number, caseId: row.case_id, publishedOn: row.published_on }
    if (row.withdrawn_on !== null)
      return { ...base, state: 'withdrawn', on: row.withdrawn_on, reason: row.reason ?? '' }
    const ended = endOf(row, today)
    if (ended !== undefined)
      return { ...base, state: 'ended', on: ended.on, reason: ended.early ? '提前停止公示' : '公示期届满' }
    const state = stateOf.get(row.number)
    const content = paperOf.get(row.paper)?.content as Content | undefined
    if (state === undefined || content === undefined) return undefined
    const hidden = hiddenTexts(everyParty(state.dossier), row.hidden)
    const representative = hiddenIn(content.party?.representative, hidden)
    return {
      ...base,
      state: 'shown',
      party: row.party,
      partyKind: row.party_kind,
      ...(row.party_code === null ? {} : { partyCode: row.party_code }),
      violation: row.violation,
      penalties: row.penalties,
      content: row.content,
      fine: row.fine,
      confiscated: row.gains,
      decidedOn: row.decided_on,
      until: row.until_day,
      facts: hiddenIn(content.facts, hidden),
      basis: hiddenIn(content.basis, hidden),
      ...(representative === '' || row.party_kind === 'person' ? {} : { representative }),
      agency: { name: agency?.name ?? '', code: agency?.code ?? '' },
    }
  }
  return new Map(
    rows.flatMap((row) => {
      const form = formOf(row)
      return form === undefined ? [] : [[row.number, form] as const]
    }),
  )
}

interface Content {
  readonly party?: { readonly representative?: unknown }
  readonly facts?: unknown
  readonly basis?: unknown
}

/** Numbers of the decisions that were published within these days (both included), withdrawn ones too, so many at most. */
export const publishedBetween = async (
  journal: Journal,
  from: string,
  until: string,
  most: number,
): Promise<readonly string[]> => {
  const { rows } = await sql<{ number: string }>`
    select number from public_decision where published_on between ${from}::date and ${until}::date
    order by published_on, number limit ${most}`.execute(journal.database.db)
  return rows.map(({ number }) => number)
}
