import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import type { Projection, Row } from '../journal/index.ts'
import { yuan } from '../kernel/index.ts'
import {
  type CaseState,
  type Decision,
  type Party,
  type Penalty,
  partyIn,
  penaltyKinds,
  type Share,
  type Strand,
  sharesOf,
} from '../procedure/index.ts'
import { dueAfter, LIMIT, TARGET } from './account.ts'
import type { Correction } from './corrections.ts'
import { indexed } from './decisions.ts'
import { type Hidden, hiddenTexts, veiled } from './masks.ts'
import { kindOfParty, ofFormerDecisions, publicationFor } from './preparing.ts'

/** 行政处罚内容 in one sentence. */
export const penaltySentence = (penalty: Penalty): string =>
  penalty.kinds
    .map((kind) =>
      kind === 'fine'
        ? `罚款 ${yuan(penalty.fine)} 元`
        : kind === 'confiscate-gains'
          ? `没收违法所得 ${yuan(penalty.gains)} 元`
          : kind === 'confiscate-goods'
            ? `没收${penalty.goods ?? '非法财物'}`
            : penaltyKinds[kind],
    )
    .join('；')

/** A natural person's name in lists: the family name, and 某. */
const listedName = (kind: string, name: string): string => (kind === 'person' ? `${Array.from(name)[0] ?? ''}某` : name)

/** What is public of each decision; a withdrawn one keeps only its number, the day and the reason. */
export const decisionProjection = (calendar: WorkCalendar): Projection<CaseState> => ({
  table: 'public_decision',
  columns: {
    number: 'text',
    case_id: 'text',
    paper: 'text',
    form: 'integer',
    party: 'text',
    party_kind: 'text',
    party_code: 'text',
    violation: 'text',
    penalties: 'text[]',
    kinds: 'text[]',
    content: 'text',
    fine: 'bigint',
    gains: 'bigint',
    procedure: 'text',
    unit: 'text',
    unit_name: 'text',
    item: 'text',
    strand: 'text',
    decided_on: 'date',
    published_on: 'date',
    target_on: 'date',
    due_on: 'date',
    on_time: 'boolean',
    until_day: 'date',
    withdrawn_on: 'date',
    reason: 'text',
    ended_on: 'date',
    ended_early: 'boolean',
    corrected_on: 'date',
    corrections: 'jsonb',
    hidden: 'jsonb',
    plain: 'text',
    pairs: 'text[]',
  },
  key: ['number'],
  indexes: [
    '(published_on desc, number desc)',
    '(decided_on)',
    'using gin (pairs)',
    'using gin (penalties)',
    '(fine desc, number desc)',
    '(corrected_on) where corrected_on is not null',
    '(withdrawn_on) where withdrawn_on is not null',
  ],
  rows: (id, state) => [
    ...sharesOf(state.dossier).flatMap((share) => rowsOf(calendar, id, state, share)),
    // Of a decision that was made anew the tombstone stays.
    ...ofFormerDecisions(state)
      .filter(({ state: now }) => now === 'withdrawn')
      .map((publication) => {
        const { number, decidedAt, paper, party } = publication.data
        const decision = { number: String(number), at: String(decidedAt), paper: String(paper) }
        return tombstone(commonOf(calendar, id, state, publication, decision), publication, kindOfParty(state, party))
      }),
  ],
})

/** What is public of one party's decision. */
const rowsOf = (calendar: WorkCalendar, id: string, state: CaseState, share: Share): readonly Row[] => {
  const { party: whose, decision } = share
  const publication = publicationFor(state, share)
  const { findings } = state.dossier
  const party = partyIn(state.dossier, whose)
  if (publication?.data.on === undefined || decision === undefined || party === undefined) return []
  const common = commonOf(calendar, id, state, publication, decision)
  const corrections = ((publication.data.corrections ?? []) as readonly Correction[]).map(({ on: day, what }) => ({
    on: day,
    what,
  }))
  if (['withdrawn', 'ended', 'ended-early'].includes(publication.state))
    return [tombstone(common, publication, party.kind)]
  const name = listedName(party.kind, party.name)
  const penalties = decision.penalty.kinds.map((kind) => penaltyKinds[kind])
  // What was decided to hide is hidden in the summary and in search too.
  const hidden = hiddenTexts([], (publication.data.hide ?? []) as readonly (Hidden | string)[])
  const violation = veiled(String(publication.data.violation ?? findings?.violation ?? ''), hidden)
  return [
    {
      ...common,
      party: name,
      party_kind: party.kind,
      party_code: party.kind === 'person' ? null : (party.code ?? null),
      violation,
      penalties,
      kinds: decision.penalty.kinds,
      content: veiled(penaltySentence(decision.penalty), hidden),
      fine: decision.penalty.fine,
      gains: decision.penalty.gains,
      item: state.dossier.item?.name ?? '',
      withdrawn_on: null,
      reason: null,
      ended_on: null,
      ended_early: null,
      corrected_on: corrections.at(-1)?.on ?? null,
      corrections,
      hidden: hidden.map(({ text, reason }) => ({ text, reason })),
      ...indexed([decision.number, name, party.kind === 'person' ? '' : party.code, violation, ...penalties].join(' ')),
    },
  ]
}

/** What is the same of what is shown and of what is shown no more. */
const commonOf = (
  calendar: WorkCalendar,
  id: string,
  state: CaseState,
  { id: strand, data }: Strand,
  { number, at, paper }: Pick<Decision, 'number' | 'at' | 'paper'>,
) => {
  const on = String(data.on)
  const due = dueAfter(LIMIT, at, calendar)
  return {
    number,
    case_id: id,
    form: state.procedure === 'simple-penalty' ? 44 : 45,
    paper,
    procedure: state.procedure,
    unit: state.dossier.unit,
    unit_name: state.dossier.unitName,
    strand,
    decided_on: dayOf(at),
    published_on: on,
    target_on: dueAfter(TARGET, at, calendar),
    due_on: due,
    on_time: on <= due,
    until_day: String(data.until),
  }
}

/** Of what is shown no more, nothing is left here to be found but its number, the day and the reason. */
const tombstone = (common: ReturnType<typeof commonOf>, { state, data }: Strand, kind: Party['kind']): Row => {
  const ended = state !== 'withdrawn'
  return {
    ...common,
    party: '',
    party_kind: kind,
    party_code: null,
    violation: '',
    penalties: [],
    kinds: [],
    content: '',
    fine: 0,
    gains: 0,
    item: '',
    withdrawn_on: ended ? null : String(data.withdrawnOn),
    reason: ended ? null : String(data.reason),
    ended_on: ended ? String(data.endedOn) : null,
    ended_early: ended ? state === 'ended-early' : null,
    corrected_on: null,
    corrections: [],
    hidden: [],
    ...indexed(common.number),
  }
}
