import { readFileSync } from 'node:fs'
import { dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import { type Actor, newId } from '../src/kernel/index.ts'
import type { Blobs } from '../src/platform/index.ts'
import type { CaseState } from '../src/procedure/index.ts'
import { recordingStream, viewingStream } from '../src/recording/index.ts'
import { recordList } from './record-list.ts'

/** Small pictures of a running clock, long enough for what the demo's officers do; seconds. */
const clips = [
  { file: 'site', seconds: 1560 },
  { file: 'room', seconds: 2760 },
  { file: 'hearing', seconds: 7260 },
] as const

/** What is filmed whole in this bureau. */
const whole = new Set(recordList.rows.flatMap(({ act, required }) => (required === 'whole' ? [act] : [])))
/** In every so many cases the recorder failed during the inspection, and an exception was approved. */
const failing = 17
export const recorderFailed = (n: number): boolean => n % failing === 3
/** Who watches what before what, as the list says. */
const watchers = { 'give-opinion': 'reviewer', 'make-decision': 'decider', 'decide-otherwise': 'decider' } as const
const watchedBy = (act: string, who: string): boolean =>
  recordList.rows.some((row) => row.act === act && row.viewing?.some((each) => each === who))

/** An act that was filmed, by whom. */
export interface Filmed {
  readonly caseId: string
  readonly recording: string
  readonly officer: Actor
}

/** Seconds before an act begins at which the officers press the button. */
const EARLY = 20

/** The recordings of the demo's cases: each act that must be filmed is, by a recorder whose file comes in through a docking station. */
export const demoRecordings = async ({ journal }: House, blobs: Blobs) => {
  const files = await Promise.all(
    clips.map(async ({ file, seconds }) => {
      const bytes = readFileSync(new URL(`video/${file}.webm`, import.meta.url))
      return { ...(await blobs.put(bytes)), seconds }
    }),
  )
  const made = new Map<string, { readonly recording: string; readonly act: string }[]>()
  const must = (outcome: { readonly ok: boolean }) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  return {
    /** After an act: films what it was, where it had to be filmed. */
    async film(n: number, caseId: string, state: CaseState, officer: Actor): Promise<Filmed | undefined> {
      const { act, course } = state.done.at(-1) ?? {}
      if (act === undefined || course?.from === undefined || course.until === undefined || !whole.has(act))
        return undefined
      if (act === 'inspect-site' && recorderFailed(n)) return undefined
      const lasts = (Date.parse(course.until) - Date.parse(course.from)) / 1000 + 2 * EARLY
      const file = files.find(({ seconds }) => seconds >= lasts)
      if (file === undefined) throw new Error(`no clip is ${lasts} seconds long`)
      const recording = newId()
      const startedAt = new Date(Date.parse(course.from) - EARLY * 1000).toISOString()
      must(
        await journal.execute(recordingStream, {
          streamId: recording,
          command: {
            do: 'import',
            kind: 'video',
            mime: 'video/webm',
            type: 'video/webm',
            source: '执法记录仪采集站',
            name: `${dayOf(startedAt).replaceAll('-', '')}-${officer.id}.webm`,
            startedAt,
            seconds: file.seconds,
            caseId,
            act,
            officer: {
              id: officer.id,
              name: officer.name,
              ...(officer.unit === undefined ? {} : { unit: officer.unit }),
            },
            matched: '按录制时间、佩戴人员和在办案件',
            sha256: file.sha256,
            size: file.size,
          },
          meta: { actor: officer, key: `demo/film/${caseId}/${act}/${startedAt}` },
        }),
      )
      made.set(caseId, [...(made.get(caseId) ?? []), { recording, act }])
      return { caseId, recording, officer }
    },

    /** Before an opinion or a decision: watches what the list says is watched. */
    async watch(caseId: string, act: string, person: Actor): Promise<void> {
      const who = watchers[act as keyof typeof watchers]
      if (who === undefined) return
      for (const { recording } of (made.get(caseId) ?? []).filter((each) => watchedBy(each.act, who))) {
        const viewing = newId()
        const purpose = who === 'reviewer' ? 'review' : 'decision'
        must(
          await journal.execute(viewingStream, {
            streamId: viewing,
            command: { do: 'open', recording, caseId, purpose },
            meta: { actor: person, key: `demo/open/${viewing}` },
          }),
        )
        must(
          await journal.execute(viewingStream, {
            streamId: viewing,
            command: { do: 'watched', spans: [[0, 240_000]] },
            meta: { actor: person, key: `demo/watched/${viewing}` },
          }),
        )
      }
    },
  }
}
