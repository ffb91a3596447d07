import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { Question } from '../act.ts'
import { certificateOn } from '../certificate.ts'
import { relatedRefusals } from '../relations.ts'
import { withdrew } from '../standing.ts'
import type { CaseState, Dossier, OfficerRef } from '../state.ts'

/** Whoever reviewed the case, or chaired its hearing or sat in it. */
const judged = (state: CaseState, id: string): boolean =>
  state.strands.some(({ data }) =>
    [data.reviewer, data.chair, data.recorder, ...((data.members ?? []) as readonly unknown[])].some(
      (person) => (person as { readonly id?: string } | undefined)?.id === id,
    ),
  )

/** Why these people can't handle the case: officers with a valid certificate on the day, who neither withdrew nor judged it. */
export const handlerRefusals = ({ state, facts, at }: Question, ids: readonly string[]): readonly Refusal[] =>
  ids.flatMap((id): readonly Refusal[] => {
    const officer = facts.officers.get(id)
    const no = (code: string, message: string, ...basis: Refusal['basis']) => [
      refusal(code, message, { field: 'handlers', basis }),
    ]
    if (officer === undefined) return no('unknown-officer', '所选人员不在本机关人员名录中，请重新选择')
    const lapsed = certificateOn(officer, at).refusal
    if (lapsed !== undefined) return [{ ...lapsed, field: 'handlers' }]
    if (!officer.roles.includes('officer'))
      return no('not-an-officer', `${officer.name}不是执法人员，不能办理案件`, rules(19, 2), penaltyLaw(42))
    if (withdrew(state, id)) return no('recused', `${officer.name}已经回避，不能再办理本案`, rules(4))
    if (judged(state, id))
      return no('judged-the-case', `${officer.name}已参与本案审核或者听证，不能再办理本案`, rules(49, 3), rules(4))
    return relatedRefusals(officer, state, { field: 'handlers' })
  })

/** The dossier with other handlers; who handled it once is kept in mind. */
export const withHandlers = (dossier: Dossier, handlers: readonly OfficerRef[]): Dossier => ({
  ...dossier,
  handlers,
  handled: [...new Set([...dossier.handled, ...handlers.map(({ id }) => id)])],
})
