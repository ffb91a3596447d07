import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, refusal, refuse } from '../kernel/index.ts'
import type { Decider } from './index.ts'
import { spec } from './testing.ts'

const shelf: Decider<{ readonly n: number }, number, { readonly most: number }> = {
  initial: { n: 0 },
  decide: ({ n }, by, { most }) => {
    if (n + by < 0) return refuse(refusal('not-enough', '没有这么多，请少取一些'))
    if (n + by > most) return refuse(refusal('too-many', '放不下，请少放一些'))
    return accept(by === 0 ? [] : [{ type: 'changed', data: { by, note: undefined } }])
  },
  evolve: ({ n }, { data }) => ({ n: n + Number(data.by) }),
}
const changed = (by: number) => ({ type: 'changed', data: { by } })

test('a specification holds where the rules say so', () => {
  const { given } = spec(shelf)
  given([changed(3)])
    .when(-3, { most: 5 })
    .then([changed(-3)])
  given([changed(3)])
    .when(-4, { most: 5 })
    .then(['not-enough'])
  given([]).when(0, { most: 5 }).then([])
  assert.deepEqual(given([changed(3)]).when(2, { most: 5 }).state, { n: 5 })
})

test('a specification fails where the rules say otherwise', () => {
  const { given } = spec(shelf)
  const wrong = [
    () =>
      given([])
        .when(1, { most: 5 })
        .then([changed(2)]),
    () => given([]).when(1, { most: 5 }).then([]),
    () => given([]).when(1, { most: 5 }).then(['too-many']),
    () =>
      given([])
        .when(6, { most: 5 })
        .then([changed(6)]),
    () => given([]).when(6, { most: 5 }).then(['not-enough']),
  ]
  for (const each of wrong) assert.throws(each, assert.AssertionError)
})
