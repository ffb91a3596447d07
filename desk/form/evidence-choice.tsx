import { Checkbox } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

export const EvidenceChoice = ({ value, set }: WidgetProps) => {
  const evidence = useForm().case?.evidence ?? []
  return evidence.length === 0 ? (
    <p className="hint">本案还没有证据。</p>
  ) : (
    <Checkbox.Group
      className="choices column"
      value={[...asList(value)] as string[]}
      onChange={set}
      options={evidence.map((each) => ({ value: each.id, label: `${each.title}（${each.kindTitle}）` }))}
    />
  )
}
