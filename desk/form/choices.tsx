import { Checkbox } from 'antd'
import type { WidgetProps } from './context.ts'
import { asList } from './property.ts'

export const Choices = ({ value, set, property }: WidgetProps) => (
  <Checkbox.Group
    className="choices"
    value={[...asList(value)] as string[]}
    onChange={set}
    options={(property['x-options'] ?? []).map((option) => ({ value: option.value, label: option.title }))}
  />
)
