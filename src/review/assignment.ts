import { z } from 'zod'
import { refusal, rules } from '../kernel/index.ts'
import {
  act,
  byRole,
  fields,
  type Gate,
  type Question,
  type Standing,
  type Strand,
  withdrew,
} from '../procedure/index.ts'
import { unfit } from './fitness.ts'

const { reviewer: reviewerField } = fields

const basis = [rules(49), rules(51)]

export interface Person {
  readonly id: string
  readonly name: string
}

/** Who was named to review, while that stands: whoever withdrew since is named no more. */
export const assignedTo = ({ data }: Pick<Strand, 'data'>, state: Question['state']): Person | undefined => {
  const assigned = data.assigned as Person | undefined
  return assigned === undefined || withdrew(state, assigned.id) ? undefined : assigned
}

/** Who has the review now: accepted it, or was named to. */
const holder = (strand: Strand | undefined, state: Question['state']): Person | undefined =>
  strand === undefined
    ? undefined
    : assignedTo(strand.state === 'accepted' ? { data: { assigned: strand.data.reviewer } } : strand, state)

/** A review that was given to somebody is taken in, or returned, by that person. Without, anybody who is fit does it. */
export const assignedOnly: Gate = {
  name: 'assigned-reviewer',
  title: '由分派的审核人员办理',
  basis,
  test: ({ strand, state, actor }) => {
    const assigned = strand === undefined ? undefined : assignedTo(strand, state)
    return assigned === undefined || assigned.id === actor.id
      ? []
      : [
          refusal(
            'assigned-to-another',
            `本次审核已分派给${assigned.name}，请由其办理；需要换人的，由法制机构负责人重新分派`,
            { basis },
          ),
        ]
  },
}

const head = byRole('unit-head', { notHandler: true, basis })

/** 法制机构负责人, of whatever rank as a reviewer: the head of a unit whose people review. */
export const assigner: Standing = {
  ...head,
  title: '法制机构负责人',
  test: (question) =>
    ['legal-affairs', 'reviewer'].some((role) => question.actor.roles.includes(role)) &&
    question.actor.roles.includes('unit-head')
      ? head.test(question)
      : [refusal('not-legal-head', '这一步由法制机构负责人来做，您没有这个身份', { basis })],
}

/** 分派审核: the head of the legal office names who reviews, and somebody else with a reason; the clock runs on. */
export const assignReview = act('assign-review', {
  title: '分派审核',
  purpose: '法制机构负责人指定由谁审核；分派以后由其受理，换人的说明原因，审核期限不重新计算',
  basis,
  stages: ['review'],
  by: assigner,
  on: {
    kind: 'review',
    from: ['submitted', 'accepted'],
    to: ({ strand }) => strand.state,
    keep: ({ strand, data, facts }) => {
      const assigned = { id: data.reviewer, name: facts.officers.get(data.reviewer)?.name ?? '' }
      return { assigned, ...(strand.state === 'accepted' ? { reviewer: assigned } : {}) }
    },
    none: { code: 'no-review-to-assign', message: '现在没有送审后还没有出具意见的审核', basis },
  },
  data: z.strictObject({
    reviewer: reviewerField('由谁审核'),
    reason: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({ title: '换人的原因', 'x-widget': 'text', 'x-hint': '已经分派或者受理、现在换人的，写明原因' }),
  }),
  checks: [
    ({ data, state, strand, facts, at }) => {
      const officer = facts.officers.get(data.reviewer)
      if (officer === undefined)
        return [refusal('unknown-officer', '所选人员不在本机关人员名录中，请重新选择', { field: 'reviewer' })]
      const now = holder(strand, state)
      return [
        ...(now?.id === data.reviewer
          ? [refusal('already-assigned', `本次审核现在就由${now.name}办理，不需要再分派`, { field: 'reviewer', basis })]
          : unfit(officer, state, facts, at).map((reason) => ({ ...reason, field: 'reviewer' }))),
        ...(now !== undefined && (data.reason ?? '') === ''
          ? [
              refusal('no-reason-to-reassign', `本次审核已由${now.name}办理，换人的请写明原因`, {
                field: 'reason',
                basis,
              }),
            ]
          : []),
      ]
    },
  ],
  record: ({ data, state, strand, facts }) => {
    const former = holder(strand, state)
    return {
      reviewer: { id: data.reviewer, name: facts.officers.get(data.reviewer)?.name ?? '' },
      ...(former === undefined ? {} : { former: { id: former.id, name: former.name } }),
    }
  },
  sentence: ({ input, record }) => {
    const { reviewer, former } = record as { readonly reviewer: Person; readonly former?: Person }
    return former === undefined
      ? `分派${reviewer.name}审核`
      : `改由${reviewer.name}审核，不再由${former.name}办理：${input.reason ?? ''}`
  },
})
