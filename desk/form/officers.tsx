import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select } from 'antd'
import { queries } from '../api.ts'
import { aria, useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

/** The case's handlers as boxes to tick; the whole bureau as a list to search where the act takes anybody. */
export const Officers = ({ value, set, id, title, property, ...more }: WidgetProps) => {
  const { case: view } = useForm()
  const handlers = view?.handlers ?? []
  const chosen = [...asList(value)] as string[]
  const anybody = property['x-from'] === 'unit' || handlers.length === 0
  const { data: officers, isPending } = useQuery({ ...queries.officers(), enabled: anybody })
  if (!anybody)
    return (
      <Checkbox.Group
        className="choices"
        value={chosen}
        onChange={set}
        options={handlers.map((person) => ({
          value: person.id,
          label: person.certificate === undefined ? person.name : `${person.name}（${person.certificate}）`,
        }))}
      />
    )
  return (
    <Select
      id={id}
      aria-label={title}
      mode="multiple"
      placeholder="输入姓名查找"
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen}
      onChange={set}
      options={(officers ?? []).map((person) => ({
        value: person.id,
        label: person.unit === undefined ? person.name : `${person.name}　${person.unit}`,
      }))}
      {...aria(more)}
    />
  )
}
