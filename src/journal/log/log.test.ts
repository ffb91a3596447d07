import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { OpenAPIHono } from '@hono/zod-openapi'
import fc from 'fast-check'
import { type Actor, accept } from '../../kernel/index.ts'
import { type Http, migrate, simulatedClock, sql } from '../../platform/index.ts'
import { eachDatabase } from '../../platform/testing.ts'
import {
  growingTree,
  isConsistent,
  readVkey,
  rootFromProof,
  verifyCheckpoint,
  verifyLog,
  verifyReceipt,
} from '../../verifier/index.ts'
import {
  createJournal,
  createLog,
  type Journal,
  journalMigrations,
  keptLogKey,
  type Log,
  logMigrations,
  logRoutes,
  makeReceipt,
  type StreamKind,
} from '../index.ts'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, rootHash } from './merkle.ts'
import { addLeaves, nodeOf, readTilePath, tilePath } from './tiles.ts'

const sha = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
/** RFC 6962 section 2.1 word for word, to judge the rest. */
const naive = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha()
  if (leaves.length === 1) return leaves[0] as Uint8Array
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha(Buffer.of(1), naive(leaves.slice(0, k)), naive(leaves.slice(k)))
}

test('tiles give the root and the proofs of RFC 6962, however the leaves came in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }), async (batches) => {
      const tiles = new Map<string, Uint8Array>()
      const read = async (level: number, index: number) => tiles.get(`${level}/${index}`) ?? new Uint8Array()
      const leaves: Uint8Array[] = []
      for (const batch of batches) {
        const more = Array.from({ length: batch }, (_, n) => leafHash(Buffer.from(`${leaves.length + n}`)))
        for (const { level, index, bytes } of await addLeaves(leaves.length, more, read))
          tiles.set(`${level}/${index}`, bytes)
        leaves.push(...more)
      }
      const root = await rootHash(nodeOf(read), leaves.length)
      assert.deepEqual(Buffer.from(root), Buffer.from(naive(leaves)))
      for (const index of [0, Math.floor(leaves.length / 2), leaves.length - 1]) {
        const proof = await inclusionProof(nodeOf(read), index, leaves.length)
        assert.deepEqual(
          Buffer.from(rootFromProof(leaves[index] as Uint8Array, index, leaves.length, proof)),
          Buffer.from(root),
        )
      }
      for (const from of new Set(
        [1, Math.ceil(leaves.length / 3), leaves.length - 1].filter((n) => n >= 1 && n < leaves.length),
      )) {
        const proof = await consistencyProof(nodeOf(read), from, leaves.length)
        const earlier = { size: from, root: naive(leaves.slice(0, from)) }
        assert.ok(isConsistent(earlier, { size: leaves.length, root }, proof), `${from} of ${leaves.length}`)
        assert.ok(!isConsistent({ ...earlier, root: sha(earlier.root) }, { size: leaves.length, root }, proof))
      }
      const tree = growingTree()
      for (const leaf of leaves) tree.add(leaf)
      assert.deepEqual(Buffer.from(tree.root()), Buffer.from(root))
    }),
    { numRuns: 25 },
  )
  assert.deepEqual(Buffer.from(emptyRoot), Buffer.from(naive([])))
})

test('tile paths are those of c2sp.org/tlog-tiles', () => {
  assert.equal(tilePath(1234067), 'x001/x234/067')
  assert.equal(tilePath(0), '000')
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (index) => assert.equal(readTilePath(`3/${tilePath(index)}`)?.index, index)),
  )
  // Longer than any number: refused at once, without making its path.
  assert.equal(readTilePath(`0/${'x999/'.repeat(150)}999`), undefined)
  for (const bad of ['0/0', '0/x000/000', '64/000', '0/000.p/256', '0/000.p/0', '0/000.p/01', '../000', 'entries/abc'])
    assert.equal(readTilePath(bad), undefined, bad)
})

const note: StreamKind<number, string, undefined> = {
  kind: 'note',
  stateVersion: 1,
  initial: 0,
  facts: async (requests) => requests.map(() => undefined),
  decide: (_state, text) => accept([{ type: 'noted', data: { text, fine: 1000 } }]),
  evolve: (state) => state + 1,
  projections: [],
}
const actor: Actor = { kind: 'person', id: 'p1', name: '李某', roles: [] }

