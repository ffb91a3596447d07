import { z } from 'zod'
import { addDays, computeLimit, dayOf } from '../../../calendar/index.ts'
import { foodLaw, refusal, rules } from '../../../kernel/index.ts'
import { type Act, act, type Gate, type Question } from '../../act.ts'
import { choice, confirmed, day, files, longText, officers, text } from '../../fields.ts'
import { handlers, theSystem } from '../../standing.ts'
import type { CaseState, FileRef, Paper, Strand } from '../../state.ts'
import { concerning, forEach } from '../concerned.ts'
import { notPast } from '../ordered.ts'
import { refsOf } from '../refs.ts'
import { bodyField, conclusions, type Remedy, remedyTitles, retestLaws, testOf, testTitle } from '../tests.ts'
import { stages } from './entrust-test.ts'
import { addEvidence } from './investigate.ts'

const retestBasis = Object.values(retestLaws).map(({ basis }) => basis)

/** 检测、检验、检疫、鉴定结果: evidence, and told to the party (程序规定 art. 32). */
export const recordTestResult = act('record-test-result', {
  title: '登记结果并制作告知书',
  purpose: '登记机构出具的报告，把结果和申请复检的权利书面告知当事人',
  basis: [rules(32), rules(23, 1, 7)],
  stages,
  by: handlers({ basis: [rules(32)] }),
  on: {
    kind: 'test',
    from: ['running', 'overdue'],
    to: 'reported',
    keep: ({ data, strand }) => ({
      report: data.report,
      conclusion: data.conclusion,
      // What was told with the first result stays: its clock has run.
      ...(testOf(strand).retest ? {} : { remedy: data.remedy }),
    }),
  },
  data: z.strictObject({
    report: text('报告编号', { max: 100 }),
    on: day('报告出具日期'),
    conclusion: choice('结论', conclusions),
    finding: longText('结论内容', { max: 3000, hint: '照录报告的结论；不合格的写明项目、实测值和标准值' }),
    signed: confirmed('报告有检测、检验、检疫、鉴定人员签名和机构盖章'),
    remedy: choice('当事人的异议权利', remedyTitles),
    files: files('报告', { min: 1 }),
  }),
  checks: [
    ({ data, at }) =>
      data.on > dayOf(at) ? [refusal('report-in-future', '报告出具日期不能晚于今天', { field: 'on' })] : [],
    ({ data, strand }) =>
      strand !== undefined && data.on < dayOf(strand.openedAt)
        ? [refusal('report-before-test', '报告出具日期早于委托日期，请核对', { field: 'on', basis: [rules(32)] })]
        : [],
    ({ data, strand }) =>
      data.remedy !== 'none' && strand !== undefined && testOf(strand).retest
        ? [
            refusal('retest-is-final', '复检结论为最终结论，不能再次申请复检，请选择“法律没有规定复检”', {
              field: 'remedy',
              basis: retestBasis,
            }),
          ]
        : [],
    ({ data, strand, state }) =>
      data.remedy === 'none' &&
      data.conclusion === 'failing' &&
      strand !== undefined &&
      testOf(strand).kind === 'inspection' &&
      testOf(strand).retest === undefined &&
      state.dossier.item?.breached.some(({ law }) => law === '食品安全法')
        ? [
            refusal('retest-not-told', '食品检验不合格的，应当告知当事人七个工作日内可以申请复检', {
              field: 'remedy',
              basis: [foodLaw(88, 1)],
            }),
          ]
        : [],
  ],
  papers: [{ form: 32, number: '检告', served: true, each: ({ state, strand }) => forEach(state, strand?.data.party) }],
  record: (question) => ({
    ...concerning(question.state.dossier, question.strand?.data.party),
    test: question.strand?.data,
    officers: refsOf(question, [question.actor.id]),
  }),
  apply: (dossier, event) => {
    const test = event.record.test as Strand['data']
    const { body, kind } = testOf({ data: test } as Strand)
    return addEvidence(dossier, event, {
      kind: 'expert',
      title: `${testTitle(kind)}报告（${event.input.report}）`,
      source: `${body.name}出具`,
      proves: event.input.finding,
      original: true,
      files: event.input.files as readonly FileRef[],
    })
  },
  sentence: ({ input }) => `收到报告${input.report}：${conclusions[input.conclusion]}`,
  known: ({ at, strand }) => ({
    on: dayOf(at),
    remedy: strand !== undefined && testOf(strand).retest ? 'none' : undefined,
    files: [],
  }),
})

