import { createContext, useContext } from 'react'

/** A place of the dossier: a paper, with the words that are meant, a piece of evidence, or a moment of a recording. */
export interface Place {
  readonly paper?: string
  readonly evidence?: string
  readonly quote?: string
  readonly recording?: string
  /** ISO instant that the recording is to show. */
  readonly at?: string
}

const Places = createContext<((place: Place) => void) | undefined>(undefined)

/** A page that shows the dossier beside what it says opens places there. */
export const OpensPlaces = Places.Provider
export const usePlaces = () => useContext(Places)
