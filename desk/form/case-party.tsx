import { Select } from 'antd'
import { aria, useForm, type WidgetProps } from './context.ts'

/** One of the parties of the case. */
export const CaseParty = ({ value, set, id, title, ...more }: WidgetProps) => {
  const parties = useForm().case?.parties ?? []
  return (
    <Select
      id={id}
      aria-label={title}
      placeholder="选择当事人"
      value={typeof value === 'string' && value !== '' ? value : undefined}
      onChange={set}
      options={parties.map((party) => ({ value: party.id, label: `${party.name}　${party.kindTitle}` }))}
      {...aria(more)}
    />
  )
}