/** The law by which a new test of the result may be asked for; after a second test, none. */
const openTo = (strand: Strand): Remedy => {
  const { remedy = 'none', retest } = testOf(strand)
  return retest ? 'none' : remedy
}

/** The last day for asking for a new test; nothing where there is none. */
const retestUntil = (strand: Strand, { facts, at }: Question): string | undefined => {
  const { toldAt } = testOf(strand)
  const remedy = openTo(strand)
  if (remedy === 'none' || toldAt === undefined) return undefined
  const { amount, basis } = retestLaws[remedy]
  return computeLimit({ amount, start: toldAt, startTitle: '', basis: [basis] }, facts.calendar, at).dueDay
}

const retestGiven: Gate = {
  name: 'retest-given',
  title: '法律规定可以申请复检',
  basis: retestBasis,
  test: ({ strand }) =>
    strand !== undefined && openTo(strand) === 'none'
      ? [
          refusal('no-retest', '法律没有规定对这项结果申请复检；复检结论为最终结论。当事人的意见可以作为陈述记录', {
            basis: retestBasis,
          }),
        ]
      : [],
}

/** 申请复检: in time, in writing (食品安全法 art. 88; 产品质量法 art. 15; 药品管理法 art. 102). */
export const requestRetest = act('request-retest', {
  title: '登记复检申请',
  purpose: '当事人对结果有异议，在法定期限内申请复检的，登记并审查',
  basis: retestBasis,
  stages: ['investigation'],
  by: handlers({ basis: retestBasis }),
  on: { kind: 'test', from: ['told', 'final'], to: 'objected', keep: ({ data }) => ({ objection: data.reasons }) },
  gates: [retestGiven],
  data: z.strictObject({
    on: day('申请日期'),
    reasons: longText('异议和理由', { hint: '按当事人的原意记录', max: 3000 }),
    files: files('复检申请书', { min: 1 }),
  }),
  checks: [
    (question) => {
      const { data, strand, at } = question
      const until = strand === undefined ? undefined : retestUntil(strand, question)
      return [
        ...(data.on > dayOf(at) ? [refusal('asked-in-future', '申请日期不能晚于今天', { field: 'on' })] : []),
        ...(until !== undefined && data.on > until
          ? [refusal('retest-too-late', `申请复检的期限到 ${until} 已经届满`, { field: 'on', basis: retestBasis })]
          : []),
      ]
    },
  ],
  sentence: ({ input }) => `当事人申请复检：${input.reasons}`,
  known: ({ at }) => ({ on: dayOf(at), files: [] }),
})

const given = (value: unknown): boolean => value !== undefined && value !== ''

