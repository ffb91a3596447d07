import { Checkbox } from 'antd'
import { PaperLink } from '../case/paper-link.tsx'
import { useForm, type WidgetProps } from './context.ts'
import { asList, asValues } from './property.ts'

/** Papers that wait for the signature of whoever looks: each can be opened, and is ticked when it was read. */
export const PapersToSign = ({ value, set }: WidgetProps) => {
  const papers = (useForm().case?.papers ?? []).filter(({ lines }) => lines.some(({ mine }) => mine))
  const chosen = asList(value).map(asValues)
  if (papers.length === 0) return <p className="hint">没有等您签名的文书。</p>
  return (
    <ul className="papers-to-sign">
      {papers.map(({ id, title, digest, lines }) => (
        <li key={id}>
          <Checkbox
            checked={chosen.some(({ paper }) => paper === id)}
            onChange={({ target }) => {
              const others = chosen.filter(({ paper }) => paper !== id)
              set(target.checked ? [...others, { paper: id, digest }] : others)
            }}
          >
            已看过《{title}》，以{lines.find(({ mine }) => mine)?.who}身份签名
          </Checkbox>
          <PaperLink id={id}>打开</PaperLink>
        </li>
      ))}
    </ul>
  )
}
