import { z } from 'zod'
import { workingDays } from '../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import {
  type ActQuestion,
  act,
  type Data,
  type Dossier,
  evidenceSigned,
  fields,
  handlers,
  matter,
  type Question,
  type ReviewScope,
} from '../procedure/index.ts'
import { recordedActs } from '../registry/index.ts'
import { assignedOnly } from './assignment.ts'
import { boundTo, changedSince, type ReadItem, readDigest, reviewedSet } from './bound.ts'
import { notReturned, notUnderReview } from './gates.ts'
import { commented, openedOf } from './opened.ts'
import { reviewOutcomes } from './outcomes.ts'
import { inService, own, qualified, reviewer, unrelated } from './reviewers.ts'
import { countingScope, scopeToday } from './scope.ts'
import type { ReviewSubject } from './subject.ts'
import { type SubmissionItems, submissionOf, submissionRefusals } from './submission.ts'

const { choice, choices, confirmed, longText, number } = fields

/** What a submission is made of, by which it is returned. */
const titlesOf = (items: SubmissionItems): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(items).map(([name, { title }]) => [name, title]))

/** `x-widget: submission`: how it stands with each item, and what its handlers say of one that lacks. */
const explained = (items: SubmissionItems) =>
  z
    .strictObject(
      Object.fromEntries(
        Object.entries(items).map(([name, { title }]) => [
          name,
          z.string().trim().max(500).optional().meta({ title, 'x-widget': 'text' }),
        ]),
      ),
    )
    .optional()
    .meta({
      title: '送审材料',
      'x-widget': 'submission',
      'x-hint': '一定缺少的，补齐以后才能送审；可能缺少的，写明为什么没有或者在哪里，审核人员会看到',
    })

const kept = (scope: ReviewScope | undefined) => (scope === undefined ? {} : { scope })

/** The dossier with the review that the list asks for, as it was found. */
const withScope = (dossier: Dossier, { record }: { readonly record: Data }): Dossier =>
  record.scope === undefined ? dossier : { ...dossier, review: record.scope as ReviewScope }

/** 送审 (程序规定 art. 49): the report goes to the reviewing office with everything in the dossier. */
export const submitForReview = ({ submission, forms, points }: ReviewSubject) =>
  act('submit-for-review', {
    signs: 'handling',
    title: '提交审核',
    purpose: '把调查终结报告连同案件材料交审核机构审核',
    basis: [rules(49), penaltyLaw(58)],
    stages: ['review'],
    by: handlers({ basis: [rules(49, 1)] }),
    gates: [notUnderReview, evidenceSigned],
    asksGuides: true,
    asksRecordings: true,
    data: z.strictObject({
      explained: explained(submission),
      complete: confirmed('送审材料真实、准确、完整'),
      note: z
        .string()
        .trim()
        .max(2000)
        .optional()
        .meta({ title: '需要说明的事项', 'x-widget': 'long-text', 'x-hint': '再次送审的，写明对上次意见的处理' }),
    }),
    checks: [(question) => submissionRefusals(submissionOf(submission, question))],
    opens: ({ state, data, facts }) => {
      const scope = scopeToday(state, facts)
      return [
        {
          kind: 'review',
          title: scope?.kind === 'case' ? '案件审核' : '法制审核',
          data: {
            because: scope?.because ?? [],
            ...kept(scope),
            forms,
            asked: points,
            submitted: reviewedSet(state, forms),
            ...(data.explained === undefined ? {} : { explained: data.explained }),
          },
        },
      ]
    },
    apply: withScope,
    record: (question) => ({
      ...kept(scopeToday(question.state, question.facts)),
      checked: submissionOf(submission, question).map(({ item, standing, found }) => ({ item, standing, found })),
    }),
    sentence: () => '提交审核',
  })

