import { Input } from 'antd'
import { useState } from 'react'
import { yuanText } from '../amounts.ts'
import { aria, type WidgetProps } from './context.ts'
import { fenOf, yuanOf } from './yuan.ts'

/** Entered in yuan, kept in fen. What was typed stays as typed while it means the same amount. */
export const Money = ({ value, set, id, ...more }: WidgetProps) => {
  const [typed, setTyped] = useState('')
  const fen = typeof value === 'number' ? value : undefined
  const shown = fenOf(typed) === fen && typed !== '' ? typed : fen === undefined ? typed : yuanOf(fen)
  const wrong = shown !== '' && fenOf(shown) === undefined
  return (
    <>
      <Input
        id={id}
        className="short"
        inputMode="decimal"
        suffix="元"
        value={shown}
        onChange={({ target }) => {
          setTyped(target.value)
          set(fenOf(target.value))
        }}
        {...aria({ ...more, invalid: more.invalid || wrong })}
      />
      {wrong && (
        <p className="refused" role="alert">
          请填写金额，精确到分，如 50000 或者 1280.50
        </p>
      )}
      {fen !== undefined && fen >= 1_000_000 && <p className="hint">{yuanText(fen)}</p>}
    </>
  )
}
