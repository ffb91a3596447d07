import { batchOf, caseView, discretionView, timelineEntry } from '../../src/casework/present.ts'
import type { CaseRow, CaseView, TimelineView, WorkItem } from '../../src/casework/view.ts'
import type { Refusal } from '../../src/kernel/index.ts'
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCase,
  emptyCase,
  evolveCase,
  extend,
  indexOf,
  limitsOf,
  type Measured,
  ordinaryPenalty,
  simplePenalty,
} from '../../src/procedure/index.ts'
import {
  factsAt,
  ordinarySteps as o,
  people,
  type Step,
  simpleSteps as s,
  shop,
  until,
} from '../../src/procedure/testing.ts'
import { reviewExtension, reviewPoints } from '../../src/review/index.ts'

/** Invented cases in every stage, decided by the real rules: what the tests are refused, officers would be refused too. */
export const procedures = [extend(ordinaryPenalty, reviewExtension), simplePenalty]
const known = new Map(procedures.map((procedure) => [procedure.name, procedure]))

/** The moment at which the desk is looked at. */
export const now = '2026-03-25T02:00:00.000Z'
export type PersonId = keyof typeof people

const photo = (n: number) => ({
  blob: String(n).repeat(64).slice(0, 64),
  name: `现场照片${n}.jpg`,
  type: 'image/jpeg',
  size: 1_843_200 + n,
})
const yes = Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }]))
const steps = {
  ...Object.fromEntries(Object.entries(o).slice(0, 6)),
  inspect: { ...o.inspect, data: { ...o.inspect.data, photos: [photo(1), photo(2), photo(3)] } },
  question: o.question,
  evidence: o.evidence,
  report: o.report,
  submit: { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } },
  accept: { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } },
  opinion: {
    by: 'reviewer',
    on: '2026-03-10T06:00:00.000Z',
    act: 'give-opinion',
    data: { points: yes, outcome: 'agree', opinion: '事实清楚，证据充分，定性准确，处理适当，同意处理意见。' },
  },
  ...Object.fromEntries(Object.entries(o).slice(10)),
} as Readonly<Record<string, Step>>

const papers: Readonly<Record<number, string>> = {
  1: '案件来源登记表',
  2: '立案审批表',
  9: '现场笔录',
  11: '证据提取单',
  14: '询问笔录',
  20: '送达回证',
  35: '案件调查终结报告',
  36: '案件审核表',
  38: '行政处罚告知书',
  43: '行政处罚决定书',
  44: '当场行政处罚决定书',
  46: '结案审批表',
}

interface Kept {
  state: CaseState
  readonly events: CaseEvent[]
}

