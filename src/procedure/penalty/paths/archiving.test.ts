import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextSteps, ordinaryPenalty, simplePenalty, volumesOf } from '../../index.ts'
import { ordinarySteps as o, type Step, simpleSteps, until, walk } from '../../testing/walk.ts'
import { archivingSteps as a } from './archiving.scene.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const closed = () => house.play(Object.values(o))
const kept = () => house.play([a.file, a.check], closed())
const formsOf = (state: ReturnType<typeof closed>, name: 'main' | 'side') =>
  (volumesOf(state).find((volume) => volume.name === name)?.entries ?? []).map(
    ({ paper, title }) => state.papers.find(({ id }) => id === paper)?.form ?? title,
  )

test('a closed case waits for its dossier, then for the archivist, then for nobody', () => {
  const waits = (state: ReturnType<typeof closed>) => nextSteps(ordinaryPenalty, state).map(({ act }) => act)
  assert.deepEqual(waits(closed()), ['file-dossier'])
  assert.deepEqual(waits(house.play([a.file], closed())), ['check-dossier'])
  assert.deepEqual(waits(kept()), [])
})

test('a dossier stands in the order of the article: what was decided before its receipt, evidence after what was served', () => {
  const state = closed()
  // 7 filing; 45 decision with its receipt; 37 notice with its receipt; 9, 14, 11 evidence; 38 defence.
  assert.deepEqual(formsOf(state, 'main'), [7, 45, 50, 37, 50, 9, 14, 11, 38])
  assert.deepEqual(formsOf(state, 'side'), [1, 35, 53, 43])
})

test('files stand with the paper that came with them, and by themselves where none did', () => {
  const [main] = volumesOf(closed())
  assert.equal(main?.entries.find(({ title }) => title === '文书11')?.files.length, 1)
  assert.equal(main?.entries.find(({ title }) => title === '文书9')?.files.length, 1)
  const [spot] = volumesOf(house.play(Object.values(simpleSteps)))
  assert.deepEqual(
    spot?.entries.map(({ title, files }) => [title, files.length]),
    [
      ['文书44', 0],
      ['照片', 1],
    ],
  )
})

test('a dossier is filed only after closing, once, by a handler, and checked by an archivist', () => {
  const open = house.play(until(o, 'proposeClosing'))
  assert.ok(house.refusals(open, a.file).includes('wrong-stage'))
  assert.ok(house.refusals(closed(), { ...a.file, by: 'sun' }).includes('not-a-handler'))
  const filed = house.play([a.file], closed())
  assert.ok(house.refusals(filed, { ...a.file, on: a.check.on }).includes('dossier-filed'))
  assert.ok(house.refusals(filed, { ...a.check, by: 'leader' }).includes('not-your-role'))
  assert.ok(house.refusals(closed(), { ...a.file, data: { ...a.file.data, complete: false } }).includes('bad-field'))
})

test('a dossier that was given back is filed again', () => {
  const back = house.play([a.file, { ...a.check, data: { result: 'returned', note: '缺送达回证。' } }], closed())
  assert.deepEqual(
    nextSteps(ordinaryPenalty, back).map(({ act }) => act),
    ['file-dossier'],
  )
  assert.ok(!back.papers.some(({ form }) => form === 56))
  assert.deepEqual(house.refusals(back, { ...a.file, on: '2026-04-07T02:00:00.000Z' }), [])
})

test('what comes after the dossier was taken in joins it at the end of its volume, and is checked again', () => {
  assert.ok(house.refusals(closed(), a.supplement).includes('no-strand'))
  const more = house.play([a.supplement], kept())
  assert.deepEqual(formsOf(more, 'main').at(-1), a.supplement.data.title)
  assert.deepEqual(formsOf(more, 'side'), formsOf(closed(), 'side'))
  assert.deepEqual(
    nextSteps(ordinaryPenalty, more).map(({ act }) => act),
    ['check-dossier'],
  )
  const again: Step = { ...a.supplement, on: '2026-04-20T03:00:00.000Z' }
  assert.ok(house.refusals(more, again).includes('no-strand'), 'what is being checked is not added to')
  const twice = house.play([a.checkSupplement, { ...again, on: '2026-04-22T02:00:00.000Z' }], more)
  assert.equal(formsOf(twice, 'main').filter((each) => each === a.supplement.data.title).length, 2)
})

test('a clue that was not filed is archived by the unit that it came to', () => {
  const declined = house.play([
    ...until(o, 'verify'),
    { ...o.file, act: 'decline-filing', data: { ground: 'first', opinion: '首次违法，轻微并已改正。' } },
  ])
  const file: Step = { ...a.file, by: 'sun' }
  assert.deepEqual(house.refusals(declined, file), [])
  assert.deepEqual(
    volumesOf(declined).map(({ entries }) => entries.length),
    [1, 1],
  )
})
