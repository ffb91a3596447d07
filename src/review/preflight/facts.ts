import { type FactKind, factKinds } from '../../documents/index.ts'
import { penaltyLaw, rules } from '../../kernel/index.ts'
import { goodsOf, openGoods } from '../../procedure/index.ts'
import {
  allOf,
  type Examined,
  isReported,
  notReported,
  type PreflightCheck,
  right,
  type Trace,
  unknown,
  wrong,
} from './check.ts'

/** One question for each kind of fact that papers may state twice. */
const same = (kind: FactKind): PreflightCheck => ({
  name: `same-${kind}`,
  point: kind === 'article' ? 'basis' : 'facts',
  title: `各文书中的${factKinds[kind]}一致`,
  basis: [rules(53)],
  examine: ({ differences, state }) => {
    const here = differences.filter((each) => each.kind === kind)
    const differing = here.filter(({ verdict }) => verdict === 'differs')
    const known = new Set(state.papers.map(({ id }) => id))
    const traces = (of: typeof here): readonly Trace[] => {
      const papers = of.flatMap(({ places }) =>
        places.flatMap(({ title, paper, text }) =>
          paper !== undefined && known.has(paper) ? [[`${paper} ${text}`, { title, paper, quote: text }] as const] : [],
        ),
      )
      return [...new Map(papers).values()]
    }
    if (differing.length > 0) return wrong(differing.map(({ sentence }) => sentence).join('；'), traces(differing))
    return here.length > 0
      ? unknown(here.map(({ sentence }) => sentence).join('；'), traces(here))
      : right('没有发现不一致')
  },
})

/** 案件事实是否清楚. */
export const facts: readonly PreflightCheck[] = [
  {
    name: 'findings-written',
    point: 'facts',
    title: '调查终结报告写明违法事实',
    basis: [rules(48)],
    examine: (examined) =>
      !isReported(examined)
        ? notReported
        : (examined.state.dossier.findings?.facts ?? '').trim() === ''
          ? wrong('没有查明的事实')
          : right('违法事实已经写明'),
  },
  {
    name: 'forfeited-held',
    point: 'facts',
    title: '拟没收的物品在本机关保管之下',
    basis: [penaltyLaw(74), rules(33)],
    examine: ({ state }) => {
      if (state.dossier.proposal?.kinds.includes('confiscate-goods') !== true) return right('没有拟没收的物品')
      const held = openGoods(state).flatMap((strand) => goodsOf(strand).things)
      return held.length === 0
        ? unknown('卷内没有登记保存、查封、扣押的物品，请核对拟没收的物品在哪里')
        : right(held.map(({ name, quantity, unit }) => `${name} ${quantity}${unit}`).join('、'))
    },
  },
  {
    name: 'sold-with-proceeds',
    point: 'facts',
    title: '先行处置的物品登记了所得款项',
    basis: [rules(41, 3)],
    examine: ({ state }) =>
      allOf(
        openGoods(state).flatMap((strand) => goodsOf(strand).things.filter(({ now }) => now === 'sold')),
        {
          holds: ({ proceeds }) => proceeds !== undefined,
          names: ({ name }) => name,
          none: right('没有先行处置的物品'),
          good: '款项均已登记',
          bad: '没有登记款项',
        },
      ),
  },
  {
    name: 'must-be-proved',
    point: 'facts',
    title: '证据清单中必须证明的各项已有证据',
    basis: [penaltyLaw(40)],
    examine: (examined: Examined) => {
      const must = examined.proof.filter(({ need }) => need === 'must')
      if (must.length === 0) return unknown('这一事项没有证据清单')
      const open = must.filter(({ evidence }) => evidence.length === 0).map(({ point }) => point)
      if (open.length === 0) return right('必须证明的各项均有证据')
      const gaps = examined.state.dossier.findings?.gaps ?? ''
      return gaps === ''
        ? wrong(`没有证据：${open.join('、')}`)
        : unknown(`没有证据：${open.join('、')}。报告说明：${gaps}`)
    },
  },
  ...(Object.keys(factKinds) as FactKind[]).map(same),
]
