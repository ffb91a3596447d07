import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Fragment, useEffect, useMemo, useState } from 'react'
import type { ActView } from '../../src/casework/view.ts'
import { type Previewed, type PreviewedPaper, send, Unanswered } from '../api.ts'
import { Findings } from '../case/findings.tsx'
import { Loading } from '../shell/loading.tsx'
import { holdsFor, TakeHere, type Taken } from '../sign/taken.tsx'
import { RefusalList } from './refusal-list.tsx'
import { type Texts, WordingOf } from './wording.tsx'

/** The papers as they would be if the form were handed in now. */
export const Preview = ({
  caseId,
  act,
  body,
  texts,
  setTexts,
  taken,
  take,
  signing,
}: {
  readonly caseId: string
  readonly act: ActView
  readonly body: unknown
  readonly texts: Texts
  readonly setTexts: (texts: Texts) => void
  /** Signatures that were taken on the preview, and how to keep others, with the time that the preview is of. */
  readonly taken: readonly Taken[]
  readonly take: (taken: readonly Taken[], at: string) => void
  /** Told whether a signature on a form is begun and neither kept nor given up. */
  readonly signing: (form: number, underway: boolean) => void
}) => {
  const { data, error, isFetching } = useQuery({
    queryKey: ['preview', caseId, act.name, body],
    queryFn: () =>
      send<Previewed>('POST', `/api/cases/${encodeURIComponent(caseId)}/preview`, {
        act: act.name,
        ...(body as object),
      }),
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
      {taken.some((each) => !holdsFor(each, papers)) && (
        <div className="notice" role="alert">
          <p>签名之后内容有了改动，原来的签名只对原来的内容有效，需要重新签。</p>
          <Button
            onClick={() =>
              take(
                taken.filter((each) => holdsFor(each, papers)),
                shown?.at ?? '',
              )
            }
          >
            取消原来的签名
          </Button>
        </div>
      )}
      {papers.map((paper) => (
        <Fragment key={paper.form}>
          <PreviewedPdf paper={paper} />
          <TakeHere paper={paper} taken={taken} change={(next) => take(next, shown?.at ?? '')} signing={signing} />
        </Fragment>
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
