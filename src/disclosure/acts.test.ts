import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import {
  type CaseState,
  extend,
  type IssuedPaper,
  limitsOf,
  ordinaryPenalty,
  type PenaltyKind,
  simplePenalty,
} from '../procedure/index.ts'
import { ordinarySteps as o, type Step, simpleSteps as s, until, walk } from '../procedure/testing.ts'
import { disclosureExtension } from './index.ts'

const house = walk([extend(ordinaryPenalty, disclosureExtension), extend(simplePenalty, disclosureExtension)])
const refused = (state: CaseState, step: Step, code: string) =>
  assert.ok(house.refusals(state, step).includes(code), `${code} not among ${house.refusals(state, step).join(', ')}`)
const prepare: Step = {
  by: 'zhao',
  on: '2026-03-25T02:00:00.000Z',
  act: 'prepare-publication',
  data: { answers: [], hide: [], secret: 'none' },
}
const publish: Step = {
  by: 'publisher',
  on: '2026-03-26T02:00:00.000Z',
  act: 'publish-decision',
  data: { secrecy: true },
}
const look: Step = {
  by: 'leader',
  on: '2026-03-25T06:00:00.000Z',
  act: 'review-secrecy',
  data: { outcome: 'clear', reasons: '经逐项审查，没有涉密内容。' },
}
const giveBack: Step = {
  by: 'publisher',
  on: '2026-03-25T07:00:00.000Z',
  act: 'return-publication',
  data: { reasons: '第三人姓名没有隐去。' },
}
const withdraw: Step = {
  by: 'publisher',
  on: '2026-03-27T02:00:00.000Z',
  act: 'withdraw-publication',
  data: { reason: '处罚决定被撤销。' },
}
const change = (step: Step, data: object): Step => ({ ...step, data: { ...step.data, ...data } })
const publicationClocks = (state: CaseState): readonly string[] =>
  [extend(ordinaryPenalty, disclosureExtension), extend(simplePenalty, disclosureExtension)]
    .filter(({ name }) => name === state.procedure)
    .flatMap((procedure) => limitsOf(procedure, state, officialCalendar(), '2026-03-27T02:00:00.000Z'))
    .flatMap(({ rule, metAt }) => (rule.name.startsWith('publish') && metAt === undefined ? [rule.name] : []))
const served = () => house.play(until(o, 'serveDecision'))
const prepared = () => house.play([prepare], served())
const publication = (state: CaseState) => state.strands.findLast(({ kind }) => kind === 'publication')

/** The case with another penalty decided. */
const punished = (state: CaseState, kinds: readonly PenaltyKind[], fine = 0): CaseState => {
  const { decision } = state.dossier
  assert.ok(decision !== undefined)
  const penalty = { ...decision.penalty, kinds, fine }
  return { ...state, dossier: { ...state.dossier, decision: { ...decision, penalty } } }
}

test('a handler prepares, another looks it over and publishes; never the same person', () => {
  const { decision } = served().dossier
  assert.ok(decision !== undefined)
  const { servedAt: _, ...unserved } = decision
  refused({ ...served(), dossier: { ...served().dossier, decision: unserved } }, prepare, 'decision-not-served')
  refused(served(), { ...prepare, by: 'sun' }, 'not-your-role')
  refused(served(), publish, 'not-prepared')
  refused(prepared(), { ...publish, by: 'zhao' }, 'not-your-role')
  refused(prepared(), change(publish, { secrecy: false }), 'bad-field')
  refused(prepared(), { ...prepare, on: '2026-03-25T03:00:00.000Z' }, 'publication-prepared')
  const own = house.play([{ ...prepare, by: 'publisher' }], served())
  refused(own, publish, 'same-person')
  assert.equal(
    publication(house.play([{ ...publish, by: 'head' }], own))?.state,
    'published',
    'the head of the unit may',
  )
  const published = house.play([publish], prepared())
  refused(published, { ...prepare, on: '2026-03-26T03:00:00.000Z' }, 'published-already')
  const over = published.strands.map((each) => (each.kind === 'publication' ? { ...each, state: 'ended' } : each))
  refused({ ...published, strands: over }, { ...prepare, on: '2029-03-27T03:00:00.000Z' }, 'display-over')
  refused(served(), withdraw, 'no-strand')
  const gone = house.play([withdraw], published)
  assert.equal(publication(gone)?.state, 'withdrawn')
  assert.deepEqual(house.refusals(gone, { ...prepare, on: '2026-03-28T03:00:00.000Z' }), [], 'it can be published anew')
})

