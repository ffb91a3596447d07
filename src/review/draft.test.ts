import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, extend, ordinaryPenalty, type Party, type Penalty } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../procedure/testing.ts'
import { reviewExtension, reviewPoints } from './index.ts'

const house = walk([extend(ordinaryPenalty, reviewExtension)])
const review: readonly Step[] = [
  { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } },
  { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } },
  {
    by: 'reviewer',
    on: '2026-03-10T06:00:00.000Z',
    act: 'give-opinion',
    data: {
      points: Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }])),
      outcome: 'agree',
      opinion: '同意。',
    },
  },
]
const passed = house.play([...until(o, 'report'), ...review])
const ready = house.play([o.approve, o.notice, o.serveNotice, o.defend, o.recheck], passed)

/** What the decision is refused for, where the case is no longer as it was reviewed. */
const told = (dossier: Partial<CaseState['dossier']>, step: Step = o.decide, from = ready): readonly string[] => {
  const decided = house.decide({ ...from, dossier: { ...from.dossier, ...dossier } }, step)
  return decided.ok
    ? []
    : decided.refusals.filter(({ code }) => code === 'not-as-reviewed').map(({ message }) => message)
}
const { proposal, item, parties } = ready.dossier
assert.ok(proposal && item)
const withPenalty = (more: Partial<Penalty>) => ({ proposal: { ...proposal, ...more } })
const names = (before: string, now: string) => new RegExp(`审核时为“${before}”，现在为“${now}”`, 'u')

test('what was reviewed is decided, field by field', () => {
  assert.deepEqual(house.refusals(ready, o.decide), [])
})

const party = parties[0] as Party
const cases: readonly (readonly [string, Partial<CaseState['dossier']>, string, string])[] = [
  ['处罚种类', withPenalty({ kinds: ['fine', 'warning'] }), '罚款', '罚款、警告'],
  ['罚款', withPenalty({ fine: 6_000_000 }), '50,000.00 元', '60,000.00 元'],
  ['没收违法所得', withPenalty({ gains: 30_000 }), '无', '300.00 元'],
  ['没收非法财物', withPenalty({ goods: '云朵酥三盒' }), '无', '云朵酥三盒'],
  ['裁量阶次', withPenalty({ step: 'normal' }), '从轻处罚', '一般处罚'],
  ['处罚事项', { item: { ...item, name: '经营腐败变质的食品' } }, item.name, '经营腐败变质的食品'],
  ['处罚依据', { item: { ...item, penalty: [{ law: '食品安全法', article: 125 }] } }, '.*', '.*第一百二十五条.*'],
  ['违反的条文', { item: { ...item, breached: [{ law: '食品安全法', article: 33 }] } }, '.*', '.*第三十三条.*'],
  ['当事人', { parties: [{ ...party, name: '另一家食品店' }] }, `${party.name} .*`, '另一家食品店 .*'],
]
for (const [title, dossier, before, now] of cases)
  test(`${title}：a difference from what was reviewed is refused and told in words, at the approval and at the decision`, () => {
    for (const messages of [told(dossier), told(dossier, o.approve, passed)]) {
      assert.equal(messages.length, 1, messages.join('\n'))
      assert.ok(messages[0]?.startsWith(`${title}与审核通过的不一致`))
      assert.match(messages[0] ?? '', names(before, now))
    }
  })

test('several differences are told at once, those of a party’s own share by its name', () => {
  const part = { ...proposal, item: 'expired-food', name: '经营超过保质期的食品', party: 'p2', partyName: '李四' }
  assert.deepEqual(
    told(withPenalty({ fine: 6_000_000, step: 'normal', parts: [part] })).map((message) => message.split('与审核')[0]),
    ['罚款', '裁量阶次', ...['处罚种类', '罚款', '裁量阶次'].map((title) => `${title}（李四，经营超过保质期的食品）`)],
  )
})
