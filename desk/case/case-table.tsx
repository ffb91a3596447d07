import { Link } from '@tanstack/react-router'
import type { CaseRow } from '../../src/casework/view.ts'
import { Why } from '../shell/why.tsx'
import { dayText } from '../time.ts'

export const CaseTable = ({ rows }: { readonly rows: readonly CaseRow[] }) => (
  <table className="cards of-cases">
    <thead>
      <tr>
        <th>案件</th>
        <th>案号</th>
        <th>阶段</th>
        <th>承办</th>
        <th>更新</th>
        <th>期限</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} data-urgency={row.urgency}>
          <td data-title="案件">
            <Link to="/cases/$id" params={{ id: row.id }} data-row="">
              {row.title}
            </Link>
            {row.party !== undefined && <small>{row.party}</small>}
          </td>
          <td data-title="案号" className="figures" data-empty={row.number === undefined ? 'yes' : undefined}>
            {row.number ?? '—'}
          </td>
          <td data-title="阶段">
            {row.stageTitle}
            <small>{row.procedureTitle}</small>
          </td>
          <td data-title="承办">
            {row.unitName}
            {row.handlers.length > 0 && <small>{row.handlers.join('、')}</small>}
          </td>
          <td data-title="更新" className="figures">
            {dayText(row.changedAt)}
          </td>
          <td data-title="期限" data-empty={row.dueText === undefined ? 'yes' : undefined}>
            <span className="due">{row.dueText ?? '—'}</span>
            {row.due !== undefined && <Why because={row.because} />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
