import { Alert } from 'antd'
import type { Refusal } from '../../src/kernel/index.ts'
import { Cited } from '../law/cited.tsx'

/** Everything that stands against it, with articles; a reason that belongs to a field leads there. */
export const RefusalList = ({ refusals, title }: { readonly refusals: readonly Refusal[]; readonly title: string }) => {
  if (refusals.length === 0) return null
  const lead = (field: string) => {
    const place = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(field)}"]`)
    place?.scrollIntoView({ block: 'center' })
    const input = place?.querySelector<HTMLElement>('input, textarea, button')
    ;(input ?? place)?.focus({ preventScroll: true })
  }
  return (
    <Alert
      type="error"
      role="alert"
      className="refusals"
      title={title}
      description={
        <ul>
          {refusals.map(({ code, message, field, basis }) => (
            <li key={`${code} ${field ?? ''} ${message}`}>
              {field === undefined ? (
                message
              ) : (
                <button type="button" className="link" onClick={() => lead(field)}>
                  {message}
                </button>
              )}{' '}
              <Cited basis={basis} />
            </li>
          ))}
        </ul>
      }
    />
  )
}
