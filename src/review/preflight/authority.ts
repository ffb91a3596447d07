import { dayOf } from '../../calendar/index.ts'
import { penaltyLaw, rules } from '../../kernel/index.ts'
import { type AuthorityLevel, authorityLevels, itemsOf } from '../../procedure/index.ts'
import { allOf, type PreflightCheck, right, unknown, wrong } from './check.ts'

const rankOf = (level: AuthorityLevel): number => Object.keys(authorityLevels).indexOf(level)

/** 是否具有管辖权. */
export const authority: readonly PreflightCheck[] = [
  {
    name: 'item-in-list',
    point: 'jurisdiction',
    title: '处罚事项在本机关的事项清单内',
    basis: [penaltyLaw(17), penaltyLaw(22)],
    examine: ({ state, item }) =>
      allOf(itemsOf(state.dossier), {
        holds: ({ id }) =>
          item(id, dayOf(state.openedAt)) !== undefined || item(id, dayOf(state.changedAt)) !== undefined,
        names: ({ name }) => name,
        none: unknown('还没有选定处罚事项'),
        good: '处罚事项在清单内',
        bad: '清单中没有',
      }),
  },
  {
    name: 'level',
    point: 'jurisdiction',
    title: '本机关的层级可以实施这一处罚',
    basis: [penaltyLaw(23), rules(7)],
    examine: ({ state, item, agency: { level } }) => {
      const limited = itemsOf(state.dossier).flatMap(({ id, name }) => {
        const from = item(id, dayOf(state.changedAt))?.level
        return from === undefined ? [] : [{ name, from }]
      })
      if (limited.length === 0) return right('处罚事项没有限定层级')
      if (level === undefined) return unknown('本机关信息中没有填写层级')
      const above = limited.filter(({ from }) => rankOf(from) > rankOf(level))
      return above.length === 0
        ? right(`本机关是${authorityLevels[level]}`)
        : wrong(above.map(({ name, from }) => `“${name}”由${authorityLevels[from]}以上实施`).join('；'))
    },
  },
  {
    name: 'territory',
    point: 'jurisdiction',
    title: '违法行为发生地在本机关辖区',
    basis: [penaltyLaw(22), rules(7)],
    examine: ({ state, agency: { region } }) => {
      if (region === undefined || region === '') return unknown('本机关信息中没有填写辖区')
      const places = [...new Set(state.done.flatMap(({ course }) => course?.place ?? []))]
      const addresses = state.dossier.parties.map(({ address }) => address)
      const inside = [...places, ...addresses].filter((place) => place.includes(region))
      return inside.length > 0
        ? right(`${region}：${inside[0]}`)
        : unknown(`办案地点和当事人住所没有写明在${region}，请核对违法行为发生地`)
    },
  },
  {
    name: 'no-open-dispute',
    point: 'jurisdiction',
    title: '没有未了结的管辖争议',
    basis: [rules(13), penaltyLaw(25)],
    examine: ({ state }) => {
      const disputes = state.strands.filter(({ kind }) => kind === 'jurisdiction')
      if (disputes.some(({ state: now }) => now === 'theirs')) return wrong('案件已确定由其他部门管辖')
      return disputes.some(({ state: now }) => now !== 'ours')
        ? wrong('管辖争议还没有结果')
        : right('没有未了结的管辖争议')
    },
  },
  {
    name: 'filed',
    point: 'jurisdiction',
    title: '立案经批准',
    basis: [rules(19), penaltyLaw(54, 2)],
    examine: ({ state }) => {
      const paper = state.papers.find(({ form }) => form === 7)
      return paper === undefined
        ? wrong('卷内没有立案审批表')
        : right(`立案审批表由${paper.by}批准`, [{ title: paper.title, paper: paper.id }])
    },
  },
  {
    name: 'filed-by-leader',
    point: 'jurisdiction',
    title: '立案由局负责人批准',
    basis: [rules(19)],
    examine: ({ state, officer }) => {
      const filed = state.done.findLast(({ act }) => act === 'approve-filing')
      if (filed === undefined) return unknown('没有立案的记录')
      const who = officer(filed.by, dayOf(filed.at))
      return who === undefined
        ? unknown('人员名录中没有当天批准立案的人')
        : who.roles.some((role) => role === 'leader' || role === 'head')
          ? right(`${who.name}当天是局负责人`)
          : wrong(`${who.name}当天不是局负责人`)
    },
  },
]
