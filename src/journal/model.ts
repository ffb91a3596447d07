import type { Actor, Refused, Result } from '../kernel/index.ts'
import type { Db } from '../platform/index.ts'

/** Any JSON value; what events, states and rows are made of. `undefined` members are left out before storing. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** An event as a decider gives it. */
export interface NewEvent {
  /** The act's name, e.g. `approve-filing`. */
  readonly type: string
  readonly data: { readonly [key: string]: Json | undefined }
  /** When it happened (ISO instant, UTC, ms). Left out: the command's `happenedAt`, or when it is entered. Never later than that. */
  readonly happenedAt?: string
}

/** An event as it stands in the journal. */
export interface StoredEvent extends NewEvent {
  readonly id: string
  /** `case`, `registry`, … : the kind of the stream. */
  readonly kind: string
  readonly streamId: string
  /** 1 for the first event of a stream, without gaps. */
  readonly version: number
  /** How many upcasts its data has behind it. Absent: none. */
  readonly shape?: number
  readonly actor: { readonly kind: Actor['kind']; readonly id: string; readonly name: string; readonly unit?: string }
  readonly device?: string
  readonly happenedAt: string
  readonly enteredAt: string
}

/** What comes with every command, whoever decides it. */
export interface CommandMeta {
  readonly actor: Actor
  readonly device?: string
  /** Idempotency key: the same key gives the same outcome and is never done twice. */
  readonly key: string
  /** Version of the stream that the person saw. Left out: no check against a stale page; a lost race is retried. */
  readonly expectedVersion?: number
  /** The second factor with which the person signs, where the command is one that signs; never stored. */
  readonly code?: string
  /** When the person says that it happened (ISO instant, UTC, ms). Left out: now. */
  readonly happenedAt?: string
}

export interface Request<Command> {
  readonly streamId: string
  readonly command: Command
  readonly meta: CommandMeta
}

/** decide and evolve are pure; facts are read-only values loaded for many requests at once, inside the transaction. */
export interface Decider<State, Command, Facts> {
  readonly initial: State
  decide(state: State, command: Command, facts: Facts, context: DecideContext): Result<readonly NewEvent[]>
  /** Total: an event that was once accepted can always be applied. */
  evolve(state: State, event: StoredEvent): State
}

export interface DecideContext {
  readonly streamId: string
  /** Of the state; 0 where the stream has no event yet. */
  readonly version: number
  readonly actor: Actor
  /** The journal's clock at the moment of deciding (ISO instant). */
  readonly now: string
  /** `meta.happenedAt` or `now`. */
  readonly happenedAt: string
}

/** A database column of a projection. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamptz' | 'jsonb' | 'text[]'
export type Row = Readonly<Record<string, Json | undefined>>

/**
 * A table that is a pure function of stream states: `rows` gives every row that the stream contributes.
 * The journal compares the rows of the old and the new state and writes only the difference, in the command's transaction.
 * The table has a column `stream_id` besides those named here, and `key` is its primary key. A key belongs to the stream that has
 * it: another stream that wants it is decided again, on facts that show it taken.
 */
export interface Projection<State> {
  readonly table: string
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly key: readonly string[]
  /** Bodies of `create index on <table> …`, e.g. `(due) where done is null`. */
  readonly indexes?: readonly string[]
  rows(streamId: string, state: State): readonly Row[]
}

/** A kind of stream: its decider, its facts, its projections. */
export interface StreamKind<State, Command, Facts> extends Decider<State, Command, Facts> {
  readonly kind: string
  /** Raised when `evolve` or a projection's `rows` changes meaning: snapshots and rows are then made again from the events. */
  readonly stateVersion: number
  /**
   * Loads what these requests need, one value for each in their order: with one query per question, on the given transaction
   * and no other connection.
   */
  facts(requests: readonly LoadedRequest<State, Command>[], db: Db): Promise<readonly Facts[]>
  readonly projections: readonly Projection<State>[]
  /** Old shapes of event data, by type: each function lifts one shape up, and an event passes those made after it was written. */
  readonly upcasts?: Readonly<Record<string, readonly ((data: StoredEvent['data']) => StoredEvent['data'])[]>>
  /** Commands with a key in common are not decided in one group (e.g. two that take the next number of one series). */
  exclusive?(command: Command): readonly string[]
  /**
   * Names of the work outside the database (PDF, push, video probing) that an event makes necessary. It is written with the event, so
   * it is there if, and only if, the event is: see `errands`.
   */
  errands?(event: NewEvent): readonly string[]
  /** What the stream is about, for time lines across streams (a case's id); default: the stream's own id. */
  subject?(state: State, streamId: string): string
}

export interface LoadedRequest<State, Command> extends Request<Command> {
  readonly state: State
  readonly version: number
  readonly now: string
}

export type Outcome<State> =
  | {
      readonly ok: true
      readonly version: number
      readonly events: readonly StoredEvent[]
      readonly state: State
      /** True when the idempotency key had been used before: nothing was written now. */
      readonly repeated: boolean
    }
  | Refused
