import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { choice, longText, officers, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, handlers } from '../../standing.ts'
import { outcomeKinds } from '../../state.ts'
import { eachPending } from '../acts/notify.ts'
import { certificatesShown, evidenceTaken, handlersNamed } from '../gates.ts'
import { refsOf } from '../refs.ts'

const handlings = {
  'no-penalty': '不予行政处罚：有违法行为，但有依法不予处罚的情形',
  'not-established': '不予行政处罚：违法事实不能成立',
  transferred: '移送其他行政管理部门：不属于本部门管辖',
} as const

/** The grounds of 行政处罚法 art. 30–33, 36, and what else leads to no penalty. */
const grounds = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  first: '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  minority: '不满十四周岁的未成年人有违法行为',
  'no-capacity': '精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为',
  'out-of-time': '违法行为超过法定期限未被发现',
  'no-facts': '现有证据不能证明违法事实',
  elsewhere: '依法由其他行政管理部门管辖',
} as const

const fitting: Readonly<Record<keyof typeof handlings, readonly (keyof typeof grounds)[]>> = {
  'no-penalty': ['minor', 'first', 'no-fault', 'minority', 'no-capacity', 'out-of-time'],
  'not-established': ['no-facts'],
  transferred: ['elsewhere'],
}

const basis = [rules(48), rules(60, 1), penaltyLaw(57)]

