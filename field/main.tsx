import 'virtual:tokens.css'
import './field.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { reach, Unanswered } from './api.ts'
import { App } from './app.tsx'
import { refreshCard, startCard } from './card/kept.ts'
import { startClock } from './clock.ts'
import { startOutbox } from './outbox.ts'
import { refreshGuide, startGuide } from './record/guide.ts'
import { startSync } from './record/sync.ts'
import { askWho, me, startSession } from './session.ts'
import { ready, refreshTasks, startTasks } from './tasks/kept.ts'
import { startWorker } from './update.tsx'

const root = document.getElementById('field')
if (root === null) throw new Error('no element #field')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

/** Asks the bureau for what may have changed; without a network what is on the phone holds. */
const refresh = async (): Promise<void> => {
  if (me.now() === null || me.now() === undefined) return
  try {
    await Promise.all([refreshCard(), refreshGuide()])
    await refreshTasks()
    ready.set(Date.now())
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
  }
}

await startClock()
await Promise.all([startCard(), startTasks(), startGuide(), startOutbox()])
await startSession()
await startSync()
let signedIn = me.now()?.person.id
me.listen(() => {
  const person = me.now()?.person.id
  if (person !== signedIn) {
    signedIn = person
    void startCard().then(startTasks).then(refresh)
  }
})
addEventListener('online', () => void askWho().then(refresh))
addEventListener('offline', () => reach.set('offline'))
// A network that has gone and come back doesn't always say so.
setInterval(() => {
  if (reach.now() !== 'reached' && me.now()) void askWho()
}, 10_000)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void refresh()
})
void refresh()
// What is kept must not be thrown away when the phone runs short of space.
void navigator.storage?.persist?.()
void startWorker()
