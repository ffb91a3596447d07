import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { checks, type House, openHouse } from '../house.ts'
import { simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'

const until = '2026-09-30T02:00:00.000Z'

eachDatabase('the ledger of papers', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    const picture = {
      put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
      read: async () => undefined,
      size: async () => 1,
      stream: () => assert.fail(),
    }
    await playDemo(house, picture, clock, until)
    clock.set(until)
  })

  test('a number that was not used stays in it as void, with the reason, is counted without a gap and never given again', async () => {
    const { db } = database()
    const { rows: waiting } = await sql<{ id: string; strand: string; handler: string; unit: string }>`
      select s.id, strand ->> 'id' as strand, f.handlers[1] as handler, f.unit
      from stream s join case_file f on f.id = s.id, jsonb_array_elements(s.state -> 'strands') strand
      where s.kind = 'case' and f.stage = 'notice' and strand ->> 'kind' = 'service' and strand ->> 'state' = 'waiting'
        and (strand -> 'data' ->> 'form')::int = 37 and jsonb_array_length(s.state #> '{dossier,parties}') = 1 limit 1`.execute(
      db,
    )
    const [found] = waiting
    assert.ok(found, 'the demo has a notice that waits to be served')
    const head = [...demoActors.values()].find(({ unit, roles }) => unit === found.unit && roles.includes('unit-head'))
    const officer = demoActors.get(found.handler)
    assert.ok(head && officer)
    const act = async (actor: typeof head, name: string, data: object, strand?: string) => {
      const outcome = await house.casework.act(actor, found.id, {
        act: name,
        data,
        key: `ledger-${name}`,
        ...(strand === undefined ? {} : { strand }),
      } as never)
      assert.ok(outcome.ok, JSON.stringify(outcome))
    }
    await act(officer, 'issue-notice', { explanation: '法律禁止这样做。' })
    await act(head, 'void-paper', { reason: '地址写错，已重新制作。' }, found.strand)

    const { rows } = await sql<{ n: number; voided: string | null; last: boolean }>`
      select n, voided, n = max(n) over (partition by series, year) as last from paper_number
      where case_id = ${found.id} and title = '行政处罚告知书' order by n`.execute(db)
    assert.deepEqual(
      rows.map(({ voided, last }) => [voided, last]),
      [
        ['地址写错，已重新制作。', false],
        [null, true],
      ],
    )
    const check = checks.find(({ row }) => row === 'R6')
    const result = await check?.run(db, clock.now())
    assert.equal(result?.state, 'good')
    assert.match(result?.explanation ?? '', /其中作废 1 个，都写有原因/)
  })
})
