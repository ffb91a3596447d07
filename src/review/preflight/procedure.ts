import { dayOf } from '../../calendar/index.ts'
import { penaltyLaw, rules } from '../../kernel/index.ts'
import {
  type DoneAct,
  isOpenGap,
  limitsOf,
  missingSignatures,
  missingText,
  type RunningLimit,
  validOn,
} from '../../procedure/index.ts'
import { lastReview } from '../bound.ts'
import { allOf, type Examined, type PreflightCheck, right, unknown, wrong } from './check.ts'
import { recordedAt } from './recorded-at.ts'

/** Acts before which the procedure itself asks for this condition. */
const askedOf = ({ procedure }: Examined, gate: string): ReadonlySet<string> =>
  new Set(procedure.acts.filter(({ gates = [] }) => gates.some(({ name }) => name === gate)).map(({ name }) => name))
/** Acts that need a case that was filed (程序规定 art. 19–21); what verifies a clue doesn't. */
const investigating = new Set(['question-person', 'report-investigation'])

const titleOf = ({ procedure }: Examined, { act }: DoneAct): string =>
  procedure.acts.find(({ name }) => name === act)?.title ?? act

/** What runs out for a party, or misses only the bureau's own target, is no fault of the procedure. */
const dutiesOf = (limits: readonly RunningLimit[]): readonly RunningLimit[] =>
  limits.filter(({ rule: { right: ofParty, target } }) => ofParty !== true && target !== true)

const daysText = (days: readonly string[]): string => [...new Set(days)].join('、')

