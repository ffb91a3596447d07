import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { ActView, FindingView } from '../../src/casework/view.ts'
import { type PreviewedPaper, send, Unanswered } from '../api.ts'
import { Findings } from '../case/findings.tsx'
import { Loading } from '../shell/loading.tsx'
import { RefusalList } from './refusal-list.tsx'

/** The papers as they would be if the form were handed in now. */
export const Preview = ({
  caseId,
  act,
  body,
}: {
  readonly caseId: string
  readonly act: ActView
  readonly body: unknown
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
  if (isFetching) return <Loading />
  if (error instanceof Unanswered)
    return error.refusals.length > 0 ? (
      <RefusalList refusals={error.refusals} title="还不能预览，请先补全" />
    ) : (
      <p className="notice">{error.message}</p>
    )
  const papers = data?.papers ?? []
  return papers.length === 0 ? (
    <p className="empty">这样填写不产生文书。</p>
  ) : (
    <>
      <Findings findings={data?.findings ?? []} />
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
