import { type RefObject, useEffect, useRef } from 'react'
import { type Anchor, anchorOf, type Line, type Placed, pieces, placeOf } from '../../src/review/anchor.ts'

/** A mark on a passage: a comment's, or what a finding led to. */
export interface Marked {
  readonly id: string
  readonly kind: 'comment' | 'handled' | 'found'
  readonly anchor: Pick<Anchor, 'path' | 'quote' | 'before'>
}

type Drawn = Placed & { readonly mark: Marked }

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' })

/**
 * Lines of a text with the marks on them. They are drawn out of both together, so it is the same which of them came first. The mark
 * that was led to is scrolled to when it appears.
 */
export const Lines = ({
  lines,
  marks,
  led,
  press,
}: {
  readonly lines: readonly Line[]
  readonly marks: readonly Marked[]
  /** The mark that was led to. */
  readonly led: string | undefined
  readonly press: (id: string) => void
}) => {
  const drawn = marks.flatMap((mark): readonly Drawn[] => {
    const place = placeOf(lines, mark.anchor)
    return place === undefined ? [] : [{ ...place, mark }]
  })
  return lines.map(({ path, text }) => (
    <p key={path} data-line={path}>
      {pieces(
        text.length,
        drawn.filter((each) => each.path === path),
      ).map(({ start, end, marks: on }) => {
        const words = text.slice(start, end)
        const top = on.at(-1)?.mark
        return top === undefined ? (
          <span key={start}>{words}</span>
        ) : (
          <mark
            key={`${start} ${top.id}`}
            className="quoted"
            data-kind={top.kind}
            ref={top.id === led ? intoView : undefined}
            {...(top.kind === 'found' ? {} : { onClick: () => press(top.id), title: '看批注' })}
          >
            {words}
          </mark>
        )
      })}
    </p>
  ))
}

/** How far down these lines were in view, in percent. */
export const useSeen = (
  box: RefObject<HTMLElement | null>,
  key: string,
  count: number,
  seen: (percent: number) => void,
) => {
  const tell = useRef(seen)
  tell.current = seen
  useEffect(() => {
    if (box.current === null || count === 0 || key === '') return
    const lines = [...box.current.querySelectorAll('[data-line]')]
    const watch = new IntersectionObserver((entries) => {
      const far = Math.max(
        0,
        ...entries.filter((each) => each.isIntersecting).map(({ target }) => lines.indexOf(target) + 1),
      )
      if (far > 0) tell.current(Math.round((far / lines.length) * 100))
    })
    for (const line of lines) watch.observe(line)
    return () => watch.disconnect()
  }, [box, key, count])
}

/** What is selected within one line of this box; without a selection, the first line in view. */
export const chosenIn = (
  box: HTMLElement,
  lines: readonly Line[],
  of: Pick<Anchor, 'kind' | 'id'>,
): Anchor | undefined => {
  const selection = getSelection()
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  const from = range?.startContainer
  const element = (from instanceof Element ? from : from?.parentElement)?.closest<HTMLElement>('[data-line]')
  if (range !== undefined && !range.collapsed && element != null && box.contains(element)) {
    const line = lines.find(({ path }) => path === element.dataset.line)
    const before = range.cloneRange()
    before.selectNodeContents(element)
    before.setEnd(range.startContainer, range.startOffset)
    const start = before.toString().length
    const end = Math.min(start + range.toString().length, line?.text.length ?? 0)
    if (line !== undefined && end > start) return anchorOf(of, line, start, Math.min(end, start + 1000))
  }
  const top = Math.max(0, box.getBoundingClientRect().top)
  const first = [...box.querySelectorAll<HTMLElement>('[data-line]')].find(
    (each) => each.getBoundingClientRect().bottom > top + 4 && (each.textContent ?? '').trim() !== '',
  )
  const line = lines.find(({ path }) => path === first?.dataset.line)
  return line === undefined ? undefined : anchorOf(of, line, 0, Math.min(line.text.length, 1000))
}
