import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import { fillPaper, paperText } from '../documents/index.ts'
import { toldCase } from '../documents/testing.ts'
import { type CaseState, extend, limitsOf, nextSteps, ordinaryPenalty, signaturesDue } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, strokesFile, until, walk } from '../procedure/testing.ts'
import { returnSubmission } from './acts.ts'
import { reviewedSet } from './bound.ts'
import { reviewExtension, reviewPoints, reviewView } from './index.ts'
import { penaltyReview } from './penalty.ts'

const procedure = extend(ordinaryPenalty, reviewExtension)
const house = walk([procedure])
const answers = (no: readonly string[] = []) =>
  Object.fromEntries(
    Object.keys(reviewPoints).map((name) => [
      name,
      no.includes(name) ? { answer: 'no', reason: '证据不足' } : { answer: 'yes' },
    ]),
  )
const submit: Step = { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } }
const opinion = (outcome: string, no: readonly string[] = []): Step => ({
  by: 'reviewer',
  on: '2026-03-10T06:00:00.000Z',
  act: 'give-opinion',
  data: { points: answers(no), outcome, opinion: '意见如上。' },
})
const refused = (state: CaseState, step: Step, code: string) =>
  assert.ok(house.refusals(state, step).includes(code), `${code} not among ${house.refusals(state, step).join(', ')}`)
const reported = house.play(until(o, 'report'))
const passed = house.play([submit, accept, opinion('agree')], reported)

test('a decision cannot be approved before the review has passed', () => {
  refused(reported, o.approve, 'review-not-passed')
  refused(house.play([submit], reported), o.approve, 'review-not-passed')
  assert.deepEqual(house.refusals(passed, o.approve), [])
})

test('an opinion keeps which recordings the reviewer watched and for how long, and its paper says so', () => {
  const watched = (person: string, recording: string, seconds: number) => ({
    recording,
    person,
    purpose: 'review',
    seconds,
  })
  const facts = {
    recorded: [{ id: 'film', act: 'inspect-site', medium: 'video' as const, spans: [], sound: true }],
    watched: [watched('reviewer', 'film', 100.6), watched('reviewer', 'film', 25), watched('du', 'film', 900)],
    fill: fillPaper,
  }
  const decided = house.decide(house.play([submit, accept], reported), { ...opinion('agree'), facts })
  assert.ok(decided.ok, JSON.stringify(decided))
  const [sheet] = decided.value.data.papers ?? []
  const seen = [{ recording: 'film', title: '现场检查', seconds: 125 }]
  assert.deepEqual(decided.value.data.record?.watched, seen)
  assert.deepEqual(sheet?.content.watched, seen)
  const text = JSON.stringify(paperText(36, sheet?.content))
  assert.match(text, /审核人员看过的录音录像.*2分05秒/)
})

test('what is evidence goes to review only when those who must sign it have', () => {
  const facts = {
    fill: ({ form }: { readonly form: number }) => ({
      title: `文书${form}`,
      content: { form },
      signers: [{ line: '1', who: '询问人', name: '赵一鸣', inside: true, person: 'zhao' }],
    }),
  }
  const questioned: Step = { ...o.question, facts }
  const state = house.play([...until(o, 'inspect'), questioned, o.evidence, o.report])
  assert.deepEqual(house.refusals(state, submit), ['not-signed'])
  const signed = house.play(
    signaturesDue(state, strokesFile).map((step) => ({ ...step, on: submit.on }) as Step),
    state,
  )
  assert.deepEqual(house.refusals(signed, submit), [])
})

test('a handler does not review, and an unqualified first-time reviewer does not either', () => {
  const submitted = house.play([submit], reported)
  refused(submitted, { ...accept, by: 'zhao' }, 'handled-the-case')
  const green = {
    officers: new Map([
      [
        'reviewer',
        {
          id: 'reviewer',
          name: '冯审核',
          unit: 'legal',
          roles: ['reviewer'],
          auxiliary: false,
          certificates: [],
          legalQualification: false,
        },
      ],
    ]),
  }
  refused(submitted, { ...accept, facts: green }, 'not-qualified')
})

test('an opinion after the ten working days is given all the same, and stands as late: who waits for it isn’t left without', () => {
  const accepted = house.play([submit, accept], reported)
  const late = { ...opinion('agree'), on: '2026-03-26T02:00:00.000Z' }
  assert.deepEqual(house.refusals(accepted, late), [])
  const limit = limitsOf(procedure, house.play([late], accepted), officialCalendar(), '2026-03-27T02:00:00.000Z').find(
    ({ rule }) => rule.name === 'review',
  )
  assert.equal(limit?.answer.dueDay, '2026-03-24')
  assert.ok(limit?.metAt !== undefined && limit.metAt > (limit.answer.due ?? late.on))
})

test('a leader lengthens a review that is running, by the days that were asked for', () => {
  const accepted = house.play([submit, accept], reported)
  const ask: Step = {
    by: 'reviewer',
    on: '2026-03-11T02:00:00.000Z',
    act: 'ask-review-extension',
    data: { days: 5, reasons: '须向上级请示法律适用。' },
  }
  const grant: Step = {
    by: 'leader',
    on: '2026-03-12T02:00:00.000Z',
    act: 'answer-review-extension',
    data: { answer: 'granted', opinion: '同意。' },
  }
  const due = (state: CaseState) =>
    limitsOf(procedure, state, officialCalendar(), '2026-03-12T03:00:00.000Z').find(
      ({ rule }) => rule.name === 'review',
    )?.answer.dueDay
  assert.equal(due(accepted), '2026-03-24')
  refused(accepted, { ...ask, by: 'zhao' }, 'not-your-role')
  refused(house.play([submit], reported), ask, 'no-strand')
  const asked = house.play([ask], accepted)
  refused(asked, { ...grant, by: 'reviewer' }, 'not-your-role')
  assert.equal(due(house.play([grant], asked)), '2026-03-31')
  assert.equal(due(house.play([{ ...grant, data: { ...grant.data, answer: 'refused' } }], asked)), '2026-03-24')
})

