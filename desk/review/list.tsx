import { Input, type InputRef } from 'antd'
import type { Ref } from 'react'
import type { Document } from './documents.ts'

/** The documents by their groups; each says whether it was opened and how many comments wait on it. */
export const DocumentList = ({
  documents,
  chosen,
  words,
  setWords,
  search,
  waiting,
  open,
}: {
  readonly documents: readonly Document[]
  readonly chosen: string | undefined
  readonly words: string
  readonly setWords: (words: string) => void
  readonly search: Ref<InputRef>
  /** Open comments by the document on which they stand. */
  readonly waiting: ReadonlyMap<string, number>
  readonly open: (key: string) => void
}) => (
  <nav className="documents" aria-label="案卷材料">
    <Input
      ref={search}
      value={words}
      onChange={({ target }) => setWords(target.value)}
      placeholder="找材料"
      aria-label="找材料"
      allowClear
      size="small"
    />
    {documents.length === 0 && <p className="empty">没有这样的材料。</p>}
    {[...Map.groupBy(documents, ({ group }) => group)].map(([group, own]) => (
      <div key={group}>
        <h3>{group}</h3>
        <ul>
          {own.map(({ key, title, changed, opened, item }) => (
            <li key={key}>
              <button
                type="button"
                className="link"
                aria-current={key === chosen ? 'true' : undefined}
                onClick={() => open(key)}
              >
                {item !== undefined && (
                  <span className="opened" data-opened={opened ? 'yes' : 'no'} title={opened ? '打开过' : '没有打开过'}>
                    {opened ? '✓' : '○'}
                  </span>
                )}
                <span>
                  {title}
                  {changed !== undefined && <small data-state="soon">{changed}</small>}
                </span>
                {(waiting.get(key) ?? 0) > 0 && <b title="没有处理的批注">{waiting.get(key)}</b>}
              </button>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </nav>
)
