import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleApp } from './sample.ts'

const app = sampleApp()
const text = async (path: string) => (await app.request(path)).text()

test('an entry is cited by its version or a day; one of before leads to what holds now', async () => {
  const address = '/lists/licence-guide/licence-food'
  assert.match(await text(address), /第 2 版<\/span>[\s\S]*不收费/)
  const old = await text(`${address}?version=1`)
  assert.ok(old.includes('每件 10 元') && old.includes('这是以前的一版'))
  assert.ok((await text(`${address}?version=3`)).includes('这是还没有生效的一版'))
  assert.ok((await text(`${address}?day=2023-05-01`)).includes('每件 10 元'))
  assert.equal((await app.request(`${address}?day=2020-01-01`)).status, 404)
  assert.ok((await text(address)).includes('未经核实'))
})

test('a list is given as data and as tables in which nothing is a formula', async () => {
  const { rows } = (await (await app.request('/lists/licence-guide.json')).json()) as {
    rows: { address: string; fields: Record<string, string[]> }[]
  }
  assert.deepEqual(rows[0]?.fields, {
    收费: ['不收费'],
    申请条件: ['有场所', '有设备、设施'],
    申请材料: [
      '材料名称：食品经营许可申请书；形式：原件；份数：1',
      '材料名称：主体资格证明；形式：复印件；份数：1；要求：能在网上核验的不用交',
    ],
  })
  assert.equal((await app.request(rows[0]?.address ?? '')).status, 200)
  const csv = await text('/lists/licence-guide.csv')
  assert.ok(csv.includes('"收费"') && csv.includes('"有场所\n有设备、设施"') && !/"[=+@]/.test(csv))
  const book = await app.request('/lists/licence-guide.xlsx')
  assert.equal(book.status, 200)
  assert.match(Buffer.from(await book.arrayBuffer()).toString('latin1'), /^PK/)
})

test('what changed says fields, old and new, from when and by whom; a feed says it to programs; people are no addresses', async () => {
  const page = await text('/changes')
  for (const words of ['<del', '自助打印', '食品处起草', '法规处审核', '执法证件 浙澄33990001 暂扣'])
    assert.ok(page.includes(words), words)
  assert.ok(!(await text('/changes/personnel')).includes('食品经营许可'))
  const feed = await text('/changes.atom')
  assert.match(feed, /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"[\s\S]*<updated>2026-11-18T02:00:00.000Z/)
  for (const given of [page, feed, await text('/changes.json')]) assert.ok(!given.includes('someone'))
  assert.equal((await app.request('/changes.json?month=x')).status, 400)
})
