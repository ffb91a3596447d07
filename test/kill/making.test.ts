import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { demoCases } from '../../data/demo.ts'
import { killedWhileMaking, person, startBureau } from '../server.ts'

test('a bureau that was killed while it made its demo is made whole by the next start', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'zhaoming-making-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  await killedWhileMaking(data)
  const bureau = await startBureau('', data)
  t.after(() => bureau.stop())
  const leader = await person(bureau.url, 'jiang.siqi')
  const { total } = await leader.get<{ readonly total: number }>('/api/cases')
  assert.equal(total, demoCases)
  await bureau.stop()
  const whole = await bureau.cli('verify')
  assert.equal(whole.code, 0, whole.out)
})
