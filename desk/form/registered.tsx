import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { queries } from '../api.ts'
import { aria, type WidgetProps } from './context.ts'

/** One entry of a kind of standing data, as the registry has them today. */
const Registered = ({
  kind,
  placeholder,
  value,
  set,
  id,
  title,
  ...more
}: WidgetProps & { readonly kind: string; readonly placeholder: string }) => {
  const { data: entries, isPending } = useQuery(queries.entries(kind))
  return (
    <Select
      id={id}
      aria-label={title}
      placeholder={placeholder}
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' && value !== '' ? value : undefined}
      onChange={set}
      options={(entries ?? []).map((entry) => ({ value: entry.id, label: entry.title }))}
      {...aria(more)}
    />
  )
}

/** A unit of the bureau. */
export const Unit = (props: WidgetProps) => <Registered kind="unit" placeholder="选择机构" {...props} />

/** Somebody of the pool of 法律顾问 and 公职律师. */
export const Counsel = (props: WidgetProps) => (
  <Registered kind="counsel" placeholder="选择法律顾问或者公职律师" {...props} />
)
