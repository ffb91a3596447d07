import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphOf, ordinaryPenalty, simplePenalty } from '../src/procedure/index.ts'
import { flowchart, flowchartText } from './flowchart.ts'
import { pictureOf } from './picture.ts'

for (const procedure of [ordinaryPenalty, simplePenalty]) {
  const picture = pictureOf(procedure)

  test(`the picture of ${procedure.name} has the stages and limits of the procedure that runs`, () => {
    const graph = graphOf(procedure)
    assert.deepEqual(
      picture.stages,
      graph.stages.map(({ name, title }) => ({ name, title })),
    )
    assert.equal(picture.limits.length, procedure.limits.length)
    const all = graph.edges.map(({ from, to, act }) => `${from} ${to} ${act.title}`)
    assert.deepEqual(
      picture.edges.map(({ from, to, title }) => `${from} ${to} ${title}`).filter((edge) => !all.includes(edge)),
      [],
    )
    for (const { name } of picture.stages.slice(1))
      assert.ok(
        picture.edges.some(({ to }) => to === name),
        `nothing leads to ${name}`,
      )
  })

  test(`the picture of ${procedure.name} draws every stage and every way, and the words beside it say them too`, () => {
    const svg = String(flowchart(picture)).replaceAll(/<\/?tspan[^>]*>/g, '')
    const words = String(flowchartText(picture))
    for (const { title } of [...picture.stages, ...picture.edges]) {
      assert.ok(svg.includes(title), `drawn: ${title}`)
      assert.ok(words.includes(title), `said: ${title}`)
    }
    const lines = new Set(picture.edges.map(({ from, to }) => `${from} ${to}`))
    assert.equal(svg.match(/class="edge/g)?.length, lines.size)
  })
}

test('serving leads to performance only from the stage in which the decision is served', () => {
  const serving = pictureOf(ordinaryPenalty).edges.filter(
    ({ to, title }) => to === 'performance' && title === '送达文书',
  )
  assert.deepEqual(
    serving.map(({ from }) => from),
    ['service'],
  )
})

test('nothing is drawn outside of the picture', () => {
  const svg = String(flowchart(pictureOf(ordinaryPenalty)))
  const [, width = 0] = (/viewBox="0 0 ([\d.]+)/.exec(svg) ?? []).map(Number)
  for (const [, x] of svg.matchAll(/ x="([\d.-]+)"/g))
    assert.ok(Number(x) >= 6 && Number(x) <= width - 6, `x ${x} of ${width}`)
})
