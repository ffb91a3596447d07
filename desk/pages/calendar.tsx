import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import type { CalendarMonth, Deadline } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { DeadlineList } from '../case/deadline-list.tsx'
import { Whose } from '../case/whose.tsx'
import { Asked } from '../shell/asked.tsx'
import { Export } from '../shell/export.tsx'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** 2026-11 and so many months on. */
const monthsOn = (month: string, by: number): string => {
  const [year = 0, n = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, n - 1 + by, 1)).toISOString().slice(0, 7)
}
/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** Deadlines of a month, each on its day, with the days on which nobody works. */
export const Calendar = () => {
  const search = useSearch({ from: '/calendar' })
  const navigate = useNavigate({ from: '/calendar' })
  const { day, ...asked } = search
  return (
    <div className="page">
      <header className="page-head">
        <h1>日历</h1>
        <Link to="/deadlines" search={({ mine, unit }) => ({ ...(mine ? { mine } : {}), ...(unit ? { unit } : {}) })}>
          期限和预警
        </Link>
      </header>
      <Whose
        search={search}
        narrow={(more) => void navigate({ search: ({ mine: _m, unit: _u, ...rest }) => ({ ...rest, ...more }) })}
      />
      <Asked query={queries.calendar(asked)}>
        {(month) => (
          <>
            <Month month={month} day={day} />
            {day !== undefined && (
              <section aria-label={`${day}届满的期限`} className="of-day">
                <header className="page-head">
                  <h2>{day} 届满的期限</h2>
                  <Export table="deadlines" search={{ mine: asked.mine, unit: asked.unit, day }} />
                </header>
                <OfDay asked={asked} day={day} />
              </section>
            )}
          </>
        )}
      </Asked>
    </div>
  )
}

const OfDay = ({
  asked: { mine, unit },
  day,
}: {
  readonly asked: { readonly mine?: boolean; readonly unit?: string }
  readonly day: string
}) => (
  <Asked query={queries.deadlines({ day, ...(mine ? { mine } : {}), ...(unit === undefined ? {} : { unit }) })}>
    {({ rows, total }) =>
      rows.length === 0 ? (
        <p className="empty">这一天没有届满的期限。</p>
      ) : (
        <>
          <DeadlineList rows={rows} />
          {total > rows.length && <p className="muted">共 {total} 项，其余请导出表格查看。</p>}
        </>
      )
    }
  </Asked>
)

const Month = ({
  month: { month, today, days },
  day: chosen,
}: {
  readonly month: CalendarMonth
  readonly day: string | undefined
}) => (
  <>
    <nav className="words month" aria-label="月份">
      <Link to="/calendar" search={({ day: _day, ...rest }) => ({ ...rest, month: monthsOn(month, -1) })}>
        上个月
      </Link>
      <b aria-live="polite">
        {Number(month.slice(0, 4))} 年 {Number(month.slice(5))} 月
      </b>
      <Link to="/calendar" search={({ day: _day, ...rest }) => ({ ...rest, month: monthsOn(month, 1) })}>
        下个月
      </Link>
      {today.slice(0, 7) !== month && (
        <Link to="/calendar" search={({ day: _day, month: _month, ...rest }) => rest}>
          本月
        </Link>
      )}
    </nav>
    <div className="weekdays" aria-hidden="true">
      {weekdays.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
    <ol className="calendar">
      {days.map(({ day, working, name, count, rows }, n) => (
        <li
          key={day}
          style={n === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
          data-off={working ? undefined : 'yes'}
          data-today={day === today ? 'yes' : undefined}
          data-chosen={day === chosen ? 'yes' : undefined}
          data-empty={count === 0 && day !== today ? 'yes' : undefined}
        >
          <p>
            <Link
              to="/calendar"
              search={(before) => ({ ...before, day })}
              aria-current={day === today ? 'date' : undefined}
              aria-label={`${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日，${count} 项期限`}
              resetScroll={false}
              data-row={count > 0 ? '' : undefined}
            >
              {Number(day.slice(8))}
            </Link>
            <small className="narrow-only">周{weekdays[weekdayOf(day)]}</small>
            <small>{[name, sign(working, weekdayOf(day))].filter((each) => each !== undefined).join(' ')}</small>
            {day === today && <small>今天</small>}
          </p>
          <ul>
            {rows.map((row) => (
              <Short key={`${row.caseId} ${row.limit} ${row.due}`} row={row} />
            ))}
          </ul>
          {count > rows.length && (
            <Link to="/calendar" search={(before) => ({ ...before, day })} resetScroll={false}>
              另有 {count - rows.length} 项
            </Link>
          )}
        </li>
      ))}
    </ol>
  </>
)

/** A weekday off is 休, a weekend that is worked is 班; all others need no word. */
const sign = (working: boolean, weekday: number): string | undefined =>
  working === weekday < 5 ? undefined : working ? '班' : '休'

/** A deadline in its day's cell; why it is that day opens on a click or by the keyboard, and closes with Escape. */
const Short = ({ row }: { readonly row: Deadline }) => {
  const why = useId()
  return (
    <li data-urgency={row.urgency}>
      <Link to="/cases/$id" params={{ id: row.caseId }} title={row.caseTitle}>
        {row.urgency === 'late' && <b>超期 </b>}
        {row.title}
        <span>{row.party ?? row.caseTitle}</span>
      </Link>
      <button
        type="button"
        className="why-here no-print"
        popoverTarget={why}
        aria-label={`“${row.title}”为什么是这一天`}
        title="为什么是这一天？"
      >
        ?
      </button>
      <div popover="auto" id={why} className="because">
        <p>
          <b>
            {row.title}：{row.caseTitle}
          </b>
        </p>
        <p>{row.because}</p>
        <button type="button" className="link" popoverTarget={why} popoverTargetAction="hide">
          关闭
        </button>
      </div>
    </li>
  )
}
