import { useForm, type WidgetProps } from './context.ts'
import { LongText } from './long-text.tsx'

/** Why the case does without evidence that the checklist asks for; what it asks for and doesn't have stands above. */
export const Gaps = (props: WidgetProps) => {
  const open = (useForm().case?.checklist ?? []).filter(({ evidence }) => evidence.length === 0)
  return (
    <>
      {open.length > 0 && (
        <ul className="gaps">
          {open.map(({ key, point, needTitle, what }) => (
            <li key={key}>
              <b>{point}</b>（{needTitle}）还没有证据。一般是{what}
            </li>
          ))}
        </ul>
      )}
      <LongText {...props} />
    </>
  )
}
