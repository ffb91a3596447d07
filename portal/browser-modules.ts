import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The verifier as the browser runs it: the very source files, without their types, under addresses that name their content. There is
 * no bundle, so that whoever wants to know what checks a receipt reads what is in the repository.
 */
export interface BrowserModules {
  /** Where the page's script is. */
  readonly entry: string
  /** Below which address all of them are. */
  readonly folder: string
  /** The text of the module at an address. */
  read(address: string): string | undefined
}

const root = new URL('../', import.meta.url)
const imported = /(\bfrom\s*|\bimport\s*)(['"])([^'"]+)\2/g

/** Where a module stands below the folder: our files as in the repository, libraries under `modules`. */
const placeOf = (url: string): string => {
  const path = fileURLToPath(url)
  const library = path.lastIndexOf('/node_modules/')
  return library >= 0 ? `modules/${path.slice(library + '/node_modules/'.length)}` : relative(fileURLToPath(root), path)
}

const sourceOf = (url: string): string => {
  const text = readFileSync(new URL(url), 'utf8')
  return url.endsWith('.ts') ? withoutTypes(text) : text.replace(/^\/\/# sourceMappingURL.*$/m, '')
}

/** Node runs our own files by the same step, without a word; only asked for by name does it warn that it is new, at every start. */
const withoutTypes = (text: string): string => {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Follows the imports of a script of the portal. */
export const browserModules = (script: string): BrowserModules => {
  const start = new URL(script, root).href
  const found = new Map<string, string>()
  const waiting = [start]
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (found.has(url)) continue
    const from = url
    const source = sourceOf(from)
    found.set(from, source)
    for (const [, , , to = ''] of source.matchAll(imported)) waiting.push(resolved(to, from))
  }
  const hash = createHash('sha256')
  for (const [url, source] of [...found].sort()) hash.update(`${placeOf(url)}\0${source}\0`)
  const folder = `/assets/verify.${hash.digest('hex').slice(0, 16)}`
  const modules = new Map(
    [...found].map(([url, source]) => [
      `${folder}/${placeOf(url)}`,
      source.replace(
        imported,
        (_, word, quote, to) => `${word}${quote}${folder}/${placeOf(resolved(to, url))}${quote}`,
      ),
    ]),
  )
  return { folder, entry: `${folder}/${placeOf(start)}`, read: (address) => modules.get(address) }
}

/** A library is found from here, whoever asks for it: all of them share one `node_modules`. */
const resolved = (to: string, from: string): string =>
  to.startsWith('.') ? new URL(to, from).href : import.meta.resolve(to)
