import { Select } from 'antd'
import { aria, type WidgetProps } from './context.ts'

export const Choice = ({ value, set, id, title, property, ...more }: WidgetProps) => (
  <Select
    id={id}
    aria-label={title}
    placeholder="请选择"
    showSearch={{ optionFilterProp: 'label' }}
    value={typeof value === 'string' && value !== '' ? value : undefined}
    options={(property['x-options'] ?? []).map((option) => ({ value: option.value, label: option.title }))}
    onChange={set}
    {...aria(more)}
  />
)
