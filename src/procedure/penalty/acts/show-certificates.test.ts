import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordinaryPenalty, simplePenalty } from '../../index.ts'
import { ordinarySteps as o, until, walk } from '../../testing.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const showing = '5f0c9c4e-6b07-4a5e-9a4b-0b2b4c1f6d10'
const live = { ...o.show, data: { ...(o.show.data as object), showings: [showing] } }

test('showing certificates by phone names the showing, and it must have been one of these officers', () => {
  const before = house.play(until(o, 'assign'))
  const by = (person: string) => ({
    showings: new Map([[showing, { person, at: '2026-03-05T00:58:00.000Z' }]]),
  })
  assert.deepEqual(house.refusals(before, live), ['no-showing'])
  assert.deepEqual(house.refusals(before, { ...live, facts: by('somebody-else') }), ['no-showing'])
  const [zhao = ''] = (o.show.data as { readonly officers: readonly string[] }).officers
  assert.deepEqual(house.refusals(before, { ...live, facts: by(zhao) }), [])
  assert.deepEqual(house.refusals(before, o.show), [])
})
