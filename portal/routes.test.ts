import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PortalSource } from '../src/disclosure/view.ts'
import { documentNumber, scannedPaper } from './addresses.ts'
import { decisionsCsv } from './csv.ts'
import { sampleApp, sampleSource } from './sample.ts'

const app = sampleApp()
const number = '澄市监罚〔2026〕146号'
const withdrawn = '澄市监罚〔2026〕145号'
const address = `/decisions/${encodeURIComponent(number)}`

test('a decision is had as page, data, PDF and receipt at addresses that hold its number', async () => {
  const types = await Promise.all(
    ['', '.json', '.pdf', '/receipt'].map(async (form) => {
      const { status, headers } = await app.request(`${address}${form}`)
      return [status, headers.get('content-type')?.toLowerCase()]
    }),
  )
  assert.deepEqual(types, [
    [200, 'text/html; charset=utf-8'],
    [200, 'application/json'],
    [200, 'application/pdf'],
    [200, 'text/plain; charset=utf-8'],
  ])
  const { headers } = await app.request(`${address}/receipt`)
  assert.equal(
    headers.get('content-disposition'),
    `attachment; filename*=UTF-8''${encodeURIComponent(`${number}凭证.txt`)}`,
  )
})

test('of a withdrawn decision nothing is given in any form but that it was withdrawn', async () => {
  for (const form of ['.json', '.pdf', '/receipt']) {
    const response = await app.request(`/decisions/${encodeURIComponent(withdrawn)}${form}`)
    assert.equal(response.status, 410)
    assert.deepEqual(Object.keys((await response.json()) as object).sort(), ['address', 'number', 'withdrawn'])
  }
  const list = (await (await app.request('/decisions.json')).json()) as { rows: { number: string }[] }
  assert.deepEqual(Object.keys(list.rows.find((row) => row.number === withdrawn) ?? {}).sort(), [
    'address',
    'number',
    'withdrawn',
  ])
  const csv = await (await app.request('/decisions.csv')).text()
  assert.equal(
    csv.split('\r\n').find((line) => line.includes(withdrawn)),
    `"${withdrawn}"${',""'.repeat(14)},"2026-11-20","决定被澄州市人民政府复议撤销"`,
  )
})

test('who follows a link to a file with a browser is told in a page why there is none, and a program in JSON', async () => {
  const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
  const waiting: PortalSource = { ...sampleSource, decisionPdf: async () => undefined, receipt: async () => undefined }
  const unknown = `/decisions/${encodeURIComponent('澄市监罚〔2026〕9999号')}`
  for (const [of, path, status, words] of [
    [app, `${unknown}.pdf`, 404, /没有公示过这份决定/],
    [app, `${unknown}/receipt`, 404, /没有公示过这份决定/],
    [app, `/decisions/${encodeURIComponent(withdrawn)}.pdf`, 410, /撤回/],
    [sampleApp(waiting), `${address}.pdf`, 404, /PDF 正在生成，请稍后再下载/],
    [sampleApp(waiting), `${address}/receipt`, 404, /正在等待封存/],
    [app, '/decisions.csv?from=yesterday', 400, /日期请按/],
  ] as const) {
    const page = await of.request(path, { headers: browser })
    assert.equal(page.status, status, path)
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/, path)
    assert.match(await page.text(), words, path)
    const program = await of.request(path, { headers: { Accept: '*/*' } })
    assert.equal(program.status, status, path)
    assert.match(program.headers.get('content-type') ?? '', /^application\/json/, path)
    assert.match(page.headers.get('vary') ?? '', /Accept/)
  }
})

test('a number typed with other brackets or spaces finds its decision', async () => {
  for (const typed of [
    '澄市监罚[2026]146号',
    '澄市监罚(2026)第146号',
    '澄市监罚【2026】 146 号',
    '澄市监罚（2026）146',
  ]) {
    assert.equal(documentNumber(typed), number, typed)
    const found = await app.request(`/search?q=${encodeURIComponent(typed)}`)
    assert.deepEqual([found.status, found.headers.get('location')], [303, address])
  }
  const other = await app.request(`/decisions/${encodeURIComponent('澄市监罚[2026]146号')}`)
  assert.deepEqual([other.status, other.headers.get('location')], [301, address])
  assert.equal(documentNumber('虚云糕饼示例店'), undefined)
})

test('the link of a QR code put into the search leads to the paper, and never out of the house', async () => {
  const code = 'https://elsewhere.example/papers/p-147?d=q3Yk1v0nA7cTtq2m9XcW5w8fH0b4s6Jd'
  const found = await app.request(`/search?q=${encodeURIComponent(code)}`)
  assert.equal(found.headers.get('location'), '/papers/p-147?d=q3Yk1v0nA7cTtq2m9XcW5w8fH0b4s6Jd')
  assert.equal(scannedPaper('//evil.example/papers//evil.example?d=x'), undefined)
})

