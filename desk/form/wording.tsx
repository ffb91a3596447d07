import { Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { PreviewedPaper } from '../api.ts'
import { useForm } from './context.ts'

/** Texts worded anew, by form and name: what goes to the server with the act. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The same texts with one put in, or taken out where it is undefined again. */
const withText = (texts: Texts, form: number, name: string, text: string | undefined): Texts => {
  const { [form]: mine = {}, ...others } = texts
  const { [name]: _before, ...rest } = mine
  const left = text === undefined ? rest : { ...rest, [name]: text }
  return Object.keys(left).length === 0 ? others : { ...others, [form]: left }
}

/** Running text of a paper, to be worded anew before the paper is issued. */
export const WordingOf = ({
  paper,
  texts,
  set,
}: {
  readonly paper: PreviewedPaper
  readonly texts: Texts
  readonly set: (texts: Texts) => void
}) => {
  if (paper.texts.length === 0) return null
  const mine = texts[paper.form] ?? {}
  const changed = Object.keys(mine).length
  return (
    <details className="wording" open={changed > 0}>
      <summary>调整文字{changed > 0 && <small>已改动 {changed} 段</small>}</summary>
      <p className="muted">
        只能改这里的文字。当事人、文号、金额、条款、权利和救济途径由案件生成，不能改。文书发出以后不能再改，改动过的段落会注明由谁改动。
      </p>
      {paper.texts.map(({ name, title, generated, bound }) => (
        <OneText
          key={name}
          path={`texts.${paper.form}.${name}`}
          title={title}
          generated={generated}
          bound={bound}
          text={mine[name]}
          set={(text) => set(withText(texts, paper.form, name, text))}
        />
      ))}
    </details>
  )
}

/** Typing is handed on when it pauses: each time the papers are laid out anew. */
const pause = 600

const OneText = ({
  path,
  title,
  generated,
  bound,
  text,
  set,
}: {
  readonly path: string
  readonly title: string
  readonly generated: string
  readonly bound: boolean
  readonly text: string | undefined
  readonly set: (text: string | undefined) => void
}) => {
  const id = useId()
  const { refusals } = useForm()
  const [typed, setTyped] = useState(text ?? generated)
  useEffect(() => {
    if (typed === (text ?? generated)) return
    const timer = setTimeout(() => set(typed === generated ? undefined : typed), pause)
    return () => clearTimeout(timer)
  })
  const refused = refusals.filter(({ field }) => field === path)
  return (
    <div className="field" data-path={path} data-invalid={refused.length > 0 ? 'yes' : undefined}>
      <label htmlFor={id}>
        {title}
        {text !== undefined && <small className="known">已改动</small>}
      </label>
      <Input.TextArea
        id={id}
        value={typed}
        autoSize={{ minRows: 2, maxRows: 14 }}
        onChange={({ target }) => setTyped(target.value)}
        aria-describedby={`${id}-hint`}
      />
      <p className="hint" id={`${id}-hint`}>
        {bound ? '只改措辞：其中的日期、金额、数量、文号和条款要与审核、告知的一致。' : '没有要补充的就空着。'}
        {text !== undefined && (
          <button
            type="button"
            className="link"
            onClick={() => {
              setTyped(generated)
              set(undefined)
            }}
          >
            恢复系统生成的文字
          </button>
        )}
      </p>
    </div>
  )
}
