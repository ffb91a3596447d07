import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Where rules of law are coded. */
const rooms = ['src/procedure', 'src/review', 'src/disclosure', 'src/channels']
const sources = rooms.flatMap((room) =>
  globSync(`${room}/**/*.ts`, { cwd: root }).filter((file) => !/\.test\.ts$|\.scene\.ts$|\/testing\//.test(file)),
)
const tests = globSync('{src,desk,field,portal,test}/**/*.test.ts', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})
  .filter((file) => !file.endsWith('src/refusals.test.ts'))
  .map(read)
  .join('\n')

/** The call that begins at this place, to its closing bracket. */
const callAt = (text: string, from: number): string => {
  let depth = 0
  for (let n = text.indexOf('(', from); n < text.length; n++) {
    if (text[n] === '(') depth++
    if (text[n] === ')' && --depth === 0) return text.slice(from, n + 1)
  }
  return text.slice(from)
}

interface Found {
  readonly code: string
  readonly cites: boolean
}

/** Every refusal that the rules can give: its code, and whether it names the article that asks for it. */
const refusals: readonly Found[] = sources.flatMap((file) => {
  const text = read(file)
  return [...text.matchAll(/\b(?:refusal|unless|no)\(/g)].flatMap(({ index }) => {
    const call = callAt(text, index)
    const code = call.startsWith('unless')
      ? /\n?\s*'([a-z-]+)',\s*'/.exec(call)?.[1]
      : /^\w+\(\s*'([a-z-]+)'/.exec(call)?.[1]
    return code === undefined ? [] : [{ code, cites: /basis|Law\(|[rR]ules\(/.test(call) }]
  })
})
const codes = [...new Set(refusals.map(({ code }) => code))]
const ofLaw = [...new Set(refusals.filter(({ cites }) => cites).map(({ code }) => code))]

test('each refusal that the rules can give is tried by a test', () => {
  const untried = codes.filter((code) => !tests.includes(`'${code}'`))
  assert.deepEqual(untried, [])
})

test('more than eighty refusals name the article that asks for them', () => {
  assert.ok(ofLaw.length >= 80, `${ofLaw.length}: ${ofLaw.join(', ')}`)
})
