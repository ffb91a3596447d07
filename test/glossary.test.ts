import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { roles } from '../src/kernel/index.ts'
import { discretionSteps, evidenceKinds, ordinaryPenalty, penaltyKinds, simplePenalty } from '../src/procedure/index.ts'
import { roleTitles } from '../src/registry/index.ts'
import { counselExtension, reviewExtension } from '../src/review/index.ts'

const glossary = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8')

/** Word and Chinese, from the tables under a heading whose words are names in the code. */
const tableOf = (heading: string): readonly (readonly [string, string])[] => {
  const [, section = ''] = glossary.split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [own = ''] = section.split(/^#/m)
  return [...own.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, word = '', chinese = '']) => [word, chinese])
}

const procedures = [ordinaryPenalty, simplePenalty]
const words: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Stages: procedures.flatMap(({ stages }) => stages.map(({ name, title }) => [name, title] as const)),
  Strands: [...procedures, reviewExtension, counselExtension].flatMap(({ strands = [] }) =>
    strands.map(({ kind, title }) => [kind, title] as const),
  ),
  People: roles.map((role) => [role, roleTitles[role]]),
  Evidence: Object.entries(evidenceKinds),
  Penalties: Object.entries(penaltyKinds),
  Discretion: Object.entries(discretionSteps),
}

const lines = (pairs: readonly (readonly [string, string])[]) =>
  [...new Set(pairs.map((pair) => pair.join(' ')))].sort()

for (const [heading, used] of Object.entries(words))
  test(`the glossary says of ${heading.toLowerCase()} what the product says`, () => {
    assert.deepEqual(lines(tableOf(heading)), lines(used))
  })
