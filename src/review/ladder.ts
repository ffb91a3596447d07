import { z } from 'zod'
import { dayOf, workingDays, workingDaysBetween } from '../calendar/index.ts'
import { digestOf, penaltyLaw, refusal, rules } from '../kernel/index.ts'
import {
  act,
  byRole,
  type DisagreementDays,
  discussedBy,
  type Extension,
  fields,
  type Gate,
  handlers,
  proposedPenalty,
  type Question,
} from '../procedure/index.ts'
import { usualDisagreementDays } from '../registry/index.ts'
import { boundTo, lastReview, readIn, reviewedSet } from './bound.ts'
import { commented, openedOf } from './opened.ts'
import { type LadderOutcome, type LadderStep, ladderOutcomes } from './outcomes.ts'
import { fresh, inService, legalHead, qualified, reviewer, unrelated } from './reviewers.ts'

const { choice, files, longText, text } = fields

/**
 * 意见不一致的协调 (措施 L1): handlers who don't accept an opinion say why; another reviewer looks again, then the head of the legal
 * office, then the leaders together, and what they say binds. No law knows this ladder: its steps and days are the bureau's rules.
 */
const basis = [rules(49), rules(54), penaltyLaw(58)]

type Reviewed = {
  readonly data: { readonly [key: string]: unknown }
}
/** The days that held when the dispute began; of reviews from before they were kept, the usual ones. */
const daysOf = ({ data }: Reviewed): DisagreementDays => (data.days ?? usualDisagreementDays) as DisagreementDays

const ladderOf = (strand: Reviewed | undefined): readonly LadderStep[] =>
  (strand?.data.ladder ?? []) as readonly LadderStep[]

/** Where an objection leads, by how far the dispute has come. */
const next: Readonly<Record<string, string>> = {
  'sent-back': 'disputed',
  upheld: 'referred',
  'upheld-again': 'to-discuss',
}

/** 提出不同意见: in writing, within the days that the rules give. */
export const objectToOpinion = act('object-to-opinion', {
  title: '对审核意见提出不同意见',
  purpose: '承办机构不同意审核意见的，书面说明理由，由另一名审核人员复审；仍不同意的，逐级提出',
  basis,
  stages: ['investigation'],
  by: handlers({ basis }),
  on: {
    kind: 'review',
    from: Object.keys(next),
    to: ({ strand }) => next[strand.state] ?? strand.state,
    keep: ({ strand, actor, at, data, facts }) => ({
      ...(ladderOf(strand).length === 0 ? { days: facts.disagreementDays } : {}),
      ladder: [
        ...ladderOf(strand),
        { step: 'objection', by: { id: actor.id, name: actor.name }, at, opinion: data.reasons } satisfies LadderStep,
      ],
    }),
    none: { code: 'no-opinion-to-dispute', message: '没有可以提出不同意见的审核意见', basis },
  },
  data: z.strictObject({
    reasons: longText('不同意的理由', { hint: '对审核意见逐项说明，写依据的证据和条文', max: 5000 }),
  }),
  checks: [
    ({ strand, state, at, facts }) => {
      if (strand === undefined) return []
      if (strand.id !== lastReview(state)?.id)
        return [refusal('not-newest-review', '这次审核之后又送审过，请对最近的审核意见提出', { basis })]
      const days = workingDaysBetween(dayOf(strand.changedAt), dayOf(at), facts.calendar)
      const most = daysOf(strand).objection
      return days > most
        ? [
            refusal(
              'objection-late',
              `不同意见应当在意见作出后 ${most} 个工作日内提出，已经过了 ${days} 个工作日；请按审核意见办理`,
              { basis },
            ),
          ]
        : []
    },
  ],
  sentence: ({ input }) => `不同意审核意见：${input.reasons}`,
})

const decided = {
  outcome: choice('结论', ladderOutcomes),
  opinion: longText('意见和理由', { hint: '对双方的理由逐项回答', max: 5000 }),
}

/** What a step of the ladder does to the review: whoever sides with the handlers lets it pass, bound to what is there now. */
const settled = (step: LadderStep['step'], upheld: string) => ({
  to: ({ data }: { readonly data: { readonly outcome: LadderOutcome } }) =>
    data.outcome === 'handlers' ? 'passed' : upheld,
  keep: ({
    strand,
    actor,
    at,
    data,
    state,
  }: {
    readonly strand: Reviewed
    readonly actor: { readonly id: string; readonly name: string }
    readonly at: string
    readonly data: { readonly outcome: LadderOutcome; readonly opinion: string }
    readonly state: Parameters<typeof reviewedSet>[0]
  }) => ({
    ...(data.outcome === 'handlers' ? boundTo(state) : {}),
    ladder: [
      ...ladderOf(strand),
      {
        step,
        by: { id: actor.id, name: actor.name },
        at,
        outcome: data.outcome,
        opinion: data.opinion,
      } satisfies LadderStep,
    ],
  }),
})

