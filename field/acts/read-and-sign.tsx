import { useEffect, useState } from 'react'
import { instant } from '../clock.ts'
import type { KeptFile } from '../files.ts'
import type { KeptCase } from '../tasks/kept.ts'
import type { RecordDraft } from './draft.ts'
import { dataOf } from './hand-in.ts'
import { Pad } from './pad.tsx'
import type { prepare } from './rules.ts'

type Made = ReturnType<typeof prepare>

/** What the phone kept of the case is of an older version of the application, or not whole. */
const unfit = {
  code: 'not-prepared',
  message: '手机上这个案件的内容不全，请联网打开一次案件后再试；写好的内容都在',
  basis: [],
} as const
type Actor = Parameters<typeof prepare>[3]

/** The paper as text, read by who signs it; and the places to sign. A signature that was for another text is gone. */
export const ReadAndSign = ({
  found,
  actor,
  act,
  draft,
  photos,
  write,
  back,
  hand,
}: {
  readonly found: KeptCase
  readonly actor: Actor
  readonly act: string
  readonly draft: RecordDraft
  readonly photos: readonly KeptFile[]
  readonly write: (part: Partial<RecordDraft>) => void
  readonly back: () => void
  readonly hand: () => Promise<void>
}) => {
  const [made, setMade] = useState<Made>()
  const [handing, setHanding] = useState(false)
  const data = JSON.stringify(dataOf(draft, photos))
  const { id: actorId, name: actorName } = actor
  useEffect(() => {
    let over = false
    // The rules are loaded when they are needed first; they are on the phone since it was installed.
    void import('./rules.ts')
      .then(({ prepare: make }) => make(act, JSON.parse(data), found, { id: actorId, name: actorName }, instant()))
      .catch((): Made => ({ refusals: [unfit], papers: [] }))
      .then((next) => {
        if (!over) setMade(next)
      })
    return () => {
      over = true
    }
  }, [act, data, found, actorId, actorName])
  if (made === undefined) return <p className="empty">正在制作笔录……</p>
  const valid = draft.drawn.filter((each) =>
    made.papers.some(({ form, digest }) => form === each.form && digest === each.digest),
  )
  const missing =
    draft.signing !== 'screen'
      ? []
      : made.papers.flatMap(({ form, lines }) =>
          lines.filter(
            ({ line, open, inside }) =>
              open && !inside && !valid.some((each) => each.form === form && each.line === line),
          ),
        )
  const edit = (
    <button type="button" className="quiet" onClick={back}>
      修改
    </button>
  )
  if (made.refusals.length > 0)
    return (
      <>
        <ul className="refused" role="alert">
          {made.refusals.map(({ code, message }) => (
            <li key={`${code}${message}`}>{message}</li>
          ))}
        </ul>
        <div className="actions">{edit}</div>
      </>
    )
  return (
    <>
      {draft.drawn.length > valid.length && (
        <p className="refused" role="alert">
          签名之后内容有了改动，原来的签名只对原来的内容有效，请重新签。
        </p>
      )}
      {made.papers.map((paper) => (
        <article className="paper" key={paper.form} aria-label={paper.title}>
          <h2>{paper.title}</h2>
          {paper.text.map(({ heading, paragraphs }, n) => (
            <section key={heading ?? n}>
              {heading !== undefined && <h3>{heading}</h3>}
              {paragraphs.map((runs, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph has nothing but its place
                <p key={at}>{runs.map((run) => ('text' in run ? run.text : '')).join('')}</p>
              ))}
            </section>
          ))}
        </article>
      ))}
      <p className="muted">请到场人员看过（阅读有困难的，念给其听）以上内容，再在下面签名。签名只对这一份内容有效。</p>
      {made.papers.map(({ form, title, digest, lines }) => (
        <section key={form} aria-label={`在${title}上签名`}>
          <h2>签名</h2>
          <ul className="rows signing">
            {lines.map((line) => (
              <Line
                key={line.line}
                line={line}
                self={actorId}
                draws={draft.signing === 'screen' || line.who === '见证人' || line.inside}
                svg={valid.find((each) => each.form === form && each.line === line.line)?.svg}
                change={(svg) =>
                  write({
                    drawn: [
                      ...valid.filter((each) => each.form !== form || each.line !== line.line),
                      ...(svg === undefined ? [] : [{ form, line: line.line, digest, svg }]),
                    ],
                  })
                }
              />
            ))}
          </ul>
        </section>
      ))}
      {missing.length > 0 && (
        <p className="muted">
          还没有签名：{missing.map(({ who, name }) => `${who}${name}`).join('、')}。不签的，请在上一页选明情况。
        </p>
      )}
      <div className="actions">
        {edit}
        <button
          type="button"
          disabled={missing.length > 0 || handing}
          onClick={() => {
            setHanding(true)
            void hand().finally(() => setHanding(false))
          }}
        >
          交出笔录
        </button>
      </div>
    </>
  )
}

const Line = ({
  line: { who, name, person, open },
  self,
  draws,
  svg,
  change,
}: {
  readonly line: Made['papers'][number]['lines'][number]
  readonly self: string
  /** Whether this one signs on the screen. */
  readonly draws: boolean
  readonly svg: string | undefined
  readonly change: (svg: string | undefined) => void
}) => {
  const [drawing, setDrawing] = useState(false)
  const whose = name === '' ? who : name
  return (
    <li>
      <div>
        <b>
          {who}　{name}
        </b>
        {person === self ? (
          <span className="good">✓ 交出时以账号签名</span>
        ) : !open ? (
          <span>已注明</span>
        ) : svg !== undefined ? (
          <>
            <img className="drawn" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={`${whose}的签名`} />
            <div className="actions">
              <button type="button" className="quiet" onClick={() => change(undefined)}>
                取消，重新签
              </button>
            </div>
          </>
        ) : drawing ? (
          <Pad
            whose={whose}
            cancel={() => setDrawing(false)}
            done={(drawn) => {
              setDrawing(false)
              change(drawn)
            }}
          />
        ) : draws ? (
          <div className="actions">
            <button type="button" className="quiet" onClick={() => setDrawing(true)}>
              手写签名
            </button>
            {person !== undefined && <span>也可以联网后由其本人以账号确认</span>}
          </div>
        ) : (
          <span>在纸质笔录上签名，之后上传签名页</span>
        )}
      </div>
    </li>
  )
}
