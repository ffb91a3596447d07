import { Link } from '@tanstack/react-router'
import type { Deadline } from '../../src/casework/view.ts'
import { Why } from '../shell/why.tsx'

const whose: Readonly<Record<Deadline['of'], string>> = { bureau: '', party: '当事人的期限', target: '本局目标' }

/** Deadlines of many cases, each with why it is that day. */
export const DeadlineList = ({ rows }: { readonly rows: readonly Deadline[] }) => (
  <ol className="work">
    {rows.map((row) => (
      <li key={`${row.caseId} ${row.limit} ${row.due}`} data-urgency={row.urgency}>
        <Link to="/cases/$id" params={{ id: row.caseId }} data-row="">
          <span className="sentence">
            {row.title}：{row.caseTitle}
          </span>
          <span className="muted">
            {[row.caseNumber ?? '未立案', row.unitName, row.handlers.join('、'), whose[row.of]]
              .filter((each) => each !== '')
              .join('　')}
          </span>
          <b className="due">{row.dueText}</b>
        </Link>
        <Why because={row.because} />
      </li>
    ))}
  </ol>
)
