import { Button } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { Fields } from './fields.tsx'
import { Outline } from './outline.tsx'
import { asList, asValues, join } from './property.ts'

/** Rows that are added one by one; those of a questioning may be put in from an outline and change places. */
export const List = ({ property, value, set, path, title, beside }: WidgetProps) => {
  const { form } = useForm()
  const rows = asList(value)
  const items = property.items ?? {}
  const outline = property['x-outline']
  const swap = (n: number, m: number) =>
    set(rows.map((row, place) => (place === n ? rows[m] : place === m ? rows[n] : row)))
  const answered = rows.filter((row) => asValues(row).answer !== undefined && asValues(row).answer !== '')
  const begun = rows.filter((row) => Object.values(asValues(row)).some((each) => each !== undefined && each !== ''))
  const replace = (n: number, row: unknown) => set(rows.map((each, m) => (m === n ? row : each)))
  const add = () => {
    set([...rows, {}])
    const first = `${form}-${join(path, rows.length)}`.replaceAll('.', '-')
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[id^="${first}-"]`)?.focus())
  }
  const list = (
    <ol className="rows">
      {rows.map((row, n) => (
        // Rows have no name of their own: their place is what refusals point at.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={n}>
          <Fields property={items} value={row} set={(next) => replace(n, next)} path={join(path, n)} />
          {outline !== undefined && rows.length > 1 && (
            <>
              <Button
                size="small"
                type="text"
                disabled={n === 0}
                onClick={() => swap(n, n - 1)}
                aria-label={`第 ${n + 1} 条上移`}
              >
                上移
              </Button>
              <Button
                size="small"
                type="text"
                disabled={n === rows.length - 1}
                onClick={() => swap(n, n + 1)}
                aria-label={`第 ${n + 1} 条下移`}
              >
                下移
              </Button>
            </>
          )}
          <Button
            size="small"
            type="text"
            danger
            onClick={() => set(rows.filter((_, m) => m !== n))}
            aria-label={`删除${title}第 ${n + 1} 条`}
          >
            删除这一条
          </Button>
        </li>
      ))}
      <li className="add">
        <Button onClick={add}>添加一条</Button>
      </li>
    </ol>
  )
  if (outline === undefined) return list
  return (
    <>
      <Outline
        of={outline}
        beside={beside}
        insert={(questions) => set([...begun, ...questions.map((question) => ({ question }))])}
      />
      {list}
      {answered.length < rows.length && rows.length > 1 && (
        <Button type="text" onClick={() => set(answered)}>
          去掉没有回答的 {rows.length - answered.length} 条
        </Button>
      )}
    </>
  )
}
