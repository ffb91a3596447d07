import { Select } from 'antd'
import { useForm, type WidgetProps } from './context.ts'
import { asList, asValues } from './property.ts'

/** For each fact that the case has to prove, the evidence that does. */
export const Matches = ({ value, set, path, id }: WidgetProps) => {
  const { case: view } = useForm()
  const rows = asList(value).map(asValues)
  const proofs = new Map((view?.checklist ?? []).map((proof) => [proof.key, proof]))
  const evidence = (view?.evidence ?? []).map(({ id: one, title, kindTitle }) => ({
    value: one,
    label: `${title}（${kindTitle}）`,
  }))
  return (
    <ol className="rows matches">
      {rows.map((row, n) => {
        const proof = proofs.get(String(row.point))
        if (proof === undefined) return null
        const input = `${id}-${n}`
        return (
          <li key={proof.key} data-path={`${path}.${n}`}>
            <label htmlFor={input}>
              {proof.point}
              {proof.item === undefined ? '' : `（${proof.item}）`} <small className="muted">{proof.needTitle}</small>
            </label>
            <p className="hint">{proof.fact}</p>
            <Select
              id={input}
              mode="multiple"
              value={[...asList(row.evidence)] as string[]}
              onChange={(chosen: string[]) =>
                set(rows.map((each, m) => (m === n ? { ...each, evidence: chosen } : each)))
              }
              options={evidence}
              optionFilterProp="label"
              placeholder={`还没有；一般是${proof.what}`}
            />
          </li>
        )
      })}
    </ol>
  )
}
