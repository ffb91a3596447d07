import type { z } from 'zod'
import type { Json } from '../journal/index.ts'
import { type Actor, type Citation, type Refusal, refusal } from '../kernel/index.ts'
import type { Matter } from './matter.ts'
import type { MatterKind, Stage } from './titles.ts'

/** What an act asks of other rooms. */
export interface MatterFacts {
  /** The next number of each kind of this year. */
  readonly next: number
  readonly amounts: Matter['amounts']
  /** Names of the bureau's units, by id. */
  readonly units: ReadonlyMap<string, string>
  /** Names and units of people who can be given a matter, by id. */
  readonly people: ReadonlyMap<string, { readonly name: string; readonly unit: string }>
  /** How the bureau is called on the day, for letters. */
  readonly agency?: { readonly name: string; readonly phone: string }
  /** When the case of a report was filed or not filed, where that was decided. */
  readonly filing?: { readonly at: string; readonly filed: boolean }
}

export interface ActContext {
  readonly actor: Actor
  readonly at: string
  readonly facts: MatterFacts
}

/** One thing that is done to a matter, with everything that the law says of it. */
export interface MatterAct<D = unknown> {
  readonly name: string
  readonly title: string
  readonly purpose: string
  readonly basis: readonly Citation[]
  readonly kinds: readonly MatterKind[]
  readonly from: readonly Stage[]
  readonly data: z.ZodType<D>
  /** What a person fills in, where that is less. */
  readonly form?: z.ZodType
  /** Who may; left out: who handles it. */
  readonly who?: (actor: Actor, matter: Matter) => Refusal | undefined
  /** Why it can't be done now, whoever does it. */
  readonly stands?: (matter: Matter, facts: MatterFacts) => readonly Refusal[]
  readonly checks?: (data: D, matter: Matter, context: ActContext) => readonly Refusal[]
  /** Names looked up then; they stand in the event. */
  readonly record?: (data: D, matter: Matter, context: ActContext) => Readonly<Record<string, Json | undefined>>
  readonly apply: (matter: Matter, data: D & Readonly<Record<string, unknown>>, at: string) => Partial<Matter>
  /** What the person reads of it; empty: nothing. */
  readonly text: (data: D & Readonly<Record<string, unknown>>, matter: Matter) => string
  /** Only the system does it: no button. */
  readonly hidden?: true
}

export const matterAct = <D>(act: MatterAct<D>): MatterAct => act as unknown as MatterAct

/** 窗口人员, and officers of the unit to which it was given. */
export const handlesMatter = ({ roles, unit, id }: Actor, matter: Pick<Matter, 'unit' | 'handler'>): boolean =>
  roles.includes('clerk') ||
  matter.handler === id ||
  (matter.unit !== undefined &&
    matter.unit === unit &&
    roles.some((role) => role === 'officer' || role === 'unit-head'))

export const handlers = (actor: Actor, matter: Matter): Refusal | undefined =>
  handlesMatter(actor, matter)
    ? undefined
    : refusal('not-your-matter', '由窗口人员和承办机构办理；不是您的，请先分送给您所在的机构')

/** A leader's approval. */
export const leaders =
  (basis: readonly Citation[]) =>
  ({ roles }: Actor): Refusal | undefined =>
    roles.includes('leader') || roles.includes('head')
      ? undefined
      : refusal('leader-approves', '由局负责人批准，请把情况报告局负责人', { basis })
