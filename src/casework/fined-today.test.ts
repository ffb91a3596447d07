import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { officersOf } from '../../data/story.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { simulatedClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { shop } from '../procedure/testing.ts'

eachDatabase('the same breach is fined once', (database) => {
  let house: House
  const clock = simulatedClock('2026-05-06T01:00:00.000Z')
  const [first = '', second = ''] = officersOf('dongpu', '2026-05-06')
  const actor = demoActors.get(first) as Actor
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
  })

  let n = 0
  const request = (act: string, data: Readonly<Record<string, unknown>>) => ({ act, data, key: `${act}-${++n}-key` })
  const open = (more: Readonly<Record<string, unknown>> = {}) =>
    house.casework.open(
      actor,
      'simple-penalty',
      request('open-on-the-spot', {
        officers: [first, second],
        title: '云朵食品店未按规定明码标价',
        party: shop,
        item: 'no-price-tag',
        place: shop.address,
        facts: '货架上 12 种商品没有标价。',
        photos: [],
        ...more,
      }),
    )
  const fine = async (id: string): Promise<void> => {
    const officers = [first, second]
    for (const [act, data] of [
      [
        'show-certificates',
        {
          officers,
          occasion: 'on-the-spot',
          place: shop.address,
          shownTo: '云小朵',
          rightsTold: true,
          recusalAsked: 'no',
        },
      ],
      [
        'tell-on-the-spot',
        {
          officers,
          penalty: { kinds: ['fine'], fine: 20_000, gains: 0, step: 'lighter', reasons: '及时改正。' },
          defence: 'no',
        },
      ],
      ['decide-on-the-spot', { officers, signed: 'signed', place: shop.address }],
    ] as const) {
      const done = await house.casework.act(actor, id, request(act, data))
      assert.ok(done.ok, done.ok ? '' : JSON.stringify(done.refusals))
    }
  }
  const idOf = (outcome: Awaited<ReturnType<typeof open>>): string => {
    assert.ok(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.refusals))
    return outcome.events[0]?.streamId ?? ''
  }

  test('a second form on the day is refused, with the number of the first, in whatever case; the next day is another', async () => {
    const earlier = idOf(await open())
    const id = idOf(await open({ title: '云朵食品店未明码标价' }))
    await fine(earlier)

    const again = await open()
    assert.ok(!again.ok)
    assert.deepEqual(
      again.refusals.map(({ code, field }) => [code, field]),
      [['fined-already', 'otherFact']],
    )
    assert.match(again.refusals[0]?.message ?? '', /当罚〔2026〕1号/)
    await assert.rejects(fine(id), /fined-already/, 'a case that was open already is not decided either')

    idOf(await open({ otherFact: '另一处门店，另一批商品。' }))
    idOf(await open({ item: 'licence-not-shown' }))
    clock.set('2026-05-07T01:00:00.000Z')
    idOf(await open())
  })
})
