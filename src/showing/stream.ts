import { dayOf } from '../calendar/index.ts'
import type { Decider, Projection, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse, rules } from '../kernel/index.ts'
import { certificateOn, type OfficerFact } from '../procedure/index.ts'
import { standingOf } from '../registry/index.ts'

/** Where the phone was, as far as the officer let it say so. */
export type Position = {
  /** Degrees, WGS 84. */
  readonly latitude: number
  readonly longitude: number
  /** Metres. */
  readonly accuracy: number
}

export interface Showing {
  /** Absent while only the party's look at it has come: the phone had no network. */
  readonly shown?: {
    readonly person: string
    readonly name: string
    readonly certificate: string
    readonly unit: string
    readonly task: string
    readonly place?: string
    readonly position?: Position
    readonly at: string
  }
  /** When the party looked it up. */
  readonly checks: readonly string[]
  readonly confirmed?: { readonly at: string; readonly note?: string }
}

export type ShowingCommand =
  | {
      readonly show: {
        readonly card: string
        readonly task: string
        readonly place?: string
        readonly position?: Position
      }
    }
  /** The portal was asked with a code that was right. */
  | { readonly check: { readonly person: string; readonly by: 'scanned' | 'typed' } }
  /** The party says that the certificate was shown and the purpose told. */
  | { readonly confirm: { readonly note?: string } }

export interface ShowingFacts {
  readonly officer?: OfficerFact
  readonly unit: string
}

const decider: Decider<Showing, ShowingCommand, ShowingFacts> = {
  initial: { checks: [] },
  decide(state, command, { officer, unit }, { actor, happenedAt }) {
    if ('check' in command) return accept([{ type: 'check-showing', data: command.check }])
    if ('confirm' in command)
      return state.confirmed === undefined
        ? accept([{ type: 'confirm-showing', data: command.confirm }])
        : refuse(refusal('already-confirmed', '您已经确认过了，不需要再确认'))
    if (officer === undefined)
      return refuse(
        refusal('no-certificate', '您不是执法人员，没有可以出示的执法证件，请由执法人员出示', { basis: [rules(22)] }),
      )
    const held = certificateOn(officer, happenedAt)
    if (held.refusal !== undefined) return refuse(held.refusal)
    if (state.shown !== undefined) return refuse(refusal('already-shown', '这次亮证已经记录，不需要再次提交'))
    return accept([
      {
        type: 'show-certificate',
        data: { ...command.show, name: actor.name, certificate: held.number, unit },
      },
    ])
  },
  evolve(state, { type, data, actor, happenedAt }) {
    if (type === 'check-showing') return { ...state, checks: [...state.checks, happenedAt] }
    if (type === 'confirm-showing')
      return {
        ...state,
        confirmed: { at: happenedAt, ...(data.note === undefined ? {} : { note: String(data.note) }) },
      }
    const { card: _, ...shown } = data
    return { ...state, shown: { ...shown, person: actor.id, at: happenedAt } as Showing['shown'] }
  },
}

const table: Projection<Showing> = {
  table: 'certificate_showing',
  columns: {
    id: 'text',
    person: 'text',
    name: 'text',
    certificate: 'text',
    task: 'text',
    place: 'text',
    shown_at: 'timestamptz',
    checks: 'integer',
    confirmed_at: 'timestamptz',
  },
  key: ['id'],
  indexes: ['(person, shown_at desc)', '(shown_at)'],
  rows: (id, { shown, checks, confirmed }) =>
    shown === undefined
      ? []
      : [
          {
            id,
            person: shown.person,
            name: shown.name,
            certificate: shown.certificate,
            task: shown.task,
            place: shown.place ?? null,
            shown_at: shown.at,
            checks: checks.length,
            confirmed_at: confirmed?.at ?? null,
          },
        ],
}

/** A stream for each time that a certificate was shown by phone (亮证), with what the party did about it. */
export const showingStream: StreamKind<Showing, ShowingCommand, ShowingFacts> = {
  kind: 'showing',
  stateVersion: 1,
  ...decider,
  facts: async (requests, db) => {
    const standing = await standingOf(
      db,
      requests.flatMap(({ meta }) => [
        { kind: 'officer', id: meta.actor.id } as const,
        { kind: 'unit', id: meta.actor.unit ?? '' } as const,
      ]),
    )
    return requests.map(({ meta, now }) => {
      const day = dayOf(meta.happenedAt ?? now)
      const officer = standing('officer', meta.actor.id, day)
      return {
        ...(officer === undefined ? {} : { officer: { id: officer.id, ...officer.data } }),
        unit: standing('unit', meta.actor.unit ?? '', day)?.title ?? '',
      }
    })
  },
  projections: [table],
}
