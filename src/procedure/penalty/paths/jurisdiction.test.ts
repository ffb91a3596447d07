import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { assignedScene, disputeSteps as d, handedDownScene } from './jurisdiction.scene.ts'

const house = walk([ordinaryPenalty])
const verified = () => house.play(until(o, 'verify'))
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const settle = (result: string, document?: string): Step => ({
  by: 'zhao',
  on: '2026-03-10T02:00:00.000Z',
  act: 'settle-jurisdiction',
  data: { result, note: '见文书。', ...(document === undefined ? {} : { document }) },
})
const transfer: Step = {
  by: 'leader',
  on: '2026-03-11T02:00:00.000Z',
  act: 'transfer-case',
  data: { recipient: '东浦区市场监督管理局', reasons: '违法行为发生在东浦区。' },
}
const limits = (state: CaseState) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-03-06T08:00:00.000Z')
    .filter(({ metAt }) => metAt === undefined)
    .map(({ rule, answer }) => [rule.name, answer.dueDay])

test('a dispute is settled in seven working days or goes upwards, and upwards takes seven more', () => {
  assert.ok(
    limits(house.play([d.dispute], verified())).some(([name, due]) => name === 'jurisdiction' && due === '2026-03-12'),
  )
  const referred = house.play([d.dispute, d.refer], verified())
  assert.ok(limits(referred).some(([name, due]) => name === 'superior-assigns' && due === '2026-03-17'))
  refused(referred, settle('ours'), 'no-document')
  assert.deepEqual(house.refusals(referred, settle('ours', '浙市监指管〔2026〕3号')), [])
})

test('a case that is another bureau’s stands still here until it is handed over', () => {
  const theirs = house.play([d.dispute, settle('theirs')], verified())
  refused(theirs, { ...o.propose, on: '2026-03-11T02:00:00.000Z' }, 'held')
  const gone = house.play([transfer], theirs)
  assert.equal(gone.stage, 'closed')
  assert.equal(gone.papers.at(-1)?.form, 4)
})

test('a case that can hardly be handled here goes upwards, where it is answered in seven working days', () => {
  const ask: Step = {
    by: 'leader',
    on: '2026-03-04T02:00:00.000Z',
    act: 'ask-superior',
    data: { superior: '浙江省市场监督管理局', reasons: '当事人与本局负责人有亲属关系，难以办理。' },
  }
  refused(verified(), { ...ask, by: 'zhao' }, 'not-your-role')
  const asked = house.play([ask], verified())
  assert.deepEqual(
    limits(asked).filter(([name]) => name === 'superior-answers' || name === 'jurisdiction'),
    [['superior-answers', '2026-03-13']],
  )
  refused(asked, { ...ask, on: '2026-03-05T02:00:00.000Z' }, 'jurisdiction-open')
  refused(asked, settle('theirs'), 'no-document')
  assert.equal(house.play([settle('ours', '浙市监管〔2026〕5号')], asked).strands.at(-1)?.state, 'ours')
})

test('a case that was sent here is not sent on', () => {
  const sent = house.play([{ ...o.clue, data: { ...o.clue.data, source: 'transfer' } }, o.verify])
  refused(sent, transfer, 'sent-on')
  assert.deepEqual(house.refusals(verified(), transfer), [])
})

test('a city bureau assigns a case to a district, or hands it down', () => {
  assert.equal(house.play(assignedScene).papers.at(-1)?.form, 2)
  assert.equal(house.play(handedDownScene).papers.at(-1)?.form, 3)
})

test('whoever reported by name is told within five working days', () => {
  const told: Step = {
    by: 'zhao',
    on: '2026-03-05T02:00:00.000Z',
    act: 'tell-reporter',
    data: { way: 'letter', content: '已决定立案。', files: [] },
  }
  const named = house.play([
    { ...o.clue, data: { ...o.clue.data, source: 'report', reporter: { name: '林晓' } } },
    o.verify,
    o.propose,
    o.file,
  ])
  assert.ok(limits(named).some(([name, due]) => name === 'tell-reporter' && due === '2026-03-11'))
  assert.ok(!limits(house.play([told], named)).some(([name]) => name === 'tell-reporter'))
  refused(house.play(until(o, 'file')), told, 'no-reporter')
})