export const acceptReview = act('accept-review', {
  title: '受理送审',
  purpose: '材料齐全的，受理审核；自接到材料之日起十个工作日内完成',
  basis: [rules(55), rules(51)],
  stages: ['review'],
  by: reviewer,
  gates: [qualified, unrelated, inService, assignedOnly],
  on: {
    kind: 'review',
    from: ['submitted'],
    to: 'accepted',
    keep: ({ actor }) => ({ reviewer: { id: actor.id, name: actor.name } }),
  },
  data: z.strictObject({ complete: confirmed('送审材料齐全', { 'x-submission': true }) }),
  sentence: ({ by }) => `${by.name}受理审核`,
})

export const returnSubmission = ({ submission, reports }: ReviewSubject) => {
  const titles = titlesOf(submission)
  return act('return-submission', {
    title: '退回补正材料',
    purpose: '材料不齐的，一次告知需要补正的全部内容',
    basis: [rules(49), rules(54)],
    stages: ['review'],
    by: reviewer,
    gates: [unrelated, inService, assignedOnly, notReturned(reports)],
    // Once it was told in words alone what lacks.
    upcasts: [(input) => ({ items: ['other'], ...input })],
    on: {
      kind: 'review',
      from: ['submitted'],
      to: 'returned',
      keep: ({ data }) => ({
        missing: `${data.items.map((item) => titles[item]).join('、')}：${data.missing}`,
        items: data.items,
      }),
    },
    data: z.strictObject({
      items: choices('缺少或者不齐的材料', titles, {
        hint: '只能退回一次，请一次选全',
        'x-submission': true,
      }),
      missing: longText('需要补正的内容', { hint: '逐项写缺什么、补到什么程度', max: 3000 }),
    }),
    sentence: ({ input }) => `退回送审材料（${input.items.map((item) => titles[item]).join('、')}）：${input.missing}`,
  })
}

/** 延长审核期限 (程序规定 art. 55): in special cases, on a leader's approval; the rule names no length, so the leader does. */
export const reviewExtended = matter<{ days: number }>({
  name: 'review-extension',
  title: '延长审核期限',
  purpose: '特殊情况下，十个工作日内不能完成审核的，经局负责人批准可以延长',
  basis: [rules(55)],
  stages: ['review'],
  by: reviewer,
  data: z.strictObject({ days: number('延长的工作日数', { min: 1, max: 30 }) }),
  about: { kind: 'review', from: ['accepted'] },
  extends: ({ asked, about }) => ({
    limit: 'review',
    amount: workingDays(asked.days),
    ...(about === undefined ? {} : { strand: about.id }),
  }),
})

/** `x-preflight`: what the machine found on the point stands beside its question. */
const point = (title: string, name: string) =>
  z
    .strictObject(
      {
        answer: choice('结论', { yes: '是', no: '否' }),
        reason: z
          .string()
          .trim()
          .max(1000)
          .optional()
          .meta({ title: '理由', 'x-widget': 'text', 'x-when': { field: 'answer', is: 'no' } }),
      },
      { error: `请回答：${title}` },
    )
    .meta({ title, 'x-widget': 'group', 'x-preflight': name })

/** What of the case's recordings who does this has watched, and for how long. */
const watchedBy = ({ facts, actor }: Question) =>
  [
    ...Map.groupBy(
      facts.watched.filter(({ person }) => person === actor.id),
      ({ recording }) => recording,
    ),
  ].map(([recording, looks]) => ({
    recording,
    title: recordedActs[facts.recorded.find(({ id }) => id === recording)?.act ?? ''] ?? '录音录像',
    seconds: looks.reduce((sum, { seconds }) => sum + Math.floor(seconds), 0),
  }))

/** What is signed is what was on the page: a document that came or was replaced meanwhile is read first. */
const readStill = ({ data, state, strand }: ActQuestion<{ readonly read?: string | undefined }>) => {
  if (data.read === undefined || data.read === readDigest(state)) return []
  const submitted = (strand?.data.submitted ?? []) as readonly ReadItem[]
  const changes = [...changedSince(submitted, state, '送审').values()]
  return [
    refusal(
      'read-changed',
      `您看到的材料已有变动${changes.length === 0 ? '' : `：${changes.join('；')}`}；请刷新页面，看过变动的部分再出具意见`,
      { field: 'read', basis: [rules(53), rules(54)] },
    ),
  ]
}

