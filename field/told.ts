import { useSyncExternalStore } from 'react'

/** A value that pages show and that changes by itself. */
export interface Told<T> {
  now(): T
  set(value: T): void
  change(by: (value: T) => T): void
  listen(listener: () => void): () => void
}

export const told = <T>(first: T): Told<T> => {
  let value = first
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  return {
    now: () => value,
    set,
    change: (by) => set(by(value)),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useTold = <T>({ listen, now }: Told<T>): T => useSyncExternalStore(listen, now)
