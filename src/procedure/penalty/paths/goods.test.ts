import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { goodsOf } from '../goods.ts'
import { crimeSteps } from './crime.scene.ts'
import { keepingSteps } from './keeping.scene.ts'
import { seizureSteps as s } from './seizure.scene.ts'

const house = walk([ordinaryPenalty])
const data = (step: Step, more: Record<string, unknown>): Step => ({ ...step, data: { ...step.data, ...more } })
const strandOf = (state: CaseState, kind: string) => {
  const strand = state.strands.findLast((each) => each.kind === kind)
  assert.ok(strand !== undefined, `there is no ${kind}`)
  return strand
}
const now = (state: CaseState) => goodsOf(strandOf(state, 'goods')).things.map((thing) => thing.now)
/** Approved and seized on the day before the report, so that the case can go on to its decision. */
const seized = (...more: readonly Step[]) =>
  house.play([
    ...until(o, 'evidence'),
    { ...s.ask, on: '2026-03-06T05:00:00.000Z' },
    { ...s.approve, on: '2026-03-06T06:00:00.000Z' },
    data(
      { ...s.seize, on: '2026-03-06T09:00:00.000Z' },
      { from: '2026-03-06T07:00:00.000Z', until: '2026-03-06T08:00:00.000Z' },
    ),
    ...more,
  ])
const confiscating = data(o.report, {
  penalty: { ...o.report.data.penalty, kinds: ['fine', 'confiscate-goods'], goods: '鲜奶糕 40 块、云朵酥 120 盒' },
})
const reviewed = [o.approve, o.notice]
const serveOf = (state: CaseState, form: number, step: Step): Step => ({
  ...step,
  strand: state.strands.findLast(({ kind, data: { form: no } }) => kind === 'service' && no === form)?.id ?? '',
})
const decided = (report: Step = confiscating): CaseState => {
  const noticed = house.play([report, ...reviewed], seized())
  const served = house.play([serveOf(noticed, 37, o.serveNotice), o.defend, o.recheck, o.decide], noticed)
  return house.play([serveOf(served, 45, o.serveDecision), o.pay], served)
}
const settle = (outcome: string, more: Record<string, unknown> = {}): Step =>
  data(
    { ...s.giveBack, on: '2026-03-30T04:00:00.000Z' },
    {
      things: [
        { no: 1, name: '鲜奶糕', outcome },
        { no: 2, name: '云朵酥', outcome },
      ],
      ...more,
    },
  )

test('a case is not closed while its things are held; what was confiscated is destroyed or sold or surrendered first', () => {
  const state = decided()
  assert.equal(strandOf(state, 'seizure').state, 'decided')
  assert.equal(strandOf(state, 'goods').state, 'due')
  assert.ok(house.refusals(state, o.proposeClosing).includes('goods-held'))
  assert.deepEqual(house.refusals(state, settle('returned')), ['not-released', 'not-released'])
  assert.deepEqual(house.refusals(state, settle('auctioned')), ['no-receipt'])
  assert.ok(house.refusals(state, settle('destroyed', { files: [] })).includes('bad-field'))
  const settled = house.play([settle('destroyed')], state)
  assert.deepEqual(now(settled), ['destroyed', 'destroyed'])
  assert.deepEqual(house.play([o.proposeClosing, o.close], settled).stage, 'closed')
})

test('what the decision does not confiscate has to be released and given back', () => {
  const state = decided(o.report)
  assert.equal(strandOf(state, 'seizure').state, 'to-release')
  assert.deepEqual(house.refusals(state, settle('destroyed')), [
    'nothing-to-settle',
    'not-confiscated',
    'not-confiscated',
  ])
  const released = house.play(
    [
      data({ ...s.askRelease, on: '2026-03-30T03:00:00.000Z' }, { ground: 'decided' }),
      { ...s.release, on: '2026-03-30T03:30:00.000Z' },
    ],
    state,
  )
  assert.equal(strandOf(released, 'seizure').state, 'released')
  assert.equal(strandOf(house.play([settle('returned')], released), 'goods').state, 'settled')
})

test('what keeps badly is disposed of early, with its owner’s consent, and its proceeds go back with it', () => {
  const state = seized()
  assert.deepEqual(house.refusals(state, s.askDisposal), ['no-consent'])
  const announced = house.play([s.announce], state)
  assert.deepEqual(house.refusals(announced, s.askDisposal), ['announcement-running'])
  assert.deepEqual(house.refusals(announced, { ...s.askDisposal, on: '2026-03-23T02:00:00.000Z' }), [])
  assert.deepEqual(house.refusals(state, data(s.announce, { by: '2026-03-11' })), ['announcement-too-short'])
  assert.ok(house.refusals(state, data(s.askDisposal, { kept: [] })).includes('bad-field'))

  const sold = house.play([s.consent, s.askDisposal, s.answerDisposal, s.dispose], state)
  assert.deepEqual(now(sold), ['sold', 'held'])
  assert.equal(sold.papers.at(-1)?.form, 52)
  const released = house.play(
    [
      { ...s.askRelease, on: '2026-03-18T02:00:00.000Z' },
      { ...s.release, on: '2026-03-18T06:00:00.000Z' },
    ],
    sold,
  )
  assert.deepEqual(now(released), ['to-return', 'to-return'])
  assert.deepEqual(now(house.play([settle('returned')], released)), ['paid-out', 'returned'])
})

test('each thing whose disposal was granted is accounted for, and only those', () => {
  const granted = house.play([s.consent, s.askDisposal, s.answerDisposal], seized())
  const rows = (...nos: readonly number[]) =>
    data(s.dispose, { things: nos.map((no) => ({ no, name: no === 1 ? '鲜奶糕' : '云朵酥', proceeds: 0 })) })
  assert.deepEqual(house.refusals(granted, rows(1, 2)), ['not-on-the-list'])
  assert.deepEqual(house.refusals(granted, rows(2)), ['not-on-the-list', 'not-all-named'])
})

