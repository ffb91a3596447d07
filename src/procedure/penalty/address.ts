import type { Question } from '../act.ts'
import type { CaseState } from '../state.ts'

export const accountKinds = { sms: '手机短信', fax: '传真', email: '电子邮件', im: '即时通讯账号' } as const

export interface Account {
  readonly kind: keyof typeof accountKinds
  readonly account: string
}

/** A signed confirmation of where papers are to be sent (送达地址确认书, 程序规定 art. 83). */
export interface ConfirmedAddress {
  /** Who signed it for himself. */
  readonly whom: string
  readonly receiver: string
  readonly phone: string
  readonly address: string
  /** Where electronic service is agreed to; none: not agreed. */
  readonly accounts: readonly Account[]
}

/** The newest confirmation of somebody's address. */
export const addressOf = ({ strands }: CaseState, whom: string | undefined): ConfirmedAddress | undefined =>
  strands.findLast(({ kind, state, data }) => kind === 'address' && state === 'confirmed' && data.whom === whom)
    ?.data as ConfirmedAddress | undefined

/** On whom the paper of a service strand is served: the party, unless it goes to somebody else. */
export const whomToServe = ({ state, strand }: Question): string | undefined =>
  (strand?.data.addressee as string | undefined) ?? state.dossier.parties[0]?.name
