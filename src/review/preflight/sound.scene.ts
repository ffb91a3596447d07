import { guides } from '../../../data/guides.ts'
import { items } from '../../../data/items.ts'
import { demoParties, randomFrom } from '../../../data/parties.ts'
import { dayOf, officialCalendar } from '../../calendar/index.ts'
import { compareWithCase, fillPaper } from '../../documents/index.ts'
import {
  type CaseState,
  caseCoverage,
  checklistIn,
  checklistOf,
  type DiscretionStep,
  discretionOf,
  emptyCase,
  extend,
  type Facts,
  type GuideFact,
  type IssuedPaper,
  type ItemFact,
  numbered,
  ordinaryPenalty,
  type Party,
  punishedAs,
  type Recorded,
  signaturesDue,
} from '../../procedure/index.ts'
import {
  factsAt,
  hearingSteps as h,
  keepingSteps as k,
  ordinarySteps as o,
  people,
  pick,
  type Random,
  randomOf,
  reportOtherwise,
  type Step,
  scenes,
  shop,
  strokesFile,
  until,
  walk,
  seizureSteps as z,
} from '../../procedure/testing.ts'
import { reviewExtension, reviewPoints } from '../index.ts'
import type { Examined } from './check.ts'

/** How far a case went. */
const ends = ['reviewed', 'heard', 'told', 'decided', 'paid', 'closed'] as const
type End = (typeof ends)[number]

export interface SoundCase {
  readonly seed: number
  /** What the case is like, for who reads a failure. */
  readonly told: string
  readonly end: End
  readonly examined: Examined
}

const procedure = extend(ordinaryPenalty, reviewExtension)
const house = walk([procedure])
const calendar = officialCalendar()
const series = [...factsAt('2026-03-02T01:00:00.000Z').numbers.keys()]
const allGuides = Object.values(guides) as readonly GuideFact[]
const itemOf = (id: string): ItemFact => ({ id, version: 1, ...items[id] }) as ItemFact

/** Items that fine every kind of party, in several fields and by every way of measuring. */
const punishable = Object.keys(items).filter((id) =>
  (['person', 'household', 'organisation'] as const).every(
    (kind) => discretionOf(itemOf(id), kind, { gains: 100_000, baseValue: 500_000, step: 'normal' }).fine !== undefined,
  ),
)
const second = 'no-price-tag'

/** Steps of a scene by their acts, each as often as it comes up there. */
const of = (scene: string, ...acts: readonly string[]): readonly Step[] =>
  (scenes[scene] ?? []).slice(until(o, 'evidence').length).filter(({ act }) => acts.includes(act))

const answeredCall = (scenes['asking-others'] ?? []).filter(
  ({ act, on }) => act === 'call-for-questioning' || (act === 'serve' && on === '2026-03-05T07:00:00.000Z'),
)
const extension: readonly Step[] = [
  {
    by: 'zhao',
    on: '2026-03-09T06:00:00.000Z',
    act: 'ask-decision-extension',
    data: { reasons: '供货商在外省，需要协查。' },
  },
  {
    by: 'leader',
    on: '2026-03-09T07:00:00.000Z',
    act: 'answer-decision-extension',
    data: { answer: 'granted', opinion: '同意。' },
  },
]
const resumed: Step = {
  by: 'zhao',
  on: '2026-03-18T02:00:00.000Z',
  act: 'resume',
  data: { reasons: '判决已经生效，可以继续调查。' },
}
const corrected: Step = {
  by: 'zhao',
  on: '2026-03-13T02:00:00.000Z',
  act: 'recheck-correction',
  data: { officers: ['zhao', 'qian'], result: 'corrected', found: '已经改正。', photos: [] },
}
const sampled: readonly Step[] = [
  ...of('sampling', 'take-sample', 'entrust-test'),
  ...of('testing', 'serve', 'extend-test', 'record-test-result', 'request-retest', 'handle-retest'),
]

/** What may happen in an investigation beside the inspection and the questioning, by what it is called. */
const paths: Readonly<Record<string, readonly Step[]>> = {
  通知询问: answeredCall,
  送达地址确认: of('address', 'confirm-address'),
  电子数据: of('electronic-data', 'extract-data'),
  责令改正: [...of('correction', 'order-correction'), corrected],
  辨认: of('identification', 'ask-identification', 'record-identification', 'serve'),
  协助调查: (scenes['asking-others'] ?? []).filter(({ on }) => on > '2026-03-09'),
  先行登记保存: [k.ask, k.approve, k.keep, k.propose, k.handle, k.giveBack],
  扣押: [z.ask, z.approve, z.seize],
  扣押后先行处置: [z.ask, z.approve, z.seize, z.announce, z.consent, z.askDisposal, z.answerDisposal, z.dispose],
  扣押后退还: [z.ask, z.approve, z.seize, z.askExtension, z.extend, z.askRelease, z.release, z.giveBack],
  抽样和复检: sampled,
  中止后恢复: [...of('suspension', 'ask-suspension', 'answer-suspension'), resumed],
  延长办案期限: extension,
}
/** Of these only one in a case: they are about the same goods, or stop one another's clocks. */
const exclusive = ['先行登记保存', '扣押', '扣押后先行处置', '扣押后退还', '抽样和复检', '中止后恢复']

