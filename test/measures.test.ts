import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { measures } from '../data/measures.ts'
import { checks } from '../src/house.ts'

const root = new URL('..', import.meta.url)
const document = readFileSync(new URL('docs/measures.md', root), 'utf8')

interface Line {
  readonly row: string
  readonly there: string
  readonly code: string
  readonly tests: string
  readonly page: string
  readonly missing: string
}
const lines: readonly Line[] = document
  .split('\n')
  .filter((line) => /^\| [DRL]\d/.test(line))
  .map((line) => {
    const [, row = '', , there = '', code = '', tests = '', page = '', missing = ''] = line
      .split('|')
      .map((cell) => cell.trim())
    return { row, there, code, tests, page, missing }
  })
const quoted = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)

test('every measure of the plan has its row, in the order of the plan', () => {
  assert.deepEqual(
    lines.map(({ row }) => row),
    Object.keys(measures),
  )
})

test('what a row says is checked has a live check, and only that', () => {
  const live = new Set(checks.map(({ row }) => row))
  assert.deepEqual(
    lines.filter(({ there }) => there.includes('**check**')).map(({ row }) => row),
    Object.keys(measures).filter((row) => live.has(row)),
  )
  for (const { row, missing } of lines)
    assert.equal(/\bcheck\b|^all$/.test(missing), !live.has(row), `${row} says of its check what isn't so`)
})

test('each file that a row names is there, and a test is a test', () => {
  for (const { row, code, tests } of lines) {
    for (const file of [...quoted(code), ...quoted(tests)])
      assert.ok(existsSync(new URL(file, root)), `${row}: ${file}`)
    for (const file of quoted(tests)) assert.match(file, /\.test\.ts$/, row)
  }
})

test('a row without code says that all of it is missing', () => {
  for (const { row, code, missing } of lines) assert.equal(quoted(code).length === 0, missing === 'all', row)
})
