import { Button } from 'antd'
import { type FormEvent, useId, useRef, useState } from 'react'
import type { Refusal } from '../../src/kernel/index.ts'
import { send, Unanswered } from '../api.ts'
import { FormContext } from '../form/context.ts'
import { Fields } from '../form/fields.tsx'
import { asValues, filled, type Property, type Values } from '../form/property.ts'
import { RefusalList } from '../form/refusal-list.tsx'

/** A form drawn from the rules' own schema; what was refused leaves every word where it is. */
export const MatterForm = <T,>({
  title,
  property,
  path,
  more = {},
  verb,
  done,
}: {
  readonly title: string
  readonly property: Property
  readonly path: string
  readonly more?: object
  readonly verb: string
  readonly done: (answer: T) => void | Promise<void>
}) => {
  const form = useId()
  const [data, setData] = useState<Values>({})
  const said = useRef<string>(undefined)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  const underway = useRef(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (underway.current) return
    underway.current = true
    setSending(true)
    setFailure(undefined)
    setRefusals([])
    said.current ??= crypto.randomUUID()
    try {
      const answer = await send<T>('POST', path, { ...more, data: filled(property, data) ?? {}, key: said.current })
      said.current = undefined
      await done(answer)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.refusals.length > 0) {
        said.current = undefined
        setRefusals(error.refusals)
      } else setFailure(error.message)
    } finally {
      underway.current = false
      setSending(false)
    }
  }
  return (
    <FormContext value={{ form, called: title, refusals, known: {} }}>
      <form className="act" onSubmit={(event) => void submit(event)} noValidate aria-label={title}>
        <RefusalList refusals={refusals} title="没有办成，请按下面的提示处理" />
        {failure !== undefined && (
          <p className="notice" role="alert">
            {failure}
          </p>
        )}
        <Fields property={property} value={data} set={(next) => setData(asValues(next))} path="" />
        <footer>
          <Button type="primary" htmlType="submit" size="large" aria-busy={sending}>
            {verb}
          </Button>
        </footer>
      </form>
    </FormContext>
  )
}
