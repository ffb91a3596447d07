import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, extend, nextSteps, type OfficerFact, ordinaryPenalty } from '../procedure/index.ts'
import { factsAt, ordinarySteps as o, people, type Step, until, walk } from '../procedure/testing.ts'
import { rankReviewers } from './candidates.ts'
import { reviewExtension, reviewPoints, reviewView } from './index.ts'

const procedure = extend(ordinaryPenalty, reviewExtension)
const house = walk([procedure])
const on = '2026-03-10T01:00:00.000Z'
const submitted = house.play(
  [{ by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }],
  house.play(until(o, 'report')),
)
const assign = (reviewer: string, more: Partial<Step> & { readonly reason?: string } = {}): Step => {
  const { reason, ...rest } = more
  return { by: 'legalHead', on, act: 'assign-review', data: { reviewer, ...(reason ? { reason } : {}) }, ...rest }
}
const accept = (by: Step['by']): Step => ({ by, on, act: 'accept-review', data: { complete: true } })
const back = (by: Step['by']): Step => ({
  by,
  on,
  act: 'return-submission',
  data: { items: ['evidence'], missing: '缺少进货单原件。' },
})
const told = (changed: Partial<OfficerFact>): Partial<Step> => ({
  facts: { officers: new Map(Object.entries({ ...people, second: { ...people.second, ...changed } })) },
})
const waits = (state: CaseState) => nextSteps(procedure, state).map(({ act, waits: whom }) => [act, whom])

test('the head of the legal office names who reviews; then that one alone takes it in or returns it', () => {
  assert.deepEqual(house.refusals(submitted, accept('reviewer')), [])
  const given = house.play([assign('second')], submitted)
  assert.deepEqual(waits(given), [['accept-review', [{ person: 'second' }]]])
  assert.deepEqual(reviewView(given)?.assigned, { id: 'second', name: '许复审' })
  assert.equal(reviewView(given)?.stateTitle, '已分派，等待受理')
  assert.deepEqual(house.refusals(given, accept('reviewer')), ['assigned-to-another'])
  assert.deepEqual(house.refusals(given, back('reviewer')), ['assigned-to-another'])
  assert.deepEqual(house.refusals(given, back('second')), [])
  const accepted = house.play([accept('second')], given)
  assert.equal(reviewView(accepted)?.reviewer?.id, 'second')
  assert.equal(reviewView(accepted)?.assigned, undefined)
})

test('somebody else is named with a reason, before and after the review was taken in', () => {
  const given = house.play([assign('second')], submitted)
  assert.deepEqual(house.refusals(given, assign('second')), ['already-assigned', 'no-reason-to-reassign'])
  assert.deepEqual(house.refusals(given, assign('reviewer')), ['no-reason-to-reassign'])
  const changed = house.play([assign('reviewer', { reason: '许复审出差。' })], given)
  assert.deepEqual(house.refusals(changed, accept('second')), ['assigned-to-another'])
  const accepted = house.play([accept('reviewer')], changed)
  assert.deepEqual(house.refusals(accepted, assign('second')), ['no-reason-to-reassign'])
  const moved = house.play([assign('second', { reason: '冯审核请病假。' })], accepted)
  assert.deepEqual(waits(moved), [['give-opinion', [{ person: 'second' }]]])
})

test('nobody on leave is named or proposed; whoever was named and went on leave is replaced with a reason, or does it when back', () => {
  const away = { leaves: [{ from: '2026-03-10', until: '2026-03-12' }] }
  assert.deepEqual(house.refusals(submitted, assign('second', told(away))), ['reviewer-on-leave'])
  const back = '2026-03-13T01:00:00.000Z'
  assert.deepEqual(house.refusals(submitted, assign('second', { ...told(away), on: back })), [])
  const ranked = rankReviewers({
    state: submitted,
    facts: factsAt(on),
    reviewers: [{ ...people.second, ...away }, people.reviewer],
    loads: new Map(),
    categories: [],
  })
  assert.deepEqual(
    ranked.map(({ id, against }) => [id, against.map(({ code }) => code)]),
    [
      ['reviewer', []],
      ['second', ['reviewer-on-leave']],
    ],
  )
  const given = house.play([assign('second')], submitted)
  assert.deepEqual(house.refusals(given, assign('reviewer', told(away))), ['no-reason-to-reassign'])
  const accepted = house.play([accept('second')], given)
  for (const state of [given, accepted]) {
    const moved = house.play([assign('reviewer', { ...told(away), reason: '许复审休假。' })], state)
    assert.deepEqual(
      waits(moved).map(([, whom]) => whom),
      [[{ person: 'reviewer' }]],
    )
  }
})

