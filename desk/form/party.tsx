import { useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useState } from 'react'
import type { SubjectView } from '../../src/registry/index.ts'
import { client, queries } from '../api.ts'
import { FormContext, useForm, type WidgetProps } from './context.ts'
import { Fields } from './fields.tsx'
import { asValues, join } from './property.ts'

/** What a case asks of a party, out of the register's row; what the register doesn't know stays as it was typed. */
const partyOf = ({ kind, name, code, licence, idNumber, address, representative, phone }: SubjectView) =>
  Object.fromEntries(
    Object.entries({
      kind,
      name,
      code,
      licence: licence ?? '营业执照',
      ...(kind === 'household' ? { idNumber } : {}),
      address,
      representative,
      phone,
    }).filter(([, value]) => value !== undefined),
  )

/** A party: typed, or picked from the register of subjects, which fills what it knows. All of it can be changed. */
export const Party = ({ property, value, set, path, id }: WidgetProps) => {
  const form = useForm()
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<{ readonly subject: SubjectView; readonly values: Record<string, unknown> }>()
  const words = typed.trim()
  const { data } = useQuery({
    ...queries.subjects({ q: words }),
    enabled: words.length >= 2 && !/^[0-9A-Za-z]{2,3}$/.test(words),
    retry: false,
  })
  const pick = async (code: string) => {
    const subject = await client.fetchQuery(queries.subject(code))
    if (subject === null) return
    const values = partyOf(subject)
    setPicked({ subject, values })
    setTyped('')
    set({ ...asValues(value), idNumber: undefined, ...values })
  }
  return (
    <div className="group">
      <div className="field register">
        <label htmlFor={`${id}-register`}>从监管对象名录填入</label>
        <AutoComplete
          id={`${id}-register`}
          value={typed}
          onChange={(next: string) => setTyped(next)}
          onSelect={(code: string) => void pick(code)}
          placeholder="输入名称中的两个字，或者代码的前四位"
          notFoundContent={words.length >= 2 && data !== undefined ? '名录中没有，请在下面填写' : null}
          options={(words === '' ? [] : (data?.rows ?? []).slice(0, 10)).map(
            ({ code, name, address, statusTitle }) => ({
              value: code,
              label: (
                <span className="subject-choice">
                  <b>{name}</b> {statusTitle !== '存续' && <em>{statusTitle}</em>}
                  <small>
                    {code}　{address}
                  </small>
                </span>
              ),
            }),
          )}
        />
        {picked !== undefined && (
          <p className="hint" role="status">
            已按名录填入（{picked.subject.source}，截至 {picked.subject.asOf}），请与证照核对，可以修改。
            {picked.subject.status !== 'active' && <b>名录登记状态为“{picked.subject.statusTitle}”。</b>}
          </p>
        )}
      </div>
      <FormContext
        value={{
          ...form,
          ...(picked === undefined
            ? {}
            : {
                registered: Object.fromEntries(
                  Object.entries(picked.values).map(([name, each]) => [join(path, name), each]),
                ),
              }),
        }}
      >
        <Fields property={property} value={value} set={set} path={path} />
      </FormContext>
    </div>
  )
}
