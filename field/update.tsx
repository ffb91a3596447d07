import { told, useTold } from './told.ts'

/** A newer version of the application that waits until it may take over. */
const waiting = told<ServiceWorker | undefined>(undefined)

export const startWorker = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const first = navigator.serviceWorker.controller === null
  const registration = await navigator.serviceWorker.register('/field/worker.js')
  const look = () => {
    if (registration.waiting !== null && !first) waiting.set(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
}

export const Update = () => {
  const worker = useTold(waiting)
  if (worker === undefined) return null
  const take = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    worker.postMessage('take over')
  }
  return (
    <p className="update">
      <span>有新的版本</span>
      <button type="button" className="link" onClick={take}>
        现在更新
      </button>
    </p>
  )
}
