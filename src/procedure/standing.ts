import { type Citation, penaltyLaw, type Refusal, type Role, refusal, rules } from '../kernel/index.ts'
import type { Question } from './act.ts'
import { certificateOn } from './certificate.ts'
import type { CaseState } from './state.ts'

/** For whom a case waits: one person, or anybody with a role (in a unit). What the work list is made of. */
export interface Wait {
  readonly person?: string
  readonly role?: string
  readonly unit?: string
}

/** Who may do an act in this case, now (资格). */
export interface Standing {
  /** In words, for the button and the flowchart: "两名以上办案人员". */
  readonly title: string
  readonly basis: readonly Citation[]
  test(question: Question): readonly Refusal[]
  waitsFor(state: CaseState): readonly Wait[]
  /** Number of officers who must do it together; their ids are the data's `officers`. */
  readonly together?: number
}

const roleTitles: Partial<Record<Role, string>> = {
  officer: '执法人员',
  'unit-head': '承办机构负责人',
  leader: '局负责人',
  reviewer: '法制审核人员',
  'legal-affairs': '法规处',
  publisher: '公示人员',
  archivist: '档案人员',
}

export const roleTitle = (role: Role): string => roleTitles[role] ?? role

/** Anybody of the bureau who has one of these roles. With `ofUnit`: in the unit that handles the case. */
export const byRole = (
  role: Role,
  more: { basis?: readonly Citation[]; ofUnit?: boolean; notHandler?: boolean } = {},
): Standing => ({
  title: more.ofUnit ? `本案${roleTitle(role)}` : roleTitle(role),
  basis: more.basis ?? [],
  test({ actor, state }) {
    const refusals: Refusal[] = []
    if (!actor.roles.includes(role))
      refusals.push(
        refusal('not-your-role', `这一步由${roleTitle(role)}来做，您没有这个身份`, { basis: more.basis ?? [] }),
      )
    if (more.ofUnit && state.dossier.unit !== '' && actor.unit !== state.dossier.unit)
      refusals.push(
        refusal('not-your-unit', `本案由${state.dossier.unitName}承办，请由该机构的人员办理`, {
          basis: more.basis ?? [],
        }),
      )
    if (withdrew(state, actor.id))
      refusals.push(refusal('withdrew', '您已经回避，不能再参与本案', { basis: [rules(4), penaltyLaw(43)] }))
    if (more.notHandler && state.dossier.handled.includes(actor.id))
      refusals.push(
        refusal('handled-the-case', '您是（曾是）本案办案人员，不能再审批或者审核本案，请由他人办理', {
          basis: more.basis ?? [],
        }),
      )
    return refusals
  },
  waitsFor: (state) => [more.ofUnit && state.dossier.unit !== '' ? { role, unit: state.dossier.unit } : { role }],
})

/**
 * The officers who handle the case (程序规定 art. 19, 22). With `atLeast`, that many act together: the one who enters it is one of
 * them, the others are named in the data, and each holds a certificate that is valid on the day of the act.
 */
export const handlers = (more: { atLeast?: number; basis?: readonly Citation[] } = {}): Standing => {
  const basis = more.basis ?? [rules(22, 1), penaltyLaw(42)]
  return {
    title: more.atLeast === undefined ? '本案办案人员' : `${more.atLeast === 2 ? '两' : more.atLeast}名以上办案人员`,
    basis,
    ...(more.atLeast === undefined ? {} : { together: more.atLeast }),
    test({ actor, state, facts, at }) {
      const refusals: Refusal[] = []
      if (!isHandler(state, actor.id))
        refusals.push(
          refusal('not-a-handler', '您不是本案办案人员；如需参与，请由承办机构负责人指定', { basis: [rules(19, 2)] }),
        )
      const officer = facts.officers.get(actor.id)
      const lapsed = officer === undefined ? undefined : certificateOn(officer, at).refusal
      if (lapsed !== undefined) refusals.push(lapsed)
      return refusals
    },
    waitsFor: (state) => state.dossier.handlers.map(({ id }) => ({ person: id })),
  }
}

/** An officer with a valid certificate, before handlers are named. */
export const anyOfficer = (
  more: { basis?: readonly Citation[]; atLeast?: number; ofUnit?: boolean } = {},
): Standing => ({
  title: more.atLeast === undefined ? '执法人员' : `${more.atLeast === 2 ? '两' : more.atLeast}名以上执法人员`,
  basis: more.basis ?? [rules(22, 1)],
  ...(more.atLeast === undefined ? {} : { together: more.atLeast }),
  test({ actor, facts, at, state }) {
    if (!actor.roles.includes('officer'))
      return [refusal('not-your-role', '这一步由执法人员来做，您没有这个身份', { basis: more.basis ?? [rules(22, 1)] })]
    const refusals: Refusal[] = []
    if (more.ofUnit && state.dossier.unit !== '' && actor.unit !== state.dossier.unit)
      refusals.push(
        refusal('not-your-unit', `本案由${state.dossier.unitName}承办，请由该机构的人员办理`, {
          basis: [rules(19, 2)],
        }),
      )
    const officer = facts.officers.get(actor.id)
    const lapsed = officer === undefined ? undefined : certificateOn(officer, at).refusal
    if (lapsed !== undefined) refusals.push(lapsed)
    return refusals
  },
  waitsFor: (state) => [
    state.dossier.unit === '' ? { role: 'officer' } : { role: 'officer', unit: state.dossier.unit },
  ],
})

/** The system itself, when a limit runs out. */
export const theSystem: Standing = {
  title: '系统',
  basis: [],
  test: ({ actor }) =>
    actor.kind === 'system' ? [] : [refusal('system-only', '这一步在期限届满时由系统自动记录，不能由人操作')],
  waitsFor: () => [],
}

/** Whoever withdrew takes no further part in the case, in whatever capacity (程序规定 art. 4). */
export const withdrew = (state: CaseState, person: string): boolean =>
  state.strands.some(
    ({ kind, state: now, data }) =>
      kind === 'recusal' &&
      now === 'granted' &&
      (data.asked as { readonly person?: string } | undefined)?.person === person,
  )

export const isHandler = (state: CaseState, person: string): boolean =>
  state.dossier.handlers.some(({ id }) => id === person)
