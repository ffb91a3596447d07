import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, nextSteps, openMoney, ordinaryPenalty, simplePenalty } from '../../index.ts'
import { factsAt, ordinarySteps as o, people, type Step, simpleSteps as s, until, walk } from '../../testing/walk.ts'
import { surchargeLimit } from './payment.ts'
import { turn } from './turning.scene.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const served = () => house.play(until(o, 'serveDecision'))
const paid = () => house.play(until(o, 'pay'))
const paper = { blob: 'a'.repeat(64), name: '文书.pdf', type: 'application/pdf', size: 1000 }
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const remedy = (on: string, data: object = {}): Step => ({
  by: 'zhao',
  on,
  act: 'record-remedy',
  data: {
    kind: 'reconsideration',
    organ: '澄州市人民政府',
    document: '澄政复受〔2026〕9号',
    on: on.slice(0, 10),
    stayed: 'no',
    claim: '请求撤销处罚决定。',
    files: [paper],
    ...data,
  },
})
const result = (on: string, data: object): Step => ({
  by: 'zhao',
  on,
  act: 'record-remedy-result',
  data: { document: '澄政复决〔2026〕9号', on: on.slice(0, 10), reasons: '裁量明显不当。', files: [paper], ...data },
})
const [asked, answered] = ['2026-04-01T02:00:00.000Z', '2026-05-25T02:00:00.000Z']
const after = (state: CaseState, data: object) => house.play([remedy(asked), result(answered, data)], state)
const payment = (state: CaseState) => state.strands.find(({ kind }) => kind === 'payment')?.state

test('a decision that is upheld stays as it is', () => {
  const state = after(served(), { result: 'upheld' })
  assert.equal(state.stage, 'performance')
  assert.equal(openMoney(state), 5_000_000)
})

test('a changed fine changes what is due: less to pay, or money back', () => {
  const less = after(served(), { result: 'changed', fine: 2_000_000 })
  assert.equal(openMoney(less), 2_000_000)
  assert.equal(less.dossier.decision?.penalty.fine, 2_000_000)
  const back = after(paid(), { result: 'changed', fine: 2_000_000 })
  assert.equal(payment(back), 'overpaid')
  refused(back, { ...o.proposeClosing, on: '2026-05-26T02:00:00.000Z' }, 'not-performed')
  const refunded = house.play(
    [
      {
        by: 'zhao',
        on: '2026-05-27T02:00:00.000Z',
        act: 'refund-payment',
        data: { on: '2026-05-27', receipt: '退 001', files: [] },
      },
    ],
    back,
  )
  assert.equal(openMoney(refunded), 0)
  refused(served(), result(answered, { result: 'upheld' }), 'no-strand')
  refused(house.play([remedy(asked)], served()), result(answered, { result: 'changed' }), 'no-changed-fine')
  refused(
    house.play([remedy(asked)], served()),
    result(answered, { result: 'changed', fine: 6_000_000 }),
    'heavier-after-reconsideration',
  )
})

test('money to give back or to pay opens a closed case again, which is then closed anew', () => {
  const closed = house.play(until(o, 'close'))
  assert.equal(after(closed, { result: 'upheld' }).stage, 'closed')
  const back = after(closed, { result: 'changed', fine: 2_000_000 })
  assert.equal(back.stage, 'performance')
  assert.equal(back.dossier.closing, undefined)
  const refund: Step = {
    by: 'zhao',
    on: '2026-05-27T02:00:00.000Z',
    act: 'refund-payment',
    data: { on: '2026-05-27', receipt: '退 002', files: [] },
  }
  refused(back, { ...o.proposeClosing, on: '2026-05-26T02:00:00.000Z' }, 'not-performed')
  const again = house.play(
    [refund, { ...o.proposeClosing, on: '2026-05-28T02:00:00.000Z' }, { ...o.close, on: '2026-05-29T02:00:00.000Z' }],
    back,
  )
  assert.equal(again.stage, 'closed')
})

test('a revoked decision leaves nothing to pay and closes the case for that; one to be made anew reopens it', () => {
  const revoked = after(served(), { result: 'revoked' })
  assert.equal(payment(revoked), 'cancelled')
  assert.equal(revoked.dossier.outcome?.kind, 'revoked')
  const close: Step = {
    ...o.proposeClosing,
    on: '2026-05-26T02:00:00.000Z',
    data: { result: 'other', summary: '决定被撤销。' },
  }
  assert.deepEqual(house.refusals(revoked, close), [])
  const anew = after(served(), { result: 'anew' })
  assert.equal(anew.stage, 'investigation')
  assert.equal(anew.dossier.decision, undefined)
  assert.equal(anew.dossier.notice, undefined)
  assert.equal(anew.dossier.revoked?.number, '澄市监罚〔2026〕1号')
  assert.equal(payment(after(paid(), { result: 'anew' })), 'overpaid')
})

test('one remedy at a time, none before the decision, and none from the future', () => {
  refused(house.play([remedy(asked)], served()), remedy('2026-04-02T02:00:00.000Z'), 'remedy-running')
  refused(served(), remedy(asked, { on: '2026-04-02' }), 'accepted-in-future')
  refused(house.play(until(o, 'recheck')), { ...remedy('2026-03-17T02:00:00.000Z') }, 'wrong-stage')
})

test('days in which a remedy ran add nothing to the fine', () => {
  const on = '2026-05-30T02:00:00.000Z'
  const limit = (state: CaseState) => {
    const payment = state.strands.find(({ kind }) => kind === 'payment')
    return surchargeLimit({
      state,
      facts: factsAt(on),
      at: on,
      actor: { ...people.zhao, kind: 'person' },
      ...(payment === undefined ? {} : { strand: payment }),
    })
  }
  assert.equal(limit(served()), 5_000_000, '53 days late, capped at the fine')
  assert.equal(limit(after(served(), { result: 'upheld' })), 750_000, 'only 25–30 May count')
})

