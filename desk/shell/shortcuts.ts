import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

export const shortcuts: readonly (readonly [string, string])[] = [
  ['/', '到搜索框'],
  ['j　k', '在列表中向下、向上'],
  ['Enter', '打开选中的一行'],
  ['g w', '待办'],
  ['g d', '期限'],
  ['g k', '日历'],
  ['g c', '案件'],
  ['g n', '登记新案件'],
  ['g p', '当事人'],
  ['g l', '法规'],
  ['g r', '基础信息'],
  ['g b', '三项制度落实情况'],
  ['g s', '全文查找'],
  ['g a', '本人账号'],
  ['n', '在案件页打开下一步'],
  ['y　n', '在审核内容上答“是”并到下一项、答“否”'],
  ['j　k', '在审核页面打开下一份、上一份材料'],
  ['1—7', '在审核页面到第几个审核要点'],
  ['c', '在审核页面批注选中的文字'],
  ['Esc', '关闭侧栏'],
  ['?', '这份说明'],
]

const places: Readonly<
  Record<
    string,
    | '/work'
    | '/deadlines'
    | '/calendar'
    | '/cases'
    | '/cases/new'
    | '/parties'
    | '/search'
    | '/account'
    | '/laws'
    | '/registry'
    | '/board'
  >
> = {
  w: '/work',
  d: '/deadlines',
  k: '/calendar',
  c: '/cases',
  n: '/cases/new',
  p: '/parties',
  s: '/search',
  a: '/account',
  l: '/laws',
  r: '/registry',
  b: '/board',
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=combobox], [role=dialog]') !== null)

/** Keys that a page has for itself come before those of the desk. */
const ofPage = new Map<string, () => void>()

/** Whether what has the keyboard takes letters; a radio button or a box to tick doesn't. */
const writing = (target: EventTarget | null): boolean =>
  typing(target) && !(target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type))

/** Keys of the page that is shown, as long as it is. */
export const usePageKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const latest = useRef(keys)
  latest.current = keys
  const names = Object.keys(keys).join('')
  useEffect(() => {
    for (const key of names) ofPage.set(key, () => latest.current[key]?.())
    return () => {
      for (const key of names) ofPage.delete(key)
    }
  }, [names])
}

/** Moves the keyboard to the row after or before the one that has it. Rows carry `data-row`. */
const step = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const here = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement))
  rows[Math.min(rows.length - 1, Math.max(0, here === -1 ? 0 : here + by))]?.focus()
}

export const useShortcuts = ({
  focusSearch,
  help,
}: {
  readonly focusSearch: () => void
  readonly help: () => void
}): void => {
  const navigate = useNavigate()
  useEffect(() => {
    let afterG = Number.NEGATIVE_INFINITY
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target)) return
      const { key } = event
      const own = performance.now() - afterG < 1500 ? undefined : ofPage.get(key)
      if (own === undefined && typing(event.target)) return
      if (own !== undefined) {
        own()
        event.preventDefault()
        return
      }
      const to = performance.now() - afterG < 1500 ? places[key] : undefined
      afterG = key === 'g' ? performance.now() : Number.NEGATIVE_INFINITY
      if (to !== undefined) void navigate({ to, search: {} })
      else if (key === '/') focusSearch()
      else if (key === '?') help()
      else if (key === 'j') step(1)
      else if (key === 'k') step(-1)
      else if (key === 'n') document.querySelector<HTMLElement>('[data-next]')?.click()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [navigate, focusSearch, help])
}