test('agreement needs every point, disagreement names one, and every no has its reason', () => {
  const accepted = house.play([submit, accept], reported)
  refused(accepted, opinion('agree', ['facts']), 'agree-despite-no')
  refused(accepted, opinion('supplement'), 'no-point')
  const bare = opinion('supplement', ['facts'])
  refused(accepted, { ...bare, data: { ...bare.data, points: { ...answers(), facts: { answer: 'no' } } } }, 'no-reason')
})

test('a case that was sent back is investigated again, reported again, reviewed again', () => {
  const back = house.play([submit, accept, opinion('supplement', ['facts'])], reported)
  assert.equal(back.stage, 'investigation')
  const on = '2026-03-11T03:00:00.000Z'
  const again = house.play(
    [
      { ...o.evidence, on },
      { ...o.report, on },
      { ...submit, on },
      { ...accept, on },
      { ...opinion('agree'), on },
    ],
    back,
  )
  assert.deepEqual(house.refusals(again, { ...o.approve, on }), [])
})

test('an opinion is void by itself as soon as anything changes that was read, and says what', () => {
  const evidence = [
    ...passed.dossier.evidence,
    { ...passed.dossier.evidence[0], id: 'evidence-99', title: '新照片' },
  ] as CaseState['dossier']['evidence']
  for (const [dossier, word] of [
    [{ ...passed.dossier, evidence }, '新照片'],
    [{ ...passed.dossier, evidence: passed.dossier.evidence.slice(1) }, '已不在卷内'],
    [{ ...passed.dossier, proposal: { ...passed.dossier.proposal, fine: 6_000_000 } }, '处罚建议'],
  ] as readonly [CaseState['dossier'], string][]) {
    const decided = house.decide({ ...passed, dossier }, o.approve)
    assert.ok(
      !decided.ok && decided.refusals.some(({ code, message }) => code === 'review-void' && message.includes(word)),
      word,
    )
  }
})

test('what is under review or holds is not submitted a second time', () => {
  refused(house.play([submit], reported), { ...submit, on: accept.on }, 'under-review')
  refused(passed, { ...submit, on: '2026-03-10T07:00:00.000Z' }, 'review-holds')
})

test('returned material is completed and submitted again', () => {
  const returned = house.play(
    [
      submit,
      { ...accept, act: 'return-submission', data: { items: ['evidence', 'party'], missing: '缺少进货单原件。' } },
    ],
    reported,
  )
  assert.equal(returned.strands.at(-1)?.data.missing, '证据材料、当事人主体资格材料：缺少进货单原件。')
  refused(returned, { ...o.approve, on: '2026-03-10T07:00:00.000Z' }, 'review-not-passed')
  const again = { ...submit, on: '2026-03-10T07:00:00.000Z' }
  assert.deepEqual(house.refusals(returned, again), [])
  // All that lacks was to be told at once.
  const second: Step = {
    by: 'reviewer',
    on: '2026-03-10T08:00:00.000Z',
    act: 'return-submission',
    data: { items: ['report'], missing: '报告没有写明货值。' },
  }
  assert.deepEqual(house.refusals(house.play([again], returned), second), ['returned-before'])
})

test('a return of the time when it was told in words alone what lacks is still told', () => {
  const [lift] = returnSubmission(penaltyReview).upcasts ?? []
  assert.deepEqual(lift?.({ missing: '缺少进货单原件。' }), { items: ['other'], missing: '缺少进货单原件。' })
  assert.deepEqual(lift?.({ items: ['report'], missing: '…' }).items, ['report'])
})

test('only the reviewer who accepted it gives the opinion', () => {
  const accepted = house.play([submit, accept], reported)
  const other = {
    ...accepted,
    strands: accepted.strands.map((strand) => ({
      ...strand,
      data: { ...strand.data, reviewer: { id: 'second', name: '许复审' } },
    })),
  }
  refused(other, opinion('agree'), 'another-reviewer')
})

test('the desk is shown what the opinion is bound to, what changed since, and for whom the review waits', () => {
  assert.equal(reviewView(reported), undefined)
  const accepted = house.play([submit, accept], reported)
  assert.deepEqual(
    nextSteps(procedure, accepted).map(({ act, waits }) => [act, waits]),
    [['give-opinion', [{ person: 'reviewer' }]]],
  )
  const view = reviewView(passed)
  assert.equal(view?.stateTitle, '审核通过')
  assert.ok((view?.read.length ?? 0) > 5 && view?.read.every(({ changed }) => changed === undefined))
  assert.ok(view?.points.every(({ answer }) => answer === '是'))
  const evidence = passed.dossier.evidence.slice(1)
  const later = reviewView({ ...passed, dossier: { ...passed.dossier, evidence } })
  assert.equal(later?.state, 'void')
  assert.ok(later?.read.some(({ changed }) => changed?.includes('已不在卷内')))
})

test('a review is bound to the wording that it read', () => {
  const report = (texts?: Step['texts']) =>
    toldCase([...until(o, 'evidence'), { ...o.report, ...(texts === undefined ? {} : { texts }) }]).state
  const digest = (state: CaseState) => reviewedSet(state).find(({ title }) => title === '案件调查终结报告')?.sha256
  const reasons = '当事人系首次违法，货值金额小，发现后及时下架。'
  assert.notEqual(digest(report()), digest(report({ 35: { reasons } })))
})
