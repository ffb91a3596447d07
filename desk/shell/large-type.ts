import { createContext, useContext } from 'react'

export const LargeType = createContext<{ readonly large: boolean; readonly setLarge: (large: boolean) => void }>({
  large: false,
  setLarge: () => {},
})
export const useLargeTypeSwitch = () => useContext(LargeType)
