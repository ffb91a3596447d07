import { computeLimit, dayOf, type WorkCalendar, workingDays } from '../calendar/index.ts'
import type { Projection, Row } from '../journal/index.ts'
import { publicityRules, yuan } from '../kernel/index.ts'
import {
  type CaseState,
  isJoint,
  type Penalty,
  partyIn,
  penaltyKinds,
  type Share,
  sharesOf,
} from '../procedure/index.ts'
import { publicationOf } from './acts.ts'
import { indexed } from './decisions.ts'

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
    decided_on: 'date',
    published_on: 'date',
    target_on: 'date',
    due_on: 'date',
    on_time: 'boolean',
    until_day: 'date',
    withdrawn_on: 'date',
    reason: 'text',
    hide: 'text[]',
    plain: 'text',
    pairs: 'text[]',
  },
  key: ['number'],
  indexes: ['(published_on desc, number desc)', '(decided_on)', 'using gin (pairs)', 'using gin (penalties)'],
  rows: (id, state) => sharesOf(state.dossier).flatMap((share) => rowsOf(calendar, id, state, share)),
})

/** What is public of one party's decision. */
const rowsOf = (
  calendar: WorkCalendar,
  id: string,
  state: CaseState,
  { party: whose, decision }: Share,
): readonly Row[] => {
  const publication = publicationOf(state, isJoint(state.dossier) ? whose : undefined)
  const { findings } = state.dossier
  const party = partyIn(state.dossier, whose)
  if (publication === undefined || decision === undefined || party === undefined) return []
  const due = (n: number) =>
    computeLimit(
      { amount: workingDays(n), start: decision.at, startTitle: '作出决定', basis: [publicityRules(9)] },
      calendar,
      decision.at,
    ).dueDay ?? ''
  const on = String(publication.data.on)
  const common = {
    number: decision.number,
    case_id: id,
    form: state.procedure === 'simple-penalty' ? 44 : 45,
    paper: decision.paper,
    procedure: state.procedure,
    unit: state.dossier.unit,
    decided_on: dayOf(decision.at),
    published_on: on,
    target_on: due(7),
    due_on: due(20),
    on_time: on <= due(20),
    until_day: String(publication.data.until),
  }
  if (publication.state === 'withdrawn')
    return [
      {
        ...common,
        party: '',
        party_kind: party.kind,
        party_code: null,
        violation: '',
        penalties: [],
        kinds: [],
        content: '',
        fine: 0,
        gains: 0,
        withdrawn_on: String(publication.data.withdrawnOn),
        reason: String(publication.data.reason),
        hide: [],
        ...indexed(decision.number),
      },
    ]
  const name = listedName(party.kind, party.name)
  const penalties = decision.penalty.kinds.map((kind) => penaltyKinds[kind])
  const violation = findings?.violation ?? ''
  return [
    {
      ...common,
      party: name,
      party_kind: party.kind,
      party_code: party.kind === 'person' ? null : (party.code ?? null),
      violation,
      penalties,
      kinds: decision.penalty.kinds,
      content: penaltySentence(decision.penalty),
      fine: decision.penalty.fine,
      gains: decision.penalty.gains,
      withdrawn_on: null,
      reason: null,
      hide: (publication.data.hide ?? []) as readonly string[],
      ...indexed([decision.number, name, party.kind === 'person' ? '' : party.code, violation, ...penalties].join(' ')),
    },
  ]
}
