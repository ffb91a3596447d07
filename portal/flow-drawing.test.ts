import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { ordinaryPenalty, simplePenalty } from '../src/procedure/index.ts'
import { flowDrawing } from './flow-drawing.ts'
import { extentOf, layOut, narrow, narrowLarge, type TextBlock, wide } from './flow-layout.ts'
import { pictureOf } from './picture.ts'
import { linesOf, textWidth } from './set-text.ts'

const measures = { narrow, 'large narrow': narrowLarge, wide }

for (const procedure of [ordinaryPenalty, simplePenalty]) {
  const picture = pictureOf(procedure)

  test(`both pictures of ${procedure.name} show every stage, step, limit, paper and way of the procedure that runs`, () => {
    for (const [size, large] of [
      ['wide', false],
      ['narrow', false],
      ['narrow', true],
    ] as const) {
      const drawn =
        String(flowDrawing(picture, large))
          .split('<svg')
          .find((part) => part.startsWith(` class="${size}"`)) ?? ''
      const texts = [...drawn.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, inner = '']) =>
        inner.replace(/<[^>]*>/g, ''),
      )
      for (const stage of picture.stages) {
        assert.ok(texts.includes(stage.title), stage.title)
        for (const { title, limits, papers } of stage.steps) {
          assert.ok(texts.includes(title), `${stage.title}: ${title}`)
          if (limits.length > 0) assert.ok(texts.includes(`时限：${limits.join('；')}`), `${title}: ${limits}`)
          if (papers.length > 0) assert.ok(texts.includes(`文书：${papers.join('、')}`), `${title}: ${papers}`)
        }
      }
      const place = (name: string) => picture.stages.findIndex((stage) => stage.name === name)
      for (const { from, to, title } of picture.edges) {
        const ends = `data-from="${place(from)}" data-to="${place(to)}"`
        const groups = [...drawn.matchAll(new RegExp(`<g class="(?:on|past|return)" ${ends}>(.*?)</g>`, 'gs'))]
        const named = groups.map(([, inner = '']) => inner.replace(/<[^>]*>/g, '')).join()
        assert.ok(named.includes(title), `${from} to ${to}: ${title}`)
        assert.ok(
          place(to) === place(from) + 1 || drawn.includes(`<path ${ends}`),
          `a line leads from ${from} to ${to}`,
        )
      }
    }
  })

  for (const [size, of] of Object.entries(measures))
    test(`in the ${size} picture of ${procedure.name} no text leaves its card or lies on another, and no lane runs through a card`, () => {
      const { width, height, cards, arrows, lanes, exits } = layOut(picture, of)
      const blocks: {
        readonly text: TextBlock
        readonly within: { left: number; right: number; top: number; bottom: number }
      }[] = [
        ...cards.flatMap(({ x, y, width: w, height: h, title, steps }) =>
          [title, ...steps.flatMap((step) => [step.title, ...step.notes.map(({ text }) => text)])].map((text) => ({
            text,
            within: { left: x, right: x + w, top: y, bottom: y + h },
          })),
        ),
        ...exits.flatMap(({ way, goal, text }) => {
          const card = cards[way.from] ?? assert.fail()
          const within = { left: card.x, right: card.x + card.width, top: card.y, bottom: card.y + card.height }
          return [goal, text].map((each) => ({ text: each, within }))
        }),
        ...arrows.map(({ top, bottom, text }) => ({ text, within: { left: 0, right: width, top, bottom } })),
      ]
      const boxes = blocks.map(({ text, within }) => {
        const box = extentOf(text)
        const said = text.lines.join('')
        // A closing mark may stand over the edge by its own width.
        assert.ok(box.left >= within.left && box.right <= within.right + 1, `${said} is too wide`)
        assert.ok(box.top >= within.top && box.bottom <= within.bottom, `${said} is too high`)
        return { ...box, said }
      })
      for (const [n, one] of boxes.entries())
        for (const other of boxes.slice(n + 1))
          assert.ok(
            one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top,
            `“${one.said}” lies on “${other.said}”`,
          )
      for (const { x, to, top, bottom, goalX } of lanes) {
        const card = cards[to] ?? assert.fail()
        assert.ok(x > 0 && x < width && top >= 0 && bottom <= height)
        assert.ok(x < card.x || x > card.x + card.width, 'a lane runs in the margin')
        assert.ok(goalX === card.x || goalX === card.x + card.width, 'and ends at the edge of its card')
      }
      assert.equal(new Set(lanes.map(({ x }) => x)).size, lanes.length, 'no two lanes lie on one another')
      for (const { lane, way } of exits) assert.ok(lanes.some(({ x, to }) => x === lane && to === way.to))
    })
}

test('a picture has a name and says where its words are; it needs neither script nor style of its own', () => {
  const drawn = String(flowDrawing(pictureOf(ordinaryPenalty), false))
  const ids = [...drawn.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const [, labelled = ''] of drawn.matchAll(/role="img" aria-labelledby="([^"]+)"/g))
    for (const id of labelled.split(' ')) assert.ok(ids.includes(id), id)
  assert.ok(!/style=|<script|href=/.test(drawn))
  assert.doesNotThrow(() => parseFragment(drawn, { onParseError: ({ code }) => assert.fail(code) }))
})

test('a stage that the procedure gets anew stands in the picture with the ways to and from it', () => {
  const [first, ...rest] = ordinaryPenalty.stages
  assert.ok(first !== undefined)
  const more = { ...ordinaryPenalty, stages: [first, { ...first, name: 'invented', title: '新设的阶段' }, ...rest] }
  const { cards, exits } = layOut(pictureOf(more), wide)
  assert.equal(cards[1]?.title.lines.join(''), '新设的阶段')
  assert.equal(cards.length, ordinaryPenalty.stages.length + 1)
  assert.ok(
    exits.some(({ way }) => way.from === 0 && way.to === 2),
    'what led to the next stage now skips one',
  )
})

test('text is set whole, within its width, and no line begins with a mark that closes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'审核案件（“《，。；、）”》 15abc.%') }),
      fc.integer({ min: 4, max: 30 }),
      (text, ems) => {
        const lines = linesOf(text, ems)
        assert.equal(lines.join(''), text)
        for (const [n, line] of lines.entries()) {
          if (n > 0) assert.ok(!'，。、；）》”'.includes(line[0] ?? ''), lines.join('|'))
          const hanging = /[，。、；）》”]*$/.exec(line)?.[0] ?? ''
          const longest = Math.max(...(line.match(/[0-9A-Za-z.%]+|./g) ?? []).map(textWidth))
          assert.ok(textWidth(line) - textWidth(hanging) <= Math.max(ems, longest + 1), lines.join('|'))
        }
      },
    ),
  )
})