test('whose service is bought neither accepts nor gives an opinion when the contract has ended or a party is a client', () => {
  const [party] = submitted.dossier.parties
  const engagement = {
    organisation: '某某律师事务所',
    from: '2026-01-01',
    until: '2026-12-31',
    conflicts: [] as string[],
  }
  const by = (changed: typeof engagement, step: Step): Step => ({ ...step, ...told({ engagement: changed }) })
  assert.deepEqual(house.refusals(submitted, by(engagement, accept('second'))), [])
  const ended = { ...engagement, until: '2026-03-09' }
  assert.deepEqual(house.refusals(submitted, by(ended, accept('second'))), ['reviewer-not-engaged'])
  const client = { ...engagement, conflicts: [party?.name ?? ''] }
  assert.deepEqual(house.refusals(submitted, by(client, accept('second'))), ['reviewer-conflict'])
  // A contract that ended after the acceptance leaves the review to another.
  const accepted = house.play([accept('second')], submitted)
  const opinion = (who: Step['by']): Step => ({
    by: who,
    on,
    act: 'give-opinion',
    data: {
      points: Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }])),
      outcome: 'agree',
      opinion: '同意。',
    },
  })
  assert.deepEqual(house.refusals(accepted, opinion('reviewer')), ['another-reviewer'])
  assert.deepEqual(house.refusals(accepted, by(ended, opinion('second'))), ['reviewer-not-engaged'])
  assert.deepEqual(house.refusals(accepted, by(ended, opinion('reviewer'))), [])
})

test('only the head of the legal office gives it out, and only while somebody may still review', () => {
  assert.deepEqual(house.refusals(submitted, assign('second', { by: 'reviewer' })), ['not-legal-head'])
  assert.deepEqual(house.refusals(submitted, assign('second', { by: 'head' })), ['not-legal-head'])
  assert.ok(house.refusals(house.play(until(o, 'report')), assign('second')).includes('no-review-to-assign'))
})

test('nobody is named who may not review the case, and each reason is told', () => {
  const refused = (state: CaseState, changed: Partial<OfficerFact>, ...codes: readonly string[]) =>
    assert.deepEqual(house.refusals(state, assign('second', told(changed))), codes)
  refused(submitted, {})
  refused(submitted, { roles: ['officer'] }, 'not-a-reviewer')
  refused(submitted, { legalQualification: false }, 'reviewer-not-qualified')
  refused(submitted, { certificates: [...people.lapsed.certificates] }, 'reviewer-lapsed')
  refused(submitted, { certificates: [] })
  refused(submitted, { relatives: [{ name: '云小朵', relation: 'spouse' }] }, 'reviewer-related')
  const engagement = {
    organisation: '某某律师事务所',
    from: '2026-01-01',
    until: '2026-12-31',
    conflicts: [] as string[],
  }
  refused(submitted, { engagement })
  refused(submitted, { engagement: { ...engagement, until: '2026-03-09' } }, 'reviewer-not-engaged')
  const [party] = submitted.dossier.parties
  refused(submitted, { engagement: { ...engagement, conflicts: [`${party?.name} `] } }, 'reviewer-conflict')
  const { dossier } = submitted
  refused({ ...submitted, dossier: { ...dossier, handled: [...dossier.handled, 'second'] } }, {}, 'reviewer-handled')
  const [strand] = submitted.strands
  assert.ok(strand)
  const recusal = {
    ...strand,
    id: 'recusal-1',
    kind: 'recusal',
    state: 'granted',
    data: { asked: { person: 'second' } },
  }
  const withdrawn = { ...submitted, strands: [recusal, ...submitted.strands] }
  refused(withdrawn, {}, 'reviewer-withdrew')
  assert.deepEqual(house.refusals(submitted, assign('nobody')), ['unknown-officer'])
  // Whoever was named and then withdrew is named no more: anybody fit takes it in.
  const given = house.play([assign('second')], submitted)
  assert.deepEqual(house.refusals({ ...given, strands: [recusal, ...given.strands] }, accept('reviewer')), [])
})

test('who is proposed first has the field and the least to do, and each is told why', () => {
  const facts = factsAt(on)
  const ranked = (loads: Readonly<Record<string, { open: number; given: number; alike: number }>>) =>
    rankReviewers({
      state: submitted,
      facts,
      reviewers: [
        people.reviewer,
        { ...people.second, fields: ['食品'] },
        { ...people.legalHead, legalQualification: false },
      ],
      loads: new Map(Object.entries(loads)),
      categories: ['食品'],
    })
  const load = (open: number, given = 0, alike = 0) => ({ open, given, alike })
  const names = (all: ReturnType<typeof ranked>) => all.map(({ id }) => id)
  assert.deepEqual(names(ranked({ reviewer: load(0), second: load(1) })), ['second', 'reviewer', 'legalHead'])
  assert.deepEqual(names(ranked({ reviewer: load(0), second: load(3) })), ['reviewer', 'second', 'legalHead'])
  assert.deepEqual(names(ranked({ reviewer: load(0, 5), second: load(2, 9) })), ['reviewer', 'second', 'legalHead'])
  const [first, , last] = ranked({ second: load(1, 4, 3) })
  assert.deepEqual(first?.because, [
    '审核领域包括食品，与本案一致',
    '手上有 1 件待办的审核',
    '近一年出具审核意见 4 件，其中同类案件 3 件',
  ])
  assert.deepEqual([last?.because, last?.against.map(({ code }) => code)], [[], ['reviewer-not-qualified']])
})
