import { keyOf } from '../../src/showing/code.ts'
import type { CardView, IssuedCard } from '../../src/showing/index.ts'
import { ask, Unanswered } from '../api.ts'
import { learn } from '../clock.ts'
import { me } from '../session.ts'
import { drop, keep, kept } from '../store.ts'
import { told } from '../told.ts'

/** The card of this phone: its key can't be read, only used. */
export interface KeptCard {
  readonly id: string
  readonly person: string
  readonly key: CryptoKey
}

export interface Face {
  readonly view: CardView
  /** When the bureau said so, ms since 1970. */
  readonly at: number
}

export const card = told<KeptCard | undefined>(undefined)
export const face = told<Face | undefined>(undefined)
export const photo = told<string | undefined>(undefined)
/** Another phone shows this person's card now. */
export const elsewhere = told(false)

export const startCard = async (): Promise<void> => {
  card.set(await kept<KeptCard>('card'))
  face.set(await kept<Face>('face'))
  showPhoto(await kept<Blob>('photo'))
}

const showPhoto = (blob: Blob | undefined): void => {
  const before = photo.now()
  if (before !== undefined) URL.revokeObjectURL(before)
  photo.set(blob === undefined ? undefined : URL.createObjectURL(blob))
}

/** Brings the card up to date; the first phone of a person gets one at once. */
export const refreshCard = async (): Promise<void> => {
  const person = me.now()?.person.id
  if (person === undefined) return
  if (card.now()?.person !== person) card.set(undefined)
  const asked = Date.now()
  const view = (await (await ask('GET', '/api/card')).json()) as CardView
  await learn(view.now, asked, Date.now())
  await keep('face', { view, at: Date.now() })
  face.set({ view, at: Date.now() })
  await refreshPhoto(view)
  const here = card.now()
  if (here !== undefined && here.id !== view.card) {
    await drop('card')
    card.set(undefined)
  }
  elsewhere.set(view.card !== undefined && card.now() === undefined)
  if (view.card === undefined && view.certificate !== '') await takeOver()
}

const refreshPhoto = async ({ photo: path }: CardView): Promise<void> => {
  if (path === undefined) return
  try {
    const blob = await (await ask('GET', path)).blob()
    await keep('photo', blob)
    showPhoto(blob)
  } catch (error) {
    // The one that is kept is better than none.
    if (!(error instanceof Unanswered)) throw error
  }
}

/** Makes this the phone that shows the card; on another one it ends. */
export const takeOver = async (): Promise<void> => {
  const person = me.now()?.person.id
  if (person === undefined) return
  const issued = (await (await ask('POST', '/api/card', { key: crypto.randomUUID() })).json()) as IssuedCard
  const secret = Uint8Array.from(atob(issued.secret.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )
  const made = { id: issued.card, person, key: await keyOf(secret) }
  secret.fill(0)
  await keep('card', made)
  card.set(made)
  elsewhere.set(false)
}
