import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  deviceThumbprint,
  type Entry,
  entryHash,
  followChain,
  hashOfBytes,
  type Manifest,
  makeDeviceKey,
  newRecordingId,
  recordingFormat,
  sealChunk,
  signEnrolment,
  signHead,
  startChain,
  verifyEnrolment,
  verifyHead,
} from './chain.ts'
import { EnrolIn, EntryIn, HeadIn, ManifestIn } from './view.ts'

const vectors = JSON.parse(readFileSync(new URL('../../test/vectors/recording.json', import.meta.url), 'utf8'))

const manifest: Manifest = {
  format: recordingFormat,
  id: newRecordingId(),
  device: 'A'.repeat(43),
  officer: 'song.qiaoyun',
  startedAt: '2026-10-21T01:30:00.000Z',
  mime: 'audio/webm',
  kind: 'audio',
}

test('chains, thumbprints and signatures are those that another program made from the page', async () => {
  assert.equal(await deviceThumbprint(vectors.publicKey), vectors.thumbprint)
  const start = await startChain(vectors.manifest)
  assert.equal(start.head, vectors.manifestHash)
  let tip = start
  for (const [n, entry] of (vectors.entries as Entry[]).entries()) {
    const data = Buffer.from(vectors.chunks[n], 'base64')
    const { at, ms, marks = [] } = entry
    const sealed = await sealChunk(tip, { at, ms, data, marks })
    assert.deepEqual(sealed.entry, entry)
    assert.equal(await entryHash(entry), vectors.entryHashes[n])
    tip = sealed.tip
  }
  const { n, bytes, head } = vectors.head
  assert.deepEqual(tip, { n, bytes, head })
  assert.equal(await verifyHead(vectors.head, vectors.signature, vectors.publicKey), true)
  assert.equal(await verifyEnrolment(vectors.enrolment, vectors.enrolmentSignature), true)
})

test('what the page calls a manifest, an entry, a head and an enrolment is taken by the interface as it is', () => {
  assert.deepEqual(ManifestIn.parse(vectors.manifest), vectors.manifest)
  assert.deepEqual(HeadIn.parse(vectors.head), vectors.head)
  for (const entry of vectors.entries) assert.deepEqual(EntryIn.parse(entry), entry)
  const enrolled = { enrolment: vectors.enrolment, signature: vectors.enrolmentSignature }
  assert.deepEqual(EnrolIn.parse({ ...enrolled, kind: 'phone', key: '12345678' }).enrolment, vectors.enrolment)
  assert.equal(EntryIn.safeParse({ ...vectors.entries[0], more: 1 }).success, false)
})

test('a chain is followed to its tip; an entry that is changed, left out, repeated or moved is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 2, maxLength: 8 }),
      fc.nat(),
      fc.constantFrom('change', 'leave out', 'repeat', 'swap'),
      async (chunks, pick, how) => {
        const start = await startChain(manifest)
        let tip = start
        const entries: Entry[] = []
        for (const [n, data] of chunks.entries()) {
          const sealed = await sealChunk(tip, { at: n * 2000, ms: 2000, data })
          entries.push(sealed.entry)
          tip = sealed.tip
        }
        const whole = await followChain(start, entries)
        assert.ok(whole.ok)
        assert.deepEqual(whole.tips.at(-1), tip)
        const n = pick % (entries.length - 1)
        const [one, next] = [entries[n] as Entry, entries[n + 1] as Entry]
        const broken = entries.toSpliced(
          n,
          2,
          ...(how === 'change'
            ? [{ ...one, sha256: await hashOfBytes(new Uint8Array([1, 2, 3, 4])), ms: 1999 }, next]
            : how === 'leave out'
              ? [next]
              : how === 'repeat'
                ? [one, one, next]
                : [next, one]),
        )
        assert.equal((await followChain(start, broken)).ok, false)
      },
    ),
    { numRuns: 60 },
  )
})

test('a head is vouched for by its device alone, and no signature of one thing is a signature of another', async () => {
  const [mine, other] = [await makeDeviceKey(), await makeDeviceKey()]
  await assert.rejects(crypto.subtle.exportKey('jwk', mine.privateKey))
  const head = { recording: manifest.id, ...(await startChain(manifest)), at: '2026-10-21T01:30:00.000Z' }
  const signature = await signHead(head, mine.privateKey)
  assert.equal(await verifyHead(head, signature, mine.publicKey), true)
  assert.equal(await verifyHead(head, signature, other.publicKey), false)
  assert.equal(await verifyHead({ ...head, bytes: 1 }, signature, mine.publicKey), false)
  assert.equal(await verifyHead(head, 'no signature', mine.publicKey), false)
  const enrolment = { publicKey: mine.publicKey, name: '一号', at: head.at }
  const enrolled = await signEnrolment(enrolment, mine.privateKey)
  assert.equal(await verifyEnrolment(enrolment, enrolled), true)
  assert.equal(await verifyEnrolment({ ...enrolment, publicKey: other.publicKey }, enrolled), false)
  assert.equal(await verifyHead(enrolment as never, enrolled, mine.publicKey), false)
})

test('recordings have ids of UUID version 7 that sort by time', () => {
  const ids = [0, 1_700_000_000_000, 1_800_000_000_000].map(newRecordingId)
  assert.deepEqual(ids.toSorted(), ids)
  for (const id of ids) assert.equal(ManifestIn.shape.id.safeParse(id).success, true, id)
  assert.equal(new Set(Array.from({ length: 1000 }, () => newRecordingId())).size, 1000)
})
