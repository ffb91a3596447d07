import { Button, Input } from 'antd'
import { useState } from 'react'
import { fromLocal, toLocal } from '../time.ts'
import { aria, type WidgetProps } from './context.ts'

/** Entered in China's time, kept as an instant. */
export const Instant = ({ value, set, id, ...more }: WidgetProps) => {
  const [typed, setTyped] = useState('')
  const kept = typeof value === 'string' ? value : ''
  return (
    <span className="with-button">
      <Input
        id={id}
        type="datetime-local"
        value={kept === '' ? typed : toLocal(kept)}
        onChange={({ target }) => {
          setTyped(target.value)
          set(fromLocal(target.value))
        }}
        {...aria(more)}
      />
      <Button onClick={() => set(new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString())}>现在</Button>
    </span>
  )
}
