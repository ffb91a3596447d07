import { Select } from 'antd'
import type { PartyView } from '../../src/casework/view.ts'
import { aria, useForm, type WidgetProps } from './context.ts'
import type { Values } from './property.ts'

/** What of whom was chosen goes into the fields beside it: into empty ones, and where what was filled of another still stands. */
const filledFrom = (
  fills: WidgetProps['property']['x-fills'],
  beside: Values,
  parties: readonly PartyView[],
  chosen: PartyView | undefined,
): Values =>
  chosen === undefined
    ? {}
    : Object.fromEntries(
        Object.entries(fills ?? {}).flatMap(([field, of]) => {
          const now = beside[field]
          const untouched = now === undefined || now === '' || parties.some((party) => party[of] === now)
          return untouched ? [[field, chosen[of]]] : []
        }),
      )

/** One of the parties of the case; all of them, where the field has a title for that. */
export const CaseParty = ({ value, set, put, beside, property, path, id, title, ...more }: WidgetProps) => {
  const parties = useForm().case?.parties ?? []
  const all = property['x-all']
  const choose = (next: unknown) => {
    const fills = property['x-fills']
    if (fills === undefined) set(next)
    else
      put({
        [path.split('.').at(-1) ?? path]: next,
        ...filledFrom(
          fills,
          beside,
          parties,
          parties.find((party) => party.id === next),
        ),
      })
  }
  return (
    <Select
      id={id}
      aria-label={title}
      placeholder="选择当事人"
      value={typeof value === 'string' && value !== '' ? value : undefined}
      onChange={choose}
      options={[
        ...parties.map((party) => ({ value: party.id, label: `${party.name}　${party.kindTitle}` })),
        ...(all === undefined ? [] : [{ value: 'all', label: all }]),
      ]}
      {...aria(more)}
    />
  )
}
