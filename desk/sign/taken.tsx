import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { PreviewedPaper } from '../api.ts'
import { type Drawn, DrawnImage, Pad } from './pad.tsx'

/** A signature taken on the preview: it holds for this content and no other. */
export interface Taken {
  readonly form: number
  readonly line: string
  readonly digest: string
  readonly image: Drawn
}

export const holdsFor = (taken: Taken, papers: readonly PreviewedPaper[]): boolean =>
  papers.some(({ form, digest }) => form === taken.form && digest === taken.digest)

/** Whoever is there signs what is seen above, before the act is handed in. */
export const TakeHere = ({
  paper,
  taken,
  change,
  signing,
}: {
  readonly paper: PreviewedPaper
  readonly taken: readonly Taken[]
  readonly change: (taken: readonly Taken[]) => void
  /** Told whether a signature is begun and neither kept nor given up. */
  readonly signing: (form: number, underway: boolean) => void
}) => {
  const [drawing, setDrawing] = useState<string>()
  const { form } = paper
  useEffect(() => {
    signing(form, drawing !== undefined)
    return () => signing(form, false)
  }, [signing, form, drawing])
  const lines = paper.lines.filter(({ open }) => open)
  if (lines.length === 0) return null
  const others = (line: string) => taken.filter((each) => each.form !== paper.form || each.line !== line)
  return (
    <section className="signing" aria-label={`在${paper.title}上签名`}>
      <h3>当场签名</h3>
      <p className="hint">看过上面的内容后，可以现在就在屏幕上签；签后内容有改动的，签名作废。</p>
      <ul>
        {lines.map(({ line, who, name }) => {
          const has = taken.find((each) => each.form === paper.form && each.line === line)
          return (
            <li key={line} data-signed={has === undefined ? 'missing' : 'drawn'}>
              <span className="whose">
                {who}　<b>{name}</b>
              </span>
              {has !== undefined && <DrawnImage image={has.image} whose={name || who} />}
              {drawing !== line && (
                <Button onClick={() => (has === undefined ? setDrawing(line) : change(others(line)))}>
                  {has === undefined ? '手写签名' : '取消这一签名'}
                </Button>
              )}
              {drawing === line && (
                <Pad
                  whose={name || who}
                  cancel={() => setDrawing(undefined)}
                  done={(image) => {
                    setDrawing(undefined)
                    change([...others(line), { form: paper.form, line, digest: paper.digest, image }])
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
