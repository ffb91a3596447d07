import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { reviewList } from '../../data/bureau.ts'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { eachDecided } from '../casework/index.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { type Blobs, createHttp, createLog, type Http, simulatedClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import type { TrialView } from './index.ts'
import { trialRoutes } from './index.ts'

const now = '2026-09-30T02:00:00.000Z'
const picture: Blobs = {
  put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
  read: async () => undefined,
  size: async () => 1,
  stream: () => assert.fail(),
}
const actor = (name: string): Actor => demoActors.get(name) ?? assert.fail(name)

eachDatabase('trying a review list', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  let http: Http
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await playDemo(house, picture, clock, now, undefined, 50)
    clock.set(now)
    http = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    http.use('/api/*', async (c, next) => {
      c.set('actor', actor(c.req.header('who') ?? ''))
      await next()
    })
    trialRoutes(http, house.journal)
  })
  const ask = (data: unknown, who = 'shen.zhiyi') =>
    http.request('/api/review-list/trial', {
      method: 'POST',
      headers: { who, 'content-type': 'application/json' },
      body: JSON.stringify({ data }),
    })
  const tried = async (data: unknown): Promise<TrialView> => {
    const answer = await ask(data)
    assert.equal(answer.status, 200, await answer.clone().text())
    return (await answer.json()) as TrialView
  }

  test('the list in force changes nothing, and every decision of the year was looked at once', async () => {
    const { decisions, otherwise, shown, before: was, after } = await tried(reviewList)
    let decided = 0
    for await (const { decidedAt } of eachDecided(house.journal.database.db, '2025-09-30T00:00:00+08:00', now)) {
      assert.ok(decidedAt < now)
      decided++
    }
    assert.ok(decisions > 5)
    assert.equal(decisions, decided)
    assert.deepEqual([otherwise, shown], [0, []])
    assert.deepEqual(after, was)
  })

  test('without the extension fewer decisions are reviewed; each that changes is named with its new reason', async () => {
    const { otherwise, shown, before: was, after } = await tried({ ...reviewList, extension: false })
    assert.ok(after.legal < was.legal)
    assert.equal(otherwise, was.legal - after.legal)
    assert.equal(shown.length, Math.min(otherwise, 100))
    for (const each of shown) {
      assert.match(each.before, /^法制审核/)
      assert.match(each.after, /^案件审核/)
      assert.deepEqual(each.because, ['不属于法制审核清单所列事项，进行案件审核'])
    }
  })

  test('a rule for every fine makes every one of them a major case', async () => {
    const every = { name: '凡罚款的', major: true, kinds: ['fine'] }
    const { decisions, after } = await tried({ ...reviewList, rules: [every] })
    assert.ok(after.major > 0 && after.major <= decisions)
  })

  test('only who keeps the list may try one, and a list that can’t be is refused with its field', async () => {
    assert.equal((await ask(reviewList, 'song.qiaoyun')).status, 403)
    const bad = await ask({ ...reviewList, rules: [{ name: '没有条件', major: false }] })
    assert.equal(bad.status, 422)
    const { refusals } = (await bad.json()) as { refusals: { field: string; message: string }[] }
    assert.match(refusals[0]?.field ?? '', /^data\.rules\.0/)
  })
})
