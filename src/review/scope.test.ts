import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, extend, type Facts, ordinaryPenalty, type ReviewScope } from '../procedure/index.ts'
import { ordinarySteps as o, people, type Step, until, walk } from '../procedure/testing.ts'
import { reviewExtension, reviewPoints, reviewView } from './index.ts'
import { scopeThatCounts } from './scope.ts'

const scope = (kind: ReviewScope['kind'], major: boolean, version: number, from: string): ReviewScope => ({
  kind,
  major,
  because: [`第${version}版的理由`],
  list: { version, from },
})
const old = (kind: ReviewScope['kind'], major = false) => scope(kind, major, 1, '2026-01-01')
const later = (kind: ReviewScope['kind'], major = false) => scope(kind, major, 2, '2026-03-10')

test('where the list didn’t change, or the later one asks less, the list of the submission counts', () => {
  assert.equal(scopeThatCounts(old('legal'), old('legal')).list?.version, 1)
  for (const was of [old('legal'), old('legal', true), old('case', true)])
    assert.equal(scopeThatCounts(was, later('case')), was)
  const same = old('legal')
  assert.equal(scopeThatCounts(same, later('legal')), same)
})

test('a later list that asks more of the case counts, and says which it is and from when', () => {
  for (const is of [later('legal'), later('case', true), later('legal', true)]) {
    const counts = scopeThatCounts(old('case'), is)
    assert.deepEqual([counts.kind, counts.major, counts.list?.version], [is.kind, is.major, 2])
    assert.match(counts.because.at(-1) ?? '', /第 2 版（2026 年 3 月 10 日起施行）对本案更严/)
  }
})

test('where one list asks for legal review and the other for a discussion, both are done', () => {
  const counts = scopeThatCounts(old('legal'), later('case', true))
  assert.deepEqual([counts.kind, counts.major], ['legal', true])
  assert.ok(counts.because.includes('第1版的理由') && counts.because.includes('第2版的理由'))
})

const house = walk([extend(ordinaryPenalty, reviewExtension)])
const by = (found: ReviewScope): Partial<Facts> => ({ reviewScope: () => found })
const submit: Step = { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } }
const opinion: Step = {
  by: 'reviewer',
  on: '2026-03-10T06:00:00.000Z',
  act: 'give-opinion',
  data: {
    points: Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }])),
    outcome: 'agree',
    opinion: '同意。',
  },
}
const reported = house.play([...until(o, 'evidence'), { ...o.report, facts: by(old('case')) }])
const submitted = house.play([{ ...submit, facts: by(old('case')) }], reported)
const unqualified = { ...people.reviewer, legalQualification: false }
const officers = new Map(Object.entries({ ...people, reviewer: unqualified }))
const facts = (found: ReviewScope) => ({ ...by(found), officers })

test('the list of the day of submission holds for the review under way, and its page names it', () => {
  assert.ok(submitted.dossier.review?.because.some((why) => why.includes('第 1 版（2026 年 1 月 1 日起施行）')))
  assert.deepEqual(house.refusals(submitted, { ...accept, facts: facts(old('case')) }), [])
  const view = reviewView(submitted, { reviewScope: () => old('case') })
  assert.deepEqual([view?.kind, view?.because.at(-1)], ['case', '依据审核清单第 1 版（2026 年 1 月 1 日起施行）'])
  // By the list of the report the case was no major one, by that of the submission it is.
  const major = house.play([{ ...submit, facts: by(later('legal', true)) }], reported)
  assert.deepEqual([major.dossier.review?.kind, major.dossier.review?.major], ['legal', true])
})

test('a stricter list that comes into force under review counts for who may review and for what is discussed, and the page says so', () => {
  const found = later('legal', true)
  assert.deepEqual(house.refusals(submitted, { ...accept, facts: facts(found) }), ['not-qualified'])
  const view = reviewView(submitted, { reviewScope: () => found })
  assert.equal(view?.kind, 'legal')
  assert.ok(view?.because.some((why) => /送审后施行的审核清单第 2 版（2026 年 3 月 10 日起施行）对本案更严/.test(why)))
  const passed = house.play(
    [
      { ...accept, facts: by(found) },
      { ...opinion, facts: by(found) },
    ],
    submitted,
  )
  assert.deepEqual([passed.dossier.review?.kind, passed.dossier.review?.major], ['legal', true])
  const ready = house.play([o.approve, o.notice, o.serveNotice, o.defend, o.recheck], passed)
  assert.ok(house.refusals(ready, o.decide).includes('not-discussed'))
})

test('a looser list that comes into force under review changes nothing', () => {
  const strict = house.play([{ ...submit, facts: by(old('legal', true)) }], reported)
  assert.deepEqual(house.refusals(strict, { ...accept, facts: facts(later('case')) }), ['not-qualified'])
  const passed = house.play([accept, { ...opinion, facts: by(later('case')) }], strict)
  assert.deepEqual([passed.dossier.review?.kind, passed.dossier.review?.major], ['legal', true])
})

test('changed facts are looked at again at once: a higher fine makes a case of the list at the next report', () => {
  const byFine: Partial<Facts> = {
    reviewScope: (_state, { fine }) => (fine > 5_000_000 ? old('legal', true) : old('case')),
  }
  const back = house.play(
    [
      { ...submit, facts: byFine },
      { ...accept, facts: byFine },
      {
        ...opinion,
        facts: byFine,
        data: {
          ...(opinion.data as object),
          points: { ...(opinion.data.points as object), fitness: { answer: 'no', reason: '偏轻' } },
          outcome: 'correct',
        },
      },
    ],
    house.play([...until(o, 'evidence'), { ...o.report, facts: byFine }]),
  )
  const penalty = { ...o.report.data.penalty, fine: 6_000_000 }
  const report = { ...o.report, on: '2026-03-11T01:00:00.000Z', data: { ...o.report.data, penalty }, facts: byFine }
  const again: CaseState = house.play([report], back)
  assert.deepEqual([again.dossier.review?.kind, again.dossier.review?.major], ['legal', true])
})

test('what was heard is reviewed legally and discussed, whatever the list of the submission says', () => {
  const heard: CaseState = {
    ...reported,
    papers: [...reported.papers, { ...(reported.papers[0] as CaseState['papers'][number]), id: 'heard', form: 41 }],
  }
  const { review } = house.play([{ ...submit, facts: by(old('case')) }], heard).dossier
  assert.deepEqual([review?.kind, review?.major], ['legal', true])
  assert.ok(review?.because.includes('直接关系当事人重大权益，经过听证程序'))
})