/** The parties of a case: alone of each kind, or several with what they have to do with the breach. */
const partiesOf = (seed: number, random: Random): readonly Omit<Party, 'id'>[] => {
  const all = demoParties(16, randomFrom(seed))
  const alone = (kind: Party['kind']) =>
    pick(
      random,
      all.filter((each) => each.kind === kind),
    )
  const kinds = ['organisation', 'household', 'person'] as const
  const first = alone(kinds[seed % 3] ?? 'person')
  if (seed % 5 !== 4) return [first]
  const other = all.find((each) => each.kind === 'household' && each.name !== first.name)
  return other === undefined ? [first] : [first, { ...other, role: 'joint' }]
}

/** The amounts and words of the steps, told of these parties. */
const retold = (step: Step, { name, address, representative = name, phone = '' }: Omit<Party, 'id'>): Step => {
  const said = JSON.stringify(step.data)
    .replaceAll(shop.name, name)
    .replaceAll(shop.address, address)
    .replaceAll('澄州市东浦区听潮路 6 号 2 单元 301 室', address)
    .replaceAll('云小朵', representative)
    .replaceAll('云朵食品店', name)
    .replaceAll(shop.phone, phone)
  return { ...step, data: JSON.parse(said) }
}

const nextMorning = (day: string): string => {
  let next = Temporal.PlainDate.from(day).add({ days: 1 }).toString()
  while (!calendar.isWorkingDay(next)) next = Temporal.PlainDate.from(next).add({ days: 1 }).toString()
  return next
}

const steps: readonly DiscretionStep[] = ['lighter', 'normal', 'heavier', 'mitigated']

/** A penalty in the middle of what the standard gives for a step, with the factors that lead there. */
const penaltyOf = (item: ItemFact, party: Omit<Party, 'id'>, random: Random, held: string) => {
  const applies = item.penalties.filter(
    ({ party: whom }) => whom === undefined || whom === (party.kind === 'organisation' ? 'organisation' : 'person'),
  )
  const may = (kind: string) => applies.some((each) => each.kind === kind)
  const gains = may('confiscate-gains') && random() < 0.5 ? 100_000 + Math.floor(random() * 40) * 10_000 : 0
  const at = (step: DiscretionStep) =>
    discretionOf(item, punishedAs(party), { gains, baseValue: 500_000, step }).range?.min ?? 0
  const wanted = pick(random, steps)
  // A range that begins at nothing can't be gone below.
  const step = wanted === 'mitigated' && at(wanted) < 200 ? 'normal' : wanted
  const factors = item.steps.find((each) => each.step === step)?.factors.slice(0, 1 + Math.floor(random() * 2)) ?? []
  const { fine = 0 } = discretionOf(item, punishedAs(party), { gains, baseValue: 500_000, step, factors })
  const goods = held !== '' && may('confiscate-goods')
  return {
    kinds: ['fine', ...(gains > 0 ? ['confiscate-gains'] : []), ...(goods ? ['confiscate-goods'] : [])],
    fine: step === 'mitigated' ? Math.floor(at(step) / 200) * 100 : fine,
    gains,
    step,
    factors,
    baseValue: 500_000,
    ...(goods ? { goods: held } : {}),
    reasons: factors.length === 0 ? '没有从轻、从重情形。' : `符合裁量基准中的“${factors.join('”“')}”。`,
  }
}

/** Everything that took its time was recorded whole. */
const recordedOf = (told: readonly Step[]): readonly Recorded[] =>
  told.flatMap(({ data }, n) => {
    const { from, until: end } = (data ?? {}) as { readonly from?: string; readonly until?: string }
    return from === undefined || end === undefined
      ? []
      : [{ id: `film-${n}`, medium: 'video', spans: [{ from: Date.parse(from), until: Date.parse(end) }], sound: true }]
  })

