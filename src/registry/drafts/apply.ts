import { addDays } from '../../calendar/index.ts'
import { errands, errandsDone, type Journal } from '../../journal/index.ts'
import { sql } from '../../platform/index.ts'
import { registryStream, streamIdOf } from '../entry.ts'
import { applyDraftErrand, draftStream } from './stream.ts'

const BATCH = 100

/**
 * Puts into the registry what published drafts say: each entry's event names its draft. Who is killed meanwhile begins again; done twice
 * is the same as done once. Gives how many drafts were put in; throws, after all others, what one of them met.
 */
export const applyDrafts = async (journal: Journal): Promise<number> => {
  const { db } = journal.database
  const waiting = await errands(db, applyDraftErrand, BATCH)
  if (waiting.length === 0) return 0
  const { rows } = await sql<{ id: string; stream_id: string; actor: { id: string; name: string; unit?: string } }>`
    select id, stream_id, actor from event where id = any(${[...waiting]}::uuid[]) order by id`.execute(db)
  const states = await journal.states(
    draftStream,
    rows.map(({ stream_id }) => stream_id),
  )
  const failed: unknown[] = []
  for (const [n, { id, stream_id: draft, actor }] of rows.entries()) {
    const state = states[n]?.state
    if (state === undefined) continue
    const { kind, from, reason } = state
    const outcomes = await Promise.all(
      state.changes.map(({ id: entry, data }) =>
        journal.execute(registryStream, {
          streamId: streamIdOf(kind, entry),
          command:
            data === undefined
              ? { kind, id: entry, end: addDays(from, -1), reason, draft }
              : { kind, id: entry, from, data, reason, draft },
          meta: { actor: { kind: 'person', ...actor, roles: [] }, key: `draft/${draft}/${entry}` },
        }),
      ),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.refusals))
    if (refused.length > 0)
      failed.push(new Error(`draft ${draft}: ${refused.map(({ message }) => message).join('; ')}`))
    else await errandsDone(db, applyDraftErrand, [id])
  }
  if (failed.length > 0) throw new AggregateError(failed, 'published drafts that the registry refuses')
  return rows.length
}
