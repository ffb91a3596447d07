import { z } from 'zod'
import { days, hours } from '../../../calendar/index.ts'
import { compulsionLaw, penaltyLaw, refusal, rules, transferRules } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { choice, files, longText, officers, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, handlers } from '../../standing.ts'
import type { CaseState } from '../../state.ts'
import { handlersNamed } from '../gates.ts'
import { seizedOwners, seizedText } from '../goods.ts'
import { refsOf } from '../refs.ts'

const stages = ['investigation', 'review', 'notice']
const open = ['reported', 'approved', 'handed', 'filed']

const notReported: Gate = {
  name: 'no-crime-reported',
  title: '没有正在办理的移送',
  basis: [transferRules(5)],
  test: ({ state }: { readonly state: CaseState }) =>
    state.strands.some(({ kind, state: now }) => kind === 'crime' && open.includes(now))
      ? [refusal('crime-reported-already', '本案的移送正在办理，不需要再次报告', { basis: [transferRules(5)] })]
      : [],
}

/** 移送涉嫌犯罪案件的书面报告: by two officers or more (移送规定 art. 5 (1)). */
const reportCrime = act('report-crime', {
  title: '报告涉嫌犯罪',
  purpose: '发现违法行为涉嫌犯罪的，由两名以上执法人员核实后书面报告，报主要负责人审批',
  basis: [transferRules(5, 1), transferRules(3), rules(17, 2), penaltyLaw(27)],
  stages,
  by: handlers({ atLeast: 2, basis: [transferRules(5, 1)] }),
  gates: [handlersNamed, notReported],
  data: z.strictObject({
    officers: officers('报告人'),
    crime: text('涉嫌罪名', { max: 100 }),
    facts: longText('涉嫌犯罪的事实', { hint: '写时间、地点、行为、数额和后果，每一项都要有证据', max: 10_000 }),
    standard: longText('追诉标准及理由', { hint: '写对照的追诉标准和达到标准的数额、情节', max: 3000 }),
  }),
  opens: ({ data }) => [
    { kind: 'crime', title: `移送涉嫌犯罪案件（${data.crime}）`, data: { crime: data.crime, facts: data.facts } },
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `报告涉嫌犯罪：${input.crime}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id) }),
})

/** Three days; a refusal's reasons go on the record (移送规定 art. 5 (2)). */
const answerCrime = act('answer-crime', {
  title: '审批移送',
  purpose: '主要负责人自接到报告之日起三日内决定是否移送；不批准的，理由记录在案',
  basis: [transferRules(5, 2)],
  stages,
  by: byRole('leader', { notHandler: true, basis: [transferRules(5, 2)] }),
  on: { kind: 'crime', from: ['reported'], to: ({ data }) => (data.answer === 'granted' ? 'approved' : 'refused') },
  data: z.strictObject({
    answer: choice('审批结论', { granted: '批准移送', refused: '不批准移送' }),
    opinion: longText('审批意见和理由', { hint: '决定不移送的，必须写明理由', max: 2000 }),
  }),
  papers: [{ form: 8 }],
  record: ({ strand, state }) => {
    const asked = state.done.findLast(({ act: name }) => name === 'report-crime')
    return {
      matter: strand?.title ?? '移送涉嫌犯罪案件',
      asked: { reasons: strand?.data.facts },
      askedBy: { id: asked?.by, name: state.dossier.handlers.find(({ id }) => id === asked?.by)?.name ?? '' },
      askedAt: asked?.at,
    }
  },
  sentence: ({ input }) => `${input.answer === 'granted' ? '批准' : '不批准'}移送：${input.opinion}`,
})

/** To the police within 24 hours of the approval, with the five kinds of material (移送规定 art. 5 (2), 6). */
const handOver = act('hand-over-crime', {
  title: '移送公安机关',
  purpose: '批准后二十四小时内向同级公安机关移送，附移送书、调查报告、物品清单、检验鉴定结论等材料',
  basis: [transferRules(5, 2), transferRules(6), transferRules(7)],
  stages,
  by: handlers({ atLeast: 2, basis: [transferRules(5, 2)] }),
  on: {
    kind: 'crime',
    from: ['approved'],
    to: 'handed',
    keep: ({ data, at }) => ({ police: data.police, handedAt: at }),
  },
  data: z.strictObject({
    officers: officers('移送人'),
    police: text('受移送的公安机关', { max: 100 }),
    materials: longText('移送材料清单', {
      hint: '一行一项：名称、份数、页数',
      max: 3000,
      'x-templates': [
        '涉嫌犯罪案件移送书；涉嫌犯罪案件情况的调查报告；涉案物品清单；检验报告或者鉴定结论；其他有关材料。',
      ],
    }),
    goods: z
      .string()
      .trim()
      .max(2000)
      .optional()
      .meta({ title: '随案移送的查封、扣押物品', 'x-widget': 'long-text', 'x-hint': '有的，同时书面告知当事人' }),
    receipt: files('公安机关签收的回执', { min: 1 }),
  }),
  checks: [
    ({ data, state }) =>
      (data.goods ?? '') === '' && seizedText(state) !== ''
        ? [
            refusal(
              'goods-not-named',
              `查封、扣押的${seizedText(state)}应当一并移送，请写明随案移送的物品，并书面告知当事人`,
              { field: 'goods', basis: [compulsionLaw(21), transferRules(6)] },
            ),
          ]
        : [],
  ],
  papers: [
    { form: 5, number: '罪移' },
    {
      form: 6,
      number: '物移告',
      served: true,
      when: ({ data }) => (data.goods ?? '') !== '',
      each: ({ state }) => seizedOwners(state),
    },
  ],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    crime: question.strand?.data.crime,
    facts: question.strand?.data.facts,
  }),
  sentence: ({ input }) => `向${input.police}移送涉嫌犯罪案件`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    goods: seizedText(state),
    receipt: [],
  }),
})

/** The police answer within three days (移送规定 art. 8). Declined: the case goes on here (art. 10). */
const recordPoliceAnswer = act('record-police-answer', {
  title: '登记公安机关答复',
  purpose: '登记公安机关立案或者不予立案的书面通知；不予立案的，依法继续处理',
  basis: [transferRules(8), transferRules(9), transferRules(10)],
  stages,
  by: handlers({ basis: [transferRules(8)] }),
  on: { kind: 'crime', from: ['handed'], to: ({ data }) => data.answer },
  data: z.strictObject({
    answer: choice('答复', { filed: '决定立案', declined: '不予立案，退回案卷材料' }),
    document: text('通知书文号', { max: 100 }),
    reasons: longText('情况和理由', { hint: '写公安机关的答复、文号和理由', max: 2000 }),
    files: files('通知书', { min: 1 }),
  }),
  sentence: ({ input }) => (input.answer === 'filed' ? '公安机关决定立案' : '公安机关不予立案，退回案卷材料'),
})

/** 行政处罚法 art. 27; 移送规定 art. 13: where no criminal liability follows, the case comes back and is dealt with here. */
const takeBack = act('take-case-back', {
  title: '登记案件退回',
  purpose: '司法机关认为不需要追究刑事责任、依法应当给予行政处罚的，案件退回后继续办理',
  basis: [penaltyLaw(27), transferRules(13)],
  stages,
  by: handlers({ basis: [transferRules(13)] }),
  on: { kind: 'crime', from: ['filed'], to: 'returned' },
  data: z.strictObject({
    from: choice('退回机关', { police: '公安机关', procuratorate: '人民检察院', court: '人民法院' }),
    document: text('文书名称及文号', { max: 100 }),
    reasons: longText('退回的情况和意见', { hint: '写退回的单位、文号和要求', max: 2000 }),
    files: files('文书', { min: 1 }),
  }),
  sentence: ({ input }) => `案件退回：${input.reasons}`,
})

/** Criminal liability was pursued: the case ends here (程序规定 art. 60 (1) item 5). */
const concludeCrime = act('conclude-crime', {
  title: '登记刑事处理结果',
  purpose: '司法机关已追究刑事责任，不再给予行政处罚的，案件据此结案',
  basis: [rules(60, 1, 5), transferRules(11)],
  stages,
  by: handlers({ basis: [rules(60, 1, 5)] }),
  on: { kind: 'crime', from: ['filed'], to: 'concluded' },
  data: z.strictObject({
    document: text('裁判文书或者决定的文号', { max: 100 }),
    result: longText('处理结果', { hint: '写司法机关的处理结果和文号', max: 2000 }),
    files: files('文书', { min: 1 }),
  }),
  leadsTo: ['performance'],
  apply: (dossier, { input, at, version }) => ({
    ...dossier,
    outcome: { kind: 'crime' as const, reasons: input.result, at, version },
  }),
  sentence: ({ input }) => `刑事处理结果：${input.result}`,
})

/** 涉嫌犯罪案件移送 (移送规定; 行政处罚法 art. 27): while the judiciary has the case, a penalty can't stand in its place (art. 11). */
export const crime: Extension = {
  title: '涉嫌犯罪移送',
  acts: [reportCrime, answerCrime, handOver, recordPoliceAnswer, takeBack, concludeCrime],
  strands: [
    {
      kind: 'crime',
      title: '移送涉嫌犯罪案件',
      states: {
        reported: '已报告，待审批',
        approved: '已批准，待移送',
        refused: '不批准移送',
        handed: '已移送，待答复',
        filed: '公安机关已立案',
        declined: '公安机关不予立案',
        returned: '已退回',
        concluded: '已追究刑事责任',
      },
      initial: 'reported',
      next: { reported: 'answer-crime', approved: 'hand-over-crime', handed: 'record-police-answer' },
      holds: {
        in: ['approved', 'handed', 'filed'],
        because: '案件已决定移送公安机关，不得以行政处罚代替移送；不予立案或者退回后再继续办理',
        basis: [transferRules(11, 1), penaltyLaw(27)],
      },
    },
  ],
  limits: [
    {
      name: 'crime-approval',
      title: '决定是否移送涉嫌犯罪案件',
      amount: days(3),
      basis: [transferRules(5, 2)],
      startTitle: '接到移送报告',
      strand: 'crime',
      fromOpening: true,
      from: [],
      until: ['answer-crime'],
    },
    {
      name: 'crime-hand-over',
      title: '向公安机关移送',
      amount: hours(24),
      basis: [transferRules(5, 2)],
      startTitle: '批准移送',
      strand: 'crime',
      from: [{ act: 'answer-crime', into: 'approved' }],
      until: ['hand-over-crime'],
    },
    {
      name: 'police-answer',
      title: '公安机关答复是否立案',
      amount: days(3),
      basis: [transferRules(8)],
      startTitle: '公安机关接受移送',
      strand: 'crime',
      from: ['hand-over-crime'],
      until: ['record-police-answer'],
      right: true,
    },
  ],
  clocks: {
    decision: {
      until: ['conclude-crime'],
      excludes: [
        { strand: 'crime', in: ['handed', 'filed'], why: '案件移送司法机关、等待处理结果的时间不计入办案期限' },
      ],
    },
    closing: { from: ['conclude-crime'] },
  },
}
