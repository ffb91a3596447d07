import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemOf, itemsOf, secondsOf } from './times.ts'

test('a time is read as minutes and seconds, with hours before, with a full-width colon, with parts of a second', () => {
  assert.equal(secondsOf('1:05'), 65)
  assert.equal(secondsOf(' 1：02：03 '), 3723)
  assert.equal(secondsOf('0:07.5'), 7.5)
  assert.equal(secondsOf('12'), 12)
})

test('what is no time is not read as one', () => {
  for (const text of ['', ':', '1:', 'a:05', '1:2:3:4', '-1:00', '1.5.2'])
    assert.equal(secondsOf(text), undefined, JSON.stringify(text))
})

test('a recording is chosen whole only where neither time was written', () => {
  assert.deepEqual(itemOf({ recording: 'r', from: '', until: ' ' }), { recording: 'r' })
  assert.deepEqual(itemOf({ recording: 'r', from: '0:10', until: '1:00' }), { recording: 'r', from: 10, until: 60 })
})

test('a slip in a time never grants the whole recording', () => {
  for (const [from, until] of [
    ['0:10', ''],
    ['', '0:10'],
    ['0:1o', '0:20'],
    ['0:20', '0:10'],
    ['0:10', '0:10'],
  ] as const) {
    assert.equal(itemOf({ recording: 'r', from, until }), undefined, `${from}—${until}`)
    assert.equal(
      itemsOf([
        { recording: 'whole', from: '', until: '' },
        { recording: 'r', from, until },
      ]),
      undefined,
    )
  }
})
