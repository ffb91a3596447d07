import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'

const house = walk([ordinaryPenalty])
const shown = () => house.play(until(o, 'show'))
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const ask = (person: string): Step => ({
  by: 'qian',
  on: '2026-03-05T02:00:00.000Z',
  act: 'ask-recusal',
  data: { person, by: 'party', reasons: '与当事人是近亲属。' },
})
const answer = (given: string, by: Step['by'] = 'leader'): Step => ({
  by,
  on: '2026-03-05T06:00:00.000Z',
  act: 'answer-recusal',
  data: { answer: given, opinion: '情况属实。' },
})
const change = (handlers: readonly string[], by: Step['by'] = 'head'): Step => ({
  by,
  on: '2026-03-05T07:00:00.000Z',
  act: 'change-handlers',
  data: { handlers, reasons: '原办案人员回避。' },
})

test('the investigation goes on until recusal is decided; then whoever withdrew handles the case no more', () => {
  const asked = house.play([ask('zhao')], shown())
  assert.deepEqual(house.refusals(asked, o.inspect), [])
  const granted = house.play([answer('granted')], asked)
  assert.deepEqual(
    granted.dossier.handlers.map(({ id }) => id),
    ['qian'],
  )
  refused(granted, { ...o.inspect, on: '2026-03-05T08:00:00.000Z' }, 'not-a-handler')
  refused(granted, change(['zhao', 'qian']), 'recused')
  const changed = house.play([change(['sun', 'qian'])], granted)
  assert.deepEqual(
    changed.dossier.handlers.map(({ id }) => id),
    ['sun', 'qian'],
  )
  const kept = house.play([answer('refused')], asked)
  assert.equal(kept.dossier.handlers.length, 2)
})

test('a reviewer who withdrew reviews no more, a leader who withdrew approves no more', () => {
  const state = house.play([ask('leader')], shown())
  refused(state, answer('granted'), 'own-recusal')
  refused(state, answer('granted'), 'head-decides')
  const gone: CaseState = {
    ...house.play(until(o, 'report')),
    strands: [
      {
        ...(house.play([ask('leader')], shown()).strands.findLast(({ kind }) => kind === 'recusal') ??
          assert.fail('asked for')),
        state: 'granted',
      },
    ],
  }
  refused(gone, o.approve, 'withdrew')
})

test('recusal is of somebody who takes part, and no handler decides about it', () => {
  refused(shown(), ask('sun'), 'not-on-the-case')
  refused(shown(), ask('publisher'), 'not-on-the-case')
  assert.deepEqual(house.refusals(shown(), ask('reviewer')), [])
  refused(house.play([ask('zhao')], shown()), answer('granted', 'qian'), 'not-your-role')
})

test('who takes a case over holds a certificate and is named by the head of the unit', () => {
  refused(shown(), change(['sun', 'lapsed']), 'certificate-lapsed')
  refused(shown(), change(['sun', 'helper']), 'auxiliary')
  refused(shown(), change(['sun', 'qian'], 'zhao'), 'not-your-role')
  refused(shown(), change(['sun']), 'bad-field')
})