/**
 * 审核意见 (程序规定 art. 53, 54), on the seven points. The opinion keeps the hash of everything that was read; where one of the
 * points is answered no, it can't agree.
 */
export const giveOpinion = ({ points, competence, papers }: ReviewSubject) =>
  act('give-opinion', {
    signs: 'review',
    title: '出具审核意见',
    purpose: '逐项审核，提出同意、纠正或者补充调查的书面意见',
    basis: [rules(53), rules(54), penaltyLaw(58)],
    stages: ['review'],
    by: reviewer,
    gates: [qualified, unrelated, inService, own],
    on: {
      kind: 'review',
      from: ['accepted'],
      to: ({ data }) => (data.outcome === 'agree' ? 'passed' : data.outcome === 'amend' ? 'amending' : 'sent-back'),
      keep: ({ data, state, actor, facts, strand }) => ({
        outcome: data.outcome,
        opinion: data.opinion,
        points: data.points as Data,
        ...boundTo(state),
        // In which an objection may come, whatever the rules say later.
        days: facts.disagreementDays,
        ...openedOf(state, strand, actor.id, facts.opened),
        ...commented(facts.comments),
        reviewer: { id: actor.id, name: actor.name },
        ...(actor.unit === undefined ? {} : { unit: actor.unit }),
      }),
    },
    data: z.strictObject({
      points: z
        .strictObject(Object.fromEntries(Object.entries(points).map(([name, title]) => [name, point(title, name)])), {
          error: '请逐项填写审核内容',
        })
        .meta({ title: '审核内容', 'x-widget': 'group' }),
      read: z
        .string()
        .regex(/^[0-9a-f]{64}$/, '所见材料的校验值有误，请刷新页面')
        .optional()
        .meta({ title: '所见材料的校验值', 'x-widget': 'hidden' }),
      outcome: choice('审核结论', reviewOutcomes),
      opinion: longText('审核意见', { hint: '对没有通过的要点逐项写明问题和建议', max: 5000 }),
    }),
    known: ({ state }) => ({ read: readDigest(state) }),
    checks: [
      readStill,
      ({ data }) => {
        const no = Object.entries(data.points).filter(([, { answer }]) => answer === 'no')
        return [
          ...no
            .filter(([, { reason }]) => (reason ?? '') === '')
            .map(([name]) =>
              refusal('no-reason', `“${points[name]}”答“否”的，请写明理由`, {
                field: `points.${name}.reason`,
                basis: [rules(54)],
              }),
            ),
          ...(data.outcome === 'agree' && no.length > 0
            ? [
                refusal('agree-despite-no', '有一项以上答“否”，不能同意处理意见', {
                  field: 'outcome',
                  basis: [rules(54, 1, 1)],
                }),
              ]
            : []),
          ...(data.outcome !== 'agree' && no.length === 0
            ? [refusal('no-point', '不是同意处理意见的，请指出是哪一项', { field: 'outcome', basis: [rules(54)] })]
            : []),
          ...(data.outcome === 'beyond' && data.points[competence]?.answer === 'yes'
            ? [
                refusal('beyond-with-jurisdiction', `不属于本机关职权的，“${points[competence]}”应当答“否”`, {
                  field: `points.${competence}.answer`,
                  basis: [rules(53), rules(54)],
                }),
              ]
            : []),
        ]
      },
    ],
    papers,
    leadsTo: ['investigation'],
    choose: ({ data }) => (data.outcome === 'agree' ? undefined : 'investigation'),
    asksReadings: true,
    apply: withScope,
    record: (question) => ({
      // The list that counted in the end, and from then on.
      ...kept(countingScope(question.state, question.facts)),
      read: reviewedSet(question.state),
      watched: watchedBy(question),
      ...openedOf(question.state, question.strand, question.actor.id, question.facts.opened),
      ...commented(question.facts.comments),
    }),
    sentence: ({ input }) => `审核意见：${reviewOutcomes[input.outcome]}`,
  })
