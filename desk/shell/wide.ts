import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 1200px)')

/** Whether three columns fit. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed)
      return () => wide.removeEventListener('change', changed)
    },
    () => wide.matches,
  )
