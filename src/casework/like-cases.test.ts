import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { type Blobs, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { likeYears, otherCasesOf, spreadsOf } from './index.ts'

const now = '2026-09-30T02:00:00.000Z'
const picture: Blobs = {
  put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
  read: async () => undefined,
  size: async () => 1,
  stream: () => assert.fail(),
}
const actor = (name: string): Actor => demoActors.get(name) ?? assert.fail(name)

eachDatabase('like cases', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  let decided: readonly { case_id: string; item: string; organisation: boolean; fine: number }[]
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await playDemo(house, picture, clock, now, undefined, 50)
    clock.set(now)
    decided = (
      await sql<{ case_id: string; item: string; organisation: boolean; fine: number }>`
        select case_id, item, organisation, fine::float8 as fine from case_decision`.execute(house.journal.database.db)
    ).rows
  })

  test('the spread is of the fines of the other cases of that item and kind of party', async () => {
    const { db } = house.journal.database
    const [items] = [[...new Set(decided.map(({ item }) => item))]]
    const mine = decided[0]?.case_id ?? assert.fail()
    const spread = await spreadsOf(db, mine, items, now)
    let several = 0
    for (const item of items)
      for (const organisation of [true, false]) {
        const fines = decided
          .filter((each) => each.item === item && each.organisation === organisation && each.case_id !== mine)
          .map(({ fine }) => fine)
          .sort((a, b) => a - b)
        const found = spread(item, organisation)
        if (fines.length === 0) {
          assert.equal(found, undefined)
          continue
        }
        if (fines.length > 1) several++
        assert.equal(found?.cases, fines.length)
        assert.deepEqual([found?.min, found?.max], [fines[0], fines.at(-1)])
        const share = (part: number) => fines[Math.ceil(part * fines.length) - 1]
        assert.deepEqual([found?.low, found?.median, found?.high], [share(0.25), share(0.5), share(0.75)])
      }
    assert.ok(several > 2, 'items with several cases')
  })

  test('what was decided longer ago than the years looked back on does not count', async () => {
    const later = `${2026 + likeYears + 1}-01-01T00:00:00.000Z`
    const items = decided.map(({ item }) => item)
    const spread = await spreadsOf(house.journal.database.db, '', items, later)
    assert.ok(items.every((item) => spread(item, true) === undefined && spread(item, false) === undefined))
  })

  test('the other cases of a party are those that the person who asks may see', async () => {
    const { db } = house.journal.database
    const { rows } = await sql<{ party_key: string; case_id: string }>`
      select party_key, min(case_id) as case_id from case_party group by party_key having count(distinct case_id) > 1`.execute(
      db,
    )
    const { party_key, case_id } = rows[0] ?? assert.fail('the demo has a party with several cases')
    const seen = await otherCasesOf(db, actor('jiang.siqi'), case_id, [party_key])
    assert.ok(seen.length > 0)
    assert.ok(seen.every((each) => each.id !== case_id && each.party === party_key && each.openedAt < now))
    const stranger: Actor = { ...actor('song.qiaoyun'), id: 'nobody', unit: 'nowhere' }
    assert.deepEqual(await otherCasesOf(db, stranger, case_id, [party_key]), [])
  })
})