test('what is confiscated already is not disposed of early', () => {
  const consent = { ...s.consent, on: '2026-03-30T04:00:00.000Z' }
  assert.ok(house.refusals(decided(), consent).includes('no-strand'))
  const state = decided()
  const held: CaseState = {
    ...state,
    strands: state.strands.map((strand) => (strand.kind === 'goods' ? { ...strand, state: 'held' } : strand)),
  }
  assert.ok(house.refusals(held, consent).includes('confiscated-already'))
})

test('what nobody fetches is called out for thirty days, and surrendered only with a leader’s approval', () => {
  const released = house.play(
    [
      { ...s.askRelease, on: '2026-03-09T02:00:00.000Z' },
      { ...s.release, on: '2026-03-09T06:00:00.000Z' },
    ],
    seized(),
  )
  const call: Step = {
    by: 'zhao',
    on: '2026-03-10T02:00:00.000Z',
    act: 'call-to-claim',
    data: { ground: 'missing', course: '电话、上门均无法联系。', where: '本局门户网站', files: s.giveBack.data.files },
  }
  const ask = (on: string): Step => ({
    by: 'zhao',
    on,
    act: 'ask-unclaimed-goods',
    data: { reasons: '公告期满无人领取。' },
  })
  assert.deepEqual(house.refusals(released, ask('2026-03-10T02:00:00.000Z')), ['not-called'])
  const nothingLeft: CaseState = {
    ...released,
    strands: released.strands.map((strand) =>
      strand.kind === 'goods'
        ? {
            ...strand,
            data: { ...strand.data, things: goodsOf(strand).things.map((thing) => ({ ...thing, now: 'returned' })) },
          }
        : strand,
    ),
  }
  assert.ok(house.refusals(nothingLeft, call).includes('nothing-to-claim'))
  const transfer: Step = {
    by: 'leader',
    on: '2026-03-10T02:00:00.000Z',
    act: 'transfer-case',
    data: { recipient: '东浦区市场监督管理局', reasons: '违法行为发生在东浦区。' },
  }
  assert.ok(house.refusals(released, transfer).includes('goods-due'))
  const called = house.play([call], released)
  assert.deepEqual(house.refusals(called, ask('2026-04-09T02:00:00.000Z')), ['claim-running'])
  const surrender = (on: string) => ({ ...settle('surrendered', { document: '浙财 0410' }), on })
  assert.deepEqual(house.refusals(called, surrender('2026-04-10T02:00:00.000Z')), [
    'not-confiscated',
    'not-confiscated',
  ])
  const granted = house.play(
    [
      ask('2026-04-10T02:00:00.000Z'),
      {
        by: 'leader',
        on: '2026-04-10T03:00:00.000Z',
        act: 'answer-unclaimed-goods',
        data: { answer: 'granted', opinion: '同意上缴。' },
      },
    ],
    called,
  )
  assert.deepEqual(now(house.play([surrender('2026-04-13T02:00:00.000Z')], granted)), ['surrendered', 'surrendered'])
  assert.deepEqual(house.refusals(seized(), call).includes('no-strand'), true)
})

test('with a case that goes to the police its things go along', () => {
  const approved = house.play([crimeSteps.report, crimeSteps.approve], seized())
  assert.deepEqual(house.refusals(approved, data(crimeSteps.handOver, { goods: undefined })), ['goods-not-named'])
  const handed = house.play([crimeSteps.report, crimeSteps.approve, crimeSteps.handOver], seized())
  assert.deepEqual(now(handed), ['transferred', 'transferred'])
  assert.equal(strandOf(handed, 'seizure').state, 'transferred')
  assert.deepEqual(house.refusals(seized(), settle('transferred')), [
    'nothing-to-settle',
    'case-not-transferred',
    'case-not-transferred',
  ])
})

test('what was only kept is not disposed of early', () => {
  const kept = house.play([keepingSteps.ask, keepingSteps.approve, keepingSteps.keep], house.play(until(o, 'evidence')))
  const consent = data(s.consent, { things: [{ no: 2, name: '云朵酥' }] })
  assert.deepEqual(house.refusals(kept, consent), ['not-under-seizure'])
})

test('a loss by a disposal that was plainly wrong is made good before the case is closed', () => {
  const ask: Step = {
    by: 'zhao',
    on: '2026-03-17T02:00:00.000Z',
    act: 'ask-compensation',
    data: { amount: 8_000, reasons: '变卖价格明显低于市场价格。', files: s.giveBack.data.files },
  }
  const answer: Step = {
    by: 'leader',
    on: '2026-03-17T03:00:00.000Z',
    act: 'answer-compensation',
    data: { answer: 'granted', opinion: '同意补偿。' },
  }
  const pay: Step = {
    by: 'zhao',
    on: '2026-03-18T02:00:00.000Z',
    act: 'record-compensation',
    data: { receipt: '浙财 0318', files: s.giveBack.data.files },
  }
  assert.deepEqual(house.refusals(seized(), ask), ['nothing-disposed-of'])
  const sold = house.play([s.consent, s.askDisposal, s.answerDisposal, s.dispose], seized())
  assert.deepEqual(house.refusals(sold, data(ask, { amount: 0 })), ['no-amount'])
  const granted = house.play([ask, answer], sold)
  assert.ok(house.refusals(granted, o.proposeClosing).includes('compensation-open'))
  const paid = house.play([pay], granted)
  assert.equal(strandOf(paid, 'compensation').state, 'paid')
  assert.ok(!house.refusals(paid, o.proposeClosing).includes('compensation-open'))
})
