import { PreflightOf } from '../case/preflight.tsx'
import type { WidgetProps } from './context.ts'
import { Fields } from './fields.tsx'

export const Group = ({ property, value, set, path }: WidgetProps) => (
  <div className="group">
    {property['x-preflight'] !== undefined && <PreflightOf point={property['x-preflight']} />}
    <Fields property={property} value={value} set={set} path={path} />
  </div>
)
