import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { codeAt, keyOf, period, proofAt, stepAt, taskInAddress } from './code.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('codes are those of RFC 6238, appendix B, for SHA-256', async () => {
  const key = await keyOf(bytes('12345678901234567890123456789012'))
  const vectors: readonly (readonly [number, string])[] = [
    [59, '46119246'],
    [1111111109, '68084774'],
    [1111111111, '67062674'],
    [1234567890, '91819424'],
    [2000000000, '90698825'],
    [20000000000, '77737706'],
  ]
  for (const [seconds, code] of vectors) {
    assert.equal(await codeAt(key, stepAt(seconds * 1000), 8), code)
    assert.equal(await codeAt(key, stepAt(seconds * 1000)), code.slice(2))
  }
})

test('a code holds for half a minute, and the key can not be read again', async () => {
  const key = await keyOf(randomBytes(32))
  assert.equal(key.extractable, false)
  assert.equal(stepAt(period * 1000 * 7), stepAt(period * 1000 * 8 - 1))
  assert.equal(stepAt(period * 1000 * 8), stepAt(period * 1000 * 7) + 1)
})

test('a proof is bound to step, showing and task, as Node computes it too', async () => {
  const secret = randomBytes(32)
  const key = await keyOf(secret)
  const shown = { id: '0b0e4bb4-6e7d-4a8d-9c58-0f7a0b6d3f10', task: '现场检查' }
  const mac = createHmac('sha256', secret).update(`zhaoming showing\n7\n${shown.id}\n现场检查`).digest()
  assert.equal(await proofAt(key, 7, shown), mac.subarray(0, 16).toString('base64url'))
  assert.notEqual(await proofAt(key, 8, shown), await proofAt(key, 7, shown))
  assert.notEqual(await proofAt(key, 7, { ...shown, task: '送达' }), await proofAt(key, 7, shown))
  assert.equal(Buffer.from(taskInAddress('现场检查、抽样'), 'base64url').toString(), '现场检查、抽样')
})
