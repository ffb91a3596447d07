import assert from 'node:assert/strict'
import { test } from 'node:test'
import { availableActs, type CaseState, ordinaryPenalty, shareOf } from '../../index.ts'
import { factsAt, ordinarySteps as o, people, type Step, until, walk } from '../../testing/walk.ts'
import { openGoods } from '../goods.ts'
import { jointInvestigationScene, jointInvestigationSteps as s } from './joint-investigation.scene.ts'
import { dealer, firm, investigated, jointSteps as j, manager } from './joint-parties.scene.ts'
import { keepingSteps as k } from './keeping.scene.ts'
import { seizureSteps as z } from './seizure.scene.ts'

const house = walk([ordinaryPenalty])
const [FIRM, MANAGER, DEALER] = ['party-1', 'party-2', 'party-3']
const all = [firm.name, manager.name, dealer.name]

/** The scene up to and with this step. */
const upTo = (last: Step): CaseState =>
  house.play(jointInvestigationScene.slice(0, jointInvestigationScene.indexOf(last) + 1))
const without = ({ data, ...step }: Step): Step => {
  const { party: _party, ...rest } = data
  return { ...step, data: rest }
}
const as = (step: Step, more: Record<string, unknown>): Step => ({ ...step, data: { ...step.data, ...more } })
const question = (state: CaseState, at: string) => ({
  state,
  at,
  facts: factsAt(at),
  actor: { ...people.zhao, kind: 'person' as const },
})

test('where a case has several parties, what is done in the investigation says which of them it concerns', () => {
  const state = house.play(investigated)
  for (const step of [j.inspect, j.question, j.evidence, s.extract, s.sample, s.entrust, s.askKeeping, s.askSeizure]) {
    assert.ok(house.refusals(state, without(step)).includes('which-party'), step.act)
    assert.ok(house.refusals(state, as(step, { party: 'party-9' })).includes('not-a-party'), step.act)
  }
  assert.deepEqual(house.refusals(upTo(s.approveKeeping), without(s.keep)), ['which-party'])
  assert.deepEqual(house.refusals(upTo(s.approveSeizure), without(s.seize)), ['which-party'])
})

test('a record may concern all of them; things are always one party’s, and whoever is questioned as a party is one', () => {
  const state = house.play(investigated)
  assert.deepEqual(house.refusals(state, s.extract), [])
  for (const step of [s.sample, s.askKeeping, s.askSeizure])
    assert.ok(house.refusals(state, as(step, { party: 'all' })).includes('owner-of-all'), step.act)
  assert.deepEqual(house.refusals(state, as(j.question, { party: 'all' })), ['which-party'])
  assert.deepEqual(
    house.refusals(state, as(j.question, { party: 'all', person: { name: '云小朵', role: 'witness' } })),
    [],
  )
})

test('with one party nobody is asked, and nothing of what is done names a party', () => {
  const one = house.play([...until(o, 'evidence'), k.ask, k.approve, k.keep, z.ask, z.approve, z.seize])
  assert.ok(one.strands.every(({ data, title }) => data.party === undefined && !title.includes('云朵食品店）')))
  assert.ok(one.papers.every(({ party }) => party === undefined))
  assert.ok(one.dossier.evidence.every(({ party }) => party === undefined))
})

test('a taking needs the approval for the things of that party', () => {
  const granted = upTo(s.approveSeizure)
  assert.ok(house.refusals(granted, as(s.seize, { party: DEALER })).includes('seizure-not-approved'))
  assert.ok(house.refusals(upTo(s.approveKeeping), as(s.keep, { party: FIRM })).includes('keeping-not-approved'))
  const form = (state: CaseState, name: string, at: string) =>
    availableActs(ordinaryPenalty, question(state, at))
      .find(({ act }) => act.name === name)
      ?.act.known?.(question(state, at))
  assert.deepEqual(
    [form(granted, 'seize', s.seize.on), form(upTo(s.approveKeeping), 'keep-evidence', s.keep.on)].map((known) => [
      known?.party,
      known?.place,
      known?.presentPerson,
    ]),
    [
      [FIRM, firm.address, firm.representative],
      [DEALER, dealer.address, dealer.representative],
    ],
    'the form begins with whom it was approved for',
  )
})

test('evidence, keeping, seizure and sample keep whose they are, through to what becomes of them', () => {
  const state = house.play(jointInvestigationScene)
  const of = (kind: string) => state.strands.filter((strand) => strand.kind === kind).map(({ data }) => data.party)
  assert.deepEqual(
    [of('sample'), of('keeping'), of('seizure'), of('goods')],
    [[DEALER], [DEALER], [FIRM], [DEALER, FIRM]],
  )
  assert.deepEqual(
    state.dossier.evidence.map(({ party }) => party),
    [undefined, MANAGER, FIRM, undefined, DEALER, DEALER, FIRM, undefined],
  )
  for (const strand of openGoods(state)) {
    const settle = ordinaryPenalty.acts.find(({ name }) => name === 'settle-goods')
    const known = settle?.known?.({ ...question(state, '2026-04-21T02:00:00.000Z'), strand })
    assert.equal(known?.receiver, strand.data.party === FIRM ? firm.representative : dealer.representative)
  }
})

test('one party’s confiscation takes none of the others’ things', () => {
  const decided = (party: string): CaseState => {
    const confiscated = { kinds: ['fine', 'confiscate-goods'], goods: '云朵酥 120 盒' }
    const rows = j.report.data.otherPenalties
    return house.play(
      [
        {
          ...j.report,
          data: {
            ...j.report.data,
            penalty: { ...j.report.data.penalty, ...(party === FIRM ? confiscated : {}) },
            otherPenalties: rows.map((row) => (row.party === party ? { ...row, ...confiscated } : row)),
          },
        },
        o.approve,
        o.notice,
        j.serveDealerNotice,
        j.serveManagerNotice,
        j.serveFirmNotice,
        j.defend,
        j.recheck,
        j.waiveManager,
        j.lapsedFirm,
        o.decide,
      ],
      house.play([...investigated, s.askSeizure, s.approveSeizure, s.seize]),
    )
  }
  const seizureOf = (state: CaseState) => state.strands.find(({ kind }) => kind === 'seizure')?.state
  assert.equal(seizureOf(decided(FIRM)), 'decided')
  assert.equal(seizureOf(decided(DEALER)), 'to-release', 'what the firm had is not what the dealer loses')
  assert.ok(shareOf(decided(DEALER).dossier, DEALER)?.decision?.penalty.kinds.includes('confiscate-goods'))
})

test('a test that concerns all is told to each, and nobody’s time to object runs before the last was told', () => {
  const running = upTo(s.result)
  const told = (state: CaseState) => state.strands.find(({ kind }) => kind === 'test')?.state
  assert.deepEqual(
    running.papers.filter(({ form }) => form === 32).map(({ addressee }) => addressee),
    all,
  )
  assert.equal(told(upTo(s.serveSecond)), 'reported')
  const last = upTo(s.serveThird)
  assert.equal(told(last), 'told')
  assert.equal(last.strands.find(({ kind }) => kind === 'test')?.data.toldAt, s.serveThird.on)
})
