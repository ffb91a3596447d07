import { dayOf } from '../../calendar/index.ts'
import { type Citation, penaltyLaw, type Refusal, rules } from '../../kernel/index.ts'
import { checkPenalty, itemsOf } from '../../procedure/index.ts'
import { allOf, type Examined, isReported, notReported, type PreflightCheck, right, unknown, wrong } from './check.ts'

const noProposal = unknown('没有处罚建议')

/** What the rules on penalties say of each part of the proposal, with the item as it was on the day of the report. */
const complaints = ({ state, item }: Examined): readonly Refusal[] | undefined => {
  const { dossier, done } = state
  if (dossier.proposal === undefined) return undefined
  const day = dayOf(done.findLast(({ act }) => act === 'report-investigation')?.at ?? state.changedAt)
  const whole = { ...dossier.proposal, item: dossier.item?.id ?? '', party: dossier.parties[0]?.id }
  return (dossier.proposal.parts ?? [whole]).flatMap((part) =>
    checkPenalty(
      part,
      item(part.item, day),
      dossier.parties.find(({ id }) => id === (part.party ?? whole.party)),
    ),
  )
}

/** A question whose answer is one of the rules that a proposal must keep anyway: asked again of what stands in the dossier. */
const kept = (
  name: string,
  title: string,
  basis: readonly Citation[],
  good: string,
  ...codes: readonly string[]
): PreflightCheck => ({
  name,
  point: 'fitness',
  title,
  basis,
  examine: (examined) => {
    const all = complaints(examined)
    if (all === undefined) return noProposal
    const own = all.filter(({ code }) => codes.includes(code))
    return own.length === 0 ? right(good) : wrong(own.map(({ message }) => message).join('；'))
  },
})

/** 定性是否准确、适用依据是否正确、处理是否适当. */
export const fitness: readonly PreflightCheck[] = [
  {
    name: 'nature-written',
    point: 'nature',
    title: '写明违法行为的性质',
    basis: [rules(48)],
    examine: (examined) =>
      !isReported(examined)
        ? notReported
        : (examined.state.dossier.findings?.nature ?? '').trim() === ''
          ? wrong('没有写明违法行为的性质')
          : right('已经写明'),
  },
  {
    name: 'violation-named',
    point: 'nature',
    title: '写明违法行为',
    basis: [rules(48)],
    examine: (examined) => {
      const violation = (examined.state.dossier.findings?.violation ?? '').trim()
      if (!isReported(examined)) return notReported
      return violation === '' ? wrong('没有写明违法行为') : right(violation)
    },
  },
  {
    name: 'breached-cited',
    point: 'basis',
    title: '引用了违反的条文',
    basis: [penaltyLaw(59)],
    examine: ({ state }) =>
      allOf(itemsOf(state.dossier), {
        holds: ({ breached }) => breached.length > 0,
        names: ({ name }) => name,
        none: unknown('还没有选定处罚事项'),
        good: '均有违反的条文',
        bad: '没有违反的条文',
      }),
  },
  {
    name: 'penalty-cited',
    point: 'basis',
    title: '引用了处罚依据',
    basis: [penaltyLaw(59)],
    examine: ({ state }) =>
      allOf(itemsOf(state.dossier), {
        holds: ({ penalty }) => penalty.length > 0,
        names: ({ name }) => name,
        none: unknown('还没有选定处罚事项'),
        good: '均有处罚依据',
        bad: '没有处罚依据',
      }),
  },
  {
    name: 'item-current',
    point: 'basis',
    title: '处罚事项在选定之后没有修订',
    basis: [penaltyLaw(37)],
    examine: ({ state, item, now }) => {
      const changed = itemsOf(state.dossier).filter(({ id, version }) => {
        const today = item(id, dayOf(now))
        return today === undefined || today.version !== version
      })
      return changed.length === 0
        ? right('与现行清单一致')
        : unknown(`清单已经修订或者停用：${changed.map(({ name }) => name).join('、')}；请核对新旧规定，从旧兼从轻`)
    },
  },
  kept(
    'kinds-in-law',
    '处罚种类在处罚依据之内',
    [penaltyLaw(9)],
    '处罚种类有依据',
    'kind-not-in-law',
    'no-kind',
    'none-with-kinds',
  ),
  kept(
    'fine-in-law',
    '罚款在法定幅度之内',
    [penaltyLaw(4)],
    '罚款在法定幅度之内',
    'fine-above-law',
    'fine-below-law',
    'no-fine-in-law',
  ),
  kept('mitigated-below', '减轻处罚低于法定下限', [penaltyLaw(32)], '与裁量阶次相符', 'not-mitigated'),
  kept('base-given', '按货值、所得计算的罚款写明基数', [penaltyLaw(34)], '基数已经写明或者不需要', 'no-base'),
  kept('fine-in-step', '罚款在裁量阶次之内，偏离的有理由', [penaltyLaw(34)], '罚款与裁量阶次相符', 'fine-outside-step'),
  kept('factors-known', '裁量情节出自裁量基准', [penaltyLaw(34)], '裁量情节出自基准', 'unknown-factor'),
  kept('factors-fit', '裁量情节与裁量阶次相符', [penaltyLaw(34)], '裁量情节与阶次相符', 'step-against-factors'),
  kept('fine-with-kind', '罚款种类与数额相符', [penaltyLaw(9)], '罚款种类与数额相符', 'fine-without-kind'),
  kept('gains-with-kind', '没收违法所得与数额相符', [penaltyLaw(28)], '没收违法所得与数额相符', 'gains-without-kind'),
  kept('goods-with-kind', '没收财物写明了财物', [penaltyLaw(9)], '没收财物与种类相符', 'goods-without-kind'),
  {
    name: 'reasons-written',
    point: 'fitness',
    title: '写明裁量的理由',
    basis: [penaltyLaw(34), rules(48)],
    examine: ({ state: { dossier } }) =>
      dossier.proposal === undefined
        ? noProposal
        : dossier.proposal.reasons.trim() === ''
          ? wrong('没有写明裁量的理由')
          : right('裁量理由已经写明'),
  },
  {
    name: 'parts-add-up',
    point: 'fitness',
    title: '各项罚没款相加等于总额',
    basis: [penaltyLaw(9)],
    examine: ({ state: { dossier } }) => {
      const { proposal } = dossier
      if (proposal === undefined) return noProposal
      const { parts = [] } = proposal
      if (parts.length === 0) return right('只有一项')
      const sum = (pick: (part: { readonly fine: number; readonly gains: number }) => number) =>
        parts.reduce((all, part) => all + pick(part), 0)
      return sum(({ fine }) => fine) === proposal.fine && sum(({ gains }) => gains) === proposal.gains
        ? right('相加等于总额')
        : wrong('各项相加不等于总额')
    },
  },
]
