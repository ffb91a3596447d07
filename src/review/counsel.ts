import { z } from 'zod'
import { dayOf, workingDays } from '../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import { act, type Data, type Extension, type Facts, fields, type Gate } from '../procedure/index.ts'
import { own, reviewer } from './reviewers.ts'

const { choice, counsel, files, longText } = fields

const basis = [penaltyLaw(58), rules(49)]

/** Signs and spaces aside, as names are written by hand. */
const plain = (text: string): string => text.replace(/[\s（）()]/gu, '').toUpperCase()

/** Who was asked, as the case keeps them. */
const askedOf = ({ counsels }: Facts, id: string) => {
  const { name = '', organisation = '' } = counsels.get(id) ?? {}
  return { id, name, organisation }
}

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
      const against = new Set(found.conflicts.map(plain))
      const party = state.dossier.parties.find(
        ({ name, code }) => against.has(plain(name)) || (code !== undefined && against.has(plain(code))),
      )
      if (party !== undefined)
        return refuse('counsel-conflict', `${found.name}与${party.name}有利益冲突，应当回避，请改请他人`)
      return state.strands.some(
        ({ kind, state: now, data: asked }) =>
          kind === 'counsel' && now === 'asked' && (asked.counsel as { id: string }).id === data.counsel,
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
    from: ['asked'],
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
      kind === 'counsel' && now === 'asked'
        ? [refusal('counsel-open', `${title}还没有答复；不再等待的，请先登记`, { basis })]
        : [],
    ),
}

/** Advice of the pool beside a review. */
export const counselExtension: Extension = {
  title: '征求法律顾问意见',
  acts: [askCounsel, recordCounsel],
  strands: [
    {
      kind: 'counsel',
      title: '法律顾问意见',
      states: { asked: '等待答复', advised: '已提供意见', declined: '回避或者不能提供', none: '没有答复' },
      initial: 'asked',
      next: { asked: 'record-counsel' },
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
      until: ['record-counsel'],
      target: true,
    },
  ],
  gates: { 'give-opinion': [counselAnswered] },
}