/** 案件调查终结报告 that proposes something else than a penalty (程序规定 art. 48, 56). */
const reportOtherwise = act('report-otherwise', {
  signs: 'handling',
  title: '提交调查终结报告（不予处罚、移送）',
  purpose: '调查终结，建议不予行政处罚或者移送其他部门的，写明事实、证据、理由，先送审核',
  basis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2 }),
  gates: [handlersNamed, certificatesShown, evidenceTaken],
  data: z.strictObject({
    officers: officers('报告人'),
    course: longText('调查经过', { hint: '按时间写检查、询问、取证和采取措施的经过', max: 5000 }),
    facts: longText('查明的事实', {
      hint: '写时间、地点、主体、行为、数量、金额和后果，每一项都要有证据',
      max: 20_000,
    }),
    nature: longText('违法行为性质', { hint: '写行为属于哪种违法，为什么', max: 3000 }),
    handling: choice('处理意见', handlings),
    ground: choice('法定情形', grounds),
    reasons: longText('理由和依据', { hint: '写事实符合哪一条、哪一款、哪一项', max: 5000 }),
  }),
  checks: [
    ({ data }) =>
      fitting[data.handling].includes(data.ground)
        ? []
        : [
            refusal(
              'ground-does-not-fit',
              `“${grounds[data.ground]}”不是“${handlings[data.handling]}”的情形，请重新选择`,
              {
                field: 'ground',
                basis: [rules(60, 1), penaltyLaw(33)],
              },
            ),
          ],
  ],
  papers: [{ form: 35 }],
  leadsTo: ['review'],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    scope: question.facts.reviewScope(question.state, {
      kinds: [],
      fine: 0,
      gains: 0,
      step: 'none',
      reasons: question.data.reasons,
    }),
  }),
  apply: ({ proposal: _proposal, ...dossier }, { input, record, version }) => ({
    ...dossier,
    findings: { facts: input.facts, nature: input.nature, violation: dossier.item?.name ?? '', version },
    handling: { kind: input.handling, ground: grounds[input.ground], reasons: input.reasons, version },
    review: record.scope as NonNullable<typeof dossier.review>,
  }),
  sentence: ({ input }) => `调查终结，建议${handlings[input.handling]}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id) }),
})

const proposed: Gate = {
  name: 'other-handling-proposed',
  title: '调查终结报告建议不予处罚或者移送',
  basis: [rules(56)],
  test: ({ state }) =>
    state.dossier.handling === undefined
      ? [
          refusal('no-other-handling', '调查终结报告没有建议不予处罚或者移送；拟给予处罚的，请批准处罚建议', {
            basis: [rules(56)],
          }),
        ]
      : [],
}

const penaltyProposed: Gate = {
  name: 'penalty-proposed',
  title: '调查终结报告建议给予处罚',
  basis: [rules(56)],
  test: ({ state }) =>
    state.dossier.handling === undefined
      ? []
      : [
          refusal('no-penalty-proposed', '调查终结报告建议不予处罚或者移送，请作出其他处理决定', {
            basis: [rules(56)],
          }),
        ],
}

/** The other decisions of 程序规定 art. 60 (1) items 2–4; with no penalty the party is educated (art. 61). */
const decideOtherwise = act('decide-otherwise', {
  signs: 'decision',
  title: '作出其他处理决定',
  purpose: '局负责人审查后决定不予行政处罚或者移送其他行政管理部门',
  basis: [rules(60, 1), rules(61), rules(17, 1), penaltyLaw(57), penaltyLaw(33, 3)],
  stages: ['review'],
  by: byRole('leader', { notHandler: true, basis: [rules(60)] }),
  gates: [proposed],
  data: z.strictObject({
    opinion: longText('决定意见', {
      hint: '写明同意处罚建议；不同意的请退回，不在这里改',
      max: 1000,
      'x-templates': ['同意处理意见。'],
    }),
    education: z.string().trim().max(2000).optional().meta({
      title: '对当事人的教育',
      'x-widget': 'long-text',
      'x-hint': '不予行政处罚的必填：写明违反了什么、今后应当怎样做',
    }),
    recipient: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '移送的部门', 'x-widget': 'text', 'x-hint': '移送的必填' }),
  }),
  checks: [
    ({ data, state }) => {
      const kind = state.dossier.handling?.kind
      return [
        ...(kind === 'no-penalty' && (data.education ?? '') === ''
          ? [
              refusal('no-education', '依法不予行政处罚的，应当对当事人进行教育，请写明教育的内容', {
                field: 'education',
                basis: [rules(61), penaltyLaw(33, 3)],
              }),
            ]
          : []),
        ...(kind === 'transferred' && (data.recipient ?? '') === ''
          ? [refusal('no-recipient', '请填写有管辖权的部门', { field: 'recipient', basis: [rules(17, 1)] })]
          : []),
      ]
    },
  ],
  papers: [
    { form: 43 },
    {
      form: 46,
      number: '不罚',
      served: true,
      when: ({ state }) => state.dossier.handling?.kind !== 'transferred',
      each: eachPending,
    },
    { form: 4, number: '移', when: ({ state }) => state.dossier.handling?.kind === 'transferred' },
  ],
  leadsTo: ['service', 'performance'],
  choose: ({ state }) => (state.dossier.handling?.kind === 'transferred' ? 'performance' : 'service'),
  apply: (dossier, { papers, at, version }) => {
    const [paper, ...others] = papers.filter(({ form }) => form === 46)
    return dossier.handling === undefined
      ? dossier
      : {
          ...dossier,
          outcome: {
            kind: dossier.handling.kind,
            reasons: dossier.handling.reasons,
            at,
            version,
            ...(paper === undefined ? {} : { paper: paper.id }),
            ...(paper === undefined || others.length === 0 ? {} : { waiting: [paper, ...others].map(({ id }) => id) }),
          },
        }
  },
  sentence: (_event, { handling }) => `决定${outcomeKinds[handling?.kind ?? 'no-penalty']}`,
})

/** The receipt of the department to which the case went. */
const recordReceipt = act('record-transfer-receipt', {
  title: '登记移送回执',
  purpose: '登记受移送部门的签收或者答复',
  basis: [rules(17, 1)],
  stages: ['performance'],
  by: handlers(),
  gates: [
    {
      name: 'transferred',
      title: '案件已移送',
      basis: [rules(17, 1)],
      test: ({ state }) =>
        state.dossier.outcome?.kind === 'transferred'
          ? []
          : [refusal('not-transferred', '案件没有移送其他部门', { basis: [rules(17, 1)] })],
    },
  ],
  data: z.strictObject({
    receiver: text('签收部门和经办人', { max: 100 }),
    note: longText('答复情况', { hint: '写对方何时答复、接收还是退回、文号', max: 1000 }),
  }),
  once: true,
  sentence: ({ input }) => `${input.receiver}签收移送材料`,
})

/** 不予行政处罚、移送其他部门 (程序规定 art. 60 (1) items 2–4). */
export const otherDecisions: Extension = {
  title: '不予处罚和移送',
  acts: [reportOtherwise, decideOtherwise, recordReceipt],
  gates: { 'approve-proposal': [penaltyProposed] },
  clocks: { decision: { until: ['decide-otherwise'] }, closing: { from: ['decide-otherwise'] } },
}
