import type { Actor } from '../kernel/index.ts'
import { termsOf } from '../kernel/index.ts'
import { type Db, hasTerms, type Sql, sql } from '../platform/index.ts'
import { squaresPerDegree } from '../registry/index.ts'
import { mayReadRow } from './sight.ts'
import { type MapKind, type MapListed, type MapPoint, type MapView, mapKinds } from './view.ts'

export interface MapQuery {
  /** What is in sight, in degrees of WGS-84. */
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly zoom: number
  readonly show?: MapKind
  readonly q?: string
  /** Of cases: the unit that handles them, their item, the days between which they were opened (both included). */
  readonly unit?: string
  readonly item?: string
  readonly from?: string
  readonly until?: string
}

/** So many of the newest cases are looked at; who has more chooses a unit or a period. */
const mostCases = 20_000
/** So many subjects are given one by one; more are counted by squares. */
const mostSubjects = 5000
/** From here on a screen shows so little of a city that its subjects can be counted as they are. */
const nearZoom = 15
/** A map in sight has about so many squares at most; none gets more. */
const mostPoints = 2000
const listed = 50
const casesOfOne = 3

/** The side of the squares that become one point: a quarter of a tile, in degrees. */
export const sideOf = (zoom: number): number => 360 / 2 ** zoom / 4

interface Placed {
  readonly key: string
  readonly name: string
  readonly address: string | null
  readonly lon: number
  readonly lat: number
  readonly kind: MapKind
}

interface Counted {
  readonly lon: number
  readonly lat: number
  readonly n: number
}

const inSight = (of: Sql, { west, south, east, north }: MapQuery): Sql =>
  sql`${of}.lon between ${west}::float8 and ${east}::float8 and ${of}.lat between ${south}::float8 and ${north}::float8`

const isOfCases = ({ unit, item, from, until }: MapQuery): boolean =>
  [unit, item, from, until].some((each) => each !== undefined && each !== '')

/** Parties with a place and with cases that this person may see, newest first. A case is closed when it was decided or filed; one that ended before filing was an inspection. */
const placedParties = async (db: Db, actor: Actor, query: MapQuery): Promise<readonly Placed[]> => {
  const { unit, item, from, until, q = '', zoom } = query
  const terms = termsOf(q)
  const { rows } = await sql<Omit<Placed, 'kind'> & { open: boolean; closed: boolean }>`
    with recent as materialized (
      select case_file.id, case_file.final, case_file.number, case_file.changed_at from case_file
      where ${mayReadRow(actor)}
        ${unit === undefined ? sql`` : sql`and case_file.unit = ${unit}`} ${item === undefined ? sql`` : sql`and case_file.item = ${item}`}
        ${from === undefined ? sql`` : sql`and case_file.opened_at >= ${`${from}T00:00:00+08:00`}::timestamptz`}
        ${until === undefined ? sql`` : sql`and case_file.opened_at < ${`${until}T00:00:00+08:00`}::timestamptz + interval '1 day'`}
        ${zoom < nearZoom ? sql`` : sql`and case_file.id in (select p.case_id from subject s join case_party p on p.party_key = s.code where ${inSight(sql`s`, query)})`}
      order by case_file.changed_at desc limit ${mostCases}
    )
    select s.code as key, s.name, s.address, s.lon, s.lat, bool_or(not r.final) as open, bool_or(r.final and r.number is not null) as closed
    from recent r join case_party p on p.case_id = r.id join subject s on s.code = p.party_key
    where ${inSight(sql`s`, query)} and ${terms.length === 0 ? sql`true` : hasTerms(sql`s`, terms)}
    group by s.code order by max(r.changed_at) desc, s.code`.execute(db)
  return rows.map(({ open, closed, ...row }) => ({ ...row, kind: open ? 'open' : closed ? 'closed' : 'inspected' }))
}

