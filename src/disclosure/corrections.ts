import { z } from 'zod'
import { dayOf, workingDays } from '../calendar/index.ts'
import { publicityRules, refusal } from '../kernel/index.ts'
import { act, fields, type Strand } from '../procedure/index.ts'
import type { Hidden } from './masks.ts'
import { chosen, decisionPapers, type MaskAnswer } from './preparing.ts'
import { answered, enters, linesField, publishes } from './publish.ts'

const { choice, day, files, longText } = fields
const basis = [publicityRules(12)]

/** The bureau's own target: the rule says only 及时. */
const standardDays = 5

/** One correction of what is public, for everybody to see. */
export interface Correction {
  readonly on: string
  readonly what: string
}

const waiting = (publication: Strand | undefined) => (each: Strand) =>
  each.kind === 'publication-correction' && each.state === 'applied' && each.data.publication === publication?.id

/** 申请更正 (信息公示规定 art. 12): whoever has proof that what is public is not accurate. */
export const applyPublicationCorrection = act('apply-publication-correction', {
  title: '登记更正公示申请',
  purpose: '公民、法人或者其他组织有证据证明公示信息不准确的，有权要求更正',
  basis,
  stages: ['service', 'performance', 'closed'],
  by: enters,
  on: {
    kind: 'publication',
    from: ['published'],
    to: 'published',
    none: refusal('nothing-published', '本案没有正在公示的处罚决定', { basis }),
  },
  data: z.strictObject({
    applicant: choice('申请人', { party: '当事人', other: '其他公民、法人或者组织' }),
    on: day('收到申请的日期'),
    claim: longText('认为不准确的内容和理由', { hint: '写公示的哪一处、应当是什么、凭什么证据', max: 2000 }),
    files: files('申请书和证据'),
  }),
  checks: [
    ({ data, at }) =>
      data.on > dayOf(at) ? [refusal('applied-later', '收到申请的日期不能晚于今天', { field: 'on', basis })] : [],
  ],
  opens: ({ data, strand, facts }) => [
    {
      kind: 'publication-correction',
      title: '更正公示',
      data: {
        publication: strand?.id ?? '',
        on: data.on,
        claim: data.claim,
        days: facts.agency.publicity?.correctionDays ?? standardDays,
      },
    },
  ],
  sentence: ({ input }) => `收到更正公示申请：${input.claim}`,
  known: ({ at }) => ({ on: dayOf(at), applicant: 'party', files: [] }),
})

/** 更正: a corrected copy takes the place of the old one, and the page says what was corrected and when. */
export const correctPublication = act('correct-publication', {
  title: '更正公示信息',
  purpose: '公示信息不准确的，及时更正；重新制作公示稿，公示更正了什么、何时更正',
  basis: [publicityRules(12), publicityRules(7)],
  stages: ['service', 'performance', 'closed'],
  by: publishes,
  asksPapers: decisionPapers,
  on: {
    kind: 'publication',
    from: ['published'],
    to: 'published',
    none: refusal('nothing-published', '本案没有正在公示的处罚决定', { basis }),
    keep: ({ data, strand, at }) => {
      const { answers, named } = corrected(strand, data)
      return {
        answers,
        named,
        hide: chosen(answers, named),
        corrections: [
          ...((strand.data.corrections ?? []) as readonly Correction[]),
          { on: dayOf(at), what: data.what },
        ],
        ...(data.violation === undefined ? {} : { violation: data.violation }),
      }
    },
  },
  data: z.strictObject({
    what: longText('更正说明', { max: 500, hint: '将公开：写更正了哪一处，不写隐去的内容' }),
    violation: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .meta({ title: '摘要中的违法行为类型', 'x-widget': 'text', 'x-hint': '摘要写错的，写正确的；没有错的不填' }),
    add: linesField('补充隐去的文字', '每行一处，照决定书原文写'),
    drop: linesField('恢复公示的文字', '每行一处：原来误隐去的；自动隐去的个人信息不能恢复'),
  }),
  checks: [
    ({ data, strand }) =>
      data.violation === undefined && data.add.length === 0 && data.drop.length === 0
        ? [refusal('nothing-corrected', '请写明更正的内容：违法行为类型、补充隐去的或者恢复公示的文字', { basis })]
        : data.drop.flatMap((text) =>
            ((strand?.data.hide ?? []) as readonly (Hidden | string)[]).some(
              (each) => (typeof each === 'string' ? each : each.text) === text,
            )
              ? []
              : [refusal('not-hidden', `“${text}”现在没有因拟稿而隐去，不能恢复`, { field: 'drop', basis })],
          ),
    (question) => {
      if (question.strand === undefined) return []
      const { answers, named } = corrected(question.strand, question.data)
      return answered(question, answers, named).map((each) => ({ ...each, field: 'add' }))
    },
  ],
  moves: ({ state, strand, at }) =>
    state.strands
      .filter(waiting(strand))
      .map(({ id }) => ({ id, state: 'corrected', keep: { answeredOn: dayOf(at) } })),
  sentence: ({ input }) => `更正公示：${input.what}`,
  known: () => ({ add: [], drop: [] }),
})

/** What is hidden after a correction: what a person added, without what was hidden by mistake. */
const corrected = (
  strand: Strand,
  { add, drop }: { readonly add: readonly string[]; readonly drop: readonly string[] },
) => {
  // What was published before suggestions were made has its texts alone.
  const {
    answers = [],
    hide = [],
    named = hide.filter((each) => typeof each === 'string'),
  } = strand.data as {
    readonly answers?: readonly MaskAnswer[]
    readonly named?: readonly string[]
    readonly hide?: readonly (Hidden | string)[]
  }
  return {
    answers: answers.map((answer) => (drop.includes(answer.text) ? { ...answer, hide: false } : answer)),
    named: [...named.filter((text) => !drop.includes(text)), ...add],
  }
}

/** 不予更正, with its reasons. */
export const refusePublicationCorrection = act('refuse-publication-correction', {
  title: '不予更正公示信息',
  purpose: '核查后认为公示信息准确的，不予更正并说明理由',
  basis,
  stages: ['service', 'performance', 'closed'],
  by: publishes,
  on: {
    kind: 'publication-correction',
    from: ['applied'],
    to: 'refused',
    none: refusal('no-correction-asked', '没有等待答复的更正申请', { basis }),
    keep: ({ data, at }) => ({ answeredOn: dayOf(at), answer: data.reasons }),
  },
  data: z.strictObject({ reasons: longText('不予更正的理由', { max: 2000, hint: '对申请人的理由和证据逐项答复' }) }),
  sentence: ({ input }) => `不予更正公示：${input.reasons}`,
})

/** Working days for the answer, as the registry had them when the application came. */
export const correctionDays = (strand: Strand) => workingDays(Number(strand.data.days ?? standardDays))
