import assert from 'node:assert/strict'
import { calendar, procedures } from '../../src/house.ts'
import {
  type CaseEvent,
  type CaseState,
  emptyCase,
  evolveCase,
  indexOf,
  isJoint,
  limitsOf,
  moneyOf,
  nextSteps,
  openOf,
  type PaperNumber,
  type PaymentData,
  type Procedure,
  partyIn,
  sharesOf,
} from '../../src/procedure/index.ts'

/** The procedures as this bureau runs them, by name. */
export const known: ReadonlyMap<string, Procedure> = new Map(procedures.map((procedure) => [procedure.name, procedure]))

/** A walk so far: the events that were accepted, and the state that they make. */
export interface Walk {
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
  /^(approve-|answer-|make-decision|decide-otherwise|give-|accept-review|settle-disagreement|appoint-chair|discuss-|revoke-|hold-hearing|report-hearing)/.test(
    type,
  )

/**
 * With which outcome an act lets the review pass. Agreed with changes, it passes when what was changed was read again;
 * disputed, when somebody on the ladder sides with the handlers.
 */
const passes: Readonly<Record<string, string | undefined>> = {
  'give-opinion': 'agree',
  'reread-changes': 'holds',
  'give-second-opinion': 'handlers',
  'give-head-opinion': 'handlers',
  'settle-disagreement': 'handlers',
}

/** What holds of every case at every moment, whoever did whatever. */
export const ofEveryCase: Readonly<Record<string, (walk: Walk) => void>> = {
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
          version < decision.version &&
          passes[type] !== undefined &&
          passes[type] === (data.input as { outcome?: string }).outcome,
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
  'of several parties none is fined more than its own notice said, nor decided on before it was told, served and heard':
    ({ state: { dossier } }) => {
      if (!isJoint(dossier)) return
      for (const { notice, defence, recheck, decision } of sharesOf(dossier)) {
        if (decision === undefined) continue
        assert.ok(notice?.servedAt !== undefined && notice.servedAt <= decision.at)
        assert.ok(!defence?.made || defence.version > decision.version || (recheck?.version ?? 0) >= defence.version)
        if (decision.changedBy === undefined) {
          assert.ok(moneyOf(decision.penalty) <= moneyOf(notice.penalty))
          for (const kind of decision.penalty.kinds) assert.ok(notice.penalty.kinds.includes(kind))
        }
      }
    },
  'of several parties each owes what its own decision imposes, and nobody what another’s does': (walk) => {
    const { dossier } = walk.state
    if (!isJoint(dossier)) return
    for (const { party, decision, fallen } of sharesOf(dossier)) {
      const own = payments(walk).findLast(({ data }) => data.party === party)
      if (decision === undefined || fallen !== undefined) {
        if (own !== undefined) assert.equal(own.data.due, 0)
      } else if (own !== undefined) {
        assert.equal(own.data.due, moneyOf(decision.penalty))
        assert.equal(own.data.fine, decision.penalty.fine)
      } else assert.equal(moneyOf(decision.penalty), 0)
    }
  },
  'of several parties each is served its own papers: a strand names whose it is, and the paper is addressed to him': ({
    state: { strands, papers, dossier },
  }) => {
    for (const { kind, data } of strands) {
      if (kind !== 'service' || data.party === undefined) continue
      const paper = papers.find(({ id }) => id === data.paper)
      assert.equal(paper?.party, data.party)
      assert.equal(paper?.addressee, partyIn(dossier, String(data.party))?.name)
    }
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
    const on = (held.data.strand as { readonly id: string } | undefined)?.id
    const whose = walk.state.strands.find(({ id }) => id === on)?.data.party
    const notice = walk.state.papers.findLast(
      ({ form, version, party }) => form === 39 && version < held.version && party === whose,
    )
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
  'replaying all events gives the same state': ({ events, state }) => {
    const again = (JSON.parse(JSON.stringify(events)) as readonly CaseEvent[]).reduce(
      (before, event) => evolveCase(known, before, event),
      emptyCase,
    )
    assert.deepEqual(again, state)
  },
}

/** What holds of all cases of a bureau together. */
export const ofTheBureau: Readonly<Record<string, (walks: readonly Walk[]) => void>> = {
  'numbers of a series run without gaps': (walks) => {
    const series = Map.groupBy(
      walks.flatMap(({ events }) =>
        events.flatMap(({ data }) =>
          ((data.papers as readonly { number?: PaperNumber }[] | undefined) ?? []).flatMap(
            ({ number }) => number ?? [],
          ),
        ),
      ),
      ({ series, year }) => `${series}/${year}`,
    )
    for (const [name, numbers] of series)
      assert.deepEqual(
        numbers.map(({ n }) => n).toSorted((a, b) => a - b),
        numbers.map((_, n) => n + 1),
        name,
      )
  },
  'what joined another case is closed, and decided there alone': (walks) => {
    const cases = new Map(walks.map(({ state }) => [state.id, state]))
    for (const { state } of walks)
      for (const { kind, state: now, data } of state.strands) {
        const other = kind === 'merge' && now === 'granted' ? cases.get(String(data.other)) : undefined
        if (other === undefined) continue
        assert.equal(other.dossier.outcome?.kind, 'merged')
        assert.equal(other.dossier.decision, undefined)
      }
  },
}

/** Throws, with the sentence and the way that led there, where one doesn't hold. */
export const holds = <T>(
  sentences: Readonly<Record<string, (about: T) => void>>,
  about: T,
  way: () => string,
): void => {
  for (const [sentence, test] of Object.entries(sentences))
    try {
      test(about)
    } catch (error) {
      throw new Error(`${way()}: ${sentence}`, { cause: error })
    }
}
