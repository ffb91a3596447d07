import { z } from 'zod'
import { type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { StrandMove } from '../act.ts'
import { list, number, text } from '../fields.ts'
import type { CaseState, Decision, Strand } from '../state.ts'
import { forEach } from './concerned.ts'
import { penaltyFor, shareOf } from './shares.ts'

/** What was kept, sealed or seized, one row of its inventory (清单). */
export interface Thing {
  /** 序号, from 1; with it a person names the row. */
  readonly no: number
  readonly name: string
  readonly spec?: string
  readonly quantity: number
  readonly unit: string
  readonly note?: string
  readonly now: keyof typeof thingStates
  /** What it was sold for before the decision, in fen (程序规定 art. 41 (3)). */
  readonly proceeds?: number
}

export const thingStates = {
  held: '保管中',
  'to-seize': '待查封、扣押',
  'to-return': '待退还',
  unclaimed: '无人领取，待上缴',
  sold: '已先行处置，款项保管中',
  converted: '已转为查封、扣押',
  returned: '已退还',
  'paid-out': '所得款项已退还',
  destroyed: '已销毁',
  auctioned: '已公开拍卖，所得上缴国库',
  surrendered: '已上缴',
  transferred: '已随案移送',
} as const

/** What is the bureau's to see to still. */
const open: readonly Thing['now'][] = ['held', 'to-seize', 'to-return', 'unclaimed', 'sold']

export interface GoodsData {
  readonly things: readonly Thing[]
  /** The strand of the keeping or seizure under which they are held. */
  readonly under: string
  /** Left where they are, with the party: nothing has to be carried back. */
  readonly inPlace: boolean
  readonly custody: string
  /** 公告领取 (程序规定 art. 42 (3)): when it was published. */
  readonly claimCalled?: string
  /** The owner's consent to early disposal, or the day through which an announcement asks for it (art. 41 (3)). */
  readonly disposal?: { readonly way: 'consent' | 'request' | 'announced'; readonly until?: string }
}

export const goodsOf = (strand: Strand): GoodsData => strand.data as unknown as GoodsData

export const isOpen = ({ now }: Thing): boolean => open.includes(now)

/** The strands of things that aren't seen to yet. */
export const openGoods = ({ strands }: CaseState): readonly Strand[] =>
  strands.filter((strand) => strand.kind === 'goods' && goodsOf(strand).things.some(isOpen))

/** The things of a keeping or seizure. */
export const goodsUnder = ({ strands }: CaseState, taking: string): Strand | undefined =>
  strands.find((strand) => strand.kind === 'goods' && goodsOf(strand).under === taking)

/** 保管中 while they are merely held, 待处理 when something has to be done with one of them, then 已处理完毕. */
const stateOf = (things: readonly Thing[], confiscated: boolean): string =>
  things.some(({ now }) => now === 'to-return' || now === 'unclaimed') || (confiscated && things.some(isOpen))
    ? 'due'
    : things.some(isOpen)
      ? 'held'
      : 'settled'

/** The decision about things: their owner's, where the case has several parties and the strand names one. */
export const decisionAbout = ({ dossier }: CaseState, strand: Strand | undefined): Decision | undefined =>
  strand?.data.party === undefined ? dossier.decision : shareOf(dossier, strand.data.party)?.decision

/** Whether the decision confiscates goods: of one party only its own (行政处罚法 art. 5: each is punished for what it did). */
export const confiscates = (state: CaseState, strand: Strand | undefined): boolean =>
  decisionAbout(state, strand)?.penalty.kinds.includes('confiscate-goods') === true

/** Whether the decision that is being made will. */
export const proposesConfiscation = ({ dossier: { proposal } }: CaseState, { data }: Strand): boolean =>
  proposal !== undefined &&
  (typeof data.party === 'string' ? penaltyFor(proposal, data.party) : proposal).kinds.includes('confiscate-goods')

/** The move of a goods strand in which each thing is made anew. */
export const withThings = (
  strand: Strand,
  state: CaseState,
  make: (thing: Thing) => Thing,
  confiscated = confiscates(state, strand),
): StrandMove => {
  const things = goodsOf(strand).things.map(make)
  return { id: strand.id, state: stateOf(things, confiscated), keep: { things } }
}

/**
 * What was kept or seized may go back: things that stayed with the party are free at once, others have to be given back, and of
 * those that were sold the proceeds.
 */
export const releaseThings = (
  state: CaseState,
  taking: string,
  which: (thing: Thing) => boolean = () => true,
): readonly StrandMove[] => {
  const strand = goodsUnder(state, taking)
  if (strand === undefined) return []
  const freed = (thing: Thing): Thing => {
    if (!which(thing)) return thing
    if (thing.now === 'sold') return { ...thing, now: 'to-return' }
    return thing.now === 'held' ? { ...thing, now: goodsOf(strand).inPlace ? 'returned' : 'to-return' } : thing
  }
  return [withThings(strand, state, freed)]
}

/** 清单: what is counted on the spot, row by row. */
export const inventoryField = (title: string) =>
  list(
    title,
    z.strictObject({
      name: text('名称', { max: 100 }),
      spec: z.string().trim().max(100).optional().meta({ title: '规格、批号', 'x-widget': 'text' }),
      quantity: number('数量', { min: 1 }),
      unit: text('单位', { max: 10, hint: '如：盒、台、处' }),
      note: z.string().trim().max(200).optional().meta({ title: '备注', 'x-widget': 'text' }),
    }),
    { min: 1, hint: '当场清点，逐项填写；当事人和办案人员在清单上签名' },
  )

/** Rows that name things of an inventory by 序号 and name: each a thing that is there, once; with `all`, none left out. */
export const rowRefusals = (
  rows: readonly { readonly no: number; readonly name: string }[],
  things: readonly Thing[],
  { all = false }: { readonly all?: boolean } = {},
): readonly Refusal[] => {
  const numbers = rows.map(({ no }) => no)
  const strange = numbers.filter((no) => !things.some((thing) => thing.no === no))
  const misnamed = rows.filter(({ no, name }) => things.some((thing) => thing.no === no && thing.name !== name))
  const missing = things.filter(({ no }) => !numbers.includes(no))
  return [
    ...(strange.length > 0
      ? [refusal('not-on-the-list', `清单中没有可以处理的第 ${strange.join('、')} 项，请核对序号`, { field: 'things' })]
      : []),
    ...(misnamed.length > 0
      ? [
          refusal('name-does-not-fit', `第 ${misnamed.map(({ no }) => no).join('、')} 项的名称与清单不符，请核对`, {
            field: 'things',
          }),
        ]
      : []),
    ...(new Set(numbers).size < numbers.length
      ? [refusal('named-twice', '同一项物品只能填写一次', { field: 'things' })]
      : []),
    ...(all && missing.length > 0
      ? [
          refusal('not-all-named', `还有${thingsText(missing)}没有写明如何处理，应当逐项处理`, {
            field: 'things',
            basis: [rules(35)],
          }),
        ]
      : []),
  ]
}

export const thingsFrom = (rows: readonly Omit<Thing, 'no' | 'now'>[]): readonly Thing[] =>
  rows.map((row, n) => ({ ...row, no: n + 1, now: 'held' as const }))

/** 云朵酥 120 盒、绿豆糕 30 盒 */
export const thingsText = (things: readonly Thing[]): string =>
  things.map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`).join('、')

const seizedNow = (state: CaseState): readonly Strand[] =>
  openGoods(state).filter((strand) =>
    state.strands.some(({ id, kind }) => id === goodsOf(strand).under && kind === 'seizure'),
  )

/** What is sealed or seized now, in words. */
export const seizedText = (state: CaseState): string =>
  thingsText(seizedNow(state).flatMap((strand) => goodsOf(strand).things.filter(({ now }) => now === 'held')))

/** Whose things are sealed or seized now, where the case has several parties; all of them, where that isn't known. */
export const seizedOwners = (state: CaseState): readonly string[] => [
  ...new Set(seizedNow(state).flatMap(({ data }) => forEach(state, data.party))),
]
