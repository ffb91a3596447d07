import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemsOf, openMoney, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { violationsSteps as v, violationsScene } from './violations.scene.ts'

const house = walk([ordinaryPenalty])
const investigated = () => house.play(until(o, 'evidence'))
const joined = () => house.play([v.ask, v.answer], investigated())
const report = (otherPenalties: readonly object[], penalty: object = {}): Step => ({
  ...v.report,
  data: { ...v.report.data, penalty: { ...v.report.data.penalty, ...penalty }, otherPenalties },
})
const [second] = v.report.data.otherPenalties

test('a second breach joins the case on the leader’s approval, and not before', () => {
  assert.deepEqual(
    itemsOf(house.play([v.ask], investigated()).dossier).map(({ id }) => id),
    ['expired-food'],
  )
  assert.deepEqual(
    itemsOf(joined().dossier).map(({ id }) => id),
    ['expired-food', 'no-price-tag'],
  )
  const refused = house.play(
    [v.ask, { ...v.answer, data: { answer: 'refused', opinion: '另案查处。' } }],
    investigated(),
  )
  assert.equal(itemsOf(refused.dossier).length, 1)
})

test('the same breach doesn’t join under another name, nor what is in no list', () => {
  const again: Step = { ...v.ask, data: { ...v.ask.data, item: 'expired-food' } }
  assert.deepEqual(house.refusals(investigated(), again), ['same-violation'])
  assert.deepEqual(house.refusals(joined(), { ...v.ask, on: '2026-03-06T07:00:00.000Z' }), ['same-violation'])
  assert.deepEqual(house.refusals(investigated(), { ...v.ask, data: { ...v.ask.data, item: 'nothing' } }), [
    'unknown-item',
  ])
})

test('each breach is measured by its own item, and what is decided is the sum with its parts', () => {
  const decided = house.play(violationsScene)
  const penalty = decided.dossier.decision?.penalty
  assert.equal(penalty?.fine, 5_050_000)
  assert.deepEqual(
    penalty?.parts?.map(({ name, fine, step }) => [name, fine, step]),
    [
      ['经营超过保质期的食品', 5_000_000, 'lighter'],
      ['不按规定明码标价', 50_000, 'normal'],
    ],
  )
  assert.equal(penalty?.step, 'normal', 'the heaviest step stands for all')
  assert.equal(openMoney(decided), 5_050_000)
  assert.deepEqual(decided.dossier.notice?.penalty, penalty)
})

test('no breach is left without an answer, none has two, and none gets what another’s article allows', () => {
  assert.deepEqual(house.refusals(joined(), o.report), ['violation-without-penalty'])
  assert.deepEqual(house.refusals(joined(), report([second, second])), ['punished-twice'])
  assert.deepEqual(house.refusals(investigated(), v.report), ['not-a-violation-of-this-case'])
  const tooMuch = house.decide(joined(), report([{ ...second, fine: 600_000 }]))
  assert.ok(!tooMuch.ok)
  assert.deepEqual(
    tooMuch.refusals.map(({ code, field }) => [code, field]),
    [['fine-above-law', 'otherPenalties.0.fine']],
  )
  const spared = report([
    { item: 'no-price-tag', kinds: [], fine: 0, gains: 0, step: 'none', reasons: '轻微并及时改正。' },
  ])
  assert.deepEqual(house.refusals(joined(), spared), [])
})

test('after a defence no breach is punished harder, even where the sum is the same', () => {
  const defended = house.play([
    ...violationsScene.slice(
      0,
      violationsScene.findIndex(({ act }) => act === 'recheck'),
    ),
  ])
  const recheck = (first: number, other: number): Step => ({
    ...o.recheck,
    data: {
      ...o.recheck.data,
      result: 'adopted',
      penalty: { ...v.report.data.penalty, fine: first },
      otherPenalties: [{ ...second, fine: other }],
    },
  })
  assert.deepEqual(house.refusals(defended, recheck(5_000_000, 40_000)), [])
  assert.deepEqual(house.refusals(defended, recheck(5_000_000, 60_000)), ['heavier-after-defence'])
  const harder = house.play([report([{ ...second, fine: 60_000 }], { fine: 5_100_000 })], joined())
  assert.equal(harder.dossier.proposal?.fine, 5_160_000)
  assert.deepEqual(
    house.refusals(
      house.play(
        violationsScene.slice(violationsScene.indexOf(v.report) + 1, -2).filter(({ act }) => act !== 'recheck'),
        harder,
      ),
      recheck(5_050_000, 110_000),
    ),
    ['heavier-after-defence'],
  )
})
