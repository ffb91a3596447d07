import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { fillSubjects } from '../../data/subjects.ts'
import { type House, openHouse } from '../house.ts'
import { fileBlobs, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { clustered, type MapQuery, mapView, sideOf } from './map.ts'

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

eachDatabase('the map', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-map-'))
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  const now = '2026-09-30T02:00:00.000Z'
  const city = { west: 124, south: 29.8, east: 124.7, north: 30.3, zoom: 11 }
  let house: House
  before(async () => {
    const blobs = fileBlobs(folder)
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await fillSubjects(house, blobs)
    await playDemo(house, blobs, clock, now, undefined, 16)
  })
  after(() => rmSync(folder, { recursive: true }))
  const seen = (who: string, more: Partial<MapQuery> = {}) => {
    const actor = demoActors.get(who) ?? assert.fail(who)
    return mapView(database().db, actor, { ...city, ...more })
  }

  test('it shows every subject with a place once, and the points say the same as the list', async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from subject where lon is not null`.execute(
      database().db,
    )
    const whole = await seen('jiang.siqi')
    assert.equal(whole.total, rows[0]?.n)
    const one = await seen('jiang.siqi', { show: 'open' })
    assert.ok(one.total > 0)
    assert.equal(
      one.points.reduce((sum, { open }) => sum + open, 0),
      one.list.length,
    )
    assert.ok(one.list.every(({ cases, kind }) => kind === 'open' && cases.length > 0))
  })

  test('an officer sees on it only cases that are the officer’s to see; a party of others is a subject without cases', async () => {
    const all = await seen('jiang.siqi', { show: 'open' })
    const mine = await seen('you.jingming', { show: 'open' })
    assert.ok(mine.total < all.total, `${mine.total} of ${all.total}`)
    for (const { cases } of mine.list)
      for (const { id } of cases)
        assert.ok(
          'dossier' in ((await house.casework.state(demoActors.get('you.jingming') ?? assert.fail(), id)) ?? {}),
        )
    assert.equal((await seen('you.jingming')).total, (await seen('jiang.siqi')).total)
  })

  test('it is narrowed by what is in sight, by words, by unit and by period', async () => {
    const whole = await seen('jiang.siqi')
    const [place] = whole.list
    assert.ok(place !== undefined)
    const near = {
      west: place.lon - 0.005,
      east: place.lon + 0.005,
      south: place.lat - 0.005,
      north: place.lat + 0.005,
      zoom: 16,
    }
    const close = await seen('jiang.siqi', near)
    assert.ok(close.total < whole.total && close.list.some(({ key }) => key === place.key))
    const named = await seen('jiang.siqi', { q: place.name })
    assert.ok(named.list.length > 0 && named.list.every(({ name }) => name.includes(place.name)))
    const unit = await seen('jiang.siqi', { unit: 'nothing' })
    assert.equal(unit.total, 0)
    const later = await seen('jiang.siqi', { from: '2027-01-01' })
    assert.equal(later.total, 0)
  })

  test('a party’s page tells where the register differs from its cases', async () => {
    const { list } = await seen('jiang.siqi')
    const leader = demoActors.get('jiang.siqi') ?? assert.fail()
    const [one] = list
    assert.ok(one !== undefined && one.cases.length > 0)
    const { db } = database()
    await sql`update subject set address = '澄州市别处 1 号', status = 'revoked' where code = ${one.key}`.execute(db)
    const told = (await house.casework.party(leader, one.key))?.differences ?? []
    assert.ok(told.some(({ title, inRegister }) => title === '住所（住址）' && inRegister === '澄州市别处 1 号'))
    assert.ok(told.some(({ title, inRegister }) => title === '登记状态' && inRegister === '吊销'))
  })
})
