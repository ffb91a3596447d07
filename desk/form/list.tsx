import { Button } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { Fields } from './fields.tsx'
import { asList, join } from './property.ts'

/** Rows that are added one by one. */
export const List = ({ property, value, set, path, title }: WidgetProps) => {
  const { form } = useForm()
  const rows = asList(value)
  const items = property.items ?? {}
  const replace = (n: number, row: unknown) => set(rows.map((each, m) => (m === n ? row : each)))
  const add = () => {
    set([...rows, {}])
    const first = `${form}-${join(path, rows.length)}`.replaceAll('.', '-')
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[id^="${first}-"]`)?.focus())
  }
  return (
    <ol className="rows">
      {rows.map((row, n) => (
        // Rows have no name of their own: their place is what refusals point at.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={n}>
          <Fields property={items} value={row} set={(next) => replace(n, next)} path={join(path, n)} />
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
}