const nearSubjects = async (db: Db, query: MapQuery, limit: number): Promise<readonly Placed[]> => {
  const terms = termsOf(query.q ?? '')
  const { rows } = await sql<Omit<Placed, 'kind'>>`
    select s.code as key, s.name, s.address, s.lon, s.lat from subject s
    where ${inSight(sql`s`, query)} and ${terms.length === 0 ? sql`true` : hasTerms(sql`s`, terms)} limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, kind: 'subject' }))
}

/** How many subjects are in sight, out of the table of counts. */
const countSubjects = async (db: Db, { west, south, east, north }: MapQuery): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::int as n from subject_square
    where x between ${Math.floor(west * squaresPerDegree)} and ${Math.floor(east * squaresPerDegree)}
      and y between ${Math.floor(south * squaresPerDegree)} and ${Math.floor(north * squaresPerDegree)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Many subjects as counts, a point for each square of the zoom. */
const countedSubjects = async (db: Db, query: MapQuery): Promise<readonly Counted[]> => {
  const side = sideOf(query.zoom)
  const { west, south, east, north, zoom } = query
  const { rows } =
    zoom < nearZoom
      ? await sql<Counted>`
        select sum(n)::int as n, sum(lon * n) / sum(n) as lon, sum(lat * n) / sum(n) as lat from subject_square
        where x between ${Math.floor(west * squaresPerDegree)} and ${Math.floor(east * squaresPerDegree)}
          and y between ${Math.floor(south * squaresPerDegree)} and ${Math.floor(north * squaresPerDegree)}
        group by floor(lon / ${side}::float8), floor(lat / ${side}::float8) limit ${mostPoints}`.execute(db)
      : await sql<Counted>`
        select count(*)::int as n, avg(lon) as lon, avg(lat) as lat from subject s where ${inSight(sql`s`, query)}
        group by floor(lon / ${side}::float8), floor(lat / ${side}::float8) limit ${mostPoints}`.execute(db)
  return rows
}

/** Points that lie in one square become one, with how many of which kind; one that is alone keeps its name. */
export const clustered = (places: readonly Placed[], counts: readonly Counted[], side: number): readonly MapPoint[] => {
  const squares = new Map<string, { members: Placed[]; counted?: Counted }>()
  const squareOf = ({ lon, lat }: { readonly lon: number; readonly lat: number }) => {
    const name = `${Math.floor(lon / side)} ${Math.floor(lat / side)}`
    const square = squares.get(name) ?? { members: [] }
    squares.set(name, square)
    return square
  }
  for (const place of places) squareOf(place).members.push(place)
  for (const counted of counts) {
    const square = squareOf(counted)
    square.counted = { ...counted, n: (square.counted?.n ?? 0) + counted.n }
  }
  return [...squares.values()].slice(0, mostPoints).map(({ members, counted }): MapPoint => {
    const of = (kind: MapKind) => members.filter((each) => each.kind === kind).length
    // What has cases stands among what was counted.
    const subject = counted === undefined ? of('subject') : Math.max(0, counted.n - members.length)
    const n = counted === undefined ? members.length : members.length + subject
    const [one] = members
    const middle = (axis: 'lon' | 'lat') =>
      members.length === 0
        ? (counted?.[axis] ?? 0)
        : members.reduce((sum, each) => sum + each[axis], 0) / members.length
    return {
      lon: middle('lon'),
      lat: middle('lat'),
      n,
      open: of('open'),
      closed: of('closed'),
      inspected: of('inspected'),
      subject,
      ...(n === 1 && one !== undefined ? { key: one.key, name: one.name } : {}),
    }
  })
}

/** The parties and subjects in sight: as points for the map, and the first of them as a list that says the same. */
export const mapView = async (db: Db, actor: Actor, query: MapQuery): Promise<MapView> => {
  const { show } = query
  const parties = await placedParties(db, actor, query)
  const wanted = parties.filter(({ kind }) => show === undefined || show === kind)
  const withSubjects = (show === undefined || show === 'subject') && !isOfCases(query)
  const searched = (query.q ?? '').trim() !== ''
  const total = withSubjects && !searched ? await countSubjects(db, query) : 0
  const oneByOne = total <= mostSubjects || searched
  const known = new Set(parties.map(({ key }) => key))
  const subjects = withSubjects
    ? (await nearSubjects(db, query, oneByOne ? mostSubjects : listed + known.size)).filter(
        ({ key }) => !known.has(key),
      )
    : []
  const counts = withSubjects && !oneByOne ? await countedSubjects(db, query) : []
  const order = Object.keys(mapKinds)
  const all = [
    ...wanted.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)),
    ...subjects.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  ]
  const points = clustered(oneByOne ? all : show === 'subject' ? [] : wanted, counts, sideOf(query.zoom))
  return {
    points,
    list: await withCases(db, actor, all.slice(0, listed)),
    total: points.reduce((sum, { n }) => sum + n, 0),
  }
}

const withCases = async (db: Db, actor: Actor, places: readonly Placed[]): Promise<readonly MapListed[]> => {
  const keys = places.filter(({ kind }) => kind !== 'subject').map(({ key }) => key)
  const { rows } = await sql<{ party_key: string; id: string; title: string }>`
    select party_key, id, title from (
      select p.party_key, case_file.id, case_file.title, row_number() over (partition by p.party_key order by case_file.changed_at desc) as place
      from case_party p join case_file on case_file.id = p.case_id where p.party_key = any(${keys}::text[]) and ${mayReadRow(actor)}
    ) each where place <= ${casesOfOne} order by party_key, place`.execute(db)
  const cases = Map.groupBy(rows, ({ party_key }) => party_key)
  return places.map(({ key, name, address, lon, lat, kind }) => ({
    key,
    name,
    ...(address === null ? {} : { address }),
    lon,
    lat,
    kind,
    kindTitle: mapKinds[kind],
    cases: (cases.get(key) ?? []).map(({ id, title }) => ({ id, title })),
  }))
}

/** The rectangle in which subjects with a place lie. */
export const extentOf = async (
  db: Db,
): Promise<{ west: number; south: number; east: number; north: number } | undefined> => {
  const { rows } = await sql<{ west: number | null; south: number; east: number; north: number }>`
    select min(lon) as west, min(lat) as south, max(lon) as east, max(lat) as north from subject_square`.execute(db)
  const [row] = rows
  return row === undefined || row.west === null ? undefined : { ...row, west: row.west }
}
