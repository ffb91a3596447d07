import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { officersOf } from '../../data/story.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { shop } from '../procedure/testing.ts'

eachDatabase('a case that another takes in', (database) => {
  let house: House
  const clock = simulatedClock('2026-05-06T01:00:00.000Z')
  const officers = officersOf('dongpu', '2026-05-06').slice(0, 2)
  const officer = demoActors.get(officers[0] ?? '') as Actor
  const leader = demoActors.get('jiang.siqi') as Actor
  const head = [...demoActors.values()].find(
    ({ unit, roles }) => unit === officer.unit && roles.includes('unit-head'),
  ) as Actor
  let n = 0
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
  })

  const act = async (actor: Actor, id: string, name: string, data: Readonly<Record<string, unknown>>) => {
    const done = await house.casework.act(actor, id, { act: name, data, key: `${name}-${++n}-merging` })
    assert.ok(done.ok, done.ok ? '' : JSON.stringify(done.refusals))
  }
  const filed = async (item: string): Promise<string> => {
    const opened = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: '云朵食品店涉嫌违法',
        source: 'inspection',
        receivedAt: clock.now(),
        content: '检查时发现。',
        unit: officer.unit,
      },
      key: `open-${++n}-merging`,
    })
    assert.ok(opened.ok)
    const id = opened.events[0]?.streamId ?? ''
    await act(officer, id, 'verify-clue', { officers, facts: '属实。', suggestion: 'file' })
    await act(officer, id, 'propose-filing', {
      party: shop,
      item,
      facts: '涉嫌违法。',
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    })
    await act(leader, id, 'approve-filing', { opinion: '同意。' })
    await act(head, id, 'assign-handlers', { handlers: officers })
    return id
  }
  const stateOf = async (id: string) => {
    const found = await house.journal.state(house.casework.stream, id)
    assert.ok(found !== undefined)
    return found.state
  }

  test('is found by its number, and closed by the system as soon as the leader agrees', async () => {
    const main = await filed('no-price-tag')
    const other = await filed('licence-not-shown')
    const number = (await stateOf(other)).dossier.number
    await act(officer, main, 'ask-merge', { other: ` ${number} `, reasons: '当事人相同。' })
    assert.equal((await stateOf(other)).stage, 'investigation')
    await act(leader, main, 'answer-merge', { answer: 'granted', opinion: '同意并案。' })

    const closed = await stateOf(other)
    assert.equal(closed.stage, 'closed')
    assert.match(closed.dossier.closing?.result ?? '', /并入/)
    assert.deepEqual(
      (await stateOf(main)).dossier.otherViolations?.map(({ id }) => id),
      ['licence-not-shown'],
    )
    const { rows } = await sql`select * from case_merge where other = ${other}`.execute(database().db)
    assert.equal(rows.length, 1)
    const before = closed.version
    await house.casework.runTimers()
    assert.equal((await stateOf(other)).version, before, 'once is enough')
  })

  test('is refused where there is no such number', async () => {
    const main = await filed('no-price-tag')
    const refused = await house.casework.act(officer, main, {
      act: 'ask-merge',
      data: { other: '澄市监立案〔2026〕999号', reasons: '当事人相同。' },
      key: `refused-${++n}-merging`,
    })
    assert.ok(!refused.ok)
    assert.deepEqual(
      refused.refusals.map(({ code }) => code),
      ['no-such-case'],
    )
  })
})