eachDatabase('the log', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-log-'))
  after(() => rmSync(directory, { recursive: true, force: true }))
  const clock = simulatedClock('2026-03-02T02:00:00.000Z')
  const key = keptLogKey(directory, 'localhost:8080/log')
  let journal: Journal
  let log: Log
  let keys = 0
  const write = (text: string) =>
    journal.execute(note, { streamId: `n${keys}`, command: text, meta: { actor, key: `k${keys++}` } })
  before(async () => {
    await migrate(database().db, [...journalMigrations, ...logMigrations])
    journal = createJournal(database(), clock)
    journal.register(note)
    await journal.prepare()
    log = createLog(database(), key, clock)
  })
  const web = () => {
    const app: Http = new OpenAPIHono()
    logRoutes(app, log)
    return async (path: string) => {
      const answer = await app.request(path)
      if (!answer.ok) throw new RangeError(`${path}: ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    }
  }

  test('takes every event once, signs, and a stranger can verify it from its public addresses', async () => {
    const checkpoints: { size: number; note: string }[] = []
    for (const batch of [1, 3, 250, 7, 300]) {
      await Promise.all(Array.from({ length: batch }, (_, n) => write(`第 ${n} 条`)))
      // Two nodes that seal at once take turns, and no event is taken twice.
      const taken = await Promise.all([log.seal(), createLog(database(), key, clock).seal()])
      assert.equal(taken[0] + taken[1], batch)
      const latest = await log.latest()
      if (latest !== undefined) checkpoints.push(latest)
    }
    assert.equal(checkpoints.at(-1)?.size, 561)
    const report = await verifyLog(web(), key.vkey)
    assert.deepEqual([report.origin, report.size, report.entries], [key.name, 561, 561])
    const leaves = [...(await log.entries(0)), ...(await log.entries(1)), ...(await log.entries(2))].map(leafHash)
    for (const { size, note: signed } of checkpoints) {
      const checkpoint = verifyCheckpoint(signed, readVkey(key.vkey))
      // Every checkpoint that was ever signed is of the same tree: the log never forked.
      assert.deepEqual(Buffer.from(checkpoint.root), Buffer.from(naive(leaves.slice(0, size))))
    }
  })

  test('openssl agrees with the signature of the checkpoint', async () => {
    const signed = (await log.latest())?.note ?? ''
    const [text = '', line = ''] = signed.split('\n\n')
    writeFileSync(join(directory, 'text'), `${text}\n`)
    writeFileSync(join(directory, 'signature'), Buffer.from(line.trim().split(' ')[2] ?? '', 'base64').subarray(4))
    writeFileSync(
      join(directory, 'key.der'),
      Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), readVkey(key.vkey).key]),
    )
    const judged = spawnSync(
      'openssl',
      [
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        'key.der',
        '-keyform',
        'DER',
        '-rawin',
        '-in',
        'text',
        '-sigfile',
        'signature',
      ],
      { cwd: directory, encoding: 'utf8' },
    )
    assert.match(judged.stdout, /Verified Successfully/, judged.stderr)
  })

  test('a receipt proves what it shows, hides what is masked, and refuses every change', async () => {
    const secret = '身份证号码 339901199001011234'
    const outcome = await write(`${'查明的事实如下。'.repeat(12)}${secret}`)
    assert.ok(outcome.ok)
    await log.seal()
    const id = outcome.events[0]?.id ?? ''
    const receipt = await makeReceipt(journal, log, id, () => [
      { pointer: '/actor' },
      { pointer: '/data/text', spans: [[96, 96 + Array.from(secret).length]] },
    ])
    assert.ok(receipt !== undefined)
    const verdict = verifyReceipt(receipt, key.vkey)
    assert.ok(verdict.ok, JSON.stringify(verdict.checks))
    assert.ok(
      !Buffer.from(receipt.split('\n')[1]?.slice(6) ?? '', 'base64')
        .toString()
        .includes('339901'),
    )
    assert.equal((verdict.shown as { data: { fine: number } }).data.fine, 1000)
    for (let n = 0; n < 300; n++) {
      const at = Math.floor((n / 300) * receipt.length)
      const other = receipt[at] === 'A' ? 'B' : 'A'
      const changed = receipt.slice(0, at) + other + receipt.slice(at + 1)
      const judged = verifyReceipt(changed, key.vkey)
      // What a change may leave unharmed is only what stands around the proof: then it shows the same and proves the same.
      if (judged.ok) assert.deepEqual(judged.shown, verdict.shown, `changed at ${at}`)
    }
    const lie = JSON.parse(Buffer.from(receipt.split('\n')[1]?.slice(6) ?? '', 'base64').toString())
    lie.copy.shown.data.fine = 0
    assert.ok(
      !verifyReceipt(
        receipt.replace(/extra .*/, `extra ${Buffer.from(JSON.stringify(lie)).toString('base64')}`),
        key.vkey,
      ).ok,
    )
    const stranger = keptLogKey(mkdtempSync(join(directory, 'other-')), key.name)
    assert.ok(!verifyReceipt(receipt, stranger.vkey).ok)
  })

  test('nothing is signed on tiles that were tampered with', async () => {
    await sql`update log_tile set bytes = set_byte(bytes, 5, (get_byte(bytes, 5) + 1) % 256) where level = 0 and tile_index = 2`.execute(
      database().db,
    )
    await write('之后的一条')
    await assert.rejects(log.seal(), /do not give the root/)
    await sql`update log_tile set bytes = set_byte(bytes, 5, (get_byte(bytes, 5) + 255) % 256) where level = 0 and tile_index = 2`.execute(
      database().db,
    )
    assert.equal(await log.seal(), 1)
  })

  test('nothing is signed on a database that was set back, nor with another key', async () => {
    const before = await log.latest()
    const earlier = await sql<{ note: string; root: Buffer; at: string }>`
      delete from log_checkpoint where size = ${before?.size ?? 0} returning note, root, at`.execute(database().db)
    await write('之后的又一条')
    await assert.rejects(log.seal(), /database is older than the log/)
    const [row] = earlier.rows
    await sql`insert into log_checkpoint (size, root, note, at) values (${before?.size}, ${row?.root}, ${row?.note}, ${row?.at})`.execute(
      database().db,
    )
    const other = keptLogKey(mkdtempSync(join(directory, 'other-')), key.name)
    await assert.rejects(createLog(database(), other, clock).seal(), /was not signed with this key/)
    assert.equal(await log.seal(), 1)
  })

  test('a commit is sealed by itself', async () => {
    const stop = log.start(
      (wake) => journal.onCommitted(wake),
      (error) => assert.fail(String(error)),
    )
    const outcome = await write(randomBytes(8).toString('hex'))
    assert.ok(outcome.ok)
    for (let n = 0; n < 100 && (await log.leaf(outcome.events[0]?.id ?? '')) === undefined; n++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.ok((await log.leaf(outcome.events[0]?.id ?? '')) !== undefined)
    await stop()
  })
})
