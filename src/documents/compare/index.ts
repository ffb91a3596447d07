import type { CaseState } from '../../procedure/index.ts'
import { addressesInText, partyAddresses } from './addresses.ts'
import { goodsValues, penaltyAmounts, sums, wordsAndFigures } from './amounts.ts'
import { articles } from './articles.ts'
import { codesInText, identityNumbers, partyCodes } from './codes.ts'
import { documentNumbers } from './document-numbers.ts'
import type { Comparison, Finding } from './finding.ts'
import { goodsInText, settledGoods } from './goods.ts'
import { almostNames, otherParties, partyNames, representatives } from './names.ts'
import { certificates } from './officers.ts'
import { type ComparedPaper, readPaper } from './paper.ts'
import { daysOfActs, endings, impossibleDays, twoPlacesAtOnce } from './times.ts'

export { type Comparison, type FactKind, type Finding, factKinds, type Place, type Verdict } from './finding.ts'
export { hardFactsIn } from './found.ts'
export type { ComparedPaper } from './paper.ts'

/** Every comparison, each of one kind of fact, by its name. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  partyNames,
  almostNames,
  otherParties,
  representatives,
  partyCodes,
  identityNumbers,
  codesInText,
  certificates,
  partyAddresses,
  addressesInText,
  twoPlacesAtOnce,
  endings,
  impossibleDays,
  daysOfActs,
  wordsAndFigures,
  penaltyAmounts,
  goodsValues,
  sums,
  documentNumbers,
  settledGoods,
  goodsInText,
  articles,
}

/**
 * 与案件事实对照: what papers say otherwise than the case has on file, or than one another. Each finding names two places that can be
 * read; nothing is concluded that isn't written there. Pure, and linear in what the papers say.
 */
export const compareWithCase = (state: CaseState, papers: readonly ComparedPaper[]): readonly Finding[] => {
  const compared = { state, papers: papers.map(readPaper) }
  const findings = Object.values(comparisons).flatMap((compare) => compare(compared))
  const seen = new Set<string>()
  return findings
    .filter(({ kind, sentence, places: [{ paper, draft }] }) => {
      const key = `${kind} ${paper ?? draft ?? ''} ${sentence}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    .toSorted((a, b) => Number(a.verdict === 'unclear') - Number(b.verdict === 'unclear'))
}

/** Those that concern a paper about to be made. */
export const ofDrafts = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ places }) => places.some(({ draft }) => draft !== undefined))
