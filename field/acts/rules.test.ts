import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseView } from '../../src/casework/present.ts'
import { toldCase } from '../../src/documents/testing.ts'
import { ordinaryPenalty } from '../../src/procedure/index.ts'
import { factsAt, ordinarySteps, people, until } from '../../src/procedure/testing.ts'
import type { KeptCase } from '../tasks/kept.ts'
import { prepare } from './rules.ts'

const step = ordinarySteps.inspect
const before = toldCase(until(ordinarySteps, 'show'))
const after = toldCase(until(ordinarySteps, 'inspect'))
/** As the phone keeps the case: what came over the wire. */
const found = {
  ...JSON.parse(
    JSON.stringify(
      caseView(
        new Map([[ordinaryPenalty.name, ordinaryPenalty]]),
        before.state,
        { actor: { ...people.zhao, kind: 'person' }, facts: factsAt(step.on), at: step.on },
        'case-1',
      ),
    ),
  ),
  at: 0,
} as KeptCase
const actor = people.zhao

test('the phone makes the very record that the bureau makes of the same data', () => {
  const issued = after.papers.findLast(({ form }) => form === 9) ?? assert.fail('no record was made')
  const { papers, refusals } = prepare('inspect-site', step.data, found, actor, step.on)
  assert.deepEqual(refusals, [])
  assert.deepEqual(
    papers.map(({ form, digest }) => ({ form, digest })),
    [{ form: 9, digest: issued.digest }],
  )
  assert.deepEqual(
    papers[0]?.lines.map(({ line, name, person }) => ({ line, name, person })),
    issued.signers?.map(({ line, name, person }) => ({ line, name, person })),
  )
})

test('a word more is another paper', () => {
  const digest = (course: string) =>
    prepare('inspect-site', { ...step.data, course }, found, actor, step.on).papers[0]?.digest
  assert.notEqual(digest('货架上有十八袋。'), digest('货架上有十九袋。'))
})

test('what the rules refuse is refused before anybody signs', () => {
  const codes = (data: object) =>
    prepare('inspect-site', { ...step.data, ...data }, found, actor, step.on).refusals.map(({ code }) => code)
  assert.deepEqual(codes({ until: step.data.from }), ['ends-before-it-begins'])
  assert.deepEqual(codes({ officers: [actor.id] }), ['bad-field'])
  assert.deepEqual(codes({ course: '' }), ['bad-field'])
})

test('what has no record on the phone is not prepared there', () => {
  const { refusals } = prepare(
    'decide',
    {},
    { ...found, procedure: { name: 'simple-penalty', title: '' } },
    actor,
    step.on,
  )
  assert.deepEqual(
    refusals.map(({ code }) => code),
    ['not-in-the-field'],
  )
})
