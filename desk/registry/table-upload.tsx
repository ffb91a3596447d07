import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import { draftTableProblems, type JudgedTableView, judgeDraftTable, queries, Unanswered } from '../api.ts'
import { RefusalList } from '../form/refusal-list.tsx'
import { Asked } from '../shell/asked.tsx'

/** What the server takes of one request; a list is far smaller. */
const largest = 4 * 1024 * 1024

interface Search {
  readonly from: string
  readonly draft?: string
}

/** A list is downloaded, filled in, uploaded and looked at row by row; whoever asks gets what it would change. */
export const TableUpload = ({
  kind,
  search,
  judged,
  told,
}: {
  readonly kind: string
  readonly search: Search
  readonly judged: JudgedTableView | undefined
  readonly told: (judged: JudgedTableView | undefined) => void
}) => {
  const [file, setFile] = useState<File>()
  const [looking, setLooking] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const failed = (error: unknown) => {
    if (!(error instanceof Unanswered)) throw error
    setRefusals(error.told)
  }
  const look = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    told(undefined)
    setRefusals([])
    setFile(chosen)
    if (chosen.size > largest) {
      setRefusals([{ code: 'too-large', message: '这个文件超过 4 MB，不像是一份清单；请核对后重新选择', basis: [] }])
      return
    }
    setLooking(true)
    try {
      told(await judgeDraftTable(kind, chosen, search))
    } catch (error) {
      failed(error)
    } finally {
      setLooking(false)
    }
  }
  const report = async () => {
    if (file === undefined) return
    try {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await draftTableProblems(kind, file, search))
      link.download = `${file.name.replace(/\.\w+$/, '')}（逐行报告）.xlsx`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (error) {
      failed(error)
    }
  }
  return (
    <section className="import" aria-label="填好的表格">
      <p className="words">
        <a href={`/api/registry-draft-tables/${kind}/entries.xlsx`} download>
          下载现在的清单（Excel）
        </a>
        <a href={`/api/registry-draft-tables/${kind}/entries.csv`} download>
          下载现在的清单（CSV）
        </a>
      </p>
      <Guide kind={kind} />
      <label
        className="drop"
        htmlFor="table-file"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void look(event.dataTransfer.files[0])
        }}
      >
        {looking
          ? '正在逐行检查…'
          : file === undefined
            ? '选择填好的表格，或者拖到这里'
            : `${file.name}（点这里换一个）`}
        <input
          id="table-file"
          type="file"
          accept=".csv,.xlsx,.txt"
          disabled={looking || search.from === ''}
          onChange={({ target }) => {
            void look(target.files?.[0])
            target.value = ''
          }}
        />
      </label>
      <RefusalList refusals={refusals} title="没有读入这个表格，请按下面的提示处理" />
      {judged !== undefined && <Judged judged={judged} report={() => void report()} />}
    </section>
  )
}

const Guide = ({ kind }: { readonly kind: string }) => {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>各栏怎样填写</summary>
      {open && (
        <Asked query={queries.draftTableGuide(kind)}>
          {(columns) => (
            <table className="cards">
              <thead>
                <tr>
                  <th>栏</th>
                  <th>怎样填写</th>
                </tr>
              </thead>
              <tbody>
                {columns.map(({ heading, needed, how }) => (
                  <tr key={heading}>
                    <td data-title="栏">
                      {heading}
                      {needed && <small>必须填写</small>}
                    </td>
                    <td data-title="怎样填写">{how === '' ? '文字' : how}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Asked>
      )}
    </details>
  )
}

const Judged = ({ judged, report }: { readonly judged: JudgedTableView; readonly report: () => void }) => {
  const { changes, problems, problemCount, same, wrong, rows, format } = judged
  const count = (what: string) => changes.filter((each) => each.what === what).length
  return (
    <div role="status">
      <p className="muted">
        {format}，读到 {rows} 行。
      </p>
      <dl className="sums">
        {(
          [
            ['新增', count('新增')],
            ['变更', count('变更')],
            ['终止', count('终止')],
            ['无变化', same],
            ['有误', wrong],
          ] as const
        ).map(([title, figure]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd data-late={title === '有误' && figure > 0 ? 'yes' : undefined}>{figure} 行</dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <section aria-label="逐行报告">
          <header className="page-head">
            <h2>逐行报告</h2>
            <Button onClick={report}>下载报告</Button>
          </header>
          {problemCount > problems.length && (
            <p className="muted">
              共 {problemCount} 处，这里是前 {problems.length} 处，全部请下载报告。
            </p>
          )}
          <table className="cards problems">
            <thead>
              <tr>
                <th>行</th>
                <th>栏</th>
                <th>内容</th>
                <th>哪里有误</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ row, column, value, problem }) => (
                <tr key={`${row} ${column} ${problem}`}>
                  <td className="figures">第 {row} 行</td>
                  <td data-title="栏">{column}</td>
                  <td data-title="内容" className="sample" data-empty={value === '' ? 'yes' : undefined}>
                    {value === '' ? '—' : value}
                  </td>
                  <td data-title="哪里有误">{problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {changes.length > 0 && (
        <section aria-label="要起草的变更">
          <h2>要起草的变更</h2>
          <table className="cards">
            <thead>
              <tr>
                <th>行</th>
                <th>变更</th>
                <th>条目</th>
                <th>栏目</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ row, id, title, what, fields }) => (
                <tr key={id}>
                  <td className="figures">第 {row} 行</td>
                  <td data-title="变更">{what}</td>
                  <td data-title="条目">{title}</td>
                  <td data-title="栏目">{what === '变更' ? fields.join('、') : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
