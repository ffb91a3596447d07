import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holds, known, ofEveryCase, ofTheBureau, type Walk } from '../test/walk/sentences.ts'
import { beginningOf, goesOn, later, nextTry, type Who, workedOn } from '../test/walk/way.ts'
import { fillPaper } from './documents/index.ts'
import { calendar, procedures } from './house.ts'
import {
  type CaseEvent,
  type CaseState,
  decideCase,
  emptyCase,
  evolveCase,
  type Facts,
  indexOf,
  limitsOf,
  type PaperNumber,
  type Procedure,
  type Question,
  signaturesDue,
} from './procedure/index.ts'
import {
  factsAt,
  invent,
  ordinarySteps as o,
  people,
  randomOf,
  type Step,
  strokesFile,
  until,
  walk as walkBy,
} from './procedure/testing.ts'

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

/** Walks one case at random; gives how many commands were sent and what was done. */
const wander = (
  seed: number,
  commands: number,
  after: (walk: Walk) => void,
): { readonly sent: number; readonly done: ReadonlySet<string> } => {
  const random = randomOf(seed)
  const { steps: beginning, procedure: first } = beginningOf(seed, random)
  let walk: Walk = { procedure: first, events: [], state: emptyCase }
  let now = Date.parse('2026-03-02T01:00:00.000Z')
  let sent = 0
  // What a told step says of the world goes on being so: a list of what must be recorded holds the rest of the walk to it.
  let told: Partial<Facts> = {}

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
    const facts = factsAt(on, {
      fill: fillPaper,
      otherCase: elsewhere,
      numbers: numbersAfter(walk.events, procedure),
      ...told,
    })
    const worked = workedOn(rule, walk.state, strand)
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

  for (const { act, by, on, data, strand, facts } of beginning) {
    told = { ...told, ...facts }
    assert.ok(send(act, by, strand, Date.parse(on), data), `seed ${seed}: the beginning doesn't hold: ${act}`)
    now = Date.parse(on)
    // Who must sign does, so that the told case goes on.
    for (const { by: whose, ...signed } of signaturesDue(walk.state, strokesFile))
      if (whose !== '') send(signed.act, whose as Who, undefined, now, signed.data)
  }

  while (sent < commands && goesOn(walk.procedure, walk.state)) {
    now = later(now, random)
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
    const { rule, who, strand } = nextTry(
      walk.procedure,
      walk.state,
      new Set(walk.events.map(({ type }) => type)),
      random,
    )
    send(rule.name, who, strand)
  }
  return { sent, done: new Set(walk.events.map(({ type }) => type)) }
}

/** More in the long form: `WALK=200000 node --test src/invariants.test.ts`; with `SEED=542 WALK=150` one walk again. */
const USUAL = 16_000
const COMMANDS = Number(process.env.WALK ?? USUAL)

test('whatever anybody does in whatever order, the invariants hold of every case', () => {
  let sent = 0
  const done = new Set<string>()
  let seed = Number(process.env.SEED ?? 1)
  while (sent < COMMANDS) {
    const from = seed++
    const result = wander(from, 150, (walk) => {
      const way = () => `seed ${from}, after ${walk.events.map(({ type }) => type).join(' → ')}`
      holds(ofEveryCase, walk, way)
      holds(ofTheBureau, [walk], way)
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
