import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, standing } from '../casework/index.ts'
import type { Role } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { allInForce, type RegistryData } from '../registry/index.ts'

/** Days before a certificate lapses from which the board names it. */
const SOON = 60
/** 国办发〔2018〕118号: reviewers are at least this share of a bureau's officers, in percent. */
const REVIEWERS = 5

/** D3: whose certificate has lapsed, or will within sixty days. What has lapsed takes effect in what they may do at once. */
const certificates = standing('D3', '在岗执法人员证件全部有效', async (db, now) => {
  const today = dayOf(now)
  const officers = (await allInForce(db, ['officer'], today)).filter(({ data }) => data.roles.includes('officer'))
  const until = (officer: (typeof officers)[number]) =>
    officer.data.certificates.reduce(
      (last, { status, until: end }) => (status === 'valid' && end > last ? end : last),
      '',
    )
  const lapsed = officers.filter((each) => until(each) < today)
  const soon = officers.filter((each) => until(each) >= today && until(each) <= addDays(today, SOON))
  return {
    state: officers.length === 0 ? 'no-data' : lapsed.length === 0 ? 'good' : 'short',
    figure: officers.length === 0 ? '无数据' : `${officers.length - lapsed.length} / ${officers.length} 人`,
    explanation: `在岗执法人员 ${officers.length} 人，证件失效的 ${lapsed.length} 人不能再办案`,
    short: lapsed.map(({ id, title }) => ({ title: `${title} 没有有效证件`, href: `/desk/registry/officer/${id}` })),
    more: [{ title: `${SOON} 日内到期`, figure: `${soon.length} 人` }],
  }
})

/** L2: how many of the bureau's officers review. */
const reviewers = standing('L2', `不少于 ${REVIEWERS}%`, async (db, now) => {
  const [people, units] = await Promise.all([
    allInForce(db, ['officer'], dayOf(now)),
    allInForce(db, ['unit'], dayOf(now)),
  ])
  const having = (role: Role, of = people) => of.filter(({ data }) => data.roles.includes(role)).length
  const [officers, reviewing] = [having('officer'), having('reviewer')]
  const percent = Math.floor((reviewing / officers) * 1000) / 10
  return {
    state: officers === 0 ? 'no-data' : percent >= REVIEWERS ? 'good' : 'short',
    figure: officers === 0 ? '无数据' : `${percent}%`,
    explanation: `审核人员 ${reviewing} 人，执法人员 ${officers} 人`,
    short: [],
    more: units.flatMap(({ id, title }) => {
      const own = people.filter(({ data }) => data.unit === id)
      const [acting, checking] = [having('officer', own), having('reviewer', own)]
      return acting + checking === 0 ? [] : [{ title, figure: `审核人员 ${checking} 人，执法人员 ${acting} 人` }]
    }),
  }
})

/** L3: counsel and public lawyers are engaged whom reviewers can ask, and what each reviewer carries is seen. */
const strength = standing('L3', '有在聘期内的法律顾问或者公职律师', async (db, now) => {
  const today = dayOf(now)
  const [pool, people, { rows }] = await Promise.all([
    allInForce(db, ['counsel'], today),
    allInForce(db, ['officer'], today),
    sql<{ person: string; waiting: number; given: number }>`
      select person, sum(waiting)::int as waiting, sum(given)::int as given from (
        select person, count(*) as waiting, 0 as given from case_wait where act = 'give-opinion' and person is not null group by person
        union all
        select actor ->> 'id', 0, count(*) from event
        where kind = 'case' and type = 'give-opinion' and happened_at >= ${addDays(today, -365)}::date group by actor ->> 'id'
      ) each group by person`.execute(db),
  ])
  const engaged = pool.filter(({ data }) => data.from <= today && today <= data.until)
  const reviewing = people.filter(({ data }) => data.roles.includes('reviewer'))
  const loadOf = (id: string) => rows.find(({ person }) => person === id) ?? { waiting: 0, given: 0 }
  const waiting = reviewing.reduce((sum, { id }) => sum + loadOf(id).waiting, 0)
  return {
    state: engaged.length > 0 ? 'good' : 'short',
    figure: `${engaged.length} 人`,
    explanation: `在聘期内的法律顾问、公职律师 ${engaged.length} 人；审核人员 ${reviewing.length} 人，手上共有 ${waiting} 件`,
    short: engaged.length > 0 ? [] : [{ title: '没有在聘期内的法律顾问、公职律师', href: '/desk/registry/counsel' }],
    more: reviewing.map(({ id, title }) => {
      const load = loadOf(id)
      return { title, figure: `手上 ${load.waiting} 件，近一年审核 ${load.given} 件` }
    }),
  }
})

/** L1: the bureau has rules on legal review in force, which were filed, and a list of what is reviewed. */
const reviewRules = standing('L1', '办法和清单现行有效，已经备案', async (db, now) => {
  const entries = await allInForce(db, ['review-rules', 'review-list'], dayOf(now))
  const rules = entries.find(({ kind }) => kind === 'review-rules')
  const list = entries.find(({ kind }) => kind === 'review-list')
  const filed = rules !== undefined && (rules.data as RegistryData<'review-rules'>).filings.length > 0
  const short = [
    ...(rules === undefined ? [{ title: '没有现行的法制审核办法', href: '/desk/registry/review-rules' }] : []),
    ...(rules === undefined || filed
      ? []
      : [{ title: '法制审核办法没有备案', href: `/desk/registry/review-rules/${rules.id}` }]),
    ...(list === undefined ? [{ title: '没有现行的法制审核清单', href: '/desk/registry/review-list' }] : []),
  ]
  return {
    state: short.length === 0 ? 'good' : 'short',
    figure: short.length === 0 ? '齐全' : `缺 ${short.length} 项`,
    explanation: rules === undefined ? '还没有制定' : `${rules.title}，${rules.from} 起施行`,
    short,
    more: [],
  }
})

export const supervisionChecks: readonly Check[] = [certificates, reviewRules, reviewers, strength]
