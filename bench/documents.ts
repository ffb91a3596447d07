import { renderPaper } from '../src/documents/index.ts'
import type { Row } from './row.ts'

const content = (n: number) => ({
  kind: '法制审核',
  title: `澄州市某某食品店涉嫌经营无标签预包装食品案 ${n}`,
  party: { kind: 'household', name: '澄州市某某食品店', address: '澄州市' },
  unit: '稽查支队',
  because: ['普通程序案件全部进行法制审核'],
  proposal: ['罚款人民币捌仟元整（¥8,000.00元）。'],
  points: [{ title: '管辖权', answer: '是', reason: '' }],
  outcome: '同意处理意见',
  opinion: '事实清楚，证据充分。'.repeat(40),
  read: Array.from({ length: 20 }, (_, each) => ({ title: `材料 ${each}`, sha256: 'a'.repeat(64) })),
  reviewer: '某某',
  on: '2026年3月10日',
})

/** Milliseconds for each page of a review sheet with its annex; no peer is run beside it. */
export const documents = async (): Promise<readonly Row[]> => {
  const render = (n: number) =>
    renderPaper({ form: 36, content: content(n), agency: '澄州市市场监督管理局', day: '2026-03-10' })
  const pages = (pdf: Uint8Array) =>
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page[^s]/g)?.length ?? 1
  render(0)
  const times = Array.from({ length: 60 }, (_, n) => {
    const begun = performance.now()
    const pdf = render(n + 1)
    return (performance.now() - begun) / pages(pdf)
  }).toSorted((a, b) => a - b)
  return [
    {
      name: 'documents: review sheet',
      ours: Math.round((times[30] ?? 0) * 10) / 10,
      peer: null,
      ratio: null,
      unit: 'ms/page',
    },
  ]
}
