import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomFeed } from './atom.ts'
import { createPace } from './pace.ts'
import { sampleApp, sampleSource } from './sample.ts'

const app = sampleApp()
const get = (path: string) => app.request(path)

test('the account of deadlines is had as page, data and table, with what is late by number and what is withheld in numbers', async () => {
  const page = await (await get('/ledger?late=1')).text()
  assert.match(page, /逾期未公示/)
  assert.match(page, /当事人是未成年人：1 件/)
  const data = (await (await get('/ledger.json')).json()) as { sum: { due: number }; rows: { state: string }[] }
  assert.equal(data.sum.due, 48)
  assert.equal(data.rows[0]?.state, 'late-open')
  const table = await (await get('/ledger.csv')).text()
  assert.match(table, /逾期未公示/)
  assert.equal((await get('/ledger.json?year=x')).status, 400)
  assert.equal((await get('/ledger.csv?late=2')).status, 400)
})

test('a feed tells what was published and withdrawn, and names nobody of what was withdrawn', async () => {
  const answer = await get('/decisions.atom')
  assert.equal(answer.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
  const feed = await answer.text()
  assert.match(feed, /<title>撤回：澄市监罚〔2026〕145号<\/title>/)
  assert.ok(!feed.includes('澄州市泛舟'), 'who was named by the withdrawn decision')
  const some = await (await get(`/decisions.atom?q=${encodeURIComponent('糕饼')}`)).text()
  assert.ok(some.includes('糕饼') && !some.includes('撤回：'))
  assert.equal((await get('/decisions.atom?year=1')).status, 400)
  const odd = atomFeed({ origin: 'https://x', agency: '<局>&"', self: '/a?b=1&c=2', title: 'x\u0000y' }, [])
  assert.ok(odd.includes('&lt;局&gt;&amp;&quot;') && odd.includes('xy') && odd.includes('b=1&amp;c=2'))
})

test('whatever is asked is answered clearly: signs, a face, ten thousand characters, amounts turned round', async () => {
  const asked = async (query: string) => {
    const answer = await get(`/decisions?${query}`)
    return [answer.status, await answer.text()] as const
  }
  for (const q of ['%', '*', '"\'', '😀', '_'])
    assert.match((await asked(`q=${encodeURIComponent(q)}`))[1], /没有可以查的文字/, q)
  const [status, text] = await asked(`q=${'长'.repeat(10_000)}`)
  assert.equal(status, 400)
  assert.match(text, /最多 100 个字/)
  assert.match((await asked('min=500&max=100'))[1], /请对调/)
  assert.match((await asked('sort=random'))[1], /没有这种排列/)
  assert.match((await asked('min=many'))[1], /金额是数字/)
})

test('who searches too often is told how long to wait, and others are not', async () => {
  let now = 60_000 * 1000 + 20_000
  const pace = createPace(() => now, 2)
  assert.deepEqual([pace('a'), pace('a'), pace('a'), pace('b')], [undefined, undefined, 40, undefined])
  now += 40_000
  assert.equal(pace('a'), undefined)
  const busy = sampleApp()
  let last = 200
  for (let n = 0; n < 260 && last === 200; n++) last = (await busy.request('/decisions?q=x')).status
  assert.equal(last, 429)
  const told = await busy.request('/search?q=x')
  assert.equal(told.status, 429)
  assert.match(await told.text(), /请在 \d+ 秒后再查/)
  assert.ok(Number(told.headers.get('retry-after')) > 0)
  assert.equal((await busy.request('/decisions.json?q=x')).status, 429)
  assert.equal((await busy.request('/decisions')).status, 200, 'the list itself stays')
})

test('of a decision whose display is over nothing is given but that it is', async () => {
  const over = sampleApp({
    ...sampleSource,
    decision: async (number) => {
      const found = await sampleSource.decision(number)
      return found === undefined ? undefined : { ...found, ended: { on: '2026-11-20', early: true } }
    },
  })
  const address = `/decisions/${encodeURIComponent('澄市监罚〔2026〕146号')}`
  for (const form of ['', '.json', '.pdf', '/receipt']) {
    const answer = await over.request(`${address}${form}`)
    assert.equal(answer.status, 410, form)
    assert.ok(!(await answer.text()).includes('云片糕'))
  }
  assert.match(await (await over.request(address)).text(), /提前停止公示/)
})