test('what was decided otherwise after the draft is prepared anew', () => {
  const changed = punished(prepared(), ['fine'], 4_000_000)
  refused(changed, publish, 'decision-changed')
  const back = house.play([giveBack], changed)
  assert.equal(publication(back)?.state, 'returned')
  refused(back, publish, 'not-prepared')
  refused(back, { ...giveBack, on: '2026-03-25T08:00:00.000Z' }, 'nothing-to-return')
  assert.deepEqual(house.refusals(back, { ...prepare, on: '2026-03-25T08:00:00.000Z' }), [])
})

test('where a secret is marked, a leader looks first; what is withheld has its ground and ends the clock', () => {
  const marked = house.play([change(prepare, { secret: 'marked' })], served())
  refused(marked, publish, 'not-prepared')
  refused(prepared(), look, 'nothing-to-review')
  refused(marked, change(look, { outcome: 'withhold' }), 'no-ground')
  assert.deepEqual(house.refusals(house.play([look], marked), publish), [])
  const withheld = house.play([change(look, { outcome: 'withhold', ground: 'secret' })], marked)
  assert.equal(publication(withheld)?.state, 'excepted')
  assert.deepEqual(publicationClocks(withheld), [])
  assert.deepEqual(publicationClocks(marked), ['publish-target', 'publish'])
  const proposed = house.play([change(prepare, { ground: 'minor' })], served())
  assert.equal(publication(proposed)?.state, 'to-review')
})

test('each suggestion is answered, or nothing is published', () => {
  const paper = {
    id: served().dossier.decision?.paper,
    form: 44,
    content: {},
  } as unknown as IssuedPaper
  const papers = [decisionPaper(paper, '举报人舒望称，其手机 13900000009。')]
  const asked = (step: Step, data: object = {}): Step => ({ ...change(step, data), facts: { papers } })
  refused(served(), asked(prepare), 'mask-unanswered')
  const answers = [
    { text: '13900000009', kind: 'phone', hide: true },
    { text: '舒望', kind: 'name', hide: false },
  ]
  refused(served(), asked(prepare, { answers: answers.slice(1) }), 'mask-unanswered')
  assert.deepEqual(
    house.refusals(served(), asked(prepare, { answers: answers.slice(1), hide: ['手机 13900000009'] })),
    [],
  )
  const drafted = house.play([asked(prepare, { answers })], served())
  assert.deepEqual(publication(drafted)?.data.hide, [{ text: '13900000009', reason: '自然人电话' }])
  assert.deepEqual(house.refusals(drafted, asked(publish)), [])
  refused(prepared(), asked(publish), 'mask-unanswered')
})

/** A decision on paper, with this as what was found. */
const decisionPaper = ({ id }: IssuedPaper, facts: string): IssuedPaper => ({
  id,
  form: 45,
  title: '行政处罚决定书',
  digest: '',
  content: {
    party: { kind: 'household', name: '云朵食品店', address: '澄州市东浦区望江路 18 号' },
    title: '经营超过保质期的食品',
    filedOn: '2026年3月4日',
    facts,
    evidence: [],
    nature: '违法',
    breached: '《食品安全法》第三十四条',
    basis: '《食品安全法》第一百二十四条',
    step: '从轻处罚',
    reasons: '首次',
    notice: '1 号',
    noticedOn: '2026年3月11日',
    defence: '放弃',
    penalty: ['罚款'],
    due: 0,
    fine: 0,
    agency: {
      name: '澄州市市场监督管理局',
      address: '云岭路 1 号',
      phone: '0579-00000000',
      reconsideration: '澄州市人民政府',
      court: '澄州市云岭区人民法院',
      bank: '澄州银行',
    },
    on: '2026年3月20日',
  },
})

