import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, standing } from '../casework/index.ts'
import { sql } from '../platform/index.ts'
import { allInForce, type RegistryData } from '../registry/index.ts'
import { LEAST_SHARE, loadsOf, staffingOn } from './staffing.ts'

/** How a roster's level of filing is called. */
const filedWith = { government: '同级人民政府', superior: '上级市场监督管理部门' } as const

/** L2: how many of the bureau's officers review, and whether the year's roster was made and reported. */
const reviewers = standing('L2', `不少于 ${LEAST_SHARE}%，名册已经报送`, async (db, now) => {
  const today = dayOf(now)
  const [{ officers, reviewers: reviewing, share, units }, { rows }] = await Promise.all([
    staffingOn(db, today),
    sql<{ day: string; filed: string[] }>`
      select day, filed from reviewer_roster where day > ${addDays(today, -365)}::date order by day desc, id desc limit 1`.execute(
      db,
    ),
  ])
  const [roster] = rows
  const href = '/desk/reviewers'
  const short = [
    ...((share ?? 0) < LEAST_SHARE ? [{ title: `法制审核人员不足执法人员的 ${LEAST_SHARE}%`, href }] : []),
    ...(roster === undefined ? [{ title: '近一年没有制作法制审核人员名册', href }] : []),
    ...(roster === undefined
      ? []
      : Object.entries(filedWith)
          .filter(([level]) => !roster.filed.includes(level))
          .map(([, title]) => ({ title: `${roster.day} 的名册没有报送${title}`, href }))),
  ]
  return {
    state: share === undefined ? 'no-data' : short.length === 0 ? 'good' : 'short',
    figure: share === undefined ? '无数据' : `${share}%`,
    explanation: `法制审核人员 ${reviewing.length} 人，持有效证件的执法人员 ${officers} 人`,
    short,
    more: units.map(({ unit, officers: acting, reviewers: checking }) => ({
      title: unit,
      figure: `审核人员 ${checking} 人，执法人员 ${acting} 人`,
    })),
  }
})

/** L3: counsel and public lawyers are engaged whom reviewers can ask, and what each reviewer carries is seen. */
const strength = standing('L3', '有在聘期内的法律顾问或者公职律师', async (db, now) => {
  const today = dayOf(now)
  const [pool, people, loads] = await Promise.all([
    allInForce(db, ['counsel'], today),
    allInForce(db, ['officer'], today),
    loadsOf(db, today),
  ])
  const engaged = pool.filter(({ data }) => data.from <= today && today <= data.until)
  const reviewing = people.filter(({ data }) => data.roles.includes('reviewer'))
  const loadOf = (id: string) => loads.get(id) ?? { waiting: 0, given: 0 }
  const waiting = reviewing.reduce((sum, { id }) => sum + loadOf(id).waiting, 0)
  return {
    state: engaged.length > 0 ? 'good' : 'short',
    figure: `${engaged.length} 人`,
    explanation: `在聘期内的法律顾问、公职律师 ${engaged.length} 人；审核人员 ${reviewing.length} 人，手上共有 ${waiting} 件`,
    short: engaged.length > 0 ? [] : [{ title: '没有在聘期内的法律顾问、公职律师', href: '/desk/registry/counsel' }],
    more: reviewing.map(({ id, title, data: { engagement, leaves = [] } }) => {
      const load = loadOf(id)
      const away = leaves.find(({ from, until }) => from <= today && today <= until)
      return {
        title,
        figure: [
          `手上 ${load.waiting} 件，近一年审核 ${load.given} 件`,
          ...(engagement === undefined ? [] : [`购买服务，${engagement.organisation}，合同期至 ${engagement.until}`]),
          ...(away === undefined ? [] : [`休假至 ${away.until}`]),
        ].join('；'),
      }
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

export const supervisionChecks: readonly Check[] = [reviewRules, reviewers, strength]
