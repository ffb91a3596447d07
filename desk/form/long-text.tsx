import { Button, Input } from 'antd'
import { aria, type WidgetProps } from './context.ts'
import { usePhrases } from './phrases.ts'

/** Grows with what is written; standard phrases are put after what stands there. */
export const LongText = ({ value, set, id, property, title, ...more }: WidgetProps) => {
  const text = typeof value === 'string' ? value : ''
  const phrases = usePhrases(property, title)
  return (
    <>
      <Input.TextArea
        id={id}
        value={text}
        maxLength={property.maxLength}
        autoSize={{ minRows: 3, maxRows: 16 }}
        onChange={({ target }) => set(target.value)}
        {...aria(more)}
      />
      {phrases.length > 0 && (
        <p className="templates">
          <span>常用语</span>
          {phrases.map(({ name, text: phrase }) => (
            <Button
              key={name}
              size="small"
              title={phrase}
              onClick={() => set(text === '' ? phrase : `${text}\n${phrase}`)}
            >
              {name}
            </Button>
          ))}
        </p>
      )}
    </>
  )
}
