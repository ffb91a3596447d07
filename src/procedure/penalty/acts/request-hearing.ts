import { z } from 'zod'
import { computeLimit, dayOf } from '../../../calendar/index.ts'
import { hearingRules, penaltyLaw, type Refusal, refusal } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { choice, day, files, longText, officer, text } from '../../fields.ts'
import { byRole, handlers, isHandler } from '../../standing.ts'
import type { Strand } from '../../state.ts'
import { defencePeriod } from '../defence.ts'
import { onServedNotice } from '../gates.ts'
import { refsOf } from '../refs.ts'
import { ofParty, partyOfStrand, titleFor } from '../shares.ts'

const entitled: Gate = {
  name: 'hearing-right',
  title: '拟作出的处罚属于听证范围',
  basis: [hearingRules(5), penaltyLaw(63)],
  test: ({ state, strand }) =>
    (strand === undefined ? state.dossier.notice : partyOfStrand(state.dossier, strand)?.notice)?.hearing === false
      ? [
          refusal(
            'no-hearing-right',
            '拟作出的处罚不属于听证范围，告知书没有告知听证权利；当事人的意见请记入陈述申辩笔录',
            {
              basis: [hearingRules(5), penaltyLaw(63)],
            },
          ),
        ]
      : [],
}

const notHeard: Gate = {
  name: 'no-hearing-yet',
  title: '尚未就本次告知要求听证',
  basis: [hearingRules(7)],
  test: ({ state, strand }) =>
    state.strands.some(
      ({ kind, data }) => kind === 'hearing' && strand !== undefined && data.notice === strand.data.paper,
    )
      ? [refusal('hearing-asked-already', '当事人已就本次告知要求听证，不需要再次登记', { basis: [hearingRules(7)] })]
      : [],
}

/** 要求听证 (听证办法 art. 7): on the receipt of service, or within five working days after it; if by word of mouth, written down and signed. */
export const requestHearing = act('request-hearing', {
  title: '登记听证申请',
  purpose: '当事人要求听证的，记录提出的日期和方式，报局负责人在三个工作日内确定听证主持人',
  basis: [hearingRules(7), penaltyLaw(64)],
  stages: ['notice'],
  by: handlers({ basis: [hearingRules(7)] }),
  on: onServedNotice,
  gates: [entitled, notHeard],
  data: z.strictObject({
    on: day('提出日期'),
    way: choice('提出方式', {
      receipt: '在送达回证上签署意见',
      written: '书面申请',
      oral: '口头提出，已记入笔录并由当事人签名',
    }),
    reasons: longText('听证请求和理由', { hint: '按当事人的原意记录，要求听证的事项逐项写明', max: 3000 }),
    agents: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ title: '委托代理人', 'x-widget': 'text', 'x-hint': '一至二人；须有授权委托书和身份证明' }),
    files: files('申请材料', { min: 1 }),
  }),
  checks: [
    ({ data, strand, facts, at }) => [
      ...tooLate(data.on, servedAt(strand), facts),
      ...notYetAsked(data.on, at, servedAt(strand)),
    ],
  ],
  opens: ({ state, data, strand }) => [
    {
      kind: 'hearing',
      title: titleFor('听证', state.dossier, strand?.data.party),
      data: {
        notice: strand?.data.paper,
        ...ofParty(state.dossier, strand?.data.party as string | undefined),
        askedOn: data.on,
        reasons: data.reasons,
        agents: data.agents ?? '',
      },
    },
  ],
  record: ({ state, strand }) => ofParty(state.dossier, strand?.data.party as string | undefined),
  sentence: ({ input, record }, dossier) => `${titleFor('当事人', dossier, record.party)}于${input.on}要求听证`,
  known: ({ at }) => ({ on: dayOf(at), way: 'written', files: [] }),
})

const servedAt = (strand: Strand | undefined) => strand?.data.servedAt as string | undefined

