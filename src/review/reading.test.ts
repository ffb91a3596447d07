import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillPaper, paperText } from '../documents/index.ts'
import { spec } from '../journal/testing.ts'
import { extend, ordinaryPenalty } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../procedure/testing.ts'
import { reviewedSet } from './bound.ts'
import { reviewExtension, reviewPoints, reviewView } from './index.ts'
import { openedOf } from './opened.ts'
import { type Reading, type ReadingCommand, type ReadPart, readingStream, readOn } from './reading.ts'

const part = (item: string, seconds: number, more: Partial<ReadPart> = {}): ReadPart => ({
  item,
  title: item,
  sha256: 'a',
  pages: [],
  seen: 0,
  seconds,
  ...more,
})
const at = '2026-03-10T02:00:00.000Z'

test('of what is told batch by batch, all seconds, all pages and the farthest stay, whatever the batches', () => {
  const told = fc.array(
    fc.record({
      item: fc.constantFrom('p', 'q'),
      seconds: fc.nat(20),
      seen: fc.nat(100),
      page: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(told, fc.nat(20), (all, cut) => {
      const parts = all.map(({ item, seconds, seen, page }) => part(item, seconds, { seen, pages: [page] }))
      const once = readOn([], parts, at)
      assert.deepEqual(readOn(readOn([], parts.slice(0, cut), at), parts.slice(cut), at), once)
      for (const { item, seconds, seen, pages } of once) {
        const mine = parts.filter((each) => each.item === item)
        assert.equal(
          seconds,
          mine.reduce((sum, each) => sum + each.seconds, 0),
        )
        assert.equal(seen, Math.max(...mine.map((each) => each.seen)))
        assert.deepEqual(
          pages,
          [...new Set(mine.flatMap((each) => each.pages))].sort((a, b) => a - b),
        )
      }
    }),
  )
})

test('nobody tells what somebody else read', () => {
  const actor = (id: string) => ({ kind: 'person' as const, id, name: id, roles: [] })
  const readings = spec<Reading | undefined, ReadingCommand, undefined>(readingStream)
  const command = { caseId: 'c', review: 'r', parts: [part('p', 9)] }
  const event = { type: 'read-documents', data: { case: 'c', review: 'r', parts: [part('p', 9)] } as never }
  readings
    .given([])
    .when(command, undefined, { actor: actor('gu') })
    .then([event])
  readings
    .given([{ ...event, actor: actor('gu') } as never])
    .when(command, undefined, { actor: actor('bai') })
    .then(['not-your-reading'])
})

const house = walk([extend(ordinaryPenalty, reviewExtension)])
const submit: Step = { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } }
const accepted = house.play([...until(o, 'report'), submit, accept])
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

test('an opinion keeps what its reviewer opened and what never, its paper and the page of the case say so', () => {
  const review = accepted.strands.find(({ kind }) => kind === 'review') ?? assert.fail()
  const [first, second, ...rest] = reviewedSet(accepted)
  if (first === undefined || second === undefined) throw new Error('nothing is read')
  const read = (person: string, item: typeof first, more: object = {}) => ({
    ...part(item.id, 65, { sha256: item.sha256, title: item.title, seen: 100 }),
    review: review.id,
    person,
    ...more,
  })
  const facts = {
    fill: fillPaper,
    opened: [
      read('reviewer', first),
      read('du', second),
      // Before it changed, and in another review: neither is what is read now.
      read('reviewer', second, { sha256: 'old' }),
      read('reviewer', second, { review: 'earlier' }),
    ],
  }
  const decided = house.decide(accepted, { ...opinion, facts })
  assert.ok(decided.ok, JSON.stringify(decided))
  const opened = [{ id: first.id, title: first.title, sha256: first.sha256, pages: [], seen: 100, seconds: 65 }]
  assert.deepEqual(decided.value.data.record?.opened, opened)
  assert.deepEqual(
    ((decided.value.data.record?.unopened ?? []) as { id: string }[]).map(({ id }) => id),
    [second, ...rest].map(({ id }) => id),
  )
  const text = JSON.stringify(paperText(36, decided.value.data.papers?.[0]?.content))
  assert.match(text, /审核人员打开过的材料.*至末尾.*1分05秒.*没有在系统中打开的/)
  const view = reviewView(house.play([{ ...opinion, facts }], accepted))
  assert.deepEqual(view?.opened, [{ title: first.title, pages: [], seen: 100, seconds: 65 }])
  assert.equal(view?.unopened.length, rest.length + 1)
})

test('a file of the dossier that was opened stands beside what the opinion is bound to', () => {
  const blob = accepted.dossier.evidence.flatMap(({ files }) => files)[0]?.blob ?? assert.fail()
  const facts = [{ ...part(`file:${blob}`, 5, { sha256: blob, pages: [1, 2] }), review: 'r', person: 'gu' }]
  const { opened, unopened } = openedOf(accepted, { id: 'r' }, 'gu', facts)
  assert.deepEqual(
    opened.map(({ id, pages }) => ({ id, pages })),
    [{ id: `file:${blob}`, pages: [1, 2] }],
  )
  assert.equal(unopened.length, reviewedSet(accepted).length)
})
