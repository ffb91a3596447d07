import type { Json, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'

/** Which warning of which clock: it belongs to one due instant, and another one makes it another warning. */
interface WarningKey {
  readonly limit: string
  /** '' for a clock of the case itself. */
  readonly strand: string
  readonly due: string
}

/** 到期提醒: who was warned of what. */
export interface Warn extends WarningKey {
  readonly kind: 'warn'
  readonly step: number
  readonly title: string
  /** Why the limit ends on that day. */
  readonly why: string
  /** A right of the party, which nobody can be late with. */
  readonly right: boolean
  readonly persons: readonly { readonly id: string; readonly name: string }[]
}

/** A warning is taken back: what it warned of was done, or ends on another day now. */
export interface LiftWarning extends WarningKey {
  readonly kind: 'lift'
  readonly because: 'met' | 'moved'
}

interface Given extends Omit<Warn, 'kind'> {
  readonly at: string
  readonly lifted?: { readonly at: string; readonly because: LiftWarning['because'] }
}
export interface WarningsOfCase {
  readonly given: readonly Given[]
}

const same = (a: WarningKey, b: WarningKey): boolean =>
  a.limit === b.limit && a.strand === b.strand && Date.parse(a.due) === Date.parse(b.due)

/**
 * Warnings of a case, a stream of their own beside it under the case's id: so a warning makes no page of the case stale, and is in
 * the log like every other event. That somebody was warned in time can be proved.
 */
export const warnings: StreamKind<WarningsOfCase, Warn | LiftWarning, undefined> = {
  kind: 'warning',
  stateVersion: 1,
  initial: { given: [] },
  facts: async (requests) => requests.map(() => undefined),
  decide: ({ given }, { kind, ...data }) => {
    const known = given.filter((each) => same(each, data))
    if (kind === 'lift')
      return known.some(({ lifted }) => lifted === undefined)
        ? accept([{ type: 'lift-warning', data: data as unknown as Record<string, Json> }])
        : refuse(refusal('not-warned', '没有可以撤回的提醒'))
    return known.some(({ step }) => step >= (data as Warn).step)
      ? refuse(refusal('warned-already', '已经提醒过，不再重复提醒'))
      : accept([{ type: 'warn', data: data as unknown as Record<string, Json> }])
  },
  evolve: ({ given }, { type, data, happenedAt: at }) =>
    type === 'warn'
      ? { given: [...given, { ...(data as unknown as Omit<Warn, 'kind'>), at }] }
      : {
          given: given.map((each) =>
            each.lifted === undefined && same(each, data as unknown as LiftWarning)
              ? { ...each, lifted: { at, because: (data as unknown as LiftWarning).because } }
              : each,
          ),
        },
  projections: [
    {
      table: 'limit_warning',
      columns: {
        case_id: 'text',
        name: 'text',
        strand: 'text',
        due: 'timestamptz',
        step: 'integer',
        at: 'timestamptz',
        persons: 'jsonb',
        lifted_at: 'timestamptz',
      },
      key: ['case_id', 'name', 'strand', 'due', 'step'],
      indexes: ['(case_id) where lifted_at is null'],
      rows: (id, { given }) =>
        given.map(({ limit, strand, due, step, at, persons, lifted }) => ({
          case_id: id,
          name: limit,
          strand,
          due,
          step,
          at,
          persons: persons as unknown as Json,
          lifted_at: lifted?.at ?? null,
        })),
    },
  ],
}
