import { z } from 'zod'
import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { ActQuestion, Data } from '../act.ts'
import { item, list } from '../fields.ts'
import type { CaseState, Dossier, ItemRef, Penalty, PenaltyPart } from '../state.ts'
import { penaltyRow } from './fields.ts'
import { checkPenalty } from './range.ts'
import { isJoint, moneyOf, partyIn, partyMissing, penaltyFor, pendingShares, shareOf, sumOf } from './shares.ts'

/** Every item that the case is about: that with which it was filed, and those that joined it (一并查处). */
export const itemsOf = ({ item: first, otherViolations = [] }: Dossier): readonly ItemRef[] => [
  ...(first === undefined ? [] : [first]),
  ...otherViolations,
]

const row = z.strictObject({ item: item('违法行为'), ...penaltyRow.shape })

/** What is proposed beside the first: for each further violation and each further party; each is measured by its own item. */
export const otherPenaltiesField = list('其他违法行为、其他当事人的处罚', row, {
  hint: '同一案件有几个违法行为的，逐个分别裁量，合并执行；有几个当事人的，对每个当事人分别裁量，各自执行',
}).optional()

/** The penalty of an act that proposes one: that of the first party for the first violation, and the others. */
export interface ProposedData extends Data {
  readonly penalty: z.infer<typeof penaltyRow>
  readonly otherPenalties?: readonly z.infer<typeof row>[] | undefined
}

type Proposed = z.infer<typeof row>

/** Every row that is proposed, with the field in which it stands; in a joint case each is for the party that it names. */
const rowsOf = ({ penalty, otherPenalties = [] }: ProposedData, dossier: Dossier) => [
  { at: 'penalty', row: { ...penalty, item: dossier.item?.id ?? '' } satisfies Proposed },
  ...otherPenalties.map((each, n) => ({ at: `otherPenalties.${n}`, row: each })),
]

/**
 * What is proposed in all: for several violations and several parties the sum, which keeps its parts (分别裁量，合并执行；
 * 行政处罚法 art. 5: each is punished for what it did).
 */
export const proposedIn = (data: ProposedData, dossier: Dossier): Penalty => {
  const joint = isJoint(dossier)
  if (!joint && (data.otherPenalties ?? []).length === 0) {
    const { party: _party, ...penalty } = data.penalty
    return penalty as Penalty
  }
  const named = new Map(itemsOf(dossier).map(({ id, name }) => [id, name]))
  return sumOf(
    rowsOf(data, dossier).map(({ row: { party = '', ...each } }) => ({
      ...(each as Omit<PenaltyPart, 'name'>),
      name: named.get(each.item) ?? each.item,
      ...(joint ? { party, partyName: partyIn(dossier, party)?.name ?? party } : {}),
    })),
  )
}

/** Each violation, and in a joint case each party, has its proposal, and each lies within what its own item allows. */
export const checkProposed = ({ data, state, facts }: ActQuestion<ProposedData>): readonly Refusal[] => {
  const { dossier } = state
  const rows = rowsOf(data, dossier)
  const joint = isJoint(dossier)
  const items = new Map(itemsOf(dossier).map(({ id, name }) => [id, name]))
  const others = dossier.otherViolations ?? []
  return [
    ...rows.flatMap(({ at, row: each }, n) => {
      const party = joint ? partyIn(dossier, each.party) : dossier.parties[0]
      const wrong = joint ? partyMissing(state, each.party) : []
      if (wrong.length > 0) return wrong.map((found) => ({ ...found, field: `${at}.party` }))
      if (joint && shareOf(dossier, each.party)?.decision !== undefined)
        return [
          refusal('decided-already', `对${party?.name ?? ''}的处罚决定仍然有效，不能再处罚一次`, {
            field: `${at}.party`,
            basis: [penaltyLaw(29)],
          }),
        ]
      if (n > 0 && !items.has(each.item))
        return [
          refusal('not-a-violation-of-this-case', '本案没有立案查处这个违法行为；需要一并查处的，请先申请', {
            field: `${at}.item`,
            basis: [rules(48)],
          }),
        ]
      if (rows.findIndex(({ row: other }) => other.item === each.item && (!joint || other.party === each.party)) < n)
        return [
          refusal('punished-twice', '同一个违法行为只能处罚一次，请合并', {
            field: `${at}.item`,
            basis: [penaltyLaw(29)],
          }),
        ]
      return checkPenalty(each as unknown as Penalty, facts.items.get(each.item), party).map((found) => ({
        ...found,
        field: (found.field ?? 'penalty').replace(/^penalty/, at),
      }))
    }),
    ...others
      .filter(({ id }) => !rows.some(({ row: each }) => each.item === id))
      .map(({ name }) =>
        refusal('violation-without-penalty', `还没有写对“${name}”的处理；不予处罚的，裁量阶次选“不予处罚”`, {
          field: 'otherPenalties',
          basis: [rules(48)],
        }),
      ),
    ...(joint ? eachParty(dossier, proposedIn(data, dossier)) : []),
  ]
}

