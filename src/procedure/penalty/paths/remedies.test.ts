import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, openMoney, ordinaryPenalty } from '../../index.ts'
import { factsAt, ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { surchargeLimit } from './payment.ts'

const house = walk([ordinaryPenalty])
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
  const question = { facts: factsAt(on), at: on }
  assert.equal(surchargeLimit(served(), question), 5_000_000, '53 days late, capped at the fine')
  assert.equal(surchargeLimit(after(served(), { result: 'upheld' }), question), 750_000, 'only 25–30 May count')
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
