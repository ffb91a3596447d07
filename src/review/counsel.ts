import { z } from 'zod'
import { dayOf, workingDays } from '../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import {
  act,
  type Data,
  type Extension,
  type Facts,
  fields,
  type Gate,
  type Standing,
  type Strand,
} from '../procedure/index.ts'
import { conflictIn } from './conflict.ts'
import { own, reviewer } from './reviewers.ts'

const { choice, counsel, files, longText } = fields

const basis = [penaltyLaw(58), rules(49)]

interface Asked {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly person?: string
}

/** Who was asked, as the case keeps them. */
const askedOf = ({ counsels }: Facts, id: string): Asked => {
  const { name = '', organisation = '', person } = counsels.get(id) ?? {}
  return { id, name, organisation, ...(person === undefined || person === '' ? {} : { person }) }
}

/** Asked, and neither declined nor advised yet. */
const open = ['asked', 'accepted']
const isAsked = ({ data }: Pick<Strand, 'data'>, person: string): boolean => (data.counsel as Asked).person === person

/**
 * 征求法律顾问、公职律师意见 (措施 L3, L5): while a review goes on, the reviewer may ask somebody of the pool. Who is no longer
 * engaged, or stands on a party's side, is not asked.
 */
export const askCounsel = act('ask-counsel', {
  title: '征求法律顾问意见',
  purpose: '审核中遇到疑难法律问题的，请法律顾问、公职律师提供意见；由其回避的，改请他人',
  basis,
  stages: ['review'],
  by: reviewer,
  gates: [own],
  on: { kind: 'review', from: ['accepted'], to: 'accepted' },
  data: z.strictObject({
    counsel: counsel('请谁提供意见'),
    question: longText('需要解答的问题', { hint: '写清楚事实、争议点和拟适用的条文', max: 3000 }),
  }),
  checks: [
    ({ data, facts, state, at }) => {
      const found = facts.counsels.get(data.counsel)
      const refuse = (code: string, message: string) => [refusal(code, message, { field: 'counsel', basis })]
      if (found === undefined) return refuse('unknown-counsel', '名册中没有这个人，请从法律顾问、公职律师名册中选择')
      const today = dayOf(at)
      if (today < found.from || today > found.until)
        return refuse('counsel-not-engaged', `${found.name}的聘期是 ${found.from} 至 ${found.until}，请改请他人`)
      const party = conflictIn(found.conflicts, state)
      if (party !== undefined)
        return refuse('counsel-conflict', `${found.name}与${party.name}有利益冲突，应当回避，请改请他人`)
      if (found.person !== undefined && state.dossier.handled.includes(found.person))
        return refuse('counsel-handled', `${found.name}是（曾是）本案办案人员，请改请他人`)
      return state.strands.some(
        ({ kind, state: now, data: asked }) =>
          kind === 'counsel' && open.includes(now) && (asked.counsel as Asked).id === data.counsel,
      )
        ? refuse('counsel-asked', `已经请${found.name}提供意见，请等待答复`)
        : []
    },
  ],
  record: ({ data, facts }) => ({ counsel: askedOf(facts, data.counsel) }),
  opens: ({ data, facts, strand }) => {
    const asked = askedOf(facts, data.counsel)
    return [
      {
        kind: 'counsel',
        title: `征求${asked.name}的意见`,
        data: { counsel: asked, question: data.question, review: strand?.id ?? '' } satisfies Data,
      },
    ]
  },
  sentence: ({ record }) => {
    const { name, organisation } = record.counsel as { readonly name: string; readonly organisation: string }
    return `请${organisation}${name}提供法律意见`
  },
})

const replies = { accepted: '接受', declined: '不接受' } as const

/** Who was asked, where they have an account; else a reviewer enters what they answered. */
const whoAnswers: Standing = {
  ...reviewer,
  title: '被征求意见的人，或者由审核人员代为登记',
  test: (question) =>
    question.strand !== undefined && isAsked(question.strand, question.actor.id) ? [] : reviewer.test(question),
}

/** 答复征求: who was asked takes it on, or says why not; whoever enters it for them keeps what they answered. */
export const answerCounselRequest = act('answer-counsel-request', {
  title: '答复是否接受征求',
  purpose: '被征求意见的法律顾问、公职律师答复是否接受；不接受的说明原因，以便改请他人',
  basis,
  stages: ['review', 'investigation', 'notice'],
  by: whoAnswers,
  on: {
    kind: 'counsel',
    from: ['asked'],
    to: ({ data }) => data.answer,
    keep: ({ data }) => ((data.reason ?? '') === '' ? {} : { reason: data.reason }),
  },
  data: z.strictObject({
    answer: choice('答复', replies),
    reason: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({
        title: '不接受的原因',
        'x-widget': 'text',
        'x-hint': '如需要回避、不是其专业领域、时间不允许',
        'x-when': { field: 'answer', is: 'declined' },
      }),
    files: files('答复材料', { hint: '代为登记的，上传答复的函件、邮件或者消息截图' }).optional(),
  }),
  checks: [
    ({ data, strand, actor }) => [
      ...(data.answer === 'declined' && (data.reason ?? '') === ''
        ? [refusal('no-decline-reason', '不接受的，请写明原因', { field: 'reason', basis })]
        : []),
      ...((data.files ?? []).length === 0 && strand !== undefined && !isAsked(strand, actor.id)
        ? [refusal('no-reply-file', '代为登记的，请上传其答复的材料', { field: 'files', basis })]
        : []),
    ],
  ],
  sentence: ({ input }) =>
    input.answer === 'accepted' ? '被征求意见的人接受征求' : `被征求意见的人不接受征求：${input.reason ?? ''}`,
})

