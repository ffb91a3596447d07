import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import type { Gate } from '../procedure/index.ts'
import { changedSince, draftIn, lastReview, readIn } from './bound.ts'
import { differencesOf, draftOf } from './draft.ts'

const sentBack = '审核没有通过，请按审核意见改正后重新送审'
/** What is told of a review that hasn't passed, by its state. */
const unpassed: Readonly<Record<string, string>> = {
  'sent-back': sentBack,
  upheld: sentBack,
  'upheld-again': sentBack,
  settled: '集体讨论维持了审核意见，请按意见修改后重新送审',
  amending: '审核同意但须修改，请按意见修改后由审核人员复核',
  disputed: '对审核意见的分歧还没有处理完，请等待复审意见',
  referred: '对审核意见的分歧还没有处理完，请等待法制机构负责人的意见',
  'to-discuss': '对审核意见的分歧还没有处理完，请等待集体讨论',
}

/**
 * No decision before the review has passed (行政处罚法 art. 58, 程序规定 art. 50), and only on what was reviewed: when anything that
 * was read changes, the opinion is void by itself, and the gate says what changed.
 */
export const reviewPassed: Gate = {
  name: 'review-passed',
  title: '审核已通过，且审核后材料没有变动',
  basis: [penaltyLaw(58), rules(50)],
  test: ({ state }) => {
    const basis = [penaltyLaw(58), rules(50)]
    const review = lastReview(state)
    if (review === undefined || review.state === 'returned')
      return [refusal('review-not-passed', '案件还没有送审，未经审核不得作出决定，请先提交审核', { basis })]
    if (review.state !== 'passed')
      return [refusal('review-not-passed', unpassed[review.state] ?? '审核还没有完成，请等待审核意见', { basis })]
    const changes = changedSince(readIn(review), state)
    const draft = draftIn(review)
    return [
      ...(changes.size === 0
        ? []
        : [
            refusal(
              'review-void',
              `审核意见已失效，请审核人员复核变动，或者重新送审：${[...changes.values()].join('；')}`,
              { basis },
            ),
          ]),
      ...(draft === undefined ? [] : differencesOf(draft, draftOf(state))).map(({ title, before, now }) =>
        refusal(
          'not-as-reviewed',
          `${title}与审核通过的不一致：审核时为“${before}”，现在为“${now}”；请改回，或者由审核人员复核变动`,
          { basis },
        ),
      ),
    ]
  },
}

/** What lacks is told at once: after one return of a report's submission the next is taken in, and faults go into the opinion. */
export const notReturned = (reports: readonly string[]): Gate => ({
  name: 'not-returned-before',
  title: '这次调查终结后没有退回过送审材料',
  basis: [rules(49), rules(54)],
  test: ({ state }) => {
    const reported = state.done.findLast(({ act }) => reports.includes(act))?.at ?? ''
    return state.strands.some(
      ({ kind, state: now, openedAt }) => kind === 'review' && now === 'returned' && openedAt >= reported,
    )
      ? [
          refusal(
            'returned-before',
            '送审材料已经退回过一次，需要补正的应当已经一次告知；请受理审核，仍有问题的写进审核意见',
            { basis: [rules(49), rules(54)] },
          ),
        ]
      : []
  },
})

export const notUnderReview: Gate = {
  name: 'not-under-review',
  title: '没有正在进行的审核',
  basis: [rules(49)],
  test: ({ state }) => {
    const review = lastReview(state)
    if (review?.state === 'submitted' || review?.state === 'accepted')
      return [refusal('under-review', '案件正在审核中，不需要再次送审', { basis: [rules(49)] })]
    if (review?.state === 'amending')
      return [
        refusal('amending', '审核同意但须修改：修改以后由审核人员复核变动，不需要再次送审', { basis: [rules(49)] }),
      ]
    if (review?.state === 'passed' && changedSince(readIn(review), state).size === 0)
      return [refusal('review-holds', '审核已通过，材料没有变动，不需要再次送审', { basis: [rules(49)] })]
    return []
  },
}
