import { z } from 'zod'
import { workingDays } from '../../../calendar/index.ts'
import { complaintRules, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, day, files, longText, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { anyOfficer, byRole } from '../../standing.ts'

const stages = ['verification', 'investigation']
const officer = anyOfficer({ ofUnit: true, basis: [rules(13)] })

/** 管辖争议 (程序规定 art. 13): seven working days to agree, then upwards. */
const recordDispute = act('record-jurisdiction-dispute', {
  title: '登记管辖争议',
  purpose: '与其他市场监督管理部门因管辖权发生争议的，自发生之日起七个工作日内协商；协商不成的，报请共同的上一级指定',
  basis: [rules(13), rules(12)],
  stages,
  by: officer,
  data: z.strictObject({
    other: text('争议的另一方', { max: 100 }),
    reasons: longText('争议情况和本局意见', { hint: '写对方的主张和本局的主张各自的依据', max: 3000 }),
  }),
  opens: ({ data }) => [{ kind: 'jurisdiction', title: `与${data.other}的管辖争议`, data: { other: data.other } }],
  sentence: ({ input }) => `与${input.other}发生管辖争议`,
})

const referUpwards = act('refer-jurisdiction', {
  title: '报请指定管辖',
  purpose: '协商不成的，报请共同的上一级市场监督管理部门指定管辖',
  basis: [rules(13), rules(16)],
  stages,
  by: byRole('leader', { notHandler: true, basis: [rules(13)] }),
  on: { kind: 'jurisdiction', from: ['disputed'], to: 'referred', keep: ({ data }) => ({ superior: data.superior }) },
  data: z.strictObject({
    superior: text('报请的上级部门', { max: 100 }),
    course: longText('协商经过', { hint: '写何时、与谁、怎样协商，结果如何', max: 3000 }),
  }),
  sentence: ({ input }) => `报请${input.superior}指定管辖`,
})

/** 报请上级管辖 (程序规定 art. 15 (3)): a case that is ours and that we can hardly handle, for special reasons. */
const askSuperior = act('ask-superior', {
  title: '报请上级管辖或者指定管辖',
  purpose:
    '依法由本局管辖的案件存在特殊原因、难以办理的，报请上一级管辖或者指定管辖；上一级自收到材料之日起七个工作日内确定',
  basis: [rules(15, 3), rules(16)],
  stages,
  by: byRole('leader', { notHandler: true, basis: [rules(15, 3)] }),
  gates: [
    {
      name: 'no-open-jurisdiction',
      title: '没有正在处理的管辖事项',
      basis: [rules(16)],
      test: ({ state }) =>
        state.strands.some(
          ({ kind, state: now }) => kind === 'jurisdiction' && (now === 'disputed' || now === 'referred'),
        )
          ? [refusal('jurisdiction-open', '已有正在处理的管辖事项，请先登记其结果', { basis: [rules(16)] })]
          : [],
    },
  ],
  data: z.strictObject({
    superior: text('报请的上级部门', { max: 100 }),
    reasons: longText('特殊原因和请求', { hint: '写本局不宜或者不能办理的具体原因', max: 3000 }),
  }),
  opens: ({ data }) => [
    {
      kind: 'jurisdiction',
      title: `报请${data.superior}确定管辖`,
      state: 'referred',
      data: { superior: data.superior },
    },
  ],
  sentence: ({ input }) => `报请${input.superior}管辖或者指定管辖`,
})

/** Ours: the case goes on. Theirs: it is handed over (art. 14). */
const settleDispute = act('settle-jurisdiction', {
  title: '登记管辖结果',
  purpose: '登记协商结果或者上级指定的管辖部门；由其他部门管辖的，移送案件',
  basis: [rules(13), rules(14), rules(16)],
  stages,
  by: officer,
  on: { kind: 'jurisdiction', from: ['disputed', 'referred'], to: ({ data }) => data.result },
  data: z.strictObject({
    result: choice('结果', { ours: '由本局管辖', theirs: '由其他部门管辖' }),
    document: z.string().trim().max(100).optional().meta({ title: '指定管辖文书文号', 'x-widget': 'text' }),
    note: longText('情况', { hint: '写何时、因为什么、有什么凭据', max: 2000 }),
  }),
  checks: [
    ({ data, strand }) =>
      strand?.state === 'referred' && (data.document ?? '') === ''
        ? [
            refusal('no-document', '上级指定管辖的，请填写指定管辖文书的文号', {
              field: 'document',
              basis: [rules(16)],
            }),
          ]
        : [],
  ],
  sentence: ({ input }) => (input.result === 'ours' ? '管辖争议：由本局管辖' : '管辖争议：由其他部门管辖'),
})

/** 移送有管辖权的市场监督管理部门 (程序规定 art. 14): once, and whoever gets it may not send it on by itself. */
const transferCase = act('transfer-case', {
  signs: 'decision',
  title: '移送其他市场监督管理部门',
  purpose: '发现案件不属于本部门管辖的，移送有管辖权的市场监督管理部门',
  basis: [rules(14), penaltyLaw(22)],
  stages,
  by: byRole('leader', { notHandler: true, basis: [rules(14)] }),
  data: z.strictObject({
    recipient: text('受移送的部门', { max: 100 }),
    reasons: longText('移送理由', { hint: '写为什么属于对方管辖，依据哪一条', max: 3000 }),
  }),
  papers: [{ form: 4, number: '移' }],
  leadsTo: ['closed'],
  apply: (dossier, { input, at, version }) => ({
    ...dossier,
    outcome: { kind: 'transferred' as const, reasons: input.reasons, at, version },
    closing: { result: `移送${input.recipient}`, version },
  }),
  gates: [
    {
      name: 'not-received-by-transfer',
      title: '不是其他部门移送来的案件',
      basis: [rules(14)],
      test: ({ state }) =>
        state.dossier.clue?.source === '其他部门移送' &&
        !state.strands.some(({ kind, state: now }) => kind === 'jurisdiction' && now === 'theirs')
          ? [
              refusal('sent-on', '移送来的案件对管辖权有异议的，应当报请共同的上一级部门指定管辖，不得再自行移送', {
                basis: [rules(14)],
              }),
            ]
          : [],
    },
  ],
  sentence: ({ input }) => `移送${input.recipient}`,
})

/** 指定管辖、交办 (程序规定 art. 15): what a city bureau may give to a district's. */
const assignDown = act('assign-case', {
  title: '指定管辖或者交办',
  purpose: '必要时将本局管辖的案件交由下级管辖，或者指定下级管辖',
  basis: [rules(15), rules(16)],
  stages,
  by: byRole('leader', { notHandler: true, basis: [rules(15)] }),
  data: z.strictObject({
    kind: choice('方式', { assign: '指定管辖', 'hand-down': '交办' }),
    recipient: text('下级市场监督管理部门', { max: 100 }),
    reasons: longText('理由和要求', { hint: '写为什么这样指定、到哪一天、要报什么', max: 3000 }),
    by: day('要求报告结果的日期'),
  }),
  papers: [
    { form: 2, number: '指管', when: ({ data }) => data.kind === 'assign' },
    { form: 3, number: '交', when: ({ data }) => data.kind === 'hand-down' },
  ],
  leadsTo: ['closed'],
  apply: (dossier, { input, at, version }) => ({
    ...dossier,
    outcome: { kind: 'transferred' as const, reasons: input.reasons, at, version },
    closing: { result: `${input.kind === 'assign' ? '指定' : '交办'}${input.recipient}办理`, version },
  }),
  sentence: ({ input }) => `${input.kind === 'assign' ? '指定' : '交办'}${input.recipient}办理`,
})

/** A real-name reporter is told within five working days (投诉举报处理暂行办法 art. 31). */
const tellReporter = act('tell-reporter', {
  title: '告知举报人',
  purpose: '实名举报的，自作出是否立案决定之日起五个工作日内告知举报人',
  basis: [complaintRules(31)],
  stages: ['investigation', 'review', 'notice', 'service', 'performance', 'closed'],
  by: officer,
  gates: [
    {
      name: 'has-reporter',
      title: '有实名举报人',
      basis: [complaintRules(31)],
      test: ({ state }) =>
        (state.dossier.clue?.reporter?.name ?? '') === ''
          ? [refusal('no-reporter', '本案没有登记实名举报人，不需要告知', { basis: [complaintRules(31)] })]
          : [],
    },
  ],
  once: true,
  data: z.strictObject({
    way: choice('告知方式', { letter: '书面', phone: '电话', message: '短信', online: '平台' }),
    content: longText('告知内容', { max: 2000, hint: '是否立案及理由；不透露其他案情' }),
    files: files('告知凭证'),
  }),
  sentence: () => '告知举报人是否立案',
  known: ({ state }) => ({
    way: 'letter',
    content: state.done.some(({ act: name }) => name === 'approve-filing')
      ? '您举报的线索经核查，本局已决定立案。'
      : '您举报的线索经核查，本局决定不予立案。',
    files: [],
  }),
})

/** 管辖 and what the person is told who brought the clue. */
export const jurisdiction: Extension = {
  title: '管辖和移送',
  acts: [recordDispute, referUpwards, askSuperior, settleDispute, transferCase, assignDown, tellReporter],
  strands: [
    {
      kind: 'jurisdiction',
      title: '管辖争议',
      states: { disputed: '协商中', referred: '已报请指定', ours: '由本局管辖', theirs: '由其他部门管辖' },
      initial: 'disputed',
      next: { disputed: 'settle-jurisdiction', referred: 'settle-jurisdiction', theirs: 'transfer-case' },
      holds: {
        in: ['theirs'],
        because: '案件已确定由其他部门管辖，请移送案件',
        basis: [rules(14)],
        except: ['transfer-case'],
      },
    },
  ],
  limits: [
    {
      name: 'jurisdiction',
      title: '协商解决管辖争议',
      amount: workingDays(7),
      basis: [rules(13)],
      startTitle: '发生管辖争议',
      strand: 'jurisdiction',
      fromOpening: true,
      of: ({ openedIn }) => openedIn === 'disputed',
      from: [],
      until: ['settle-jurisdiction', 'refer-jurisdiction'],
    },
    {
      name: 'superior-assigns',
      title: '上级确定管辖部门',
      amount: workingDays(7),
      basis: [rules(16)],
      startTitle: '收到报送材料',
      strand: 'jurisdiction',
      from: ['refer-jurisdiction'],
      until: ['settle-jurisdiction'],
      right: true,
    },
    {
      name: 'superior-answers',
      title: '上级确定管辖部门',
      amount: workingDays(7),
      basis: [rules(16)],
      startTitle: '上级收到报送材料',
      strand: 'jurisdiction',
      fromOpening: true,
      of: ({ openedIn }) => openedIn === 'referred',
      from: [],
      until: ['settle-jurisdiction'],
      right: true,
    },
    {
      name: 'tell-reporter',
      title: '告知实名举报人',
      amount: workingDays(5),
      basis: [complaintRules(31)],
      startTitle: '作出是否立案决定',
      from: ['approve-filing', 'decline-filing'],
      when: (_done, state) => (state.dossier.clue?.reporter?.name ?? '') !== '',
      until: ['tell-reporter'],
    },
  ],
  clocks: {
    verification: { until: ['transfer-case', 'assign-case'] },
    decision: { until: ['transfer-case', 'assign-case'] },
  },
}
