import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { PublicationDraft } from '../../src/disclosure/masks-route.ts'
import { queries } from '../api.ts'
import { Cited } from '../law/cited.tsx'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

interface Answer {
  readonly text: string
  readonly kind: string
  readonly hide: boolean
}

/** 隐去建议: each place in the decision with its reason and article, taken or rejected by one press; the text beside them shows where. */
export const Masks = ({ value, set, beside }: WidgetProps) => {
  const { id = '' } = useForm().case ?? {}
  const { data } = useQuery({ ...queries.publication(id), enabled: id !== '' })
  if (data === undefined) return <p className="hint">正在读取决定书……</p>
  const answers = asList(value) as readonly Answer[]
  const of = (text: string) => answers.find((answer) => answer.text === text)?.hide
  const answer = (text: string, kind: string, hide: boolean) =>
    set([...answers.filter((each) => each.text !== text), { text, kind, hide }])
  const open = data.suggestions.filter(({ text }) => of(text) === undefined)
  return (
    <div className="masks">
      {data.suggestions.length === 0 ? (
        <p className="muted">除自动隐去的以外，没有找到需要决定的文字；仍请通读下面的全文。</p>
      ) : (
        <>
          <p>
            共 {data.suggestions.length} 处，
            {open.length === 0 ? '都已答复' : <strong>还有 {open.length} 处没有答复</strong>}
            {open.length > 1 && (
              <Button
                size="small"
                onClick={() => set([...answers, ...open.map(({ text, kind }) => ({ text, kind, hide: true }))])}
              >
                其余全部隐去
              </Button>
            )}
          </p>
          <ul className="mask-list">
            {data.suggestions.map(({ text, kind, title, basis, count }, n) => (
              <li key={text} data-answer={of(text) === undefined ? 'open' : of(text) ? 'hide' : 'keep'}>
                <p>
                  <span className="mask-number">{n + 1}</span> <b>{text}</b>{' '}
                  <small>
                    {title}，{count} 处 <Cited basis={basis} />
                  </small>
                </p>
                <fieldset className="pair" aria-label={`${title}：${text}`}>
                  <Button
                    size="small"
                    type={of(text) === true ? 'primary' : 'default'}
                    aria-pressed={of(text) === true}
                    onClick={() => answer(text, kind, true)}
                  >
                    隐去
                  </Button>
                  <Button
                    size="small"
                    type={of(text) === false ? 'primary' : 'default'}
                    aria-pressed={of(text) === false}
                    onClick={() => answer(text, kind, false)}
                  >
                    保留
                  </Button>
                </fieldset>
              </li>
            ))}
          </ul>
        </>
      )}
      <Copy view={data} of={of} named={asList(beside.hide).map(String)} press={answer} />
    </div>
  )
}

/** The draft as somebody else prepared it, for who looks it over. */
export const PublicCopy = () => {
  const { id = '' } = useForm().case ?? {}
  const { data } = useQuery({ ...queries.publication(id), enabled: id !== '' })
  if (data?.draft === undefined) return null
  const { by, answers, named } = data.draft
  const kept = answers.filter(({ hide }) => !hide)
  return (
    <div className="masks">
      <p>
        {by}拟稿：采纳 {answers.length - kept.length} 处隐去建议
        {kept.length > 0 && `，保留 ${kept.map(({ text }) => `“${text}”`).join('、')}`}
        {named.length > 0 && `，另外隐去 ${named.length} 处`}。
      </p>
      <Copy view={data} of={(text) => answers.find((answer) => answer.text === text)?.hide} named={named} />
    </div>
  )
}

const Copy = ({
  view: { decisions, suggestions },
  of,
  named,
  press,
}: {
  readonly view: PublicationDraft
  readonly of: (text: string) => boolean | undefined
  readonly named: readonly string[]
  readonly press?: (text: string, kind: string, hide: boolean) => void
}) =>
  decisions.map(({ number, title, party, sections, periodTitle, until }) => (
    <details key={number} className="public-copy" open={decisions.length === 1}>
      <summary>
        公示稿：{title}（{number}）{decisions.length > 1 && `，${party}`}
      </summary>
      <p className="muted">
        公示期{periodTitle}；今天公示的，到 {until}。
      </p>
      <section className="public-copy-text" aria-label={`${number}公示稿`}>
        {sections.map(({ heading, paragraphs }) => (
          <section key={heading ?? ''}>
            {heading !== undefined && <h4>{heading}</h4>}
            {paragraphs.map((runs, p) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a paper that was issued never changes
              <p key={p}>
                {runs.map((run, r) => {
                  const key = `${r} ${run.text}`
                  const suggested = run.suggestion === undefined ? undefined : suggestions[run.suggestion]
                  if (run.always !== undefined || run.named === true)
                    return (
                      <mark key={key} data-answer="hide" title={run.always ?? '另需隐去的文字'}>
                        {run.text}
                      </mark>
                    )
                  if (suggested === undefined) return <Named key={key} text={run.text} named={named} />
                  const hide = of(suggested.text)
                  const state = hide === undefined ? 'open' : hide ? 'hide' : 'keep'
                  return press === undefined ? (
                    <mark key={key} data-answer={state} title={suggested.title}>
                      {run.text}
                    </mark>
                  ) : (
                    <button
                      key={key}
                      type="button"
                      className="mask-place"
                      data-answer={state}
                      aria-pressed={hide === true}
                      title={`${suggested.title}：${hide === undefined ? '没有答复' : hide ? '隐去' : '保留'}`}
                      onClick={() => press(suggested.text, suggested.kind, hide !== true)}
                    >
                      {run.text}
                    </button>
                  )
                })}
              </p>
            ))}
          </section>
        ))}
      </section>
    </details>
  ))

/** What is being named in the form right now is marked as it is typed. */
const Named = ({ text, named }: { readonly text: string; readonly named: readonly string[] }) => {
  const [first, ...rest] = named.filter((each) => each !== '' && text.includes(each))
  if (first === undefined) return text
  return text.split(first).map((piece, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names of their own
    <span key={n}>
      {n > 0 && <mark data-answer="hide">{first}</mark>}
      <Named text={piece} named={rest} />
    </span>
  ))
}