const tooLate = (
  on: string,
  served: string | undefined,
  { calendar, now }: Parameters<Gate['test']>[0]['facts'],
): readonly Refusal[] => {
  if (served === undefined) return []
  const basis = [hearingRules(7, 2), penaltyLaw(64)]
  const { dueDay } = computeLimit(
    { amount: defencePeriod, start: served, startTitle: '收到告知书', basis },
    calendar,
    now,
  )
  return dueDay !== undefined && on > dueDay
    ? [
        refusal('hearing-too-late', `听证应当在 ${dueDay} 前提出，逾期视为放弃；当事人的意见请记入陈述申辩笔录`, {
          field: 'on',
          basis,
        }),
      ]
    : []
}

const notYetAsked = (on: string, at: string, served: string | undefined): readonly Refusal[] => [
  ...(on > dayOf(at) ? [refusal('asked-in-future', '提出日期不能晚于今天', { field: 'on' })] : []),
  ...(served !== undefined && on < dayOf(served)
    ? [refusal('asked-before-notice', '提出日期早于告知书送达日期，请核对', { field: 'on' })]
    : []),
]

/** 确定听证主持人 (听证办法 art. 11, 18): never somebody who handled the case. */
export const appointChair = act('appoint-chair', {
  title: '确定听证主持人',
  purpose: '局负责人自收到听证申请之日起三个工作日内指定听证主持人；必要时设一至二名听证员',
  basis: [hearingRules(11), hearingRules(18), penaltyLaw(64)],
  stages: ['notice'],
  by: byRole('leader', { notHandler: true, basis: [hearingRules(11)] }),
  on: {
    kind: 'hearing',
    from: ['requested'],
    to: 'appointed',
    keep: (question) => {
      const [chair] = refsOf(question, [question.data.chair])
      return { chair, members: refsOf(question, question.data.members) }
    },
  },
  data: z.strictObject({
    chair: officer('听证主持人'),
    members: z
      .array(z.string().max(100))
      .max(2, '听证员最多二人')
      .default([])
      .meta({ title: '听证员', 'x-widget': 'officers', 'x-hint': '必要时设一至二名' }),
  }),
  checks: [
    ({ data, state, facts }) => {
      const basis = [hearingRules(11, 3), penaltyLaw(64)]
      const people = [['chair', data.chair] as const, ...data.members.map((id: string) => ['members', id] as const)]
      return [
        ...people.flatMap(([field, id]) => {
          const officer = facts.officers.get(id)
          if (officer === undefined)
            return [refusal('unknown-officer', '所选人员不在本机关人员名录中，请重新选择', { field })]
          return isHandler(state, id)
            ? [
                refusal(
                  'chair-investigated',
                  `${officer.name}是本案办案人员，不得担任听证主持人或者听证员，请另行指定`,
                  {
                    field,
                    basis,
                  },
                ),
              ]
            : []
        }),
        ...(data.members.includes(data.chair)
          ? [
              refusal('chair-is-member', '听证主持人不能同时担任听证员', {
                field: 'members',
                basis: [hearingRules(11)],
              }),
            ]
          : []),
      ]
    },
  ],
  sentence: ({ input }) => `确定听证主持人${input.members.length > 0 ? `和 ${input.members.length} 名听证员` : ''}`,
})

/** A request that the law gives no hearing for: out of time in fact, or withdrawn by somebody without authority. Told with reasons. */
export const refuseHearing = act('refuse-hearing', {
  title: '不予听证',
  purpose: '申请人不是当事人、不属于听证范围或者逾期提出的，不予听证并向申请人说明理由',
  basis: [hearingRules(5), hearingRules(7)],
  stages: ['notice'],
  by: byRole('leader', { notHandler: true, basis: [hearingRules(7)] }),
  on: { kind: 'hearing', from: ['requested'], to: 'refused', keep: ({ data }) => ({ refusedFor: data.reasons }) },
  data: z.strictObject({
    ground: choice('不予听证的情形', {
      stranger: '申请人不是本案当事人或者其代理人',
      scope: '拟作出的处罚不属于听证范围',
      late: '逾期提出且没有正当理由',
    }),
    reasons: longText('理由', { hint: '写具体的事实，不只写条文', max: 2000 }),
    told: text('告知申请人的方式', { max: 100 }),
  }),
  sentence: ({ input }) => `不予听证：${input.reasons}`,
})
