import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleApp } from '../sample.ts'

const app = sampleApp()
const post = (path: string, body: FormData | URLSearchParams) =>
  app.request(path, { method: 'POST', body, headers: { origin: 'https://scjg.example' } })
const form = (fields: Readonly<Record<string, string>>, files: readonly File[] = []) => {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.append(name, value)
  for (const file of files) made.append('files', file)
  return made
}

test('a form that lacks something comes back with all that was typed, and leads to each fault', async () => {
  const given = {
    kind: 'report',
    against: '“某”店 <b>',
    againstAddress: '平台 A&B',
    content: '',
    name: '李',
    code: 'AB2C-3D4E-5F6G',
    kept: `${'a'.repeat(64)} 照 片.png`,
  }
  const answer = await post('/complaints/new', form(given))
  assert.equal(answer.status, 422)
  const text = await answer.text()
  for (const there of [
    '我要举报',
    '“某”店 &lt;b&gt;',
    '平台 A&amp;B',
    'value="李"',
    'AB2C-3D4E-5F6G',
    '照 片.png',
    'href="#content"',
    'id="content-wrong"',
  ])
    assert.ok(text.includes(there), there)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
})

test('number and code are shown once, on a page that nobody keeps', async () => {
  const answer = await post(
    '/complaints/new',
    form({ kind: 'complaint', content: '漏水', name: '钱' }, [new File(['x'], '照片.png')]),
  )
  assert.equal(answer.status, 200)
  const text = await answer.text()
  assert.ok(text.includes('TS2026-0012') && text.includes('AB2C-3D4E-5F6G') && text.includes('只在这里显示一次'))
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.ok(text.includes('noindex'))
})

test('a form is given with a code of its own, and no cache keeps it', async () => {
  const codeOf = async () =>
    /name="code" value="([^"]+)"/.exec(await (await app.request('/complaints/new')).text())?.[1]
  const [one, two] = [await codeOf(), await codeOf()]
  assert.match(one ?? '', /^[2-9A-Z]{4}-/)
  assert.notEqual(one, two)
  assert.equal((await app.request('/complaints/new')).headers.get('cache-control'), 'no-store')
})

test('too much at once is refused in words', async () => {
  const answer = await post(
    '/complaints/new',
    form({ kind: 'complaint', content: 'x' }, [new File([new Uint8Array(27 * 1024 * 1024)], '大.png')]),
  )
  assert.equal(answer.status, 413)
  assert.ok((await answer.text()).includes('26 MB'))
})

test('a form from another site is not taken', async () => {
  const answer = await app.request('/complaints/new', {
    method: 'POST',
    body: form({ kind: 'complaint', content: '某店不好' }),
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
  })
  assert.equal(answer.status, 403)
  assert.ok((await answer.text()).includes('某店不好'))
})

test('progress: found, not found, not filled in, too often', async () => {
  const ask = async (number: string, code: string) => {
    const answer = await post('/follow', new URLSearchParams({ number, code }))
    return { status: answer.status, text: await answer.text(), retry: answer.headers.get('retry-after') }
  }
  const found = await ask('TS2026-0012', 'AB2C-3D4E-5F6G')
  assert.equal(found.status, 200)
  for (const there of [
    '已受理，正在调解',
    '还有 30 个工作日',
    '第二十一条',
    '条文未经核实',
    '/papers/p-147',
    '消保分局',
  ])
    assert.ok(found.text.includes(there), there)
  const no = await ask('TS2026-0012', 'ZZZZ-ZZZZ-ZZZZ')
  assert.equal(no.status, 404)
  assert.ok(no.text.includes('value="TS2026-0012"') && !no.text.includes('ZZZZ-ZZZZ'))
  assert.equal((await ask('', '')).status, 400)
  const often = await ask('TS2026-0012', 'often')
  assert.deepEqual([often.status, often.retry !== null], [429, true])
})

test('a letter is asked for with number and code in the body, and is kept by nobody', async () => {
  const found = await (
    await post('/follow', new URLSearchParams({ number: 'TS2026-0012', code: 'AB2C-3D4E-5F6G' }))
  ).text()
  assert.match(found, /<form action="\/follow\/letter" method="post">.*value="l-1".*下载投诉受理告知书（PDF）/)
  const ask = (code: string, letter = 'l-1') =>
    post('/follow/letter', new URLSearchParams({ number: 'TS2026-0012', code, letter }))
  const got = await ask('AB2C-3D4E-5F6G')
  assert.deepEqual(
    ['content-type', 'cache-control', 'content-disposition'].map((name) => got.headers.get(name)),
    [
      'application/pdf',
      'no-store',
      `attachment; filename*=UTF-8''${encodeURIComponent('投诉受理告知书（TS2026-0012）.pdf')}`,
    ],
  )
  assert.equal(await got.text(), '%PDF-1.7')
  assert.deepEqual(
    [(await ask('ZZZZ-ZZZZ-ZZZZ')).status, (await ask('AB2C-3D4E-5F6G', 'l-2')).status, (await ask('often')).status],
    [404, 404, 429],
  )
})

test('the board names posts and people, and has codes to scan', async () => {
  const text = await (await app.request('/window')).text()
  assert.equal(text.match(/<svg/g)?.length, 3)
  // Only the screen in the hall renews itself; a reader isn't interrupted.
  assert.equal((await app.request('/window')).headers.get('refresh'), null)
  assert.equal((await app.request('/window?screen=1')).headers.get('refresh'), '60')
  for (const there of ['咨询导办', '言清', 'TS****-0012', '12315']) assert.ok(text.includes(there), there)
})

test('sample materials can be taken along', async () => {
  const file = await app.request('/window/materials/complaint.txt')
  assert.equal(file.status, 200)
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment/)
  assert.ok((await file.text()).includes('投诉请求'))
  assert.equal((await app.request('/window/materials/nothing')).status, 404)
})

test('what a licence guide that holds today asks to be brought stands on the board, and on a sheet to tick off', async () => {
  const board = await (await app.request('/window')).text()
  assert.match(board, /办许可带什么[\s\S]*食品经营许可（新办）[\s\S]*食品经营许可申请书、主体资格证明/)
  const address = /href="(\/window\/materials\/licence\/[^"]+)"/.exec(board)?.[1] ?? assert.fail()
  const sheet = await (await app.request(address)).text()
  assert.match(sheet, /□<\/td><th scope="row">主体资格证明<small>形式：复印件；份数：1；要求：能在网上核验的不用交/)
  for (const there of ['有设备、设施', '不收费', '/lists/licence-guide/licence-food'])
    assert.ok(sheet.includes(there), there)
  assert.ok(!sheet.includes('自助打印'), 'a version that does not hold yet asks for nothing')
  assert.equal((await app.request('/window/materials/licence/nothing')).status, 404)
})
