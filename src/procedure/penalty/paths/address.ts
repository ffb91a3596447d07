import { z } from 'zod'
import { type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, files, list, text, yesNo } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import { type Account, accountKinds } from '../address.ts'
import { handlersNamed } from '../gates.ts'

const basis = [rules(83, 1), rules(82, 1, 3)]

const shapes: Readonly<Partial<Record<Account['kind'], RegExp>>> = {
  sms: /^1[3-9]\d{9}$/,
  fax: /^0\d{2,3}-?\d{7,8}$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
}

const accountRefusals = (accounts: readonly Account[]): readonly Refusal[] =>
  accounts.flatMap(({ kind, account }) =>
    (shapes[kind] ?? /./).test(account)
      ? []
      : [refusal('bad-account', `${accountKinds[kind]}“${account}”格式不对，请核对`, { field: 'accounts' })],
  )

/** 送达地址确认书 (程序规定 art. 83): only with it may papers be served electronically, or count as served at an address. */
const confirmAddress = act('confirm-address', {
  title: '登记送达地址确认书',
  purpose: '由受送达人确认送达地址；同意电子送达的，写明账号。没有确认书的不能电子送达',
  basis,
  stages: 'any',
  by: handlers({ basis }),
  gates: [handlersNamed],
  data: z.strictObject({
    whom: text('受送达人', { max: 100 }),
    receiver: text('收件人或者代收人', { max: 50 }),
    phone: text('联系电话', { max: 20 }),
    address: text('送达地址', { max: 200 }),
    agreed: yesNo('是否同意电子送达'),
    accounts: list(
      '电子送达账号',
      z.strictObject({ kind: choice('方式', accountKinds), account: text('号码、邮箱或者账号', { max: 100 }) }),
      { max: 10, hint: '能够确认其收悉的方式；同意电子送达的至少填写一个' },
    ),
    told: confirmed('已告知：地址变更应当及时书面告知；提供的地址不准确、变更未告知的，仍按原地址视为送达'),
    signed: confirmed('受送达人已在确认书上签名或者盖章'),
    files: files('签署的送达地址确认书', { min: 1 }),
  }),
  checks: [
    ({ data }) =>
      data.agreed && data.accounts.length === 0
        ? [refusal('no-account', '同意电子送达的，请至少填写一个电子送达账号', { field: 'accounts', basis })]
        : [],
    ({ data }) =>
      !data.agreed && data.accounts.length > 0
        ? [refusal('not-agreed', '不同意电子送达的，不填写电子送达账号', { field: 'accounts', basis })]
        : [],
    ({ data }) => accountRefusals(data.accounts),
  ],
  papers: [{ form: 10 }],
  opens: ({ data: { whom, receiver, phone, address, accounts } }) => [
    { kind: 'address', title: `送达地址（${whom}）`, data: { whom, receiver, phone, address, accounts } },
  ],
  // A new one stands instead of the one before.
  moves: ({ state, data }) =>
    state.strands
      .filter(
        ({ kind, state: now, data: kept }) => kind === 'address' && now === 'confirmed' && kept.whom === data.whom,
      )
      .map(({ id }) => ({ id, state: 'replaced' })),
  sentence: ({ input }) => `${input.whom}确认送达地址，${input.agreed ? '同意' : '不同意'}电子送达`,
  // Consent is never filled in beforehand.
  known: ({ state }) => {
    const [party] = state.dossier.parties
    return {
      whom: party?.name,
      receiver: party?.representative ?? party?.name,
      phone: party?.phone,
      address: party?.address,
      files: [],
    }
  },
})

export const address: Extension = {
  title: '送达地址',
  acts: [confirmAddress],
  strands: [
    {
      kind: 'address',
      title: '送达地址',
      states: { confirmed: '已确认', replaced: '已变更' },
      initial: 'confirmed',
      next: {},
    },
  ],
}
