import { useQuery } from '@tanstack/react-query'
import type { RegistryData } from '../../src/registry/index.ts'
import { queries } from '../api.ts'
import { useForm } from './context.ts'
import type { Property } from './property.ts'

export interface Phrase {
  readonly name: string
  readonly text: string
}

/**
 * What may be put into a long text: what the act itself brings, then the bureau's phrases for this form, this field and the item
 * of the case. Where a phrase names none of these it is for all.
 */
export const usePhrases = (property: Property, title: string): readonly Phrase[] => {
  const { called, case: view } = useForm()
  const { data: entries = [] } = useQuery({ ...queries.entries('phrase'), enabled: called !== undefined })
  const own = (property['x-templates'] ?? []).map((text) => ({ name: text, text }))
  if (called === undefined) return own
  const kept = entries
    .map(({ data }) => data as unknown as RegistryData<'phrase'>)
    .filter(
      ({ act, field, item }) =>
        (act ?? called) === called && (field ?? title) === title && (item === undefined || item === view?.item?.id),
    )
  return [...own, ...kept]
}
