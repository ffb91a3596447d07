import { type Db, sql } from '../platform/index.ts'
import { fieldChanges, unitNames } from './drafts/read.ts'
import { type RegistryData, type RegistryKind, registryKinds } from './kinds.ts'
import { entryWords, type FieldWords, fieldTitles, type UnitNames } from './words.ts'

/** What the public is given of the lists that the bureau publishes before it acts: words, no ids of people. */

export interface PublicListRow {
  readonly kind: RegistryKind
  readonly title: string
  readonly about: string
  readonly entries: number
  /** The day of the newest entering. */
  readonly updated?: string
}

export interface PublicEntry {
  readonly kind: RegistryKind
  readonly id: string
  readonly version: number
  readonly from: string
  readonly until?: string
  readonly title: string
  readonly unit?: string
  readonly reason: string
  readonly fields: readonly FieldWords[]
  /** A basis outside of the texts of law that nobody has held against its text (未经核实). */
  readonly unverified: boolean
}

export interface PublicChange {
  readonly kind: RegistryKind
  readonly kindTitle: string
  readonly id: string
  readonly title: string
  readonly version: number
  readonly what: 'new' | 'change' | 'end'
  /** When it was announced, and from (or, for an end, until) which day it holds. */
  readonly at: string
  readonly day: string
  readonly fields: readonly {
    readonly title: string
    readonly before: readonly string[]
    readonly after: readonly string[]
  }[]
  readonly reason: string
  /** Units that drafted and reviewed it, where it went by a draft. */
  readonly draftedBy?: string
  readonly reviewedBy?: string
}

