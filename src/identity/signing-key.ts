import type { Decider, NewEvent, Projection, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'

/** A key with which a person signed, from when until when. */
export interface SigningKey {
  readonly key: string
  /** base64 of the 32 bytes of Ed25519. */
  readonly publicKey: string
  readonly from: string
  readonly until?: string
}

export interface SigningKeys {
  readonly keys: readonly SigningKey[]
}

/** Begins a key, or ends the one that there is with its reason. */
export type SigningKeyCommand =
  | { readonly enrol: { readonly key: string; readonly publicKey: string } }
  | { readonly end: string }

const currentOf = ({ keys }: SigningKeys): SigningKey | undefined => keys.find(({ until }) => until === undefined)

const ended = ({ key }: SigningKey, reason: string): NewEvent => ({ type: 'end-signing-key', data: { key, reason } })

const decider: Decider<SigningKeys, SigningKeyCommand, undefined> = {
  initial: { keys: [] },
  decide(state, command, _facts, { streamId, actor }) {
    const current = currentOf(state)
    if ('end' in command)
      return current === undefined
        ? refuse(refusal('no-signing-key', '此人没有启用动态口令，不需要重置'))
        : accept([ended(current, command.end)])
    if (actor.kind === 'person' && actor.id !== streamId)
      return refuse(refusal('not-your-key', '动态口令和签名密钥只能由本人启用'))
    return accept([
      ...(current === undefined ? [] : [ended(current, '另行启用')]),
      { type: 'enrol-signing-key', data: { ...command.enrol } },
    ])
  },
  evolve: ({ keys }, { type, data, happenedAt }) =>
    type === 'enrol-signing-key'
      ? { keys: [...keys, { key: String(data.key), publicKey: String(data.publicKey), from: happenedAt }] }
      : { keys: keys.map((each) => (each.key === data.key ? { ...each, until: happenedAt } : each)) },
}

const table: Projection<SigningKeys> = {
  table: 'signing_key',
  columns: { person: 'text', key: 'text', public_key: 'text', from_at: 'timestamptz', until_at: 'timestamptz' },
  key: ['person', 'key'],
  indexes: ['(key)'],
  rows: (person, { keys }) =>
    keys.map(({ key, publicKey, from, until }) => ({
      person,
      key,
      public_key: publicKey,
      from_at: from,
      until_at: until ?? null,
    })),
}

/** A stream for each person: with which key the person signed from when until when. So the log proves whose a key was. */
export const signingKeyStream: StreamKind<SigningKeys, SigningKeyCommand, undefined> = {
  kind: 'signing-key',
  stateVersion: 1,
  ...decider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [table],
}

/** Keys by their ids, with whose they are. */
export const signingKeys = async (
  db: Db,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SigningKey & { readonly person: string }>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{
    person: string
    key: string
    public_key: string
    from_at: string | Date
    until_at: string | Date | null
  }>`select person, key, public_key, from_at, until_at from signing_key where key = any(${[...new Set(keys)]}::text[])`.execute(
    db,
  )
  return new Map(
    rows.map(({ person, key, public_key, from_at, until_at }) => [
      key,
      {
        person,
        key,
        publicKey: public_key,
        from: new Date(from_at).toISOString(),
        ...(until_at === null ? {} : { until: new Date(until_at).toISOString() }),
      },
    ]),
  )
}
