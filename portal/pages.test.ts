import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { PortalSource } from '../src/disclosure/view.ts'
import { sampleApp, samplePages, sampleSource } from './sample.ts'

type Element = DefaultTreeAdapterTypes.Element

const read = async (path: string, app = sampleApp()) => {
  const response = await app.request(encodeURI(decodeURI(path)))
  return { response, text: await response.text() }
}

const elements = (text: string): readonly Element[] => {
  const walk = (node: DefaultTreeAdapterTypes.Node): readonly Element[] => {
    const inside = 'childNodes' in node ? node.childNodes.flatMap(walk) : []
    return 'tagName' in node ? [node, ...inside] : inside
  }
  return walk(parse(text))
}
const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value

const app = sampleApp()
for (const [name, [path, status]] of Object.entries(samplePages)) {
  test(`the page “${name}” is valid HTML with landmarks, one main heading, and no script that it needs`, async () => {
    const { response, text } = await read(path, app)
    assert.equal(response.status, status)
    const errors: string[] = []
    parse(text, {
      onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`),
      sourceCodeLocationInfo: true,
    })
    assert.deepEqual(errors, [])

    const all = elements(text)
    // An element in a place where it may not stand is moved or doubled by the parser.
    assert.equal(all.length, text.match(/<[a-z]/g)?.length, 'every element stands where it was written')
    const count = (tag: string) => all.filter(({ tagName }) => tagName === tag).length
    assert.deepEqual(
      { main: count('main'), h1: count('h1'), header: count('header'), footer: count('footer'), title: count('head') },
      { main: 1, h1: 1, header: 1, footer: 1, title: 1 },
    )
    assert.equal(count('style') + count('iframe'), 0)
    const scripts = all.filter(({ tagName }) => tagName === 'script').map((each) => attribute(each, 'src') ?? '')
    assert.deepEqual(
      scripts.filter((src) => name !== 'verify' || !src.startsWith('/assets/verify.')),
      [],
    )
    assert.deepEqual(
      all.flatMap(({ attrs }) => attrs.filter((each) => each.name === 'style' || each.name.startsWith('on'))),
      [],
    )

    const ids = all.flatMap((element) => attribute(element, 'id') ?? [])
    assert.equal(new Set(ids).size, ids.length, 'an id stands twice')
    const pointed = all.flatMap((element) =>
      ['for', 'aria-labelledby', 'aria-describedby'].flatMap((each) => attribute(element, each)?.split(' ') ?? []),
    )
    const anchors = all.flatMap((element) =>
      attribute(element, 'href')?.startsWith('#') ? [attribute(element, 'href')?.slice(1)] : [],
    )
    assert.deepEqual(
      [...pointed, ...anchors].filter((id) => id !== undefined && id !== 'page' && !ids.includes(id)),
      [],
    )
    const first = all.find(({ tagName }) => tagName === 'a')
    assert.equal(
      first === undefined ? undefined : attribute(first, 'href'),
      '#main',
      'the first link skips to the text',
    )
    assert.equal(text.includes('undefined') || text.includes('NaN') || text.includes('[object'), false)
  })
}

test('every link inside the portal leads somewhere', async () => {
  const links = new Set<string>()
  for (const [path] of Object.values(samplePages))
    for (const element of elements((await read(path, app)).text)) {
      const href = attribute(element, 'href')?.split('#')[0]
      if (href?.startsWith('/') && !href.includes('type=')) links.add(href)
    }
  const dead: string[] = []
  for (const link of links) {
    const { status } = await app.request(link)
    // The invented late decision no. 52 is older than the sample's list; 410 is a tombstone.
    if (status !== 200 && status !== 410 && !decodeURIComponent(link).includes('〕52号') && link !== '/decisions/x')
      dead.push(`${status} ${decodeURIComponent(link)}`)
  }
  assert.deepEqual(dead, [])
})

/** The sample with a script in every Chinese text of it. */
const hostile = (source: PortalSource): PortalSource => {
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string')
      return /\p{Script=Han}/u.test(value) ? `${value}"'><script>alert(1)</script><img src=x onerror=alert(1)>` : value
    if (Array.isArray(value)) return value.map(poison)
    if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poison(each)]))
  }
  return Object.fromEntries(
    Object.entries(source).map(([name, ask]) => [
      name,
      async (...given: unknown[]) => poison(await (ask as (...all: unknown[]) => unknown)(...given)),
    ]),
  ) as unknown as PortalSource
}

