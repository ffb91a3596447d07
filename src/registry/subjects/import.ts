import type { Journal } from '../../journal/index.ts'
import { type Actor, newId, sha256Hex, systemActor } from '../../kernel/index.ts'
import { advisoryLock, type Blobs, type Db, readTable, type SheetLine, sql, transaction } from '../../platform/index.ts'
import { type Checked, checkLines, numbered, repeats } from './check-lines.ts'
import { countSquares } from './grid.ts'
import { type BeginImport, type ImportState, importStream, type Tally } from './import-stream.ts'
import { subjectFields } from './subject.ts'
import { takeRows } from './take.ts'

/** Rows that are written together: enough to spread what a commit costs, and all that is in memory of a file. */
const BATCH = 1000
/** No more problems of one file are kept; whoever has so many mends the file first. */
export const mostProblems = 200_000

interface Progress extends Tally {
  /** Lines that were read after the headings. */
  readonly lines: number
  /** The number of the last of them in the file. */
  readonly row: number
  readonly problems: number
}

const none: Progress = {
  lines: 0,
  row: 0,
  added: 0,
  changed: 0,
  same: 0,
  refused: 0,
  repeated: 0,
  older: 0,
  problems: 0,
}

export const tallyOf = ({ added, changed, same, refused, repeated, older }: Tally): Tally => ({
  added,
  changed,
  same,
  refused,
  repeated,
  older,
})

/** Notes in the journal that an import begins; it is done by `runImport`. The actor must keep the register. */
export const beginImport = async (
  journal: Journal,
  actor: Actor,
  command: Omit<BeginImport, 'do'>,
  key: string = newId(),
) => {
  // By its key, so that the same click sent again finds the import that it began.
  const id = sha256Hex(`subject-import/${actor.id}/${key}`).slice(0, 24)
  const outcome = await journal.execute(importStream, {
    streamId: id,
    command: { ...command, do: 'begin' },
    meta: { actor, key },
  })
  return outcome.ok ? { ...outcome, id } : outcome
}

/**
 * Takes a file into the register, in batches, each with its progress in one transaction: who is killed goes on after the last. Tells
 * how many lines are done. Stops before the next batch when the signal says so. Bad rows are told and stop no others. While a batch is
 * written, the next is read.
 */
export const runImport = async (
  journal: Journal,
  blobs: Blobs,
  id: string,
  { told = () => {}, signal }: { readonly told?: (progress: Progress) => void; readonly signal?: AbortSignal } = {},
): Promise<Progress | undefined> => {
  const { db } = journal.database
  const found = await journal.state(importStream, id)
  if (found === undefined || found.state.state !== 'running') return undefined
  const { state } = found
  const before = (await progressOf(db, id)) ?? none
  let writing = Promise.resolve(before)
  let lines: SheetLine[] = []
  let broken: string | undefined
  let passed = 0
  for await (const line of readTable(blobs, state.file.blob, state.sheet)) {
    if ('whole' in line) {
      broken = line.broken.message
      break
    }
    if (line.n <= state.headings && 'cells' in line) continue
    if (passed++ < before.lines) continue
    lines.push(line)
    if (lines.length < BATCH) continue
    // Checked while the lines before are written.
    const checked = checkLines(state.mapping, lines)
    lines = []
    const done = await writing
    if (done !== before) {
      told(done)
      if (signal?.aborted === true) return done
    }
    writing = takeLines(journal, id, state, done, checked)
    // What fails is thrown where it is waited for.
    writing.catch(() => {})
  }
  let progress = await writing
  if (progress !== before) {
    told(progress)
    if (signal?.aborted === true) return progress
  }
  if (lines.length > 0) progress = await takeLines(journal, id, state, progress, checkLines(state.mapping, lines))
  await within(db, async (tx) => {
    await advisoryLock('subjects').execute(tx)
    await countSquares(tx)
  })
  told(progress)
  const tally = tallyOf(progress)
  await journal.execute(importStream, {
    streamId: id,
    command: broken === undefined ? { do: 'finish', tally } : { do: 'fail', reason: broken, tally },
    meta: { actor: systemActor('subject-import', '系统（导入）'), key: `subject-import/${id}/end` },
  })
  return progress
}

const within = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : transaction(db, work)

const takeLines = (
  { database: { db }, clock }: Journal,
  id: string,
  { source, asOf }: ImportState,
  before: Progress,
  lines: Checked,
): Promise<Progress> =>
  within(db, async (tx) => {
    // Imports beside one another wait here, so that none waits for another's rows.
    await advisoryLock('subjects').execute(tx)
    const verdicts = await takeRows(tx, { import: id, source, asOf, now: clock.now() }, lines.rows)
    const problems = [...lines.problems]
    let repeated = lines.repeated
    for (const { code, row, verdict, first, as_of } of verdicts) {
      const subject = lines.taken.get(code)?.subject
      if (verdict === 'repeated' && subject !== undefined) {
        repeated++
        problems.push(...repeats(row, subject, first ?? 0))
      }
      if (verdict === 'older')
        problems.push(
          ...numbered(row, [
            {
              column: subjectFields.code.title,
              value: code,
              problem: `名录中已有 ${as_of} 的数据，比本文件新，没有读入`,
              advice: '不需要处理；确需恢复旧数据的，请以新的日期导入',
            },
          ]),
        )
    }
    const count = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).length
    const kept = problems.slice(0, Math.max(0, mostProblems - before.problems))
    const after: Progress = {
      lines: before.lines + lines.count,
      row: lines.last ?? before.row,
      added: before.added + count('added'),
      changed: before.changed + count('changed'),
      same: before.same + count('same'),
      refused: before.refused + lines.refused,
      repeated: before.repeated + repeated,
      older: before.older + count('older'),
      problems: before.problems + kept.length,
    }
    await sql`insert into subject_import_problem (import, row, n, what, value, problem, advice)
      select ${id}, row, n, what, value, problem, advice from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        as r (row int, n int, what text, value text, problem text, advice text) on conflict do nothing`.execute(tx)
    // Somebody else who takes in the same file has gone on meanwhile: nothing of this stays.
    const { rows: moved } = await sql`
      insert into subject_import_progress as p (import, lines, row, added, changed, same, refused, repeated, older, problems)
      values (${id}, ${after.lines}, ${after.row}, ${after.added}, ${after.changed}, ${after.same}, ${after.refused}, ${after.repeated}, ${after.older}, ${after.problems})
      on conflict (import) do update set lines = excluded.lines, row = excluded.row, added = excluded.added, changed = excluded.changed,
        same = excluded.same, refused = excluded.refused, repeated = excluded.repeated, older = excluded.older, problems = excluded.problems
      where p.lines = ${before.lines} returning lines`.execute(tx)
    if (moved.length === 0) throw new Error(`import ${id} is done by two at once`)
    return after
  })

export const progressOf = async (db: Db, id: string): Promise<Progress | undefined> => {
  const { rows } = await sql<Progress>`
    select lines, row, added, changed, same, refused, repeated, older, problems from subject_import_progress where import = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Imports that were begun and haven't ended, the first first. */
export const waitingImports = async (db: Db): Promise<readonly string[]> => {
  const { rows } = await sql<{
    id: string
  }>`select id from subject_import where state = 'running' order by at limit 100`.execute(db)
  return rows.map(({ id }) => id)
}