test('a decision is shown three months for a low fine, three years otherwise, longer where a restriction lasts longer', () => {
  const until = (state: CaseState, more: object = {}) =>
    publication(house.play([change(prepare, more), publish], state))?.data.until
  assert.equal(until(served()), '2029-03-26')
  assert.equal(until(punished(served(), ['fine'], 300_000)), '2026-06-26')
  assert.equal(until(punished(served(), ['fine'], 300_001)), '2029-03-26')
  assert.equal(until(punished(served(), ['criticism'])), '2026-06-26')
  assert.equal(until(punished(served(), ['fine', 'confiscate-goods'], 300_000)), '2029-03-26')
  assert.equal(until(punished(served(), ['restrict-business']), { restrictedUntil: '2031-03-01' }), '2031-03-01')
  refused(served(), change(prepare, { restrictedUntil: '2031-03-01' }), 'no-restriction')
})

test('a mere warning is not published', () => {
  const warned = house.play([
    s.open,
    s.show,
    {
      ...s.tell,
      data: {
        ...s.tell.data,
        penalty: { kinds: ['warning'], fine: 0, gains: 0, step: 'normal', reasons: '当场改正。' },
      },
      facts: { items: new Map() },
    },
    s.decide,
  ])
  refused(warned, prepare, 'warning-only')
  assert.deepEqual(publicationClocks(warned), [], 'and no clock asks for it')
})

test('of a decision not to punish nothing is published, and no clock asks for it', () => {
  const spared = house.play([
    ...until(o, 'defend'),
    {
      ...o.recheck,
      data: {
        ...o.recheck.data,
        result: 'adopted',
        penalty: { kinds: [], fine: 0, gains: 0, step: 'none', reasons: '违法行为轻微并及时改正。' },
      },
    },
    { ...o.approve, on: '2026-03-17T02:00:00.000Z' },
    { ...o.decide, data: { ...o.decide.data, education: '每日检查货架。' } },
    o.serveDecision,
  ])
  refused(spared, prepare, 'nothing-imposed')
  assert.deepEqual(publicationClocks(spared), [])
  assert.deepEqual(publicationClocks(served()), ['publish-target', 'publish'])
})

const shown = () => house.play([publish], prepared())
const askEnd: Step = {
  by: 'zhao',
  on: '2027-04-01T02:00:00.000Z',
  act: 'apply-early-end',
  data: {
    on: '2027-04-01',
    reasons: '罚款已缴清，已整改，并公开道歉。',
    files: [{ blob: 'a'.repeat(64), name: '申请书.pdf', type: 'application/pdf', size: 10 }],
  },
}
const met = { performed: true, removed: true, notAgain: true, notListed: true }
const answerEnd: Step = {
  by: 'publisher',
  on: '2027-04-06T02:00:00.000Z',
  act: 'answer-early-end',
  data: { conditions: met, answer: 'granted', reasons: '四个条件均符合。' },
}

test('a display ends by itself on the day after its last, and by nobody sooner', () => {
  const end: Step = { by: 'system', on: '2029-03-26T16:00:00.000Z', act: 'end-publication', data: {} }
  refused(shown(), { ...end, on: '2029-03-26T15:59:59.000Z' }, 'display-not-over')
  refused(shown(), { ...end, by: 'publisher' }, 'system-only')
  assert.equal(publication(house.play([end], shown()))?.data.endedOn, '2029-03-27')
})

