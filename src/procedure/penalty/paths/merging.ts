import { z } from 'zod'
import { penaltyLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate, type Question } from '../../act.ts'
import { text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers, theSystem } from '../../standing.ts'
import type { CaseState, Evidence, Party, Violation } from '../../state.ts'
import { handlersNamed } from '../gates.ts'
import { matter } from '../matter.ts'
import { sameAs } from '../parties.ts'
import { isJoint, ofParty, partyIn } from '../shares.ts'
import { itemsOf } from '../violations.ts'

const basis = [rules(48), rules(78, 1)]
/** Stages in which nothing was proposed yet: a case can still become part of another. */
const early = new Set(['verification', 'investigation'])

/** Who of another case's parties this case has not. */
const strangersOf = (other: CaseState, { dossier: { parties } }: CaseState): readonly Party[] =>
  other.dossier.parties.filter((theirs) => !parties.some((ours) => sameAs(ours, theirs)))

/** Another case of the bureau about this one's parties and nobody else, by its number; or why it isn't. */
const otherCase = ({ state, facts }: Question, field: string): CaseState | readonly Refusal[] => {
  const other = facts.otherCase
  if (other === undefined) return [refusal('no-such-case', '没有这个案号的案件，请核对案号', { field, basis })]
  if (other.id === state.id)
    return [refusal('the-same-case', '这是本案自己的案号，请填写另一案件的案号', { field, basis })]
  const strangers = strangersOf(other, state)
  if (other.dossier.parties.length > 0 && strangers.length === 0) return other
  return [
    refusal(
      'another-party',
      isJoint(other.dossier) || isJoint(state.dossier)
        ? `那一案件的当事人${strangers.map(({ name }) => name).join('、')}不是本案当事人，不能合并或者分立`
        : '两案的当事人不同，不能合并或者分立',
      { field, basis },
    ),
  ]
}

const isCase = (found: CaseState | readonly Refusal[]): found is CaseState => !Array.isArray(found)

/** What a case has begun and only it can end: with it the case doesn't become part of another. */
const unfinished: readonly { readonly kind: string; readonly in: readonly string[]; readonly what: string }[] = [
  { kind: 'goods', in: ['held', 'due'], what: '还有保存、查封、扣押的物品没有处理' },
  { kind: 'test', in: ['running', 'overdue', 'objected'], what: '检测、检验、检疫、鉴定还没有确定的结果' },
  { kind: 'crime', in: ['reported', 'approved', 'handed', 'filed'], what: '正在向公安机关移送涉嫌犯罪案件' },
  { kind: 'jurisdiction', in: ['disputed', 'referred', 'theirs'], what: '管辖还没有确定由本局行使' },
  { kind: 'split', in: ['granted'], what: '分出的违法行为还没有另行立案' },
  // Two cases that take one another in would both be closed.
  { kind: 'merge', in: ['asked'], what: '正在申请将别的案件并入，还没有答复' },
]
const begun = ({ strands }: CaseState): readonly string[] =>
  unfinished.flatMap(({ kind, in: states, what }) =>
    strands.some((strand) => strand.kind === kind && states.includes(strand.state)) ? [what] : [],
  )

const joinable = (question: Question, field: string): readonly Refusal[] => {
  const other = otherCase(question, field)
  if (!isCase(other)) return other
  if (other.procedure !== question.state.procedure || !early.has(other.stage))
    return [refusal('too-late-to-merge', '那一案件已经提出处理意见、作出决定或者结案，不能再并入', { field, basis })]
  return begun(other).map((what) =>
    refusal('not-finished-there', `那一案件${what}，请先在那一案件中办完，再并入`, { field, basis }),
  )
}

/** What a case brings into the one that takes it in. */
interface Brought {
  readonly id: string
  readonly number: string
  readonly evidence: readonly Evidence[]
  readonly violations: readonly Violation[]
  /** Who handled it reviews and decides neither. */
  readonly handled: readonly string[]
}

/** The id that a party of another case has in this one. */
const partyHere = (theirs: Party | undefined, { dossier }: CaseState): string | undefined =>
  theirs === undefined ? undefined : dossier.parties.find((ours) => sameAs(ours, theirs))?.id

const broughtBy = (other: CaseState, state: CaseState): Brought => {
  const known = new Set(itemsOf(state.dossier).map(({ id }) => id))
  const number = other.dossier.number ?? ''
  return {
    id: other.id,
    number,
    handled: other.dossier.handled,
    evidence: other.dossier.evidence.map(({ party, ...each }) => ({
      ...each,
      id: `${other.id}/${each.id}`,
      ...ofParty(state.dossier, partyHere(partyIn(other.dossier, party), state)),
    })),
    violations: itemsOf(other.dossier)
      .filter(({ id }) => !known.has(id))
      .map((each) => ({ facts: other.dossier.filingProposal?.facts ?? other.dossier.title, ...each })),
  }
}

/**
 * 并案: a second case about the same party joins this one on the leader's approval, with its evidence and its violations. The other
 * one is closed by the system at once, so that nobody decides it as well.
 */
