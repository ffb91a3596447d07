import { useQuery } from '@tanstack/react-query'
import type { Citation } from '../../src/kernel/index.ts'
import { yuanText } from '../amounts.ts'
import { queries } from '../api.ts'
import { asList, asValues, type Property, widgetOf } from '../form/property.ts'
import { Cited } from '../law/cited.tsx'

/** A value read through its schema: titles for names, words for options, articles that open. */
export const Shown = ({ property, value }: { readonly property: Property; readonly value: unknown }) => (
  <dl className="rows">
    {Object.entries(property.properties ?? {}).map(([name, each]) => {
      const inner = asValues(value)[name]
      return inner === undefined || (Array.isArray(inner) && inner.length === 0) ? null : (
        <div key={name}>
          <dt>{each.title ?? name}</dt>
          <dd>
            <Value property={each} value={inner} />
          </dd>
        </div>
      )
    })}
  </dl>
)

const isCitation = (value: unknown): value is Citation =>
  typeof asValues(value).law === 'string' && typeof asValues(value).article === 'number'

const Value = ({ property, value }: { readonly property: Property; readonly value: unknown }) => {
  const options = new Map((property['x-options'] ?? []).map((option) => [option.value, option.title]))
  switch (widgetOf(property)) {
    case 'money':
      return yuanText(Number(value))
    case 'yes-no':
      return value === true ? '是' : '否'
    case 'choice':
      return options.get(String(value)) ?? String(value)
    case 'choices':
      return asList(value)
        .map((each) => options.get(String(each)) ?? String(each))
        .join('、')
    case 'lines':
      return asList(value).join('；')
    case 'unit':
      return <UnitName id={String(value)} />
    case 'item':
      return <ItemName id={String(value)} />
    case 'group':
    case 'party':
      return isCitation(value) ? <Cited basis={[value]} /> : <Shown property={property} value={value} />
    case 'list':
    case 'citations': {
      const rows = asList(value)
      if (rows.every(isCitation)) return <Cited basis={rows} />
      return (
        <ol className="shown">
          {[...rows.entries()].map(([n, row]) => (
            <li key={n}>
              <Shown property={property.items ?? {}} value={row} />
            </li>
          ))}
        </ol>
      )
    }
    default:
      return String(value)
  }
}

const ItemName = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.items(''))
  return data?.find((item) => item.id === id)?.name ?? id
}

const UnitName = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(queries.entries('unit'))
  return data?.find((unit) => unit.id === id)?.title ?? id
}
