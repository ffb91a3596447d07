import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import type { PreviewedFile } from '../../src/registry/index.ts'
import { client, lookAtFile, send, Unanswered } from '../api.ts'
import { RefusalList } from '../form/refusal-list.tsx'

type Mapping = PreviewedFile['mapping']
type Field = PreviewedFile['fields'][number]['field']

/** A file is chosen, its columns are looked at and put right, and it is taken in. */
export const ImportFile = () => {
  const [file, setFile] = useState<PreviewedFile>()
  const [looking, setLooking] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const look = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    setLooking(true)
    setRefusals([])
    try {
      setFile(await lookAtFile(chosen))
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setRefusals(error.told)
    } finally {
      setLooking(false)
    }
  }
  if (file !== undefined) return <Columns file={file} back={() => setFile(undefined)} />
  return (
    <section className="import">
      <RefusalList refusals={refusals} title="没有接收这个文件，请按下面的提示处理" />
      <p>
        上级平台给的市场主体数据，存为 CSV 或者
        Excel（.xlsx）后上传。有误的行不影响其他行，导入后可以下载逐行报告；同一代码的，按新数据更新，旧的留作版本。
      </p>
      <p className="words">
        <a href="/api/subject-template.xlsx" download>
          下载空表（Excel）
        </a>
        <a href="/api/subject-template.csv" download>
          下载空表（CSV）
        </a>
      </p>
      <label
        className="drop"
        htmlFor="import-file"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void look(event.dataTransfer.files[0])
        }}
      >
        {looking ? '正在读取文件…' : '选择文件，或者拖到这里'}
        <input
          id="import-file"
          type="file"
          accept=".csv,.xlsx,.txt"
          disabled={looking}
          onChange={({ target }) => {
            void look(target.files?.[0])
            target.value = ''
          }}
        />
      </label>
    </section>
  )
}

const Columns = ({ file, back }: { readonly file: PreviewedFile; readonly back: () => void }) => {
  const navigate = useNavigate()
  const [mapping, setMapping] = useState<Mapping>(file.mapping)
  const [source, setSource] = useState('')
  const [asOf, setAsOf] = useState(new Date().toISOString().slice(0, 10))
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [sending, setSending] = useState(false)
  const key = useRef(crypto.randomUUID())
  const choices = file.titles.map((title, place) => ({ value: place, label: title.trim() || `第 ${place + 1} 列` }))
  const choose = (field: Field, place: number | undefined) => {
    const { [field]: _before, ...rest } = mapping
    setMapping(place === undefined ? rest : { ...rest, [field]: place })
  }
  const begin = async () => {
    setSending(true)
    setRefusals([])
    try {
      const { blob, headings } = file
      const body = { blob, headings, mapping, source, asOf, key: key.current }
      const { id } = await send<{ id: string }>('POST', '/api/subject-imports', body)
      void client.invalidateQueries({ queryKey: ['subject-imports'] })
      await navigate({ to: '/subjects/imports/$id', params: { id } })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      key.current = crypto.randomUUID()
      setRefusals(error.told)
    } finally {
      setSending(false)
    }
  }
  return (
    <form
      className="import"
      aria-label="核对各列"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <h2>{file.name}</h2>
      <p className="muted">
        {file.format}，表头在第 {file.headings} 行，大约 {file.about.toLocaleString('zh-CN')}{' '}
        行。请核对名录的各栏对应文件的哪一列；没有的不选。
      </p>
      <RefusalList refusals={refusals} title="没有开始导入，请按下面的提示处理" />
      <table className="cards mapping">
        <thead>
          <tr>
            <th>名录的栏目</th>
            <th>文件中的列</th>
            <th>文件中的样子</th>
          </tr>
        </thead>
        <tbody>
          {file.fields.map(({ field, title, needed }) => {
            const place = mapping[field]
            return (
              <tr key={field}>
                <td data-title="名录的栏目">
                  <label htmlFor={`column-${field}`}>{title}</label>
                  {needed && <small>必须有</small>}
                </td>
                <td data-title="文件中的列">
                  <Select
                    id={`column-${field}`}
                    allowClear
                    placeholder="没有这一列"
                    value={place}
                    onChange={(next: number | undefined) => choose(field, next)}
                    options={choices}
                    status={needed && place === undefined ? 'error' : ''}
                  />
                </td>
                <td data-title="样子" className="sample">
                  {place === undefined
                    ? '—'
                    : [...new Set(file.rows.map((row) => row[place]?.trim() ?? ''))]
                        .filter((text) => text !== '')
                        .slice(0, 3)
                        .map((text) => (text.length > 30 ? `${text.slice(0, 30)}…` : text))
                        .join('；') || '（空）'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="field" data-path="source">
        <label htmlFor="source">数据来源</label>
        <Input
          id="source"
          maxLength={100}
          value={source}
          placeholder="例如：省局市场主体库"
          onChange={({ target }) => setSource(target.value)}
        />
      </div>
      <div className="field" data-path="asOf">
        <label htmlFor="as-of">数据截至</label>
        <Input id="as-of" type="date" value={asOf} onChange={({ target }) => setAsOf(target.value)} />
        <p className="hint">名录中已有更新的数据的，旧数据不会覆盖。</p>
      </div>
      <footer className="words">
        <Button type="primary" htmlType="submit" aria-busy={sending}>
          开始导入
        </Button>
        <Button onClick={back}>换一个文件</Button>
      </footer>
    </form>
  )
}
