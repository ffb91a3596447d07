import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ActView, FindingView } from '../../src/casework/view.ts'
import { type PreviewedPaper, send, Unanswered } from '../api.ts'
import { Findings } from '../case/findings.tsx'
import { Loading } from '../shell/loading.tsx'
import { RefusalList } from './refusal-list.tsx'
import { type Texts, WordingOf } from './wording.tsx'

/** The papers as they would be if the form were handed in now. */
export const Preview = ({
  caseId,
  act,
  body,
  texts,
  setTexts,
}: {
  readonly caseId: string
  readonly act: ActView
  readonly body: unknown
  readonly texts: Texts
  readonly setTexts: (texts: Texts) => void
}) => {
  const { data, error, isFetching } = useQuery({
    queryKey: ['preview', caseId, act.name, body],
    queryFn: () =>
      send<{ readonly papers: readonly PreviewedPaper[]; readonly findings: readonly FindingView[] }>(
        'POST',
        `/api/cases/${encodeURIComponent(caseId)}/preview`,
        { act: act.name, ...(body as object) },
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  // What was shown last stays while a wording is typed: nothing is taken from under the hands.
  const [shown, setShown] = useState(data)
  if (data !== undefined && data !== shown) setShown(data)
  const refused = error instanceof Unanswered ? error : undefined
  if (shown === undefined && isFetching) return <Loading />
  const papers = shown?.papers ?? []
  const refusals =
    refused === undefined ? null : refused.refusals.length > 0 ? (
      <RefusalList
        refusals={refused.refusals}
        title={
          refused.refusals.some(({ field }) => field?.startsWith('texts.'))
            ? '文字改得不合要求'
            : '还不能预览，请先补全'
        }
      />
    ) : (
      <p className="notice">{refused.message}</p>
    )
  if (papers.length === 0) return refusals ?? <p className="empty">这样填写不产生文书。</p>
  return (
    <>
      {refusals}
      <p className="sr-only" role="status">
        {isFetching ? '正在更新预览' : '预览是最新的'}
      </p>
      <Findings findings={refused === undefined ? (shown?.findings ?? []) : []} />
      {papers.map((paper) => (
        <WordingOf key={paper.form} paper={paper} texts={texts} set={setTexts} />
      ))}
      {papers.map((paper) => (
        <PreviewedPdf key={paper.form} paper={paper} />
      ))}
    </>
  )
}

const PreviewedPdf = ({ paper }: { readonly paper: PreviewedPaper }) => {
  const href = useMemo(
    () =>
      URL.createObjectURL(
        new Blob([Uint8Array.from(atob(paper.pdf), (each) => each.charCodeAt(0))], { type: 'application/pdf' }),
      ),
    [paper.pdf],
  )
  useEffect(() => () => URL.revokeObjectURL(href), [href])
  return (
    <figure className="pdf">
      <figcaption>
        {paper.title}（预览，未编号、未生效）
        <a href={href} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      </figcaption>
      <iframe title={`${paper.title}预览`} src={`${href}#navpanes=0&view=FitH`} />
    </figure>
  )
}
