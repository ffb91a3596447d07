import type { DemoParty } from '../parties.ts'

/** What happened, as officers would write it: one scene for an item of the list. `{party}` is filled in. */
export interface Scene {
  readonly item: string
  readonly units: readonly string[]
  readonly title: string
  readonly clue: string
  readonly site: string
  readonly answers: readonly (readonly [question: string, answer: string])[]
  readonly exhibit: string
  readonly facts: string
  readonly nature: string
  readonly violation: string
  readonly step: 'lighter' | 'normal' | 'mitigated'
  /** Goods' value, turnover or cost of advertising in yuan, where the law measures by it. */
  readonly value?: number
  /** Where the law fines only who refused to correct. */
  readonly condition?: 'refused'
  /** Those of the item's standard that are met. */
  readonly factors?: readonly string[]
  /** Fine in yuan. */
  readonly fine: readonly [min: number, max: number]
  readonly reasons: string
  readonly explanation: string
  /** Whose trade it fits; absent: anybody's. */
  readonly trades?: readonly Trade[]
  readonly kinds?: readonly DemoParty['kind'][]
  /** Months in which it comes up, where it has a season. */
  readonly months?: readonly number[]
}

/** What a party lives from. */
export type Trade =
  | 'food'
  | 'catering'
  | 'fruit'
  | 'goods'
  | 'online'
  | 'property'
  | 'media'
  | 'drugs'
  | 'vehicles'
  | 'stall'
