import { reach, send, Unanswered } from './api.ts'
import { sendFile } from './files.ts'
import { me } from './session.ts'
import { readAll, write } from './store.ts'
import { told } from './told.ts'

/** Something that was done on the phone and that the bureau must still hear of. */
export interface Waiting {
  readonly id: string
  /** Who did it: nobody else sends it. */
  readonly person: string
  /** In words, for the list. */
  readonly title: string
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** When it was done, ms since 1970. */
  readonly at: number
  /** Not before this moment, ms since 1970: something may still be added. */
  readonly after?: number
  /** The case that it is about. */
  readonly caseId?: string
  /** What must have arrived before it, by id. */
  readonly needs?: readonly string[]
  /** Files that go up before it and leave the phone with it, by id. */
  readonly files?: readonly string[]
  /** Where it was written, and can be mended. */
  readonly written?: Written
  /** Why the bureau didn't take it. */
  readonly refused?: string
}

/** An act of a case that is written on the phone. */
export interface Written {
  readonly person: string
  readonly caseId: string
  readonly act: string
}

export const outbox = told<readonly Waiting[]>([])

const load = async (): Promise<void> =>
  outbox.set((await readAll<Waiting>('outbox')).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)))

export const put = async (waiting: Waiting): Promise<void> => {
  await write(['outbox'], (in_) => {
    in_('outbox').put(waiting)
  })
  await load()
  void deliver()
}

export const remove = async (id: string): Promise<void> => {
  await write(['outbox'], (in_) => {
    in_('outbox').delete(id)
  })
  await load()
}

/** What has arrived leaves the phone, with its files and the draft that it was. */
const arrived = async ({ id, files = [], written }: Waiting): Promise<void> => {
  await write(['outbox', 'files', 'kept'], (in_) => {
    in_('outbox').delete(id)
    for (const file of files) in_('files').delete(file)
    if (written !== undefined) in_('kept').delete(draftKey(written))
  })
  await load()
}

/** Under which name a draft is kept until what it became has arrived. */
export const draftKey = ({ person, caseId, act }: Written): string => `draft/${person}/${caseId}/${act}`

/** What this one still waits for: it was done before, and hasn't arrived. */
export const neededBy = ({ needs = [] }: Waiting, all: readonly Waiting[]): readonly Waiting[] =>
  all.filter(({ id }) => needs.includes(id))

/** One at a time and in order: an act may name the showing that went before it. */
let delivering: Promise<void> | undefined
export const deliver = (): Promise<void> => {
  delivering ??= deliverAll().finally(() => {
    delivering = undefined
  })
  return delivering
}

const deliverAll = async (): Promise<void> => {
  for (const { id } of outbox.now()) {
    const waiting = outbox.now().find((each) => each.id === id)
    if (waiting === undefined || waiting.refused !== undefined || waiting.person !== me.now()?.person.id) continue
    if (waiting.after !== undefined && waiting.after > Date.now()) return
    if (neededBy(waiting, outbox.now()).length > 0) continue
    try {
      for (const file of waiting.files ?? []) await sendFile(file)
      await send(waiting.method, waiting.path, waiting.body)
      await arrived(waiting)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      const { status, message } = error
      // What passes by itself is tried again; what the bureau refused is shown to who did it, and stays until then.
      if (status === 0 || status === 401 || status === 429 || status >= 500) return
      await write(['outbox'], (in_) => {
        in_('outbox').put({ ...waiting, refused: message })
      })
      await load()
    }
  }
}

/** Sends again what was refused, after the reason has gone. */
export const again = async (waiting: Waiting): Promise<void> => {
  const { refused: _, ...rest } = waiting
  await put(rest)
}

export const startOutbox = async (): Promise<void> => {
  await load()
  me.listen(() => void deliver())
  reach.listen(() => {
    if (reach.now() === 'reached') void deliver()
  })
  setInterval(() => {
    if (outbox.now().length > 0) void deliver()
  }, 5000)
}
