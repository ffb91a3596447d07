import { penaltyLaw, type Refusal, refusal, rules } from '../kernel/index.ts'
import type { OfficerFact } from './facts.ts'
import { type CaseState, everyParty } from './state.ts'

/** Why somebody might not be fair (行政处罚法 art. 43: 直接利害关系或者其他关系). */
export const relations = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  'in-law': '配偶的近亲属',
  kin: '其他近亲属',
  interest: '投资、任职或者其他利害关系',
  other: '其他可能影响公正的关系',
} as const

/** Somebody to whom an officer declared to be close. */
export interface DeclaredRelation {
  readonly name: string
  readonly relation: keyof typeof relations
  /** 统一社会信用代码 or identity number. */
  readonly code?: string
  /** An account of the bureau. */
  readonly person?: string
}

const plain = (text: string): string => text.replace(/[\s（）()]/gu, '').toUpperCase()

/** By number where both have one, else by name: who has the same name only is told so, and can say that it is somebody else by the number. */
const isSame = (
  { name, code = '' }: DeclaredRelation,
  named: string,
  numbers: readonly (string | undefined)[],
): boolean => {
  const known = numbers.filter((number): number is string => (number ?? '') !== '').map(plain)
  return code !== '' && known.length > 0 ? known.includes(plain(code)) : plain(name) === plain(named)
}

/** What an officer's declared relations have to do with a case: with a party, with who acts for it, with who handles it. */
const relatedIn = ({ relatives = [], id: own }: OfficerFact, { dossier }: CaseState): readonly string[] =>
  relatives.flatMap((relative) => {
    const who = `${relative.name}（${relations[relative.relation]}）`
    return [
      ...everyParty(dossier).flatMap(({ name, code, idNumber, representative }) => [
        ...(isSame(relative, name, [code, idNumber]) ? [`${who}是本案当事人`] : []),
        ...(representative !== undefined && representative !== name && isSame(relative, representative, [idNumber])
          ? [`${who}是当事人${name}的法定代表人、负责人或者经营者`]
          : []),
      ]),
      ...dossier.handlers
        .filter(
          ({ id, name }) =>
            id !== own && (relative.person ? relative.person === id : plain(relative.name) === plain(name)),
        )
        .map(() => `${who}是本案办案人员`),
    ]
  })

/** Whoever is close to a party or to a handler takes no part in the case; told as to what to do (行政处罚法 art. 43, 程序规定 art. 4). */
export const relatedRefusals = (
  officer: OfficerFact | undefined,
  state: CaseState,
  more: { readonly field?: string; readonly self?: boolean } = {},
): readonly Refusal[] =>
  (officer === undefined ? [] : [...new Set(relatedIn(officer, state))]).map((why) =>
    refusal(
      'related',
      `${more.self ? '您' : (officer?.name ?? '')}申报的${why}，应当回避：请提出“有关人员回避”，或者由他人办理；不是同一人的，请先在名录中补登其证件号码`,
      { basis: [penaltyLaw(43), rules(4)], ...(more.field === undefined ? {} : { field: more.field }) },
    ),
  )
