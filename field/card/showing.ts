import type { Show } from '../../src/showing/index.ts'
import { instant } from '../clock.ts'
import { outbox, put, type Waiting } from '../outbox.ts'
import { where } from '../where.ts'
import type { KeptCard } from './kept.ts'

/** What a card is shown for, in the words that the party reads. */
export const tasks = [
  '现场检查',
  '询问了解情况',
  '提取证据',
  '抽样取证',
  '送达文书',
  '先行登记保存',
  '查封、扣押',
  '核查投诉举报',
] as const

export interface ShowingNow {
  readonly id: string
  readonly task: string
  readonly place: string
  readonly caseId?: string
  /** ISO instant by the bureau's clock. */
  readonly at: string
}

/** So long is waited for the phone's place, in ms: then the showing goes without. */
const patience = 8000

/** Notes the showing at once; its place is added when the phone knows it. */
export const beginShowing = async (
  card: KeptCard,
  { task, place, caseId }: { readonly task: string; readonly place: string; readonly caseId?: string },
): Promise<ShowingNow> => {
  const id = crypto.randomUUID()
  const at = instant()
  const body: Show = { card: card.id, task, ...(place === '' ? {} : { place }), at, key: `show/${id}` }
  const waiting: Waiting = {
    id: `showing/${id}`,
    person: card.person,
    title: `亮证：${task}`,
    method: 'PUT',
    path: `/api/showings/${id}`,
    body,
    at: Date.now(),
    after: Date.now() + patience,
  }
  await put(waiting)
  void where(patience - 1000).then(async (position) => {
    // It may have gone already, and then it went without.
    if (!outbox.now().some((each) => each.id === waiting.id)) return
    await put({ ...waiting, after: 0, body: { ...body, ...(position === undefined ? {} : { position }) } })
  })
  return { id, task, place, at, ...(caseId === undefined ? {} : { caseId }) }
}
