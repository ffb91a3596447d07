import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, nextSteps, openMoney, ordinaryPenalty, simplePenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, simpleSteps as s, until, walk } from '../../testing/walk.ts'
import { collectionSteps } from './collection.scene.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const fined = (fen: number) =>
  house.play([
    s.open,
    s.show,
    { ...s.tell, data: { ...s.tell.data, penalty: { ...s.tell.data.penalty, fine: fen } } },
    s.decide,
  ])
const collect = (data: Readonly<Record<string, unknown>> = {}, on = '2026-03-02T01:40:00.000Z'): Step => ({
  ...collectionSteps.collect,
  on,
  data: { ...collectionSteps.collect.data, ...data },
})
const { handIn, payIn } = collectionSteps
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const dueOf = (state: CaseState, name: string, procedure = simplePenalty) =>
  limitsOf(procedure, state, officialCalendar(), '2026-03-03T02:00:00.000Z').find(({ rule }) => rule.name === name)
    ?.answer.dueDay

test('what was taken on the spot comes to the bureau in two working days and to the bank in two more, before the case is closed', () => {
  const collected = house.play([collect()], fined(20_000))
  assert.equal(openMoney(collected), 0)
  assert.equal(dueOf(collected, 'hand-in-fine'), '2026-03-04')
  assert.ok(nextSteps(simplePenalty, collected).some(({ act }) => act === 'hand-in-fine'))
  refused(collected, payIn, 'no-strand')

  const handed = house.play([handIn, s.handIn], { ...collected })
  assert.equal(dueOf(handed, 'pay-fine-in'), '2026-03-05')
  refused(handed, { ...s.close, on: '2026-03-04T01:40:00.000Z' }, 'fine-not-paid-in')

  const paid = house.play([payIn], handed)
  assert.deepEqual(house.refusals(paid, { ...s.close, on: '2026-03-04T03:00:00.000Z' }), [])
})

test('up to a hundred yuan needs no other reason; more needs one of the law', () => {
  const hundred = collect({ ground: 'small', amount: 10_000 })
  assert.deepEqual(house.refusals(fined(10_000), hundred), [])
  refused(fined(20_000), collect({ ground: 'small' }), 'not-small')
  refused(fined(20_000), collect({ ground: 'remote' }), 'not-requested')
  assert.deepEqual(house.refusals(fined(20_000), collect({ ground: 'remote', requested: true })), [])
})

test('nothing is taken without the receipt of the treasury, nor twice, nor more than the fine', () => {
  refused(fined(20_000), collect({ receipt: '' }), 'bad-field')
  refused(fined(20_000), collect({ issuer: 'bureau' }), 'bad-field')
  refused(fined(20_000), collect({ amount: 20_001 }), 'too-much')
  refused(fined(20_000), collect({ amount: 0 }), 'nothing-paid')
  const more: CaseState = {
    ...fined(20_000),
    strands: fined(20_000).strands.map((strand) =>
      strand.kind === 'payment' ? { ...strand, data: { ...strand.data, due: 30_000 } } : strand,
    ),
  }
  refused(more, collect({ amount: 30_000 }), 'only-the-fine')
  const half = house.play([collect({ amount: 10_000 })], fined(20_000))
  assert.equal(openMoney(half), 10_000)
  refused(half, collect({ amount: 10_000 }), 'receipt-used')
  refused(house.play([collect()], fined(20_000)), collect({ receipt: '浙财专 0000124' }), 'nothing-open')
  refused(fined(20_000), { ...s.pay, data: { ...s.pay.data, channel: 'on-the-spot' } }, 'bad-field')
})

test('two officers take it, of those who handle the case', () => {
  refused(fined(20_000), collect({ officers: ['zhao'] }), 'bad-field')
  refused(fined(20_000), { ...collect(), by: 'sun' }, 'not-a-handler')
})

test('on the water the two days begin with the landing', () => {
  refused(fined(20_000), collect({ where: 'water' }), 'on-water')
  const afloat = house.play([collect({ ground: 'remote', requested: true, where: 'water' })], fined(20_000))
  assert.equal(dueOf(afloat, 'hand-in-fine'), undefined)
  refused(afloat, handIn, 'no-strand')
  const landed = house.play(
    [{ by: 'zhao', on: '2026-03-03T01:00:00.000Z', act: 'record-landing', data: { landing: '澄江码头' } }],
    afloat,
  )
  assert.equal(dueOf(landed, 'hand-in-fine-landed'), '2026-03-05')
  assert.deepEqual(house.refusals(landed, handIn), [])
})

test('money can’t reach the bank before it reached the bureau, nor tomorrow', () => {
  const handed = house.play([collect(), handIn], fined(20_000))
  refused(handed, { ...payIn, data: { ...payIn.data, at: '2026-03-03T01:00:00.000Z' } }, 'paid-before-handed-in')
  refused(handed, { ...payIn, data: { ...payIn.data, at: '2026-03-05T01:00:00.000Z' } }, 'paid-in-future')
})

test('in the ordinary procedure a fine is taken on the spot only far from any bank, at the party’s own wish', () => {
  const served = house.play(until(o, 'serveDecision'))
  const far = collect({ ground: 'remote', requested: true, amount: 5_000_000 }, '2026-03-24T02:00:00.000Z')
  refused(served, { ...far, data: { ...far.data, ground: 'hard-later' } }, 'not-on-the-spot')
  const taken = house.play([far], served)
  assert.equal(dueOf(taken, 'hand-in-fine', ordinaryPenalty), '2026-03-26')
  refused(taken, { ...o.proposeClosing, on: '2026-03-25T02:00:00.000Z' }, 'fine-not-paid-in')
})
