import type { Actor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import type { CaseState } from '../procedure/index.ts'

/** Who sees every case of the bureau; others see those of their unit and their own. */
const seeAll = new Set([
  'leader',
  'head',
  'reviewer',
  'legal-affairs',
  'publisher',
  'archivist',
  'supervisor',
  'audit-admin',
])

/** What decides who may see a case. */
export interface Sighted {
  readonly unit: string
  /** Ids. */
  readonly handlers: readonly string[]
}

export const maySee = (actor: Actor, { unit, handlers }: Sighted): boolean =>
  actor.roles.some((role) => seeAll.has(role)) || actor.unit === unit || handlers.includes(actor.id)

export const mayRead = (actor: Actor, { dossier }: CaseState): boolean =>
  maySee(actor, { unit: dossier.unit, handlers: dossier.handlers.map(({ id }) => id) })

/** The same of a row of `case_file`. */
export const mayReadRow = (actor: Actor) =>
  actor.roles.some((role) => seeAll.has(role))
    ? sql`true`
    : sql`(case_file.unit = ${actor.unit ?? ''} or ${actor.id} = any(case_file.handlers))`

/** Whether a row `w` of `case_wait` waits for this person. */
export const waitsFor = (actor: Actor) =>
  sql`(w.person = ${actor.id} or (w.role = any(${[...actor.roles]}::text[]) and (w.unit is null or w.unit = ${actor.unit ?? ''})))`

/** A row of `case_file` that this person handles, or that waits for this person. */
export const concerns = (actor: Actor) =>
  sql`(${actor.id} = any(case_file.handlers) or exists (select from case_wait w where w.case_id = case_file.id and ${waitsFor(actor)}))`
