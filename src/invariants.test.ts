import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { officialCalendar } from './calendar/index.ts'
import { fillPaper } from './documents/index.ts'
import { procedures } from './house.ts'
import {
  type CaseEvent,
  type CaseState,
  decideCase,
  emptyCase,
  evolveCase,
  indexOf,
  inStage,
  limitsOf,
  moneyOf,
  nextSteps,
  openOf,
  openStrands,
  type PaperNumber,
  type PaymentData,
  type Procedure,
  type Question,
} from './procedure/index.ts'
import {
  announcementSteps,
  factsAt,
  hearingSteps,
  invent,
  ordinarySteps as o,
  paymentSteps,
  people,
  pick,
  type Random,
  randomOf,
  reportOtherwise,
  type Step,
  scenes,
  simpleSteps,
  until,
  walk as walkBy,
} from './procedure/testing.ts'
import { reviewPoints } from './review/index.ts'

const known = new Map(procedures.map((procedure) => [procedure.name, procedure]))

/** A walk so far: the events that were accepted, and the state that they make. */
interface Walk {
  readonly procedure: Procedure
  readonly events: readonly CaseEvent[]
  readonly state: CaseState
}

const last = (walk: Walk, ...acts: readonly string[]) => walk.events.findLast(({ type }) => acts.includes(type))
const payments = ({ state }: Walk) =>
  state.strands
    .filter(({ kind }) => kind === 'payment')
    .map((strand) => ({ strand, data: strand.data as unknown as PaymentData }))

/** Who handled the case at any time. */
const everHandled = ({ events }: Walk): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ data }) =>
      ((data.record as { readonly handlers?: readonly { readonly id: string }[] } | undefined)?.handlers ?? []).map(
        ({ id }) => id,
      ),
    ),
  )

/** Acts by which somebody reviews, approves, decides or chairs. */
const judging = (type: string) =>
  /^(approve-|answer-|make-decision|decide-otherwise|give-opinion|accept-review|appoint-chair|discuss-|revoke-|hold-hearing|report-hearing)/.test(
    type,
  )