const answers = { advised: '提供了意见', declined: '回避或者不能提供', none: '没有答复，不再等待' } as const

/** What came of it; the advice itself goes to the dossier. */
export const recordCounsel = act('record-counsel', {
  title: '登记法律顾问意见',
  purpose: '法律顾问、公职律师答复以后登记意见，书面意见入卷；意见供审核参考，由审核人员作出判断',
  basis,
  stages: ['review', 'investigation', 'notice'],
  by: reviewer,
  on: {
    kind: 'counsel',
    from: open,
    to: ({ data }) => data.answer,
    keep: ({ data }) => (data.advice === undefined || data.advice === '' ? {} : { advice: data.advice }),
  },
  data: z.strictObject({
    answer: choice('结果', answers),
    advice: z
      .string()
      .trim()
      .max(5000)
      .optional()
      .meta({
        title: '意见',
        'x-widget': 'long-text',
        'x-hint': '写对所提问题的回答和理由，与书面意见一致',
        'x-when': { field: 'answer', is: 'advised' },
      }),
    files: files('书面意见', {
      hint: '提供了意见的，上传签名的书面意见',
      when: { field: 'answer', is: 'advised' },
    }).optional(),
  }),
  checks: [
    ({ data }) =>
      data.answer !== 'advised'
        ? []
        : [
            ...((data.advice ?? '') === ''
              ? [refusal('no-advice', '提供了意见的，请写明意见', { field: 'advice', basis })]
              : []),
            ...((data.files ?? []).length === 0
              ? [refusal('no-advice-file', '请上传签名的书面意见', { field: 'files', basis })]
              : []),
          ],
  ],
  sentence: ({ input }) => `法律顾问${answers[input.answer]}`,
})

/** An opinion isn't given while advice that was asked for is awaited: it comes, or the reviewer says that it no longer waits. */
const counselAnswered: Gate = {
  name: 'counsel-answered',
  title: '征求的法律意见已经答复',
  basis,
  test: ({ state }) =>
    state.strands.flatMap(({ kind, state: now, title }) =>
      kind === 'counsel' && open.includes(now)
        ? [refusal('counsel-open', `${title}还没有答复；不再等待的，请先登记`, { basis })]
        : [],
    ),
}

/** Advice of the pool beside a review. */
export const counselExtension: Extension = {
  title: '征求法律顾问意见',
  acts: [askCounsel, answerCounselRequest, recordCounsel],
  strands: [
    {
      kind: 'counsel',
      title: '法律顾问意见',
      states: {
        asked: '等待答复',
        accepted: '已接受，等待意见',
        advised: '已提供意见',
        declined: '回避或者不能提供',
        none: '没有答复',
      },
      initial: 'asked',
      next: { asked: 'answer-counsel-request', accepted: 'record-counsel' },
      // Who asked waits for them, and enters the answer of who has no account.
      waits: ({ state, data }, { strands }) => {
        const { person } = data.counsel as Asked
        const review = strands.find(({ id }) => id === data.review)
        const { id: asking } = (review?.data.reviewer ?? {}) as { readonly id?: string }
        const awaited = [...(state === 'asked' ? [person] : []), asking].flatMap((each) =>
          each === undefined ? [] : [{ person: each }],
        )
        return awaited.length === 0 ? undefined : awaited
      },
      beside: true,
    },
  ],
  limits: [
    {
      name: 'counsel',
      title: '法律顾问答复',
      amount: workingDays(3),
      basis,
      startTitle: '征求意见',
      strand: 'counsel',
      fromOpening: true,
      from: [],
      until: ['record-counsel', { act: 'answer-counsel-request', into: 'declined' }],
      target: true,
    },
    {
      name: 'counsel-reply',
      title: '答复是否接受征求',
      amount: workingDays(1),
      basis,
      startTitle: '征求意见',
      strand: 'counsel',
      fromOpening: true,
      from: [],
      until: ['answer-counsel-request', 'record-counsel'],
      target: true,
    },
  ],
  gates: { 'give-opinion': [counselAnswered] },
}
