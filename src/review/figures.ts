import { type Db, sql } from '../platform/index.ts'
import { type ReviewPoint, reviewPoints } from './points.ts'

/** Events of a year that are looked at, the newest. */
const MOST = 50_000

/** What of an event the figures ask. */
export interface ReviewEvent {
  readonly caseId: string
  readonly type:
    | 'report-investigation'
    | 'submit-for-review'
    | 'return-submission'
    | 'accept-review'
    | 'give-opinion'
    | 'make-decision'
  readonly version: number
  /** ISO instant. */
  readonly at: string
  readonly unit: string
  readonly item: string
  /** Of the review. */
  readonly strand?: string
  readonly outcome?: string
  /** Points by their answers. */
  readonly points?: Readonly<Partial<Record<ReviewPoint, string>>>
  /** What a submission lacked. */
  readonly lacking?: readonly string[]
  /** Fen: proposed in a report, imposed by a decision. */
  readonly fine?: number
}

export interface ReviewCount {
  readonly name: string
  readonly submitted: number
  readonly returned: number
  readonly opinions: number
  /** Opinions that didn't simply agree. */
  readonly objected: number
  /** Median calendar days from acceptance to opinion. */
  readonly days?: number
}

export interface ReviewFigures {
  readonly units: readonly ReviewCount[]
  readonly items: readonly ReviewCount[]
  readonly lacking: readonly { readonly item: string; readonly times: number }[]
  /** What reviews caught: points that were answered no, and how many of them a later opinion of the case answered yes. */
  readonly caught: readonly {
    readonly point: ReviewPoint
    readonly title: string
    readonly no: number
    readonly mended: number
  }[]
  /** Decided cases whose fine is another than the one that was first submitted. */
  readonly fines: {
    readonly decided: number
    readonly lowered: number
    readonly raised: number
    /** Fen, of all of them: what was decided less what was first submitted. */
    readonly difference: number
  }
}

const median = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? undefined : Math.round(((low + high) / 2) * 10) / 10
}

const DAY = 86_400_000

/** How reviews went and what they caught, out of the events themselves. Pure. */
export const reviewFigures = (events: readonly ReviewEvent[]): ReviewFigures => {
  const accepted = new Map(
    events.filter(({ type }) => type === 'accept-review').map(({ caseId, strand, at }) => [`${caseId} ${strand}`, at]),
  )
  const countBy = (of: (event: ReviewEvent) => string): readonly ReviewCount[] =>
    [
      ...Map.groupBy(
        events.filter((event) => of(event) !== ''),
        of,
      ),
    ]
      .map(([name, own]) => {
        const typed = (type: ReviewEvent['type']) => own.filter((each) => each.type === type)
        const opinions = typed('give-opinion')
        const days = median(
          opinions.flatMap(({ caseId, strand, at }) => {
            const since = accepted.get(`${caseId} ${strand}`)
            return since === undefined ? [] : [(Date.parse(at) - Date.parse(since)) / DAY]
          }),
        )
        return {
          name,
          submitted: typed('submit-for-review').length,
          returned: typed('return-submission').length,
          opinions: opinions.length,
          objected: opinions.filter(({ outcome }) => outcome !== 'agree').length,
          ...(days === undefined ? {} : { days }),
        }
      })
      .filter(({ submitted, opinions }) => submitted + opinions > 0)
      .sort((a, b) => b.objected - a.objected || b.opinions - a.opinions || (a.name < b.name ? -1 : 1))
  const lacking = Map.groupBy(
    events.flatMap(({ lacking: items = [] }) => items),
    (item) => item,
  )
  const cases = [...Map.groupBy(events, ({ caseId }) => caseId).values()].map((own) =>
    own.toSorted((a, b) => a.version - b.version),
  )
  const noes = cases.flatMap((own) =>
    own
      .filter(({ type }) => type === 'give-opinion')
      .flatMap((opinion) =>
        (Object.entries(opinion.points ?? {}) as [ReviewPoint, string][])
          .filter(([, answer]) => answer === 'no')
          .map(([point]) => ({
            point,
            mended: own.some(({ version, points }) => version > opinion.version && points?.[point] === 'yes'),
          })),
      ),
  )
  const changes = cases.flatMap((own) => {
    const decision = own.findLast(({ type }) => type === 'make-decision')?.fine
    const submitted = own.findIndex(({ type }) => type === 'submit-for-review')
    const proposed = own.slice(0, submitted + 1).findLast(({ type }) => type === 'report-investigation')?.fine
    return decision === undefined || proposed === undefined ? [] : [decision - proposed]
  })
  return {
    units: countBy(({ unit }) => unit),
    items: countBy(({ item }) => item),
    lacking: [...lacking]
      .map(([item, all]) => ({ item, times: all.length }))
      .sort((a, b) => b.times - a.times || (a.item < b.item ? -1 : 1)),
    caught: (Object.entries(reviewPoints) as [ReviewPoint, string][]).flatMap(([point, title]) => {
      const own = noes.filter((each) => each.point === point)
      return own.length === 0
        ? []
        : [{ point, title, no: own.length, mended: own.filter(({ mended }) => mended).length }]
    }),
    fines: {
      decided: changes.length,
      lowered: changes.filter((change) => change < 0).length,
      raised: changes.filter((change) => change > 0).length,
      difference: changes.reduce((sum, change) => sum + change, 0),
    },
  }
}

/** The events since an instant that the figures are made of: one query, the newest of them. */
export const reviewEventsSince = async (db: Db, from: string): Promise<readonly ReviewEvent[]> => {
  const { rows } = await sql<ReviewEvent>`
    select e.stream_id as "caseId", e.type, e.version, e.happened_at as at, f.unit_name as unit, coalesce((
        select r.data ->> 'name' from registry_entry r where r.kind = 'item' and r.entry = f.item order by r.from_day desc limit 1
      ), '') as item,
      e.data -> 'strand' ->> 'id' as strand, e.data -> 'input' ->> 'outcome' as outcome, e.data -> 'input' -> 'items' as lacking,
      case when e.type = 'give-opinion' then (
        select jsonb_object_agg(p.key, p.value ->> 'answer') from jsonb_each(e.data -> 'input' -> 'points') p
      ) end as points,
      -- Several violations or parties have several fines: those cases aren't compared.
      case when jsonb_array_length(coalesce(e.data -> 'input' -> 'otherPenalties', '[]')) > 0 then null
        when e.type = 'report-investigation' then (e.data -> 'input' -> 'penalty' ->> 'fine')::float8
        when e.type = 'make-decision' then (select d.fine::float8 from case_decision d where d.case_id = e.stream_id order by d.n limit 1)
      end as fine
    from event e join case_file f on f.id = e.stream_id
    where e.kind = 'case' and e.happened_at >= ${from}::timestamptz and e.type in
      ('report-investigation', 'submit-for-review', 'return-submission', 'accept-review', 'give-opinion', 'make-decision')
    order by e.happened_at desc, e.version desc limit ${MOST}`.execute(db)
  return rows.map((row) => ({
    caseId: row.caseId,
    type: row.type,
    version: row.version,
    at: new Date(row.at).toISOString(),
    unit: row.unit,
    item: row.item,
    ...(row.strand == null ? {} : { strand: row.strand }),
    ...(row.outcome == null ? {} : { outcome: row.outcome }),
    ...(row.points == null ? {} : { points: row.points }),
    ...(row.type !== 'return-submission' || row.lacking == null ? {} : { lacking: row.lacking }),
    ...(row.fine == null ? {} : { fine: row.fine }),
  }))
}