test('a script in any text of the bureau, of a party or of a reader stays text on every page', async () => {
  const poisoned = sampleApp(hostile(sampleSource))
  const typed = encodeURIComponent('"><script>alert(1)</script>')
  const paths = [
    ...Object.values(samplePages).map(([path]) => path),
    ...[
      '/search?q=',
      '/decisions?q=',
      '/decisions?penalty=',
      '/decisions?from=',
      '/officers?q=',
      '/papers/x?d=',
      '/nothing/',
    ].map((each) => each + typed),
    `/decisions/${typed}`,
  ]
  for (const path of paths) {
    const { text } = await read(path, poisoned)
    // The page for an address that nobody knows is drawn before anything is read.
    if (!path.startsWith('/nothing')) assert.ok(text.includes('&lt;script&gt;'), path)
    const found = elements(text)
    const foreign = found.filter(
      (each) =>
        (each.tagName === 'img' && attribute(each, 'src')?.startsWith('/officers/check/photo') !== true) ||
        (each.tagName === 'script' && attribute(each, 'src')?.startsWith('/assets/verify.') !== true),
    )
    assert.equal(foreign.length, 0, path)
    assert.deepEqual(
      found.flatMap(({ attrs }) => attrs.filter((each) => each.name.startsWith('on'))),
      [],
      path,
    )
  }
})

test('masked places are shown as masked, with what is masked', async () => {
  const { text } = await read(samplePages['a decision']?.[0] ?? '')
  assert.equal(text.match(/class="masked"/g)?.length, 4)
  assert.match(text, /已隐去：身份证件号码/)
  assert.match(text, /有 4 处依法隐去/)
})

test('a decision says what is proved and what is not, or that the proof is still awaited', async () => {
  const sealed = (await read(samplePages['a decision']?.[0] ?? '')).text
  for (const each of ['原文一致', '时间', '未改动', '没有证明的', '对错'])
    assert.ok(sealed.includes(`<strong>${each}</strong>`) || sealed.includes(`>${each}<`), each)
  const waiting = (await read(samplePages['a decision that waits for the log']?.[0] ?? '')).text
  assert.ok(waiting.includes('还在等待封存'))
  assert.ok(!waiting.includes('原文一致'))
  assert.ok(sealed.includes('/receipt"') && !waiting.includes('/receipt"'))
})

test('a withdrawn decision leaves its number, the date and the reason, and names nobody', async () => {
  const all = await sampleSource.decisions({})
  const withdrawn = all.rows.find((row) => row.withdrawn !== undefined)
  assert.ok(withdrawn)
  const { text } = await read(samplePages['a withdrawn decision']?.[0] ?? '')
  assert.ok(
    text.includes(withdrawn.number) &&
      text.includes('2026年11月20日') &&
      text.includes(withdrawn.withdrawn?.reason ?? '-'),
  )
  for (const secret of [withdrawn.party, withdrawn.violation, withdrawn.partyCode ?? '-'])
    assert.ok(!text.includes(secret), secret)
})

test('a page about a person asks search engines to leave it out', async () => {
  const { rows } = await sampleSource.decisions({})
  for (const kind of ['person', 'organisation'] as const) {
    const row = rows.find(({ partyKind, withdrawn }) => partyKind === kind && withdrawn === undefined)
    const { text } = await read(`/decisions/${row?.number}`)
    assert.equal(text.includes('<meta name="robots" content="noindex">'), kind === 'person')
  }
})

test('on the board, a measure without data is not shown as met', async () => {
  const { text } = await read('/board')
  const measures = text.split('<li id="').filter((each) => /^[DRL]\d/.test(each))
  assert.equal(measures.length, 29)
  const without = measures.filter((each) => each.includes('>无数据<'))
  assert.ok(without.length > 0)
  for (const each of without) assert.ok(!each.includes('class="good"') && each.includes('– 无数据'))
})
