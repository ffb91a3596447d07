import { paperText } from '../documents/index.ts'
import { type EventRow, eventColumns, eventOf, type Journal } from '../journal/index.ts'
import { searched } from '../kernel/index.ts'
import { type Db, type Migration, sql } from '../platform/index.ts'
import type { IssuedPaper } from '../procedure/index.ts'

/** What stands in the papers, for searching. A paper never changes, so its text is put in once. */
export const paperTextMigrations: readonly Migration[] = [
  {
    name: 'paper-text',
    up: async (tx) => {
      await sql`create table paper_text (paper text primary key, case_id text not null, text text not null, plain text not null, pairs text[] not null)`.execute(
        tx,
      )
      await sql`create index paper_text_pairs on paper_text using gin (pairs)`.execute(tx)
      await sql`create index paper_text_case on paper_text (case_id)`.execute(tx)
    },
  },
]

const AT_ONCE = 50

/** Puts in the texts of papers that aren't there yet, of these cases or of all; gives how many. Several nodes may do it at once. */
const putIn = async (db: Db, cases: readonly string[] | undefined): Promise<number> => {
  const { rows: papers } = await sql<{ id: string; case_id: string; event: string }>`
    select p.id, p.case_id, p.event from case_paper p
    where not exists (select from paper_text t where t.paper = p.id)
    ${cases === undefined ? sql`` : sql`and p.stream_id = any(${[...cases]}::text[])`} limit ${AT_ONCE}`.execute(db)
  if (papers.length === 0) return 0
  const { rows: events } = await sql<EventRow>`select ${sql.raw(eventColumns)} from event
    where id = any(${papers.map(({ event }) => event)}::uuid[])`.execute(db)
  const contents = new Map(
    events.flatMap((row) =>
      ((eventOf(row).data.papers ?? []) as unknown as readonly IssuedPaper[]).map(
        (paper) => [paper.id, paper] as const,
      ),
    ),
  )
  const rows = papers.map(({ id, case_id }) => {
    const text = textOf(contents.get(id))
    return { paper: id, case_id, text, ...searched(text) }
  })
  await sql`insert into paper_text select * from jsonb_populate_recordset(null::paper_text, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing`.execute(db)
  return papers.length
}

/** A paper as one text: number, title, everything that isn't masked. */
const textOf = (paper: IssuedPaper | undefined): string =>
  paper === undefined
    ? ''
    : [
        paper.title,
        paper.number?.text ?? '',
        ...paperText(paper.form, paper.content).flatMap(({ heading = '', paragraphs }) => [
          heading,
          ...paragraphs.map((runs) => runs.map((run) => ('text' in run ? run.text : '')).join('')),
        ]),
      ]
        .filter((each) => each !== '')
        .join('\n')

export const putInAll = async (db: Db, cases?: readonly string[]): Promise<void> => {
  while ((await putIn(db, cases)) === AT_ONCE);
}

/**
 * Puts in what is missing, and then, after each commit, the papers of its cases; gives back how to stop. What a stop or a failure
 * left out is put in at the next start.
 */
export const keepPaperTexts = (
  { database: { db }, onCommitted }: Journal,
  failed: (error: unknown) => void,
): (() => Promise<void>) => {
  let waiting = new Set<string>()
  let stopped = false
  const work = async (cases?: readonly string[]) => {
    try {
      if (!stopped) await putInAll(db, cases)
    } catch (error) {
      failed(error)
    }
  }
  let running = work()
  const off = onCommitted((events) => {
    const made = events.filter(({ data }) => data.papers !== undefined)
    if (made.length === 0) return
    if (waiting.size === 0)
      running = running.then(() => {
        const cases = [...waiting]
        waiting = new Set()
        return work(cases)
      })
    for (const { streamId } of made) waiting.add(streamId)
  })
  return async () => {
    stopped = true
    off()
    await running
  }
}
