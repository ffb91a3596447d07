import { type Citation, type Refusal, refusal, rules } from '../kernel/index.ts'
import type { CaseState, Facts } from '../procedure/index.ts'

/** Where what fulfils an item lies in the dossier. */
export interface Place {
  readonly title: string
  /** Id of a paper of the case. */
  readonly paper?: string
  /** Id of a piece of evidence. */
  readonly evidence?: string
}

export const submissionStandings = { there: '已有', lacking: '缺少', needless: '本案不需要' } as const
export type SubmissionStanding = keyof typeof submissionStandings

/** How it stands with one item of a submission, in a sentence. */
export interface Found {
  readonly standing: SubmissionStanding
  readonly found: string
  readonly places: readonly Place[]
  /** It lacks beyond doubt: nothing is submitted without it. What only may lack is a remark. */
  readonly sure?: true
}

/** What a case is asked about. */
export interface Submitting {
  readonly state: CaseState
  readonly facts: Facts
}

/** One thing that a submission is made of: pure over the case. */
export interface SubmissionItem {
  readonly title: string
  readonly basis: readonly Citation[]
  readonly look: (submitting: Submitting) => Found
}
export type SubmissionItems = Readonly<Record<string, SubmissionItem>>

export interface Checked extends Found {
  readonly item: string
  readonly title: string
  readonly basis: readonly Citation[]
}

export const there = (found: string, places: readonly Place[] = []): Found => ({ standing: 'there', found, places })
export const lacking = (found: string, places: readonly Place[] = []): Found => ({ standing: 'lacking', found, places })
export const surelyLacking = (found: string, places: readonly Place[] = []): Found => ({
  ...lacking(found, places),
  sure: true,
})
export const needless = (found: string): Found => ({ standing: 'needless', found, places: [] })

/** A submission, item by item: there, lacking or not needed, each with what was seen (程序规定 art. 49). */
export const submissionOf = (items: SubmissionItems, submitting: Submitting): readonly Checked[] =>
  Object.entries(items).map(([item, { title, basis, look }]) => ({ item, title, basis, ...look(submitting) }))

/** Everything that surely lacks, at once, each by its item. */
export const submissionRefusals = (checked: readonly Checked[]): readonly Refusal[] =>
  checked
    .filter(({ sure }) => sure === true)
    .map(({ title, found, basis }) =>
      refusal('submission-lacks', `送审材料缺少“${title}”：${found}`, {
        field: 'explained',
        basis: [rules(49, 1), ...basis],
      }),
    )
