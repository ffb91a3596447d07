import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import { limitsOf, nextSteps, ordinaryPenalty, signaturesDue, withPaths } from '../procedure/index.ts'
import { advocate, ordinarySteps as o, type Step, strokesFile, until, walk } from '../procedure/testing.ts'
import { counselExtension, reviewExtension, reviewPoints } from './index.ts'

const procedure = withPaths(ordinaryPenalty, reviewExtension, counselExtension)
const house = walk([procedure])
const on = '2026-03-09T03:00:00.000Z'
const file = { blob: 'b'.repeat(64), name: '法律意见书.pdf', type: 'application/pdf', size: 1000 }

/** A case whose review was taken in by the reviewer. */
const reviewed = (() => {
  const reported = house.play(until(o, 'report'))
  const signed = house.play(
    signaturesDue(reported, strokesFile).map((step) => ({ ...step, on }) as Step),
    reported,
  )
  return house.play(
    [
      { by: 'zhao', on, act: 'submit-for-review', data: { complete: true } },
      { by: 'reviewer', on, act: 'accept-review', data: { complete: true } },
    ],
    signed,
  )
})()
const ask: Step = {
  by: 'reviewer',
  on,
  act: 'ask-counsel',
  data: { counsel: advocate.id, question: '标注的保质期更改以后，按哪一个计算？' },
}
const advised: Step = {
  by: 'reviewer',
  on: '2026-03-10T03:00:00.000Z',
  act: 'record-counsel',
  data: { answer: 'advised', advice: '以更改以前的为准。', files: [file] },
}
const opinion: Step = {
  by: 'reviewer',
  on: '2026-03-11T03:00:00.000Z',
  act: 'give-opinion',
  data: {
    points: Object.fromEntries(Object.keys(reviewPoints).map((point) => [point, { answer: 'yes' }])),
    outcome: 'agree',
    opinion: '同意处理意见。',
  },
}
const asked = house.play([ask], reviewed)
const told = (more: object) => ({ ...ask, facts: { counsels: new Map([[advocate.id, { ...advocate, ...more }]]) } })

test('advice that was asked for is awaited before the opinion, and kept with its paper', () => {
  assert.deepEqual(house.refusals(reviewed, opinion), [])
  assert.deepEqual(house.refusals(asked, opinion), ['counsel-open'])
  const answered = house.play([advised], asked)
  assert.equal(answered.strands.findLast(({ kind }) => kind === 'counsel')?.data.advice, '以更改以前的为准。')
  assert.ok(answered.files.some(({ blob }) => blob === file.blob))
  assert.deepEqual(house.refusals(answered, opinion), [])
})

const reply = (data: Readonly<Record<string, unknown>>, by: Step['by'] = 'reviewer'): Step => ({
  by,
  on: '2026-03-09T06:00:00.000Z',
  act: 'answer-counsel-request',
  data,
})

test('who was asked takes it on, or says why not; then somebody else is asked', () => {
  assert.deepEqual(house.refusals(asked, reply({ answer: 'accepted' })), ['no-reply-file'])
  const accepted = house.play([reply({ answer: 'accepted', files: [file] })], asked)
  assert.deepEqual(house.refusals(accepted, ask), ['counsel-asked'])
  assert.deepEqual(house.refusals(accepted, opinion), ['counsel-open'])
  assert.deepEqual(house.refusals(house.play([advised], accepted), opinion), [])
  assert.deepEqual(house.refusals(asked, reply({ answer: 'declined', files: [file] })), ['no-decline-reason'])
  const declined = house.play([reply({ answer: 'declined', reason: '需要回避。', files: [file] })], asked)
  assert.equal(declined.strands.findLast(({ kind }) => kind === 'counsel')?.data.reason, '需要回避。')
  assert.deepEqual(house.refusals(declined, ask), [])
  assert.deepEqual(house.refusals(declined, opinion), [])
  const limits = limitsOf(procedure, declined, officialCalendar(), '2026-03-16T03:00:00.000Z')
  assert.deepEqual(
    limits.filter(({ rule }) => rule.strand === 'counsel').map(({ rule, metAt }) => [rule.name, metAt]),
    [
      ['counsel', '2026-03-09T06:00:00.000Z'],
      ['counsel-reply', '2026-03-09T06:00:00.000Z'],
    ],
  )
})

test('who has an account answers for themselves, without a paper, and is waited for', () => {
  const own = house.play([told({ person: 'sun' })], reviewed)
  const waits = nextSteps(procedure, own).find(({ act }) => act === 'answer-counsel-request')?.waits
  assert.deepEqual(waits, [{ person: 'sun' }, { person: 'reviewer' }])
  assert.deepEqual(house.refusals(own, reply({ answer: 'accepted' }, 'sun')), [])
  assert.deepEqual(house.refusals(own, reply({ answer: 'accepted' }, 'zhao')).includes('not-your-role'), true)
  assert.deepEqual(house.refusals(reviewed, told({ person: 'zhao' })), ['counsel-handled'])
})

test('who gives no answer is waited for no longer once the reviewer says so', () => {
  const given = house.play([{ ...advised, data: { answer: 'none' } }], asked)
  assert.deepEqual(house.refusals(given, opinion), [])
  assert.equal(given.strands.findLast(({ kind }) => kind === 'counsel')?.state, 'none')
})

test('nobody is asked who is not engaged on that day, or stands on the side of a party', () => {
  assert.deepEqual(house.refusals(reviewed, told({ until: '2026-03-08' })), ['counsel-not-engaged'])
  assert.deepEqual(house.refusals(reviewed, told({ from: '2026-03-10' })), ['counsel-not-engaged'])
  const [party] = reviewed.dossier.parties
  assert.deepEqual(house.refusals(reviewed, told({ conflicts: [` ${party?.name} `] })), ['counsel-conflict'])
  assert.deepEqual(house.refusals(reviewed, told({ conflicts: [party?.code?.toLowerCase()] })), ['counsel-conflict'])
  assert.deepEqual(house.refusals(reviewed, told({ conflicts: ['另一家公司'] })), [])
  assert.deepEqual(house.refusals(reviewed, { ...ask, data: { counsel: 'nobody', question: '问题' } }), [
    'unknown-counsel',
  ])
})

test('the same person is asked once at a time, by the reviewer who took the case in, while the review goes on', () => {
  assert.deepEqual(house.refusals(asked, ask), ['counsel-asked'])
  assert.deepEqual(house.refusals(reviewed, { ...ask, by: 'zhao' }).includes('not-your-role'), true)
  assert.ok(house.refusals(house.play(until(o, 'report')), ask).length > 0)
})

test('advice has its words and its signed paper', () => {
  const without = (data: object) => house.refusals(asked, { ...advised, data: { answer: 'advised', ...data } })
  assert.deepEqual(without({ files: [file] }), ['no-advice'])
  assert.deepEqual(without({ advice: '以更改以前的为准。' }), ['no-advice-file'])
})

test('an answer is expected within three working days, which is the bureau’s own target', () => {
  const limit = limitsOf(procedure, asked, officialCalendar(), '2026-03-16T03:00:00.000Z').find(
    ({ rule }) => rule.name === 'counsel',
  )
  assert.deepEqual(
    [limit?.rule.target, limit?.answer.late, limit?.answer.due?.slice(0, 10)],
    [true, true, '2026-03-12'],
  )
})
