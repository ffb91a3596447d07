import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { CaseView } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { ActReasons, Acts } from '../case/acts.tsx'
import { Checklist } from '../case/checklist.tsx'
import { DossierCopies } from '../case/dossier.tsx'
import { Evidence } from '../case/evidence.tsx'
import { Header } from '../case/header.tsx'
import { Limits } from '../case/limits.tsx'
import { Money } from '../case/money.tsx'
import { NextStep } from '../case/next-step.tsx'
import { Papers } from '../case/papers.tsx'
import { PartyList } from '../case/party-list.tsx'
import { Procedure } from '../case/procedure.tsx'
import { Recordings } from '../case/recordings.tsx'
import { Review } from '../case/review.tsx'
import { Timeline } from '../case/timeline.tsx'
import { HandOutCode } from '../channels/hand-out.tsx'
import { Asked } from '../shell/asked.tsx'
import { Loading } from '../shell/loading.tsx'
import { SharesOfCase } from './responsibilities.tsx'

const ActForm = lazy(async () => ({ default: (await import('../form/act-form.tsx')).ActForm }))
const PaperSheet = lazy(async () => ({ default: (await import('../case/paper-sheet.tsx')).PaperSheet }))

export const Case = () => {
  const { id } = useParams({ from: '/cases/$id' })
  return <Asked query={queries.case(id)}>{(view) => <Dossier key={id} view={view} />}</Asked>
}

/** 审核, with how many comments wait. */
const ReviewLabel = ({ view: { id, review } }: { readonly view: CaseView }) => {
  const { data } = useQuery({ ...queries.comments(id), enabled: review !== undefined })
  const open = data?.open ?? 0
  return open === 0 ? '审核' : `审核 ${open}`
}

const Dossier = ({ view }: { readonly view: CaseView }) => {
  const { tab = 'timeline', act: opened, strand, paper, evidence } = useSearch({ from: '/cases/$id' })
  const navigate = useNavigate({ from: '/cases/$id' })
  const [said, setSaid] = useState<string>()
  const act = view.acts.find(({ name }) => name === opened)
  const matching = view.acts.find(({ name }) => name === 'match-evidence')
  const open = (name: string | undefined) => {
    if (name !== undefined) setSaid(undefined)
    void navigate({
      search: ({ act: _closed, strand: _of, ...rest }) => (name === undefined ? rest : { ...rest, act: name }),
      resetScroll: false,
    })
  }
  // A form that is open stays open when others change the case: what was written must stay in view.
  const [held, setHeld] = useState<string>()
  const working = act !== undefined && (act.available || (held === act.name && said === undefined))
  if (act?.available === true && held !== act.name) setHeld(act.name)

  useEffect(() => {
    document.title = `${view.title} · 昭明`
    return () => {
      document.title = '昭明'
    }
  }, [view.title])
  useEffect(() => {
    if (working) document.querySelector<HTMLElement>('.beside h2')?.scrollIntoView({ block: 'nearest' })
  }, [working])

  return (
    <div className="case page" data-working={working ? 'yes' : undefined}>
      <Header view={view} />
      <Procedure graph={view.graph} closing={working} />
      <div className="dossier">
        <Tabs
          activeKey={tab}
          onChange={(key) =>
            void navigate({ search: (before) => ({ ...before, tab: key }), resetScroll: false, replace: true })
          }
          items={[
            { key: 'timeline', label: '时间线', children: <Timeline id={view.id} /> },
            {
              key: 'papers',
              label: `文书 ${view.papers.length || ''}`,
              children: <Papers id={view.id} papers={view.papers} />,
            },
            {
              key: 'evidence',
              label: `证据 ${view.evidence.length || ''}`,
              children: (
                <>
                  <Checklist
                    view={view}
                    {...(matching?.available === true ? { match: () => open(matching.name) } : {})}
                  />
                  <Evidence evidence={view.evidence} marked={evidence} />
                </>
              ),
            },
            { key: 'recordings', label: '音像', children: <Recordings id={view.id} /> },
            {
              key: 'parties',
              label: '当事人',
              children: (
                <>
                  <PartyList parties={view.parties} />
                  <HandOutCode id={view.id} number={view.number} parties={view.parties} />
                </>
              ),
            },
            {
              key: 'review',
              label: <ReviewLabel view={view} />,
              children: (
                <>
                  <Review view={view} />
                  <SharesOfCase id={view.id} />
                </>
              ),
            },
          ]}
        />
      </div>
      <aside className="beside" aria-label={working ? '办理' : '下一步和期限'}>
        {said !== undefined && (
          <p className="said" role="status">
            {said}
          </p>
        )}
        {working ? (
          <Suspense fallback={<Loading />}>
            <ActForm
              key={`${act.name} ${strand ?? ''}`}
              act={act}
              strand={strand}
              view={view}
              close={() => open(undefined)}
              done={() => {
                setSaid(`已办理：${act.title}`)
                open(undefined)
              }}
            />
          </Suspense>
        ) : (
          <>
            {act !== undefined && act.name !== view.next?.act && (
              <section className="notice" role="alert">
                <h2>现在不能“{act.title}”</h2>
                <ActReasons act={act} />
              </section>
            )}
            <NextStep view={view} open={open} />
            {view.papers.some(({ form }) => form === 55) && <DossierCopies id={view.id} />}
            <Limits limits={view.limits} />
            <Money money={view.money} />
            <Acts view={view} open={open} />
          </>
        )}
      </aside>
      {paper !== undefined && (
        <Suspense>
          <PaperSheet
            id={paper}
            view={view}
            working={working}
            open={(name, of) =>
              void navigate({
                search: ({ paper: _closed, strand: _before, ...rest }) => ({
                  ...rest,
                  act: name,
                  ...(of === undefined ? {} : { strand: of }),
                }),
                resetScroll: false,
              })
            }
            close={() => void navigate({ search: ({ paper: _closed, ...rest }) => rest, resetScroll: false })}
          />
        </Suspense>
      )}
    </div>
  )
}
