import { identityCardCheckDigit, usccCheckDigit } from '../../../kernel/index.ts'
import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const identity = (first17: string) => `${first17}${identityCardCheckDigit(first17)}`

export const firm = {
  kind: 'organisation',
  name: '澄州市云上食品有限公司',
  code: `91339901MA0000088${usccCheckDigit('91339901MA0000088')}`,
  licence: '营业执照',
  address: '澄州市东浦区望江路 66 号',
  representative: '云中鹤',
  phone: '13900000088',
} as const

/** Answers for the firm's breach beside it (双罚). */
export const manager = {
  kind: 'person',
  name: '云中鹤',
  idNumber: identity('33990119800202456'),
  address: '澄州市东浦区望江路 66 号',
  phone: '13900000088',
  role: 'responsible',
} as const

/** Broke the law together with the firm. */
export const dealer = {
  kind: 'household',
  name: '澄州市东浦区老秦副食店',
  code: `92339901MA0000099${usccCheckDigit('92339901MA0000099')}`,
  idNumber: identity('33990119790303789'),
  address: '澄州市东浦区河埠路 3 号',
  representative: '秦守业',
  phone: '13900000099',
  role: 'joint',
} as const

const row = { item: 'expired-food', gains: 0, step: 'lighter', reasons: '首次违法，主动下架并召回。' }

/** A firm and its manager from the filing on, a dealer that joins later: each told, heard, punished and served for itself. */
export const jointSteps = {
  propose: { ...o.propose, data: { ...o.propose.data, party: firm, otherParties: [manager] } },
  inspect: {
    ...o.inspect,
    data: { ...o.inspect.data, party: 'all', presentPerson: '云中鹤（总经理）、云小朵（店长）' },
  },
  question: {
    ...o.question,
    data: { ...o.question.data, party: 'party-2', person: { name: '云中鹤', role: 'party' } },
  },
  evidence: { ...o.evidence, data: { ...o.evidence.data, party: 'party-1' } },
  ask: {
    by: 'zhao',
    on: '2026-03-06T05:00:00.000Z',
    act: 'ask-joint-party',
    data: {
      party: dealer,
      facts: '明知糕点已经过期，仍与云上公司约定更换标签后代销。',
      reasons: '共同实施违法行为，宜在本案中一并处理。',
    },
  },
  answer: {
    by: 'leader',
    on: '2026-03-06T06:00:00.000Z',
    act: 'answer-joint-party',
    data: { answer: 'granted', opinion: '同意追加。' },
  },
  report: {
    ...o.report,
    data: {
      ...o.report.data,
      facts: '云上公司将过期糕点更换标签后销售，总经理云中鹤决定并组织实施；老秦副食店明知而代销。',
      penalty: { ...o.report.data.penalty, party: 'party-1', fine: 6_000_000 },
      otherPenalties: [
        {
          ...row,
          party: 'party-2',
          kinds: ['fine', 'confiscate-gains'],
          baseValue: 2_000_000,
          gains: 2_000_000,
          fine: 600_000,
          step: 'normal',
          reasons: '决定并组织更换标签，没收违法行为发生期间自本单位所获收入并处罚款。',
        },
        { ...row, party: 'party-3', kinds: ['fine'], fine: 5_000_000 },
      ],
    },
  },
  serveDealerNotice: o.serveNotice,
  serveManagerNotice: { ...o.serveNotice, on: '2026-03-12T03:00:00.000Z' },
  serveFirmNotice: { ...o.serveNotice, on: '2026-03-12T04:00:00.000Z' },
  defend: { ...o.defend, data: { ...o.defend.data, person: '秦守业（经营者）' } },
  recheck: { ...o.recheck, data: { ...o.recheck.data, party: 'party-3' } },
  waiveManager: {
    by: 'zhao',
    on: '2026-03-16T03:00:00.000Z',
    act: 'waive-defence',
    data: {
      way: 'written',
      confirmed: true,
      files: [{ blob: 'b'.repeat(64), name: '放弃声明.pdf', type: 'application/pdf', size: 2000 }],
    },
  },
  lapsedFirm: { by: 'system', on: '2026-03-19T16:30:00.000Z', act: 'defence-lapsed', data: {} },
  serveDealer: o.serveDecision,
  serveManager: { ...o.serveDecision, on: '2026-03-23T03:00:00.000Z' },
  serveFirm: { ...o.serveDecision, on: '2026-03-23T04:00:00.000Z' },
  payDealer: o.pay,
  payManager: { ...o.pay, data: { ...o.pay.data, amount: 2_600_000, receipt: '浙财 0002' } },
  payFirm: { ...o.pay, data: { ...o.pay.data, amount: 6_000_000, receipt: '浙财 0003' } },
} as const satisfies Record<string, Step>

