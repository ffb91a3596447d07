import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import { compulsionLaw, refusal, rules } from '../../../kernel/index.ts'
import { type ActQuestion, act, type Question } from '../../act.ts'
import { choice, day, longText, officers, text } from '../../fields.ts'
import { handlers, theSystem } from '../../standing.ts'
import { concernedField, concernedMissing, concerning, forEach, saidOf } from '../concerned.ts'
import { handlersNamed } from '../gates.ts'
import { notPast } from '../ordered.ts'
import { refsOf } from '../refs.ts'
import { sampledAmong, samplesIn } from '../samples.ts'
import { bodyField, sampleSources, samplesField, testKinds, testOf, testTitle } from '../tests.ts'

const basis = [rules(32), rules(38, 3), compulsionLaw(25, 3)]
/** What was begun is also ended where the case has meanwhile gone on. */
export const stages = ['investigation', 'review', 'notice', 'service', 'performance']

/** The states in which a measure holds things that can be sent to a test. */
const holding = { seizure: ['held'], keeping: ['kept', 'testing'] } as const

const heldUnder = ({ state }: Question, kind: keyof typeof holding) =>
  state.strands.filter((strand) => strand.kind === kind && holding[kind].some((now) => now === strand.state))

/** The keeping or seizure that holds what is tested, by the number of its paper. */
const named = (question: ActQuestion, kind: keyof typeof holding) =>
  heldUnder(question, kind).find(({ data }) => data.number === question.data.decision)

/** 委托检测、检验、检疫、鉴定 (程序规定 art. 32), for a period that is fixed and told to the party (art. 38 (3)). */
export const entrustTest = act('entrust-test', {
  title: '委托检测、检验、检疫、鉴定',
  purpose: '专门事项委托有法定资质的机构查明，并书面告知当事人期间；期间不计入办案期限',
  basis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis }),
  gates: [handlersNamed],
  data: z.strictObject({
    party: concernedField({}, '期间和结果书面告知该当事人；与各当事人都有关的，选“全体当事人”，分别告知'),
    officers: officers('经办人'),
    kind: choice('委托类别', testKinds),
    body: bodyField('受委托机构'),
    matter: longText('委托事项', { max: 2000, hint: '写明要查明的专门事项或者检验项目' }),
    standard: text('依据的标准或者方法', { max: 500 }),
    source: choice('样品来源', sampleSources),
    decision: z.string().trim().max(100).optional().meta({
      title: '查封、扣押决定书或者登记保存通知书文号',
      'x-widget': 'text',
      'x-hint': '送检物品已被查封、扣押或者登记保存的必填',
    }),
    samples: samplesField('送检样品'),
    by: day('期间届满日', { hint: '期间应当明确；到期没有结果的，办理延长并再次告知当事人' }),
  }),
  checks: [
    notPast('by'),
    concernedMissing,
    ({ data, state }) =>
      data.source === 'sampled' && sampledAmong(state, data.samples).length === 0
        ? [
            refusal('no-such-sample', '没有这个名称的已封样样品，请先记录抽样取证，或者核对样品名称', {
              field: 'samples',
              basis: [rules(31, 1)],
            }),
          ]
        : [],
    (question) =>
      question.data.source === 'seized' && named(question, 'seizure') === undefined
        ? [
            refusal('unknown-seizure', '没有这个文号的查封、扣押，请核对决定书文号', {
              field: 'decision',
              basis: [rules(38, 3), compulsionLaw(25, 3)],
            }),
          ]
        : [],
    (question) =>
      question.data.source === 'kept' && named(question, 'keeping') === undefined
        ? [
            refusal('unknown-keeping', '没有这个文号的先行登记保存，请核对通知书文号', {
              field: 'decision',
              basis: [rules(35, 1, 2)],
            }),
          ]
        : [],
  ],
  papers: [
    { form: 30, number: '检委' },
    { form: 31, number: '检期', served: true, each: ({ data, state }) => forEach(state, data.party) },
  ],
  opens: (question) => {
    const { officers: _officers, party, source, decision: _decision, ...asked } = question.data
    const seizure = source === 'seized' ? named(question, 'seizure') : undefined
    return [
      {
        kind: 'test',
        title: saidOf(`${testTitle(question.data.kind)}（${question.data.body.name}）`, question.state.dossier, party),
        data: {
          ...asked,
          ...concerning(question.state.dossier, party),
          source,
          since: dayOf(question.at),
          ...(seizure === undefined ? {} : { seizure: seizure.id }),
        },
      },
    ]
  },
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `委托${input.body.name}${testTitle(input.kind)}，期间至${input.by}`,
  known: (question) => {
    const [seized] = heldUnder(question, 'seizure')
    const [kept] = heldUnder(question, 'keeping')
    const sampled = question.state.strands.filter(({ kind, state }) => kind === 'sample' && state === 'sealed')
    const whose = (sampled.length > 0 ? sampled : [seized ?? kept]).map((strand) => strand?.data.party)
    return {
      // Whose the things are, where all are one party's.
      ...(new Set(whose).size === 1 ? concerning(question.state.dossier, whose[0]) : {}),
      officers: question.state.dossier.handlers.map(({ id }) => id),
      kind: 'inspection',
      ...(sampled.length > 0
        ? {
            source: 'sampled',
            samples: sampled
              .flatMap(samplesIn)
              .map(({ name, spec, quantity, reserve, unit }) => ({ name, spec, quantity: quantity - reserve, unit })),
          }
        : {
            source: seized !== undefined ? 'seized' : kept !== undefined ? 'kept' : 'other',
            decision: (seized ?? kept)?.data.number,
          }),
    }
  },
})

