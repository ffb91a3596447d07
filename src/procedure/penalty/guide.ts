import { dayOf, dayText } from '../../calendar/index.ts'
import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { Facts } from '../facts.ts'
import type { CaseState, Evidence, evidenceKinds } from '../state.ts'
import { itemsOf } from './violations.ts'

/** What a questioning asks about, in the order in which it is asked. */
export const questionTopics = {
  opening: '告知和回避',
  identity: '身份',
  business: '经营情况',
  conduct: '违法行为',
  amounts: '数量和金额',
  gains: '违法所得',
  knowledge: '是否知情',
  correction: '改正情况',
  rights: '陈述申辩和其他',
} as const
export type QuestionTopic = keyof typeof questionTopics

/** Whom an outline is for. */
export const questionedRoles = {
  party: '当事人（法定代表人、负责人、经营者）',
  employee: '当事人的员工',
  witness: '证人和其他有关人员',
} as const
export type QuestionedRole = keyof typeof questionedRoles

export const proofNeeds = { must: '必须证明', should: '一般应当证明' } as const

/** 取证指引: what to ask and what to prove; for one item, for a category of items, or (neither named) for every item. */
export interface GuideFact {
  readonly item?: string
  readonly category?: string
  readonly questions: readonly {
    readonly topic: QuestionTopic
    readonly roles: readonly QuestionedRole[]
    /** `{当事人}` and the like stand for what the case knows: see `blanks`. */
    readonly question: string
  }[]
  readonly evidence: readonly {
    /** Its short name, by which evidence is matched to it: 主体资格. */
    readonly point: string
    readonly fact: string
    readonly need: keyof typeof proofNeeds
    readonly kinds: readonly (keyof typeof evidenceKinds)[]
    /** In what it usually consists, and where it usually comes from. */
    readonly what: string
    readonly source: string
  }[]
}

/** A fact that the case has to prove, with the evidence that was matched to it. */
export interface ProofPoint {
  /** The point's own key: of a guide for every item its name, of a narrower one `item:point`. */
  readonly key: string
  /** The name of the item, where it isn't for all. */
  readonly item?: string
  readonly point: string
  readonly fact: string
  readonly need: keyof typeof proofNeeds
  readonly kinds: readonly (keyof typeof evidenceKinds)[]
  readonly what: string
  readonly source: string
  /** Ids. */
  readonly evidence: readonly string[]
}

interface GuidedItem {
  readonly id: string
  readonly name: string
  readonly category?: string
}

type Line = GuideFact['evidence'][number]

const forAll = (guides: readonly GuideFact[]) =>
  guides.filter(({ item, category }) => item === undefined && category === undefined)
/** Of the item's category first, then its own. */
const narrower = (guides: readonly GuideFact[], { id, category }: GuidedItem) => [
  ...guides.filter((guide) => guide.item === undefined && guide.category !== undefined && guide.category === category),
  ...guides.filter(({ item }) => item === id),
]
/** A narrower line takes the place of a wider one of the same name. */
const lines = (guides: readonly GuideFact[]): readonly Line[] => [
  ...new Map(guides.flatMap(({ evidence }) => evidence.map((line) => [line.point, line] as const))).values(),
]

/** The facts that make out a breach of these items, and what proves each so far: what must be proved comes first. */
export const checklistOf = (
  guides: readonly GuideFact[],
  items: readonly GuidedItem[],
  evidence: readonly Pick<Evidence, 'id' | 'points'>[],
): readonly ProofPoint[] => {
  if (items.length === 0) return []
  const own = items.map((item) => ({ item, lines: lines(narrower(guides, item)) }))
  const replaced = (name: string) => own.every((each) => each.lines.some(({ point }) => point === name))
  const general = lines(forAll(guides)).filter(({ point }) => !replaced(point))
  const all = [
    ...general.map((line) => ({ ...line, key: line.point })),
    ...own.flatMap(({ item, lines: of }) =>
      of.map((line) => ({
        ...line,
        key: `${item.id}:${line.point}`,
        ...(items.length > 1 ? { item: item.name } : {}),
      })),
    ),
  ].map((point) => ({
    ...point,
    evidence: evidence.flatMap(({ id, points }) => (points?.includes(point.key) ? [id] : [])),
  }))
  return [...all.filter(({ need }) => need === 'must'), ...all.filter(({ need }) => need === 'should')]
}

