import type { Journal } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { filingActs, type MatterStream } from './stream.ts'

const system = systemActor('channels', '系统（举报办理）')

/** Reports whose case was filed or not filed since: noted, so that the days of telling the reporter run. Gives how many. */
export const noteFilings = async (journal: Journal, matters: MatterStream): Promise<number> => {
  const { rows } = await sql<{ id: string; case_id: string }>`
    select m.stream_id as id, m.case_id from matter m where m.kind = 'report' and m.stage = 'checking' and m.case_id is not null
      and exists (select from event e where e.kind = 'case' and e.stream_id = m.case_id and e.type = any(${Object.keys(filingActs)}::text[]))
    limit 100`.execute(journal.database.db)
  let noted = 0
  for (const { id, case_id } of rows) {
    const outcome = await journal.execute(matters, {
      streamId: id,
      command: { do: 'note-filing', data: {} },
      meta: { actor: system, key: `matter/${id}/filing/${case_id}` },
    })
    if (outcome.ok && !outcome.repeated) noted++
  }
  return noted
}