test('a query that can not be understood is answered in Chinese, field by field, with what was typed', async () => {
  const query = '/decisions?q=糕饼&from=2026-02-31&to=yesterday&page=0&penalty=流放'
  const page = await app.request(encodeURI(query))
  const text = await page.text()
  assert.equal(page.status, 400)
  assert.match(text, /value="糕饼"/)
  for (const field of ['from', 'to', 'penalty']) assert.match(text, new RegExp(`id="${field}-wrong"`))
  for (const form of ['json', 'csv']) {
    const response = await app.request(encodeURI(query.replace('/decisions', `/decisions.${form}`)))
    const { refusals } = (await response.json()) as { refusals: { field: string; message: string }[] }
    assert.equal(response.status, 400)
    assert.deepEqual(refusals.map(({ field }) => field).sort(), ['from', 'page', 'penalty', 'to'])
    for (const { message } of refusals) assert.match(message, /\p{Script=Han}/u)
  }
})

test('the empty fields of a form are no conditions', async () => {
  const response = await app.request('/decisions?q=&penalty=&procedure=&from=&to=')
  assert.equal(response.status, 200)
  assert.match(await response.text(), /<strong>47<\/strong> 件决定/)
})

test('open data goes on from page to page until all is had once', async () => {
  const numbers: string[] = []
  for (let next: string | undefined = '/decisions.json'; next !== undefined; ) {
    const list = (await (await app.request(next)).json()) as { rows: { number: string }[]; next?: string }
    numbers.push(...list.rows.map((row) => row.number))
    next = list.next
  }
  assert.equal(new Set(numbers).size, 47)
  assert.equal(numbers.length, 47)
})

test('the table holds every row, can be read by Excel, and can not run a formula there', async () => {
  const response = await app.request('/decisions.csv')
  const bytes = new Uint8Array(await response.arrayBuffer())
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
  assert.equal(new TextDecoder().decode(bytes).trimEnd().split('\r\n').length, 48)
  const { rows } = await sampleSource.decisions({})
  for (const start of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1']) {
    const [row] = rows
    assert.ok(row)
    const [, line = ''] = decisionsCsv([{ ...row, party: `${start}"店` }]).split('\r\n')
    assert.ok(line.includes(`,"'${start}""店",`), line)
  }
})

test('a table that would be too long is refused with what to do', async () => {
  const source: PortalSource = {
    ...sampleSource,
    decisions: async (query) => ({ ...(await sampleSource.decisions(query)), total: 10_001 }),
  }
  const response = await sampleApp(source).request('/decisions.csv')
  assert.equal(response.status, 400)
  assert.match(await response.text(), /分段下载/)
})

test('an answer that did not change costs no bytes, and one that did is given anew', async () => {
  for (const path of ['/', address, `${address}.pdf`, '/decisions.csv']) {
    const first = await app.request(path)
    const tag = first.headers.get('etag') ?? ''
    assert.equal(first.headers.get('cache-control'), 'public, no-cache')
    assert.equal((await app.request(path, { headers: { 'If-None-Match': tag } })).status, 304)
    assert.equal((await app.request(path, { headers: { 'If-None-Match': '"other"' } })).status, 200)
  }
})

test('the stylesheet is kept for good under an address that names its content', async () => {
  const link = /href="(\/assets\/portal\.[0-9a-f]{16}\.css)"/.exec(await (await app.request('/')).text())?.[1] ?? ''
  const { status, headers } = await app.request(link)
  assert.equal(status, 200)
  assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable')
})

test('large type is chosen by a link, kept in a cookie, and leads back to the same page', async () => {
  const chosen = await app.request('/decisions?q=%E5%BA%97&type=large')
  assert.deepEqual([chosen.status, chosen.headers.get('location')], [303, '/decisions?q=%E5%BA%97'])
  assert.match(chosen.headers.get('set-cookie') ?? '', /^type=large; Max-Age=31536000; Path=\/; SameSite=Lax$/)
  const large = await app.request('/decisions', { headers: { Cookie: 'type=large' } })
  assert.match(await large.text(), /<html lang="zh-CN" data-type="large">/)
  assert.equal(large.headers.get('vary'), 'Cookie')
  const back = await app.request('/decisions?type=normal')
  assert.match(back.headers.get('set-cookie') ?? '', /Max-Age=0/)
})

test('search engines are told of the pages and of decisions about firms, not about persons, and none withdrawn', async () => {
  const map = await (await app.request('/sitemap.xml')).text()
  const { rows } = await sampleSource.decisions({})
  for (const { number: each, partyKind, withdrawn: gone } of rows)
    assert.equal(map.includes(encodeURIComponent(each)), partyKind !== 'person' && gone === undefined, each)
  assert.match(await (await app.request('/robots.txt')).text(), /Sitemap: https:\/\/scjg\.example\/sitemap\.xml/)
})

test('when nothing can be read, the page says so and gives a number to name', async () => {
  let broken = false
  const failing = sampleApp({
    ...sampleSource,
    home: async () => {
      if (broken) throw new Error('no database')
      return sampleSource.home()
    },
  })
  assert.equal((await failing.request('/')).status, 200)
  broken = true
  const response = await failing.request('/')
  assert.equal(response.status, 500)
  assert.match(await response.text(), /页面暂时打不开[\s\S]*7f3a/)
})
