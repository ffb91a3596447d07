import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { queries } from '../api.ts'
import { aria, type WidgetProps } from './context.ts'

export const Officer = ({ value, set, id, title, ...more }: WidgetProps) => {
  const { data: officers, isPending } = useQuery(queries.officers())
  return (
    <Select
      id={id}
      aria-label={title}
      placeholder="输入姓名查找"
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' && value !== '' ? value : undefined}
      onChange={set}
      options={(officers ?? []).map((person) => ({
        value: person.id,
        label: person.unit === undefined ? person.name : `${person.name}　${person.unit}`,
      }))}
      {...aria(more)}
    />
  )
}
