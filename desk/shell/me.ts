import { createContext, useContext } from 'react'
import type { MeView } from '../../src/casework/view.ts'

export const Me = createContext<MeView | undefined>(undefined)

/** The person who is signed in. Only below the frame, which is drawn for nobody else. */
export const useMe = (): MeView => {
  const me = useContext(Me)
  if (me === undefined) throw new Error('useMe outside of Shell')
  return me
}
