import type { Journal } from '../journal/index.ts'
import { type Actor, type Refusal, refusal } from '../kernel/index.ts'
import { type Db, rowsOfPage, sql } from '../platform/index.ts'
import type { Mark, RecordingKind } from './chain.ts'
import { devicesById } from './device.ts'
import { recordingView } from './present.ts'
import { type Recording, recordingStream, type Span } from './recording.ts'
import type { Uploads } from './uploads.ts'
import type { RecordingView } from './view.ts'

/** Whether a person may see a case: `casework` stands below this room, and so it is asked through this. */
export type SeesCase = (actor: Actor, caseId: string) => Promise<boolean>

/** Who sees recordings that no case has yet; those of a case are seen with the case. */
const seeUnlinked = new Set(['leader', 'head', 'archivist', 'supervisor', 'audit-admin'])

export const notYourRecording = refusal(
  'not-your-recording',
  '这份录制所在的案件您不能查看；确需查看的，请向承办机构或者法规处申请',
)

const mayRead = async (actor: Actor, { officer, caseId }: Recording, sees: SeesCase): Promise<boolean> => {
  if (officer?.id === actor.id) return true
  if (caseId !== undefined) return sees(actor, caseId)
  return (
    actor.roles.some((role) => seeUnlinked.has(role)) || (officer?.unit !== undefined && officer.unit === actor.unit)
  )
}

export interface RecordingReader {
  /** The recording's state, or why this person may not see it; undefined where there is none. */
  state(actor: Actor, id: string): Promise<Recording | Refusal | undefined>
  view(actor: Actor, id: string): Promise<RecordingView | Refusal | undefined>
  /** One page, from 1, and one more where there is a next: of a case, or those that wait for a case. */
  list(actor: Actor, query: RecordingQuery): Promise<readonly RecordingView[] | Refusal>
}

export interface RecordingQuery {
  readonly case?: string | undefined
  /** Only what no case has yet. */
  readonly unlinked?: boolean | undefined
  readonly page: number
}

export const createReader = (journal: Journal, uploads: Uploads, sees: SeesCase): RecordingReader => {
  const { db } = journal.database
  const viewsOf = async (actor: Actor, all: readonly { readonly id: string; readonly state: Recording }[]) => {
    const [devices, copies] = await Promise.all([
      devicesById(
        db,
        all.map(({ state }) => state.device?.id ?? ''),
      ),
      copiesOf(
        db,
        all.map(({ id }) => id),
      ),
    ])
    return Promise.all(
      all.map(async ({ id, state }) => {
        const device = devices.get(state.device?.id ?? '')
        const received = state.verdicts.at(-1)?.size ?? (state.received > 0 ? state.tip.bytes : undefined)
        return recordingView(id, state, {
          ...(device === undefined ? {} : { device }),
          receivedBytes: received ?? (await uploads.openOf(id))?.offset ?? 0,
          copies: copies.get(id) ?? [],
          actor,
        })
      }),
    )
  }
  const state: RecordingReader['state'] = async (actor, id) => {
    const found = (await journal.state(recordingStream, id))?.state
    if (found === undefined) return undefined
    return (await mayRead(actor, found, sees)) ? found : notYourRecording
  }
  return {
    state,
    async view(actor, id) {
      const found = await state(actor, id)
      if (found === undefined || 'code' in found) return found
      return (await viewsOf(actor, [{ id, state: found }]))[0]
    },
    async list(actor, { case: caseId, unlinked = false, page }) {
      if (caseId !== undefined && !(await sees(actor, caseId))) return notYourRecording
      const all = actor.roles.some((role) => seeUnlinked.has(role))
      const mine = sql`(officer = ${actor.id} or (case_id is null and (${all} or unit = ${actor.unit ?? ''})))`
      const which = caseId !== undefined ? sql`case_id = ${caseId}` : unlinked ? sql`${mine} and case_id is null` : mine
      const { rows } = await sql<{ id: string }>`
        select id from recording where ${which} order by started_at desc, id limit ${rowsOfPage + 1} offset ${(page - 1) * rowsOfPage}`.execute(
        db,
      )
      const ids = rows.map(({ id }) => id)
      const states = await journal.states(recordingStream, ids)
      return viewsOf(
        actor,
        ids.flatMap((id, n) => {
          const found = states[n]?.state
          return found === undefined ? [] : [{ id, state: found }]
        }),
      )
    },
  }
}

