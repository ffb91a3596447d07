import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import type { Json, Projection } from '../journal/index.ts'
import { searched } from '../kernel/index.ts'
import {
  type CaseState,
  excuseIn,
  indexOf,
  inStage,
  limitsOf,
  mediumOf,
  nextSteps,
  type Procedure,
  sharesOf,
  warningsOf,
} from '../procedure/index.ts'
import { limitOf, limitTitle } from './limit-of.ts'
import { namesOf, partyKeyOf } from './party-key.ts'

/** What a case says is asked anew with each of its acts, and mostly is what it said before. */
const said = new Map<string, ReturnType<typeof searched>>()
const SAID = 2_000
const searchedOnce = (text: string): ReturnType<typeof searched> => {
  const known = said.get(text)
  if (known !== undefined) return known
  const [oldest] = said.keys()
  if (said.size >= SAID && oldest !== undefined) said.delete(oldest)
  const made = searched(text)
  said.set(text, made)
  return made
}

/** Whoever did one of these last leads the case. */
const leading = new Set(['approve-filing', 'approve-proposal', 'make-decision'])

/** The tables of casework, each a pure function of the cases' states. */
export const caseProjections = (
  procedures: ReadonlyMap<string, Procedure>,
  calendar: WorkCalendar,
): readonly Projection<CaseState>[] => {
  const procedureOf = (state: CaseState) => procedures.get(state.procedure)
  // Three tables ask for the same clocks of the same state.
  const clocks = new WeakMap<CaseState, ReturnType<typeof limitsOf>>()
  const limits = (state: CaseState) => {
    const known = clocks.get(state)
    if (known !== undefined) return known
    const procedure = procedureOf(state)
    const found = procedure === undefined ? [] : limitsOf(procedure, state, calendar, state.changedAt)
    clocks.set(state, found)
    return found
  }
  /** Of the open clocks, the one that runs out first. */
  const firstDue = (state: CaseState) =>
    limits(state)
      .filter(({ metAt, rule, answer }) => metAt === undefined && rule.right !== true && answer.due !== undefined)
      .sort((a, b) => ((a.answer.due ?? '') < (b.answer.due ?? '') ? -1 : 1))[0]

  return [
    {
      table: 'case_file',
      columns: {
        id: 'text',
        number: 'text',
        title: 'text',
        procedure: 'text',
        stage: 'text',
        final: 'boolean',
        unit: 'text',
        unit_name: 'text',
        party: 'text',
        party_code: 'text',
        party_kind: 'text',
        item: 'text',
        handlers: 'text[]',
        handler_names: 'text[]',
        opened_at: 'timestamptz',
        changed_at: 'timestamptz',
        due: 'timestamptz',
        why: 'text',
        plain: 'text',
        pairs: 'text[]',
      },
      key: ['id'],
      indexes: ['(changed_at desc)', '(unit, changed_at desc)', 'using gin (handlers)', 'using gin (pairs)'],
      rows: (id, state) => {
        const { dossier } = state
        const [one] = dossier.parties
        const first = firstDue(state)
        const final = procedureOf(state)?.stages.find(({ name }) => name === state.stage)?.final ?? false
        return [
          {
            id,
            number: dossier.number ?? null,
            title: dossier.title,
            procedure: state.procedure,
            stage: state.stage,
            final,
            unit: dossier.unit,
            unit_name: dossier.unitName,
            party: one === undefined ? null : namesOf(dossier.parties),
            party_code: one?.code ?? null,
            party_kind: one?.kind ?? null,
            item: dossier.item?.id ?? null,
            handlers: dossier.handlers.map((each) => each.id),
            handler_names: dossier.handlers.map(({ name }) => name),
            opened_at: state.openedAt,
            changed_at: state.changedAt,
            due: final ? null : (first?.answer.due ?? null),
            why: final || first === undefined ? null : `${first.rule.title}：${first.answer.explanation}`,
            ...searchedOnce(
              [
                dossier.title,
                dossier.number,
                ...dossier.parties.flatMap(({ name, code, representative }) => [name, code, representative]),
                ...state.papers.map(({ number }) => number?.text),
              ]
                .filter(Boolean)
                .join(' '),
            ),
          },
        ]
      },
    },
    {
      table: 'case_wait',
      columns: {
        case_id: 'text',
        n: 'integer',
        act: 'text',
        act_title: 'text',
        strand_title: 'text',
        person: 'text',
        role: 'text',
        unit: 'text',
        limit_title: 'text',
        due: 'timestamptz',
        why: 'text',
      },
      key: ['case_id', 'n'],
      indexes: ['(person, due)', '(role, unit, due)'],
      rows: (id, state) => {
        const procedure = procedureOf(state)
        if (procedure === undefined) return []
        const open = limits(state)
        return nextSteps(procedure, state)
          .flatMap((step) => step.waits.map((wait) => ({ step, wait })))
          .map(({ step, wait }, n) => {
            const limit = limitOf(procedure, open, step)
            return {
              case_id: id,
              n,
              act: step.act,
              act_title: step.title,
              strand_title: step.strandTitle ?? null,
              person: wait.person ?? null,
              role: wait.role ?? null,
              unit: wait.unit ?? null,
              limit_title: limit?.rule.title ?? null,
              due: limit?.answer.due ?? null,
              why: limit?.answer.explanation ?? null,
            }
          })
      },
    },
    {
      table: 'case_limit',
      columns: {
        case_id: 'text',
        name: 'text',
        strand: 'text',
        title: 'text',
        started: 'timestamptz',
        due: 'timestamptz',
        why: 'text',
        met_at: 'timestamptz',
        party_right: 'boolean',
        target: 'boolean',
        unit: 'text',
        // When who is to be warned of it, and from when on that is to be looked at.
        warnings: 'jsonb',
        warn_from: 'timestamptz',
        leader: 'text',
      },
      key: ['case_id', 'name', 'strand'],
      indexes: ['(due) where met_at is null', '(name)', '(warn_from) where met_at is null'],
      rows: (id, state) =>
        limits(state).map((limit) => {
          const { rule, strand, start, metAt, answer } = limit
          const warnings = warningsOf(limit, calendar)
          return {
            case_id: id,
            name: rule.name,
            strand: strand ?? '',
            title: limitTitle(rule, strand, state),
            started: start,
            due: answer.due ?? null,
            why: answer.explanation,
            met_at: metAt ?? null,
            party_right: rule.right ?? false,
            target: rule.target ?? false,
            unit: state.dossier.unit,
            warnings: warnings as unknown as Json,
            warn_from: warnings[0]?.at ?? null,
            leader: state.done.findLast(({ act }) => leading.has(act))?.by ?? null,
          }
        }),
    },
    {
      table: 'recorded_act',
      columns: {
        case_id: 'text',
        version: 'integer',
        act: 'text',
        at: 'timestamptz',
        course: 'jsonb',
        files: 'text[]',
        exception: 'text',
        reasons: 'text',
        approved_by: 'text',
        unit: 'text',
        unit_name: 'text',
      },
      key: ['case_id', 'version'],
      indexes: ['(at)', '(act)'],
      rows: (id, { done, files, strands, dossier }) =>
        done.flatMap(({ act, version, at, course }) => {
          if (course === undefined) return []
          const excuse = excuseIn(strands, version)
          return [
            {
              case_id: id,
              version,
              act,
              at,
              course: course as never,
              files: files.flatMap((file) => (file.version === version ? (mediumOf(file.type) ?? []) : [])),
              exception: excuse?.state ?? null,
              reasons: excuse?.reasons ?? null,
              approved_by: excuse?.answeredBy ?? null,
              unit: dossier.unit,
              unit_name: dossier.unitName,
            },
          ]
        }),
    },
    {
      table: 'case_responsibility',
      columns: {
        case_id: 'text',
        version: 'integer',
        share: 'text',
        act: 'text',
        person: 'text',
        name: 'text',
        unit: 'text',
        at: 'timestamptz',
        key: 'text',
        against: 'boolean',
      },
      key: ['case_id', 'version'],
      indexes: ['(at)', '(person, at)', '(name, at)'],
      rows: (id, { done }) =>
        done.flatMap(({ act, version, enteredAt, by, signed }, n) =>
          signed === undefined
            ? []
            : [
                {
                  case_id: id,
                  version,
                  share: signed.share,
                  act,
                  person: by,
                  name: signed.name,
                  unit: signed.unit ?? null,
                  at: enteredAt,
                  key: signed.key,
                  // Whoever decides a case whose opinion was overruled decides against it as well.
                  against:
                    signed.against === true ||
                    (signed.share === 'decision' && done.slice(0, n).some((before) => before.signed?.against === true)),
                },
              ],
        ),
    },
    {
      table: 'case_paper',
      columns: {
        id: 'text',
        case_id: 'text',
        form: 'integer',
        title: 'text',
        number: 'text',
        digest: 'text',
        event: 'text',
        version: 'integer',
        at: 'timestamptz',
      },
      key: ['id'],
      indexes: ['(number)'],
      rows: (id, { papers }) =>
        papers.map(({ id: paper, form, title, number, digest, event, version, at }) => ({
          id: paper,
          case_id: id,
          form,
          title,
          number: number?.text ?? null,
          digest,
          event,
          version,
          at,
        })),
    },
    {
      table: 'case_party',
      columns: {
        case_id: 'text',
        n: 'integer',
        party_key: 'text',
        name: 'text',
        kind: 'text',
        code: 'text',
        text: 'text',
        plain: 'text',
        pairs: 'text[]',
      },
      key: ['case_id', 'n'],
      indexes: ['(party_key)', 'using gin (pairs)'],
      rows: (id, { dossier }) =>
        dossier.parties.map((party, n) => {
          const text = [party.name, party.code, party.representative, party.address, party.idNumber, party.phone]
            .filter((each) => each !== undefined && each !== '')
            .join('　')
          return {
            case_id: id,
            n,
            party_key: partyKeyOf(party),
            name: party.name,
            kind: party.kind,
            code: party.code ?? null,
            text,
            ...searchedOnce(text),
          }
        }),
    },
    {
      // What is said in a case outside of its papers, for searching.
      table: 'case_text',
      columns: {
        case_id: 'text',
        kind: 'text',
        ref: 'text',
        title: 'text',
        text: 'text',
        plain: 'text',
        pairs: 'text[]',
      },
      key: ['case_id', 'kind', 'ref'],
      indexes: ['using gin (pairs)'],
      rows: (id, { dossier }) => {
        const { clue, verification, findings, proposal } = dossier
        const about = [
          dossier.title,
          dossier.number,
          ...sharesOf(dossier).map(({ decision }) => decision?.number),
          clue?.content,
          verification?.facts,
          dossier.item?.name,
          findings?.facts,
          findings?.nature,
          proposal?.reasons,
        ]
        return [
          { kind: 'case', ref: '', title: dossier.title, parts: about },
          ...dossier.evidence.map(({ id: ref, title, source, proves }) => ({
            kind: 'evidence',
            ref,
            title,
            parts: [title, proves, source],
          })),
        ].map(({ parts, ...row }) => {
          const text = parts.filter((part) => part !== undefined && part !== '').join('\n')
          return { case_id: id, ...row, text, ...searchedOnce(text) }
        })
      },
    },
    {
      // Who may read a case may read its files.
      table: 'case_blob',
      columns: { blob: 'text', case_id: 'text' },
      key: ['blob', 'case_id'],
      indexes: ['(case_id)'],
      rows: (id, { files }) => [...new Set(files.map(({ blob }) => blob))].map((blob) => ({ blob, case_id: id })),
    },
    {
      // The ledger of numbers: its key is what keeps a number from being given twice. One that was voided stays, with the reason.
      table: 'paper_number',
      columns: {
        series: 'text',
        year: 'integer',
        n: 'integer',
        text: 'text',
        paper: 'text',
        title: 'text',
        at: 'timestamptz',
        case_id: 'text',
        voided: 'text',
      },
      key: ['series', 'year', 'n'],
      indexes: ['(year, at desc)'],
      rows: (id, { papers, strands }) => {
        const voided = new Map(
          strands
            .filter(({ kind, state: now }) => kind === 'service' && now === 'voided')
            .map(({ data }) => [data.paper, String(data.reason)]),
        )
        return papers.flatMap(({ number, id: paper, title, at }) =>
          number === undefined ? [] : [{ ...number, paper, title, at, case_id: id, voided: voided.get(paper) ?? null }],
        )
      },
    },
    {
      // What was imposed on whom for what, one row for each violation of each party: like cases are compared (行政处罚法 art. 5, 34),
      // and a list of what is reviewed is tried on it. The first row of a party has its whole penalty.
      table: 'case_decision',
      columns: {
        case_id: 'text',
        n: 'integer',
        procedure: 'text',
        item: 'text',
        party_kind: 'text',
        party_role: 'text',
        organisation: 'boolean',
        decided_at: 'timestamptz',
        fine: 'bigint',
        penalty: 'jsonb',
      },
      key: ['case_id', 'n'],
      indexes: [
        '(item, organisation, decided_at, fine, case_id)',
        '(decided_at, case_id, n) where penalty is not null',
      ],
      rows: (id, { procedure, dossier }) =>
        sharesOf(dossier)
          .flatMap(({ party, decision, fallen }) => {
            if (decision === undefined || fallen !== undefined || dossier.outcome?.kind === 'revoked') return []
            const { kind, role } = dossier.parties.find((each) => each.id === party) ?? {}
            const { parts, reasons: _, ...penalty } = decision.penalty
            return (parts ?? [{ item: dossier.item?.id ?? '', fine: penalty.fine }]).map(({ item, fine }, part) => ({
              procedure,
              item,
              party_kind: kind ?? null,
              party_role: role ?? null,
              organisation: kind === 'organisation',
              decided_at: decision.at,
              fine,
              penalty: part === 0 ? (penalty as unknown as Json) : null,
            }))
          })
          .map((row, n) => ({ case_id: id, n, ...row })),
    },
    {
      // What a case took in is closed by the system.
      table: 'case_merge',
      columns: { case_id: 'text', other: 'text', number: 'text' },
      key: ['case_id', 'other'],
      indexes: ['(other)'],
      rows: (id, { strands, dossier }) =>
        strands
          .filter(({ kind, state: now }) => kind === 'merge' && now === 'granted')
          .map(({ data }) => ({ case_id: id, other: String(data.other), number: dossier.number ?? dossier.title })),
    },
    {
      // 一事不再罚: whom a fine on the spot met, for what, on which day (行政处罚法 art. 29).
      table: 'on_the_spot_fine',
      columns: { case_id: 'text', party: 'text', item: 'text', day: 'date', number: 'text' },
      key: ['case_id'],
      indexes: ['(party, item, day)'],
      rows: (id, { dossier: { decision, parties, item }, done }) => {
        const [one] = parties
        return decision === undefined ||
          decision.penalty.fine === 0 ||
          one === undefined ||
          !done.some(({ act }) => act === 'decide-on-the-spot')
          ? []
          : [
              {
                case_id: id,
                party: one.code ?? one.idNumber ?? one.name,
                item: item?.id ?? '',
                day: dayOf(decision.at),
                number: decision.number,
              },
            ]
      },
    },
    {
      // Time acts too: what the system does by itself when a limit has run out.
      table: 'case_timer',
      columns: { case_id: 'text', act: 'text', strand: 'text', due: 'timestamptz' },
      key: ['case_id', 'act', 'strand'],
      indexes: ['(due)'],
      rows: (id, state) => {
        const procedure = procedureOf(state)
        if (procedure === undefined) return []
        const index = indexOf(procedure)
        return limits(state).flatMap(({ rule, metAt, answer, strand }) => {
          const act = rule.onExpiry === undefined ? undefined : index.act.get(rule.onExpiry)
          return act === undefined || metAt !== undefined || answer.due === undefined || !inStage(index, act, state)
            ? []
            : [{ case_id: id, act: act.name, strand: strand ?? '', due: answer.due }]
        })
      },
    },
  ]
}
