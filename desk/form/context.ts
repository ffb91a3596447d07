import { createContext, useContext } from 'react'
import type { CaseView } from '../../src/casework/view.ts'
import type { Refusal } from '../../src/kernel/index.ts'
import type { Property, Values } from './property.ts'

/** What every field of a form may need: what was refused, what the system knew, and the case. */
export interface FormSurroundings {
  /** Ids of fields begin with it. */
  readonly form: string
  /** What the form is called: 现场检查. */
  readonly called?: string
  readonly refusals: readonly Refusal[]
  readonly known: Values
  /** What was filled from the register of subjects, by the field's path. */
  readonly registered?: Values
  readonly case?: CaseView
}

export const FormContext = createContext<FormSurroundings>({ form: 'form', refusals: [], known: {} })
export const useForm = () => useContext(FormContext)

export interface WidgetProps {
  readonly property: Property
  readonly value: unknown
  readonly set: (value: unknown) => void
  /** What stands in the fields of the same group, and how to write several of them at once. */
  readonly beside: Values
  readonly put: (values: Values) => void
  readonly path: string
  /** Of the input, to which the label points. */
  readonly id: string
  readonly title: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

/** What an input tells screen readers. */
export const aria = ({ describedBy, invalid }: Pick<WidgetProps, 'describedBy' | 'invalid'>) => ({
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  status: invalid ? ('error' as const) : ('' as const),
})
