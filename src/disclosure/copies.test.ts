import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { publicCopies } from './copies.ts'

test('a public PDF is printed once, again when anything of it changed, and nothing is kept of what was withdrawn', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-copies-'))
  try {
    const number = '澄市监罚〔2026〕1号'
    let printed = 0
    const laid = (text: string) => ({ digest: text, pdf: () => Buffer.from(`${text} ${++printed}`) })
    const copies = publicCopies(directory)
    const texts = async (text: string) => Buffer.from(await copies.of(number, laid(text))).toString()
    assert.equal(await texts('a'), 'a 1')
    assert.equal(await texts('a'), 'a 1')
    assert.equal(Buffer.from(await publicCopies(directory).of(number, laid('a'))).toString(), 'a 1')
    assert.equal(await texts('b'), 'b 2')
    const files = () => readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    assert.deepEqual(
      files().map(({ name }) => name),
      ['b.pdf'],
    )
    await copies.drop(number)
    assert.deepEqual(files(), [])
  } finally {
    rmSync(directory, { recursive: true })
  }
})
