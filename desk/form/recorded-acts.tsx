import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { queries } from '../api.ts'
import { clockText, dayText } from '../time.ts'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

/** Acts of the case of which what had to be recorded wasn't. */
export const RecordedActs = ({ value, set }: WidgetProps) => {
  const id = useForm().case?.id
  const { data } = useQuery({ ...queries.coverage(id ?? ''), enabled: id !== undefined })
  const open = (data?.rows ?? []).filter((row) => row.open)
  return open.length === 0 ? (
    <p className="hint">本案应当音像记录的都已录到。</p>
  ) : (
    <Checkbox.Group
      className="choices column"
      value={[...asList(value)] as number[]}
      onChange={set}
      options={open.map((row) => ({
        value: row.version,
        label: `${row.title}（${dayText(row.from)} ${clockText(row.from)}），${row.sentence}`,
      }))}
    />
  )
}
