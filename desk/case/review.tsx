import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { CaseView } from '../../src/casework/view.ts'
import { yuanText } from '../amounts.ts'
import { queries } from '../api.ts'
import { Proposed } from '../review/candidates.tsx'
import { Comments } from '../review/comments.tsx'
import { extentText } from '../review/extent.ts'
import { instantText } from '../time.ts'
import { Checklist } from './checklist.tsx'
import { Comparison } from './papers.tsx'
import { usePlaces } from './place.ts'
import { Preflight } from './preflight.tsx'

const penaltyWords: Readonly<Record<string, string>> = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  'confiscate-gains': '没收违法所得',
  'confiscate-goods': '没收非法财物',
}

/** What was found and by which evidence, the proposal, the review it needs, and what became of it. */
export const Review = ({
  view,
  view: { id, findings, evidence, penalty, review, papers, acts },
}: {
  readonly view: CaseView
}) => (
  <>
    {review !== undefined && (
      <p className="to-review">
        <Link to="/cases/$id/review" params={{ id }} className="paper-link">
          打开审核页面
        </Link>{' '}
        <small>要点和案卷并排，可以批注</small>
      </p>
    )}
    {review !== undefined && <ReviewComments id={id} />}
    {findings !== undefined && <Preflight id={id} />}
    {papers.length > 0 && <Comparison id={id} />}
    {findings !== undefined && (
      <section>
        <h3>查明的事实</h3>
        <p className="opinion">{findings.facts}</p>
        <p>{findings.nature}</p>
        {evidence.length > 0 && (
          <>
            <h4>据以证明的证据</h4>
            <ol className="proofs">
              {evidence.map(({ id, title, kindTitle, proves }) => (
                <li key={id}>
                  <EvidenceLink id={id}>{title}</EvidenceLink> <small>{kindTitle}</small>
                  <p>证明：{proves}</p>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
    )}
    {findings !== undefined && <Checklist view={view} />}
    {penalty !== undefined && (
      <section>
        <h3>处罚建议</h3>
        <dl className="rows">
          <Row title="种类">{penalty.kinds.map((kind) => penaltyWords[kind] ?? kind).join('、') || '不予处罚'}</Row>
          {penalty.fine > 0 && <Row title="罚款">{yuanText(penalty.fine)}</Row>}
          {penalty.gains > 0 && <Row title="没收违法所得">{yuanText(penalty.gains)}</Row>}
          {penalty.goods !== undefined && penalty.goods !== '' && <Row title="没收非法财物">{penalty.goods}</Row>}
          <Row title="裁量阶次">{penalty.stepTitle}</Row>
          <Row title="裁量理由">{penalty.reasons}</Row>
        </dl>
      </section>
    )}
    {review === undefined ? (
      <p className="empty">还没有送审。调查终结后，系统按审核清单判断由谁审核。</p>
    ) : (
      <section>
        <h3>
          {review.kindTitle} <small>{review.stateTitle}</small>
        </h3>
        <p className="muted">{review.because.join('；')}</p>
        {review.reviewer !== undefined && <p>审核人：{review.reviewer.name}</p>}
        {review.assigned !== undefined && <p>已分派给：{review.assigned.name}</p>}
        {acts.some(({ name, available }) => name === 'assign-review' && available) && <Proposed id={id} />}
        {review.opinion !== undefined && <p className="opinion">{review.opinion}</p>}
        {review.ladder.length > 0 && (
          <ol className="ladder">
            {review.ladder.map((step) => (
              <li key={step.at}>
                <b>{step.title}</b>
                {step.outcome !== undefined && `：${step.outcome}`}
                <p className="opinion">{step.opinion}</p>
                <small className="muted">
                  {step.by}，{instantText(step.at)}
                </small>
              </li>
            ))}
          </ol>
        )}
        {review.points.length > 0 && (
          <ol className="points">
            {review.points.map((point) => (
              <li key={point.title}>
                <span>{point.title}</span>
                <b data-answered={point.answer === undefined ? 'no' : 'yes'}>{point.answer ?? '未答'}</b>
                {point.reason !== undefined && <p>{point.reason}</p>}
              </li>
            ))}
          </ol>
        )}
        {review.opened.length > 0 && (
          <>
            <h3>审核人打开过的材料</h3>
            <ul className="read">
              {review.opened.map((each) => (
                <li key={each.title}>
                  {each.title}
                  <small>{extentText(each)}</small>
                </li>
              ))}
            </ul>
            <p className="muted">
              {review.unopened.length === 0 ? '所审材料都打开过。' : `没有打开过：${review.unopened.join('、')}。`}
            </p>
          </>
        )}
        {review.read.length > 0 && (
          <>
            <h3>意见所依据的材料</h3>
            <ul className="read">
              {review.read.map((each) => (
                <li key={each.sha256 + each.title} data-changed={each.changed === undefined ? undefined : 'yes'}>
                  {each.href !== undefined ? (
                    <a href={each.href}>{each.title}</a>
                  ) : each.evidence !== undefined ? (
                    <EvidenceLink id={each.evidence}>{each.title}</EvidenceLink>
                  ) : (
                    each.title
                  )}
                  <code title={each.sha256}>{each.sha256.slice(0, 12)}</code>
                  {each.changed !== undefined && <em>已变动：{each.changed}</em>}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    )}
  </>
)

/** What reviewers remarked on the dossier, for who handles the case. */
const ReviewComments = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.comments(id))
  const navigate = useNavigate()
  if (data === undefined || data.comments.length === 0) return null
  return (
    <section>
      <h3>
        审核批注{' '}
        <small>
          {data.open} 条待处理，{data.handled} 条已处理
        </small>
      </h3>
      <Comments
        caseId={id}
        view={data}
        open={({ id: comment, anchor, opens }) =>
          void navigate({
            to: '/cases/$id/review',
            params: { id },
            search: { doc: `${anchor.kind}:${opens}`, comment },
          })
        }
      />
    </section>
  )
}

/** Leads to the evidence where it lies in the dossier. */
export const EvidenceLink = ({ id, children }: { readonly id: string; readonly children: React.ReactNode }) => {
  const open = usePlaces()
  if (open !== undefined)
    return (
      <button type="button" className="link paper-link" onClick={() => open({ evidence: id })}>
        {children}
      </button>
    )
  return (
    <Link
      from="/cases/$id"
      search={(before) => ({ ...before, tab: 'evidence', evidence: id })}
      resetScroll={false}
      className="paper-link"
    >
      {children}
    </Link>
  )
}

const Row = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)
