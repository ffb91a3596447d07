import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, until, walk } from '../../testing/walk.ts'
import { extractStep } from './electronic-data.scene.ts'

const house = walk([ordinaryPenalty])
const refused = (data: object, code: string) => {
  const step = { ...extractStep, data: { ...extractStep.data, ...data } }
  const found = house.refusals(house.play(until(o, 'evidence')), step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}

test('data that was extracted is evidence with its record, a copy unless the medium itself was taken', () => {
  const take = (data: object) =>
    house
      .play([{ ...extractStep, data: { ...extractStep.data, ...data } }], house.play(until(o, 'evidence')))
      .dossier.evidence.at(-1)
  const copy = take({})
  assert.equal(copy?.kind, 'electronic')
  assert.equal(copy?.original, false)
  assert.equal(copy?.files.length, 2)
  assert.ok(copy?.paper !== undefined)
  assert.equal(take({ way: 'medium', reason: undefined })?.original, true)
})

test('a copy says why the medium was not taken, and an unsigned record is filmed', () => {
  refused({ reason: undefined }, 'no-reason')
  refused({ signed: 'refused' }, 'not-recorded')
  refused({ files: [] }, 'bad-field')
  refused({ checked: false }, 'bad-field')
  refused({ until: '2026-03-06T05:00:00.000Z' }, 'ends-before-it-begins')
})