const merge = matter<{ readonly other: string }>({
  name: 'merge',
  title: '并案',
  purpose: '当事人相同的几个案件，经批准并入本案一并处理；被并入的案件随即结案，证据和违法行为归入本案',
  basis,
  stages: ['investigation'],
  gates: [handlersNamed],
  asksCase: ({ other }) => other,
  data: z.strictObject({ other: text('被并入案件的案号', { max: 100 }) }),
  checks: [(question) => joinable(question, 'other')],
  grantable: (granted) => joinable(granted, 'answer'),
  answered: ({ facts, state }) => (facts.otherCase === undefined ? {} : { brought: broughtBy(facts.otherCase, state) }),
  keep: ({ facts }) => ({ other: facts.otherCase?.id }),
  apply: (dossier, { record }) => {
    const { evidence, violations, handled } = record.brought as Brought
    return {
      ...dossier,
      evidence: [...dossier.evidence, ...evidence],
      handled: [...new Set([...dossier.handled, ...handled])],
      ...(violations.length === 0 ? {} : { otherViolations: [...(dossier.otherViolations ?? []), ...violations] }),
    }
  },
})

/** Closed by the system, once another case has taken this one in; what was done in the moment between does not stop that. */
const mergedAway = act('merged-away', {
  title: '并入他案结案',
  purpose: '本案经批准并入另一案件，随即结案',
  basis: [...basis, rules(77, 1, 5)],
  stages: ['verification', 'investigation', 'review', 'notice'],
  by: theSystem,
  system: true,
  data: z.strictObject({ into: z.string().max(200) }),
  leadsTo: ['closed'],
  apply: (dossier, { input, at, version }) => ({
    ...dossier,
    outcome: { kind: 'merged', reasons: `并入${input.into}。`, at, version },
    closing: { result: `并入${input.into}`, version },
  }),
  sentence: ({ input }) => `并入${input.into}，结案`,
})

/** 分案: a violation that joined leaves again, to be filed as a case of its own. */
const split = matter<{ readonly item: string }>({
  name: 'split',
  title: '分案',
  purpose: '一并查处的违法行为不宜在本案中处理的，经批准另立案件',
  basis: [...basis, rules(19)],
  stages: ['investigation'],
  gates: [handlersNamed],
  data: z.strictObject({
    item: z.string().min(1, '请选择违法行为').max(100).meta({ title: '分出的违法行为', 'x-widget': 'item' }),
  }),
  checks: [
    ({ data, state }) =>
      (state.dossier.otherViolations ?? []).some(({ id }) => id === data.item)
        ? []
        : [
            refusal('nothing-to-split', '只能分出一并查处的违法行为；本案立案时的违法行为不能分出', {
              field: 'item',
              basis: [penaltyLaw(29)],
            }),
          ],
  ],
  answered: ({ asked, state }) => ({
    left: (state.dossier.otherViolations ?? []).find(({ id }) => id === asked.item),
    item: asked.item,
  }),
  apply: (dossier, { record }) => ({
    ...dossier,
    otherViolations: (dossier.otherViolations ?? []).filter(({ id }) => id !== record.item),
  }),
  states: { opened: '已另行立案' },
  next: { granted: 'record-split-case' },
})

const recordSplit = act('record-split-case', {
  title: '登记分出案件的案号',
  purpose: '分出的违法行为另行立案后，登记新案的案号，两案互相对照',
  basis: [...basis, rules(19)],
  stages: ['investigation', 'review', 'notice', 'service', 'performance'],
  by: handlers({ basis }),
  on: { kind: 'split', from: ['granted'], to: 'opened', keep: ({ data }) => ({ other: data.other }) },
  data: z.strictObject({ other: text('新案的案号', { max: 100 }) }),
  asksCase: (_state, data) => (data as { readonly other?: unknown }).other,
  checks: [
    (question) => {
      const other = otherCase(question, 'other')
      if (!isCase(other)) return other
      const asked = question.strand?.data.asked as { readonly item?: string } | undefined
      return itemsOf(other.dossier).some(({ id }) => id === asked?.item)
        ? []
        : [refusal('not-about-it', '那一案件查处的不是分出的违法行为，请核对案号', { field: 'other', basis })]
    },
  ],
  sentence: ({ input }) => `分出的违法行为已另行立案：${input.other}`,
})

/** What was split off is nowhere until its own case is filed. */
const splitFiled: Gate = {
  name: 'split-filed',
  title: '分出的违法行为已另行立案',
  basis: [rules(19)],
  test: ({ state }) =>
    state.strands.some(({ kind, state: now }) => kind === 'split' && now === 'granted')
      ? [
          refusal('split-not-filed', '分出的违法行为还没有另行立案，请先登记新案的案号', {
            basis: [rules(19), rules(77)],
          }),
        ]
      : [],
}

/** 并案、分案: one violation is decided in one case. */
export const merging: Extension = {
  title: '并案和分案',
  acts: [...merge.acts, mergedAway, ...split.acts, recordSplit],
  strands: [merge.strand, split.strand],
  gates: { 'propose-closing': [splitFiled] },
  clocks: { verification: { until: ['merged-away'] }, decision: { until: ['merged-away'] } },
}
