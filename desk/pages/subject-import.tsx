import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Progress } from 'antd'
import type { ImportPage } from '../../src/registry/index.ts'
import { queries } from '../api.ts'
import { Export } from '../shell/export.tsx'
import { Failure } from '../shell/failure.tsx'
import { Loading } from '../shell/loading.tsx'
import { instantText } from '../time.ts'

/** One import: how far it is, what became of its rows, and what is wrong in which. */
export const SubjectImport = () => {
  const { id } = useParams({ from: '/subjects/imports/$id' })
  const { data, error, refetch } = useQuery({
    ...queries.subjectImport(id),
    // While it runs the page asks every second.
    refetchInterval: ({ state }) => (state.data === undefined || state.data.import.state === 'running' ? 1000 : false),
  })
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />
  return <Shown {...data} />
}

const Shown = ({ import: one, problems }: ImportPage) => {
  const { tally, state, file, row, about } = one
  const share = state === 'running' ? Math.min(99, Math.round((100 * row) / Math.max(about, 1))) : 100
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          <Link to="/subjects">监管对象</Link> / <Link to="/subjects/imports">导入</Link> / {file.name}
        </h1>
        {one.problems > 0 && <Export table={`subject-imports/${one.id}/problems`} />}
      </header>
      <p className="muted">
        {one.source}，数据截至 {one.asOf}；{one.by} {instantText(one.at)} 导入
      </p>
      {state === 'running' && (
        <div role="status">
          <Progress percent={share} aria-label="导入进度" />
          <p>已读到第 {row.toLocaleString('zh-CN')} 行，可以离开这一页，导入在后台继续。</p>
        </div>
      )}
      {state === 'failed' && (
        <p className="notice" role="alert">
          {one.reason}
        </p>
      )}
      <dl className="sums">
        <Sum title="新增">{tally.added} 户</Sum>
        <Sum title="更新">{tally.changed} 户</Sum>
        <Sum title="无变化">{tally.same} 户</Sum>
        <Sum title="有误没有读入">{tally.refused} 行</Sum>
        <Sum title="文件内重复">{tally.repeated} 行</Sum>
        <Sum title="比名录旧">{tally.older} 行</Sum>
      </dl>
      {problems.length === 0 ? (
        state === 'finished' && <p className="empty">每一行都读入了。</p>
      ) : (
        <section>
          <h2>逐行报告</h2>
          {one.problems > problems.length && (
            <p className="muted">
              共 {one.problems.toLocaleString('zh-CN')} 处，这里是前 {problems.length} 处，全部请导出。
            </p>
          )}
          <table className="cards">
            <thead>
              <tr>
                <th>行</th>
                <th>栏</th>
                <th>内容</th>
                <th>哪里有误</th>
                <th>怎么办</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ row: line, column, value, problem, advice }) => (
                <tr key={`${line} ${column} ${problem}`}>
                  <td data-title="行" className="figures">
                    {line}
                  </td>
                  <td data-title="栏">{column}</td>
                  <td data-title="内容" className="sample" data-empty={value === '' ? 'yes' : undefined}>
                    {value === '' ? '—' : value}
                  </td>
                  <td data-title="哪里有误">{problem}</td>
                  <td data-title="怎么办">{advice}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

const Sum = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)
