import assert from 'node:assert/strict'
import { test } from 'node:test'
import { availableActs, ordinaryPenalty } from '../../index.ts'
import { factsAt, ordinarySteps as o, people, type Step, until, walk } from '../../testing/walk.ts'

const house = walk([ordinaryPenalty])
const services = (state: ReturnType<typeof house.play>) =>
  state.strands.filter(({ kind, data }) => kind === 'service' && data.form === 37)
const voids = (strand: string, by: Step['by'] = 'head'): Step => ({
  ...o.notice,
  by,
  act: 'void-paper',
  strand,
  data: { reason: '告知书写错了当事人的地址，已重新制作。' },
})

test('a notice that was made anew before it was served is void with its reason, and its number is never given again', () => {
  const one = house.play(until(o, 'notice'))
  const [first] = services(one)
  assert.ok(first)
  assert.deepEqual(house.refusals(one, voids(first.id)), ['not-replaced'])
  const two = house.play([o.notice], one)
  const [, second] = services(two)
  assert.ok(second)
  assert.deepEqual(house.refusals(two, voids(second.id)), ['not-replaced'])
  assert.deepEqual(house.refusals(two, voids(first.id, 'qian')), ['not-your-role'])
  const offered = availableActs(ordinaryPenalty, {
    state: two,
    actor: { ...people.head, kind: 'person' },
    facts: factsAt(o.notice.on),
    at: o.notice.on,
  }).find(({ act }) => act.name === 'void-paper')
  assert.deepEqual(offered?.reasons, [])
  assert.deepEqual(
    offered?.strands.map(({ id }) => id),
    [first.id],
    'only what was replaced is offered',
  )
  const done = house.play([voids(first.id)], two)
  const strand = done.strands.find(({ id }) => id === first.id)
  assert.equal(strand?.state, 'voided')
  assert.equal(strand?.data.reason, '告知书写错了当事人的地址，已重新制作。')
  assert.equal(done.papers.filter(({ form }) => form === 37).length, 2, 'the paper stays in the dossier')
  assert.ok(house.refusals(done, { ...o.serveNotice, strand: first.id }).length > 0, 'what is void is not served')
  assert.deepEqual(house.refusals(done, { ...o.serveNotice, strand: second.id }), [])
})
