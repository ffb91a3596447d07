import { Input } from 'antd'
import { aria, type WidgetProps } from './context.ts'

export const Text = ({ value, set, id, property, ...more }: WidgetProps) => (
  <Input
    id={id}
    value={typeof value === 'string' ? value : ''}
    maxLength={property.maxLength}
    onChange={({ target }) => set(target.value)}
    {...aria(more)}
  />
)
