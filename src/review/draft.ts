import { citationText, yuan } from '../kernel/index.ts'
import {
  type CaseState,
  discretionSteps,
  itemsOf,
  outcomeKinds,
  type Penalty,
  penaltyKinds,
  proposedPenalty,
} from '../procedure/index.ts'

/** One field of what is to be decided, in words. */
export interface DraftField {
  readonly title: string
  readonly value: string
}
/** What is to be decided, field by field: a review keeps it as it was read, and the decision is held against that. */
export type Draft = Readonly<Record<string, DraftField>>

const none = '无'
const money = (fen: number): string => (fen === 0 ? none : `${yuan(fen)} 元`)

const penaltyFields = (
  { kinds, fine, gains, goods = '', step }: Penalty,
  key: string,
  whose: string,
): readonly (readonly [string, DraftField])[] =>
  [
    ['kinds', '处罚种类', kinds.map((kind) => penaltyKinds[kind]).join('、') || none],
    ['fine', '罚款', money(fine)],
    ['gains', '没收违法所得', money(gains)],
    ['goods', '没收非法财物', goods.trim() || none],
    ['step', '裁量阶次', discretionSteps[step]],
  ].map(([name = '', title = '', value = '']) => [`${key}${name}`, { title: `${title}${whose}`, value }] as const)

const partyText = ({ name, code, idNumber }: CaseState['dossier']['parties'][number]): string =>
  [name, code ?? idNumber ?? ''].filter((each) => each !== '').join(' ')

/** The proposal of a penalty or of another handling, with its bases and whom it is about. */
export const draftOf = (state: CaseState): Draft => {
  const { handling, parties } = state.dossier
  const penalty = proposedPenalty(state)
  const items = itemsOf(state.dossier)
  const cited = (which: 'breached' | 'penalty') =>
    [...new Set(items.flatMap((item) => item[which].map(citationText)))].join('、') || none
  return Object.fromEntries([
    ...(penalty === undefined ? [] : penaltyFields(penalty, '', '')),
    ...(penalty?.parts ?? []).flatMap((part) =>
      penaltyFields(
        part,
        `${part.item}/${part.party ?? ''}/`,
        `（${[part.partyName ?? '', part.name].filter((each) => each !== '').join('，')}）`,
      ),
    ),
    ...(handling === undefined
      ? []
      : [['handling', { title: '处理意见', value: `${outcomeKinds[handling.kind]}（${handling.ground}）` }] as const]),
    ['items', { title: '处罚事项', value: items.map(({ name }) => name).join('、') || none }],
    ['breached', { title: '违反的条文', value: cited('breached') }],
    ['basis', { title: '处罚依据', value: cited('penalty') }],
    ['party', { title: '当事人', value: parties.map(partyText).join('、') || none }],
  ])
}

export interface Difference {
  readonly field: string
  readonly title: string
  readonly before: string
  readonly now: string
}

/** Each field in which what is to be decided isn't what was reviewed. */
export const differencesOf = (reviewed: Draft, now: Draft): readonly Difference[] =>
  [...new Set([...Object.keys(reviewed), ...Object.keys(now)])].flatMap((field) => {
    const [was, is] = [reviewed[field], now[field]]
    const [before, after] = [was?.value ?? none, is?.value ?? none]
    return before === after ? [] : [{ field, title: was?.title ?? is?.title ?? field, before, now: after }]
  })
