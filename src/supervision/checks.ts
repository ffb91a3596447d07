import { sql } from '../platform/index.ts'
import type { Procedure } from '../procedure/index.ts'
import { type Check, share } from './check.ts'

const onTheSpot = ['inspect-site', 'question-person', 'take-evidence', 'take-sample', 'extract-data', 'serve']
/** What a review reads: done after the opinion, the opinion is of something else than what was decided. */
const changing = [
  ...['inspect-site', 'question-person', 'take-evidence', 'take-sample', 'buy-sample', 'extract-data'],
  ...['record-test-result', 'record-identification', 'record-materials', 'record-help'],
  ...['report-investigation', 'propose-filing'],
]

/** D4: investigation and service begin with the certificate (程序规定 art. 22). */
const certificates = share(
  'D4',
  '100%',
  '现场检查、询问、取证和送达',
  () => sql`
  select e.happened_at as at, e.stream_id, exists (
    select from event s where s.kind = 'case' and s.stream_id = e.stream_id and s.type in ('show-certificates') and s.version < e.version
  ) as good from event e where e.kind = 'case' and e.type = any(${onTheSpot}::text[])`,
)

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

/** D7: published within the law's twenty working days (信息公示规定 art. 9); the bureau's seven are shown on the portal. */
const published = share(
  'D7',
  '100%（20 个工作日内）',
  '应当公示的处罚决定',
  (now) => sql`
  select coalesce(l.met_at, l.due) as at, l.stream_id, coalesce(l.met_at <= l.due, false) as good
  from case_limit l where l.name = 'publish' and (l.met_at is not null or l.due < ${now}::timestamptz)`,
)

/** L7: every decision but the simple procedure's was reviewed, one case, one dossier, one review. */
const reviewed = share(
  'L7',
  '100%',
  '普通程序处罚决定',
  () => sql`
  select e.happened_at as at, e.stream_id, exists (
    select from event o where o.kind = 'case' and o.stream_id = e.stream_id and o.type = 'give-opinion' and o.version < e.version and o.data -> 'input' ->> 'outcome' = 'agree'
  ) as good from event e where e.kind = 'case' and e.type = 'make-decision'`,
)

/** L8: each of the seven points was answered, and each no has its reason (程序规定 art. 53). */
const answered = share(
  'L8',
  '100%',
  '审核意见',
  () => sql`
  select e.happened_at as at, e.stream_id, (
    select count(*) = 7 and bool_and(p.value ->> 'answer' = 'yes' or coalesce(p.value ->> 'reason', '') <> '') from jsonb_each(e.data -> 'input' -> 'points') p
  ) as good from event e where e.kind = 'case' and e.type = 'give-opinion'`,
)

/** L9: the penalty that was decided has the hash of the proposal that was reviewed, and nothing else that was read changed since. */
const bound = share(
  'L9',
  '100%',
  '经审核的处罚决定',
  () => sql`
  select e.happened_at as at, e.stream_id, coalesce(o.proposal = e.data -> 'record' ->> 'digest', false) and not exists (
    select from event c where c.kind = 'case' and c.stream_id = e.stream_id and c.version > o.version and c.version < e.version
      and (c.type = any(${changing}::text[]) or (c.type = 'recheck' and c.data -> 'input' ->> 'result' = 'adopted'))
  ) as good
  from event e left join lateral (
    select g.version, jsonb_path_query_first(g.data -> 'record' -> 'read', '$[*] ? (@.id == "proposal")') ->> 'sha256' as proposal
    from event g where g.kind = 'case' and g.stream_id = e.stream_id and g.type = 'give-opinion' and g.version < e.version and g.data -> 'input' ->> 'outcome' = 'agree' order by g.version desc limit 1
  ) o on true
  where e.kind = 'case' and e.type = 'make-decision'`,
)

/** R1: every act that must leave a paper left one. Which acts those are is read from the procedures themselves. */
const documented = (procedures: readonly Procedure[]): Check => {
  const acts = procedures.flatMap((procedure) =>
    procedure.acts.filter(({ papers }) => papers?.some(({ when }) => when === undefined)).map(({ name }) => name),
  )
  return share(
    'R1',
    '100%',
    '应当制作文书的执法环节',
    () => sql`
    select e.happened_at as at, e.stream_id, jsonb_array_length(coalesce(e.data -> 'papers', '[]'::jsonb)) > 0 as good
    from event e where e.kind = 'case' and e.type = any(${[...new Set(acts)]}::text[])`,
  )
}

export const checksOf = (procedures: readonly Procedure[]): readonly Check[] => [
  certificates,
  notices,
  published,
  documented(procedures),
  reviewed,
  answered,
  bound,
]
