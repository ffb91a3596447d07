import type { CasePage, CaseView, WorkItem, WorkList } from '../../src/casework/view.ts'
import { written } from '../acts/written.ts'
import { get, Unanswered } from '../api.ts'
import { keep, kept, write } from '../store.ts'
import { told } from '../told.ts'

/** What waits for this person, and the cases that the person handles, as of the last time there was a network. */
export interface Tasks {
  readonly items: readonly WorkItem[]
  readonly cases: readonly {
    readonly id: string
    readonly title: string
    readonly number?: string
    readonly stageTitle: string
    readonly dueText?: string
  }[]
  /** ms since 1970 */
  readonly at: number
}

export const tasks = told<Tasks | undefined>(undefined)

/** When all that is needed without a network was last brought to the phone, since it was opened; ms since 1970. */
export const ready = told<number | undefined>(undefined)

/** Acts that the phone needs to know of before the case lets them be done: what comes before them may be done without a network too. */
const inTheField: ReadonlySet<string> = new Set(['show-certificates', ...written])

/** So many cases are kept with all that the field needs of them. */
const most = 30

export const startTasks = async (): Promise<void> => tasks.set(await kept<Tasks>('tasks'))

export const refreshTasks = async (): Promise<void> => {
  const [work, mine] = await Promise.all([get<WorkList>('/api/work'), get<CasePage>('/api/cases?mine=1')])
  const open = mine.rows.filter(({ due, stage }) => due !== undefined || stage !== 'closed')
  const next: Tasks = {
    items: work.items,
    cases: open.map(({ id, title, number, stageTitle, dueText }) => ({
      id,
      title,
      stageTitle,
      ...(number === undefined ? {} : { number }),
      ...(dueText === undefined ? {} : { dueText }),
    })),
    at: Date.now(),
  }
  await keep('tasks', next)
  tasks.set(next)
  const wanted = [...new Set([...work.items.map(({ caseId }) => caseId), ...open.map(({ id }) => id)])].slice(0, most)
  await write(['kept'], (in_) => {
    const store = in_('kept')
    const each = store.openKeyCursor(IDBKeyRange.bound('case/', 'case/\uffff'))
    each.onsuccess = () => {
      const cursor = each.result
      if (cursor === null) return
      if (!wanted.includes(String(cursor.key).slice('case/'.length))) store.delete(cursor.key)
      cursor.continue()
    }
  })
  for (const id of wanted) await refreshCase(id)
}

export const keptCase = (id: string): Promise<KeptCase | undefined> => kept<KeptCase>(`case/${id}`)

/** What the field needs of a case. */
export type KeptCase = Pick<
  CaseView,
  | 'id'
  | 'version'
  | 'title'
  | 'number'
  | 'stage'
  | 'procedure'
  | 'unit'
  | 'handlers'
  | 'parties'
  | 'item'
  | 'next'
  | 'waiting'
> & {
  readonly acts: readonly Pick<
    CaseView['acts'][number],
    'name' | 'title' | 'available' | 'reasons' | 'duty' | 'href' | 'place' | 'known'
  >[]
  readonly at: number
}

export const refreshCase = async (id: string): Promise<KeptCase | undefined> => {
  try {
    const { version, title, number, stage, procedure, unit, handlers, parties, item, next, waiting, acts } =
      await get<CaseView>(`/api/cases/${encodeURIComponent(id)}`)
    const value: KeptCase = {
      id,
      version,
      title,
      stage,
      procedure,
      unit,
      handlers,
      parties,
      waiting,
      ...(number === undefined ? {} : { number }),
      ...(item === undefined ? {} : { item }),
      ...(next === undefined ? {} : { next }),
      acts: acts
        .filter(({ name, place }) => place !== 'later' || inTheField.has(name))
        .map(({ name, title: called, available, reasons, duty, href, place, known }) => ({
          name,
          title: called,
          available,
          reasons,
          duty,
          href,
          place,
          known,
        })),
      at: Date.now(),
    }
    await keep(`case/${id}`, value)
    return value
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    return undefined
  }
}