const j = jointSteps

/** Until all evidence is taken, and the dealer has joined. */
export const investigated: readonly Step[] = [
  ...until(o, 'verify'),
  j.propose,
  ...until(o, 'show').slice(until(o, 'propose').length),
  j.inspect,
  j.question,
  j.evidence,
  j.ask,
  j.answer,
]

/** The dealer's statement is adopted, and its penalty falls to nothing; the others' stay as they were told. */
export const sparedSteps = {
  adopt: {
    ...j.recheck,
    data: {
      ...j.recheck.data,
      result: 'adopted',
      reasons: '老秦副食店提交的进货查验记录表明其不知道标签被更换，违法行为轻微并及时改正。',
      penalty: j.report.data.penalty,
      otherPenalties: [
        j.report.data.otherPenalties[0],
        {
          item: 'expired-food',
          party: 'party-3',
          kinds: [],
          fine: 0,
          gains: 0,
          step: 'none',
          reasons: '违法行为轻微并及时改正，没有造成危害后果，依照《行政处罚法》第三十三条第一款不予行政处罚。',
        },
      ],
    },
  },
  resume: {
    by: 'zhao',
    on: '2026-03-19T17:00:00.000Z',
    act: 'resume-review',
    data: { note: '老秦副食店的意见已采纳，建议对其不予行政处罚。' },
  },
  approve: { ...o.approve, on: '2026-03-19T17:30:00.000Z' },
  decide: {
    ...o.decide,
    data: { ...o.decide.data, spares: true, education: '今后进货应当查验并留存记录，发现更换标签的及时报告。' },
  },
} as const satisfies Record<string, Step>

const discussed: Step = {
  by: 'leader',
  on: '2026-03-19T18:00:00.000Z',
  act: 'discuss-collectively',
  data: {
    place: '局会议室',
    members: [
      { name: '王局长', view: '同意处罚建议。' },
      { name: '何副局长', view: '同意，对各当事人的裁量适当。' },
    ],
    conclusion: '同意对各当事人分别处罚。',
  },
}

export const jointScene: readonly Step[] = [
  ...investigated,
  j.report,
  o.approve,
  o.notice,
  j.serveDealerNotice,
  j.serveManagerNotice,
  j.serveFirmNotice,
  j.defend,
  j.recheck,
  j.waiveManager,
  j.lapsedFirm,
  discussed,
  o.decide,
  j.serveDealer,
  j.serveManager,
  j.serveFirm,
  j.payDealer,
  j.payManager,
  j.payFirm,
  o.proposeClosing,
  o.close,
]

export const sparedScene: readonly Step[] = [
  ...investigated,
  j.report,
  o.approve,
  o.notice,
  j.serveDealerNotice,
  j.serveManagerNotice,
  j.serveFirmNotice,
  j.defend,
  sparedSteps.adopt,
  j.waiveManager,
  j.lapsedFirm,
  sparedSteps.resume,
  sparedSteps.approve,
  discussed,
  sparedSteps.decide,
  j.serveDealer,
  j.serveManager,
  j.serveFirm,
  j.payManager,
  j.payFirm,
  o.proposeClosing,
  o.close,
]