/** What holds of every case at every moment, whoever did whatever (docs/architecture.md, "Invariants"). */
const invariants: Readonly<Record<string, (walk: Walk) => void>> = {
  'no decision without a notice that was served, defence heard or over, review passed and a leader’s approval': (
    walk,
  ) => {
    const { state } = walk
    const decision = state.dossier.decision
    if (decision === undefined || state.procedure !== 'ordinary-penalty') return
    const { notice, defence, recheck } = state.dossier
    assert.ok(notice?.servedAt !== undefined && notice.servedAt <= decision.at)
    assert.ok(
      !defence?.made ||
        defence.version > decision.version ||
        (recheck !== undefined && recheck.version >= defence.version),
    )
    const before = (act: string) => walk.events.some(({ type, version }) => type === act && version < decision.version)
    assert.ok(before('give-opinion') && before('approve-proposal'))
    assert.ok(
      walk.events.some(
        ({ type, data, version }) =>
          type === 'give-opinion' &&
          version < decision.version &&
          (data.input as { outcome?: string }).outcome === 'agree',
      ),
    )
  },
  'nobody who handled the case reviewed, approved, decided or chaired it': (walk) => {
    const handled = everHandled(walk)
    for (const { type, actor } of walk.events)
      if (judging(type)) assert.ok(!handled.has(actor.id), `${type} by ${actor.id}`)
  },
  'whoever handles the case held a valid certificate on the day of each act': ({ events }) => {
    for (const { data } of events)
      for (const officer of (data.record as { officers?: readonly { certificate: string }[] } | undefined)?.officers ??
        [])
        assert.notEqual(officer.certificate, '')
  },
  'the decision is not heavier than the last notice, but for what a remedy made of it': ({ state }) => {
    const { decision, notice } = state.dossier
    if (decision === undefined || notice === undefined || decision.changedBy !== undefined) return
    assert.ok(moneyOf(decision.penalty) <= moneyOf(notice.penalty))
    for (const kind of decision.penalty.kinds) assert.ok(notice.penalty.kinds.includes(kind))
  },
  'every paper that must be served has a strand of service': ({ state }) => {
    for (const paper of state.papers)
      if (paper.served) assert.ok(state.strands.some(({ kind, data }) => kind === 'service' && data.paper === paper.id))
  },
  'money received and open make what is due, what was added and what was given back; nothing is added beyond the fine':
    (walk) => {
      for (const { data } of payments(walk)) {
        const received = data.paid.reduce((sum, { amount }) => sum + amount, 0)
        assert.equal(received + openOf(data), data.due + (data.surcharge ?? 0) + (data.refunded ?? 0))
        assert.ok((data.surcharge ?? 0) <= data.fine)
        assert.ok(data.due >= 0 && data.fine >= 0)
      }
    },
  'a paid strand owes nothing, an open one something, an overpaid one less than nothing': (walk) => {
    for (const { strand, data } of payments(walk)) {
      if (strand.state === 'paid') assert.equal(openOf(data), 0)
      if (strand.state === 'open') assert.ok(openOf(data) > 0)
      if (strand.state === 'overpaid') assert.ok(openOf(data) < 0)
    }
  },
  'nothing is closed while money is open or a hearing runs': ({ state }) => {
    if (state.stage !== 'closed' || state.dossier.decision === undefined) return
    assert.ok(
      state.strands.every(
        ({ kind, state: now }) => kind !== 'payment' || now === 'paid' || now === 'cancelled' || now === 'overpaid',
      ),
    )
    assert.ok(
      state.strands.every(
        ({ kind, state: now }) => kind !== 'hearing' || ['reported', 'ended', 'refused'].includes(now),
      ),
    )
  },
  'no case is closed while things of it are held': ({ state }) => {
    if (state.stage !== 'closed') return
    for (const { kind, state: now } of state.strands) if (kind === 'goods') assert.equal(now, 'settled')
  },
  'what is kept or seized stands on an inventory, and is held under what was done': ({ state }) => {
    for (const { id, kind, state: now } of state.strands)
      if (kind === 'keeping' || kind === 'seizure') {
        const goods = state.strands.filter((each) => each.kind === 'goods' && each.data.under === id)
        assert.equal(goods.length, 1)
        if (now === 'lapsed' || now === 'lifted' || now === 'released')
          for (const thing of (goods[0]?.data.things ?? []) as readonly { readonly now: string }[])
            assert.notEqual(thing.now, 'held')
      }
  },
  'no hearing sooner than seven working days after its notice was served': (walk) => {
    const held = last(walk, 'hold-hearing')
    if (held === undefined) return
    const notice = walk.state.papers.findLast(({ form, version }) => form === 39 && version < held.version)
    const service = walk.state.strands.find(({ kind, data }) => kind === 'service' && data.paper === notice?.id)
    assert.ok(
      service !== undefined && String(service.data.servedAt) < String((held.data.input as { from: string }).from),
    )
  },
  'every stage and the state of every strand is one that the procedure knows': ({ state, procedure }) => {
    const index = indexOf(procedure)
    assert.ok(index.stage.has(state.stage))
    for (const strand of state.strands)
      assert.ok(strand.state in (index.strand.get(strand.kind)?.states ?? {}), `${strand.kind}: ${strand.state}`)
  },
  'every limit is met, running, stopped or late, and says why its day is that day': ({ state, procedure }) => {
    for (const { answer } of limitsOf(procedure, state, calendar, state.changedAt)) {
      assert.ok(answer.stopped || answer.due !== undefined)
      assert.ok(answer.explanation.length > 5)
    }
  },
  'a case that is not closed waits for somebody': ({ state, procedure }) => {
    if (state.stage === 'closed') return
    const steps = nextSteps(procedure, state)
    assert.ok(
      steps.length > 0 ||
        limitsOf(procedure, state, calendar, state.changedAt).some(({ metAt }) => metAt === undefined),
      `${state.stage} waits for nobody`,
    )
  },
  'what was published was decided and served, and is never only a warning': ({ state }) => {
    for (const strand of state.strands)
      if (strand.kind === 'publication' && strand.state === 'published') {
        const { decision, revoked } = state.dossier
        assert.ok(decision?.servedAt !== undefined || revoked !== undefined)
      }
  },
  'numbers of a series run without gaps': ({ events }) => {
    const seen = new Map<string, number>()
    for (const { data } of events)
      for (const paper of (data.papers as readonly { number?: PaperNumber }[] | undefined) ?? []) {
        if (paper.number === undefined) continue
        const { series, n } = paper.number
        assert.equal(n, (seen.get(series) ?? 0) + 1)
        seen.set(series, n)
      }
  },
  'replaying all events gives the same state': ({ events, state }) => {
    const again = (JSON.parse(JSON.stringify(events)) as readonly CaseEvent[]).reduce(
      (before, event) => evolveCase(known, before, event),
      emptyCase,
    )
    assert.deepEqual(again, state)
  },
}

/** Another case about the same party: what can join a case, and where a breach that was split off can go. */
const elsewhere: CaseState = {
  ...walkBy(procedures).play(
    until(o, 'evidence').map(
      (step: Step): Step =>
        step.act === 'propose-filing' ? { ...step, data: { ...step.data, item: 'no-price-tag' } } : step,
    ),
  ),
  id: 'elsewhere',
}

const calendar = officialCalendar()
const HOUR = 3_600_000

