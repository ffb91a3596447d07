import { dayOf } from '../calendar/index.ts'
import { penaltyLaw, type Refusal, refusal, rules } from '../kernel/index.ts'
import {
  type CaseState,
  certificateOn,
  type Facts,
  type OfficerFact,
  relatedRefusals,
  withdrew,
} from '../procedure/index.ts'
import { conflictIn } from './conflict.ts'
import { countingScope } from './scope.ts'

/** Why somebody can't review now whoever asks: a certificate that lapsed, a contract that ended or is at odds with a party. Who never held a certificate isn't barred: no rule asks a reviewer for one. */
export const outOfService = (officer: OfficerFact, state: CaseState, at: string): readonly Refusal[] => {
  const lapsed = officer.certificates.length === 0 ? undefined : certificateOn(officer, at).refusal
  return [
    ...disengaged(officer, state, at),
    ...(lapsed === undefined
      ? []
      : [
          refusal('reviewer-lapsed', `${officer.name}的行政执法证件现在无效，换证以后再审核，或者由其他审核人员办理`, {
            basis: lapsed.basis ?? [],
          }),
        ]),
  ]
}

/** Why somebody whose service is bought doesn't review the case: the contract's term, or a conflict of interests. */
const disengaged = ({ name, engagement }: OfficerFact, state: CaseState, at: string): readonly Refusal[] => {
  if (engagement === undefined) return []
  const { from, until, conflicts } = engagement
  const day = dayOf(at)
  const party = conflictIn(conflicts, state)
  return [
    ...(from <= day && day <= until
      ? []
      : [
          refusal('reviewer-not-engaged', `${name}的服务合同期是 ${from} 至 ${until}，现在不能审核`, {
            basis: [rules(51), penaltyLaw(58)],
          }),
        ]),
    ...(party === undefined
      ? []
      : [
          refusal('reviewer-conflict', `${name}与${party.name}有利益冲突，应当回避`, {
            basis: [penaltyLaw(43), rules(4)],
          }),
        ]),
  ]
}

/**
 * Why somebody can't be given the review of a case, every reason at once: the same that bars them from accepting it, and that they
 * are away now.
 */
export const unfit = (officer: OfficerFact, state: CaseState, facts: Facts, at: string): readonly Refusal[] => {
  const { id, name } = officer
  return [
    ...(officer.roles.includes('reviewer')
      ? []
      : [refusal('not-a-reviewer', `${name}不是法制审核人员`, { basis: [rules(51)] })]),
    ...(state.dossier.handled.includes(id)
      ? [refusal('reviewer-handled', `${name}是（曾是）本案办案人员，不得作为审核人员`, { basis: [rules(49, 3)] })]
      : []),
    ...(withdrew(state, id)
      ? [refusal('reviewer-withdrew', `${name}已经回避，不再参与本案`, { basis: [rules(4), penaltyLaw(43)] })]
      : []),
    // To whom somebody is close is for that person and who keeps the register.
    ...(relatedRefusals(officer, state).length === 0
      ? []
      : [
          refusal('reviewer-related', `${name}申报过与本案当事人或者办案人员有应当回避的关系`, {
            basis: [penaltyLaw(43), rules(4)],
          }),
        ]),
    ...(countingScope(state, facts)?.kind === 'legal' && !officer.legalQualification
      ? [
          refusal('reviewer-not-qualified', `${name}初次从事法制审核，没有取得法律职业资格`, {
            basis: [rules(51, 2), penaltyLaw(58, 2)],
          }),
        ]
      : []),
    ...outOfService(officer, state, at),
    ...(officer.leaves ?? [])
      .filter(({ from, until }) => from <= dayOf(at) && dayOf(at) <= until)
      .map(({ from, until }) =>
        refusal('reviewer-on-leave', `${name}自 ${from} 至 ${until} 休假，请分派其他审核人员`, { basis: [rules(55)] }),
      ),
  ]
}
