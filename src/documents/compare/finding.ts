import type { CaseState } from '../../procedure/index.ts'
import type { ReadPaper } from './paper.ts'

/** Where something is said: in a paper, or in what the case has on file. */
export interface Place {
  readonly title: string
  /** Of an issued paper. */
  readonly paper?: string
  /** Of a paper about to be made: its form. */
  readonly draft?: number
  readonly field: string
  readonly text: string
}

/**
 * `differs`: the two places say two things of one thing. `unclear`: they may well both be right (another of the same name, an
 * earlier penalty), which only a person can tell.
 */
export type Verdict = 'differs' | 'unclear'

export const factKinds = {
  name: '名称、姓名',
  code: '统一社会信用代码',
  identity: '居民身份证号码',
  address: '住所、地址',
  time: '日期、时间',
  amount: '金额',
  number: '文号',
  goods: '物品、数量',
  article: '法律条款',
} as const
export type FactKind = keyof typeof factKinds

export interface Finding {
  readonly kind: FactKind
  readonly verdict: Verdict
  readonly places: readonly [Place, Place]
  readonly sentence: string
}

/** A case with all its papers, those about to be made included. */
export interface Compared {
  readonly state: CaseState
  readonly papers: readonly ReadPaper[]
}

/** Looks for one kind of difference. Pure: reads no clock and asks nobody. */
export type Comparison = (compared: Compared) => readonly Finding[]

export const inPaper = (paper: ReadPaper, field: string, text: string): Place => ({
  title: paper.number === undefined || paper.id === undefined ? paper.title : `${paper.title}（${paper.number}）`,
  ...(paper.id === undefined ? { draft: paper.form } : { paper: paper.id }),
  field,
  text,
})

export const onFile = (field: string, text: string): Place => ({ title: '案件登记', field, text })

export const found = (
  kind: FactKind,
  verdict: Verdict,
  places: readonly [Place, Place],
  sentence: string,
): Finding => ({
  kind,
  verdict,
  places,
  sentence,
})

/** A string of a content, at a path of names; '' where none stands there. */
export const textAt = (content: unknown, ...path: readonly string[]): string => {
  const value = path.reduce<unknown>(
    (here, name) => (typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[name] : undefined),
    content,
  )
  return typeof value === 'string' ? value : ''
}

/** The rows of a content that stand under a name. */
export const rowsAt = (
  content: Readonly<Record<string, unknown>>,
  name: string,
): readonly Readonly<Record<string, unknown>>[] => {
  const value = content[name]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []
}
