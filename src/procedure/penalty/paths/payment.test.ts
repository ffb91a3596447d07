import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { officialCalendar } from '../../../calendar/index.ts'
import { type CaseState, limitsOf, openMoney, openOf, ordinaryPenalty, type PaymentData } from '../../index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { paymentSteps as p } from './payment.scene.ts'

const house = walk([ordinaryPenalty])
const decided = () => house.play(until(o, 'serveDecision'))
const at = (last: keyof typeof p) => house.play(until(p, last), decided())
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const change = (step: Step, data: object, more: Partial<Step> = {}): Step => ({
  ...step,
  ...more,
  data: { ...step.data, ...data },
})
const dueDay = (state: CaseState) =>
  limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-04-01T02:00:00.000Z').find(
    ({ rule }) => rule.name === 'payment',
  )?.answer.dueDay
const money = (state: CaseState) => state.strands.find(({ kind }) => kind === 'payment')?.data as unknown as PaymentData

test('a plan moves the date by which all is paid, and is told to the party in writing', () => {
  assert.equal(dueDay(decided()), '2026-04-07')
  assert.equal(dueDay(at('ask')), '2026-04-07', 'asking alone moves nothing')
  const granted = at('grant')
  assert.equal(dueDay(granted), '2026-05-15')
  assert.equal(granted.papers.at(-1)?.form, 47)
  assert.ok(
    granted.strands.some(({ kind, data, state }) => kind === 'service' && data.form === 47 && state === 'waiting'),
  )
})

test('a plan adds up, runs forward, and goes beyond the first date', () => {
  const plan = (...parts: readonly (readonly [string, number])[]) =>
    change(p.ask, { plan: parts.map(([on, amount]) => ({ on, amount })) })
  refused(decided(), plan(['2026-04-15', 2_000_000], ['2026-05-15', 2_000_000]), 'plan-does-not-add-up')
  refused(decided(), plan(['2026-05-15', 2_000_000], ['2026-04-15', 3_000_000]), 'plan-out-of-order')
  refused(decided(), plan(['2026-03-30', 5_000_000]), 'plan-in-the-past')
  refused(decided(), plan(['2026-04-03', 5_000_000]), 'plan-ends-before-due')
  refused(decided(), change(p.ask, { way: 'deferral' }), 'deferral-in-parts')
  refused(decided(), change(p.ask, { files: [] }), 'bad-field')
})

test('three per cent a day of what is unpaid, never before it is late, never more than the fine', () => {
  refused(at('first'), change(p.surcharge, {}, { on: '2026-05-15T02:00:00.000Z' }), 'not-overdue')
  refused(at('first'), change(p.surcharge, { amount: 900_001 }), 'surcharge-too-high')
  assert.deepEqual(house.refusals(at('first'), p.surcharge), [])
  refused(
    at('first'),
    change(p.surcharge, { amount: 5_000_001 }, { on: '2026-09-25T02:00:00.000Z' }),
    'surcharge-above-fine',
  )
  refused(
    at('surcharge'),
    change(p.surcharge, { amount: 800_000 }, { on: '2026-05-26T02:00:00.000Z' }),
    'surcharge-lowered',
  )
  assert.equal(openMoney(at('surcharge')), 3_900_000)
})

test('whatever is paid and added, received and open make fine and surcharge, and the surcharge never exceeds the fine', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 6_000_000 }), fc.integer({ min: 1, max: 40 })), {
        maxLength: 8,
      }),
      (moves) => {
        let state = decided()
        let day = Date.parse('2026-04-08T02:00:00.000Z')
        for (const [pay, amount, later] of moves) {
          day += later * 86_400_000
          const on = new Date(day).toISOString()
          const step: Step = pay
            ? change(p.first, { amount, on: on.slice(0, 10) }, { on })
            : change(p.surcharge, { amount }, { on })
          if (house.refusals(state, step).length === 0) state = house.play([step], state)
        }
        const { due, fine, surcharge = 0, paid } = money(state)
        assert.ok(surcharge <= fine)
        assert.equal(paid.reduce((sum, each) => sum + each.amount, 0) + openOf(money(state)), due + surcharge)
      },
    ),
    { numRuns: 200 },
  )
})

test('nothing is demanded before it is late, and the court is asked only after demand and remedies', () => {
  refused(decided(), change(p.demand, {}, { on: '2026-04-07T02:00:00.000Z' }), 'not-overdue')
  refused(at('surcharge'), p.court, 'not-demanded')
  refused(at('demand'), p.court, 'not-demanded')
  refused(at('serveDemand'), change(p.court, {}, { on: '2026-06-10T02:00:00.000Z' }), 'demand-too-fresh')
  refused(at('serveDemand'), change(p.court, {}, { on: '2026-09-22T02:00:00.000Z' }), 'remedies-open')
  assert.deepEqual(house.refusals(at('serveDemand'), p.court), [])
})

test('with a plan the time for asking the court ends three months after the plan', () => {
  const limits = (state: CaseState) =>
    limitsOf(ordinaryPenalty, state, officialCalendar(), '2026-04-10T02:00:00.000Z')
      .filter(({ rule }) => rule.name.startsWith('court-application'))
      .map(({ rule, answer }) => [rule.name, answer.dueDay])
  assert.deepEqual(limits(decided()), [['court-application', '2026-12-23']])
  const [name, day] = limits(at('grant'))[0] ?? []
  assert.equal(name, 'court-application-after-plan')
  assert.equal(p.ask.data.plan.at(-1)?.on, '2026-05-15')
  assert.equal(day, '2026-08-17', '15 August is a Saturday')
  const [, asked] = limits(at('court'))[0] ?? []
  assert.equal(asked, '2026-08-17', 'asking the court late moves no day')
})

test('a plan whose last day went by while it waited is not granted any more', () => {
  refused(at('ask'), change(p.grant, {}, { on: '2026-05-15T02:00:00.000Z' }), 'plan-is-past')
  assert.deepEqual(house.refusals(at('ask'), change(p.grant, {}, { on: '2026-05-14T02:00:00.000Z' })), [])
  assert.deepEqual(
    house.refusals(at('ask'), change(p.grant, { answer: 'refused' }, { on: '2026-05-15T02:00:00.000Z' })),
    [],
  )
})

test('what the court has ended is closed for that', () => {
  const ruling: Step = {
    by: 'zhao',
    on: '2026-10-12T02:00:00.000Z',
    act: 'record-court-answer',
    data: {
      answer: 'ended',
      document: '（2026）浙9901执88号',
      note: '没有可供执行的财产，终结执行。',
      files: [{ blob: 'f'.repeat(64), name: '裁定书.pdf', type: 'application/pdf', size: 1 }],
    },
  }
  const ended = house.play([ruling], at('court'))
  assert.equal(openMoney(ended), 0)
  const close = (result: string): Step => ({
    by: 'zhao',
    on: '2026-10-13T02:00:00.000Z',
    act: 'propose-closing',
    data: { result, summary: '终结执行。' },
  })
  refused(ended, close('performed'), 'wrong-closing')
  assert.deepEqual(house.refusals(ended, close('court')), [])
})
