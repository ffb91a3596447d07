import { SubmissionRows, useSubmission } from '../case/submission.tsx'
import type { WidgetProps } from './context.ts'
import { Field } from './field.tsx'
import { asValues, join } from './property.ts'

/** What is submitted, item by item, with a line below each that may lack for why it does. */
export const Submission = ({ property, value, set, path }: WidgetProps) => {
  const values = asValues(value)
  return (
    <SubmissionRows
      items={useSubmission()}
      more={({ item, title, standing, sure }) => {
        const field = property.properties?.[item]
        return standing !== 'lacking' || sure || field === undefined ? null : (
          <Field
            property={{ ...field, title: `对“${title}”的说明` }}
            required={false}
            path={join(path, item)}
            value={values[item]}
            set={(next) => set({ ...values, [item]: next })}
          />
        )
      }}
    />
  )
}