/** The next moment of work after some hours. */
const later = (now: number, hours: number): number => {
  let at = now + hours * HOUR
  while (!calendar.isWorkingDay(new Date(at + 8 * HOUR).toISOString().slice(0, 10))) at += 24 * HOUR
  return at
}

const numbersAfter = (events: readonly CaseEvent[], procedure: Procedure): ReadonlyMap<string, PaperNumber> => {
  const used = new Map<string, number>()
  for (const { data } of events)
    for (const paper of (data.papers as readonly { number?: PaperNumber }[] | undefined) ?? [])
      if (paper.number !== undefined) used.set(paper.number.series, paper.number.n)
  return new Map(
    procedure.acts.flatMap(({ papers = [] }) =>
      papers.flatMap(({ number: series }) => {
        if (series === undefined) return []
        const n = (used.get(series) ?? 0) + 1
        return [[series, { series, year: 2026, n, text: `澄市监${series}〔2026〕${n}号` }] as const]
      }),
    ),
  )
}

type Who = keyof typeof people

/** Somebody for whom the step waits, mostly; anybody at times. */
const somebody = (step: ReturnType<typeof nextSteps>[number] | undefined, random: Random): Who => {
  const names = Object.keys(people) as Who[]
  const wait = step === undefined || step.waits.length === 0 ? undefined : pick(random, step.waits)
  if (wait === undefined || random() < 0.1) return pick(random, names)
  const fitting = names.filter((name) =>
    wait.person === undefined
      ? (people[name].roles as readonly string[]).includes(wait.role ?? '') &&
        (wait.unit === undefined || people[name].unit === wait.unit)
      : name === wait.person,
  )
  return fitting.length === 0 ? pick(random, names) : pick(random, fitting)
}

/** The acts of the stage, and those on strands that are open for them. */
const possible = (procedure: Procedure, state: CaseState) => {
  const index = indexOf(procedure)
  return procedure.acts.filter(
    (act) => inStage(index, act, state) && (act.on === undefined || openStrands(act, state).length > 0),
  )
}

/** Where walks begin: with nothing, or on the main line. What was reviewed there is agreed. */
const reviewed: readonly Step[] = [
  { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } },
  { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } },
  {
    by: 'reviewer',
    on: '2026-03-10T02:00:00.000Z',
    act: 'give-opinion',
    data: {
      points: Object.fromEntries(Object.keys(reviewPoints).map((point) => [point, { answer: 'yes' }])),
      outcome: 'agree',
      opinion: '事实清楚，证据充分，同意。',
    },
  },
]
const reports = new Set(['report-investigation', 'report-otherwise'])
const withReview = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => (reports.has(step.act) ? [step, ...reviewed] : [step]))
const from = (last: keyof typeof o): readonly Step[] => withReview(until(o, last))
const beginnings: readonly (readonly Step[])[] = [
  until(simpleSteps, 'show'),
  until(simpleSteps, 'decide'),
  [],
  [],
  from('evidence'),
  withReview([...from('evidence'), reportOtherwise]),
  [...from('notice'), announcementSteps.direct, announcementSteps.post],
  from('serveNotice'),
  [...from('serveNotice'), ...until(hearingSteps, 'serve')],
  from('serveDecision'),
  [...from('serveDecision'), ...until(paymentSteps, 'surcharge')],
]

/** Every other walk first goes the whole or a part of the way of a scene, each scene in its turn: so that every side path is walked. */
const beginningOf = (seed: number, random: Random): readonly Step[] => {
  const all = Object.values(scenes)
  const scene = all[Math.floor(seed / 2) % all.length]
  if (seed % 2 === 0 || scene === undefined) return pick(random, beginnings)
  const steps = withReview(scene)
  return random() < 0.5 ? steps : steps.slice(0, Math.ceil(random() * steps.length))
}

