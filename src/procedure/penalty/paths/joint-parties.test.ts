import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import {
  type CaseState,
  limitsOf,
  openOf,
  ordinaryPenalty,
  type PaymentData,
  penaltyFor,
  shareOf,
  sharesOf,
} from '../../index.ts'
import { factsAt, ordinarySteps as o, people, type Step, until, walk } from '../../testing/walk.ts'
import {
  dealer,
  firm,
  investigated,
  jointSteps as j,
  jointScene,
  manager,
  sparedScene,
  sparedSteps,
} from './joint-parties.scene.ts'
import { decideOtherwise, reportOtherwise } from './other-decisions.scene.ts'
import { daysLate, surchargeLimit } from './payment.ts'

const house = walk([ordinaryPenalty])
const FIRM = 'party-1'
const MANAGER = 'party-2'
const DEALER = 'party-3'

/** The scene up to and with this step. */
const upTo = (last: Step): CaseState => house.play(jointScene.slice(0, jointScene.indexOf(last) + 1))
const refused = (state: CaseState, step: Step, ...codes: readonly string[]) => {
  const found = house.refusals(state, step)
  for (const code of codes) assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const strandOf = (state: CaseState, kind: string, party: string, form?: number) => {
  const found = state.strands.findLast(
    (each) => each.kind === kind && each.data.party === party && (form === undefined || each.data.form === form),
  )
  assert.ok(found, `${kind} of ${party}`)
  return found
}
const on = (state: CaseState, step: Step, kind: string, party: string, form?: number): Step => ({
  ...step,
  strand: strandOf(state, kind, party, form).id,
})
const { proposeClosing, approve, notice, decide } = o

test('a firm, its manager and a dealer are each told, heard, punished and served for itself, in one case', () => {
  const state = house.play(jointScene)
  assert.equal(state.stage, 'closed')
  assert.deepEqual(
    sharesOf(state.dossier).map(({ party, decision }) => [party, decision?.penalty.fine, decision?.penalty.gains]),
    [
      [FIRM, 6_000_000, 0],
      [MANAGER, 600_000, 2_000_000],
      [DEALER, 5_000_000, 0],
    ],
  )
  assert.equal(state.dossier.decision?.penalty.fine, 11_600_000)
  assert.equal(new Set(sharesOf(state.dossier).map(({ decision }) => decision?.number)).size, 3)
})

test('each has the right to a hearing that its own fine gives', () => {
  const { dossier } = upTo(notice)
  assert.deepEqual(
    sharesOf(dossier).map(({ notice: told }) => told?.hearing),
    [false, true, true],
    '60,000 yuan for an organisation, 26,000 and 50,000 for persons',
  )
})

test('the main line waits until every party was served', () => {
  assert.equal(upTo(j.serveManagerNotice).dossier.notice?.servedAt, undefined)
  assert.equal(upTo(j.serveFirmNotice).dossier.notice?.servedAt, j.serveFirmNotice.on)
  assert.equal(upTo(j.serveManager).stage, 'service')
  assert.equal(upTo(j.serveFirm).stage, 'performance')
})

test('nothing is decided while one party may still speak or what it said is unchecked', () => {
  const early = { ...decide, on: '2026-03-16T04:00:00.000Z' }
  refused(upTo(j.waiveManager), early, 'defence-period-running')
  refused(upTo(j.defend), early, 'defence-not-rechecked')
  assert.deepEqual(
    limitsOf(ordinaryPenalty, upTo(j.waiveManager), officialCalendar(), '2026-03-16T04:00:00.000Z')
      .filter(({ rule }) => rule.name === 'defence')
      .map(({ metAt }) => metAt !== undefined),
    [false, true, true],
    'each has a clock of its own',
  )
})

test('nobody is a party twice, and who is only a witness or an informer is none', () => {
  const state = upTo(j.evidence)
  refused(state, { ...j.ask, data: { ...j.ask.data, party: { ...manager } } }, 'party-already')
  refused(
    house.play(until(o, 'verify')),
    { ...j.propose, data: { ...j.propose.data, otherParties: [manager, manager] } },
    'party-already',
  )
  const asked = house.play([j.ask], state)
  refused(
    { ...asked, dossier: { ...asked.dossier, parties: [...asked.dossier.parties, { id: 'party-3', ...dealer }] } },
    j.answer,
    'party-already',
  )
})

test('each party has its own row, measured by what the law has for such a party', () => {
  const state = upTo(j.answer)
  const proposing = (penalty: object, others: readonly object[]): Step => ({
    ...j.report,
    data: {
      ...j.report.data,
      penalty: { ...j.report.data.penalty, ...penalty },
      otherPenalties: j.report.data.otherPenalties.map((row, n) => ({ ...row, ...others[n] })),
    },
  })
  refused(state, proposing({ party: undefined }, []), 'which-party')
  refused(state, proposing({ party: 'party-9' }, []), 'not-a-party')
  refused(state, proposing({}, [{ party: FIRM }]), 'punished-twice', 'party-without-penalty')
  refused(state, proposing({}, [{}, { kinds: [], fine: 0, step: 'none' }]), 'party-not-punished')
  refused(state, proposing({}, [{ fine: 7_000_000 }]), 'fine-above-law')
  refused(state, proposing({}, [{ baseValue: undefined }]), 'no-base')
})

test('who joined is taken off again with a reason, until it was told; the case then is one with one party', () => {
  const off = (party: string, when = '2026-03-09T01:00:00.000Z'): Step => ({
    by: 'leader',
    on: when,
    act: 'take-off-party',
    data: { party, reasons: '没有证据证明其明知。', files: [] },
  })
  const two = house.play([off(DEALER)], upTo(j.answer))
  assert.deepEqual(
    two.dossier.parties.map(({ name }) => name),
    [firm.name, manager.name],
  )
  assert.equal(two.dossier.formerParties?.[0]?.party.name, dealer.name)
  const one = house.play([off(MANAGER)], two)
  refused(one, off(FIRM), 'only-party')
  refused(two, off('party-9'), 'not-a-party')
  assert.equal(house.play([{ ...o.report, on: '2026-03-09T03:00:00.000Z' }], one).dossier.proposal?.parts, undefined)
  const back = house.play(
    [{ by: 'leader', on: '2026-03-12T05:00:00.000Z', act: 'return-proposal', data: { reasons: '补充调查。' } }],
    upTo(j.serveFirmNotice),
  )
  refused(back, off(DEALER, '2026-03-12T06:00:00.000Z'), 'told-already')
})

test('a hearing of one party is reviewed when all the others were heard too', () => {
  const state = upTo(j.serveFirmNotice)
  refused(
    state,
    on(
      state,
      { by: 'zhao', on: '2026-03-13T01:00:00.000Z', act: 'request-hearing', data: hearing },
      'service',
      FIRM,
      37,
    ),
    'no-hearing-right',
  )
  const resume: Step = {
    by: 'zhao',
    on: '2026-03-16T05:00:00.000Z',
    act: 'resume-review',
    data: { note: '已听取完毕。' },
  }
  refused(state, resume, 'others-not-heard', 'nothing-new')
  // The dealer's statement is adopted while the firm's time runs: nothing goes to review before it is over.
  const adopted: Step = {
    ...j.recheck,
    data: {
      ...j.recheck.data,
      result: 'adopted',
      penalty: j.report.data.penalty,
      otherPenalties: [
        j.report.data.otherPenalties[0],
        { ...j.report.data.otherPenalties[1], fine: 4_000_000, step: 'mitigated' },
      ],
    },
  }
  const waiting = house.play([j.waiveManager], house.play([adopted], upTo(j.defend)))
  assert.equal(waiting.stage, 'notice')
  refused(waiting, resume, 'others-not-heard')
  const heard = house.play([j.lapsedFirm, { ...resume, on: '2026-03-19T17:00:00.000Z' }], waiting)
  assert.equal(heard.stage, 'review')
  assert.equal(
    heard.dossier.proposal === undefined ? undefined : penaltyFor(heard.dossier.proposal, DEALER).fine,
    4_000_000,
  )
  refused(
    upTo(j.waiveManager),
    { ...adopted, on: '2026-03-16T06:00:00.000Z', data: { ...adopted.data, party: MANAGER } },
    'no-defence',
  )
})

const hearing = {
  on: '2026-03-13',
  way: 'written',
  reasons: '请求听证。',
  files: [{ blob: 'b'.repeat(64), name: '申请.pdf', type: 'application/pdf', size: 2000 }],
}

test('money is received, is late and is asked for party by party', () => {
  const state = upTo(j.payDealer)
  const open = (party: string) => openOf(strandOf(state, 'payment', party).data as unknown as PaymentData)
  assert.deepEqual([FIRM, MANAGER, DEALER].map(open), [6_000_000, 2_600_000, 0])
  const at = '2026-04-17T02:00:00.000Z'
  const late = (party: string) => ({
    state,
    strand: strandOf(state, 'payment', party),
    at,
    facts: factsAt(at),
    actor: { ...people.zhao, kind: 'person' as const },
  })
  assert.equal(daysLate(late(FIRM)), 10)
  assert.equal(surchargeLimit(late(FIRM)), 1_800_000)
  assert.equal(surchargeLimit(late(MANAGER)), 180_000, 'three per cent a day of the fine, not of what was confiscated')
  const demanded = house.play(
    [
      on(
        state,
        { by: 'zhao', on: at, act: 'demand-performance', data: { explanation: '请履行。' } },
        'payment',
        MANAGER,
      ),
    ],
    state,
  )
  assert.equal(demanded.papers.at(-1)?.addressee, manager.name)
  const planned = house.play(
    [
      on(
        state,
        {
          by: 'zhao',
          on: '2026-04-01T02:00:00.000Z',
          act: 'ask-payment-plan',
          data: {
            way: 'deferral',
            plan: [{ on: '2026-06-01', amount: 6_000_000 }],
            reasons: '经营困难。',
            files: hearing.files,
          },
        },
        'payment',
        FIRM,
      ),
      {
        by: 'leader',
        on: '2026-04-02T02:00:00.000Z',
        act: 'answer-payment-plan',
        data: { answer: 'granted', opinion: '同意。' },
      },
    ],
    state,
  )
  const due = (party: string) =>
    limitsOf(ordinaryPenalty, planned, officialCalendar(), at).find(
      ({ rule, strand }) => rule.name === 'payment' && strand === strandOf(planned, 'payment', party).id,
    )?.answer.dueDay
  assert.deepEqual([due(FIRM), due(MANAGER)], ['2026-06-01', '2026-04-07'])
  refused(upTo(j.payManager), proposeClosing, 'not-performed')
})

const remedy = (party: string | undefined, when = '2026-04-02T02:00:00.000Z'): Step => ({
  by: 'zhao',
  on: when,
  act: 'record-remedy',
  data: {
    ...(party === undefined ? {} : { party }),
    kind: 'reconsideration',
    organ: '澄州市人民政府',
    document: '澄政复受〔2026〕9号',
    on: when.slice(0, 10),
    stayed: 'no',
    claim: '处罚过重。',
    files: hearing.files,
  },
})
const ended = (data: object): Step => ({
  by: 'zhao',
  on: '2026-05-20T02:00:00.000Z',
  act: 'record-remedy-result',
  data: { document: '澄政复决〔2026〕9号', on: '2026-05-20', reasons: '理由。', files: hearing.files, ...data },
})

test('what becomes of one party’s decision leaves the others’ as they are', () => {
  const state = upTo(j.payDealer)
  refused(state, remedy(undefined), 'which-party')
  const sought = house.play([remedy(MANAGER)], state)
  refused(sought, remedy(MANAGER, '2026-04-03T02:00:00.000Z'), 'remedy-running')
  assert.equal(house.refusals(sought, remedy(FIRM, '2026-04-03T02:00:00.000Z')).length, 0)

  const changed = house.play([ended({ result: 'changed', fine: 300_000 })], sought)
  assert.equal(shareOf(changed.dossier, MANAGER)?.decision?.penalty.fine, 300_000)
  assert.equal(shareOf(changed.dossier, FIRM)?.decision?.penalty.fine, 6_000_000)
  assert.equal(openOf(strandOf(changed, 'payment', MANAGER).data as unknown as PaymentData), 2_300_000)
  assert.equal(changed.dossier.decision?.penalty.fine, 11_300_000)

  const revoked = house.play([ended({ result: 'revoked' })], sought)
  assert.equal(revoked.dossier.outcome, undefined)
  assert.equal(strandOf(revoked, 'payment', MANAGER).state, 'cancelled')
  assert.equal(revoked.dossier.decision?.penalty.fine, 11_000_000)
  refused(revoked, remedy(MANAGER, '2026-05-25T02:00:00.000Z'), 'no-decision')
})

test('one party’s decision is made anew with it alone, while the others pay', () => {
  const anew = house.play([remedy(MANAGER), ended({ result: 'anew' })], upTo(j.payDealer))
  assert.equal(anew.stage, 'investigation')
  const paying = { ...j.payFirm, on: '2026-05-21T02:00:00.000Z' }
  assert.equal(strandOf(house.play([paying], anew), 'payment', FIRM).state, 'paid')
  const { item: _item, ...penalty } = j.report.data.otherPenalties[0]
  const again: Step = {
    ...j.report,
    on: '2026-05-22T02:00:00.000Z',
    data: {
      ...j.report.data,
      penalty,
      otherPenalties: [],
    },
  }
  refused(
    anew,
    { ...again, data: { ...again.data, otherPenalties: [{ ...j.report.data.otherPenalties[1] }] } },
    'decided-already',
  )
  const told = house.play(
    [again, { ...approve, on: '2026-05-25T02:00:00.000Z' }, { ...notice, on: '2026-05-25T03:00:00.000Z' }],
    anew,
  )
  assert.deepEqual(
    told.papers.filter(({ form, version }) => form === 37 && version === told.version).map(({ party }) => party),
    [MANAGER],
  )
})

test('whose penalty falls to nothing gets a decision not to punish and is educated, while the others are fined', () => {
  const decided = house.play(sparedScene.slice(0, sparedScene.indexOf(sparedSteps.decide) + 1))
  assert.deepEqual(
    decided.papers.slice(-4).map(({ form, party, addressee }) => [form, party, addressee]),
    [
      [43, undefined, undefined],
      [45, FIRM, firm.name],
      [45, MANAGER, manager.name],
      [46, DEALER, dealer.name],
    ],
  )
  assert.deepEqual(
    sharesOf(decided.dossier).map(({ decision }) => [decision?.number, decision?.penalty.kinds.length]),
    [
      ['澄市监罚〔2026〕1号', 1],
      ['澄市监罚〔2026〕2号', 2],
      ['澄市监不罚〔2026〕1号', 0],
    ],
  )
  assert.deepEqual(
    decided.strands.filter(({ kind }) => kind === 'payment').map(({ data }) => data.party),
    [FIRM, MANAGER],
    'the dealer has nothing to pay',
  )
  const before = house.play(sparedScene.slice(0, sparedScene.indexOf(sparedSteps.decide)))
  refused(before, decide, 'no-education')
  const making = ordinaryPenalty.acts.find(({ name }) => name === 'make-decision')
  const known = (state: CaseState) =>
    making?.known?.({ state, at: decide.on, facts: factsAt(decide.on), actor: { ...people.leader, kind: 'person' } })
  assert.deepEqual([known(before), known(upTo(j.lapsedFirm))], [{ spares: true }, {}])
  assert.equal(house.play(sparedScene.slice(0, sparedScene.indexOf(j.serveManager) + 1)).stage, 'service')
  assert.equal(house.play(sparedScene).stage, 'closed')
})

test('a case in which nobody is punished gives each party its own decision, and waits for all to have it', () => {
  const state = house.play([...investigated, reportOtherwise, { ...decideOtherwise, on: '2026-03-12T02:00:00.000Z' }])
  const papers = state.papers.filter(({ form }) => form === 46)
  assert.deepEqual(
    papers.map(({ party }) => party),
    [FIRM, MANAGER, DEALER],
  )
  const serve = (n: number): Step => ({ ...o.serveDecision, on: `2026-03-${13 + n}T02:00:00.000Z` })
  const two = house.play([serve(0), serve(1)], state)
  assert.deepEqual([two.stage, two.dossier.outcome?.servedAt], ['service', undefined])
  const three = house.play([serve(2)], two)
  assert.deepEqual([three.stage, three.dossier.outcome?.servedAt], ['performance', serve(2).on])
})

test('of a case with one party a penalty that falls to nothing is decided by the form that says so', () => {
  const spared: Step = {
    ...o.recheck,
    data: {
      ...o.recheck.data,
      result: 'adopted',
      penalty: { kinds: [], fine: 0, gains: 0, step: 'none', reasons: '违法行为轻微并及时改正，没有造成危害后果。' },
    },
  }
  const state = house.play([
    ...until(o, 'defend'),
    spared,
    { ...o.approve, on: '2026-03-17T02:00:00.000Z' },
    { ...decide, data: { ...decide.data, education: '每日检查货架。' } },
  ])
  assert.equal(state.papers.at(-1)?.form, 46)
  assert.equal(state.dossier.decision?.number, '澄市监不罚〔2026〕1号')
  assert.ok(!state.strands.some(({ kind }) => kind === 'payment'))
})