test('an early end is asked for after its months, condition by condition, and answered by another person', () => {
  const food = { ...askEnd, on: '2026-10-08T02:00:00.000Z', data: { ...askEnd.data, on: '2026-10-08' } }
  refused(shown(), food, 'early-end-too-soon')
  refused(prepared(), askEnd, 'nothing-published')
  refused(shown(), change(askEnd, { on: '2027-04-02' }), 'applied-later')
  const stopped = { ...shown(), dossier: punished(shown(), ['stop-business']).dossier }
  refused(stopped, askEnd, 'early-end-excluded')
  const asked = house.play([askEnd], shown())
  refused(asked, askEnd, 'early-end-asked')
  refused(shown(), answerEnd, 'no-early-end')
  refused(asked, change(answerEnd, { conditions: { ...met, removed: false } }), 'early-end-condition')
  refused(asked, change(answerEnd, { answer: 'refused' }), 'early-end-no-reason')
  refused(asked, answerEnd, 'early-end-unpaid')
  const paid = { ...asked, strands: asked.strands.filter(({ kind }) => kind !== 'payment') }
  refused(house.play([{ ...askEnd, by: 'publisher' }], shown()), answerEnd, 'same-person')
  const ended = house.play([answerEnd], paid)
  assert.deepEqual([publication(ended)?.state, publication(ended)?.data.endedOn], ['ended-early', '2027-04-06'])
  const refusedEnd = house.play(
    [change(answerEnd, { answer: 'refused', conditions: { ...met, performed: false, notListed: false } })],
    asked,
  )
  assert.equal(publication(refusedEnd)?.state, 'published')
  const clock = (state: CaseState) =>
    limitsOf(extend(ordinaryPenalty, disclosureExtension), state, officialCalendar(), '2027-05-30T02:00:00.000Z').find(
      ({ rule }) => rule.name === 'early-end',
    )
  assert.equal(clock(asked)?.answer.late, true)
  assert.equal(clock(ended)?.answer.late, false)
})

test('what is public is corrected, says so, and an application is answered with it', () => {
  const apply: Step = {
    by: 'zhao',
    on: '2026-04-01T02:00:00.000Z',
    act: 'apply-publication-correction',
    data: { applicant: 'party', on: '2026-04-01', claim: '摘要中的违法行为类型写错。', files: [] },
  }
  const correct: Step = {
    by: 'publisher',
    on: '2026-04-02T02:00:00.000Z',
    act: 'correct-publication',
    data: { what: '更正摘要中的违法行为类型。', violation: '经营超过保质期的糕点', add: ['云小朵'], drop: [] },
  }
  const refuse: Step = {
    by: 'publisher',
    on: '2026-04-02T02:00:00.000Z',
    act: 'refuse-publication-correction',
    data: { reasons: '经核对，公示信息与决定书一致。' },
  }
  refused(shown(), change(apply, { on: '2026-04-02' }), 'applied-later')
  refused(prepared(), apply, 'nothing-published')
  refused(shown(), refuse, 'no-correction-asked')
  refused(shown(), { ...correct, data: { what: '没有内容。', add: [], drop: [] } }, 'nothing-corrected')
  refused(shown(), change(correct, { drop: ['没有隐去的'] }), 'not-hidden')
  const asked = house.play([apply], shown())
  const done = house.play([correct], asked)
  assert.equal(done.strands.findLast(({ kind }) => kind === 'publication-correction')?.state, 'corrected')
  const { corrections, hide, violation } = publication(done)?.data ?? {}
  assert.deepEqual(corrections, [{ on: '2026-04-02', what: '更正摘要中的违法行为类型。' }])
  assert.deepEqual(hide, [{ text: '云小朵', reason: '依法不公开' }])
  assert.equal(violation, '经营超过保质期的糕点')
  const back = house.play([change(correct, { add: [], drop: ['云小朵'] })], done)
  assert.deepEqual(publication(back)?.data.hide, [])
  assert.equal(
    house.play([refuse], asked).strands.findLast(({ kind }) => kind === 'publication-correction')?.state,
    'refused',
  )
})