/** Walks one case at random; gives how many commands were sent and what was done. */
const wander = (
  seed: number,
  commands: number,
  after: (walk: Walk) => void,
): { readonly sent: number; readonly done: ReadonlySet<string> } => {
  const random = randomOf(seed)
  const beginning = random() < 0.93 ? beginningOf(seed, random) : []
  const first = known.get(beginning[0]?.procedure ?? (random() < 0.5 ? 'simple-penalty' : 'ordinary-penalty'))
  assert.ok(first !== undefined)
  let walk: Walk = { procedure: first, events: [], state: emptyCase }
  let now = Date.parse('2026-03-02T01:00:00.000Z')
  let sent = 0

  const send = (
    name: string,
    who: Who | 'system',
    strand: string | undefined,
    at = now,
    data?: Readonly<Record<string, unknown>>,
  ): boolean => {
    const { procedure } = walk
    const rule = indexOf(procedure).act.get(name)
    if (rule === undefined) return false
    const on = new Date(at).toISOString()
    const actor =
      who === 'system'
        ? { id: 'timer', name: '系统', roles: [], kind: 'system' as const }
        : { ...people[who], kind: 'person' as const }
    const facts = factsAt(on, { fill: fillPaper, otherCase: elsewhere, numbers: numbersAfter(walk.events, procedure) })
    const worked =
      walk.state.strands.find(({ id }) => id === strand) ??
      walk.state.strands.findLast(({ kind, state }) => rule.on?.kind === kind && rule.on.from.includes(state))
    const question: Question = {
      state: walk.state,
      actor,
      facts,
      at: on,
      ...(worked === undefined ? {} : { strand: worked }),
    }
    const command = {
      act: name,
      data: data ?? invent(rule, question, random),
      procedure: procedure.name,
      ...(worked === undefined ? {} : { strand: worked.id }),
    }
    sent++
    const decided = decideCase(known, walk.state, command, { streamId: `case-${seed}`, actor, happenedAt: on, facts })
    if (!decided.ok) {
      for (const { message } of decided.refusals) assert.match(message, /\p{Script=Han}/u)
      return false
    }
    const version = walk.state.version + 1
    const event: CaseEvent = {
      id: `event-${version}`,
      streamId: `case-${seed}`,
      version,
      type: decided.value.type,
      data: JSON.parse(JSON.stringify(decided.value.data)),
      happenedAt: on,
      enteredAt: on,
      actor,
    }
    const state = evolveCase(known, walk.state, event)
    walk = { procedure: known.get(state.procedure) ?? procedure, events: [...walk.events, event], state }
    after(walk)
    return true
  }

  for (const { act, by, on, data, strand } of beginning) {
    assert.ok(send(act, by, strand, Date.parse(on), data), `the beginning doesn't hold: ${act}`)
    now = Date.parse(on)
  }

  while (sent < commands && (walk.state.stage !== 'closed' || nextSteps(walk.procedure, walk.state).length > 0)) {
    now = later(now, random() < 0.7 ? 2 + random() * 20 : random() * 24 * 12)
    for (const { rule, strand, answer, metAt } of limitsOf(
      walk.procedure,
      walk.state,
      calendar,
      new Date(now).toISOString(),
    ))
      if (rule.onExpiry !== undefined && metAt === undefined && answer.late && answer.due !== undefined)
        send(
          rule.onExpiry,
          'system',
          strand,
          Math.max(Date.parse(answer.due) + 1, Date.parse(walk.state.changedAt)),
          {},
        )
    const { procedure } = walk
    const opening = walk.state.version === 0
    const steps = opening ? [] : nextSteps(procedure, walk.state)
    const step = steps.length > 0 && random() < 0.6 ? pick(random, steps) : undefined
    const name = opening
      ? (procedure.acts.find(({ stages }) => stages === 'opening')?.name ?? '')
      : (step?.act ?? pick(random, possible(procedure, walk.state)).name)
    const rule = indexOf(procedure).act.get(name)
    send(
      name,
      step === undefined && rule !== undefined && !opening
        ? somebody({ act: name, title: '', who: '', waits: rule.by.waitsFor(walk.state) }, random)
        : opening
          ? 'zhao'
          : somebody(step, random),
      step?.strand,
    )
  }
  return { sent, done: new Set(walk.events.map(({ type }) => type)) }
}

/** More in the long form: `WALK=200000 node --test src/invariants.test.ts`; with `SEED=542 WALK=150` one walk again. */
const USUAL = 16_000
const COMMANDS = Number(process.env.WALK ?? USUAL)

test('whatever anybody does in whatever order, the invariants hold of every case', () => {
  let sent = 0
  const done = new Set<string>()
  const sentences = Object.entries(invariants)
  let seed = Number(process.env.SEED ?? 1)
  while (sent < COMMANDS) {
    const from = seed++
    const result = wander(from, 150, (walk) => {
      for (const [sentence, holds] of sentences)
        try {
          holds(walk)
        } catch (error) {
          throw new Error(`seed ${from}, after ${walk.events.map(({ type }) => type).join(' → ')}: ${sentence}`, {
            cause: error,
          })
        }
    })
    sent += result.sent
    for (const act of result.done) done.add(act)
  }
  if (COMMANDS < USUAL) return
  const all = new Set(procedures.flatMap(({ acts }) => acts.map(({ name }) => name)))
  const never = [...all].filter((act) => !done.has(act))
  assert.ok(never.length <= all.size * 0.1, `a walk that never does ${never.join(', ')} shows little`)
})

test('the same seed walks the same way', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const done = () => [...wander(seed, 25, () => {}).done]
      assert.deepEqual(done(), done())
    }),
    { numRuns: 5 },
  )
})
