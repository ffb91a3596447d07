import { z } from 'zod'
import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { ActQuestion, Data } from '../act.ts'
import { item, list } from '../fields.ts'
import {
  type CaseState,
  type DiscretionStep,
  type Dossier,
  type ItemRef,
  type Penalty,
  type PenaltyKind,
  type PenaltyPart,
  penaltyKinds,
} from '../state.ts'
import { discretionText } from './discretion.ts'
import { penaltyRow } from './fields.ts'
import { moneyOf } from './money.ts'
import { checkPenalty } from './range.ts'

/** Every item that the case is about: that with which it was filed, and those that joined it (一并查处). */
export const itemsOf = ({ item: first, otherViolations = [] }: Dossier): readonly ItemRef[] => [
  ...(first === undefined ? [] : [first]),
  ...otherViolations,
]

const row = z.strictObject({ item: item('违法行为'), ...penaltyRow.shape })

/** What is proposed for each further violation; each is measured by its own item. */
export const otherPenaltiesField = list('其他违法行为的处罚', row, {
  hint: '同一案件有几个违法行为的，逐个分别裁量，合并执行',
}).optional()

/** The penalty of an act that proposes one: that of the first violation, and of the others. */
export interface ProposedData extends Data {
  readonly penalty: z.infer<typeof penaltyRow>
  readonly otherPenalties?: readonly z.infer<typeof row>[] | undefined
}

/** Of what is mitigated review must know; else the heaviest step stands for all. */
const weight: readonly DiscretionStep[] = ['mitigated', 'heavier', 'normal', 'lighter', 'none']

/** What is proposed in all (分别裁量，合并执行): with several violations the sum, which keeps its parts. */
export const proposedIn = ({ penalty, otherPenalties = [] }: ProposedData, dossier: Dossier): Penalty => {
  if (otherPenalties.length === 0) return penalty as Penalty
  const named = new Map(itemsOf(dossier).map(({ id, name }) => [id, name]))
  const first = dossier.item?.id ?? ''
  const parts = [{ ...penalty, item: first }, ...otherPenalties].map(
    (each) => ({ ...each, name: named.get(each.item) ?? each.item }) as PenaltyPart,
  )
  const goods = parts.flatMap(({ goods: some }) => (some === undefined || some === '' ? [] : [some]))
  const kinds = new Set<PenaltyKind>(parts.flatMap((part) => part.kinds))
  return {
    kinds: (Object.keys(penaltyKinds) as PenaltyKind[]).filter((kind) => kinds.has(kind)),
    fine: parts.reduce((sum, { fine }) => sum + fine, 0),
    gains: parts.reduce((sum, { gains }) => sum + gains, 0),
    ...(goods.length === 0 ? {} : { goods: goods.join('；') }),
    step: weight.find((step) => parts.some((part) => part.step === step)) ?? penalty.step,
    reasons: parts.map((part) => `对“${part.name}”：${discretionText(part)}`).join('\n'),
    parts,
  }
}

/** Each violation has one proposal, and each lies within what its own item allows. */
export const checkProposed = ({ data, state, facts }: ActQuestion<ProposedData>): readonly Refusal[] => {
  const { dossier } = state
  const [party] = dossier.parties
  const { penalty, otherPenalties = [] } = data
  const fits = (each: z.infer<typeof penaltyRow>, id: string | undefined) =>
    checkPenalty(each as Penalty, id === undefined ? undefined : facts.items.get(id), party)
  const others = new Map((dossier.otherViolations ?? []).map(({ id, name }) => [id, name]))
  return [
    ...fits(penalty, dossier.item?.id),
    ...otherPenalties.flatMap((each, n) => {
      const at = `otherPenalties.${n}`
      if (!others.has(each.item))
        return [
          refusal('not-a-violation-of-this-case', '本案没有立案查处这个违法行为；需要一并查处的，请先申请', {
            field: `${at}.item`,
            basis: [rules(48)],
          }),
        ]
      if (otherPenalties.findIndex((other) => other.item === each.item) < n)
        return [
          refusal('punished-twice', '同一个违法行为只能处罚一次，请合并', {
            field: `${at}.item`,
            basis: [penaltyLaw(29)],
          }),
        ]
      return fits(each, each.item).map((found) => ({
        ...found,
        field: (found.field ?? 'penalty').replace(/^penalty/, at),
      }))
    }),
    ...[...others]
      .filter(([id]) => !otherPenalties.some((each) => each.item === id))
      .map(([, name]) =>
        refusal('violation-without-penalty', `还没有写对“${name}”的处理；不予处罚的，裁量阶次选“不予处罚”`, {
          field: 'otherPenalties',
          basis: [rules(48)],
        }),
      ),
  ]
}

/** Whether a penalty asks more than another in all, in kind, or for one violation. */
export const heavierThan = (penalty: Penalty, other: Penalty): boolean =>
  moneyOf(penalty) > moneyOf(other) ||
  penalty.kinds.some((kind) => !other.kinds.includes(kind)) ||
  (penalty.parts ?? []).some((part) => {
    const before = other.parts?.find((each) => each.item === part.item)
    return before !== undefined && moneyOf(part) > moneyOf(before)
  })

/** What the form begins with: what was proposed before, and a row for each further violation. */
export const proposedKnown = ({ dossier }: CaseState): Data => {
  const { item: first, otherViolations = [], proposal } = dossier
  const before = (id: string | undefined) => {
    const part = proposal?.parts?.find((each) => each.item === id)
    if (part === undefined) return undefined
    const { name: _name, ...known } = part
    return known
  }
  const whole = () => {
    if (proposal === undefined) return {}
    if (proposal.parts === undefined) {
      const { version: _version, ...penalty } = proposal
      return { penalty }
    }
    const { item: _item, ...penalty } = before(first?.id) ?? { item: '' }
    return { penalty }
  }
  return {
    ...whole(),
    ...(otherViolations.length === 0
      ? {}
      : { otherPenalties: otherViolations.map(({ id }) => before(id) ?? { item: id, gains: 0 }) }),
  }
}
