/**
 * What the phone keeps, in IndexedDB. A write is over when it is on the disk (`durability: 'strict'`): whoever is told that something
 * was kept finds it again after the battery has died.
 */
const name = 'zhaoming-field'
const version = 2

/**
 * `kept`: one value by its name; `outbox`: what waits to be sent; `files`: what acts bring with them, see files.ts; `recordings`
 * and `chunks`: see record/kept.ts.
 */
export type Store = 'kept' | 'outbox' | 'files' | 'recordings' | 'chunks'

let opened: Promise<IDBDatabase> | undefined

const open = (): Promise<IDBDatabase> => {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = ({ oldVersion }) => {
      const database = request.result
      if (oldVersion < 1) {
        database.createObjectStore('kept')
        database.createObjectStore('outbox', { keyPath: 'id' })
        database.createObjectStore('recordings', { keyPath: 'id' })
        database.createObjectStore('chunks', { keyPath: ['recording', 'n'] })
      }
      if (oldVersion < 2) database.createObjectStore('files', { keyPath: 'id' })
    }
    request.onsuccess = () => {
      // A newer version of the application in another tab: it waits for nobody who holds an old one open.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error ?? new Error('the database did not open'))
  }).catch((error) => {
    opened = undefined
    throw error
  })
  return opened
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the database did not answer'))
  })

/** Does something in one transaction: all of it is kept, or nothing. Resolves when it is on the disk. */
export const write = async (
  stores: readonly Store[],
  work: (in_: (store: Store) => IDBObjectStore) => void,
): Promise<void> => {
  const database = await open()
  const transaction = database.transaction([...stores], 'readwrite', { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'))
  })
  work((store) => transaction.objectStore(store))
  await done
}

export const read = async <T>(store: Store, key: IDBValidKey): Promise<T | undefined> =>
  answerOf<T | undefined>((await open()).transaction(store).objectStore(store).get(key))

export const readAll = async <T>(store: Store, range?: IDBKeyRange, count?: number): Promise<readonly T[]> =>
  answerOf<T[]>((await open()).transaction(store).objectStore(store).getAll(range, count))

export const keep = (key: string, value: unknown): Promise<void> =>
  write(['kept'], (in_) => {
    in_('kept').put(value, key)
  })

export const kept = <T>(key: string): Promise<T | undefined> => read<T>('kept', key)

export const drop = (...keys: readonly string[]): Promise<void> =>
  write(['kept'], (in_) => {
    for (const key of keys) in_('kept').delete(key)
  })
