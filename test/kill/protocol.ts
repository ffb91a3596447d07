import type { Note } from './ledger.ts'
import type { Found } from './verify.ts'

/** A command for the worker. */
export interface Order {
  readonly key: string
  readonly stream: string
  readonly note: Note
}

/** What the worker tells: what it found when it started, then each command that is acknowledged. */
export type Report =
  | { readonly found: Found }
  | { readonly done: string; readonly version: number; readonly repeated: boolean }

/** What the bureau tells: a case that was acknowledged, a checkpoint that was shown. */
export type Told = { readonly registered: string } | { readonly size: number; readonly root: string }
