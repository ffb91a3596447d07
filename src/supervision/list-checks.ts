import { addDays, dayOf, type WorkCalendar, workingDaysBetween } from '../calendar/index.ts'
import { type Check, standing } from '../casework/index.ts'
import { sql } from '../platform/index.ts'
import { graphOf, type Procedure } from '../procedure/index.ts'
import { allInForce, createPublicLists, listedKinds, type RegistryKind, registryKinds } from '../registry/index.ts'

/** A list that nobody published or went through for so many days is old. */
const YEAR = 365
/** 政府信息公开条例 art. 26: published within so many working days of a change. */
const WORKING_DAYS = 20
/** Days before a certificate lapses from which the board names it. */
const SOON = 60

const listHref = (kind: string) => `/desk/registry/${kind}`
const staffHref = (id: string) => `/desk/registry/officer/${id}`

/** D1: each list is published, was published or gone through within a year, and each acting officer stands on the public list. */
const lists = standing('D1', '各份清单都已公布、一年以内更新或者核对过', async (db, now) => {
  const today = dayOf(now)
  const [overview, officers, { rows: gone }] = await Promise.all([
    createPublicLists(db, () => today).overview(),
    allInForce(db, ['officer'], today),
    sql<{ kind: RegistryKind; at: string }>`
      select kind, to_char(max(published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as at from registry_draft where status = 'published' group by kind`.execute(
      db,
    ),
  ])
  const checkedOn = new Map(gone.map(({ kind, at }) => [kind, at]))
  const newest = ({ kind, updated = '' }: (typeof overview)[number]) => {
    const checked = checkedOn.get(kind) ?? ''
    return checked > updated ? checked : updated
  }
  const acting = officers.filter(({ data }) => data.roles.includes('officer'))
  const unlisted = acting.filter(({ data }) => data.certificates.length === 0)
  const short = [
    ...overview.flatMap((list) => {
      if (list.entries === 0) return [{ title: `“${list.title}”还没有公布内容`, href: listHref(list.kind) }]
      const last = newest(list)
      return last >= addDays(today, -YEAR)
        ? []
        : [{ title: `“${list.title}”自 ${last} 以后没有更新或者核对`, href: listHref(list.kind) }]
    }),
    ...unlisted.map(({ id, title }) => ({ title: `${title} 没有执法证件，不在公示的执法人员中`, href: staffHref(id) })),
  ]
  const entries = overview.reduce((sum, list) => sum + list.entries, 0)
  return {
    state: short.length === 0 ? 'good' : 'short',
    figure: `${overview.filter((list) => list.entries > 0).length} / ${listedKinds.length} 份`,
    explanation: `公布清单 ${entries} 条；在岗执法人员 ${acting.length} 人，公示 ${acting.length - unlisted.length} 人`,
    short,
    more: [
      { title: '一年以内发布的变更草稿', figure: `${gone.filter(({ at }) => at >= addDays(today, -YEAR)).length} 类` },
    ],
  }
})

/** Kinds whose entries must be whole: what is punished, inspected and licensed. */
const itemKinds: readonly RegistryKind[] = ['item', 'inspection-item', 'licence-guide']

