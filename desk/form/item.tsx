import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { queries } from '../api.ts'
import { aria, type WidgetProps } from './context.ts'

/** An enforcement item; what it allows stands below once it is chosen. */
export const Item = ({ value, set, id, title, ...more }: WidgetProps) => {
  const { data: items, isPending } = useQuery(queries.items(''))
  const chosen = items?.find((item) => item.id === value)
  return (
    <>
      <Select
        id={id}
        aria-label={title}
        allowClear
        placeholder="输入事项名称或者类别查找"
        loading={isPending}
        showSearch={{ optionFilterProp: 'label' }}
        value={typeof value === 'string' && value !== '' ? value : undefined}
        onChange={set}
        options={(items ?? []).map((item) => ({ value: item.id, label: `${item.name}　${item.category}` }))}
        {...aria(more)}
      />
      {chosen !== undefined && <p className="hint">可以给予：{chosen.range}</p>}
    </>
  )
}
