import { workingDays } from '../calendar/index.ts'
import { penaltyLaw, publicityRules, rules } from '../kernel/index.ts'
import { type Extension, type LimitRule, sharesOf } from '../procedure/index.ts'
import { onlyWarning, publishDecision, withdrawPublication } from './acts.ts'

const decisions = ['make-decision', 'decide-on-the-spot']

/** A clock of publication runs where somebody's decision is to be published. */
const toBePublished: NonNullable<LimitRule['when']> = (_done, { dossier }) =>
  sharesOf(dossier).some(({ decision }) => decision !== undefined && !onlyWarning(decision.penalty))

export { disclosureChecks } from './checks.ts'

/** What disclosure brings into the procedures: publication and its two limits, the law's and the bureau's own. */
export const disclosureExtension: Extension = {
  title: '公示',
  acts: [publishDecision, withdrawPublication],
  strands: [
    {
      kind: 'publication',
      title: '公示',
      states: { published: '已公示', withdrawn: '已撤回' },
      initial: 'published',
      next: {},
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
      when: toBePublished,
      until: ['publish-decision'],
      target: true,
    },
    {
      name: 'publish',
      title: '公示处罚决定',
      amount: workingDays(20),
      basis: [publicityRules(9)],
      startTitle: '作出决定',
      from: decisions,
      when: toBePublished,
      until: ['publish-decision'],
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
  ],
}

export { displayPeriods, publicationOf } from './acts.ts'
export { type Hidden, hiddenTexts, masksWithin, splitHidden } from './masks.ts'
export { decisionProjection } from './projection.ts'
export { type NoLongerShown, type PublishedForm, publishedBetween, publishedForms } from './published-forms.ts'
export { createPortalSource, type Proofs } from './source.ts'
export { publicNumbers, touchedDecisions } from './touched.ts'
export type * from './view.ts'
