import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'

const house = walk([ordinaryPenalty])
const dueDay = (state: CaseState) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-03-20T02:00:00.000Z').find(
    ({ rule }) => rule.name === 'decision',
  )?.answer.dueDay
const asked = (kind: string, on: string, data: object = {}): Step => ({
  by: 'zhao',
  on,
  act: `ask-${kind}`,
  data: { reasons: '检验机构排期，案情复杂。', ...data },
})
const granted = (kind: string, on: string): Step => ({
  by: 'leader',
  on,
  act: `answer-${kind}`,
  data: { answer: 'granted', opinion: '同意。' },
})

test('ninety days become 120 on approval, once; further time only after that, for as many days as were fixed', () => {
  const filed = house.play(until(o, 'evidence'))
  assert.equal(dueDay(filed), '2026-06-02')
  assert.ok(
    house
      .refusals(filed, asked('further-extension', '2026-03-09T02:00:00.000Z', { days: 20 }))
      .includes('not-extended-yet'),
  )

  const extended = house.play(
    [
      asked('decision-extension', '2026-03-09T02:00:00.000Z'),
      granted('decision-extension', '2026-03-09T03:00:00.000Z'),
    ],
    filed,
  )
  assert.equal(dueDay(extended), '2026-07-02')
  assert.ok(
    house.refusals(extended, asked('decision-extension', '2026-03-10T02:00:00.000Z')).includes('extended-before'),
  )

  const further = house.play(
    [
      asked('further-extension', '2026-03-11T02:00:00.000Z', { days: 20 }),
      granted('further-extension', '2026-03-11T03:00:00.000Z'),
    ],
    extended,
  )
  assert.equal(dueDay(further), '2026-07-22')
})

test('an extension that is only asked for, or refused, moves no date', () => {
  const filed = house.play(until(o, 'evidence'))
  const waiting = house.play([asked('decision-extension', '2026-03-09T02:00:00.000Z')], filed)
  assert.equal(dueDay(waiting), '2026-06-02')
  const refused = house.play(
    [
      {
        ...granted('decision-extension', '2026-03-09T03:00:00.000Z'),
        data: { answer: 'refused', opinion: '不同意。' },
      },
    ],
    waiting,
  )
  assert.equal(dueDay(refused), '2026-06-02')
})
