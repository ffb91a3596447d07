import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { recordList } from '../../data/record-list.ts'
import { type House, openHouse } from '../house.ts'
import { simulatedClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { registryStream, streamIdOf } from '../registry/index.ts'
import { recordLists } from './record-lists.ts'

eachDatabase('the list of what is recorded, as the public sees it', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
  })

  test('there is none before one was made; then it is told in words, and an earlier one stays', async () => {
    assert.deepEqual(await recordLists(database().db, '2026-05-01'), [])
    await fillRegistry(house)
    const [list, ...none] = await recordLists(database().db, '2026-05-01')
    assert.deepEqual([list?.current, list?.rows.length, none], [true, recordList.rows.length, []])
    const seizure = list?.rows.find(({ act }) => act.includes('查封'))
    assert.deepEqual([seizure?.required, seizure?.media], ['全程', '录像'])
    assert.ok(seizure?.basis.includes('《行政强制法》第十八条'), JSON.stringify(seizure?.basis))
    assert.ok(list?.rows.every(({ media, required }) => media !== '' || required === '可以不作音像记录'))
    const actor = [...demoActors.values()].find(({ roles }) => roles.includes('legal-affairs'))
    assert.ok(actor !== undefined)
    const put = await house.journal.execute(registryStream, {
      streamId: streamIdOf('record-list', 'main'),
      command: {
        kind: 'record-list',
        id: 'main',
        from: '2026-06-01',
        data: { ...recordList, rows: recordList.rows.slice(1) },
        reason: '调整清单',
      } as never,
      meta: { actor, key: 'second-list' },
    })
    assert.ok(put.ok, JSON.stringify(put))
    const both = await recordLists(database().db, '2026-06-02')
    assert.deepEqual(
      both.map(({ current, reason, rows, until }) => [current, rows.length, until ?? null, reason === '调整清单']),
      [
        [true, recordList.rows.length - 1, null, true],
        [false, recordList.rows.length, '2026-05-31', false],
      ],
    )
  })
})
