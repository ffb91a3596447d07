import { Input } from 'antd'
import { useState } from 'react'
import { aria, type WidgetProps } from './context.ts'
import { asList } from './property.ts'

const split = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A list of short texts, one on each line. */
export const Lines = ({ value, set, id, ...more }: WidgetProps) => {
  const lines = asList(value).map(String)
  const [typed, setTyped] = useState(lines.join('\n'))
  const same = JSON.stringify(split(typed)) === JSON.stringify(lines)
  return (
    <>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 12 }}
        value={same ? typed : lines.join('\n')}
        onChange={({ target }) => {
          setTyped(target.value)
          set(split(target.value))
        }}
        {...aria(more)}
      />
      <p className="hint">每行一项</p>
    </>
  )
}
