import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { verifyExport as ourExport, verifyReceipt as ourReceipt } from '../../src/verifier/index.ts'
import { canonical, digestOfCopy, verifyExport, verifyPublicCopy, verifyReceipt } from './stranger.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const { vectors } = read('commitment.json')
const log = read('log.json')
const { export: exported, files } = read('export.json')
const number = '澄市监罚〔2026〕14号'
const hashOf = (name: string) => (name in files ? name : undefined)

test('the stranger accepts what was published', () => {
  for (const { copy, digest } of vectors) assert.equal(digestOfCopy(copy).digest.toString('hex'), digest)
  assert.equal(verifyReceipt(log.receipt, log.vkey).masked, false)
  assert.equal(verifyReceipt(log.publicCopy, log.vkey).masked, true)
  const { content } = verifyPublicCopy(log.publicCopy, log.vkey, number)
  assert.ok(canonical(content ?? null).includes('186.50'))
  assert.ok(!canonical(content ?? null).includes('宋某星'))
  assert.equal(verifyExport(JSON.stringify(exported), log.vkey, hashOf), 4)
})

const refuses = (work: () => unknown): boolean => {
  try {
    work()
    return false
  } catch {
    return true
  }
}

/** Every place in a JSON value at which something stands, as the names that lead there. */
const places = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [...(path.length === 0 ? [] : [path]), ...Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]))]
    : [path]

/** Another value in its place, of the kind that `how` says; or nothing at all. */
const changed = (value: unknown, path: readonly string[], how: number): unknown => {
  const copy = structuredClone(value) as Record<string, never>
  const at = path.slice(0, -1).reduce<Record<string, unknown>>((each, key) => each[key] as Record<string, unknown>, copy)
  const key = path.at(-1) ?? ''
  const was = at[key]
  if (how === 0 && !Array.isArray(at)) delete at[key]
  else if (how === 1) at[`${key}x`] = was
  else if (typeof was === 'string') at[key] = was === '' ? 'x' : `${was.slice(0, -2)}${was.at(-1)}${was.at(-2) === was.at(-1) ? 'x' : (was.at(-2) ?? 'x')}`
  else if (typeof was === 'number') at[key] = was + 1
  else if (typeof was === 'boolean') at[key] = !was
  else at[key] = was === null ? 0 : null
  return copy
}

const extraOf = (receipt: string) => JSON.parse(Buffer.from(receipt.split('\n')[1]?.slice(6) ?? '', 'base64').toString())
const withExtra = (receipt: string, extra: never): string => {
  const [title, , ...rest] = receipt.split('\n')
  return [title, `extra ${Buffer.from(canonical(extra)).toString('base64')}`, ...rest].join('\n')
}

for (const [name, receipt] of [['a receipt', log.receipt], ['a public copy', log.publicCopy]] as const)
  test(`no field of ${name} can be changed, added or left out without both verifiers refusing`, () => {
    const all = places(extraOf(receipt))
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.integer({ min: 0, max: 2 }), (path, how) => {
        const forged = withExtra(receipt, changed(extraOf(receipt), path, how) as never)
        if (forged === receipt) return
        assert.ok(refuses(() => verifyReceipt(forged, log.vkey)), `the stranger takes ${path.join('/')} (${how})`)
        assert.equal(ourReceipt(forged, log.vkey).ok, false, `ours takes ${path.join('/')} (${how})`)
      }),
      { numRuns: all.length * 2 },
    )
  })

test('no byte of a receipt can be changed without both verifiers refusing', () => {
  const bytes = Buffer.from(log.publicCopy)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const forged = Buffer.from(bytes)
      forged[at] = (forged[at] ?? 0) ^ by
      const text = forged.toString('utf8')
      assert.ok(refuses(() => verifyReceipt(text, log.vkey)), `the stranger takes byte ${at}`)
      assert.equal(ourReceipt(text, log.vkey).ok, false, `ours takes byte ${at}`)
    }),
    { numRuns: 300 },
  )
})

test('no field of an export can be changed, added or left out, no event dropped, moved or doubled', async () => {
  const ours = async (text: string) => (await ourExport(text, log.vkey, async (name) => hashOf(name))).ok
  assert.ok(await ours(JSON.stringify(exported)))
  const all = places(exported)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.integer({ min: 0, max: 2 }), async (path, how) => {
      const forged = JSON.stringify(changed(exported, path, how))
      if (forged === JSON.stringify(exported)) return
      assert.ok(refuses(() => verifyExport(forged, log.vkey, hashOf)), `the stranger takes ${path.join('/')} (${how})`)
      assert.equal(await ours(forged), false, `ours takes ${path.join('/')} (${how})`)
    }),
    { numRuns: all.length * 2 },
  )
  const [one, two, three, four] = exported.events
  for (const events of [[two, three, four], [one, three, four], [two, one, three, four], [one, one, two, three, four], [one, two, two, three, four], [], [three]]) {
    const forged = JSON.stringify({ ...exported, events })
    assert.ok(refuses(() => verifyExport(forged, log.vkey, hashOf)))
    assert.equal(await ours(forged), false)
  }
  assert.ok(refuses(() => verifyExport(JSON.stringify(exported), log.vkey, () => undefined)))
})
