import { useSyncExternalStore } from 'react'

/** Where one is in the application, by the part of the address behind #: so the phone's own way back works. */
export type Place =
  | { readonly at: 'tasks' | 'outbox' | 'me' }
  | { readonly at: 'case'; readonly id: string }
  | { readonly at: 'act'; readonly caseId: string; readonly act: string }
  | { readonly at: 'card' | 'record'; readonly caseId?: string }

export const address = (place: Place): string =>
  place.at === 'case'
    ? `#/cases/${encodeURIComponent(place.id)}`
    : place.at === 'act'
      ? `#/cases/${encodeURIComponent(place.caseId)}/${place.act}`
      : place.at === 'card' || place.at === 'record'
        ? `#/${place.at}${place.caseId === undefined ? '' : `?case=${encodeURIComponent(place.caseId)}`}`
        : place.at === 'tasks'
          ? '#/'
          : `#/${place.at}`

const placeIn = (hash: string): Place => {
  const [path = '', query = ''] = hash.replace(/^#\//, '').split('?')
  const [first, id, act] = path.split('/')
  const caseId = new URLSearchParams(query).get('case')
  if (first === 'cases' && id !== undefined && act !== undefined)
    return { at: 'act', caseId: decodeURIComponent(id), act }
  if (first === 'cases' && id !== undefined) return { at: 'case', id: decodeURIComponent(id) }
  if (first === 'card' || first === 'record') return { at: first, ...(caseId === null ? {} : { caseId }) }
  return first === 'outbox' || first === 'me' ? { at: first } : { at: 'tasks' }
}

export const go = (place: Place): void => {
  location.hash = address(place)
}

const listen = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export const usePlace = (): Place => placeIn(useSyncExternalStore(listen, () => location.hash))
