import type { Citation } from './citation.ts'

/**
 * Why something was not done. A refusal is a value, never an exception: it tells a person what to do instead.
 * `code` is stable and in kebab-case English; `message` is a Chinese sentence; `field` is a path such as `penalty.fine`.
 */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly basis: readonly Citation[]
  readonly field?: string
}

export interface Refused {
  readonly ok: false
  /** At least one. */
  readonly refusals: readonly Refusal[]
}
export type Result<T> = { readonly ok: true; readonly value: T } | Refused

export const accept = <T>(value: T): Result<T> => ({ ok: true, value })

export const refusal = (
  code: string,
  message: string,
  more: { basis?: readonly Citation[]; field?: string } = {},
): Refusal => ({ code, message, basis: more.basis ?? [], ...(more.field === undefined ? {} : { field: more.field }) })

export const refuse = (...refusals: Refusal[]): Refused => ({ ok: false, refusals })
