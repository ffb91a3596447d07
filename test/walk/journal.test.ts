import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { OpenAPIHono } from '@hono/zod-openapi'
import { fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { scribble } from '../../data/scribble.ts'
import { type ActRequest, finishPapers } from '../../src/casework/index.ts'
import { type House, openHouse, procedures } from '../../src/house.ts'
import { createLog, keptLogKey, type Log, logRoutes, rebuild, type StoredEvent } from '../../src/journal/index.ts'
import type { Actor, Role } from '../../src/kernel/index.ts'
import { fileBlobs, type HttpVariables, simulatedClock, sql } from '../../src/platform/index.ts'
import { eachDatabase } from '../../src/platform/testing.ts'
import {
  type Act,
  type CaseEvent,
  emptyCase,
  evolveCase,
  type FileRef,
  indexOf,
  type Question,
  signaturesDue,
} from '../../src/procedure/index.ts'
import { factsAt, invent, people, pick, type Random, randomOf, type Step } from '../../src/procedure/testing.ts'
import { verifyLog } from '../../src/verifier/index.ts'
import { about, smallBureau } from './bureau.ts'
import { holds, known, ofEveryCase, ofTheBureau, type Walk } from './sentences.ts'
import { beginningOf, goesOn, later, nextTry, type Who, workedOn } from './way.ts'

/** More in the long form: `WALK=20000 node --test test/walk/journal.test.ts`; with `SEED=542 WALK=150` other cases, or one again. */
const COMMANDS = Number(process.env.WALK ?? 3000)
const SEED = Number(process.env.SEED ?? 1)
/** So many commands a case gets on average; a case gets no more than LONGEST. */
const PER_CASE = 50
const LONGEST = 150
/** What comes within so many milliseconds is sent at once. */
const AT_ONCE = 2 * 3_600_000
/** Three cases after another are about one party. */
const partyOf = (seed: number): number => Math.floor(seed / 3)

type Todo = Pick<Step, 'act' | 'by' | 'data' | 'strand'>

/** Who must sign a paper does before the given way goes on. */
const signing = ({ state }: Walk, drawn: FileRef): Todo | undefined => {
  const [due] = signaturesDue(state, drawn).filter(({ by }) => by in people)
  return due === undefined ? undefined : { ...due, by: due.by as Who }
}

/** A case on its way: what it has behind it, and when somebody comes to it again. */
interface Wanderer {
  readonly seed: number
  readonly random: Random
  /** What is still to be done of the way that is given. */
  script: readonly Step[]
  id: string
  walk: Walk
  at: number
  sent: number
}

const actorOf = (who: Who): Actor => {
  const { id, name, unit, roles } = people[who]
  return { kind: 'person', id, name, unit, roles: roles as readonly Role[] }
}

eachDatabase('a random walk through the journal', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-walk-'))
  after(() => rmSync(directory, { recursive: true, force: true }))
  const clock = simulatedClock('2026-03-01T00:00:00.000Z')

  const begin = (seed: number, at: number): Wanderer => {
    const random = randomOf(seed)
    const { steps, procedure } = beginningOf(seed, random)
    return {
      seed,
      random,
      script: steps.filter(({ by }) => by !== 'system'),
      id: '',
      walk: { procedure, events: [], state: emptyCase },
      at,
      sent: 0,
    }
  }

  test('breaks no invariant, and leaves tables, papers, numbers, timers and log as the events say', async (t) => {
    const house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house, smallBureau)
    const nodes = [house, await openHouse(database(), clock, demoPens)]
    const log = createLog(database(), keptLogKey(directory, 'walk.example/log'), clock)
    const strokes = await fileBlobs(directory).put(scribble(SEED))
    const drawn = { blob: strokes.sha256, name: '签名.svg', type: 'image/svg+xml', size: strokes.size }
    const byId = new Map<string, Wanderer>()
    const strangers: StoredEvent[] = []
    const done = new Set<string>()

    const note = (wanderer: Wanderer, event: StoredEvent): void => {
      const { walk, seed } = wanderer
      const events = [...walk.events, event as unknown as CaseEvent]
      const state = evolveCase(known, walk.state, event as unknown as CaseEvent)
      assert.equal(event.version, events.length)
      wanderer.walk = { procedure: known.get(state.procedure) ?? walk.procedure, events, state }
      done.add(event.type)
      holds(
        ofEveryCase,
        wanderer.walk,
        () => `seed ${seed}, case ${wanderer.id}, after ${events.map(({ type }) => type).join(' → ')}`,
      )
    }
    const committed: StoredEvent[] = []
    for (const { journal } of nodes)
      t.after(journal.onCommitted((events) => void committed.push(...events.filter(({ kind }) => kind === 'case'))))
    /** Takes note of everything that was committed since, whoever did it. */
    const takeNote = (): void => {
      for (const event of committed.splice(0).toSorted((a, b) => a.version - b.version)) {
        const wanderer = byId.get(event.streamId)
        if (wanderer === undefined) strangers.push(event)
        else note(wanderer, event)
      }
    }

    let sent = 0
    let keys = 0
    const wanderers: Wanderer[] = []
    /** Cases that have a number, rather those about the same party. */
    const numbersFor = (party: number): readonly string[] => {
      const numbered = (about: readonly Wanderer[]) => about.flatMap(({ walk }) => walk.state.dossier.number ?? [])
      const same = numbered(wanderers.filter(({ seed }) => partyOf(seed) === party))
      return same.length > 1 ? same : numbered(wanderers)
    }

    const tryOf = (
      wanderer: Wanderer,
      script: Todo | undefined,
    ): { readonly who: Who; readonly request: ActRequest } => {
      const { walk, random, seed } = wanderer
      const party = partyOf(seed)
      const happenedAt = new Date(wanderer.at).toISOString()
      const scripted = script === undefined ? undefined : indexOf(walk.procedure).act.get(script.act)
      const next = nextTry(walk.procedure, walk.state, done, random)
      const rule: Act = scripted ?? next.rule
      const who = script === undefined ? next.who : (script.by as Who)
      const strand = workedOn(rule, walk.state, script === undefined ? next.strand : script.strand)
      const question: Question = {
        state: walk.state,
        actor: actorOf(who),
        facts: factsAt(happenedAt),
        at: happenedAt,
        ...(strand === undefined ? {} : { strand }),
      }
      const made = about(script?.data ?? invent(rule, question, random), party) as Readonly<Record<string, unknown>>
      const others = rule.asksCase === undefined || !('other' in made) ? [] : numbersFor(party)
      const data = others.length === 0 ? made : { ...made, other: pick(random, others) }
      return {
        who,
        request: {
          act: rule.name,
          data,
          happenedAt,
          key: `walk/${seed}/${++keys}`,
          ...(strand === undefined ? {} : { strand: strand.id }),
        },
      }
    }

    type Outcome = Awaited<ReturnType<House['casework']['act']>>
    const judge = (outcome: Outcome): void => {
      sent++
      if (outcome.ok) return
      for (const { message } of outcome.refusals) assert.match(message, /\p{Script=Han}/u)
    }

    /** One command; at times the same one twice, or two people's who both see the page as it is now. */
    const act = async (wanderer: Wanderer): Promise<void> => {
      const { random, walk } = wanderer
      const [step, ...rest] = wanderer.script
      const todo = step === undefined ? undefined : (signing(walk, drawn) ?? step)
      const { who, request } = tryOf(wanderer, todo)
      const send = (by: Who, each: ActRequest) =>
        wanderer.id === ''
          ? pick(random, nodes).casework.open(actorOf(by), walk.procedure.name, each)
          : pick(random, nodes).casework.act(actorOf(by), wanderer.id, each)
      if (wanderer.id === '') {
        const opened = await send(who, request)
        judge(opened)
        wanderer.sent++
        wanderer.script = rest
        if (!opened.ok) return
        wanderer.id = opened.events[0]?.streamId ?? ''
        byId.set(wanderer.id, wanderer)
        return
      }
      const chance = random()
      const second = chance < 0.1 ? tryOf(wanderer, undefined) : undefined
      const page = { expectedVersion: walk.state.version }
      const outcomes = await Promise.all(
        chance < 0.05
          ? [send(who, request), send(who, request)]
          : second === undefined
            ? [send(who, request)]
            : [send(who, { ...request, ...page }), send(second.who, { ...second.request, ...page })],
      )
      for (const outcome of outcomes) judge(outcome)
      wanderer.sent += outcomes.length
      const [one, other] = outcomes
      // What was only too late is done later.
      if (todo === step && (one?.ok === true || other?.ok !== true)) wanderer.script = rest
      if (one === undefined || other === undefined) return
      if (chance < 0.05) {
        assert.equal(one.ok, other.ok, `seed ${wanderer.seed}: ${request.act} sent twice was answered in two ways`)
        if (one.ok && other.ok) {
          assert.equal(one.version, other.version)
          assert.notEqual(one.repeated, other.repeated, `seed ${wanderer.seed}: ${request.act} was done twice`)
        }
      } else assert.ok(!(one.ok && other.ok), `seed ${wanderer.seed}: ${request.act} was done on a page that was stale`)
    }

    const timers = async (): Promise<void> => {
      const run = async () => (await Promise.all(nodes.map(({ casework }) => casework.runTimers()))).some((n) => n > 0)
      while (await run()) takeNote()
      takeNote()
    }

    const start = Date.parse('2026-03-02T01:00:00.000Z')
    let seeds = SEED
    const first = Math.ceil(COMMANDS / PER_CASE)
    while (seeds < SEED + first) wanderers.push(begin(seeds++, start))
    const walking = new Set(wanderers)
    let days = ''
    while (sent < COMMANDS) {
      if (walking.size === 0) {
        const another = begin(seeds++, Date.parse(clock.now()))
        another.script = []
        wanderers.push(another)
        walking.add(another)
      }
      for (const wanderer of walking) {
        const [step] = wanderer.script
        if (step !== undefined) wanderer.at = Math.max(Date.parse(step.on), Date.parse(clock.now()))
      }
      const soonest = Math.min(...[...walking].map(({ at }) => at))
      const now = [...walking].filter(({ at }) => at <= soonest + AT_ONCE)
      clock.set(new Date(soonest).toISOString())
      await timers()
      clock.set(new Date(Math.max(...now.map(({ at }) => at))).toISOString())
      await Promise.all(now.map(act))
      takeNote()
      const day = clock.now().slice(0, 10)
      if (day !== days) {
        days = day
        await log.seal()
      }
      for (const wanderer of now) {
        wanderer.at = later(wanderer.at, wanderer.random)
        if (wanderer.sent >= LONGEST || !goesOn(wanderer.walk.procedure, wanderer.walk.state)) walking.delete(wanderer)
      }
    }
    await timers()
    assert.deepEqual(strangers, [])
    t.diagnostic(
      `${sent} commands in ${wanderers.length} cases, ${wanderers.reduce((n, { walk }) => n + walk.events.length, 0)} events`,
    )

    holds(
      ofTheBureau,
      wanderers.map(({ walk }) => walk),
      () => `seeds from ${SEED}`,
    )
    await nothingLeftUndone(house)
    await papersMadeOnce(
      house,
      directory,
      wanderers.map(({ walk }) => walk),
    )
    await tablesAsTheEventsSay(house)
    await logHolds(house, log)
    if (COMMANDS >= 3000 && process.env.SEED === undefined) {
      const all = new Set(procedures.flatMap(({ acts }) => acts.map(({ name }) => name)))
      const never = [...all].filter((name) => !done.has(name))
      assert.ok(never.length <= all.size * 0.3, `a walk that never does ${never.join(', ')} shows little`)
    }
  })

  const nothingLeftUndone = async ({ database: { db } }: House): Promise<void> => {
    const { rows } = await sql`select case_id, act, due from case_timer where due < ${clock.now()}`.execute(db)
    assert.deepEqual(rows, [], 'what has run out is done')
  }

  /** Two nodes finish what waits at once. */
  const papersMadeOnce = async (house: House, data: string, walks: readonly Walk[]): Promise<void> => {
    const render = async (paper: unknown) => Buffer.from(JSON.stringify(paper))
    const finishing = { journal: house.journal, blobs: fileBlobs(data), origin: 'https://walk.example', render }
    await Promise.all([finishPapers(finishing), finishPapers(finishing)])
    // Once as it was issued, and once more with its last signature where that came later.
    const due = walks.flatMap(({ state }) => {
      const signed = new Set(
        state.strands
          .filter(({ kind, state: now, openedIn }) => kind === 'signature' && now === 'signed' && openedIn !== 'signed')
          .map(({ data }) => data.paper),
      )
      return state.papers.map(({ id }) => ({ id, n: signed.has(id) ? 2 : 1 }))
    })
    const { rows } = await sql<{ id: string; n: number }>`
      select stream_id as id, count(*)::int as n from event where kind = 'paper' group by 1`.execute(house.database.db)
    const byId = (papers: typeof due) => papers.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    assert.deepEqual(byId(rows), byId(due))
    assert.equal(await finishPapers(finishing), 0)
  }

  const tablesAsTheEventsSay = async ({ journal }: House): Promise<void> => {
    const { damage, differences, streams } = await rebuild(journal, { check: true })
    assert.equal(damage, undefined)
    assert.deepEqual(differences, [])
    assert.ok(streams > 0)
  }

  const logHolds = async ({ database: { db } }: House, log: Log): Promise<void> => {
    while ((await log.seal()) > 0);
    const count = async (from: string) =>
      (await sql.raw<{ n: number }>(`select count(*)::int as n from ${from}`).execute(db)).rows[0]?.n
    assert.equal(await count('unsealed'), 0)
    assert.equal(
      await count('event e left join log_leaf l on l.event_id = e.id where l.digest is distinct from e.digest'),
      0,
    )
    const app = new OpenAPIHono<{ Variables: HttpVariables }>()
    logRoutes(app, log)
    const report = await verifyLog(
      async (path) => new Uint8Array(await (await app.request(path)).arrayBuffer()),
      log.key.vkey,
    )
    assert.equal(report.entries, await count('event'))
  }
})
