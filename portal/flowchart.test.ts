import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphOf, ordinaryPenalty, simplePenalty } from '../src/procedure/index.ts'
import { flowchart } from './flowchart.ts'
import { pictureOf } from './picture.ts'

for (const procedure of [ordinaryPenalty, simplePenalty]) {
  const picture = pictureOf(procedure)

  test(`the picture of ${procedure.name} has the stages and limits of the procedure that runs`, () => {
    const graph = graphOf(procedure)
    assert.deepEqual(
      picture.stages.map(({ name, title }) => ({ name, title })),
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

  test(`the picture of ${procedure.name} shows every stage once, in order, and every way from it`, () => {
    const drawn = String(flowchart(picture))
    assert.deepEqual(
      [...drawn.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, title]) => title),
      picture.stages.map(({ title }) => title),
    )
    const [, ...parts] = drawn.split('<h3>')
    for (const [place, stage] of picture.stages.entries()) {
      const leaving = picture.edges.filter(({ from }) => from === stage.name)
      for (const { title, to } of leaving) {
        assert.ok(parts[place]?.includes(title), `${stage.title}: ${title}`)
        const next = picture.stages[place + 1]?.name === to
        const target = picture.stages.find(({ name }) => name === to)?.title
        assert.ok(
          next ? parts[place]?.includes('class="on"') : parts[place]?.includes(`<b>${target}</b>`),
          `${title} to ${target}`,
        )
      }
      const ways = new Set(leaving.map(({ to }) => to))
      assert.equal(parts[place]?.match(/class="(on|past|return)"/g)?.length ?? 0, ways.size)
    }
  })
}

test('an act that is put into the procedure stands in its picture with its papers, its articles and its limit', () => {
  const [stage] = ordinaryPenalty.stages
  const [model] = ordinaryPenalty.acts.filter(({ papers = [] }) => papers.length > 0)
  const [limit] = ordinaryPenalty.limits.filter(({ amount }) => typeof amount !== 'function')
  assert.ok(stage !== undefined && model !== undefined && limit !== undefined)
  const more = {
    ...ordinaryPenalty,
    stages: [{ ...stage, path: [...stage.path, 'invented'] }, ...ordinaryPenalty.stages.slice(1)],
    acts: [...ordinaryPenalty.acts, { ...model, name: 'invented', title: '新设的步骤', stages: [stage.name] }],
    limits: [...ordinaryPenalty.limits, { ...limit, until: ['invented'] }],
  }
  const step = pictureOf(more).stages[0]?.steps.at(-1)
  assert.ok(step?.title === '新设的步骤' && step.papers.length > 0 && step.articles !== '' && step.limits.length === 1)
  assert.ok(String(flowchart(pictureOf(more))).includes('新设的步骤'))
  assert.ok(!String(flowchart(pictureOf(ordinaryPenalty))).includes('新设的步骤'))
})

test('serving leads to performance only from the stage in which the decision is served', () => {
  const serving = pictureOf(ordinaryPenalty).edges.filter(
    ({ to, title }) => to === 'performance' && title === '送达文书',
  )
  assert.deepEqual(
    serving.map(({ from }) => from),
    ['service'],
  )
})