const toReview = ({ data }: { readonly data: { readonly outcome: LadderOutcome } }) =>
  data.outcome === 'handlers' ? 'review' : undefined
const keeps = ({ state, strand, actor, facts }: Question) => ({
  read: reviewedSet(state),
  ...openedOf(state, strand, actor.id, facts.opened),
  ...commented(facts.comments),
})

/** 复审: by a reviewer who hasn't seen the case as one. */
export const giveSecondOpinion = act('give-second-opinion', {
  signs: 'review',
  against: ({ data }) => data.outcome === 'handlers',
  title: '出具复审意见',
  purpose: '由另一名审核人员审查审核意见和承办机构的不同意见，决定维持还是采纳承办意见',
  basis,
  stages: ['investigation'],
  by: reviewer,
  gates: [qualified, unrelated, inService, fresh],
  on: { kind: 'review', from: ['disputed'], ...settled('second', 'upheld') },
  data: z.strictObject(decided),
  leadsTo: ['review'],
  choose: toReview,
  asksReadings: true,
  record: keeps,
  sentence: ({ input }) => `复审意见：${ladderOutcomes[input.outcome]}`,
})

/** 法制机构负责人的意见. */
export const giveHeadOpinion = act('give-head-opinion', {
  signs: 'review',
  against: ({ data }) => data.outcome === 'handlers',
  title: '法制机构负责人提出意见',
  purpose: '承办机构对复审意见仍不同意的，由法制机构负责人提出意见',
  basis,
  stages: ['investigation'],
  by: legalHead,
  gates: [qualified, unrelated, inService, fresh],
  on: { kind: 'review', from: ['referred'], ...settled('head', 'upheld-again') },
  data: z.strictObject(decided),
  leadsTo: ['review'],
  choose: toReview,
  asksReadings: true,
  record: keeps,
  sentence: ({ input }) => `法制机构负责人意见：${ladderOutcomes[input.outcome]}`,
})

/** 集体讨论: the leaders settle it. Where the head of the legal office reviewed the case, it comes to them without that step. */
export const settleDisagreement = act('settle-disagreement', {
  signs: 'decision',
  against: ({ data }) => data.outcome === 'handlers',
  title: '集体讨论决定意见分歧',
  purpose: '仍不能一致的，由局负责人集体讨论决定采纳哪一方的意见；结论约束双方',
  basis: [...basis, penaltyLaw(57, 2), rules(60, 2)],
  stages: ['investigation'],
  by: byRole('leader', { notHandler: true, basis: [rules(60, 2)] }),
  on: { kind: 'review', from: ['referred', 'to-discuss'], ...settled('discussion', 'settled') },
  data: z.strictObject({
    place: text('讨论地点'),
    members: discussedBy(),
    ...decided,
    files: files('会议纪要').optional(),
  }),
  leadsTo: ['review'],
  choose: toReview,
  asksReadings: true,
  record: keeps,
  sentence: ({ input }) => `${input.members.length} 名负责人集体讨论意见分歧：${ladderOutcomes[input.outcome]}`,
})

/** What the leaders settled binds: the same proposal isn't submitted once more, and nothing while it is disputed. */
const notDisputed: Gate = {
  name: 'not-disputed',
  title: '审核意见没有争议，集体讨论的结论已经落实',
  basis,
  test: ({ state }) => {
    const review = lastReview(state)
    if (review === undefined) return []
    if (['disputed', 'referred', 'to-discuss'].includes(review.state))
      return [refusal('opinion-disputed', '对审核意见的分歧还没有处理完，请等待结论', { basis })]
    const read = readIn(review).find(({ id }) => id === 'proposal')
    const proposal = proposedPenalty(state)
    return review.state === 'settled' && proposal !== undefined && read?.sha256 === digestOf(proposal)
      ? [refusal('settled-otherwise', '集体讨论维持了审核意见，请按意见修改处罚建议以后再送审', { basis })]
      : []
  },
}

const target = (
  name: string,
  title: string,
  step: keyof DisagreementDays,
  into: string,
  until: string,
): NonNullable<Extension['limits']>[number] => ({
  name,
  title,
  amount: (strand) => workingDays(daysOf(strand)[step]),
  basis,
  startTitle: '提出不同意见',
  strand: 'review',
  from: [{ act: 'object-to-opinion', into }],
  until: [until, 'settle-disagreement'],
  target: true,
})

export const ladderExtension: Extension = {
  title: '审核意见分歧',
  acts: [objectToOpinion, giveSecondOpinion, giveHeadOpinion, settleDisagreement],
  limits: [
    target('second-opinion', '出具复审意见', 'second', 'disputed', 'give-second-opinion'),
    target('head-opinion', '法制机构负责人提出意见', 'head', 'referred', 'give-head-opinion'),
    target('discussed-disagreement', '集体讨论意见分歧', 'discussion', 'to-discuss', 'settle-disagreement'),
  ],
  gates: { 'submit-for-review': [notDisputed] },
}
