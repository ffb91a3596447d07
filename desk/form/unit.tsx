import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { queries } from '../api.ts'
import { aria, type WidgetProps } from './context.ts'

/** A unit of the bureau, as the registry has them today. */
export const Unit = ({ value, set, id, title, ...more }: WidgetProps) => {
  const { data: units, isPending } = useQuery(queries.entries('unit'))
  return (
    <Select
      id={id}
      aria-label={title}
      placeholder="选择机构"
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' && value !== '' ? value : undefined}
      onChange={set}
      options={(units ?? []).map((unit) => ({ value: unit.id, label: unit.title }))}
      {...aria(more)}
    />
  )
}