/** D2: no item lacks a field, flowcharts are drawn from the procedures that run, and no draft waits for longer than twenty working days. */
const items = (procedures: readonly Procedure[], calendar: WorkCalendar): Check =>
  standing('D2', `事项要素齐全，流程图与运行的程序一致，草稿不超过 ${WORKING_DAYS} 个工作日`, async (db, now) => {
    const today = dayOf(now)
    const [entries, { rows: waiting }] = await Promise.all([
      allInForce(db, itemKinds, today),
      sql<{ draft: string; title: string; on: string }>`
        select draft, title, to_char(drafted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on from registry_draft
        where status in ('drafted', 'returned', 'approved') order by drafted_at limit 500`.execute(db),
    ])
    const lacking = entries.filter(({ kind, data }) => !registryKinds[kind].schema.safeParse(data).success)
    const undrawn = procedures.filter((procedure) => {
      const { stages, edges } = graphOf(procedure)
      const names = new Set(stages.map(({ name }) => name))
      return procedure.stages.some(({ name }) => !names.has(name)) || edges.some(({ to }) => !names.has(to))
    })
    const old = waiting.filter(({ on }) => workingDaysBetween(on, today, calendar) > WORKING_DAYS)
    const missing = itemKinds.filter((kind) => !entries.some((entry) => entry.kind === kind))
    const short = [
      ...missing.map((kind) => ({ title: `“${registryKinds[kind].title}”没有内容`, href: listHref(kind) })),
      ...lacking.map(({ kind, id, title }) => ({ title: `${title} 缺少要素`, href: `${listHref(kind)}/${id}` })),
      ...undrawn.map(({ title }) => ({ title: `${title}的流程图与运行的程序不一致`, href: '/procedure' })),
      ...old.map(({ draft, title, on }) => ({
        title: `“${title}”自 ${on} 起草，超过 ${WORKING_DAYS} 个工作日没有办结`,
        href: `/desk/registry-drafts/${draft}`,
      })),
    ]
    return {
      state: entries.length === 0 ? 'no-data' : short.length === 0 ? 'good' : 'short',
      figure: entries.length === 0 ? '无数据' : `${entries.length - lacking.length} / ${entries.length} 项`,
      explanation: `处罚、抽查、许可事项 ${entries.length} 项，要素齐全的 ${entries.length - lacking.length} 项`,
      short,
      more: [
        { title: '流程图', figure: `${procedures.length - undrawn.length} / ${procedures.length} 个程序` },
        { title: '办理中的变更草稿', figure: `${waiting.length} 份` },
      ],
    }
  })

/**
 * D3: whose certificate has lapsed, or will within sixty days (what has lapsed takes effect in what they may do at once); and whether
 * changes of people were announced within twenty working days of the day from which they hold.
 */
const people = (calendar: WorkCalendar): Check =>
  standing('D3', `在岗执法人员证件全部有效，变动在 ${WORKING_DAYS} 个工作日以内公告`, async (db, now) => {
    const today = dayOf(now)
    const [all, { rows: announced }] = await Promise.all([
      allInForce(db, ['officer'], today),
      sql<{ entry: string; title: string; day: string; on: string }>`
        select entry, title, day, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on from registry_change
        where kind = 'officer' and what <> 'setup' and at >= ${addDays(today, -YEAR)}::date order by at desc limit 500`.execute(
        db,
      ),
    ])
    const officers = all.filter(({ data }) => data.roles.includes('officer'))
    const until = (officer: (typeof officers)[number]) =>
      officer.data.certificates.reduce(
        (last, { status, until: end }) => (status === 'valid' && end > last ? end : last),
        '',
      )
    const lapsed = officers.filter((each) => until(each) < today)
    const soon = officers.filter((each) => until(each) >= today && until(each) <= addDays(today, SOON))
    const late = announced.filter(({ day, on }) => workingDaysBetween(day, on, calendar) > WORKING_DAYS)
    return {
      state: officers.length === 0 ? 'no-data' : lapsed.length + late.length === 0 ? 'good' : 'short',
      figure: officers.length === 0 ? '无数据' : `${officers.length - lapsed.length} / ${officers.length} 人`,
      explanation: `在岗执法人员 ${officers.length} 人，证件失效的 ${lapsed.length} 人不能再办案；近一年变动公告 ${announced.length} 项，迟于 ${WORKING_DAYS} 个工作日的 ${late.length} 项`,
      short: [
        ...lapsed.map(({ id, title }) => ({ title: `${title} 没有有效证件`, href: staffHref(id) })),
        ...late.map(({ entry, title, day, on }) => ({
          title: `${title} 的变动自 ${day} 起，${on} 才公告`,
          href: staffHref(entry),
        })),
      ],
      more: [
        { title: `${SOON} 日内到期`, figure: `${soon.length} 人` },
        { title: '近一年变动公告', figure: `${announced.length} 项` },
      ],
    }
  })

/** What is published before the bureau acts, and its people. */
export const listChecks = (procedures: readonly Procedure[], calendar: WorkCalendar): readonly Check[] => [
  lists,
  items(procedures, calendar),
  people(calendar),
]
