import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, type CheckResult, lastMonths, share } from '../casework/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { allInForce, trainedBy, trainingAsked } from '../registry/index.ts'
import { reviewEventsSince, reviewFigures } from './figures.ts'
import { reviewPoints, submissionItems } from './penalty.ts'

/** What a review reads: done after the opinion, the opinion is of something else than what was decided. */
const changing = [
  ...['inspect-site', 'question-person', 'take-evidence', 'take-sample', 'buy-sample', 'extract-data'],
  ...['record-test-result', 'record-identification', 'record-materials', 'record-help'],
  ...['report-investigation', 'propose-filing'],
]

/** An event by which a review passes: agreement, a void opinion confirmed, or a disputed one decided for the handlers. */
const passes = (e: string) =>
  sql.raw(
    `((${e}.type = 'give-opinion' and ${e}.data -> 'input' ->> 'outcome' = 'agree') or (${e}.type = 'reread-changes' and ${e}.data -> 'input' ->> 'outcome' = 'holds') or (${e}.type in ('give-second-opinion', 'give-head-opinion', 'settle-disagreement') and ${e}.data -> 'input' ->> 'outcome' = 'handlers'))`,
  )

/** Decisions of the ordinary procedure, good where a review had passed by then. */
const decisions = sql`
  select e.happened_at as at, e.stream_id, exists (
    select from event o where o.kind = 'case' and o.stream_id = e.stream_id and o.version < e.version and ${passes('o')}
  ) as good from event e where e.kind = 'case' and e.type = 'make-decision'`

/** L7: every decision but the simple procedure's was reviewed, one case, one dossier, one review. */
const reviewed = share('L7', '100%', '普通程序处罚决定', () => decisions)

/** L6: what a rule of the list names is decided only when its review has passed. */
const listed = share(
  'L6',
  '100%',
  '清单所列事项的处罚决定',
  () => sql`${decisions} and (
    select s.data -> 'record' -> 'scope' ->> 'listed' from event s where s.kind = 'case' and s.stream_id = e.stream_id and s.version < e.version
      and s.data -> 'record' -> 'scope' is not null order by s.version desc limit 1
  ) = 'true'`,
)

/**
 * L8: each point that the procedure's review asks was answered, and each no has its reason (程序规定 art. 53). The submission keeps
 * what it asked; those of before that was kept asked what a penalty's does.
 */
