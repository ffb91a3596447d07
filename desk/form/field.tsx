import type { ReactNode } from 'react'
import { SubmissionOf } from '../case/submission.tsx'
import { Cited } from '../law/cited.tsx'
import { useForm, type WidgetProps } from './context.ts'
import { at, stillKnown } from './known.ts'
import { type Property, widgetOf } from './property.ts'
import { widgets } from './widgets.ts'

/** Widgets that are several inputs: their title is a legend. */
const several = new Set([
  'group',
  'submission',
  'party',
  'list',
  'citations',
  'choices',
  'factors',
  'yes-no',
  'officers',
  'files',
  'papers',
  'evidence',
  'papers-to-sign',
  'signature',
  'points',
  'masks',
  'matches',
  'recorded-acts',
  'radio',
])

const alone = {}
const nothing = () => {}

/** A field with its title, what the system knew of it, its hint, and what was refused of it. */
export const Field = ({
  property,
  required,
  path,
  value,
  set,
  beside = alone,
  put = nothing,
}: {
  readonly property: Property
  readonly required: boolean
  readonly path: string
  readonly value: unknown
  readonly set: (value: unknown) => void
  /** Left out where a field stands alone. */
  readonly beside?: WidgetProps['beside']
  readonly put?: WidgetProps['put']
}) => {
  const { form, refusals, known, registered, case: view } = useForm()
  const name = widgetOf(property)
  // With one party there is nothing to choose.
  if (name === 'case-party' && (view?.parties.length ?? 0) < 2) return null
  const radio = name === 'choice' && (property['x-options']?.length ?? 0) <= 4
  const Widget = widgets[radio ? 'radio' : name] ?? widgets.text
  const id = `${form}-${path.replaceAll('.', '-')}`
  const title = property.title ?? path.split('.').at(-1) ?? path
  const mine = refusals.filter(({ field }) => field === path)
  const hint = property['x-hint'] ?? property.description
  const describedBy = [hint === undefined ? '' : `${id}-hint`, mine.length === 0 ? '' : `${id}-refused`]
    .filter((each) => each !== '')
    .join(' ')
  const props: WidgetProps = {
    property,
    value,
    set,
    beside,
    put,
    path,
    id,
    title,
    describedBy: describedBy === '' ? undefined : describedBy,
    invalid: mine.length > 0,
  }
  const label = (
    <>
      {title}
      {!required && name !== 'case-party' && <small className="optional">选填</small>}
      {name !== 'group' && name !== 'list' && stillKnown(at(known, path), value) && (
        <small className="known">系统已知</small>
      )}
      {stillKnown(registered?.[path], value) && <small className="known">来自名录</small>}
    </>
  )
  const below: ReactNode = (
    <>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {mine.length > 0 && (
        <ul className="refused" id={`${id}-refused`}>
          {mine.map(({ code, message, basis }) => (
            <li key={`${code} ${message}`}>
              {message} <Cited basis={basis} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
  if (several.has(radio ? 'radio' : name))
    return (
      <fieldset
        className="field"
        data-widget={name}
        data-invalid={mine.length > 0 ? 'yes' : undefined}
        aria-describedby={props.describedBy}
        data-path={path}
        tabIndex={-1}
      >
        <legend className={property.const === true ? 'sr-only' : undefined}>{label}</legend>
        {property['x-submission'] === true && <SubmissionOf />}
        {Widget !== undefined && <Widget {...props} />}
        {below}
      </fieldset>
    )
  return (
    <div className="field" data-widget={name} data-invalid={mine.length > 0 ? 'yes' : undefined} data-path={path}>
      <label htmlFor={id}>{label}</label>
      {Widget !== undefined && <Widget {...props} />}
      {below}
    </div>
  )
}
