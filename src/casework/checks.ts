import { sql } from '../platform/index.ts'
import type { Procedure } from '../procedure/index.ts'
import { type Check, share, standing } from './check.ts'

const onTheSpot = ['inspect-site', 'question-person', 'take-evidence', 'take-sample', 'extract-data', 'serve']

/** D4: investigation and service begin with the certificate (程序规定 art. 22). */
const shownFirst = share(
  'D4',
  '100%',
  '现场检查、询问、取证和送达',
  () => sql`
  select e.happened_at as at, e.stream_id, exists (
    select from event s where s.kind = 'case' and s.stream_id = e.stream_id and s.type in ('show-certificates') and s.version < e.version
  ) as good from event e where e.kind = 'case' and e.type = any(${onTheSpot}::text[])`,
)

/** Beside the share: how often it was the live card of a phone, and what parties did about it. */
const certificates: Check = {
  ...shownFirst,
  async run(db, now) {
    const since = new Date(Date.parse(now) - 365 * 86_400_000).toISOString()
    const { rows } = await sql<{ acts: number; live: number }>`
      select count(*)::int as acts, count(*) filter (where exists (
        select from certificate_showing s where e.data -> 'input' -> 'showings' ? s.id
      ))::int as live from event e where e.kind = 'case' and e.type = 'show-certificates' and e.happened_at >= ${since}::timestamptz`.execute(
      db,
    )
    const { rows: showings } = await sql<{ all: number; checked: number; confirmed: number }>`
      select count(*)::int as "all", count(*) filter (where checks > 0)::int as checked, count(confirmed_at)::int as confirmed
      from certificate_showing where shown_at >= ${since}::timestamptz`.execute(db)
    const [{ acts = 0, live = 0 } = {}] = rows
    const [{ all = 0, checked = 0, confirmed = 0 } = {}] = showings
    return {
      ...(await shownFirst.run(db, now)),
      more: [
        ...(acts === 0 ? [] : [{ title: '案件中以手机亮证的', figure: `${live} / ${acts} 次` }]),
        ...(all === 0
          ? []
          : [{ title: '手机亮证', figure: `${all} 次，当事人核对 ${checked} 次，确认 ${confirmed} 次` }]),
      ],
    }
  },
}

/** D5: no decision without a complete notice that was served, or told on the spot (程序规定 art. 57, 69). */
const notices = share(
  'D5',
  '100%',
  '作出的处罚决定',
  () => sql`
  select e.happened_at as at, e.stream_id, case when e.type = 'decide-on-the-spot'
    then exists (select from event t where t.kind = 'case' and t.stream_id = e.stream_id and t.type = 'tell-on-the-spot' and t.version < e.version)
    else exists (
      select from event n, jsonb_array_elements(n.data -> 'papers') paper join event s on true
      where n.kind = 'case' and n.stream_id = e.stream_id and n.type = 'issue-notice' and n.version < e.version
        and s.kind = 'case' and s.stream_id = e.stream_id and s.type in ('serve', 'service-deemed') and s.version < e.version and s.data -> 'record' ->> 'paper' = paper ->> 'id'
        and coalesce(paper -> 'content' ->> 'facts', '') <> '' and coalesce(paper -> 'content' ->> 'basis', '') <> ''
        and jsonb_array_length(paper -> 'content' -> 'penalty') > 0 and coalesce(paper -> 'content' ->> 'explanation', '') <> ''
    ) end as good
  from event e where e.kind = 'case' and e.type in ('make-decision', 'decide-on-the-spot')`,
)

/** R1: every act left each paper that it must leave. Which acts and forms those are is read from the procedures themselves. */
const documented = (procedures: readonly Procedure[]): Check => {
  const owed = procedures.flatMap((procedure) =>
    procedure.acts.flatMap(({ name, papers = [] }) =>
      papers.flatMap(({ form, when }) => (when === undefined ? [{ procedure: procedure.name, act: name, form }] : [])),
    ),
  )
  return share(
    'R1',
    '100%',
    '应当制作文书的执法环节',
    () => sql`
    select e.happened_at as at, e.stream_id, owed.forms <@ array(
      select (paper ->> 'form')::int from jsonb_array_elements(coalesce(e.data -> 'papers', '[]'::jsonb)) paper
    ) as good
    from (
      select procedure, act, array_agg(form) as forms
      from unnest(${owed.map(({ procedure }) => procedure)}::text[], ${owed.map(({ act }) => act)}::text[], ${owed.map(({ form }) => form)}::int[]) as o (procedure, act, form)
      group by procedure, act
    ) owed
    join event e on e.kind = 'case' and e.type = owed.act
    join case_file f on f.id = e.stream_id and f.procedure = owed.procedure`,
  )
}

/** R6: papers are numbered without gaps, and a closed case goes to the archive (程序规定 art. 78, 79). */
const archived = standing('R6', '缺号 0 个', async (db) => {
  const { rows: series } = await sql<{ series: string; year: number; n: number; last: number; voided: number }>`
    select series, year, count(*)::int as n, max(n)::int as last, count(voided)::int as voided from paper_number group by series, year`.execute(
    db,
  )
  const { rows: dossiers } = await sql<{ closed: number; kept: number }>`
    select count(*)::int as closed, count(*) filter (where exists (
      select from event e where e.kind = 'case' and e.stream_id = f.id and e.type = 'check-dossier' and e.data -> 'input' ->> 'result' = 'kept'
    ))::int as kept from case_file f where final`.execute(db)
  const numbers = series.reduce((sum, { n }) => sum + n, 0)
  const voided = series.reduce((sum, each) => sum + each.voided, 0)
  const gaps = series.reduce((sum, { n, last }) => sum + last - n, 0)
  const { closed = 0, kept = 0 } = dossiers[0] ?? {}
  return {
    state: numbers === 0 ? 'no-data' : gaps === 0 ? 'good' : 'short',
    figure: numbers === 0 ? '无数据' : `${gaps} 个`,
    explanation:
      numbers === 0
        ? '还没有编号的文书'
        : `${numbers} 份文书连续编号${voided === 0 ? '' : `（其中作废 ${voided} 个，都写有原因）`}，缺号 ${gaps} 个`,
    short: series
      .filter(({ n, last }) => last > n)
      .map(({ series: name, year, n, last }) => ({ title: `${name}〔${year}〕缺 ${last - n} 个号` })),
    more: closed === 0 ? [] : [{ title: '结案后已归档', figure: `${kept} / ${closed} 件` }],
  }
})

export const caseworkChecks = (procedures: readonly Procedure[]): readonly Check[] => [
  certificates,
  notices,
  documented(procedures),
  archived,
]
