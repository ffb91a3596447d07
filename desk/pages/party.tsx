import { Link, useParams } from '@tanstack/react-router'
import type { PartyHistory } from '../../src/casework/view.ts'
import type { SubjectView } from '../../src/registry/index.ts'
import { yuanText } from '../amounts.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'
import { Differences, Register } from '../subjects/register.tsx'
import { dayText } from '../time.ts'
import { NotFound } from './not-found.tsx'

/** A party in all its cases: what it was found to have done, what was decided, what is still to be paid. */
export const Party = () => {
  const { key } = useParams({ from: '/parties/$key' })
  return (
    <Asked query={queries.party(key)}>
      {(history) => (
        <Asked query={queries.subject(key)}>
          {(subject) =>
            history !== null ? (
              <History history={history} subject={subject} />
            ) : subject !== null ? (
              <OnlyRegistered subject={subject} />
            ) : (
              <NotFound />
            )
          }
        </Asked>
      )}
    </Asked>
  )
}

/** A subject without a case that this person may see. */
const OnlyRegistered = ({ subject }: { readonly subject: SubjectView }) => (
  <div className="page">
    <h1>
      <Link to="/parties">当事人</Link> / {subject.name} <small>{subject.kindTitle}</small>
    </h1>
    <p className="empty">没有您可以看的案件。</p>
    <Register subject={subject} />
  </div>
)

const History = ({
  history: { key, party, names, cases, totals, differences },
  subject,
}: {
  readonly history: PartyHistory
  readonly subject: SubjectView | null
}) => (
  <div className="page">
    <header className="page-head">
      <h1>
        <Link to="/parties">当事人</Link> / {party.name} <small>{party.kindTitle}</small>
      </h1>
      <Export table={`parties/${encodeURIComponent(key)}/cases`} />
    </header>
    <Differences differences={differences} />
    <dl className="sums">
      <Sum title="案件">{totals.cases} 件</Sum>
      <Sum title="作出处罚决定">{totals.decided} 件</Sum>
      <Sum title="罚款合计">{yuanText(totals.fine)}</Sum>
      <Sum title="没收违法所得合计">{yuanText(totals.gains)}</Sum>
      <Sum title="尚未缴清">{yuanText(totals.open)}</Sum>
    </dl>
    <div className="entry">
      <section>
        <h2>各案</h2>
        <p className="muted">只列出您可以看的案件，新的在前。</p>
        <ol className="history">
          {cases.map(({ row, violation, decision, outcome, fine, gains, open, steps }) => (
            <li key={row.id}>
              <h3>
                <Link to="/cases/$id" params={{ id: row.id }} data-row="">
                  {row.title}
                </Link>{' '}
                <small>{row.stageTitle}</small>
              </h3>
              <p>
                {[
                  violation,
                  outcome,
                  fine > 0 ? `罚款 ${yuanText(fine)}` : undefined,
                  gains > 0 ? `没收违法所得 ${yuanText(gains)}` : undefined,
                  open > 0 ? `尚未缴清 ${yuanText(open)}` : undefined,
                ]
                  .filter((each) => each !== undefined && each !== '')
                  .join('；') || '尚未作出决定'}
              </p>
              <p className="muted">
                {[
                  ...new Set([row.number, decision]),
                  `登记 ${dayText(row.openedAt)}`,
                  ...steps.map(({ title, at }) => `${title} ${dayText(at)}`),
                ]
                  .filter((each) => each !== undefined)
                  .join('　')}
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-label="基本情况">
        <h2>基本情况</h2>
        <p className="muted">按最近一案的记录</p>
        <dl className="rows">
          {party.fields.map(({ title, value }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {names.length > 1 && (
            <div>
              <dt>用过的名称</dt>
              <dd>{names.join('、')}</dd>
            </div>
          )}
        </dl>
        {subject !== null && <Register subject={subject} />}
      </section>
    </div>
  </div>
)

const Sum = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)
