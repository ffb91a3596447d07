import type { Act } from './act.ts'
import type { Recorded, RecordedMedium, RecordListFact, RecordRuleFact } from './facts.ts'
import type { Situation } from './situations.ts'
import { situationsOf } from './situations.ts'
import type { CaseState, Course, Strand } from './state.ts'

/** Milliseconds since 1970, both included in what they bound. */
export interface Interval {
  readonly from: number
  readonly until: number
}

export interface Stretch extends Interval {
  readonly recording: string
  readonly medium: RecordedMedium
  /** Held against its seal and found whole: only this counts. */
  readonly sound: boolean
  /** Not as it was sealed, or lost on the device. */
  readonly damaged?: true
}

/** An exception (音像记录例外): asked for with its reason, and what a leader answered. It never makes a gap invisible. */
export interface Excuse {
  readonly strand: string
  readonly state: 'asked' | 'granted' | 'refused'
  readonly cause: string
  readonly reasons: string
  readonly medium?: string
  readonly askedBy: string
  readonly answeredBy?: string
  readonly answeredAt?: string
}

/** What was recorded of one act, held against what the list of its day asks. */
export interface ActCoverage extends Interval {
  /** Of the act's event in its case. */
  readonly version: number
  readonly act: string
  readonly title: string
  readonly at: string
  readonly required: RecordRuleFact['required']
  /** The list's item that asks the most; absent where only the law's duty asks (查封、扣押 are recorded whole in any case). */
  readonly rule?: RecordRuleFact
  readonly media: readonly RecordedMedium[]
  readonly stretches: readonly Stretch[]
  /** Files that came with the act and count as something of it: photographs, videos, sound. */
  readonly files: number
  /** Seconds of the act that nothing that counts shows, one by one; only where it is to be recorded whole. */
  readonly gaps: readonly Interval[]
  /** 0–1. */
  readonly share: number
  /** As the list asks, by recordings alone. */
  readonly covered: boolean
  readonly excuse?: Excuse
}

export interface DutyBound {
  readonly version: number
  readonly act: string
  readonly at: string
  readonly course: Course
}

const strictness: readonly RecordRuleFact['required'][] = ['none', 'parts', 'whole']

/** Of the items that fit what was done, the one that asks the most; seizure and the like are whole even without one. */
const ruleFor = (list: RecordListFact, act: string, course: Course): RecordRuleFact | undefined => {
  const inPremises = list.premises.some((name) => course.place?.includes(name))
  const fits = (situation: Situation) =>
    situation === 'always' ||
    (situation === 'premises' && inPremises) ||
    course.situations?.includes(situation) === true
  return list.rows
    .filter((row) => row.act === act && fits(row.situation))
    .toSorted(
      (a, b) =>
        strictness.indexOf(b.required) - strictness.indexOf(a.required) ||
        Number(b.situation !== 'always') - Number(a.situation !== 'always'),
    )[0]
}

/** What an act's data says of how it went, as far as its recording is measured by it. */
export const courseOf = (
  { title, duty = 'text' }: Pick<Act, 'title' | 'duty'>,
  input: Readonly<Record<string, unknown>>,
): Course => {
  const time = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined)
  const [from, until] = [time(input.from), time(input.until)]
  const found = situationsOf(input)
  return {
    title,
    duty,
    ...(from !== undefined && until !== undefined && from <= until ? { from, until } : {}),
    ...(typeof input.place === 'string' ? { place: input.place } : {}),
    ...(found.length === 0 ? {} : { situations: found }),
  }
}

/**
 * Coverage of acts by recordings, for each of them: pure arithmetic on intervals. `listOn` gives the list of a day; acts of a day
 * without one are left out, so that a bureau holds nobody to a list from before it was made.
 */
export const coverageOf = (
  acts: readonly DutyBound[],
  recorded: readonly Recorded[],
  listOn: (at: string) => RecordListFact | undefined,
  more: {
    readonly filesOf?: (version: number) => readonly RecordedMedium[]
    readonly excuseOf?: (version: number) => Excuse | undefined
  } = {},
): readonly ActCoverage[] =>
  acts.flatMap(({ version, act, at, course }) => {
    const list = listOn(course.from ?? at)
    if (list === undefined) return []
    const rule = ruleFor(list, act, course)
    const required = course.duty === 'whole' && rule?.required !== 'whole' ? 'whole' : (rule?.required ?? 'none')
    const media = rule === undefined || rule.required !== required ? (['video'] as const) : rule.media
    const from = Date.parse(course.from ?? at)
    const until = Date.parse(course.until ?? at)
    const lasts = until > from
    const edge = list.edge * 1000
    const stretches = recorded
      .flatMap(({ id, medium, spans, sound, damaged, act: made }): readonly Stretch[] =>
        spans
          .filter((span) =>
            // What has no time of its own (a service) is shown by what was recorded of it on its day.
            lasts
              ? span.until >= from - edge && span.from <= until + edge
              : made === act && Math.abs(span.from - from) < 86_400_000,
          )
          .map((span) => ({
            ...span,
            recording: id,
            medium,
            sound,
            ...(damaged === undefined ? {} : { damaged }),
          })),
      )
      .toSorted((a, b) => a.from - b.from)
    const counting = stretches.filter(({ sound, medium }) => sound && media.includes(medium))
    const damaged = stretches.filter((stretch) => stretch.damaged === true)
    const gaps = lasts && required === 'whole' ? gapsIn({ from, until }, counting, damaged, list) : []
    const files = (more.filesOf?.(version) ?? []).filter((medium) => media.includes(medium)).length
    const missing = gaps.reduce((sum, gap) => sum + gap.until - gap.from, 0)
    const covered =
      required === 'none' ||
      (required === 'whole' && lasts ? gaps.length === 0 : counting.length > 0 || (required === 'parts' && files > 0))
    const excuse = more.excuseOf?.(version)
    return [
      {
        version,
        act,
        title: course.title,
        at,
        from,
        until,
        required,
        ...(rule === undefined ? {} : { rule }),
        media,
        stretches,
        files,
        gaps,
        share: covered ? 1 : lasts && required === 'whole' ? 1 - missing / (until - from) : 0,
        covered,
        ...(excuse === undefined ? {} : { excuse }),
      },
    ]
  })

