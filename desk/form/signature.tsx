import { Button } from 'antd'
import { type Drawn, DrawnImage, Pad } from '../sign/pad.tsx'
import type { WidgetProps } from './context.ts'
import { Files } from './files.tsx'
import { asList } from './property.ts'

/** A signature drawn here, or the pages that were signed on paper. */
export const Signature = (props: WidgetProps) => {
  if (props.beside.way !== 'drawn') return <Files {...props} />
  const [image] = asList(props.value) as readonly Drawn[]
  const whose = String(props.beside.signedBy ?? '') || '签名人'
  return image === undefined ? (
    <Pad whose={whose} done={(drawn) => props.set([drawn])} />
  ) : (
    <div className="take">
      <DrawnImage image={image} whose={whose} />
      <Button onClick={() => props.set([])}>重签</Button>
    </div>
  )
}
