import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { instantText } from '../time.ts'

/** What this person looked at, why, and how much of it: the same that those concerned see beside the recording. */
export const Viewings = () => (
  <div className="page narrow">
    <h1>我看过的录音录像</h1>
    <p className="muted">您每次调阅都记入日志，案件的办理人员也看得到。</p>
    <Asked query={queries.myViewings}>
      {(viewings) =>
        viewings.length === 0 ? (
          <p className="empty">您还没有调阅过录音录像。</p>
        ) : (
          <table className="cards">
            <thead>
              <tr>
                <th>录制</th>
                <th>何时看的</th>
                <th>目的</th>
                <th>看了</th>
              </tr>
            </thead>
            <tbody>
              {viewings.map((each) => (
                <tr key={each.id}>
                  <td data-title="录制">
                    {each.retrieval !== undefined ? (
                      <Link to="/retrievals/$id" params={{ id: each.retrieval }}>
                        {each.title} {instantText(each.startedAt)}
                      </Link>
                    ) : each.caseId === undefined ? (
                      `${each.title} ${instantText(each.startedAt)}`
                    ) : (
                      <Link
                        to="/cases/$id/recordings/$recording"
                        params={{ id: each.caseId, recording: each.recording }}
                      >
                        {each.title} {instantText(each.startedAt)}
                      </Link>
                    )}
                    {each.caseTitle !== undefined && <small>{each.caseTitle}</small>}
                  </td>
                  <td data-title="何时看的" className="figures">
                    {instantText(each.at)}
                  </td>
                  <td data-title="目的">
                    {each.purposeTitle}
                    {each.note !== undefined && <small>{each.note}</small>}
                  </td>
                  <td data-title="看了" className="figures">
                    {Math.round(each.seconds)} 秒
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Asked>
  </div>
)