const copiesOf = async (
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly NonNullable<Recording['original']>[]>> => {
  const { rows } = await sql<{ id: string; original: string; state: Recording }>`
    select r.id, r.original, s.state from recording r join stream s on s.kind = 'recording' and s.id = r.id
    where r.original = any(${[...ids]}::text[]) order by r.first_sealed_at limit 1000`.execute(db)
  const copies = new Map<string, NonNullable<Recording['original']>[]>()
  for (const { id, original, state } of rows)
    if (state.original !== undefined) copies.set(original, [...(copies.get(original) ?? []), { ...state.original, id }])
  return copies
}

/** A recording as coverage and gates need it: what of which act was recorded when, and how it stands. */
export interface CaseRecording {
  readonly id: string
  readonly caseId: string
  readonly act?: string
  readonly kind: RecordingKind
  readonly origin: Recording['origin']
  readonly state: 'recording' | 'waiting' | 'checking' | 'verified' | 'damaged' | 'destroyed'
  readonly officer?: string
  /** By the bureau's clock, ISO instant. */
  readonly startedAt: string
  /** Milliseconds from `startedAt`: what was recorded; interruptions lie between. */
  readonly spans: readonly Span[]
  readonly marks: readonly Mark[]
  /** How many chunks aren't as they were sealed. */
  readonly damaged: number
  readonly missing: number
  /** Of a damaged recording that plays: when it isn't as it was sealed. The rest of it stands. */
  readonly lost?: readonly Span[]
  /** When the first of it was sealed in the bureau's log. */
  readonly sealedAt?: string
  readonly deviceState?: 'waiting' | 'approved' | 'revoked'
}

/** The recordings of many cases with one query, oldest first; copies made of others aren't among them. */
export const recordingsOfCases = async (
  db: Db,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseRecording[]>> => {
  const { rows } = await sql<{
    id: string
    case_id: string
    act: string | null
    kind: RecordingKind
    origin: Recording['origin']
    state: CaseRecording['state']
    officer: string | null
    started_at: string
    spans: readonly Span[]
    damaged: number
    missing: number
    lost: readonly Span[] | null
    first_sealed_at: string | null
    device_state: CaseRecording['deviceState'] | null
    marks: readonly Mark[] | null
  }>`
    select r.id, r.case_id, r.act, r.kind, r.origin, r.state, r.officer, r.started_at, r.spans, r.damaged, r.missing, r.lost, r.first_sealed_at,
      d.state as device_state, m.marks
    from recording r left join device d on d.id = r.device
    left join lateral (select jsonb_agg(mark order by n) as marks from recording_mark m where m.recording = r.id) m on true
    where r.case_id = any(${[...new Set(caseIds)]}::text[]) and r.origin <> 'copy' order by r.started_at, r.id`.execute(
    db,
  )
  return Map.groupBy(
    rows.map(
      (row): CaseRecording => ({
        id: row.id,
        caseId: row.case_id,
        ...(row.act === null ? {} : { act: row.act }),
        kind: row.kind,
        origin: row.origin,
        state: row.state,
        ...(row.officer === null ? {} : { officer: row.officer }),
        startedAt: row.started_at,
        spans: row.spans,
        marks: row.marks ?? [],
        damaged: row.damaged,
        missing: row.missing,
        ...(row.lost === null ? {} : { lost: row.lost }),
        ...(row.first_sealed_at === null ? {} : { sealedAt: row.first_sealed_at }),
        ...(row.device_state === null ? {} : { deviceState: row.device_state }),
      }),
    ),
    ({ caseId }) => caseId,
  )
}
