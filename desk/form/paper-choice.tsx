import { Checkbox } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

export const PaperChoice = ({ value, set }: WidgetProps) => {
  const papers = useForm().case?.papers ?? []
  return papers.length === 0 ? (
    <p className="hint">本案还没有文书。</p>
  ) : (
    <Checkbox.Group
      className="choices column"
      value={[...asList(value)] as string[]}
      onChange={set}
      options={papers.map((paper) => ({
        value: paper.id,
        label: paper.number === undefined ? paper.title : `${paper.title}（${paper.number}）`,
      }))}
    />
  )
}
