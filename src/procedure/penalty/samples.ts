import type { CaseState, Strand } from '../state.ts'

/** One sample, as the record of the sampling lists it (抽样记录). */
export interface SampleTaken {
  readonly name: string
  /** 规格、批号或者生产日期. */
  readonly spec?: string | undefined
  readonly maker?: string | undefined
  /** How many of the same lot there were. */
  readonly base: number
  /** How many were taken, those in reserve for a second test among them. */
  readonly quantity: number
  readonly reserve: number
  readonly unit: string
  readonly seal: string
}

export const samplesIn = (strand: Strand): readonly SampleTaken[] =>
  (strand.data.samples ?? []) as readonly SampleTaken[]

/** The samplings whose samples, by their names, are among these. */
export const sampledAmong = ({ strands }: CaseState, names: readonly { readonly name: string }[]): readonly Strand[] =>
  strands.filter(
    (strand) =>
      strand.kind === 'sample' &&
      strand.state === 'sealed' &&
      samplesIn(strand).some((sample) => names.some(({ name }) => name === sample.name)),
  )

/** 云朵酥 3 盒、鲜奶糕 2 块 */
export const samplesText = (
  samples: readonly { readonly name: string; readonly quantity: number; readonly unit: string }[],
): string => samples.map(({ name, quantity, unit }) => `${name} ${quantity} ${unit}`).join('、')
