import { workingDays } from '../calendar/index.ts'
import { penaltyLaw, publicityRules, rules } from '../kernel/index.ts'
import type { Extension, LimitRule } from '../procedure/index.ts'
import {
  applyPublicationCorrection,
  correctionDays,
  correctPublication,
  refusePublicationCorrection,
} from './corrections.ts'
import { answerDays, answerEarlyEnd, applyEarlyEnd } from './early-end.ts'
import { endPublication } from './ended.ts'
import {
  preparePublication,
  publishDecision,
  returnPublication,
  reviewSecrecy,
  toBePublished,
  withdrawPublication,
} from './publish.ts'

const decisions = ['make-decision', 'decide-on-the-spot']

/** A clock of publication runs where somebody's decision is to be published, and ends where it is, or must not be. */
const due: NonNullable<LimitRule['when']> = (_done, state) => toBePublished(state)
const over: LimitRule['until'] = ['publish-decision', { act: 'review-secrecy', into: 'excepted' }]

export { disclosureChecks } from './checks.ts'

/** What disclosure brings into the procedures: publication and its two limits, the law's and the bureau's own. */
export const disclosureExtension: Extension = {
  title: '公示',
  acts: [
    preparePublication,
    reviewSecrecy,
    publishDecision,
    returnPublication,
    withdrawPublication,
    endPublication,
    applyEarlyEnd,
    answerEarlyEnd,
    applyPublicationCorrection,
    correctPublication,
    refusePublicationCorrection,
  ],
  strands: [
    {
      kind: 'publication',
      title: '公示',
      states: {
        prepared: '待公示',
        'to-review': '待保密审查',
        cleared: '保密审查通过',
        published: '已公示',
        returned: '退回重拟',
        excepted: '不予公示',
        withdrawn: '已撤回',
        ended: '公示期满',
        'ended-early': '提前停止公示',
      },
      initial: 'published',
      next: { prepared: 'publish-decision', cleared: 'publish-decision', 'to-review': 'review-secrecy' },
      beside: true,
    },
    {
      kind: 'early-end',
      title: '提前停止公示申请',
      states: { applied: '待决定', granted: '停止公示', refused: '不予停止' },
      initial: 'applied',
      next: { applied: 'answer-early-end' },
      beside: true,
    },
    {
      kind: 'publication-correction',
      title: '更正公示申请',
      states: { applied: '待答复', corrected: '已更正', refused: '不予更正' },
      initial: 'applied',
      next: { applied: 'correct-publication' },
      beside: true,
    },
  ],
  limits: [
    {
      name: 'publish-target',
      title: '公示处罚决定（本局目标）',
      amount: workingDays(7),
      basis: [penaltyLaw(48)],
      startTitle: '作出决定',
      from: decisions,
      when: due,
      until: over,
      target: true,
    },
    {
      name: 'publish',
      title: '公示处罚决定',
      amount: workingDays(20),
      basis: [publicityRules(9)],
      startTitle: '作出决定',
      from: decisions,
      when: due,
      until: over,
    },
    {
      name: 'withdraw',
      title: '撤回公示',
      amount: workingDays(3),
      basis: [publicityRules(11), rules(63, 2)],
      startTitle: '处罚决定被变更、撤销、确认违法或者无效',
      from: [
        ...['changed', 'revoked', 'anew', 'illegal', 'void'].map((into) => ({ act: 'record-remedy-result', into })),
        'revoke-own-decision',
      ],
      when: (done, state) =>
        state.done.some(({ act, version }) => act === 'publish-decision' && version < done.version),
      until: ['withdraw-publication'],
    },
    {
      name: 'early-end',
      title: '答复提前停止公示申请',
      amount: answerDays,
      basis: [publicityRules(14)],
      startTitle: '收到申请',
      strand: 'early-end',
      fromOpening: true,
      from: [],
      until: ['answer-early-end'],
      target: true,
    },
    {
      name: 'publication-correction',
      title: '答复更正公示申请',
      amount: correctionDays,
      basis: [publicityRules(12)],
      startTitle: '收到申请',
      strand: 'publication-correction',
      fromOpening: true,
      from: [],
      until: ['correct-publication', 'refuse-publication-correction'],
      target: true,
    },
  ],
}

export { accountProjection } from './account.ts'
export { dropEnded, publicCopies } from './copies.ts'
export { endDisplays } from './ended.ts'
export { type Hidden, hiddenTexts, masksWithin, splitHidden } from './masks.ts'
export { disclosureRoutes, type PublicationDraft } from './masks-route.ts'
export { displayPeriods } from './periods.ts'
export { publicationOf } from './preparing.ts'
export { decisionProjection } from './projection.ts'
export { type NoLongerShown, type PublishedForm, publishedBetween, publishedForms } from './published-forms.ts'
export { createPortalSource, type Proofs } from './source.ts'
export { publicNumbers, touchedDecisions } from './touched.ts'
export type * from './view.ts'
