import { Link } from '@tanstack/react-router'
import type { BoardView } from '../../src/casework/view.ts'
import { queries } from '../api.ts'
import { Sparkline } from '../board/sparkline.tsx'
import { Asked } from '../shell/asked.tsx'
import { instantText } from '../time.ts'

type Row = BoardView['rows'][number]

const systems = { 公示: '行政执法公示', 记录: '执法全过程记录', 审核: '重大执法决定法制审核' } as const
const states = { good: '达到', short: '未达到' } as const

/** The 29 measures, each with what the journal says of it now. */
export const Board = () => (
  <div className="page">
    <Asked query={queries.board}>
      {({ at, rows }) => {
        const count = (state: Row['check']['state']) => rows.filter(({ check }) => check.state === state).length
        return (
          <>
            <header className="page-head">
              <h1>三项制度落实情况</h1>
              <Link to="/evaluations">案卷评查</Link>　<Link to="/uses">记录的使用</Link>　
              <Link to="/responsibilities">责任</Link>　<Link to="/reviewers">法制审核人员</Link>　
              <Link to="/exchange">数据交换</Link>
              <p className="muted">
                {rows.length} 项措施：达到 {count('good')}，未达到 {count('short')}，无数据 {count('no-data')}。截至{' '}
                {instantText(at)}，由办案记录直接算出。
              </p>
            </header>
            {(['公示', '记录', '审核'] as const).map((system) => (
              <section key={system}>
                <h2>{systems[system]}</h2>
                <table className="board cards">
                  <thead>
                    <tr>
                      <th>措施</th>
                      <th>现在</th>
                      <th>目标</th>
                      <th>近十二个月</th>
                      <th>责任单位</th>
                      <th>不足</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows
                      .filter((row) => row.system === system)
                      .map((row) => (
                        <Measure key={row.row} row={row} />
                      ))}
                  </tbody>
                </table>
              </section>
            ))}
          </>
        )
      }}
    </Asked>
  </div>
)

const Measure = ({ row }: { readonly row: Row }) => (
  <tr data-check={row.check.state}>
    <td data-title="措施">
      <details>
        <summary>
          <span className="figures">{row.row}</span> {row.measure}
        </summary>
        <p>{row.requirement}</p>
        <p className="muted">
          {row.task}；时限：{row.deadline}
        </p>
        <p>{row.check.explanation}</p>
      </details>
    </td>
    <td data-title="现在">
      <b className="figure">{row.check.figure}</b>
      {row.check.more.map(({ title, figure }) => (
        <small key={title} className="more">
          {title} {figure}
        </small>
      ))}
      {row.check.state !== 'no-data' && <small className="check">{states[row.check.state]}</small>}
    </td>
    <td data-title="目标">{row.check.target}</td>
    <td data-title="近十二个月">
      <Sparkline months={row.check.months} title={row.measure} />
    </td>
    <td data-title="责任单位">{row.units.join('、')}</td>
    <td data-title="不足">
      {row.check.short.length === 0 ? (
        '—'
      ) : (
        <ul className="short">
          {row.check.short.slice(0, 3).map((each) => (
            <li key={each.title + (each.href ?? '')}>
              {each.href === undefined ? each.title : <a href={each.href}>{each.title}</a>}
            </li>
          ))}
          {row.check.short.length > 3 && (
            <li>
              <details>
                <summary>另有 {row.check.short.length - 3} 项</summary>
                <ul>
                  {row.check.short.slice(3).map((each) => (
                    <li key={each.title + (each.href ?? '')}>
                      {each.href === undefined ? each.title : <a href={each.href}>{each.title}</a>}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          )}
        </ul>
      )}
    </td>
  </tr>
)
