import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StoredEvent } from '../journal/index.ts'
import { actEventOf, actOf, type CaseEvent, type CaseState, ordinaryPenalty } from '../procedure/index.ts'
import { ordinarySteps as o, people, type Step, scenes, until, walk } from '../procedure/testing.ts'
import { newsOf } from './news.ts'
import { sentenceOf } from './present.ts'

const house = walk([ordinaryPenalty])
const known = new Map([[ordinaryPenalty.name, ordinaryPenalty]])

/** The event of a step, and the case after it. */
const happened = (state: CaseState, step: Step): { readonly event: StoredEvent; readonly after: CaseState } => {
  const decided = house.decide(state, step)
  assert.ok(decided.ok)
  const { name } = step.by === 'system' ? { name: '系统' } : people[step.by]
  const event = {
    id: 'event',
    streamId: 'case-1',
    kind: 'case',
    version: state.version + 1,
    type: decided.value.type,
    data: JSON.parse(JSON.stringify(decided.value.data)),
    happenedAt: step.on,
    enteredAt: step.on,
    actor: { kind: 'person', id: step.by, name },
  } as unknown as StoredEvent
  return { event, after: house.play([step], state) }
}
const toldOf = (state: CaseState, step: Step, person: string): string | undefined => {
  const { event, after } = happened(state, step)
  return newsOf(known, event, after).find((news) => news.person === person)?.text
}

test('news of what was done says the act once: by its title, or by a sentence that has it in it', () => {
  const served = house.play(until(o, 'serveDecision'))
  assert.equal(
    toldOf(house.play(until(o, 'recheck')), o.decide, 'qian'),
    '作出行政处罚决定澄市监罚〔2026〕1号（王局长）',
  )
  assert.equal(toldOf(served, o.pay, 'qian'), '缴款 50,000.00 元（指定银行，票据 浙财 0001）（赵一鸣）')
  assert.equal(toldOf(house.play(until(o, 'question')), o.evidence, 'qian'), undefined, 'who took part isn’t told')
  assert.equal(toldOf(house.play(until(o, 'evidence')), { ...o.report }, 'qian'), undefined)
  assert.equal(
    toldOf(house.play(until(o, 'proposeClosing')), o.close, 'zhao'),
    '王局长办理了“批准结案”',
    'nothing is said of it but its title',
  )
})

test('who was given a review hears of it, and so does who no longer has it', () => {
  const event = {
    id: 'event',
    streamId: 'case-1',
    kind: 'case',
    version: 9,
    type: 'assign-review',
    data: {
      input: {},
      record: { reviewer: { id: 'second', name: '许复审' }, former: { id: 'reviewer', name: '冯审核' } },
    },
    happenedAt: '2026-03-10T01:00:00.000Z',
    enteredAt: '2026-03-10T01:00:00.000Z',
    actor: { kind: 'person', id: 'legalHead', name: '韩法规' },
  } as unknown as StoredEvent
  const news = newsOf(known, event, house.play(until(o, 'report')))
  assert.deepEqual(
    news.filter(({ kind }) => kind === 'review').map(({ person, text }) => [person, text]),
    [
      ['second', '韩法规分派您审核本案'],
      ['reviewer', '韩法规改由许复审审核本案，您不再办理'],
    ],
  )
})

test('a line of the time line says whose payment and whose service it was, where the case has several parties', () => {
  const scene = scenes['joint-parties'] ?? []
  const line = (step: Step): string => {
    const { event, after } = happened(house.play(scene.slice(0, scene.indexOf(step))), step)
    const seen = actEventOf(event as unknown as CaseEvent)
    return sentenceOf(actOf(known, after.procedure, event.type), seen, after)
  }
  const lines = scene.filter(({ act }) => act === 'record-payment').map(line)
  assert.deepEqual(
    lines.map((each) => each.split('：')[0]),
    ['澄州市东浦区老秦副食店', '云中鹤', '澄州市云上食品有限公司'],
  )
  assert.match(lines[1] ?? '', /^云中鹤：缴款 26,000\.00 元/u)
  const { event, after } = happened(house.play(until(o, 'serveDecision')), o.pay)
  assert.match(
    sentenceOf(actOf(known, after.procedure, event.type), actEventOf(event as unknown as CaseEvent), after),
    /^缴款 50,000\.00 元/u,
    'of the only party nothing is said',
  )
})
