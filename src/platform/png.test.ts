import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { png } from '../../data/png.ts'
import { isWholePng } from './index.ts'

const picture = png(24, 16, (x, y) => [x * 10, y * 10, 128])

test('a picture is whole while every byte of it is there and as it was', () => {
  assert.ok(isWholePng(picture))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: picture.length - 1 }), (length) => {
      assert.ok(!isWholePng(picture.subarray(0, length)))
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: picture.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const other = Buffer.from(picture)
      other[at] = (other[at] ?? 0) ^ by
      assert.ok(!isWholePng(other))
    }),
  )
})

test('what is no picture, or larger than anybody prints, is refused', () => {
  assert.ok(!isWholePng(new Uint8Array()))
  assert.ok(!isWholePng(Buffer.from('%PDF-1.7')))
  assert.ok(!isWholePng(png(4001, 1, () => [0, 0, 0])))
  assert.ok(isWholePng(png(4000, 1, () => [0, 0, 0])))
})
