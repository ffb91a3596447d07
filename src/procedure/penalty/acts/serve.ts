import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { type Act, type ActQuestion, act, type Data } from '../../act.ts'
import { titleOf } from '../../decide.ts'
import { choice, files, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { Dossier, Share } from '../../state.ts'
import { addressOf, whomToServe } from '../address.ts'
import { refsOf } from '../refs.ts'
import { sharesOf, withShares } from '../shares.ts'

export const serviceWays = {
  direct: '直接送达',
  left: '留置送达',
  electronic: '电子送达',
  post: '邮寄送达',
  entrusted: '委托、转交送达',
} as const

const proofs = {
  post: '邮寄送达请上传载明收件日期的回执',
  electronic: '电子送达应当以截屏、录像等方式记录',
  entrusted: '委托、转交送达请上传受送达人签收的回证',
} as const

/** 行政处罚决定书、不予行政处罚决定书: their service carries the case on. */
const endsInService = new Set([45, 46])

export const stageAfterService: NonNullable<Act['choose']> = ({ strand, state }) =>
  endsInService.has(Number(strand?.data.form)) &&
  state.stage === 'service' &&
  (state.dossier.outcome?.waiting ?? []).every((paper) => paper === strand?.data.paper) &&
  sharesOf(state.dossier).every(
    ({ decision, fallen }) =>
      decision === undefined ||
      fallen !== undefined ||
      decision.servedAt !== undefined ||
      decision.paper === strand?.data.paper,
  )
    ? 'performance'
    : undefined

/** The fifteen days of payment begin when the party's own decision reaches it (程序规定 art. 72). */
export const startsPayment: NonNullable<Act['moves']> = ({ strand, state }) =>
  strand?.data.form === 45
    ? state.strands
        .filter(({ kind, data }) => kind === 'payment' && data.party === strand.data.party)
        .slice(-1)
        .map(({ id, state: now }) => ({ id, state: now }))
    : []

/** The dossier once a paper was served: notice, decision and other outcome keep when. */
export const served = (dossier: Dossier, paper: unknown, at: string): Dossier => ({
  ...withShares(
    dossier,
    sharesOf(dossier).map(
      (share): Share => ({
        ...share,
        ...(share.notice?.paper === paper && share.notice !== undefined
          ? { notice: { ...share.notice, servedAt: at } }
          : {}),
        ...(share.decision?.paper === paper && share.decision !== undefined
          ? { decision: { ...share.decision, servedAt: at } }
          : {}),
      }),
    ),
  ),
  ...(dossier.outcome === undefined ? {} : { outcome: outcomeServed(dossier.outcome, paper, at) }),
})

/** Where each of several parties has a paper of it, the last counts. */
const outcomeServed = (
  outcome: NonNullable<Dossier['outcome']>,
  paper: unknown,
  at: string,
): NonNullable<Dossier['outcome']> => {
  const { waiting, ...rest } = outcome
  if (waiting === undefined)
    return outcome.paper !== undefined && outcome.paper === paper ? { ...outcome, servedAt: at } : outcome
  const left = waiting.filter((id) => id !== paper)
  if (left.length === waiting.length) return outcome
  return left.length === 0 ? { ...rest, servedAt: at } : { ...rest, waiting: left }
}

/** The paper as the receipt names it; the strand's own title also says for whom it is, where there are several. */
const paperServed = ({ state, strand }: Pick<ActQuestion, 'state' | 'strand'>): string | undefined => {
  const paper = state.papers.find(({ id }) => id === strand?.data.paper)
  return paper === undefined ? strand?.title : titleOf(paper)
}

type Serving = ActQuestion<
  Data & {
    readonly way: keyof typeof serviceWays
    readonly account?: string | undefined
    readonly place: string
    readonly relation: string
    readonly proof: readonly unknown[]
  }
>

/**
 * What only a signed confirmation of the address allows (程序规定 art. 82 (1) item 3, 83): electronic service, to an account that stands
 * in it; and service on somebody who didn't get the paper at the address that he gave.
 */
const toConfirmedAddress = (question: Serving) => {
  const { data, state } = question
  const address = addressOf(state, whomToServe(question))
  if (data.way === 'electronic') {
    const basis = [rules(82, 1, 3)]
    if (address === undefined || address.accounts.length === 0)
      return [
        refusal(
          'no-address-confirmation',
          '电子送达应当经受送达人同意并签订送达地址确认书：请先登记送达地址确认书，或者改用其他送达方式',
          { field: 'way', basis },
        ),
      ]
    return address.accounts.some(({ account }) => account === data.account)
      ? []
      : [refusal('unknown-account', '送达账号不在送达地址确认书上，请核对', { field: 'account', basis })]
  }
  if (data.relation !== 'not-received') return []
  const basis = [rules(83)]
  return [
    ...(address === undefined || address.address !== data.place
      ? [
          refusal(
            'not-the-confirmed-address',
            '只有送至受送达人在送达地址确认书上确认的地址，未能实际接收的才视为送达',
            {
              field: 'relation',
              basis,
            },
          ),
        ]
      : []),
    ...(data.way !== 'direct' && data.way !== 'post'
      ? [
          refusal('not-sent-there', '这种情形的送达方式应当是直接送达（留在该地址）或者邮寄送达', {
            field: 'way',
            basis,
          }),
        ]
      : []),
    ...(data.proof.length === 0
      ? [refusal('no-proof', '请上传文书留在该地址的照片、录像，或者邮件退回的凭证', { field: 'proof', basis })]
      : []),
  ]
}

/** 送达 (程序规定 art. 81–83): by whom it was taken, when, where; if refused, with whom as witness or with video. */
export const serve = act('serve', {
  title: '送达文书',
  purpose: '把文书交给当事人，由受送达人在送达回证上签收',
  basis: [rules(82), rules(81)],
  stages: ['notice', 'service', 'performance', 'review', 'investigation'],
  by: handlers({ atLeast: 2, basis: [rules(82), rules(22)] }),
  on: {
    kind: 'service',
    from: ['waiting'],
    to: 'served',
    keep: ({ at, data }) => ({ servedAt: at, way: data.way, receiver: data.receiver }),
  },
  data: z.strictObject({
    officers: officers('送达人'),
    way: choice('送达方式', serviceWays),
    account: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({
        title: '送达账号',
        'x-widget': 'text',
        'x-hint': '送达地址确认书上的手机号码、传真、电子邮箱或者即时通讯账号',
        'x-when': { field: 'way', is: 'electronic' },
      }),
    place: text('送达地点'),
    receiver: text('受送达人或者签收人', { max: 50 }),
    relation: choice('签收人身份', {
      self: '本人、法定代表人或者负责人',
      family: '同住成年家属',
      clerk: '负责收件的人',
      agent: '代理人或者指定的代收人',
      refused: '拒绝签收',
      'not-received': '未能实际接收（已送至其确认的地址）',
    }),
    reason: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({ title: '拒收事由', 'x-widget': 'text', 'x-when': { field: 'way', is: 'left' } }),
    witness: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '见证人', 'x-widget': 'text', 'x-when': { field: 'way', is: 'left' } }),
    proof: files('送达证明（照片、录像、回执）'),
  }),
  checks: [
    ({ data }) => {
      const basis = [rules(82, 1, 2)]
      if (data.way !== 'left')
        return data.relation === 'refused'
          ? [refusal('refused-not-left', '当事人拒绝签收的，送达方式应当选择“留置送达”', { field: 'way', basis })]
          : []
      return [
        ...((data.reason ?? '') === ''
          ? [refusal('no-reason', '留置送达应当载明拒收事由', { field: 'reason', basis })]
          : []),
        ...((data.witness ?? '') === '' && data.proof.length === 0
          ? [
              refusal('no-witness', '留置送达应当有见证人签名，或者以拍照、录像记录送达过程', {
                field: 'witness',
                basis,
              }),
            ]
          : []),
      ]
    },
    ({ data }) =>
      (data.way === 'electronic' || data.way === 'post' || data.way === 'entrusted') && data.proof.length === 0
        ? [refusal('no-proof', proofs[data.way], { field: 'proof', basis: [rules(82)] })]
        : [],
    toConfirmedAddress,
  ],
  duty: 'as-listed',
  papers: [{ form: 50 }],
  moves: startsPayment,
  leadsTo: ['performance'],
  leadsFrom: ['service'],
  choose: stageAfterService,
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    paper: question.strand?.data.paper,
    title: paperServed(question),
    addressee: whomToServe(question),
  }),
  apply: (dossier, { record, at }) => served(dossier, record.paper, at),
  sentence: ({ input, record }) =>
    `${serviceWays[input.way]}《${String(record.title ?? '文书')}》，${input.relation === 'refused' ? '拒绝签收' : `${input.receiver}签收`}`,
  known: (question) => {
    const { state } = question
    const whom = whomToServe(question)
    const party = state.dossier.parties.find(({ name }) => name === whom)
    const address = addressOf(state, whom)
    return {
      officers: state.dossier.handlers.map(({ id }) => id),
      way: 'direct',
      relation: 'self',
      account: address?.accounts[0]?.account,
      place: address?.address ?? party?.address,
      receiver: address?.receiver ?? party?.representative ?? whom,
      proof: [],
    }
  },
})
