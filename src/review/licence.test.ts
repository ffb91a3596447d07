import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { officialCalendar } from '../calendar/index.ts'
import { rules } from '../kernel/index.ts'
import {
  act,
  byRole,
  type CaseState,
  extend,
  fields,
  handlers,
  limitsOf,
  nextSteps,
  type Procedure,
  type ReviewScope,
} from '../procedure/index.ts'
import { factsAt, people, type Step, walk } from '../procedure/testing.ts'
import { lastReview, type ReviewSubject, reviewOf, reviewView } from './index.ts'
import type { Examined } from './preflight/check.ts'
import { preflight } from './preflight/index.ts'
import { lacking, needless, submissionOf, surelyLacking, there } from './submission.ts'

/** Which licences are reviewed legally: a list of its own, as data, and what asks it. */
const licenceList = { version: 3, from: '2026-02-01', major: ['食品生产许可'], over: 10 }
const scopeOf = (kind: string, staff: number): ReviewScope => {
  const because = [
    ...(licenceList.major.includes(kind) ? [`属于清单所列的${kind}`] : []),
    ...(staff > licenceList.over ? [`从业人员 ${staff} 人，超过 ${licenceList.over} 人`] : []),
  ]
  const list = { version: licenceList.version, from: licenceList.from }
  return because.length > 0
    ? { kind: 'legal', major: true, because, listed: true, list }
    : { kind: 'case', major: false, because: ['不在清单之内'], list }
}

const basis = [rules(49)]
const licensing: Procedure = {
  name: 'licence',
  title: '许可（为测试虚构）',
  basis,
  from: '2026-01-01',
  stages: [
    { name: 'investigation', title: '审查', path: [{ act: 'report-examination', again: true }] },
    { name: 'review', title: '审核', path: [{ act: 'submit-for-review', again: true }, 'decide-licence'] },
    { name: 'closed', title: '办结', path: [], final: true },
  ],
  acts: [
    act('apply-for-licence', {
      title: '接收申请',
      purpose: '接收申请',
      basis,
      stages: 'opening',
      by: byRole('officer', { basis }),
      data: z.strictObject({ kind: fields.text('许可事项'), staff: fields.number('从业人员') }),
      leadsTo: ['investigation'],
      apply: (dossier, { input, by }) => ({
        ...dossier,
        title: input.kind,
        unit: 'inspection-team',
        handlers: [{ id: by.id, name: by.name, certificate: '' }],
        handled: [by.id],
        verification: { facts: String(input.staff), suggestion: input.kind },
      }),
    }),
    act('report-examination', {
      title: '提交审查报告',
      purpose: '提交审查报告',
      basis,
      stages: ['investigation'],
      by: handlers({ basis }),
      data: z.strictObject({ facts: fields.longText('审查情况', { hint: '写审查了什么' }) }),
      papers: [{ form: 901 }],
      leadsTo: ['review'],
      record: ({ state: { dossier } }) => ({ scope: scopeOf(dossier.title, Number(dossier.verification?.facts)) }),
      apply: (dossier, { record }) => ({ ...dossier, review: record.scope as ReviewScope }),
    }),
    act('decide-licence', {
      title: '作出许可决定',
      purpose: '作出许可决定',
      basis,
      stages: ['review'],
      by: byRole('leader', { notHandler: true, basis }),
      data: z.strictObject({}),
      leadsTo: ['closed'],
    }),
  ],
  strands: [],
  limits: [],
}

/** All that the licence hands in. */
const subject: ReviewSubject = {
  points: { competence: '是否属于本机关许可', conditions: '是否符合许可条件' },
  competence: 'competence',
  submission: {
    report: {
      title: '审查报告',
      basis,
      look: ({ state }) =>
        state.papers.some(({ form }) => form === 901) ? there('审查报告已经提交') : surelyLacking('还没有审查报告'),
    },
    plan: {
      title: '场所平面图',
      basis,
      look: ({ state }) => (state.files.length > 0 ? there('平面图已上传') : lacking('没有平面图')),
    },
    staff: {
      title: '健康证明',
      basis,
      look: ({ state }) =>
        Number(state.dossier.verification?.facts) > 0
          ? surelyLacking('没有从业人员的健康证明')
          : needless('没有从业人员'),
    },
  },
  forms: [901],
  reports: ['report-examination'],
  before: ['decide-licence'],
  checks: [
    {
      name: 'known-kind',
      point: 'conditions',
      title: '许可事项在清单之内',
      basis,
      examine: ({ state }) =>
        licenceList.major.includes(state.dossier.title)
          ? { verdict: 'right', found: '在清单之内', traces: [] }
          : { verdict: 'unknown', found: '不在清单之内', traces: [] },
    },
  ],
  papers: [],
}

