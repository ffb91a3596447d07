import { Checkbox } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

/** What of the case's checklist a piece of evidence proves; what nothing proves yet comes first. */
export const Points = ({ value, set }: WidgetProps) => {
  const checklist = useForm().case?.checklist ?? []
  return checklist.length === 0 ? (
    <p className="hint">本案还没有证据清单：立案时选定处罚事项以后才有。</p>
  ) : (
    <Checkbox.Group
      className="choices column"
      value={[...asList(value)] as string[]}
      onChange={set}
      options={[...checklist]
        .sort((a, b) => Number(a.evidence.length > 0) - Number(b.evidence.length > 0))
        .map(({ key, point, item, fact, evidence }) => ({
          value: key,
          label: (
            <>
              {point}
              {item === undefined ? '' : `（${item}）`}
              <small className="muted">
                　{fact}
                {evidence.length > 0 && `（已有 ${evidence.length} 份证据）`}
              </small>
            </>
          ),
        }))}
    />
  )
}
