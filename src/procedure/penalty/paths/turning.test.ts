import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { limitsOf, nextSteps, ordinaryPenalty, simplePenalty, volumesOf } from '../../index.ts'
import { ordinarySteps as o, type Step, simpleSteps as s, until, walk } from '../../testing/walk.ts'
import { disputed, turn, turnedScene } from './turning.scene.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const told = () => house.play([s.open, s.show, disputed])

test('what doesn’t fit the spot goes on as the same case in the ordinary procedure, with what was found', () => {
  const turned = house.play([turn], told())
  assert.equal(turned.procedure, 'ordinary-penalty')
  assert.equal(turned.stage, 'verification')
  assert.deepEqual(
    nextSteps(ordinaryPenalty, turned).map(({ act }) => act),
    ['verify-clue'],
  )
  assert.equal(turned.dossier.evidence.length, 1)
  assert.equal(turned.dossier.parties[0]?.name, s.open.data.party.name)
  assert.equal(turned.dossier.proposal, undefined, 'what was told on the spot is told anew')
  assert.equal(turned.dossier.defence, undefined)
  assert.ok(turned.papers.some(({ form }) => form === 1))

  const investigated = house.play(turnedScene)
  assert.equal(investigated.stage, 'investigation')
  assert.deepEqual(
    investigated.dossier.evidence.map(({ title }) => title),
    ['现场检查情况', `现场笔录（${s.open.data.place}）`],
  )
  assert.equal(volumesOf(investigated).flatMap(({ entries }) => entries).length, investigated.papers.length + 1)
})

test('the fifteen working days of verification are counted from the finding', () => {
  const [limit] = limitsOf(
    ordinaryPenalty,
    house.play([turn], told()),
    officialCalendar(),
    '2026-03-03T01:00:00.000Z',
  ).filter(({ rule }) => rule.name === 'verification')
  assert.equal(limit?.start, s.open.on)
  assert.equal(limit?.answer.dueDay, '2026-03-23')
})

test('a case turns before it is decided and not after, by those who handle it, and for a reason that is so', () => {
  const undisputed = house.play([s.open, s.show, s.tell])
  assert.ok(house.refusals(undisputed, turn).includes('not-disputed'))
  assert.deepEqual(house.refusals(undisputed, { ...turn, data: { ...turn.data, ground: 'unclear' } }), [])
  assert.ok(house.refusals(told(), { ...turn, by: 'sun' }).includes('not-a-handler'))
  const decided = house.play(until(s, 'decide'))
  assert.ok(house.refusals(decided, { ...turn, on: '2026-03-02T02:00:00.000Z' }).includes('wrong-stage'))
})

test('what has turned is no more decided on the spot', () => {
  const turned = house.play([turn], told())
  assert.ok(house.refusals(turned, { ...s.decide, on: '2026-03-02T02:00:00.000Z' }).includes('unknown-act'))
})

test('the same breach is fined once: a second form on the day says what else it is about, or is refused', () => {
  const facts = { finedToday: [{ caseId: 'other', number: '澄市监当罚〔2026〕7号' }] }
  assert.deepEqual(house.refusals(house.play([]), { ...s.open, facts }), ['fined-already'])
  const other: Step = { ...s.open, facts, data: { ...s.open.data, otherFact: '两处门店，各自的货架。' } }
  assert.deepEqual(house.refusals(house.play([]), other), [])
  const open = house.play([s.open, s.show, s.tell])
  assert.deepEqual(house.refusals(open, { ...s.decide, facts }), ['fined-already'], 'fined elsewhere in the meantime')
  assert.ok(house.refusals(house.play(until(s, 'decide')), { ...s.decide, on: o.file.on }).includes('wrong-stage'))
})