/** Tells a case step by step through the rules, each paper filled by its form and signed at once by who must sign. */
const tell = (facts: (on: string) => Partial<Facts>) => {
  let state = emptyCase
  const papers: IssuedPaper[] = []
  const play = (step: Step): void => {
    const taken = house.take(state, {
      ...step,
      facts: {
        ...facts(step.on),
        fill: fillPaper,
        numbers: new Map(series.map((each) => [each, numbered('澄市监', each, 2026, papers.length + 1)] as const)),
      },
    })
    papers.push(...taken.papers)
    state = taken.state
  }
  return {
    do(...told: readonly Step[]) {
      for (const step of told) {
        play(step)
        for (const { by, ...command } of signaturesDue(state, strokesFile))
          play({ ...command, by: by as keyof typeof people, on: step.on })
      }
    },
    get state(): CaseState {
      return state
    },
    papers,
  }
}

const agreed = Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }]))

/** Days and instants of a step, moved by so many days; in running text, too. */
const later = (step: Step, days: number): Step => {
  const moved = (day: string) => Temporal.PlainDate.from(day).add({ days }).toString()
  const said = JSON.stringify({ on: step.on, data: step.data })
    .replaceAll(/2026-\d\d-\d\d/g, moved)
    .replaceAll(/2026 年 (\d+) 月 (\d+) 日/g, (_, month: string, day: string) => {
      const to = Temporal.PlainDate.from({ year: 2026, month: Number(month), day: Number(day) }).add({ days })
      return `${to.year} 年 ${to.month} 月 ${to.day} 日`
    })
  return { ...step, ...(JSON.parse(said) as Pick<Step, 'on' | 'data'>) }
}

const at = (day: string, hour: number): string => `${day}T0${hour}:00:00.000Z`

const agree = (day: string): Step => ({
  by: 'reviewer',
  on: at(day, 1),
  act: 'give-opinion',
  data: { points: agreed, outcome: 'agree', opinion: '同意处理意见。' },
})

/** From the opinion on: told, heard or not, decided, served, paid in one sum or by instalments, closed. Gives the last day. */
const afterReview = (
  told: ReturnType<typeof tell>,
  reported: string,
  end: End,
  party: Omit<Party, 'id'>,
  random: Random,
) => {
  const step = (from: Step, on: string, data: object = {}): Step =>
    retold({ ...from, on, data: { ...from.data, ...data } }, party)
  let day = nextMorning(reported)
  told.do(agree(day), step(o.approve, at(day, 2)), step(o.notice, at(day, 3), { explanation: '法律禁止这样经营。' }))
  day = nextMorning(day)
  // The hearing's own days are those of a week that begins as this one does.
  while (Temporal.PlainDate.from(day).dayOfWeek !== 4) day = nextMorning(day)
  told.do(step(o.serveNotice, at(day, 2)))
  if (end === 'heard' && told.state.dossier.notice?.hearing === true) {
    const days = Temporal.PlainDate.from('2026-03-12').until(day).total('days')
    told.do(...Object.values(h).map((each) => retold(later(each, days), party)))
    const heard = nextMorning(dayOf(told.state.changedAt))
    told.do(
      { by: 'zhao', on: at(heard, 2), act: 'submit-for-review', data: { complete: true } },
      { by: 'reviewer', on: at(heard, 3), act: 'accept-review', data: { complete: true } },
    )
    return heard
  }
  day = nextMorning(day)
  if (random() < 0.5)
    told.do(
      step(o.defend, at(day, 3), { from: at(day, 1), until: at(day, 2), content: '本店经营困难，请求从轻处罚。' }),
      step(o.recheck, at(day, 4)),
    )
  else
    told.do({
      by: 'zhao',
      on: at(day, 3),
      act: 'waive-defence',
      data: {
        way: 'written',
        confirmed: true,
        files: [{ blob: 'b'.repeat(64), name: '放弃声明.pdf', type: 'application/pdf', size: 2000 }],
      },
    })
  if (end === 'told' || end === 'heard') return day
  day = nextMorning(day)
  told.do(step(o.decide, at(day, 2)))
  day = nextMorning(day)
  // Who agreed to it in the confirmation of the address is served from afar.
  const afar = told.state.strands.some(({ kind }) => kind === 'address')
  told.do(
    step(
      o.serveDecision,
      at(day, 2),
      afar
        ? {
            way: 'electronic',
            account: shop.phone,
            place: '手机短信',
            proof: [{ blob: '9'.repeat(64), name: '短信送达截屏.jpg', type: 'image/jpeg', size: 4000 }],
          }
        : {},
    ),
  )
  const { fine = 0, gains = 0 } = told.state.dossier.proposal ?? {}
  const sum = fine + gains
  if (end === 'decided' || sum === 0) return day
  const pay = (on: string, amount: number, receipt: string) => told.do(step(o.pay, at(on, 2), { amount, on, receipt }))
  const plan = [day, day].map((each, n) =>
    Temporal.PlainDate.from(each)
      .add({ days: 30 * (n + 1) })
      .toString(),
  )
  if (end === 'paid' && random() < 0.6) {
    const half = Math.floor(sum / 2)
    day = nextMorning(day)
    told.do(
      {
        by: 'zhao',
        on: at(day, 2),
        act: 'ask-payment-plan',
        data: {
          way: 'instalments',
          plan: plan.map((on, n) => ({ on, amount: n === 0 ? half : sum - half })),
          reasons: '一次缴清确有困难。',
          files: [{ blob: 'e'.repeat(64), name: '分期缴纳申请书.pdf', type: 'application/pdf', size: 3000 }],
        },
      },
      {
        by: 'leader',
        on: at(day, 3),
        act: 'answer-payment-plan',
        data: { answer: 'granted', opinion: '同意分两期缴纳。' },
      },
    )
    day = nextMorning(day)
    told.do(step(o.serveDecision, at(day, 2)))
    day = nextMorning(day)
    pay(day, half, '浙财 0101')
    return day
  }
  day = nextMorning(day)
  pay(day, sum, '浙财 0001')
  if (end === 'paid') return day
  day = nextMorning(day)
  told.do(step(o.proposeClosing, at(day, 2)))
  day = nextMorning(day)
  told.do(step(o.close, at(day, 2)))
  return day
}

