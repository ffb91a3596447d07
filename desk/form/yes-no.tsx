import { Checkbox, Radio } from 'antd'
import type { WidgetProps } from './context.ts'
import { PublicCopy } from './masks.tsx'

/** What must be confirmed is one box to tick; everything else is a question with two answers. */
export const YesNo = ({ value, set, id, title, property }: WidgetProps) =>
  property.const === true ? (
    <>
      {property['x-shows'] === 'public-copy' && <PublicCopy />}
      <Checkbox checked={value === true} onChange={({ target }) => set(target.checked ? true : undefined)}>
        {title}
      </Checkbox>
    </>
  ) : (
    <Radio.Group
      name={id}
      className="choices"
      value={value}
      onChange={({ target }) => set(target.value)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  )
