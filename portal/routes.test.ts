import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PortalSource, PublicDecisionRow } from '../src/disclosure/view.ts'
import { documentNumber, scannedPaper } from './addresses.ts'
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

test('the list of what is recorded says how long it is kept, how a party asks for it, and what it said before', async () => {
  const text = async (path: string) => (await app.request(path)).text()
  const now = await text('/recording')
  for (const words of ['查封、扣押', '全程，录像', '保存：与案卷保管期限相同', '您可以怎样', '第 1 版', '（现行）'])
    assert.ok(now.includes(words), words)
  assert.ok(now.includes('href="/recording" aria-current="page"'))
  const old = await text('/recording?version=1')
  assert.ok(old.includes('这是以前的一版') && !old.includes('张贴公告'))
  assert.equal((await app.request('/recording?version=9')).status, 404)
})

test('the page of legal review has the rules, the list in words with what is discussed, and what the list said before', async () => {
  const text = async (path: string) => (await app.request(path)).text()
  const now = await text('/review')
  for (const words of [
    '审核主体',
    '十个工作日',
    '罚款偏离裁量基准',
    '集体讨论决定',
    '也全部进行法制审核',
    '报澄州市人民政府备案',
    '（现行）',
  ])
    assert.ok(now.includes(words), words)
  const old = await text('/review?version=1')
  assert.ok(old.includes('这是以前的一版') && !old.includes('偏离裁量基准的罚款'))
  assert.equal((await app.request('/review?version=9')).status, 404)
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
    `"${withdrawn}"${',""'.repeat(17)},"2026-11-20","决定被澄州市人民政府复议撤销"`,
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
    assert.deepEqual(refusals.map(({ field }) => field).sort(), ['from', 'penalty', 'to'])
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
    const source: PortalSource = {
      ...sampleSource,
      allDecisions: async function* () {
        yield { ...row, party: `${start}"店` }
      },
    }
    const [, line = ''] = (await (await sampleApp(source).request('/decisions.csv')).text()).split('\r\n')
    assert.ok(line.includes(`,"'${start}""店",`), line)
  }
})

test('a table of endless decisions is sent as it is read, and no more is read once nobody listens', async () => {
  const [row] = (await sampleSource.decisions({})).rows
  assert.ok(row)
  let read = 0
  let ended = false
  const source: PortalSource = {
    ...sampleSource,
    allDecisions: async function* () {
      try {
        for (;;) {
          read++
          yield row
        }
      } finally {
        ended = true
      }
    },
  }
  const reader = (await sampleApp(source).request('/decisions.csv')).body?.getReader()
  assert.ok(reader)
  assert.equal((await reader.read()).done, false)
  await reader.cancel()
  while (!ended) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.ok(read < 10_000)
})

test('a place in the open data that was made up is refused', async () => {
  for (const after of ['2026-02-31~x', 'x', '2026-01-01']) {
    const answer = await app.request(`/decisions.json?after=${encodeURIComponent(after)}`)
    assert.equal(answer.status, 400)
    assert.match(await answer.text(), /next 中的地址/)
  }
})

test('a part of a PDF is had by its range, and only of the PDF that was meant', async () => {
  const whole = new Uint8Array(await (await app.request(`${address}.pdf`)).arrayBuffer())
  const part = async (headers: Record<string, string>) => {
    const answer = await app.request(`${address}.pdf`, { headers })
    return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer()).toString()]
  }
  const size = whole.length
  const text = (from: number, until: number) => Buffer.from(whole.slice(from, until)).toString()
  const etag = (await app.request(`${address}.pdf`)).headers.get('etag') ?? ''
  assert.deepEqual(await part({ Range: 'bytes=0-7' }), [206, `bytes 0-7/${size}`, text(0, 8)])
  assert.deepEqual(await part({ Range: 'bytes=4-' }), [206, `bytes 4-${size - 1}/${size}`, text(4, size)])
  assert.deepEqual(await part({ Range: 'bytes=-3' }), [
    206,
    `bytes ${size - 3}-${size - 1}/${size}`,
    text(size - 3, size),
  ])
  assert.deepEqual(await part({ Range: 'bytes=2-9999' }), [206, `bytes 2-${size - 1}/${size}`, text(2, size)])
  assert.deepEqual(await part({ Range: 'bytes=9999-' }), [416, `bytes */${size}`, ''])
  for (const Range of ['bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-'])
    assert.deepEqual(await part({ Range }), [200, null, text(0, size)], Range)
  assert.deepEqual(await part({ Range: 'bytes=0-1', 'If-Range': etag }), [206, `bytes 0-1/${size}`, text(0, 2)])
  assert.deepEqual(await part({ Range: 'bytes=0-1', 'If-Range': '"other"' }), [200, null, text(0, size)])
  assert.deepEqual(await part({ Range: 'bytes=0-1', 'If-None-Match': `"a", W/${etag}` }), [304, null, ''])
})

test('an answer that did not change costs no bytes, and one that did is given anew', async () => {
  for (const path of ['/', address, `${address}.pdf`, '/sitemap.xml']) {
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
  const read = async (path: string) => (await app.request(path)).text()
  const locations = (xml: string) =>
    [...xml.matchAll(/<loc>https:\/\/scjg\.example(.*?)<\/loc>/g)].map(([, path = '']) => path)
  const maps = locations(await read('/sitemap.xml'))
  assert.ok(maps.length > 3)
  const map = (await Promise.all(maps.map(read))).join('')
  const listed = locations(map)
  assert.equal(new Set(listed).size, listed.length, 'an address stands twice')
  for (const path of listed) assert.equal((await app.request(path)).status, 200, path)
  const rows: PublicDecisionRow[] = []
  for await (const row of sampleSource.allDecisions({})) rows.push(row)
  assert.equal(rows.length, 47)
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
