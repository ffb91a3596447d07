import { Button, Input } from 'antd'
import { aria, type WidgetProps } from './context.ts'

/** Grows with what is written; standard phrases are put after what stands there. */
export const LongText = ({ value, set, id, property, ...more }: WidgetProps) => {
  const text = typeof value === 'string' ? value : ''
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
      {property['x-templates'] !== undefined && (
        <p className="templates">
          <span>常用语</span>
          {property['x-templates'].map((phrase) => (
            <Button key={phrase} size="small" onClick={() => set(text === '' ? phrase : `${text}\n${phrase}`)}>
              {phrase}
            </Button>
          ))}
        </p>
      )}
    </>
  )
}