/** 不予处罚: agreed to and decided. */
const sparedAfter = (told: ReturnType<typeof tell>, reported: string, party: Omit<Party, 'id'>): string => {
  let day = nextMorning(reported)
  told.do(agree(day), {
    by: 'leader',
    on: at(day, 2),
    act: 'decide-otherwise',
    data: { opinion: '同意处理意见。', education: '今后应当每日检查，发现问题及时处理。' },
  })
  day = nextMorning(day)
  told.do(retold({ ...o.serveDecision, on: at(day, 2) }, party))
  return day
}

/** The case laid out as the review lays it out, with registers that know it and like cases around its fine. */
const examinedOf = (state: CaseState, papers: readonly IssuedPaper[], now: string, known: Partial<Facts>): Examined => {
  const facts = factsAt(now, { ...known, fill: fillPaper })
  const { proposal, parties } = state.dossier
  const fines = (proposal?.parts ?? (proposal === undefined ? [] : [proposal])).map(({ fine }) => fine)
  const [low, high] = [Math.min(...fines), Math.max(...fines)]
  return {
    state,
    procedure,
    calendar,
    now,
    differences: compareWithCase(
      state,
      papers.map(({ number, ...paper }) => ({ ...paper, ...(number === undefined ? {} : { number: number.text }) })),
    ),
    proof: checklistIn(state, facts),
    coverage: caseCoverage(state, facts),
    officer: (id) => (people as Readonly<Record<string, (typeof people)['zhao']>>)[id],
    item: (id) => facts.items.get(id),
    agency: { ...facts.agency, region: '澄州市', level: 'city' },
    subject: (code) => {
      const found = parties.find((each) => each.code === code)
      return found === undefined
        ? undefined
        : {
            code,
            name: found.name,
            kind: found.kind === 'organisation' ? 'organisation' : 'household',
            status: 'active',
            source: '登记机关',
            asOf: '2026-01-01',
            version: 1,
            changedAt: '2026-01-01T00:00:00.000Z',
          }
    },
    law: () => ({ version: '2021-01-22' }),
    like: () => ({ cases: 40, min: low, low, median: high, high, max: high }),
    others: [],
  }
}