test('a leader revokes a decision that was wrong, for good or to begin anew', () => {
  const revoke = (anew: string): Step => ({
    by: 'leader',
    on: '2026-03-27T02:00:00.000Z',
    act: 'revoke-own-decision',
    data: { anew, reasons: '当事人主体认定错误。', told: '书面送达' },
  })
  assert.equal(house.play([revoke('end')], served()).dossier.outcome?.kind, 'revoked')
  assert.equal(house.play([revoke('again')], served()).stage, 'investigation')
  refused(served(), { ...revoke('end'), by: 'zhao' }, 'not-your-role')
  refused(house.play([{ ...remedy('2026-03-26T02:00:00.000Z') }], served()), revoke('end'), 'remedy-running')
})

const onTheSpot = () => house.play(until(s, 'handIn'))
const closedOnTheSpot = () => house.play(until(s, 'close'))
const steps = (state: CaseState) => nextSteps(simplePenalty, state).map(({ act }) => act)
const refund: Step = {
  by: 'zhao',
  on: '2026-05-27T02:00:00.000Z',
  act: 'refund-payment',
  data: { on: '2026-05-27', receipt: '退 003', files: [] },
}
const closing: Step = { ...s.close, on: '2026-05-28T02:00:00.000Z' }

test('a decision on the spot goes to reconsideration before it goes to court', () => {
  const suit = { kind: 'suit', organ: '澄州市云岭区人民法院', document: '（2026）浙9902行初9号' }
  refused(onTheSpot(), remedy(asked, suit), 'reconsideration-first')
  const upheld = after(onTheSpot(), { result: 'upheld' })
  assert.deepEqual(house.refusals(upheld, remedy('2026-06-01T02:00:00.000Z', suit)), [])
  assert.deepEqual(
    house.refusals(served(), remedy(asked, suit)),
    [],
    'after the ordinary procedure the party may choose',
  )
})

test('a remedy waits for its result, and one that is upheld leaves a decision on the spot as it is', () => {
  const running = house.play([remedy(asked)], onTheSpot())
  assert.ok(steps(running).includes('record-remedy-result'))
  refused(running, remedy('2026-04-02T02:00:00.000Z'), 'remedy-running')
  refused(house.play(until(s, 'tell')), remedy('2026-03-02T01:25:00.000Z', { on: '2026-03-02' }), 'wrong-stage')
  assert.equal(after(closedOnTheSpot(), { result: 'upheld' }).stage, 'closed')
})

test('a fine on the spot that is made less is given back, and the closed case is opened for it and closed anew', () => {
  refused(
    house.play([remedy(asked)], onTheSpot()),
    result(answered, { result: 'changed', fine: 30_000 }),
    'heavier-after-reconsideration',
  )
  const back = after(closedOnTheSpot(), { result: 'changed', fine: 5_000 })
  assert.equal(back.stage, 'performance')
  assert.equal(payment(back), 'overpaid')
  assert.deepEqual(steps(back), ['refund-payment'])
  refused(back, closing, 'not-performed')
  const refunded = house.play([refund], back)
  assert.deepEqual(steps(refunded), ['close-on-the-spot'])
  assert.equal(house.play([closing], refunded).stage, 'closed')
})

test('a decision on the spot that is revoked or void leaves nothing to pay', () => {
  for (const fallen of ['revoked', 'void']) {
    const state = after(house.play(until(s, 'decide')), { result: fallen })
    assert.equal(payment(state), 'cancelled')
    assert.equal(state.dossier.outcome?.kind, 'revoked')
    assert.equal(openMoney(state), 0)
  }
})

test('a decision on the spot that is to be made anew is told and decided again, or turns to the ordinary procedure', () => {
  const anew = after(closedOnTheSpot(), { result: 'anew' })
  assert.equal(anew.stage, 'on-the-spot')
  assert.equal(anew.dossier.decision, undefined)
  assert.equal(anew.dossier.revoked?.number, '澄市监当罚〔2026〕1号')
  assert.deepEqual(steps(anew), ['refund-payment', 'tell-on-the-spot'])
  const again = (step: Step, hour: number): Step => ({ ...step, on: `2026-05-26T0${hour}:00:00.000Z` })
  refused(anew, again(s.decide, 1), 'not-told')
  const decided = house.play([again(s.tell, 2), again(s.decide, 3), again(s.pay, 4)], anew)
  assert.equal(decided.stage, 'performance')
  refused(house.play([refund], decided), closing, 'papers-not-handed-in')
  const handed = house.play([refund, { ...s.handIn, on: '2026-05-27T03:00:00.000Z' }], decided)
  assert.equal(house.play([closing], handed).stage, 'closed')

  const turned = house.play([again(turn, 2)], anew)
  assert.equal(turned.procedure, 'ordinary-penalty')
  assert.equal(turned.stage, 'verification')
})

test('the leader, who did not handle the case, revokes a decision on the spot that proves wrong', () => {
  const revoke = (by: Step['by'], anew: string): Step => ({
    by,
    on: '2026-04-08T02:00:00.000Z',
    act: 'revoke-own-decision',
    data: { anew, reasons: '发现当事人主体认定有误。', told: '电话告知' },
  })
  refused(onTheSpot(), revoke('zhao', 'end'), 'not-your-role')
  const ended = house.play([revoke('leader', 'end')], onTheSpot())
  assert.equal(payment(ended), 'overpaid')
  assert.equal(house.play([refund, closing], ended).stage, 'closed')
  assert.equal(house.play([revoke('leader', 'again')], onTheSpot()).stage, 'on-the-spot')
})