/**
 * What of the whole no stretch shows, to the second; what the list tolerates at both ends and between isn't told. A list tolerates that
 * a camera was late or stopped for a moment, and not that what it recorded was changed or lost: of that, each second is told.
 */
const gapsIn = (
  whole: Interval,
  stretches: readonly Interval[],
  damaged: readonly Interval[],
  { gap, edge }: Pick<RecordListFact, 'gap' | 'edge'>,
): readonly Interval[] => {
  const gaps: Interval[] = []
  let reached = whole.from
  for (const { from, until } of [...stretches, { from: whole.until, until: whole.until }]) {
    const to = Math.min(from, whole.until)
    // An entry made to the minute begins and ends up to so much beside the recording.
    const tolerated = reached === whole.from || to === whole.until ? edge : gap
    if (to - reached > tolerated * 1000) gaps.push({ from: reached, until: to })
    else
      for (const each of damaged) {
        const [begins, ends] = [Math.max(each.from, reached), Math.min(each.until, to)]
        if (begins < ends) gaps.push({ from: begins, until: ends })
      }
    reached = Math.max(reached, until)
  }
  return gaps.map(({ from, until }) => ({
    from: Math.floor(from / 1000) * 1000,
    until: Math.ceil(until / 1000) * 1000,
  }))
}

/** What a file counts as, by its MIME type. */
export const mediumOf = (type: string): RecordedMedium | undefined =>
  type.startsWith('image/')
    ? 'photo'
    : type.startsWith('video/')
      ? 'video'
      : type.startsWith('audio/')
        ? 'sound'
        : undefined

export const exceptionStrand = 'recording-exception'

/** The last exception that was asked for an act, out of the case's strands. */
export const excuseIn = (strands: readonly Strand[], version: number): Excuse | undefined => {
  const strand = strands.findLast(
    ({ kind, data }) =>
      kind === exceptionStrand &&
      (data.asked as { readonly acts?: readonly number[] } | undefined)?.acts?.includes(version) === true,
  )
  if (strand === undefined) return undefined
  const { asked, askedBy, answeredBy, answeredAt } = strand.data as {
    readonly asked: { readonly cause: string; readonly reasons: string; readonly medium?: string }
    readonly askedBy: { readonly name: string }
    readonly answeredBy?: { readonly name: string }
    readonly answeredAt?: string
  }
  return {
    strand: strand.id,
    state: strand.state as Excuse['state'],
    cause: asked.cause,
    reasons: asked.reasons,
    ...(asked.medium === undefined ? {} : { medium: asked.medium }),
    askedBy: askedBy.name,
    ...(answeredBy === undefined ? {} : { answeredBy: answeredBy.name }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
  }
}

interface RecordedFacts {
  readonly recorded: readonly Recorded[]
  readonly recordList: (at: string) => RecordListFact | undefined
}

/** Several gates of one page ask for the same. */
const covered = new WeakMap<CaseState, { readonly facts: RecordedFacts; readonly rows: readonly ActCoverage[] }>()

/** The duties of a case, held against its recordings. */
export const caseCoverage = (state: CaseState, facts: RecordedFacts): readonly ActCoverage[] => {
  const known = covered.get(state)
  if (known?.facts === facts) return known.rows
  const files = Map.groupBy(state.files, ({ version }) => version)
  const exceptions = state.strands.filter(({ kind }) => kind === exceptionStrand)
  const rows = coverageOf(
    state.done.flatMap(({ course, ...act }) => (course === undefined ? [] : [{ ...act, course }])),
    facts.recorded,
    facts.recordList,
    {
      filesOf: (version) => (files.get(version) ?? []).flatMap(({ type }) => mediumOf(type) ?? []),
      excuseOf: (version) => excuseIn(exceptions, version),
    },
  )
  covered.set(state, { facts, rows })
  return rows
}

/** Neither recorded nor formally excused. */
export const isOpenGap = ({ covered, excuse }: ActCoverage): boolean => !covered && excuse?.state !== 'granted'
