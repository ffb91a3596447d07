import { addDays } from '../calendar/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { validOn } from '../procedure/index.ts'
import { allInForce, type InForce } from '../registry/index.ts'

/** 国办发〔2018〕118号 (11): reviewers are at least this share of a bureau's officers, in percent. */
export const LEAST_SHARE = 5

type Person = InForce<'officer'>

export interface UnitStaff {
  readonly unit: string
  readonly officers: number
  readonly reviewers: number
}

/** Who enforces and who reviews, of the bureau and of each unit that has either. */
export interface Staffing {
  readonly officers: number
  readonly reviewers: readonly Person[]
  /** Percent, to a tenth, rounded down; absent where nobody enforces. */
  readonly share?: number
  readonly units: readonly UnitStaff[]
  readonly unitOf: ReadonlyMap<string, string>
}

/** Whose service is bought reviews, and is none of those whom the bureau has to have. */
const ofStaff = ({ data }: Person): boolean => data.engagement === undefined

/** An officer counts with a certificate that is valid on the day. */
export const staffingOf = (people: readonly Person[], units: readonly InForce<'unit'>[], day: string): Staffing => {
  const enforcing = people.filter(
    ({ data }) => data.roles.includes('officer') && validOn(data.certificates, day) !== undefined,
  )
  const reviewers = people.filter(({ data }) => data.roles.includes('reviewer'))
  return {
    officers: enforcing.length,
    reviewers,
    ...(enforcing.length === 0
      ? {}
      : { share: Math.floor((reviewers.filter(ofStaff).length / enforcing.length) * 1000) / 10 }),
    units: units.flatMap(({ id, title }) => {
      const of = (all: readonly Person[]) => all.filter(({ data }) => data.unit === id).length
      const own = { unit: title, officers: of(enforcing), reviewers: of(reviewers.filter(ofStaff)) }
      return own.officers + own.reviewers === 0 ? [] : [own]
    }),
    unitOf: new Map(units.map(({ id, title }) => [id, title])),
  }
}

export const staffingOn = async (db: Db, day: string): Promise<Staffing> => {
  const [people, units] = await Promise.all([allInForce(db, ['officer'], day), allInForce(db, ['unit'], day)])
  return staffingOf(people, units, day)
}

export interface Load {
  /** Reviews that wait for this person. */
  readonly waiting: number
  /** Opinions of the last twelve months. */
  readonly given: number
}

/** What each reviewer carries, by person; who carries nothing has no row. */
export const loadsOf = async (db: Db, day: string): Promise<ReadonlyMap<string, Load>> => {
  const { rows } = await sql<{ person: string; waiting: number; given: number }>`
    select person, sum(waiting)::int as waiting, sum(given)::int as given from (
      select person, count(*) as waiting, 0 as given from case_wait where act in ('accept-review', 'give-opinion', 'reread-changes') and person is not null group by person
      union all
      select actor ->> 'id', 0, count(*) from event
      where kind = 'case' and type = 'give-opinion' and happened_at >= ${addDays(day, -365)}::date group by actor ->> 'id'
    ) each group by person`.execute(db)
  return new Map(rows.map(({ person, waiting, given }) => [person, { waiting, given }]))
}
