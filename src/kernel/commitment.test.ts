import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commit, digestOfCopy, disclose, fromBase64, type Mask, type MaskedCopy, toBase64 } from './index.ts'

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 })
const json = fc.jsonValue({ maxDepth: 3 })
const long = fc
  .string({ minLength: 65, maxLength: 300, unit: 'grapheme-composite' })
  .filter((text) => Array.from(text).length >= 65)

const pointersOf = (value: unknown, pointer = ''): readonly string[] => [
  pointer,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) =>
        pointersOf(each, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
    : []),
]

test('a masked copy proves the digest of the whole record, whatever is masked', () => {
  fc.assert(
    fc.property(json, secret, fc.array(fc.nat(), { maxLength: 4 }), (record, key, picks) => {
      const pointers = pointersOf(record)
      const masks: Mask[] = picks.map((pick) => ({ pointer: pointers[pick % pointers.length] ?? '' }))
      const copy = disclose(record, key, masks)
      assert.deepEqual(Buffer.from(digestOfCopy(JSON.parse(JSON.stringify(copy)))), Buffer.from(commit(record, key)))
    }),
  )
})

test('a long text can be masked span by span, with few hashes', () => {
  fc.assert(
    fc.property(
      long,
      secret,
      fc.array(fc.tuple(fc.nat({ max: 250 }), fc.integer({ min: 1, max: 20 })), { maxLength: 3 }),
      (text, key, cuts) => {
        const length = Array.from(text).length
        const spans = cuts.map(([from, size]) => [from % length, Math.min(length, (from % length) + size)] as const)
        const copy = disclose({ text }, key, [{ pointer: '/text', spans }])
        assert.deepEqual(Buffer.from(digestOfCopy(copy)), Buffer.from(commit({ text }, key)))
        const parts = copy.texts['/text']
        const hashes = Object.keys(parts?.seeds ?? {}).length + Object.keys(parts?.hidden ?? {}).length
        assert.ok(
          hashes <= (spans.length + 1) * 2 * Math.ceil(Math.log2(length)) + 1,
          `${hashes} hashes for ${spans.length} spans of ${length}`,
        )
      },
    ),
  )
})

test('what is masked is not in the copy', () => {
  const hidden = '当事人身份证号码 339901199001011234'
  const record = { a: hidden, b: `${'公开的文字'.repeat(20)}${hidden}${'公开的文字'.repeat(20)}` }
  const copy = disclose(record, new Uint8Array(32).fill(7), [
    { pointer: '/a' },
    { pointer: '/b', spans: [[100, 100 + Array.from(hidden).length]] },
  ])
  const text = JSON.stringify(copy)
  assert.ok(!text.includes(hidden))
  assert.ok(!text.includes('339901199001011234'))
  assert.deepEqual(Buffer.from(digestOfCopy(copy)), Buffer.from(commit(record, new Uint8Array(32).fill(7))))
})

test('a shown value that was changed no longer proves the digest', () => {
  const key = new Uint8Array(32).fill(1)
  const record = { fine: 1000, text: '甲'.repeat(80), list: [1, 2] }
  const good = commit(record, key)
  for (const changed of [
    { ...record, fine: 1001 },
    { ...record, text: `${'甲'.repeat(79)}乙` },
    { ...record, list: [2, 1] },
    { ...record, list: [1] },
  ]) {
    const copy = disclose(record, key, [])
    let proved: Uint8Array | undefined
    try {
      proved = digestOfCopy({ ...copy, shown: changed })
    } catch (error) {
      assert.ok(error instanceof RangeError)
    }
    assert.notDeepEqual(proved, good)
  }
})

test('equal values under different pointers or secrets have unlike commitments', () => {
  const copy = disclose({ a: '男', b: '男' }, new Uint8Array(32).fill(3), [{ pointer: '/a' }, { pointer: '/b' }])
  assert.notEqual(copy.masked['/a'], copy.masked['/b'])
  assert.notDeepEqual(commit({ a: 1 }, new Uint8Array(32)), commit({ a: 1 }, new Uint8Array(32).fill(1)))
})

const refuses = (copy: MaskedCopy) => assert.throws(() => digestOfCopy(copy), RangeError)

test('nothing can be put in the place of what is masked', () => {
  const key = new Uint8Array(32).fill(5)
  const record = { fine: 5000, text: '甲'.repeat(80) }
  const copy = disclose(record, key, [{ pointer: '/fine' }, { pointer: '/text', spans: [[0, 30]] }])
  const shown = copy.shown as typeof record
  refuses({ ...copy, shown: { ...shown, fine: 10 } })
  refuses({ ...copy, shown: { ...shown, text: `${'乙'.repeat(30)}${'甲'.repeat(50)}` } })
  const text = copy.texts['/text']
  assert.ok(text !== undefined)
  refuses({ ...copy, texts: { '/text': { ...text, spans: [] } } })
  refuses({ ...copy, texts: { '/text': { ...text, spans: [[0, 31]] } } })
})

test('a salt cannot take in the beginning of a value', () => {
  const copy = disclose({ fine: 51000 }, new Uint8Array(32).fill(5), [])
  const salt = Buffer.concat([fromBase64(copy.salts['/fine'] ?? ''), Buffer.from('5100')])
  refuses({ ...copy, shown: { fine: 0 }, salts: { ...copy.salts, '/fine': toBase64(salt) } })
})

test('no salt that is told opens the masked characters of a text beside it', () => {
  const key = new Uint8Array(32).fill(5)
  const text = '甲'.repeat(80)
  const { seeds = {} } = disclose({ text }, key, []).texts['/text'] ?? {}
  const names = ['text#characters', 'text#', '#text', '#/text']
  const copy = disclose({ text, ...Object.fromEntries(names.map((name) => [name, 1])) }, key, [
    { pointer: '/text', spans: [[0, 80]] },
  ])
  assert.ok(!Object.values(copy.salts).includes(seeds['0+80'] ?? assert.fail()))
})

test('a mask that names nothing is refused, and several masks of one text all hold', () => {
  const key = new Uint8Array(32).fill(5)
  const record = { fine: 1, party: { name: '甲' }, text: '甲'.repeat(80) }
  assert.throws(() => disclose(record, key, [{ pointer: '/fien' }]), RangeError)
  assert.throws(() => disclose(record, key, [{ pointer: '/text', spans: [[5, 3]] }]), RangeError)
  const both = disclose(record, key, [
    { pointer: '/text', spans: [[0, 2]] },
    { pointer: '/text', spans: [[79, 80]] },
    { pointer: '/party/name' },
    { pointer: '/party' },
  ])
  assert.deepEqual(both.shown, { fine: 1, party: null, text: `██${'甲'.repeat(77)}█` })
  const whole = disclose(record, key, [{ pointer: '/text' }, { pointer: '/text', spans: [[0, 2]] }])
  assert.equal((whole.shown as typeof record).text, null)
})