/** 程序是否合法. */
export const procedure: readonly PreflightCheck[] = [
  {
    name: 'two-handlers',
    point: 'procedure',
    title: '办案人员不少于两名',
    basis: [penaltyLaw(42), rules(22)],
    examine: ({ state: { dossier } }) =>
      new Set(dossier.handlers.map(({ id }) => id)).size >= 2
        ? right(dossier.handlers.map(({ name }) => name).join('、'))
        : wrong('办案人员不足两名'),
  },
  {
    name: 'handlers-certified',
    point: 'procedure',
    title: '办案人员在每次办理当天持有有效的执法证',
    basis: [penaltyLaw(42), penaltyLaw(55)],
    examine: ({ state, officer }) => {
      const handled = new Set(state.dossier.handled)
      const acts = state.done.filter(({ by }) => handled.has(by))
      if (acts.length === 0) return unknown('没有办案人员办理的记录')
      const lacking: string[] = []
      let strangers = 0
      for (const { by, at } of acts) {
        const day = dayOf(at)
        const who = officer(by, day)
        if (who === undefined) strangers++
        else if (validOn(who.certificates, day) === undefined) lacking.push(`${who.name} ${day}`)
      }
      if (lacking.length > 0) return wrong(`当天没有有效的执法证：${daysText(lacking)}`)
      return strangers > 0 ? unknown('人员名录中查不到当天的记录') : right('执法证在每次办理当天均有效')
    },
  },
  {
    name: 'certificates-shown',
    point: 'procedure',
    title: '对当事人的执法行为之前出示执法证件',
    basis: [penaltyLaw(55), rules(22)],
    examine: (examined) => {
      const { done } = examined.state
      const first = done.find(({ act }) => act === 'show-certificates')
      const asked = askedOf(examined, 'certificates-shown')
      return allOf(
        done.filter(({ act }) => asked.has(act)),
        {
          holds: ({ version }) => first !== undefined && first.version < version,
          names: (each) => titleOf(examined, each),
          none: right('没有对当事人的执法行为'),
          good: '之前已经出示执法证件',
          bad: '之前没有出示执法证件',
        },
      )
    },
  },
  {
    name: 'filed-first',
    point: 'procedure',
    title: '立案之后才询问当事人、终结调查',
    basis: [rules(19), penaltyLaw(54)],
    examine: (examined) => {
      const { done } = examined.state
      const filed = done.find(({ act }) => act === 'approve-filing')
      return allOf(
        done.filter(({ act }) => investigating.has(act)),
        {
          holds: ({ version }) => filed !== undefined && filed.version < version,
          names: (each) => titleOf(examined, each),
          none: unknown('还没有调查'),
          good: '均在立案之后',
          bad: '在立案之前',
        },
      )
    },
  },
  {
    name: 'limits-kept',
    point: 'procedure',
    title: '各项法定期限没有超过',
    basis: [penaltyLaw(60), rules(64)],
    examine: ({ procedure: rule, state, calendar, now }) =>
      allOf(dutiesOf(limitsOf(rule, state, calendar, now)), {
        holds: ({ answer }) => !answer.late,
        names: ({ rule: { title }, answer }) => `${title}${answer.due === undefined ? '' : `（${dayOf(answer.due)}）`}`,
        none: unknown('没有在计算的期限'),
        good: '没有超过的期限',
        bad: '已经超过',
      }),
  },
  {
    name: 'applications-answered',
    point: 'procedure',
    title: '申请事项均已答复',
    basis: [penaltyLaw(43), rules(4)],
    examine: ({ state }) => {
      const waiting = state.strands.filter(({ state: now }) => now === 'asked')
      return waiting.length === 0
        ? right('没有等待答复的申请')
        : wrong(`还没有答复：${waiting.map(({ title }) => title).join('、')}`)
    },
  },
  {
    name: 'recording-covered',
    point: 'procedure',
    title: '应当音像记录的执法行为已经全程记录',
    basis: [penaltyLaw(47)],
    examine: ({ coverage, state }) =>
      allOf(
        coverage.filter(({ required }) => required !== 'none'),
        {
          trace: (each) => recordedAt(each, state),
          holds: (each) => !isOpenGap(each),
          names: ({ title }) => title,
          none: right('没有清单要求音像记录的行为'),
          good: '均已记录，或者例外已经批准',
          bad: '没有录全，例外也没有批准',
        },
      ),
  },
  {
    name: 'exceptions-answered',
    point: 'procedure',
    title: '音像记录的例外已经批准',
    basis: [penaltyLaw(47)],
    examine: ({ coverage }) => {
      const asked = coverage.filter(({ excuse }) => excuse !== undefined)
      return allOf(asked, {
        holds: ({ excuse }) => excuse?.state === 'granted',
        names: ({ title }) => title,
        none: right('没有申请例外'),
        good: '例外均已批准',
        bad: '例外没有批准',
      })
    },
  },
  {
    name: 'papers-signed',
    point: 'procedure',
    title: '各文书应当签名的各处已经签名或者注明',
    basis: [rules(29), rules(43)],
    examine: ({ state }) => {
      const missing = missingSignatures(state)
      return missing.length === 0
        ? right('没有缺少的签名')
        : wrong(
            missing.map(missingText).join('；'),
            missing.map(({ paper: { id, title } }) => ({ title, paper: id })),
          )
    },
  },
  {
    name: 'acts-in-order',
    point: 'procedure',
    title: '办理时间不晚于录入时间',
    basis: [penaltyLaw(47)],
    examine: (examined) =>
      allOf(examined.state.done, {
        holds: ({ at, enteredAt }) => at <= enteredAt,
        names: (each) => titleOf(examined, each),
        none: unknown('没有办理记录'),
        good: '时间前后相符',
        bad: '录入早于办理',
      }),
  },
  {
    name: 'entered-in-time',
    point: 'procedure',
    title: '办理后及时录入',
    basis: [penaltyLaw(47)],
    examine: (examined) => {
      const late = examined.state.done.filter(
        ({ at, enteredAt }) => Date.parse(enteredAt) - Date.parse(at) > 3 * 86_400_000,
      )
      return late.length === 0
        ? right('均在三日内录入')
        : unknown(
            `三日之后才录入：${[...new Set(late.map((each) => titleOf(examined, each)))].join('、')}；请核对办理时间`,
          )
    },
  },
  {
    name: 'numbers-once',
    point: 'procedure',
    title: '文号没有重复',
    basis: [rules(78)],
    examine: ({ state }) => {
      const numbers = state.papers.flatMap(({ number }) => (number === undefined ? [] : [number.text]))
      const twice = numbers.filter((number, n) => numbers.indexOf(number) !== n)
      return twice.length === 0 ? right('文号没有重复') : wrong(`文号重复：${[...new Set(twice)].join('、')}`)
    },
  },
  {
    name: 'reviewer-independent',
    point: 'procedure',
    title: '审核人员没有办理过本案',
    basis: [rules(49, 3), rules(51)],
    examine: ({ state }) => {
      const reviewer = lastReview(state)?.data.reviewer as { readonly id: string; readonly name: string } | undefined
      if (reviewer === undefined) return unknown('还没有人受理审核')
      return state.dossier.handled.includes(reviewer.id)
        ? wrong(`${reviewer.name}办理过本案`)
        : right(`${reviewer.name}没有办理过本案`)
    },
  },
  {
    name: 'recused-stayed-away',
    point: 'procedure',
    title: '已经回避的人员没有再办理',
    basis: [penaltyLaw(43), rules(4)],
    examine: (examined) => {
      const { strands, done } = examined.state
      const left = strands.filter(({ kind, state: now }) => kind === 'recusal' && now === 'granted')
      return allOf(left, {
        holds: ({ changedAt, data }) => {
          const { person } = (data.asked ?? {}) as { readonly person?: string }
          return !done.some(({ by, at }) => by === person && at > changedAt)
        },
        names: ({ title }) => title,
        none: right('没有决定回避的人员'),
        good: '决定回避之后没有再办理',
        bad: '决定回避之后仍在办理',
      })
    },
  },
  {
    name: 'results-final',
    point: 'procedure',
    title: '检测、检验、检疫、鉴定有结果并已告知当事人',
    basis: [rules(32)],
    examine: ({ state }) =>
      allOf(
        state.strands.filter(({ kind }) => kind === 'test'),
        {
          holds: ({ state: now }) => now === 'final' || now === 'ended',
          names: ({ title }) => title,
          none: right('没有委托检测、检验、检疫、鉴定'),
          good: '结果均已确定',
          bad: '没有结果，或者当事人还可以申请复检',
        },
      ),
  },
  {
    name: 'not-suspended',
    point: 'procedure',
    title: '案件没有中止调查',
    basis: [rules(46)],
    examine: ({ state }) =>
      state.strands.some(({ kind, state: now }) => kind === 'suspension' && now === 'granted')
        ? wrong('案件仍在中止调查')
        : right('没有中止'),
  },
  {
    name: 'orders-rechecked',
    point: 'procedure',
    title: '责令改正的已经复查',
    basis: [penaltyLaw(28)],
    examine: ({ state, now }) => {
      const orders = state.strands.filter(({ kind, state: is }) => kind === 'correction' && is === 'ordered')
      const late = orders.filter(({ data }) => typeof data.by === 'string' && data.by < dayOf(now))
      if (late.length > 0)
        return wrong(`改正期限已过，没有复查（${daysText(late.map(({ data }) => String(data.by)))}）`)
      return orders.length > 0 ? unknown('改正期限还没有到') : right('没有未复查的责令改正')
    },
  },
  {
    name: 'papers-served',
    point: 'procedure',
    title: '应当送达的文书已经送达',
    basis: [rules(81), rules(82)],
    examine: ({ state }) => {
      const waiting = state.strands.filter(
        ({ kind, state: now }) => kind === 'service' && (now === 'waiting' || now === 'announced'),
      )
      return waiting.length === 0
        ? right('没有等待送达的文书')
        : unknown(
            `还没有送达：${waiting.map(({ title }) => title).join('、')}`,
            waiting.flatMap(({ title, data }) =>
              typeof data.paper === 'string' ? [{ title, paper: data.paper }] : [],
            ),
          )
    },
  },
  {
    name: 'address-confirmed',
    point: 'procedure',
    title: '当事人确认了送达地址',
    basis: [rules(83)],
    examine: ({ state }) =>
      state.strands.some(({ kind }) => kind === 'address')
        ? right('有送达地址确认书')
        : unknown('没有送达地址确认书；以后拒收、无法接收的，不能视为送达'),
  },
  {
    name: 'things-held-settled',
    point: 'procedure',
    title: '先行登记保存的物品在七个工作日内处理',
    basis: [penaltyLaw(56), rules(34)],
    examine: ({ procedure: rule, state, calendar, now }) => {
      const held = state.strands.filter(({ kind }) => kind === 'keeping')
      if (held.length === 0) return right('没有先行登记保存')
      const late = limitsOf(rule, state, calendar, now).filter(
        ({ strand, answer }) => answer.late && held.some(({ id }) => id === strand),
      )
      return late.length === 0 ? right('均已在期限内处理') : wrong('超过七个工作日没有处理')
    },
  },
]
