import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { forms } from '../src/documents/index.ts'

const root = join(import.meta.dirname, '..')
const document = readFileSync(join(root, 'docs/law-coverage.md'), 'utf8')

interface Row {
  readonly articles: string
  readonly place: string
  readonly tests: string
}
const rowsOf = (law: string): readonly Row[] => {
  const [, section = ''] = document.split(`## ${law}\n`)
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (?!article|-)(.+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
    ([, articles = '', , place = '', tests = '']) => ({ articles, place, tests }),
  )
}
const laws = [...document.matchAll(/^## (.+)$/gm)].map(([, law = '']) => law)
const all = laws.flatMap(rowsOf)

/** The articles that a row is about: "4 (1)", "1–3", "7, 8, 10", "17 (3), 18 (1) items 1–3". */
const articlesIn = (text: string): readonly number[] =>
  text
    .replace(/^[^\d]+/, '')
    .replace(/ items? [\d–, ]+/g, '')
    .split(', ')
    .flatMap((part) => {
      const [, from, to = from] = /^(\d+)(?:–(\d+))?/.exec(part) ?? []
      return from === undefined ? [] : Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => Number(from) + n)
    })

const fileOf = (path: string): string | undefined =>
  [path, `src/procedure/penalty/${path}`].map((each) => join(root, each)).find((each) => existsSync(each))

for (const [law, last] of [
  ['市场监督管理行政处罚程序规定', 87],
  ['市场监督管理行政处罚听证办法', 35],
] as const)
  test(`every article of ${law} has its row`, () => {
    const covered = new Set(rowsOf(law).flatMap(({ articles }) => articlesIn(articles)))
    assert.deepEqual(
      Array.from({ length: last }, (_, n) => n + 1).filter((article) => !covered.has(article)),
      [],
    )
  })

test('every file that a row names is there, and holds the name that stands behind it', () => {
  assert.ok(all.length > 150)
  for (const { articles, place, tests } of all) {
    for (const [, path = '', name] of `${place} ${tests}`.matchAll(/`([^`]+\.ts)`(?: \(`([^`]+)`)?/g)) {
      const file = fileOf(path)
      assert.ok(file !== undefined, `${articles}: ${path}`)
      if (name !== undefined) assert.ok(readFileSync(file, 'utf8').includes(name), `${articles}: ${name} in ${path}`)
    }
    for (const [, path = ''] of tests.matchAll(/`([^`]+)`/g)) assert.match(path, /\.test\.ts$/, articles)
  }
})

test('a form that a row names is made', () => {
  for (const { articles, place } of all)
    for (const [, list = ''] of place.matchAll(/forms? ([\d, –]+)/g))
      for (const no of articlesIn(list.trim().replace(/,$/, ''))) assert.ok(forms.has(no), `${articles}: form ${no}`)
})

test('what something is asked for in and no test holds says why', () => {
  for (const { articles, place, tests } of all)
    if (tests === '–') assert.ok(place.length > 10 || place === 'nothing to do', `${articles}: ${place}`)
})