/** Nobody who is a party is left out; who was never told of a penalty and gets none is no party of this case. */
const eachParty = (dossier: Dossier, penalty: Penalty): readonly Refusal[] =>
  pendingShares(dossier).flatMap(({ party, notice }) => {
    const name = partyIn(dossier, party)?.name ?? party
    if (!(penalty.parts ?? []).some((part) => part.party === party))
      return [
        refusal('party-without-penalty', `还没有写对${name}的处罚建议：本案的每个当事人分别裁量`, {
          field: 'otherPenalties',
          basis: [rules(48), penaltyLaw(5, 2)],
        }),
      ]
    return notice === undefined && penaltyFor(penalty, party).kinds.length === 0
      ? [
          refusal('party-not-punished', `对${name}不予处罚的，请先将其撤出本案并写明理由`, {
            field: 'otherPenalties',
            basis: [rules(48), penaltyLaw(5, 2)],
          }),
        ]
      : []
  })

/** Whether a penalty asks more than another in all, in kind, or for one violation. */
export const heavierThan = (penalty: Penalty, other: Penalty): boolean =>
  moneyOf(penalty) > moneyOf(other) ||
  penalty.kinds.some((kind) => !other.kinds.includes(kind)) ||
  (penalty.parts ?? []).some((part) => {
    const before = other.parts?.find((each) => each.item === part.item && each.party === part.party)
    return before !== undefined && moneyOf(part) > moneyOf(before)
  })

/** What the form begins with: what was proposed before, and a row for each further violation and each further party. */
export const proposedKnown = ({ dossier }: CaseState): Data => {
  const { item: first, otherViolations = [], proposal, parties } = dossier
  const joint = isJoint(dossier)
  const pending = joint ? pendingShares(dossier).map(({ party }) => party) : [undefined]
  const before = (item: string | undefined, party: string | undefined): Data | undefined => {
    const part = proposal?.parts?.find((each) => each.item === item && each.party === party)
    if (part !== undefined) {
      const { name: _name, partyName: _partyName, ...known } = part
      return { ...known }
    }
    // One that has joined since finds the first party's proposal as it was.
    if (
      proposal === undefined ||
      proposal.parts !== undefined ||
      item !== first?.id ||
      (joint && party !== parties[0]?.id)
    )
      return undefined
    const { version: _version, ...penalty } = proposal
    return { ...penalty, ...(party === undefined ? {} : { party }) }
  }
  const [main] = pending
  const { item: _item, ...penalty } = before(first?.id, main) ?? (main === undefined ? {} : { party: main, gains: 0 })
  const rows = [
    ...pending.slice(1).map((party) => ({ party, item: first?.id })),
    ...otherViolations.map(({ id }) => ({ ...(main === undefined ? {} : { party: main }), item: id })),
  ]
  return {
    ...(Object.keys(penalty).length === 0 ? {} : { penalty }),
    ...(rows.length === 0
      ? {}
      : { otherPenalties: rows.map((each) => before(each.item, each.party) ?? { ...each, gains: 0 }) }),
  }
}
