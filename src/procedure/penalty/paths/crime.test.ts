import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { crimeSteps as c } from './crime.scene.ts'

const house = walk([ordinaryPenalty])
const at = (last: keyof typeof c) => house.play([...until(o, 'evidence'), ...until(c, last)])
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const limit = (state: CaseState, name: string, now: string) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), now).find(({ rule }) => rule.name === name)?.answer
const report: Step = { ...o.report, on: '2026-04-09T02:00:00.000Z' }

test('a case goes to the police and comes back, and only then goes on here', () => {
  for (const last of ['approve', 'handOver', 'filed'] as const) refused(at(last), report, 'held')
  const back = at('back')
  assert.deepEqual(house.refusals(back, report), [])
  assert.equal(
    limit(back, 'decision', '2026-04-09T02:00:00.000Z')?.dueDay,
    '2026-07-02',
    '10 March through 8 April are left out',
  )
})

test('a case that was not approved, or that the police decline, goes on here', () => {
  const notApproved = house.play(
    [{ ...c.approve, data: { answer: 'refused', opinion: '未达到追诉标准。' } }],
    at('report'),
  )
  assert.deepEqual(house.refusals(notApproved, report), [])
  const declined = house.play([{ ...c.filed, data: { ...c.filed.data, answer: 'declined' } }], at('handOver'))
  assert.deepEqual(house.refusals(declined, report), [])
})

test('two officers report, a leader decides, and nothing is handed over before', () => {
  refused(
    house.play(until(o, 'evidence')),
    { ...c.report, data: { ...c.report.data, officers: ['zhao'] } },
    'bad-field',
  )
  refused(at('report'), { ...c.approve, by: 'zhao' }, 'not-your-role')
  refused(at('report'), c.handOver, 'no-strand')
  refused(at('report'), { ...c.report, on: '2026-03-09T03:00:00.000Z' }, 'crime-reported-already')
  refused(at('approve'), { ...c.handOver, data: { ...c.handOver.data, receipt: [] } }, 'bad-field')
})

test('three days to decide, twenty-four hours to hand over', () => {
  assert.equal(limit(at('report'), 'crime-approval', '2026-03-09T03:00:00.000Z')?.dueDay, '2026-03-12')
  assert.equal(limit(at('approve'), 'crime-hand-over', '2026-03-10T03:00:00.000Z')?.due, '2026-03-11T02:00:00.000Z')
  assert.ok(limit(at('approve'), 'crime-hand-over', '2026-03-11T04:00:00.000Z')?.late)
  const refusedTransfer = house.play(
    [{ ...c.approve, data: { answer: 'refused', opinion: '未达到追诉标准。' } }],
    at('report'),
  )
  assert.equal(limit(refusedTransfer, 'crime-hand-over', '2026-03-12T03:00:00.000Z'), undefined)
})

test('seized goods that go with the case are told to the party', () => {
  const papers = (goods: string) =>
    house.play([{ ...c.handOver, data: { ...c.handOver.data, goods } }], at('approve')).papers.map(({ form }) => form)
  assert.deepEqual(papers('云朵酥 120 盒').slice(-2), [5, 6])
  assert.deepEqual(papers('').slice(-1), [5])
})

test('where criminal liability was pursued the case is closed for that', () => {
  const concluded = house.play(
    [
      {
        by: 'zhao',
        on: '2026-05-20T02:00:00.000Z',
        act: 'conclude-crime',
        data: {
          document: '（2026）浙9901刑初12号',
          result: '判处有期徒刑，并处罚金。',
          files: [{ blob: 'd'.repeat(64), name: '判决书.pdf', type: 'application/pdf', size: 1 }],
        },
      },
    ],
    at('filed'),
  )
  assert.equal(concluded.dossier.outcome?.kind, 'crime')
  assert.equal(concluded.stage, 'performance')
  const closing: Step = {
    by: 'zhao',
    on: '2026-05-21T02:00:00.000Z',
    act: 'propose-closing',
    data: { result: 'other-decision', summary: '已追究刑事责任。' },
  }
  assert.deepEqual(house.refusals(concluded, closing), [])
})