/** One lawful case, made of a number: the same number makes the same case. */
export const soundCase = (seed: number): SoundCase => {
  const random = randomOf(seed)
  const parties = partiesOf(seed, random)
  const [party] = parties as readonly [Omit<Party, 'id'>]
  const others = parties.slice(1)
  const joint = others.length > 0
  const item = itemOf(punishable[(seed * 7) % punishable.length] ?? 'expired-food')
  const chosen = joint
    ? []
    : Object.keys(paths)
        .filter((name) => !exclusive.includes(name) && random() < 0.3)
        .concat(random() < 0.7 ? [pick(random, exclusive)] : [])
  const seized = chosen.includes('扣押') || chosen.includes('扣押后先行处置')
  const wanted = ends[Math.floor(seed / 2) % ends.length] ?? 'reviewed'
  // One party's way is enough to the end; what is held is dealt with by its own acts before a case is closed.
  const end = joint ? 'reviewed' : seized && !['reviewed', 'told'].includes(wanted) ? 'decided' : wanted
  const twice = !joint && item.id !== second && random() < 0.25
  const held = chosen.includes('扣押') ? '鲜奶糕 40 块，云朵酥 120 盒' : ''
  const number = (n: number): ItemFact => ({ ...itemOf(n === 0 ? item.id : second) })
  const measured = [number(0), ...(twice ? [number(1)] : [])]

  const must = checklistOf(allGuides, measured, []).filter(({ need }) => need === 'must')
  const points = must.map(({ key }) => key)
  const about = (step: Step, whom: string): Step => (joint ? { ...step, data: { ...step.data, party: whom } } : step)
  const content = `检查时发现当事人涉嫌${item.name}。`
  const investigation: readonly Step[] = [
    {
      ...o.clue,
      data: {
        ...o.clue.data,
        title: `${party.name}涉嫌${item.name}`,
        source: pick(random, ['inspection', 'complaint', 'report', 'assignment']),
        content,
      },
    },
    { ...o.verify, data: { ...o.verify.data, facts: content } },
    {
      ...o.propose,
      data: { ...o.propose.data, party, item: item.id, facts: content, ...(joint ? { otherParties: others } : {}) },
    },
    o.file,
    o.assign,
    o.show,
    about({ ...o.inspect, data: { ...o.inspect.data, course: content } }, 'all'),
    about(
      {
        ...o.question,
        data: {
          ...o.question.data,
          person: { name: '云小朵', role: party.kind === 'person' ? 'party' : 'representative' },
        },
      },
      'party-1',
    ),
    about({ ...o.evidence, data: { ...o.evidence.data, points } }, 'all'),
    ...(twice
      ? ([
          {
            by: 'zhao',
            on: '2026-03-06T05:00:00.000Z',
            act: 'ask-another-violation',
            data: { item: second, facts: '货架上 12 种商品没有标价。', reasons: '宜在本案中一并查处。' },
          },
          {
            by: 'leader',
            on: '2026-03-06T06:00:00.000Z',
            act: 'answer-another-violation',
            data: { answer: 'granted', opinion: '同意。' },
          },
        ] satisfies readonly Step[])
      : []),
    ...chosen.flatMap((name) => paths[name] ?? []),
    // Help from elsewhere takes longer than the thirty days of a seizure.
    ...(seized && chosen.includes('协助调查') ? [z.askExtension, z.extend] : []),
  ]
  const before = investigation
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((step) => (step.act === 'propose-filing' ? step : retold(step, party)))
  const recorded = recordedOf(before)
  const like = new Map([...measured, itemOf(second)].map((each) => [each.id, each]))
  const facts = () => ({ items: like, guides: allGuides, recorded })
  const told = tell(facts)
  told.do(...before)

  const day = nextMorning(dayOf(before.at(-1)?.on ?? ''))
  const rows = [
    ...parties.map((each, n) => ({
      item: item.id,
      ...(joint ? { party: `party-${n + 1}` } : {}),
      ...penaltyOf(item, each, random, held),
    })),
    ...(twice ? [{ item: second, ...penaltyOf(itemOf(second), party, random, '') }] : []),
  ]
  const [{ item: _item, ...first }, ...more] = rows as [(typeof rows)[number], ...typeof rows]
  const spared = !joint && !twice && held === '' && seed % 7 === 3
  told.do(
    spared
      ? retold({ ...reportOtherwise, on: at(day, 1) }, party)
      : {
          ...o.report,
          on: at(day, 1),
          data: {
            ...o.report.data,
            facts: `当事人${item.name}${twice ? `，并且${itemOf(second).name}` : ''}。`,
            ended: '2026-03-02',
            nature: `上述行为属于${item.name}。`,
            violation: item.name,
            penalty: first,
            ...(more.length === 0 ? {} : { otherPenalties: more }),
          },
        },
    { by: 'zhao', on: at(day, 2), act: 'submit-for-review', data: { complete: true } },
    { by: 'reviewer', on: at(day, 3), act: 'accept-review', data: { complete: true } },
  )
  let today = day
  if (end !== 'reviewed') today = spared ? sparedAfter(told, day, party) : afterReview(told, day, end, party, random)
  return {
    seed,
    told: [
      `${seed}`,
      item.name,
      ...parties.map(({ kind, name }) => `${kind} ${name}`),
      ...(twice ? ['两个违法行为'] : []),
      ...(spared ? ['不予处罚'] : []),
      ...chosen,
      end,
    ].join('，'),
    end,
    examined: examinedOf(told.state, told.papers, at(nextMorning(today), 2), facts()),
  }
}
