import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ordinarySteps, scenes, until } from '../procedure/testing.ts'
import { paperText } from './index.ts'
import { toldCase } from './testing.ts'

/** The parties of the scene, in their order. */
const [firm, manager, dealer] = ['澄州市云上食品有限公司', '云中鹤', '澄州市东浦区老秦副食店']
const all = [firm, manager, dealer]

test('each paper of the investigation names whom it is about, or all of them', () => {
  const { papers } = toldCase(scenes['joint-investigation'] ?? [])
  const content = (form: number, n = 0) => papers.filter((paper) => paper.form === form)[n]?.content
  const names = ({ party, others = [] }: { party?: { name: string }; others?: { name: string }[] } = {}) =>
    [party, ...others].map((each) => each?.name)
  const before = all.slice(0, 2)
  assert.deepEqual(names(content(9)), before, 'the dealer joined later')
  assert.deepEqual(names(content(9, 1)), [firm])
  for (const form of [18, 21, 22, 23, 26]) assert.deepEqual(names(content(form)), [firm], `form ${form}`)
  for (const form of [19, 20, 29]) assert.deepEqual(names(content(form)), [dealer], `form ${form}`)
  assert.deepEqual([names(content(24)), names(content(24, 1))], [[dealer], [firm]])
  assert.deepEqual([names(content(8)), names(content(8, 1)), names(content(8, 2))], [before, [dealer], [firm]])
  for (const form of [31, 32])
    assert.deepEqual(
      [0, 1, 2].flatMap((n) => names(content(form, n))),
      all,
      `form ${form}`,
    )
  assert.equal(content(14)?.parties, manager)
  assert.equal(content(11)?.parties, firm)
  assert.equal(content(12)?.parties, all.join('、'))
  const [single] = [toldCase(until(ordinarySteps, 'evidence')).papers]
  for (const { form, content: alone } of single)
    assert.ok(!('others' in alone) && !('parties' in alone), `form ${form} of a case with one party`)
})

test('a decision lists the evidence that concerns its party or all, and nothing that is another party’s alone', () => {
  const { state, papers } = toldCase(scenes.spared ?? [])
  const { evidence } = state.dossier
  for (const party of state.dossier.parties) {
    const of = papers.find(
      ({ form, content }) => (form === 45 || form === 46) && (content.party as { name: string }).name === party.name,
    )
    assert.deepEqual(
      ((of?.content.evidence ?? []) as { title: string }[]).map(({ title }) => title),
      evidence.filter((each) => each.party === undefined || each.party === party.id).map(({ title }) => title),
    )
  }
  assert.ok(evidence.some(({ party }) => party !== undefined))
  const report = papers.find(({ form }) => form === 35)?.content.evidence as readonly object[]
  assert.equal(report.length, evidence.length, 'the report has everything')
})

test('who is spared reads in its decision what it said, that it was adopted, why nothing is imposed and what it must learn', () => {
  const { papers } = toldCase(scenes.spared ?? [])
  const [spared] = papers.filter(({ form }) => form === 46)
  assert.ok(spared !== undefined)
  assert.equal((spared.content.party as { name: string }).name, dealer)
  const read = paperText(46, spared.content)
    .flatMap(({ paragraphs }) => paragraphs.flatMap((runs) => runs.map((run) => ('text' in run ? run.text : ''))))
    .join('')
  for (const said of [
    /本案当事人还有：.*本局对其另行作出处理决定/u,
    /《行政处罚告知书》（澄市监罚告〔2026〕3号）/u,
    /经复核，予以采纳。老秦副食店提交的进货查验记录/u,
    /违法行为轻微并及时改正，没有造成危害后果/u,
    /本局决定对当事人不予行政处罚/u,
    /今后进货应当查验并留存记录/u,
  ])
    assert.match(read, said)
  assert.doesNotMatch(read, /鉴于当事人，/u)
  const [fined] = papers.filter(({ form }) => form === 45)
  assert.equal(fined?.content.besideSpared, true, 'the others don’t read that it was punished')
})