const guided = (state: CaseState, facts: Facts): readonly GuidedItem[] =>
  itemsOf(state.dossier).map(({ id, name }) => {
    const category = facts.items.get(id)?.category
    return { id, name, ...(category === undefined ? {} : { category }) }
  })

export const checklistIn = (state: CaseState, facts: Facts): readonly ProofPoint[] =>
  checklistOf(facts.guides, guided(state, facts), state.dossier.evidence)

export const unproved = (state: CaseState, facts: Facts): readonly ProofPoint[] =>
  checklistIn(state, facts).filter(({ evidence }) => evidence.length === 0)

/**
 * 违法事实不清、证据不足的，不得给予行政处罚 (行政处罚法 art. 40). What the bureau's own list calls necessary may be left
 * open only with a reason, which the reviewer reads; the list isn't law, and a case may be other than it foresaw.
 */
export const proofRefusals = (
  state: CaseState,
  facts: Facts,
  { gaps = '' }: { readonly gaps?: string | undefined },
): readonly Refusal[] => {
  const open = unproved(state, facts).filter(({ need }) => need === 'must')
  return open.length === 0 || gaps !== ''
    ? []
    : [
        refusal(
          'evidence-incomplete',
          `证据清单中必须证明的${open.map(({ point }) => `“${point}”`).join('、')}还没有对应的证据：请补充或者对照证据，确实不需要或者无法取得的，写明“证据缺项说明”`,
          { basis: [rules(48, 1, 3), penaltyLaw(40), penaltyLaw(46)], field: 'gaps' },
        ),
      ]
}

const unknown = '＿＿'

/** What stands in a question's braces, and where the case has it. */
const blankOf: Readonly<Record<string, (state: CaseState, facts: Facts) => string | undefined>> = {
  机关名称: (_state, { agency }) => agency.name,
  办案人员: ({ dossier }) => dossier.handlers.map(({ name }) => name).join('、'),
  执法证号: ({ dossier }) => dossier.handlers.map(({ certificate }) => certificate).join('、'),
  当事人: ({ dossier }) => dossier.parties[0]?.name,
  负责人: ({ dossier }) => dossier.parties[0]?.representative ?? dossier.parties[0]?.name,
  经营地址: ({ dossier }) => dossier.parties[0]?.address,
  统一社会信用代码: ({ dossier }) => dossier.parties[0]?.code,
  案由: ({ dossier }) => dossier.title,
  涉嫌行为: ({ dossier }) => dossier.item?.name,
  检查日期: (state) => {
    const at = inspected(state)?.takenAt
    return at === undefined ? undefined : dayText(dayOf(at)).replaceAll(' ', '')
  },
  检查地点: (state) => inspected(state)?.source,
}
export const blanks: readonly string[] = Object.keys(blankOf)
const inspected = ({ dossier }: CaseState) => dossier.evidence.findLast(({ kind }) => kind === 'inspection')

/** Those blanks in a question that nobody can fill: written wrong. */
export const unknownBlanks = (question: string): readonly string[] =>
  [...question.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']) => (blanks.includes(name) ? [] : [name]))

const filledIn = (question: string, state: CaseState, facts: Facts): string =>
  question.replaceAll(/\{([^{}]*)\}/g, (_all, name: string) => {
    const known = blankOf[name]?.(state, facts)
    return known === undefined || known === '' ? unknown : known
  })

/** The questions for somebody in this role, in their order, with what the case knows filled in. */
export const outlineOf = (
  state: CaseState,
  facts: Facts,
  role: QuestionedRole,
): readonly { readonly topic: QuestionTopic; readonly question: string }[] => {
  const guides = [...forAll(facts.guides), ...guided(state, facts).flatMap((item) => narrower(facts.guides, item))]
  const asked = new Set<string>()
  const all = guides
    .flatMap(({ questions }) => questions.filter(({ roles }) => roles.includes(role)))
    .map(({ topic, question }) => ({ topic, question: filledIn(question, state, facts) }))
    .filter(({ question }) => {
      const first = !asked.has(question)
      asked.add(question)
      return first
    })
  return (Object.keys(questionTopics) as QuestionTopic[]).flatMap((topic) => all.filter((each) => each.topic === topic))
}
