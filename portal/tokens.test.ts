import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stylesheet } from './stylesheet.ts'
import { type Colours, tokens } from './tokens.ts'

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['paper', 'raised', 'shade'] as const
const texts = ['ink', 'muted', 'indigo', 'indigoPressed', 'cinnabar', 'bamboo', 'amber'] as const
const marks = ['edge', 'focus'] as const

for (const [scheme, colours] of Object.entries({ light: tokens.light, dark: tokens.dark }) as [string, Colours][]) {
  test(`every text colour of the ${scheme} scheme can be read on every ground`, () => {
    const poor = grounds.flatMap((ground) =>
      texts
        .map((text) => [ground, text, contrast(colours[ground], colours[text])] as const)
        .filter(([, , ratio]) => ratio < 4.5),
    )
    assert.deepEqual(poor, [])
    assert.ok(contrast(colours.indigo, colours.onIndigo) >= 4.5)
  })

  test(`fields and focus of the ${scheme} scheme can be seen on every ground`, () => {
    const poor = grounds.flatMap((ground) =>
      marks
        .map((mark) => [ground, mark, contrast(colours[ground], colours[mark])] as const)
        .filter(([, , ratio]) => ratio < 3),
    )
    assert.deepEqual(poor, [])
  })
}

test('the stylesheet names no colour of its own, and no property that the tokens lack', () => {
  const own = stylesheet.slice(stylesheet.indexOf('/* The whole look'))
  assert.deepEqual(own.match(/#[0-9a-f]{3,8}\b(?![^{]*\{)/gi), null)
  const used = new Set(own.match(/(?<=var\()--[a-z-]+/g))
  assert.deepEqual(
    [...used].filter((name) => !stylesheet.includes(`${name}:`)),
    [],
  )
})