export interface ListPage {
  readonly rows: readonly PublicEntry[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface PublicLists {
  today(): string
  overview(): Promise<readonly PublicListRow[]>
  list(kind: RegistryKind, query: { readonly q?: string; readonly page?: number }): Promise<ListPage>
  /** All that holds today, by title. */
  all(kind: RegistryKind): AsyncIterable<PublicEntry>
  /** The versions of an entry, newest first; none where there is no such entry. */
  versions(kind: RegistryKind, id: string): Promise<readonly PublicEntry[]>
  /** Months, YYYY-MM, in which something changed, newest first. */
  changeMonths(): Promise<readonly string[]>
  /** Changes announced in a month, newest first, at most so many as a page holds; `people` only those of officers, else all others too. */
  changes(query: { readonly month?: string; readonly people?: boolean }): Promise<readonly PublicChange[]>
}

/** The kinds that are published, in the order of the overview. */
export const listedKinds: readonly RegistryKind[] = (Object.keys(registryKinds) as RegistryKind[]).filter(
  (kind) => registryKinds[kind].listed !== undefined,
)
export const isListed = (kind: string): kind is RegistryKind => (listedKinds as readonly string[]).includes(kind)

const PAGE = 50
const CHANGES = 200
const VERSIONS = 200

interface Row {
  readonly kind: RegistryKind
  readonly entry: string
  readonly version: number
  readonly from_day: string
  readonly until_day: string | null
  readonly title: string
  readonly data: Readonly<Record<string, unknown>>
  readonly reason: string
}
const columns = sql.raw('kind, entry, version, from_day, until_day, title, data, reason')

const entryOf = (row: Row, units: UnitNames): PublicEntry => ({
  kind: row.kind,
  id: row.entry,
  version: row.version,
  from: row.from_day,
  ...(row.until_day === null ? {} : { until: row.until_day }),
  title: row.title,
  ...(typeof row.data.unit === 'string' ? { unit: units.get(row.data.unit) ?? row.data.unit } : {}),
  reason: row.reason,
  fields: entryWords(row.kind, row.data, units).filter(({ name }) => name !== 'verified'),
  unverified: typeof row.data.document === 'string' && row.data.document !== '' && row.data.verified !== true,
})

export const createPublicLists = (db: Db, today: () => string): PublicLists => {
  const holding = (kind: RegistryKind, q: string) =>
    sql`kind = ${kind} and from_day <= ${today()}::date and (until_day is null or until_day >= ${today()}::date) and position(${q}::text in title || ' ' || data::text) > 0`
  return {
    today,
    async overview() {
      const { rows } = await sql<{ kind: RegistryKind; entries: number; updated: string | null }>`
        select k.kind, (select count(*)::int from registry_entry e where e.kind = k.kind and e.from_day <= ${today()}::date
            and (e.until_day is null or e.until_day >= ${today()}::date)) as entries,
          (select to_char(max(c.at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from registry_change c where c.kind = k.kind) as updated
        from unnest(${[...listedKinds]}::text[]) with ordinality as k (kind, n) order by k.n`.execute(db)
      return rows.map(({ kind, entries, updated }) => ({
        kind,
        title: registryKinds[kind].title,
        about: registryKinds[kind].listed ?? '',
        entries,
        ...(updated === null ? {} : { updated }),
      }))
    },

    async list(kind, { q = '', page = 1 }) {
      const [{ rows: counted }, { rows }, units] = await Promise.all([
        sql<{ n: number }>`select count(*)::int as n from registry_entry where ${holding(kind, q)}`.execute(db),
        sql<Row>`select ${columns} from registry_entry where ${holding(kind, q)} order by title, entry limit ${PAGE} offset ${(page - 1) * PAGE}`.execute(
          db,
        ),
        unitNames(db),
      ])
      return { rows: rows.map((row) => entryOf(row, units)), total: counted[0]?.n ?? 0, page, pageSize: PAGE }
    },

    async *all(kind) {
      const units = await unitNames(db)
      for (let page = 0; ; page++) {
        const { rows } =
          await sql<Row>`select ${columns} from registry_entry where ${holding(kind, '')} order by title, entry limit ${PAGE} offset ${page * PAGE}`.execute(
            db,
          )
        for (const row of rows) yield entryOf(row, units)
        if (rows.length < PAGE) return
      }
    },

    async versions(kind, id) {
      const [{ rows }, units] = await Promise.all([
        sql<Row>`select ${columns} from registry_entry where kind = ${kind} and entry = ${id} order by version desc limit ${VERSIONS}`.execute(
          db,
        ),
        unitNames(db),
      ])
      return rows.map((row) => entryOf(row, units))
    },

    async changeMonths() {
      const { rows } = await sql<{ month: string }>`
        select distinct to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month from registry_change where what <> 'setup' order by 1 desc limit 120`.execute(
        db,
      )
      return rows.map(({ month }) => month)
    },

    async changes({ month, people = false }) {
      const within =
        month === undefined
          ? sql`true`
          : sql`c.at >= ${`${month}-01T00:00:00+08:00`}::timestamptz and c.at < ${`${month}-01T00:00:00+08:00`}::timestamptz + interval '1 month'`
      const [{ rows }, units] = await Promise.all([
        sql<{
          kind: RegistryKind
          entry: string
          version: number
          what: PublicChange['what']
          at: string
          day: string
          title: string
          fields: readonly string[]
          reason: string
          unit: string | null
          reviewer_unit: string | null
          data: Readonly<Record<string, unknown>> | null
          before: Readonly<Record<string, unknown>> | null
        }>`
          select c.kind, c.entry, c.version, c.what, c.at, c.day, c.title, c.fields, c.reason, d.unit, d.reviewer_unit, e.data, b.data as before
          from registry_change c left join registry_draft d on d.draft = c.draft
          left join registry_entry e on e.kind = c.kind and e.entry = c.entry and e.version = c.version
          left join lateral (select data from registry_entry o where o.kind = c.kind and o.entry = c.entry and o.version < c.version
            order by o.version desc limit 1) b on true
          where c.what <> 'setup' and ${people ? sql`c.kind = 'officer'` : sql`true`} and ${within}
          order by c.at desc, c.kind, c.entry, c.version desc limit ${CHANGES}`.execute(db),
        unitNames(db),
      ])
      return rows.map((row) => {
        const shown = new Set(row.fields.map((name) => titleOf(row.kind, name)))
        return {
          kind: row.kind,
          kindTitle: registryKinds[row.kind].title,
          id: row.entry,
          title: row.title,
          version: row.version,
          what: row.what,
          at: row.at,
          day: row.day,
          fields:
            row.what === 'end' || row.data === null
              ? []
              : row.kind === 'officer'
                ? [{ title: '公告', before: [], after: personnelWords(row.before, row.data, units) }]
                : fieldChanges(row.kind, row.before ?? undefined, row.data, units).filter(({ title }) =>
                    shown.has(title),
                  ),
          reason: row.reason,
          ...(row.unit === null ? {} : { draftedBy: units.get(row.unit) ?? row.unit }),
          ...(row.reviewer_unit === null ? {} : { reviewedBy: units.get(row.reviewer_unit) ?? row.reviewer_unit }),
        }
      })
    },
  }
}

const titleOf = (kind: RegistryKind, name: string): string =>
  fieldTitles(kind).find(([each]) => each === name)?.[1] ?? name

const certificateStates = { valid: '有效', suspended: '暂扣', revoked: '注销' } as const

/** What a change of a person's entry means to who meets them: certificates, unit, duty. */
const personnelWords = (before: unknown, after: unknown, units: UnitNames): readonly string[] => {
  const old = before as RegistryData<'officer'> | null
  const now = after as RegistryData<'officer'>
  const held = new Map((old?.certificates ?? []).map((each) => [each.number, each]))
  const unitOf = (id: string) => units.get(id) ?? id
  return [
    ...(old === null ? [`${unitOf(now.unit)}${now.duty}，${now.auxiliary ? '执法辅助人员' : '执法人员'}`] : []),
    ...now.certificates.flatMap(({ number, from, until, status }) => {
      const known = held.get(number)
      if (known === undefined) return [`执法证件 ${number}，${from} 至 ${until}，${certificateStates[status]}`]
      return [
        ...(known.status === status
          ? []
          : [status === 'valid' ? `执法证件 ${number} 恢复有效` : `执法证件 ${number} ${certificateStates[status]}`]),
        ...(known.until === until && known.from === from ? [] : [`执法证件 ${number} 有效期改为 ${from} 至 ${until}`]),
      ]
    }),
    ...(old?.certificates ?? []).flatMap(({ number }) =>
      now.certificates.some((each) => each.number === number) ? [] : [`执法证件 ${number} 不再持有`],
    ),
    ...(old !== null && old.unit !== now.unit ? [`由${unitOf(old.unit)}调至${unitOf(now.unit)}`] : []),
    ...(old !== null && old.duty !== now.duty ? [`职务改为${now.duty}`] : []),
    ...(old !== null && old.name !== now.name ? [`姓名由${old.name}改为${now.name}`] : []),
    ...(old !== null && old.auxiliary !== now.auxiliary
      ? [now.auxiliary ? '改任执法辅助人员' : '不再是执法辅助人员']
      : []),
  ]
}
