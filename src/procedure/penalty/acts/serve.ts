import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { type Act, act } from '../../act.ts'
import { choice, files, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { Dossier } from '../../state.ts'
import { refsOf } from '../refs.ts'

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
  endsInService.has(Number(strand?.data.form)) && state.stage === 'service' ? 'performance' : undefined

/** The dossier once a paper was served: notice, decision and other outcome keep when. */
export const served = (dossier: Dossier, paper: unknown, at: string): Dossier => ({
  ...dossier,
  ...(dossier.notice !== undefined && dossier.notice.paper === paper
    ? { notice: { ...dossier.notice, servedAt: at } }
    : {}),
  ...(dossier.decision !== undefined && dossier.decision.paper === paper
    ? { decision: { ...dossier.decision, servedAt: at } }
    : {}),
  ...(dossier.outcome?.paper !== undefined && dossier.outcome.paper === paper
    ? { outcome: { ...dossier.outcome, servedAt: at } }
    : {}),
})

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
    place: text('送达地点'),
    receiver: text('受送达人或者签收人', { max: 50 }),
    relation: choice('签收人身份', {
      self: '本人、法定代表人或者负责人',
      family: '同住成年家属',
      clerk: '负责收件的人',
      agent: '代理人或者指定的代收人',
      refused: '拒绝签收',
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
  ],
  duty: 'as-listed',
  papers: [{ form: 50 }],
  leadsTo: ['performance'],
  leadsFrom: ['service'],
  choose: stageAfterService,
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    paper: question.strand?.data.paper,
    title: question.strand?.title,
  }),
  apply: (dossier, { record, at }) => served(dossier, record.paper, at),
  sentence: ({ input, record }) =>
    `${serviceWays[input.way]}《${String(record.title ?? '文书')}》，${input.relation === 'refused' ? '拒绝签收' : `${input.receiver}签收`}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    way: 'direct',
    relation: 'self',
    place: state.dossier.parties[0]?.address,
    receiver: state.dossier.parties[0]?.representative ?? state.dossier.parties[0]?.name,
    proof: [],
  }),
})
