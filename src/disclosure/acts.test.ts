import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import { type CaseState, extend, limitsOf, ordinaryPenalty, simplePenalty } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, simpleSteps as s, until, walk } from '../procedure/testing.ts'
import { disclosureExtension } from './index.ts'

const house = walk([extend(ordinaryPenalty, disclosureExtension), extend(simplePenalty, disclosureExtension)])
const refused = (state: CaseState, step: Step, code: string) =>
  assert.ok(house.refusals(state, step).includes(code), `${code} not among ${house.refusals(state, step).join(', ')}`)
const publish: Step = {
  by: 'publisher',
  on: '2026-03-26T02:00:00.000Z',
  act: 'publish-decision',
  data: { secrecy: true, period: 'three-years', hide: [] },
}
const withdraw: Step = {
  by: 'publisher',
  on: '2026-03-27T02:00:00.000Z',
  act: 'withdraw-publication',
  data: { reason: '处罚决定被撤销。' },
}
const publicationClocks = (state: CaseState): readonly string[] =>
  [extend(ordinaryPenalty, disclosureExtension), extend(simplePenalty, disclosureExtension)]
    .filter(({ name }) => name === state.procedure)
    .flatMap((procedure) => limitsOf(procedure, state, officialCalendar(), '2026-03-27T02:00:00.000Z'))
    .flatMap(({ rule }) => (rule.name.startsWith('publish') ? [rule.name] : []))
const served = () => house.play(until(o, 'serveDecision'))

test('a decision is published once, after it was served and looked over for secrets, by who may publish', () => {
  const { decision } = served().dossier
  assert.ok(decision !== undefined)
  const { servedAt: _, ...unserved } = decision
  refused({ ...served(), dossier: { ...served().dossier, decision: unserved } }, publish, 'decision-not-served')
  refused(served(), { ...publish, by: 'zhao' }, 'not-your-role')
  refused(served(), { ...publish, data: { ...publish.data, secrecy: false } }, 'bad-field')
  const published = house.play([publish], served())
  refused(published, { ...publish, on: '2026-03-26T03:00:00.000Z' }, 'published-already')
  refused(served(), withdraw, 'no-strand')
  assert.equal(house.play([withdraw], published).strands.at(-1)?.state, 'withdrawn')
})

test('a mere warning is not published', () => {
  const warned = house.play([
    s.open,
    s.show,
    {
      ...s.tell,
      data: {
        ...s.tell.data,
        penalty: { kinds: ['warning'], fine: 0, gains: 0, step: 'normal', reasons: '当场改正。' },
      },
      facts: { items: new Map() },
    },
    s.decide,
  ])
  refused(warned, publish, 'warning-only')
  assert.deepEqual(publicationClocks(warned), [], 'and no clock asks for it')
})

test('of a decision not to punish nothing is published, and no clock asks for it', () => {
  const spared = house.play([
    ...until(o, 'defend'),
    {
      ...o.recheck,
      data: {
        ...o.recheck.data,
        result: 'adopted',
        penalty: { kinds: [], fine: 0, gains: 0, step: 'none', reasons: '违法行为轻微并及时改正。' },
      },
    },
    { ...o.approve, on: '2026-03-17T02:00:00.000Z' },
    { ...o.decide, data: { ...o.decide.data, education: '每日检查货架。' } },
    o.serveDecision,
  ])
  refused(spared, publish, 'nothing-imposed')
  assert.deepEqual(publicationClocks(spared), [])
  assert.deepEqual(publicationClocks(served()), ['publish-target', 'publish'])
})
