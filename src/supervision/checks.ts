import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, standing } from '../casework/index.ts'
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
  const people = await allInForce(db, ['officer'], dayOf(now))
  const officers = people.filter(({ data }) => data.roles.includes('officer')).length
  const reviewing = people.filter(({ data }) => data.roles.includes('reviewer')).length
  const percent = Math.floor((reviewing / officers) * 1000) / 10
  return {
    state: officers === 0 ? 'no-data' : percent >= REVIEWERS ? 'good' : 'short',
    figure: officers === 0 ? '无数据' : `${percent}%`,
    explanation: `审核人员 ${reviewing} 人，执法人员 ${officers} 人`,
    short: [],
    more: [],
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

export const supervisionChecks: readonly Check[] = [certificates, reviewRules, reviewers]
