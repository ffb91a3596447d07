import { Input } from 'antd'
import { aria, type WidgetProps } from './context.ts'

export const NumberField = ({ value, set, id, ...more }: WidgetProps) => (
  <Input
    id={id}
    className="short"
    inputMode="numeric"
    value={typeof value === 'number' ? String(value) : ''}
    onChange={({ target }) => {
      const figures = target.value.replace(/\D/g, '').slice(0, 9)
      set(figures === '' ? undefined : Number(figures))
    }}
    {...aria(more)}
  />
)
