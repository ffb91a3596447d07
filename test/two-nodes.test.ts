import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshPostgres } from '../src/platform/testing.ts'
import { verifyLog } from '../src/verifier/index.ts'
import { killedWhileMaking, person, startBureau } from './server.ts'

test('two nodes that start at once where a first one was killed while it made the bureau both come up, share the bureau, and the log never forks', async (t) => {
  const { url, drop } = await freshPostgres()
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-nodes-'))
  await killedWhileMaking(data, url)
  const nodes = await Promise.all([startBureau(url, data), startBureau(url, data)])
  t.after(async () => {
    await Promise.all(nodes.map((node) => node.stop()))
    await drop()
    rmSync(data, { recursive: true, force: true })
  })
  const people = await Promise.all([person(nodes[0].url, 'song.qiaoyun'), person(nodes[1].url, 'du.renjie')])

  // What each node showed of the log while both were at work.
  const seen: string[] = []
  const opened: string[] = []
  // The first seal of a whole new bureau can take longer than these clicks; the nodes work until the log has grown.
  for (let round = 0; round < 8 || new Set(seen).size < 2; round++) {
    const clicks = await Promise.all(
      people.map((hand, n) =>
        hand.post('/api/procedures/ordinary-penalty/register-clue', {
          title: `第 ${n + 1} 个节点登记的线索 ${round}`,
          source: 'other',
          receivedAt: new Date().toISOString(),
          content: '两个节点同时办案',
          unit: 'inspection',
        }),
      ),
    )
    for (const { status, id } of clicks) {
      assert.equal(status, 200)
      opened.push(id)
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
    for (const node of nodes) {
      const shown = await fetch(`${node.url}/checkpoint`)
      // Until the first seal there is none.
      if (shown.status !== 404) assert.equal(shown.status, 200)
      if (shown.ok) seen.push(await shown.text())
    }
  }

  for (const hand of people)
    for (const id of opened)
      assert.equal(await hand.status(`/api/cases/${id}`), 200, 'each node knows what the other took')

  for (const { url: at } of nodes) {
    const bytes = async (path: string) => new Uint8Array(await (await fetch(at + path)).arrayBuffer())
    for (const note of new Set(seen)) await verifyLog(bytes, undefined, undefined, note)
  }
  const { total } = await people[0].get<{ readonly total: number }>('/api/cases?unit=inspection')
  assert.ok(total > 8)
  const whole = await nodes[0].cli('verify')
  assert.equal(whole.code, 0, whole.out)
})
