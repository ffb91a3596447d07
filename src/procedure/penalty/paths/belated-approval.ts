import { z } from 'zod'
import { hours } from '../../../calendar/index.ts'
import { compulsionLaw, rules } from '../../../kernel/index.ts'
import { act, type Question } from '../../act.ts'
import { choice, longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole } from '../../standing.ts'
import type { Strand } from '../../state.ts'
import { goodsOf, goodsUnder, releaseThings } from '../goods.ts'
import { answers } from '../matter.ts'

const basis = [rules(33, 2), rules(36, 2), compulsionLaw(19)]

/** The keeping or seizure that was done without approval, as long as it stands. */
const takingOf = ({ state, strand }: Pick<Question, 'state' | 'strand'>): Strand | undefined =>
  state.strands.find(({ id, state: now }) => id === strand?.data.about && ['kept', 'held', 'expired'].includes(now))

const refusedFor =
  (kind: string) =>
  (question: Question & { readonly data: { readonly answer?: unknown } }): boolean =>
    question.data.answer === 'refused' && takingOf(question)?.kind === kind

/** What a leader does not approve is lifted at once, by the same act. */
const answer = act('answer-belated-approval', {
  title: '补办批准手续',
  purpose: '情况紧急当场采取措施的，二十四小时内报局负责人补办批准；认为不应当采取的，立即解除',
  basis,
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: byRole('leader', { notHandler: true, basis }),
  on: {
    kind: 'belated-approval',
    from: ['asked'],
    to: ({ data }) => data.answer,
    keep: ({ actor, at, data }) => ({
      opinion: data.opinion,
      answeredBy: { id: actor.id, name: actor.name },
      answeredAt: at,
    }),
  },
  data: z.strictObject({
    answer: choice('审批结论', { ...answers, refused: '不同意，立即解除' }),
    opinion: longText('审批意见', { hint: '写明同意或者不同意；不同意的写明理由和要求', max: 1000 }),
  }),
  papers: [
    { form: 8 },
    { form: 20, number: '解存', served: true, when: refusedFor('keeping') },
    { form: 23, number: '解强', served: true, when: refusedFor('seizure') },
  ],
  record: (question) => {
    const taking = takingOf(question)
    const goods = taking === undefined ? undefined : goodsUnder(question.state, taking.id)
    return {
      matter: question.strand?.title,
      asked: question.strand?.data.asked,
      askedBy: question.strand?.data.askedBy,
      askedAt: question.strand?.data.askedAt,
      ...(taking === undefined || goods === undefined
        ? {}
        : {
            lifted: {
              number: taking.data.number,
              on: taking.openedAt,
              kind: taking.data.kind,
              grounds: '局负责人认为不应当采取该措施',
              things: goodsOf(goods).things,
            },
          }),
    }
  },
  moves: (question) => {
    const taking = takingOf(question)
    return question.data.answer === 'granted' || taking === undefined
      ? []
      : [
          { id: taking.id, state: taking.kind === 'seizure' ? 'released' : 'lifted' },
          ...releaseThings(question.state, taking.id),
        ]
  },
  sentence: ({ input, record }) =>
    `${input.answer === 'granted' ? '批准' : '不批准，立即解除'}：${String(record.matter)}`,
  known: () => ({ answer: 'granted', opinion: '同意补办批准手续。' }),
})

/** 紧急情况下当场采取措施的补办批准 (程序规定 art. 33 (2), 36 (2); 行政强制法 art. 19). */
export const belatedApproval: Extension = {
  title: '补办批准',
  acts: [answer],
  strands: [
    {
      kind: 'belated-approval',
      title: '补办批准',
      states: { asked: '待补办批准', granted: '已批准', refused: '未批准，已解除' },
      initial: 'asked',
      next: { asked: 'answer-belated-approval' },
    },
  ],
  limits: [
    {
      name: 'belated-approval',
      title: '补办批准手续',
      amount: hours(24),
      basis,
      startTitle: '当场采取措施',
      strand: 'belated-approval',
      fromOpening: true,
      from: [],
      until: ['answer-belated-approval'],
    },
  ],
}
