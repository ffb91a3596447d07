import type { MeView } from '../src/casework/view.ts'
import { get, reach, send, Unanswered } from './api.ts'
import { drop, keep, kept, write } from './store.ts'
import { told } from './told.ts'

/** Who uses this phone; undefined until it is known, null where nobody is signed in. */
export const me = told<MeView | null | undefined>(undefined)

/** The phone knows who it belongs to without a network; the bureau is asked beside that. */
export const startSession = async (): Promise<void> => {
  me.set((await kept<MeView>('me')) ?? undefined)
  await askWho()
}

export const askWho = async (): Promise<void> => {
  try {
    const who = await get<MeView>('/api/me')
    await keep('me', who)
    me.set(who)
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    // A session that ran out in the field takes nothing away from who is working.
    if (me.now() === undefined) me.set(null)
  }
}

export const signIn = async (username: string, password: string): Promise<void> => {
  await send('POST', '/api/auth/sign-in/username', { username, password })
  const who = await get<MeView>('/api/me')
  const before = me.now()
  // What one officer may see is not left to the next.
  if (before !== null && before !== undefined && before.person.id !== who.person.id) await forgetPerson()
  await keep('me', who)
  me.set(who)
}

/** Ends the session, and takes from the phone what only this person may see. What waits to be sent stays, and is sent by who made it. */
export const signOut = async (): Promise<void> => {
  await send('POST', '/api/auth/sign-out', {}).catch(() => undefined)
  await forgetPerson()
  me.set(null)
  reach.set('signed-out')
}

const forgetPerson = async (): Promise<void> => {
  await drop('me', 'card', 'face', 'photo', 'tasks')
  await write(['kept'], (in_) => {
    in_('kept').delete(IDBKeyRange.bound('case/', 'case/\uffff'))
  })
}
