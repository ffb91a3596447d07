import { dayOf } from '../calendar/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { allInForce } from '../registry/index.ts'
import { type MatterKind, matterKinds, type Stage, stages } from './titles.ts'

export interface WindowView {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly hours: string
  readonly phone: string
  readonly board: boolean
  readonly posts: readonly {
    readonly number: string
    readonly post: string
    readonly officer: string
    readonly duty?: string
    readonly duties: string
  }[]
}

/** The bureau's counters, with who stands at them today. */
export const windowsOf = async (db: Db, now: string): Promise<readonly WindowView[]> => {
  const entries = await allInForce(db, ['window', 'officer'], dayOf(now))
  const officers = new Map(
    entries.flatMap(({ kind, id, data }) =>
      kind === 'officer' ? [[id, data as { readonly name: string; readonly duty: string }] as const] : [],
    ),
  )
  return entries.flatMap((entry) => {
    if (entry.kind !== 'window') return []
    const data = entry.data as Omit<WindowView, 'id'>
    return [
      {
        ...data,
        id: entry.id,
        posts: data.posts.map((post) => {
          const officer = officers.get(post.officer)
          return {
            ...post,
            officer: officer?.name ?? post.officer,
            ...(officer === undefined ? {} : { duty: officer.duty }),
          }
        }),
      },
    ]
  })
}

/** 投诉举报渠道, as the bureau publishes them. */
export interface PublishedWay {
  readonly name: string
  readonly contact: string
  readonly hours: string
  readonly answer: string
}

export const waysOf = async (db: Db, now: string): Promise<readonly PublishedWay[]> =>
  (await allInForce(db, ['complaint-channel'], dayOf(now))).map(({ data: { name, contact, hours, answer } }) => ({
    name,
    contact,
    hours,
    answer,
  }))

/** What was brought of late and how far it is: numbers with their middle masked, and no names. */
export interface QueueRow {
  readonly number: string
  readonly kind: string
  readonly stage: string
  readonly receivedAt: string
}

export const queueOf = async (db: Db, count: number): Promise<readonly QueueRow[]> => {
  // Reports are left out: that there is one, on a day, is already something.
  const { rows } = await sql<{ number: string; kind: MatterKind; stage: Stage; received_at: string }>`
    select number, kind, stage, received_at from matter where kind <> 'report' order by received_at desc limit ${count}`.execute(
    db,
  )
  return rows.map(({ number, kind, stage, received_at }) => ({
    number: `${number.slice(0, 2)}****${number.slice(6)}`,
    kind: matterKinds[kind],
    stage: stages[stage],
    receivedAt: new Date(received_at).toISOString(),
  }))
}
