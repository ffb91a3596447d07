import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { queries } from '../api.ts'
import { useForm, type WidgetProps } from './context.ts'
import { asList } from './property.ts'
import { yuanOf } from './yuan.ts'

/**
 * The factors of the item's standard, by step, and what they come to: range, step and a fine, computed from what stands in the
 * fields beside and told in a sentence. One press takes them over.
 */
export const Factors = ({ value, set, beside, put }: WidgetProps) => {
  const { case: view } = useForm()
  const chosen = [...asList(value)] as string[]
  const { data } = useQuery({
    ...queries.discretion(view?.id ?? '', { ...beside, factors: chosen }),
    enabled: view !== undefined,
    placeholderData: keepPreviousData,
  })
  if (data === undefined) return null
  const { factors, explanation, step, stepTitle, fine } = data
  const taken = beside.step === step && (fine === undefined || beside.fine === fine)
  return (
    <div className="factors">
      {factors.map(({ title, factors: named }) => (
        <div key={title}>
          <b>{title}</b>
          <Checkbox.Group
            className="choices"
            value={chosen.filter((each) => named.includes(each))}
            onChange={(ticked) => set([...chosen.filter((each) => !named.includes(each)), ...ticked])}
            options={[...named]}
          />
        </div>
      ))}
      <output>{explanation}</output>
      {chosen.length > 0 && !taken && (
        <Button size="small" onClick={() => put({ step, ...(fine === undefined ? {} : { fine }) })}>
          采用建议：{stepTitle}
          {fine === undefined ? '' : `，罚款 ${yuanOf(fine)} 元`}
        </Button>
      )}
    </div>
  )
}
