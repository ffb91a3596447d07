import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { instantText } from '../time.ts'
import { Copies } from './copies.tsx'
import { Findings } from './findings.tsx'
import { PaperLink } from './paper-link.tsx'
import { PrintChosen } from './print.tsx'

const served = (paper: PaperView): string =>
  paper.served === 'served'
    ? `已送达 ${paper.servedAt === undefined ? '' : instantText(paper.servedAt)}`
    : paper.served === 'waiting'
      ? '待送达'
      : paper.served === 'voided'
        ? `已作废：${paper.voided ?? ''}`
        : '不需送达'

/** The comparison of the case's papers, once it is there. */
export const Comparison = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.comparison(id))
  return data === undefined ? null : <Findings findings={data.findings} />
}

const signed = ({ lines, served: state }: PaperView): string => {
  const missing = lines.filter(({ way }) => way === undefined)
  return lines.length === 0
    ? '不需签名'
    : missing.length === 0 || state === 'voided'
      ? '已签齐'
      : `还缺：${missing.map(({ who, name }) => `${who}${name}`).join('、')}`
}

export const Papers = ({ id, papers }: { readonly id: string; readonly papers: readonly PaperView[] }) => {
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (papers.length === 0) return <p className="empty">还没有文书。办理需要文书的事项时，系统自动生成。</p>
  const choose = (paper: string) =>
    setChosen((before) => (before.includes(paper) ? before.filter((each) => each !== paper) : [...before, paper]))
  return (
    <>
      <Comparison id={id} />
      {chosen.length > 0 && <PrintChosen id={id} papers={chosen} drop={() => setChosen([])} />}
      <table className="cards">
        <thead>
          <tr>
            <th>文书</th>
            <th>文号</th>
            <th>制作</th>
            <th>签名</th>
            <th>送达</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <tr key={paper.id}>
              <td data-title="文书">
                <Checkbox
                  checked={chosen.includes(paper.id)}
                  onChange={() => choose(paper.id)}
                  aria-label={`选择打印：${paper.title}${paper.number ?? ''}`}
                />
                {chosen.includes(paper.id) && <b className="order">{chosen.indexOf(paper.id) + 1}</b>}{' '}
                <PaperLink id={paper.id}>{paper.title}</PaperLink>
                {paper.edited !== undefined && (
                  <small>
                    {paper.edited.by}改动过：{paper.edited.titles.join('、')}
                  </small>
                )}
              </td>
              <td data-title="文号">{paper.number ?? '—'}</td>
              <td data-title="制作">
                {instantText(paper.at)}
                <small>{paper.actTitle}</small>
              </td>
              <td data-title="签名">{signed(paper)}</td>
              <td data-title="送达" data-served={paper.served}>
                {served(paper)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Copies id={id} />
    </>
  )
}
