import { penaltyLaw, yuan } from '../../kernel/index.ts'
import { itemsOf, type PenaltyPart, penaltyFor } from '../../procedure/index.ts'
import { type Examined, firstDay, type PreflightCheck, right, unknown } from './check.ts'

/** Fewer cases than this tell nothing. */
const FEW = 5
/** Who was punished for the same within so many years is looked at again when the penalty is lighter. */
const REPEATED_WITHIN = 2

const parts = ({ state: { dossier } }: Examined): readonly PenaltyPart[] => {
  const { proposal, item } = dossier
  if (proposal === undefined) return []
  return proposal.parts ?? [{ ...proposal, item: item?.id ?? '', name: item?.name ?? '' }]
}

/** Other cases of the parties about the same items. */
const ofSameItem = ({ state, others }: Examined) => {
  const items = new Set(itemsOf(state.dossier).map(({ id }) => id))
  return others.filter(({ item }) => items.has(item))
}

/** What other cases say: nothing of it is a fault by itself, all of it is for the reviewer to look at. */
export const others: readonly PreflightCheck[] = [
  {
    name: 'like-cases',
    point: 'fitness',
    title: '罚款与近三年同类案件相当',
    basis: [penaltyLaw(5), penaltyLaw(34)],
    examine: (examined) => {
      const { parties } = examined.state.dossier
      const fined = parts(examined)
      if (fined.length === 0) return unknown('没有处罚建议')
      const compared = fined.map(({ item, name, fine, party }) => {
        const { kind } = parties.find(({ id }) => id === (party ?? parties[0]?.id)) ?? {}
        const spread = examined.like(item, kind === 'organisation')
        if (spread === undefined || spread.cases < FEW)
          return { fits: false, sentence: `“${name}”近三年同类案件只有 ${spread?.cases ?? 0} 件，不足以比较` }
        const { cases, min, low, median, high, max } = spread
        const found = `罚款 ${yuan(fine)} 元；近三年同类 ${cases} 件，${yuan(min)}—${yuan(max)} 元，中位数 ${yuan(median)} 元，半数在 ${yuan(low)}—${yuan(high)} 元`
        return fine < min || fine > max
          ? { fits: false, sentence: `${found}，${fine < min ? '比每一件都低' : '比每一件都高'}，请核对理由` }
          : { fits: true, sentence: found }
      })
      const said = compared.map(({ sentence }) => sentence).join('；')
      return compared.every(({ fits }) => fits) ? right(said) : unknown(said)
    },
  },
  {
    name: 'not-twice',
    point: 'fitness',
    title: '同一违法行为没有另案处罚',
    basis: [penaltyLaw(29)],
    examine: (examined) => {
      const found = firstDay(examined)
      const near = ofSameItem(examined).filter(({ decidedAt }) => decidedAt === undefined || decidedAt >= found)
      return near.length === 0
        ? right('没有当事人因同一事项的另案')
        : unknown(`请核对是不是同一违法行为：${near.map(({ title }) => title).join('、')}`)
    },
  },
  {
    name: 'repeat-considered',
    point: 'fitness',
    title: '再次违法的没有从轻、减轻',
    basis: [penaltyLaw(32), penaltyLaw(33)],
    examine: (examined) => {
      const { state } = examined
      const { proposal, parties } = state.dossier
      if (proposal === undefined) return unknown('没有处罚建议')
      const since = Temporal.PlainDate.from(firstDay(examined)).subtract({ years: REPEATED_WITHIN }).toString()
      const before = ofSameItem(examined).filter(
        ({ decidedAt }) => decidedAt !== undefined && decidedAt >= since && decidedAt < firstDay(examined),
      )
      if (before.length === 0) return right('二年内没有因同一事项受过处罚')
      const lighter = parties.some(({ id }) => ['none', 'mitigated', 'lighter'].includes(penaltyFor(proposal, id).step))
      const said = `二年内因同一事项受过处罚：${before.map(({ title }) => title).join('、')}`
      return lighter ? unknown(`${said}；本案建议从轻、减轻或者不予处罚，请核对理由`) : right(said)
    },
  },
]