export const createCases = () => {
  const cases = new Map<string, Kept>()
  const keys = new Map<string, { readonly id: string; readonly version: number }>()
  const numbers = new Map<string, number>()
  const facts = (at: string) =>
    factsAt(at, {
      fill: ({ form, input, number }) => ({
        title: papers[form] ?? `文书${form}`,
        content: { form, input, ...(number === undefined ? {} : { number: number.text }) },
      }),
      numbers: new Map(
        ['立案', '罚告', '罚', '当罚'].map((series) => {
          const n = (numbers.get(series) ?? 0) + 1
          return [series, { series, year: 2026, n, text: `澄市监${series}〔2026〕${n}号` }]
        }),
      ),
    })

  const act = (id: string, who: PersonId, command: CaseCommand, on: string, happenedAt = on): readonly Refusal[] => {
    const kept = cases.get(id) ?? { state: emptyCase, events: [] }
    const actor = { ...people[who], kind: 'person' as const }
    const decided = decideCase(known, kept.state, command, { streamId: id, actor, happenedAt, facts: facts(on) })
    if (!decided.ok) return decided.refusals
    for (const { number } of decided.value.data.papers ?? [])
      if (number !== undefined) numbers.set(number.series, number.n)
    const event: CaseEvent = {
      id: `${id}-${kept.state.version + 1}`,
      streamId: id,
      version: kept.state.version + 1,
      type: decided.value.type,
      data: JSON.parse(JSON.stringify(decided.value.data)),
      happenedAt,
      enteredAt: on,
      actor,
    }
    kept.state = evolveCase(known, kept.state, event)
    kept.events.push(event)
    cases.set(id, kept)
    return []
  }

  const play = (id: string, title: string, party: Partial<typeof shop>, played: readonly Step[]) => {
    for (const step of played) {
      const { by, on, act: name, data, procedure, at } = step
      const own = {
        ...data,
        ...('title' in data && (name === 'register-clue' || name === 'open-on-the-spot') ? { title } : {}),
        ...('party' in data ? { party: { ...shop, ...party } } : {}),
      }
      const refused = act(
        id,
        by as PersonId,
        { act: name, data: own, ...(procedure === undefined ? {} : { procedure }) },
        on,
        at,
      )
      if (refused.length > 0) throw new Error(`${id} ${name}: ${refused.map(({ message }) => message).join('; ')}`)
    }
  }

  const to = (last: string) => until(steps, last)
  const late = { ...steps.show, at: '2026-03-04T04:00:00.000Z', on: '2026-03-06T01:00:00.000Z' } as Step
  play('c1', '云朵食品店涉嫌经营超过保质期的食品案', {}, to('evidence'))
  play(
    'c2',
    '半亩烘焙坊涉嫌经营超过保质期的食品案',
    { name: '澄州市云岭区半亩烘焙坊', representative: '穆清和' },
    to('report'),
  )
  play(
    'c3',
    '竹里便利店涉嫌经营超过保质期的食品案',
    { name: '澄州市东浦区竹里便利店', representative: '柏行舟' },
    to('accept'),
  )
  play(
    'c4',
    '海棠里超市涉嫌经营超过保质期的食品案',
    { name: '澄州市望江区海棠里超市', representative: '岑晚晴' },
    to('opinion'),
  )
  play(
    'c5',
    '松果零食铺涉嫌经营超过保质期的食品案',
    { name: '澄州市东浦区松果零食铺', representative: '温若谷' },
    to('notice'),
  )
  play(
    'c6',
    '白鹭副食店涉嫌经营超过保质期的食品案',
    { name: '澄州市云岭区白鹭副食店', representative: '项南星' },
    to('recheck'),
  )
  play(
    'c7',
    '晴耕粮油店涉嫌经营超过保质期的食品案',
    { name: '澄州市望江区晴耕粮油店', representative: '舒怀瑾' },
    to('serveDecision'),
  )
  play(
    'c8',
    '青禾生鲜涉嫌经营超过保质期的食品案',
    { name: '澄州市东浦区青禾生鲜店', representative: '卫听雨' },
    to('clue'),
  )
  play(
    'c9',
    '一苇茶行涉嫌经营超过保质期的食品案',
    { name: '澄州市云岭区一苇茶行', representative: '霍知夏' },
    to('propose'),
  )
  play('c10', '鹿角咖啡馆涉嫌经营超过保质期的食品案', { name: '澄州市东浦区鹿角咖啡馆', representative: '祝云起' }, [
    ...to('assign'),
    late,
  ])
  play(
    's1',
    '萤火文具店未按规定明码标价案',
    { name: '澄州市东浦区萤火文具店', representative: '闻静姝' },
    Object.values(s).slice(0, 5),
  )
  play(
    's2',
    '蓝鲸湾水果摊未按规定明码标价案',
    { name: '澄州市望江区蓝鲸湾水果摊', representative: '纪明哲' },
    Object.values(s),
  )
  const paid: readonly Step[] = [
    { ...o.pay, on: '2026-03-24T02:00:00.000Z', data: { ...o.pay.data, on: '2026-03-24' } },
    { ...o.proposeClosing, on: '2026-03-24T03:00:00.000Z' },
  ]
  for (const [n, name] of ['溪山书屋', '桐影裁缝铺', '云间花店'].entries())
    play(`p${n + 1}`, `${name}涉嫌经营超过保质期的食品案`, { name: `澄州市云岭区${name}` }, [
      ...to('serveDecision'),
      ...paid,
    ])
  for (let n = 11; n <= 64; n++)
    play(`c${n}`, `第${n}号商铺涉嫌经营超过保质期的食品案`, { name: `澄州市云岭区拾光商铺${n}号` }, to('clue'))

  const procedureOf = (state: CaseState) => {
    const procedure = known.get(state.procedure)
    if (procedure === undefined) throw new Error(state.procedure)
    return procedure
  }
  const question = (who: PersonId) => ({
    actor: { ...people[who], kind: 'person' as const },
    facts: facts(now),
    at: now,
  })

  const view = (id: string, who: PersonId): CaseView | undefined => {
    const kept = cases.get(id)
    if (kept === undefined) return undefined
    const given = caseView(known, kept.state, question(who), id)
    const review = kept.state.strands.findLast(({ kind }) => kind === 'review')
    return review === undefined
      ? given
      : {
          ...given,
          review: {
            kind: 'legal',
            kindTitle: '法制审核',
            because: ['普通程序案件全部纳入法制审核'],
            state: review.state as 'passed',
            stateTitle: { submitted: '已送审', accepted: '审核中', passed: '审核通过' }[review.state] ?? review.state,
            ladder: [],
            opened: [],
            unopened: [],
            ...(review.state === 'submitted' ? {} : { reviewer: { id: 'reviewer', name: '冯审核' } }),
            ...(review.state === 'passed' ? { opinion: String(review.data.opinion) } : {}),
            read: given.papers.slice(0, 4).map(({ title, digest, pdf }) => ({ title, sha256: digest, href: pdf })),
            points: Object.values(reviewPoints).map((title) => ({
              title,
              ...(review.state === 'passed' ? { answer: '是' } : {}),
            })),
          },
        }
  }

  const row = (id: string, { state }: Kept): CaseRow => {
    const limits = limitsOf(procedureOf(state), state, facts(now).calendar, now).filter(
      ({ metAt, rule }) => metAt === undefined && rule.right !== true,
    )
    const due = limits.flatMap(({ answer }) => answer.due ?? []).sort()[0]
    const first = view(id, 'zhao')?.limits.find((limit) => limit.due === due && limit.metAt === undefined)
    return {
      id,
      ...(state.dossier.number === undefined ? {} : { number: state.dossier.number }),
      title: state.dossier.title,
      procedure: state.procedure,
      procedureTitle: procedureOf(state).title,
      stage: state.stage,
      stageTitle: indexOf(procedureOf(state)).stage.get(state.stage)?.title ?? state.stage,
      ...(state.dossier.parties[0] === undefined ? {} : { party: state.dossier.parties[0].name }),
      unit: state.dossier.unit,
      unitName: state.dossier.unitName,
      handlers: state.dossier.handlers.map(({ name }) => name),
      openedAt: state.openedAt,
      changedAt: state.changedAt,
      ...(due === undefined || first === undefined ? {} : { due, dueText: first.dueText }),
      urgency: first?.urgency ?? 'none',
    }
  }

  return {
    view,
    question,
    rows: () => [...cases].map(([id, kept]) => row(id, kept)),
    state: (id: string) => cases.get(id)?.state,
    timeline(id: string, before = Number.POSITIVE_INFINITY): TimelineView | undefined {
      const kept = cases.get(id)
      if (kept === undefined) return undefined
      const entries = kept.events
        .filter(({ version }) => version < before)
        .toReversed()
        .slice(0, 6)
      const last = entries.at(-1)?.version ?? 1
      return {
        entries: entries.map((event) =>
          timelineEntry(known, { kind: 'case', ...event } as never, kept.state, event.version < kept.events.length),
        ),
        ...(last > 1 ? { before: last } : {}),
      }
    },
    /** As the journal does it: the same key is the same act; a page that is behind is told so. */
    send(
      id: string,
      who: PersonId,
      key: string,
      expectedVersion: number | undefined,
      command: CaseCommand,
      happenedAt?: string,
    ) {
      const done = keys.get(key)
      if (done !== undefined) return { ok: true as const, ...done }
      const version = cases.get(id)?.state.version ?? 0
      if (expectedVersion !== undefined && expectedVersion !== version)
        return {
          refusals: [
            {
              code: 'stale',
              message: '没有保存：已被钱双喜在 10:32 更新。请看更新后再保存，您写的内容还在。',
              basis: [],
            },
          ],
        }
      const refusals = act(id, who, command, now, happenedAt)
      if (refusals.length > 0) return { refusals }
      const outcome = { id, version: cases.get(id)?.state.version ?? 0 }
      keys.set(key, outcome)
      return { ok: true as const, ...outcome }
    },
    batch(id: string, act: string): Pick<WorkItem, 'batch'> {
      const state = cases.get(id)?.state
      const batch = state === undefined ? undefined : batchOf(indexOf(procedureOf(state)).act.get(act))
      return state === undefined || batch === undefined ? {} : { batch: { ...batch, version: state.version } }
    },
    discretion(id: string, measured: Measured) {
      const state = cases.get(id)?.state
      return state === undefined
        ? undefined
        : discretionView(facts(now).items.get(state.dossier.item?.id ?? ''), state, measured)
    },
    paper(id: string) {
      for (const { events } of cases.values())
        for (const event of events) {
          const found = (
            (
              event.data as {
                papers?: readonly {
                  id: string
                  title: string
                  digest: string
                  number?: { text: string }
                  content: { input?: Readonly<Record<string, unknown>> }
                }[]
              }
            ).papers ?? []
          ).find((paper) => paper.id === id)
          if (found !== undefined) return found
        }
      return undefined
    },
  }
}
