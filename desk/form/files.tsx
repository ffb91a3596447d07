import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { FileView } from '../../src/casework/view.ts'
import { sizeText } from '../amounts.ts'
import { Unanswered, upload } from '../api.ts'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

type Kept = Pick<FileView, 'blob' | 'name' | 'type' | 'size'>

interface Going {
  readonly key: number
  readonly file: File
  readonly share: number
  readonly failed?: string
}

/** Files go up as soon as they are chosen, each with its own progress; one that failed can be sent again. */
export const Files = ({ property, value, set, id, title }: WidgetProps) => {
  const kept = asList(value) as readonly Kept[]
  const { case: view } = useForm()
  const offered = (property['x-offers'] === 'brought' ? (view?.brought ?? []) : []).filter(
    ({ blob }) => !kept.some((each) => each.blob === blob),
  )
  const latest = useRef(kept)
  const setLatest = useRef(set)
  useEffect(() => {
    latest.current = kept
    setLatest.current = set
  })
  const [going, setGoing] = useState<readonly Going[]>([])
  const count = useRef(0)
  const change = (key: number, more: Partial<Going>) =>
    setGoing((all) => all.map((each) => (each.key === key ? { ...each, ...more } : each)))

  const start = async (key: number, file: File) => {
    try {
      const { blob, name, type, size } = await upload(file, (share) => change(key, { share }))
      latest.current = [...latest.current, { blob, name, type, size }]
      setLatest.current(latest.current)
      setGoing((all) => all.filter((each) => each.key !== key))
    } catch (error) {
      change(key, { failed: error instanceof Unanswered ? error.message : '没有传上，请重试' })
    }
  }
  const choose = (files: FileList | null) => {
    for (const file of files ?? []) {
      count.current += 1
      const key = count.current
      setGoing((all) => [...all, { key, file, share: 0 }])
      void start(key, file)
    }
  }

  return (
    <div className="files">
      <ul>
        {kept.map((file, n) => (
          <li key={`${file.blob} ${file.name}`}>
            {file.type.startsWith('image/') && (
              <img src={`/api/files/${file.blob}/${encodeURIComponent(file.name)}`} alt="" loading="lazy" />
            )}
            <span className="name">
              {file.name}
              <small>{sizeText(file.size)}</small>
            </span>
            <Button
              size="small"
              type="text"
              aria-label={`移去${file.name}`}
              onClick={() => set(kept.filter((_, m) => m !== n))}
            >
              移去
            </Button>
          </li>
        ))}
        {going.map(({ key, file, share, failed }) => (
          <li key={key}>
            <span className="name">
              {file.name}
              <small>{failed ?? `已传 ${Math.round(share * 100)}%`}</small>
            </span>
            {failed === undefined ? (
              <Progress
                percent={Math.round(share * 100)}
                showInfo={false}
                size="small"
                aria-label={`${file.name}上传进度`}
              />
            ) : (
              <Button
                size="small"
                onClick={() => {
                  change(key, { failed: undefined, share: 0 })
                  void start(key, file)
                }}
              >
                重传
              </Button>
            )}
          </li>
        ))}
      </ul>
      {offered.length > 0 && (
        <p className="words">
          随线索收到的：
          {offered.map(({ blob, name, type, size }) => (
            <Button key={blob} size="small" onClick={() => set([...kept, { blob, name, type, size }])}>
              放入{name}
            </Button>
          ))}
        </p>
      )}
      <label
        className="drop"
        htmlFor={id}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          choose(event.dataTransfer.files)
        }}
      >
        选择文件，或者拖到这里
        <input
          id={id}
          type="file"
          multiple
          aria-label={`上传${title}`}
          onChange={({ target }) => {
            choose(target.files)
            target.value = ''
          }}
        />
      </label>
    </div>
  )
}