const procedure = extend(licensing, reviewOf(subject))
const house = walk([procedure])
const on = (hour: number) => `2026-03-09T0${hour}:00:00.000Z`
const apply = (staff: number): Step => ({
  by: 'zhao',
  on: on(1),
  procedure: 'licence',
  act: 'apply-for-licence',
  data: { kind: '食品生产许可', staff },
})
const report: Step = { by: 'zhao', on: on(2), act: 'report-examination', data: { facts: '现场核查符合。' } }
const explained = { plan: '平面图在申请书附件中。' }
const submit: Step = { by: 'zhao', on: on(3), act: 'submit-for-review', data: { complete: true, explained } }
const accept: Step = { by: 'reviewer', on: on(4), act: 'accept-review', data: { complete: true } }
const opinion = (points: object, outcome = 'agree'): Step => ({
  by: 'reviewer',
  on: on(5),
  act: 'give-opinion',
  data: { points, outcome, opinion: '意见如上。' },
})
const yes = { competence: { answer: 'yes' }, conditions: { answer: 'yes' } }
const decide: Step = { by: 'leader', on: on(6), act: 'decide-licence', data: {} }
const reported = house.play([apply(0), report])
const accepted = house.play([submit, accept], reported)

test('a procedure that nobody knew is reviewed by its own points, list and papers; the gate, the limit and the clock are the same', () => {
  assert.deepEqual(house.refusals(reported, decide), ['review-not-passed'])
  assert.deepEqual(
    nextSteps(procedure, accepted)
      .map(({ act }) => act)
      .includes('give-opinion'),
    true,
  )
  assert.equal(
    limitsOf(procedure, accepted, officialCalendar(), on(4)).find(({ rule }) => rule.name === 'review')?.answer.dueDay,
    '2026-03-23',
  )
  const passed = house.play([opinion(yes)], accepted)
  assert.deepEqual(house.refusals(passed, decide), [])
  const view = reviewView(passed)
  assert.deepEqual(
    view?.points.map(({ title, answer }) => [title, answer]),
    [
      ['是否属于本机关许可', '是'],
      ['是否符合许可条件', '是'],
    ],
  )
  // Its own form is what is read, and a new one voids the opinion.
  assert.deepEqual(
    view?.read.map(({ title }) => title),
    ['文书901'],
  )
  const [paper] = passed.papers
  assert.ok(paper)
  const changed: CaseState = { ...passed, papers: [...passed.papers, { ...paper, id: 'another' }] }
  assert.deepEqual(house.refusals(changed, decide), ['review-void'])
  assert.deepEqual(
    house.refusals({ ...passed, papers: [...passed.papers, { ...paper, id: 'x', form: 902 }] }, decide),
    [],
  )
})

test('its own list says which review it needs, and why', () => {
  assert.deepEqual(
    [reported.dossier.review?.kind, reported.dossier.review?.because],
    ['legal', ['属于清单所列的食品生产许可']],
  )
  assert.equal(lastReview(accepted)?.title, '法制审核')
  const facts = {
    officers: new Map(Object.entries({ ...people, reviewer: { ...people.reviewer, legalQualification: false } })),
  }
  assert.ok(house.refusals(house.play([submit], reported), { ...accept, facts }).includes('not-qualified'))
  const small = house.play([{ ...apply(0), data: { kind: '备案', staff: 0 } }, report])
  assert.equal(small.dossier.review?.kind, 'case')
})

test('its own items are looked at before it is submitted', () => {
  assert.deepEqual(
    submissionOf(subject.submission, { state: reported, facts: factsAt(on(3)) }).map(({ item, standing }) => [
      item,
      standing,
    ]),
    [
      ['report', 'there'],
      ['plan', 'lacking'],
      ['staff', 'needless'],
    ],
  )
  const staffed = house.play([apply(5), report])
  assert.deepEqual(house.refusals(staffed, submit), ['submission-lacks'])
  assert.deepEqual(lastReview(accepted)?.data.explained, explained)
  const back: Step = { ...accept, act: 'return-submission', data: { items: ['plan'], missing: '请补平面图。' } }
  const returned = house.play([submit, back], reported)
  assert.equal(lastReview(returned)?.data.missing, '场所平面图：请补平面图。')
  const again = house.play([{ ...submit, on: on(5) }], returned)
  assert.deepEqual(house.refusals(again, { ...back, on: on(5) }), ['returned-before'])
})

test('its own points are answered, and each no has its reason', () => {
  assert.ok(house.refusals(accepted, opinion({ facts: { answer: 'yes' } })).includes('bad-field'))
  const no = { ...yes, conditions: { answer: 'no' } }
  assert.deepEqual(house.refusals(accepted, opinion(no)), ['no-reason', 'agree-despite-no'])
  const unable = { ...yes, conditions: { answer: 'no', reason: '条件不符' } }
  assert.deepEqual(house.refusals(accepted, opinion(unable, 'beyond')), ['beyond-with-jurisdiction'])
  assert.equal(house.play([opinion(unable, 'correct')], accepted).stage, 'investigation')
})

test('its own checks are what the machine looks into', () => {
  const found = preflight({ state: accepted } as Examined, subject.checks)
  assert.deepEqual(
    found.map(({ check, verdict }) => [check.point, verdict]),
    [['conditions', 'right']],
  )
})
