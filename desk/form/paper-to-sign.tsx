import { Select } from 'antd'
import { PaperLink } from '../case/paper-link.tsx'
import { aria, useForm, type WidgetProps } from './context.ts'

/** A place on a paper that nobody has signed, or that was signed on paper without its page being kept. */
export const PaperToSign = ({ id, beside, put, ...more }: WidgetProps) => {
  const papers = useForm().case?.papers ?? []
  const places = papers.flatMap(({ id: paper, title, digest, lines }) =>
    lines
      .filter(({ way, scans }) => way === undefined || (way === 'paper' && scans.length === 0))
      .map(({ line, who, name, way }) => ({
        value: `${paper}#${line}`,
        label: `${title}：${who}${name}${way === undefined ? '' : '（在纸上签了，没有存签名页）'}`,
        chosen: { paper, digest, line },
      })),
  )
  const value = beside.paper === undefined ? undefined : `${String(beside.paper)}#${String(beside.line)}`
  return (
    <>
      <Select
        id={id}
        {...aria(more)}
        value={value}
        placeholder="选择文书和签名处"
        onChange={(next) => {
          const place = places.find((each) => each.value === next)
          if (place !== undefined) put(place.chosen)
        }}
        options={places.map(({ value: each, label }) => ({ value: each, label }))}
      />
      {typeof beside.paper === 'string' && <PaperLink id={beside.paper}>打开这份文书</PaperLink>}
    </>
  )
}
