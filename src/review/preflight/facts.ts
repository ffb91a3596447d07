import { type FactKind, factKinds } from '../../documents/index.ts'
import { electronicSignatureLaw, penaltyLaw, rules } from '../../kernel/index.ts'
import { evidenceKinds, missingSignatures } from '../../procedure/index.ts'
import {
  allOf,
  type Examined,
  isReported,
  notReported,
  ofEvidence,
  ofPaper,
  type PreflightCheck,
  right,
  type Trace,
  unknown,
  wrong,
} from './check.ts'

const noEvidence = wrong('卷内没有证据')

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
        places.flatMap(({ title, paper }) =>
          paper !== undefined && known.has(paper) ? [[paper, { title, paper }] as const] : [],
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

/** 案件事实是否清楚、证据是否充分. */
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
    name: 'evidence-there',
    point: 'facts',
    title: '有证据证明违法事实',
    basis: [penaltyLaw(40), rules(23)],
    examine: ({ state: { dossier } }) =>
      dossier.evidence.length === 0
        ? noEvidence
        : right(
            `${dossier.evidence.length} 件：${[...new Set(dossier.evidence.map(({ kind }) => evidenceKinds[kind]))].join('、')}`,
            dossier.evidence.map(ofEvidence),
          ),
  },
  {
    name: 'evidence-two-officers',
    point: 'facts',
    title: '每件证据由两名以上执法人员取得',
    basis: [penaltyLaw(42), rules(23)],
    examine: ({ state: { dossier } }) => {
      const byOne = dossier.evidence.filter(({ takenBy }) => new Set(takenBy.map(({ id }) => id)).size < 2)
      // What others sent in (检验报告、辨认意见) was received, and has no record of its taking.
      const taken = byOne.filter(({ paper }) => paper !== undefined)
      const names = (of: typeof byOne) => of.map(({ title }) => title).join('、')
      if (dossier.evidence.length === 0) return noEvidence
      if (taken.length > 0) return wrong(`取证人不足两名：${names(taken)}`, taken.map(ofEvidence))
      return byOne.length > 0
        ? unknown(`由一名执法人员登记，请核对是否由他人提供：${names(byOne)}`, byOne.map(ofEvidence))
        : right('均由两名以上执法人员取得', dossier.evidence.map(ofEvidence))
    },
  },
  {
    name: 'evidence-source',
    point: 'facts',
    title: '每件证据写明出处',
    basis: [rules(24)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ source }) => source.trim() !== '',
        names: ({ title }) => title,
        none: noEvidence,
        good: '均写明出处',
        bad: '没有写明出处',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-proves',
    point: 'facts',
    title: '每件证据写明证明的内容',
    basis: [rules(23)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ proves }) => proves.trim() !== '',
        names: ({ title }) => title,
        none: noEvidence,
        good: '均写明证明内容',
        bad: '没有写明证明内容',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-content',
    point: 'facts',
    title: '每件证据有内容可看',
    basis: [rules(23)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ files, paper }) => files.length > 0 || paper !== undefined,
        names: ({ title }) => title,
        none: noEvidence,
        good: '均有文件或者笔录',
        bad: '既没有文件也没有笔录',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-before-report',
    point: 'facts',
    title: '证据在调查终结之前取得',
    basis: [penaltyLaw(40), rules(48)],
    examine: ({ state }) => {
      const report = state.done.findLast(({ act }) => act === 'report-investigation')
      if (report === undefined) return notReported
      return allOf(state.dossier.evidence, {
        holds: ({ takenAt }) => takenAt <= report.at,
        names: ({ title }) => title,
        none: noEvidence,
        good: '均在调查终结之前取得',
        bad: '在调查终结之后取得',
        trace: ofEvidence,
      })
    },
  },
  {
    name: 'records-signed',
    point: 'facts',
    title: '作为证据的笔录已经签名或者注明',
    basis: [rules(28), rules(29), electronicSignatureLaw(13)],
    examine: ({ state }) => {
      const records = new Set(state.dossier.evidence.map(({ paper }) => paper))
      const unsigned = new Set(missingSignatures(state).map(({ paper: { id } }) => id))
      return allOf(
        state.papers.filter(({ id }) => records.has(id)),
        {
          holds: ({ id }) => !unsigned.has(id),
          names: ({ title }) => title,
          none: unknown('没有作为证据的笔录'),
          good: '均已签名或者注明',
          bad: '还缺签名',
          trace: ofPaper,
        },
      )
    },
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