/** Another body than the first, of food one drawn by lot (食品安全法 art. 88). */
export const handleRetest = act('handle-retest', {
  title: '审查复检申请',
  purpose: '符合规定的，另行确定复检机构并告知期间；不符合的，写明理由',
  basis: retestBasis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: retestBasis }),
  on: {
    kind: 'test',
    from: ['objected'],
    to: ({ data }) => (data.answer === 'accepted' ? 'running' : 'final'),
    keep: ({ data, at }) =>
      data.answer === 'accepted'
        ? { body: data.body, by: data.by, since: dayOf(at), retest: true }
        : { refused: data.reasons },
  },
  data: z.strictObject({
    officers: officers('经办人'),
    answer: choice('审查结论', { accepted: '受理，进行复检', refused: '不予受理' }),
    reasons: longText('理由', { hint: '写具体的事实，不只写条文', max: 2000 }),
    body: bodyField('复检机构')
      .optional()
      .meta({ title: '复检机构', 'x-widget': 'group', 'x-when': { field: 'answer', is: 'accepted' } }),
    drawn: z
      .boolean()
      .optional()
      .meta({
        title: '复检机构在公布的名录中随机确定',
        'x-widget': 'yes-no',
        'x-hint': '食品复检必须随机确定',
        'x-when': { field: 'answer', is: 'accepted' },
      }),
    by: day('复检期间届满日', { when: { field: 'answer', is: 'accepted' } }).optional(),
  }),
  checks: [
    (question) => {
      const { data, strand } = question
      if (data.answer !== 'accepted') return []
      const test = strand === undefined ? undefined : testOf(strand)
      return [
        ...(data.body === undefined ? [refusal('no-retest-body', '请填写复检机构', { field: 'body' })] : []),
        ...(given(data.by) ? notPast('by')(question) : [refusal('no-period', '请明确复检的期间', { field: 'by' })]),
        ...(data.body !== undefined && data.body.name === test?.body.name
          ? [
              refusal('same-body', '复检机构与初检机构不得为同一机构', {
                field: 'body',
                basis: [foodLaw(88, 1)],
              }),
            ]
          : []),
        ...(test?.remedy === 'food' && data.drawn !== true
          ? [
              refusal('not-drawn', '食品的复检机构应当在公布的复检机构名录中随机确定', {
                field: 'drawn',
                basis: [foodLaw(88, 1)],
              }),
            ]
          : []),
      ]
    },
  ],
  papers: [
    { form: 30, number: '检委', when: ({ data }) => data.answer === 'accepted' },
    {
      form: 31,
      number: '检期',
      served: true,
      when: ({ data }) => data.answer === 'accepted',
      each: ({ state, strand }) => forEach(state, strand?.data.party),
    },
  ],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    test: question.strand?.data,
  }),
  sentence: ({ input }) =>
    input.answer === 'accepted' ? `受理复检申请，由${input.body?.name}复检` : `不予受理复检申请：${input.reasons}`,
  known: ({ state, at }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    answer: 'accepted',
    by: addDays(dayOf(at), 20),
  }),
})

export const acceptTestResult = act('accept-test-result', {
  title: '记录当事人对结果无异议',
  purpose: '当事人书面表示对结果没有异议、不申请复检的，不必再等期限届满',
  basis: retestBasis,
  stages,
  by: handlers({ basis: retestBasis }),
  on: { kind: 'test', from: ['told'], to: 'final' },
  data: z.strictObject({
    confirmed: confirmed('声明由当事人本人、法定代表人或者有权代理人作出'),
    files: files('书面声明', { min: 1 }),
  }),
  sentence: () => '当事人对结果没有异议',
})

export const retestLapsed = act('retest-lapsed', {
  title: '申请复检的期限届满',
  purpose: '当事人在法定期限内没有申请复检',
  basis: retestBasis,
  stages,
  by: theSystem,
  system: true,
  on: { kind: 'test', from: ['told'], to: 'final' },
  data: z.strictObject({}),
  sentence: () => '当事人在法定期限内没有申请复检',
})

/** Whether others are still to be told of the same result: nobody's time to object runs out before the last was. */
const othersToBeTold = ({ strands, papers }: CaseState, { id, version }: Paper): boolean => {
  const others = papers.filter((paper) => paper.form === 32 && paper.version === version && paper.id !== id)
  return strands.some(
    ({ kind, state, data }) =>
      kind === 'service' && state === 'waiting' && others.some((paper) => paper.id === data.paper),
  )
}

/** The result reaches the party with its paper: from then on it may object, where a law lets it. */
export const tellResult: NonNullable<Act['moves']> = ({ state, strand, at }) => {
  const paper = state.papers.find(({ id, form }) => form === 32 && id === strand?.data.paper)
  if (paper !== undefined && othersToBeTold(state, paper)) return []
  const test = state.done.find(({ version }) => version === paper?.version)?.strand
  return state.strands
    .filter(({ id, state: now }) => id === test && now === 'reported')
    .map((each) => {
      const final = openTo(each) === 'none'
      return { id: each.id, state: final ? 'final' : 'told', ...(final ? {} : { keep: { toldAt: at } }) }
    })
}
