import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isJoint } from '../../procedure/index.ts'
import { flaws, together } from './flaws.scene.ts'
import { preflight, preflightChecks } from './index.ts'
import { soundCase } from './sound.scene.ts'

const sound = Array.from({ length: 84 }, (_, seed) => soundCase(seed))
const wrongOf = (examined: (typeof sound)[number]['examined']) =>
  preflight(examined)
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ check: { name }, found }) => `${name}: ${found}`)

test('of more than sixty sound cases of every kind none has anything wrong', () => {
  assert.ok(sound.length >= 60)
  assert.deepEqual(
    sound.flatMap(({ told, examined }) => wrongOf(examined).map((wrong) => `${told}：${wrong}`)),
    [],
  )
})

test('they are cases of every kind: parties, items, measures, ends', () => {
  const states = sound.map(({ examined: { state } }) => state)
  const count = (holds: (state: (typeof states)[number]) => boolean) => states.filter(holds).length
  const kinds = new Set(states.flatMap(({ dossier }) => dossier.parties.map(({ kind }) => kind)))
  assert.deepEqual([...kinds].toSorted(), ['household', 'organisation', 'person'])
  assert.ok(new Set(states.map(({ dossier }) => dossier.item?.id)).size >= 15)
  assert.ok(count(({ dossier }) => isJoint(dossier)) >= 5)
  assert.ok(count(({ dossier }) => (dossier.otherViolations ?? []).length > 0) >= 5)
  for (const kind of [
    'hearing',
    'seizure',
    'keeping',
    'sample',
    'test',
    'suspension',
    'correction',
    'payment',
    'decision-extension',
    'address',
  ])
    assert.ok(count(({ strands }) => strands.some((strand) => strand.kind === kind)) >= 3, kind)
  for (const step of ['mitigated', 'lighter', 'normal', 'heavier'])
    assert.ok(count(({ dossier }) => dossier.proposal?.step === step) >= 3, step)
  assert.ok(count(({ dossier }) => dossier.proposal === undefined && dossier.handling !== undefined) >= 3, 'no penalty')
  assert.ok(count(({ done }) => done.some(({ act }) => act === 'ask-payment-plan')) >= 3, 'instalments')
  for (const stage of ['review', 'notice', 'performance', 'closed'])
    assert.ok(count((state) => state.stage === stage) >= 1, stage)
})

/** Each on every sixth case, from another one on each; a flaw that few cases can have looks at all of them. */
for (const [n, [name, flaw]] of Object.entries(flaws).entries())
  test(`${preflightChecks.find((check) => check.name === name)?.title}: where it isn’t so, this question finds it and no other does`, () => {
    const able = sound.flatMap((one) => {
      const flawed = flaw(one.examined)
      return flawed === undefined ? [] : [{ ...one, flawed }]
    })
    const chosen = able.filter((_, at) => able.length < 24 || at % 6 === n % 6)
    assert.ok(chosen.length >= 3, `only ${chosen.length} cases can have it`)
    for (const { told, flawed } of chosen) {
      const found = wrongOf(flawed)
      const names = found.map((each) => each.split(':')[0] ?? '')
      assert.ok(names.includes(name), `${told}: not found`)
      assert.deepEqual(
        names.filter((each) => each !== name && !(together[name] ?? []).includes(each)),
        [],
        told,
      )
    }
  })