export const extendTest = act('extend-test', {
  title: '延长检测、检验、检疫、鉴定期间',
  purpose: '到期不能得出结果的，重新明确期间并书面告知当事人',
  basis,
  stages,
  by: handlers({ basis }),
  on: {
    kind: 'test',
    from: ['running', 'overdue'],
    to: 'running',
    keep: ({ data, at }) => ({ by: data.by, since: dayOf(at) }),
  },
  data: z.strictObject({
    by: day('延长后的期间届满日'),
    reasons: longText('延长的原因', {
      hint: '写机构说明的原因和新的日期的根据',
      max: 1000,
      'x-templates': ['检验项目复检验证需要增加时间，机构书面申请延期。'],
    }),
  }),
  checks: [
    notPast('by'),
    ({ data, strand }) =>
      strand !== undefined && data.by <= testOf(strand).by
        ? [refusal('not-longer', `延长后的期间应当晚于原期间（${testOf(strand).by}）`, { field: 'by', basis })]
        : [],
  ],
  papers: [{ form: 31, number: '检期', served: true, each: ({ state, strand }) => forEach(state, strand?.data.party) }],
  record: ({ strand }) => ({ test: strand?.data }),
  sentence: ({ input }) => `检测、检验、检疫、鉴定期间延长至${input.by}`,
})

/** A period that has run out is not the one that the party was told: the clock of a seizure goes on again. */
export const testOverran = act('test-overran', {
  title: '检测、检验、检疫、鉴定期间届满',
  purpose: '告知的期间届满没有结果的，查封、扣押的期限恢复计算',
  basis,
  stages,
  by: theSystem,
  system: true,
  on: { kind: 'test', from: ['running'], to: 'overdue' },
  data: z.strictObject({}),
  record: ({ strand }) => ({ title: strand?.title }),
  sentence: ({ record }) => `${String(record.title)}期间届满，尚无结果`,
})

export const endTest = act('end-test', {
  title: '终止委托',
  purpose: '样品不符合要求、机构不能完成等原因，不再检测、检验、检疫、鉴定',
  basis: [rules(32)],
  stages,
  by: handlers({ basis: [rules(32)] }),
  on: { kind: 'test', from: ['running', 'overdue'], to: 'ended' },
  data: z.strictObject({ reasons: longText('终止的原因', { hint: '写为什么不再进行、谁提出的', max: 1000 }) }),
  sentence: ({ input }) => `终止委托：${input.reasons}`,
})
