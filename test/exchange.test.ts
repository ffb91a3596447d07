import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { ExchangeView, FileView, PushView, ReconciliationView } from '../src/exchange/index.ts'
import { type Receiver, startReceiver } from '../src/exchange/testing.ts'
import { checkIdentityCard } from '../src/kernel/index.ts'
import { type Person, person, type RunningBureau, startDemo } from './server.ts'

describe('what was published goes to other platforms', () => {
  let bureau: RunningBureau
  let publisher: Person
  let receiver: Receiver
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-platforms-'))
  before(async () => {
    receiver = await startReceiver()
    const file = join(folder, 'platforms.json')
    writeFileSync(file, JSON.stringify([{ id: 'credit', name: '信用平台（测试）', url: receiver.url }]))
    // The bureau dies between sending the tenth message and its answer.
    receiver.behave(() => receiver.received.length === 10 || undefined)
    bureau = await startDemo({ ZHAOMING_EXCHANGE: file })
    while (receiver.received.length < 10) await new Promise((resolve) => setTimeout(resolve, 50))
    await bureau.stop('SIGKILL')
    receiver.behave(() => undefined)
    await bureau.start()
    publisher = await person(bureau.url, 'qiu.anlan')
  })
  after(async () => {
    await bureau?.stop()
    bureau?.remove()
    await receiver?.stop()
    rmSync(folder, { recursive: true })
  })
  const range = 'from=2020-01-01&until=2099-12-31'
  const get = (path: string, { cookie } = publisher) => fetch(`${bureau.url}${path}`, { headers: { cookie } })

  test('every decision that the public sees is a row of the files, and none is left out in silence', async () => {
    const open = await get('/decisions.csv')
    const published = (await open.text()).trim().split('\r\n').length - 1
    const file = (await (await get(`/api/exchange/file?${range}`)).json()) as FileView
    assert.deepEqual(file.problems, [])
    assert.equal(file.rows, published)
    const csv = await (await get(`/api/exchange/penalties.csv?${range}`)).text()
    assert.ok(csv.startsWith('"CF_XDR_MC","CF_XDR_LB","CF_XDR_SHXYM"'))
    assert.equal(csv.trim().split('\r\n').length - 1, published)
    const book = await get(`/api/exchange/penalties.xlsx?${range}`)
    assert.equal(Buffer.from(await book.arrayBuffer()).toString('latin1', 0, 2), 'PK')
    const xml = await (await get(`/api/exchange/penalties.xml?${range}`)).text()
    assert.equal(xml.split('<Operation>publish</Operation>').length - 1, published)
    assert.equal(xml.split('<Operation>withdraw</Operation>').length - 1, file.withdrawn.length)
  })

  test('nothing in a file is what the public must not see: no number of an identity card, no telephone of a party', async () => {
    const xml = await (await get(`/api/exchange/penalties.xml?${range}`)).text()
    const numbers = [...xml.matchAll(/(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])/g)].map(([each]) => each)
    assert.deepEqual(
      numbers.filter((each) => checkIdentityCard(each) === undefined),
      [],
    )
    // Telephones of the demo's parties begin so.
    assert.deepEqual(/(?<!\d)154\d{8}(?!\d)/.exec(xml), null)
    assert.ok(xml.includes('<CF_XDR_LB>自然人</CF_XDR_LB>'))
  })

  /** Waits until nothing waits to be pushed. */
  const told = async () => {
    let last: ExchangeView['platforms'][number] | undefined
    for (let n = 0; n < 1800; n++) {
      const { platforms } = (await (await get('/api/exchange')).json()) as ExchangeView
      last = platforms[0]
      if (last !== undefined && last.waiting === 0 && last.acknowledged > 0) return last
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return assert.fail(`still waiting after three minutes: ${JSON.stringify(last)}`)
  }

  test('a bureau that is killed between sending and being answered sends again, and the platform has everything once', async () => {
    const platform = await told()
    const ids = receiver.received.map(({ id }) => id)
    const [tenth] = receiver.received.slice(9)
    assert.ok(ids.filter((id) => id === tenth?.id).length > 1)
    assert.equal(new Set(ids).size, receiver.kept.size)
    assert.equal(platform.acknowledged, receiver.kept.size)
    const acknowledged = (await (
      await get('/api/exchange/credit/pushes?show=acknowledged')
    ).json()) as readonly PushView[]
    assert.ok(acknowledged.every(({ acknowledgement }) => acknowledgement?.startsWith('HZ-')))
    const report = (await (await get('/api/exchange/credit/reconciliation')).json()) as ReconciliationView
    assert.deepEqual([report.missing, report.extra, report.different], [[], [], []])
    assert.equal(report.same, platform.acknowledged)
  })

  test('a list that the platform gave is held against what is public, column by column', async () => {
    const csv = await (await get(`/api/exchange/penalties.csv?${range}`)).text()
    const [head = '', first = '', second = '', ...rest] = csv.trim().split('\r\n')
    const body = [head, second.replace('罚款', '警告'), ...rest, first.replace(/〔2026〕\d+号/, '〔2026〕9999号')].join(
      '\r\n',
    )
    const answer = await fetch(`${bureau.url}/api/exchange/credit/reconciliation`, {
      method: 'POST',
      headers: { cookie: publisher.cookie, origin: bureau.url, 'content-type': 'application/octet-stream' },
      body,
    })
    const report = (await answer.json()) as ReconciliationView
    assert.deepEqual([report.missing.length, report.extra.length, report.different.length], [1, 1, 1])
    assert.equal(report.different[0]?.columns[0]?.name, 'CF_CFLB')
  })

  test('what was acknowledged can be sent again, by the same version', async () => {
    const [push] = (await (await get('/api/exchange/credit/pushes?show=acknowledged')).json()) as readonly PushView[]
    const again = (who: Person) =>
      fetch(`${bureau.url}/api/exchange/credit/again`, {
        method: 'POST',
        headers: { cookie: who.cookie, origin: bureau.url, 'content-type': 'application/json' },
        body: JSON.stringify({ number: push?.number, key: `again-${who.cookie.length}` }),
      })
    assert.equal((await again(await person(bureau.url, 'song.qiaoyun'))).status, 422)
    assert.equal((await again(publisher)).status, 200)
  })

  test('only publishers and supervisors get one, and a wrong range is told', async () => {
    const officer = await person(bureau.url, 'song.qiaoyun')
    assert.equal((await get(`/api/exchange/file?${range}`, officer)).status, 403)
    assert.equal((await get(`/api/exchange/penalties.xml?${range}`, officer)).status, 403)
    assert.equal((await get('/api/exchange/file?from=2026-02-01&until=2026-01-01')).status, 400)
  })
})
