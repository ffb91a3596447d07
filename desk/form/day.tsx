import { Input } from 'antd'
import { aria, type WidgetProps } from './context.ts'

export const Day = ({ value, set, id, ...more }: WidgetProps) => (
  <Input
    id={id}
    className="short"
    type="date"
    value={typeof value === 'string' ? value : ''}
    onChange={({ target }) => set(target.value)}
    {...aria(more)}
  />
)
