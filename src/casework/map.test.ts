import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clustered, sideOf } from './map.ts'

const at = (key: string, lon: number, lat: number, kind: 'open' | 'closed' | 'subject') => ({
  key,
  name: `${key}店`,
  address: null,
  lon,
  lat,
  kind,
})

test('points that lie close together become one, with how many of which kind; one alone keeps its name', () => {
  const points = clustered(
    [
      at('a', 124.2001, 30.1001, 'open'),
      at('b', 124.2002, 30.1002, 'closed'),
      at('c', 124.2003, 30.1003, 'subject'),
      at('d', 124.4, 30.0, 'closed'),
    ],
    [],
    sideOf(12),
  )
  assert.deepEqual(
    points.map(({ n, open, closed, subject, key, name }) => ({ n, open, closed, subject, key, name })),
    [
      { n: 3, open: 1, closed: 1, subject: 1, key: undefined, name: undefined },
      { n: 1, open: 0, closed: 1, subject: 0, key: 'd', name: 'd店' },
    ],
  )
})

test('who has cases is not counted a second time among the subjects of a square', () => {
  const [point] = clustered([at('a', 124.2001, 30.1001, 'open')], [{ lon: 124.2002, lat: 30.1002, n: 700 }], sideOf(12))
  assert.deepEqual([point?.n, point?.open, point?.subject], [700, 1, 699])
})

test('the closer one looks, the smaller are the squares', () => {
  const two = [at('a', 124.2001, 30.1001, 'open'), at('b', 124.2101, 30.1101, 'open')]
  assert.equal(clustered(two, [], sideOf(9)).length, 1)
  assert.equal(clustered(two, [], sideOf(15)).length, 2)
})
