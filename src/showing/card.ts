import { hkdfSync } from 'node:crypto'
import type { Decider, Projection, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { keyOf } from './code.ts'

/** The card of a person on one phone. Another phone's card takes its place: a lost phone shows nothing that still counts. */
export interface Card {
  readonly id: string
  readonly issuedAt: string
}

export interface Cards {
  readonly current?: Card
}

/** Gives a phone a card, or ends the one that there is. */
export type CardCommand = { readonly issue: string } | { readonly end: true }

const decider: Decider<Cards, CardCommand, undefined> = {
  initial: {},
  decide(state, command, _facts, { streamId, actor }) {
    if (actor.kind !== 'person' || actor.id !== streamId)
      return refuse(refusal('not-your-card', '亮证卡只能由本人在自己的手机上启用、停用'))
    if ('end' in command)
      return state.current === undefined
        ? refuse(refusal('no-card', '您没有启用中的亮证卡，不需要停用'))
        : accept([{ type: 'end-card', data: { card: state.current.id } }])
    return accept([{ type: 'issue-card', data: { card: command.issue } }])
  },
  evolve: (_state, { type, data, enteredAt }) =>
    type === 'issue-card' ? { current: { id: String(data.card), issuedAt: enteredAt } } : {},
}

const table: Projection<Cards> = {
  table: 'certificate_card',
  columns: { person: 'text', card: 'text', issued_at: 'timestamptz' },
  key: ['person'],
  rows: (person, { current }) =>
    current === undefined ? [] : [{ person, card: current.id, issued_at: current.issuedAt }],
}

/** A stream for each person: the phone that shows that person's certificate. */
export const cardStream: StreamKind<Cards, CardCommand, undefined> = {
  kind: 'certificate-card',
  stateVersion: 1,
  ...decider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [table],
}

/** The card that a person shows now. */
export const cardOf = async (db: Db, person: string): Promise<string | undefined> => {
  const { rows } = await sql<{ card: string }>`select card from certificate_card where person = ${person}`.execute(db)
  return rows[0]?.card
}

/** The 32 bytes of a card: derived, so that no table and no copy of one has them. */
export const secretOf = (houseSecret: string, card: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', Buffer.from(houseSecret, 'hex'), '', `zhaoming/certificate-card/${card}`, 32))

export const keyOfCard = (houseSecret: string, card: string): Promise<CryptoKey> => keyOf(secretOf(houseSecret, card))