const answered = share(
  'L8',
  '100%',
  '审核意见',
  () => sql`
  select e.happened_at as at, e.stream_id, not exists (
    select from jsonb_object_keys(coalesce(s.asked, ${JSON.stringify(reviewPoints)}::jsonb)) as k (point)
    cross join lateral (select e.data -> 'input' -> 'points' -> k.point as p) answered
    where coalesce(p ->> 'answer', '') <> 'yes' and coalesce(p ->> 'reason', '') = ''
  ) as good
  from event e left join lateral (
    select s.data -> 'opened' -> 0 -> 'data' -> 'asked' as asked from event s
    where s.kind = 'case' and s.stream_id = e.stream_id and s.type = 'submit-for-review' and s.version < e.version order by s.version desc limit 1
  ) s on true
  where e.kind = 'case' and e.type = 'give-opinion'`,
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
    from event g where g.kind = 'case' and g.stream_id = e.stream_id and g.version < e.version and ${passes('g')} order by g.version desc limit 1
  ) o on true
  where e.kind = 'case' and e.type = 'make-decision'`,
)

/** Events before `e` by which somebody signed for this share, with a key that was the person's own when it was entered. */
const signedFor = (name: string, of: string) => sql`
  ${sql.raw(name)}.kind = 'case' and ${sql.raw(name)}.stream_id = e.stream_id and ${sql.raw(name)}.version <= e.version
  and ${sql.raw(name)}.data -> 'signed' -> 'statement' ->> 'share' = ${of} and exists (
    select from event k where k.kind = 'signing-key' and k.stream_id = ${sql.raw(name)}.actor ->> 'id' and k.type = 'enrol-signing-key'
      and k.data ->> 'key' = ${sql.raw(name)}.data -> 'signed' ->> 'key' and k.happened_at <= ${sql.raw(name)}.entered_at
      and not exists (
        select from event n where n.kind = k.kind and n.stream_id = k.stream_id and n.type = 'end-signing-key'
          and n.data ->> 'key' = k.data ->> 'key' and n.happened_at < ${sql.raw(name)}.entered_at
      )
  )`

/** L10: who handled, who reviewed and who decided each signed for their share with a key of their own, and are three people (程序规定 art. 50). */
const signed = share(
  'L10',
  '100%',
  '普通程序决定',
  () => sql`
  select e.happened_at as at, e.stream_id, exists (
    select from event r join event o on ${signedFor('o', 'review')}
    where ${signedFor('r', 'handling')} and ${signedFor('e', 'decision')}
      and r.actor ->> 'id' <> o.actor ->> 'id' and r.actor ->> 'id' <> e.actor ->> 'id' and o.actor ->> 'id' <> e.actor ->> 'id'
  ) as good from event e where e.kind = 'case' and e.type in ('make-decision', 'decide-otherwise')`,
)

/** Whoever reviewed held what the review asks for on the day: the act keeps who it was, the registry what they held. */
const qualifiedThen = share(
  'L4',
  '100%',
  '审核意见',
  () => sql`
  select e.happened_at as at, e.stream_id, exists (
    select from registry_entry r where r.kind = 'officer' and r.entry = e.actor ->> 'id'
      and r.from_day <= (e.happened_at at time zone 'Asia/Shanghai')::date and (r.until_day is null or r.until_day >= (e.happened_at at time zone 'Asia/Shanghai')::date)
      and (r.data ->> 'legalQualification')::boolean
  ) as good from event e where e.kind = 'case' and e.type = 'give-opinion'`,
)

/** L4: whoever reviewed was qualified, and reviewers are trained for as many hours a year as the bureau's rules ask. */
const qualified: Check = {
  row: 'L4',
  target: '审核意见 100% 由有资格的人出具，培训学时达到办法要求',
  async run(db, now) {
    const today = dayOf(now)
    const [result, people, asked] = await Promise.all([
      qualifiedThen.run(db, now),
      allInForce(db, ['officer'], today),
      trainingAsked(db, today),
    ])
    const reviewers = people.filter(({ data }) => data.roles.includes('reviewer'))
    const untrained = asked === undefined ? [] : reviewers.filter(({ data }) => trainedBy(data, today) < asked)
    return {
      ...result,
      target: this.target,
      state: result.state === 'good' && untrained.length > 0 ? 'short' : result.state,
      short: [
        ...result.short,
        ...untrained.map(({ title, data }) => ({
          title: `${title} 近一年培训 ${trainedBy(data, today)} 学时，不足 ${asked} 学时`,
          href: '/desk/reviewers',
        })),
      ],
      more: reviewers.map(({ title, data }) => ({
        title,
        figure: `近一年培训 ${trainedBy(data, today)} 学时${data.legalQualification ? '' : '，未取得法律职业资格'}`,
      })),
    }
  },
}

/** L5: who of the pool was asked answered within the bureau's own limit, and it was advice or that they can't. */
const advisedInTime = share(
  'L5',
  '100%',
  '征求法律顾问、公职律师意见',
  (now) => sql`
  select l.started as at, l.case_id as stream_id, l.met_at is not null and l.met_at <= l.due and exists (
    select from event r where r.kind = 'case' and r.stream_id = l.case_id and r.type in ('record-counsel', 'answer-counsel-request')
      and r.data -> 'strand' ->> 'id' = l.strand and r.data -> 'input' ->> 'answer' in ('advised', 'declined')
  ) as good from case_limit l where l.name = 'counsel' and (l.met_at is not null or l.due < ${now}::timestamptz)`,
)

/** Requests of the last twelve months by the organisation that was asked: what came of them, and after how many days. */
const advised: Check = {
  ...advisedInTime,
  async run(db, now) {
    const [result, { rows }] = await Promise.all([
      advisedInTime.run(db, now),
      sql<{ organisation: string; asked: number; advised: number; declined: number; days: number | null }>`
        select organisation, count(*)::int as asked, (count(*) filter (where answer = 'advised'))::int as advised,
          (count(*) filter (where answer = 'declined'))::int as declined, round(avg(days), 1)::float8 as days
        from (
          select a.data -> 'record' -> 'counsel' ->> 'organisation' as organisation, last.answer,
            extract(epoch from last.at - a.happened_at) / 86400 as days
          from event a left join lateral (
            select r.data -> 'input' ->> 'answer' as answer, r.happened_at as at from event r
            where r.kind = 'case' and r.stream_id = a.stream_id and r.type in ('record-counsel', 'answer-counsel-request')
              and r.data -> 'strand' ->> 'id' = a.data -> 'opened' -> 0 ->> 'id' and r.data -> 'input' ->> 'answer' <> 'accepted'
            order by r.version desc limit 1
          ) last on true
          where a.kind = 'case' and a.type = 'ask-counsel' and a.happened_at >= ${addDays(dayOf(now), -365)}::date
        ) each group by organisation order by asked desc, organisation limit 20`.execute(db),
    ])
    return {
      ...result,
      more: rows.map(({ organisation, asked, advised: met, declined, days }) => ({
        title: organisation,
        figure: [
          `征求 ${asked} 件，提供意见 ${met} 件`,
          ...(declined === 0 ? [] : [`不接受 ${declined} 件`]),
          ...(days === null ? [] : [`平均 ${days} 天`]),
        ].join('，'),
      })),
    }
  },
}

/** A check with what else the year's reviews say beside it, where there is anything. */
const beside = (check: Check, look: (db: Db, from: string) => Promise<CheckResult['more']>): Check => ({
  ...check,
  async run(db, now) {
    const result = await check.run(db, now)
    if (result.state === 'no-data') return result
    return { ...result, more: [...result.more, ...(await look(db, `${lastMonths(now)[0]}-01T00:00:00+08:00`))] }
  },
})

/** L8 says what reviews caught, and how much of it was mended before the next opinion. */
const caughtToo = beside(answered, async (db, from) => {
  const { caught, lacking } = reviewFigures(await reviewEventsSince(db, from))
  const sum = (of: 'no' | 'mended') => caught.reduce((all, each) => all + each[of], 0)
  const [most] = lacking
  return [
    { title: '审核指出问题，改正后通过', figure: `${sum('no')} 项，${sum('mended')} 项` },
    ...(most === undefined
      ? []
      : [
          {
            title: '退回补正材料最多的',
            figure: `${submissionItems[most.item] ?? most.item}，${most.times} 次`,
          },
        ]),
  ]
})

/** L9 says how the fine changed between submission and decision, what was opened before opinions, and what became of comments. */
const readToo = beside(bound, async (db, from) => {
  const [{ fines }, { rows }] = await Promise.all([
    reviewEventsSince(db, from).then(reviewFigures),
    sql<{ opinions: number; opened: number; whole: number; comments: number; open: number }>`
      select count(*)::int as opinions,
        count(*) filter (where jsonb_array_length(coalesce(e.data -> 'record' -> 'opened', '[]')) > 0)::int as opened,
        count(*) filter (where jsonb_array_length(coalesce(e.data -> 'record' -> 'unopened', '[1]')) = 0)::int as whole,
        (select count(*)::int from review_comment c where c.at >= ${from}::timestamptz) as comments,
        (select count(*)::int from review_comment c where c.at >= ${from}::timestamptz and c.state = 'open') as open
      from event e where e.kind = 'case' and e.type = 'give-opinion' and e.happened_at >= ${from}::timestamptz`.execute(
      db,
    ),
  ])
  const [{ opinions, opened, whole, comments, open } = { opinions: 0, opened: 0, whole: 0, comments: 0, open: 0 }] =
    rows
  return [
    { title: '审核前后罚款有变动', figure: `${fines.lowered + fines.raised} / ${fines.decided} 件` },
    { title: '意见前在系统中阅卷，全部打开', figure: `${opened} / ${opinions} 份，${whole} 份` },
    { title: '审核批注，待处理', figure: `${comments} 条，${open} 条` },
  ]
})

export const reviewChecks: readonly Check[] = [qualified, advised, listed, reviewed, caughtToo, readToo, signed]
