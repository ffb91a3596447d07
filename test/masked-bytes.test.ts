import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openDatabase, sql } from '../src/platform/index.ts'
import { type RunningBureau, startDemo } from './server.ts'

/** What is hidden of a decision that was published: the texts, and where the decision stands. */
interface Secret {
  readonly number: string
  readonly texts: readonly string[]
  /** Of the whole content: with it a guess at what is hidden could be tested. */
  readonly digest: string
}

/** How much of each kind is fetched whole: rendering a PDF takes most of a second. */
const PDFS = 8

describe('what was masked is in no public byte', () => {
  let bureau: RunningBureau
  let scratch = ''
  let secrets: readonly Secret[] = []
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'zhaoming-masked-'))
    bureau = await startDemo()
    await bureau.stop()
    const database = await openDatabase({ directory: bureau.data })
    const { rows } = await sql<{
      number: string
      digest: string
      gone: boolean
      hidden: readonly { readonly text: string }[]
      parties: readonly {
        readonly kind: string
        readonly name: string
        readonly idNumber?: string
        readonly phone?: string
        readonly address: string
      }[]
    }>`
      select d.number, p.digest, d.withdrawn_on is not null or d.ended_on is not null as gone, d.hidden, s.state -> 'dossier' -> 'parties' as parties
      from public_decision d join stream s on s.kind = 'case' and s.id = d.case_id join case_paper p on p.id = d.paper`.execute(
      database.db,
    )
    await database.close()
    secrets = rows.map(({ number, digest, hidden, parties }) => ({
      number,
      digest,
      texts: [
        ...hidden.map(({ text }) => text),
        ...parties.flatMap(({ kind, name, idNumber, phone, address }) => [
          ...(idNumber === undefined ? [] : [idNumber]),
          ...(phone === undefined ? [] : [phone]),
          ...(kind === 'person' ? [name, address] : []),
        ]),
      ],
    }))
    await bureau.start()
  })
  after(async () => {
    await bureau?.stop()
    bureau?.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  const bytes = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${bureau.url}${path}`, { headers })).arrayBuffer())

  /** Which of these texts stands in what a public address gave: in the bytes, in base64 of a receipt, escaped in JSON. */
  const found = (where: string, text: string, all: ReadonlySet<string>): readonly string[] => {
    const forms = [
      text,
      ...text
        .split('\n')
        .flatMap((line) => (line.startsWith('extra ') ? [Buffer.from(line.slice(6), 'base64').toString()] : [])),
    ]
    const unescaped = forms.map((form) =>
      form
        .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
    )
    return [...all]
      .filter((secret) => unescaped.some((form) => form.includes(secret)))
      .map((secret) => `${where}: ${secret}`)
  }

  test('pages, search, open data, feeds and maps, walked from link to link', async () => {
    assert.ok(secrets.length > 40 && secrets.flatMap(({ texts }) => texts).length > 60)
    // A name of a person may be another one's, or a word: only what names nobody else is looked for everywhere.
    const everywhere = new Set(
      secrets.flatMap(({ texts }) => texts.filter((text) => [...text].length >= 6 || /^\d{6,}/.test(text))),
    )
    const queue = [
      '/',
      '/decisions.json',
      '/decisions.csv',
      '/decisions.atom',
      '/ledger.json',
      '/ledger.csv',
      '/sitemap.xml',
      '/robots.txt',
      '/openapi.json',
      '/checkpoint',
      '/log.vkey',
    ]
    const seen = new Set(queue)
    const leaks: string[] = []
    for (let path = queue.shift(); path !== undefined && seen.size < 3000; path = queue.shift()) {
      if (/\.pdf$/.test(path)) continue
      const text = (await bytes(path)).toString()
      leaks.push(...found(path, text, everywhere))
      // The same compressed, as a cache may hold it.
      if (path === '/decisions' || path === '/')
        leaks.push(...found(`${path} br`, (await bytes(path, { 'Accept-Encoding': 'br' })).toString(), everywhere))
      for (const [, link = ''] of text.matchAll(/(?:href="|<loc>|"next":"|"address":")([^"<]+)/g)) {
        const url = new URL(link.replaceAll('&amp;', '&'), bureau.url)
        const next = `${url.pathname}${url.search}`
        const ours =
          url.origin === bureau.url || link.startsWith('/') || /\/(?:decisions|sitemaps|ledger)/.test(url.pathname)
        if (
          !ours ||
          /^\/(?:desk|field|api|assets|verify\/)/.test(url.pathname) ||
          /[?&](?:type|page=[2-9]\d)/.test(url.search) ||
          seen.has(next)
        )
          continue
        // Each combination of conditions is a list of the same rows.
        if (url.pathname === '/decisions' && [...url.searchParams].length > 1) continue
        seen.add(next)
        queue.push(next)
      }
    }
    assert.ok(seen.size > 150, `only ${seen.size} addresses`)
    assert.deepEqual(leaks, [])
  })

  test('what is searched for by it is not found, and each decision shows none of its own', async () => {
    const leaks: string[] = []
    for (const { number, texts, digest } of secrets) {
      const own = new Set(texts.filter((text) => text.length > 1))
      if (texts.length > 0) own.add(digest)
      const address = `/decisions/${encodeURIComponent(number)}`
      for (const path of [address, `${address}.json`, `${address}/receipt`])
        leaks.push(...found(path, (await bytes(path)).toString(), own))
    }
    assert.deepEqual(leaks, [])
    for (const { number, texts } of secrets.slice(0, 25))
      for (const text of texts.slice(0, 3)) {
        const answer = (await bytes(`/decisions.json?q=${encodeURIComponent(text.slice(0, 100))}`)).toString()
        assert.ok(!answer.includes(number), `${number} is found by what is hidden in it`)
      }
  })

  test('a public PDF has it neither in its text nor in its streams, tags and metadata', async () => {
    const shown = secrets.filter(({ texts }) => texts.length > 0)
    const withMost = shown.toSorted((a, b) => b.texts.length - a.texts.length).slice(0, PDFS)
    let printed = 0
    for (const { number, texts, digest } of withMost) {
      // A connection that was kept would be closed by the server while this process waits for a program, and be used again all the same.
      const answer = await fetch(`${bureau.url}/decisions/${encodeURIComponent(number)}.pdf`, {
        headers: { connection: 'close' },
      })
      if (answer.status === 410) continue
      const file = join(scratch, 'public.pdf')
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
      const run = (command: string, ...args: readonly string[]) => spawnSync(command, args, { maxBuffer: 1e9 }).stdout
      const plain = join(scratch, 'plain.pdf')
      run('qpdf', '--qdf', '--object-streams=disable', file, plain)
      const text = run('pdftotext', file, '-').toString()
      const every = [
        text.replaceAll(/\s/g, ''),
        run('pdfinfo', file).toString(),
        run('pdfinfo', '-struct-text', file).toString().replaceAll(/\s/g, ''),
        run('pdfinfo', '-meta', file).toString(),
        run('cat', plain).toString('latin1'),
        run('cat', plain).toString(),
      ]
      const utf16 = (secret: string) => Buffer.from(secret, 'utf16le').swap16().toString('latin1')
      for (const secret of [...texts.filter((each) => each.length > 1), digest]) {
        for (const part of every) assert.ok(!part.includes(secret.replaceAll(/\s/g, '')), `${number}: ${secret}`)
        assert.ok(!every.some((part) => part.includes(utf16(secret))), `${number}: ${secret} in UTF-16`)
        assert.ok(
          !every.some((part) =>
            part.toUpperCase().includes(Buffer.from(secret, 'utf16le').swap16().toString('hex').toUpperCase()),
          ),
        )
      }
      assert.ok(text.includes('已隐去'), `${number} says nothing of what is hidden`)
      printed++
    }
    assert.ok(printed > 2)
  })
})
