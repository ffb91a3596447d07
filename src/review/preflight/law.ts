import { dayOf } from '../../calendar/index.ts'
import { citationText, penaltyLaw, rules, transferRules, yuan } from '../../kernel/index.ts'
import { fineBases, type ItemFact, itemsOf, limitationOf, type Penalty } from '../../procedure/index.ts'
import { type Answer, type Examined, firstDay, type PreflightCheck, right, unknown, wrong } from './check.ts'

/** Every article that the items of the case cite, each once. */
const cited = ({ state }: Examined) => [
  ...new Map(
    itemsOf(state.dossier)
      .flatMap(({ breached, penalty }) => [...breached, ...penalty])
      .map((citation) => [citationText(citation), citation]),
  ),
]

/** A measured amount, in fen, of one part of the proposal; undefined where the item doesn't say by what it measures. */
const measured = (
  { penalties }: ItemFact,
  { gains, baseValue }: Pick<Penalty, 'gains' | 'baseValue'>,
  base: 'goods' | 'gains' | 'turnover',
): number | undefined =>
  base === 'gains' ? gains : penalties.some((each) => each.base === base) ? baseValue : undefined

/** 适用依据是否正确、违法行为是否仍可追究、是否涉嫌犯罪. */
export const law: readonly PreflightCheck[] = [
  {
    name: 'articles-exist',
    point: 'basis',
    title: '引用的条文存在',
    basis: [penaltyLaw(59)],
    examine: (examined) => {
      const all = cited(examined)
      if (all.length === 0) return unknown('还没有选定处罚事项')
      const missing = all.flatMap(([, citation]) => {
        const found = examined.law(citation)
        return found?.missing === undefined ? [] : [found.missing]
      })
      const unread = all.filter(([, citation]) => examined.law(citation) === undefined).map(([text]) => text)
      if (missing.length > 0) return wrong(missing.join('；'))
      return unread.length > 0
        ? unknown(`系统中没有文本，请核对：${unread.join('、')}`)
        : right(all.map(([text]) => text).join('、'))
    },
  },
  {
    name: 'law-of-its-time',
    point: 'basis',
    title: '引用的法律文本不晚于违法行为',
    basis: [penaltyLaw(37)],
    examine: (examined) => {
      const day = examined.state.dossier.findings?.ended ?? firstDay(examined)
      const later = new Set<string>()
      let dated = 0
      for (const [, citation] of cited(examined)) {
        const version = examined.law(citation)?.version ?? ''
        if (version !== '') dated++
        if (version > day) later.add(`《${citation.law}》（${version} 文本）`)
      }
      if (later.size > 0)
        return unknown(`${[...later].join('、')}晚于违法行为，请核对当时的规定；从旧兼从轻（行政处罚法第三十七条）`)
      return dated === 0 ? unknown('系统中的文本没有注明日期') : right('文本均早于违法行为')
    },
  },
  {
    name: 'limitation',
    point: 'nature',
    title: '违法行为在追责期限之内被发现',
    basis: [penaltyLaw(36)],
    examine: (examined): Answer => {
      const { ended, harm } = examined.state.dossier.findings ?? {}
      if (ended === undefined) return unknown('没有写明违法行为终了之日')
      const discovered = firstDay(examined)
      const sentence = `${ended} 终了，${discovered} 发现`
      const found = limitationOf(ended, discovered)
      if (found === 'in-time') return right(`${sentence}，没有超过二年`)
      return found === 'over'
        ? wrong(`${sentence}，已经超过五年，不得再给予行政处罚`)
        : harm === undefined
          ? wrong(`${sentence}，已经超过二年，没有写明危害后果`)
          : unknown(`${sentence}，已经超过二年。报告说明：${harm}`)
    },
  },
  {
    name: 'crime-threshold',
    point: 'nature',
    title: '没有达到移送司法机关的追诉标准',
    basis: [penaltyLaw(27), transferRules(3), rules(17, 2)],
    examine: (examined): Answer => {
      const { state, item } = examined
      const { proposal, item: main } = state.dossier
      if (proposal === undefined) return unknown('没有处罚建议')
      if (state.strands.some(({ kind }) => kind === 'crime')) return right('已经按涉嫌犯罪报告')
      const parts = proposal.parts ?? [{ ...proposal, item: main?.id ?? '' }]
      const day = dayOf(state.changedAt)
      const reached: string[] = []
      const open: string[] = []
      let looked = 0
      for (const part of parts) {
        const known = item(part.item, day)
        for (const { offence, base, from } of known?.crimes ?? []) {
          looked++
          const amount = known === undefined ? undefined : measured(known, part, base)
          if (amount === undefined) open.push(`${offence}（${fineBases[base]}）`)
          else if (amount >= from)
            reached.push(`${fineBases[base]} ${yuan(amount)} 元，达到${offence}的 ${yuan(from)} 元`)
        }
      }
      if (reached.length > 0) return wrong(`${reached.join('；')}，应当移送司法机关`)
      if (looked === 0) return unknown('处罚事项没有填写追诉标准')
      return open.length > 0 ? unknown(`没有数额可以对照：${open.join('、')}`) : right('没有达到处罚事项所列的追诉标准')
    },
  },
]
