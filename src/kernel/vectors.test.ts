import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { commit, digestOfCopy, disclose, fromHex, type Mask, type MaskedCopy, toHex } from './index.ts'

/**
 * docs/formats.md, "Test vectors". They were made by another program, written from that page alone; code that no longer agrees with
 * them no longer agrees with the digests that stand in logs.
 */
interface Vector {
  readonly name: string
  readonly record: unknown
  /** hex */
  readonly secret: string
  readonly digest: string
  readonly masks: readonly Mask[]
  readonly copy: MaskedCopy
}

const { vectors }: { readonly vectors: readonly Vector[] } = JSON.parse(
  readFileSync(new URL('../../test/vectors/commitment.json', import.meta.url), 'utf8'),
)

for (const { name, record, secret, digest, masks, copy } of vectors)
  test(`the published digest and masked copy are made: ${name}`, () => {
    assert.equal(toHex(commit(record, fromHex(secret))), digest)
    assert.deepEqual(JSON.parse(JSON.stringify(disclose(record, fromHex(secret), masks))), copy)
    assert.equal(toHex(digestOfCopy(copy)), digest)
  })

test('there are vectors', () => {
  assert.ok(vectors.length > 0)
})
