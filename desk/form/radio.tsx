import { Radio as AntRadio } from 'antd'
import type { WidgetProps } from './context.ts'

/** A choice among few: all of them in view. */
export const Radio = ({ value, set, id, property }: WidgetProps) => (
  <AntRadio.Group
    name={id}
    className="choices"
    value={value}
    onChange={({ target }) => set(target.value)}
    options={(property['x-options'] ?? []).map((option) => ({ value: option.value, label: option.title }))}
  />
)
