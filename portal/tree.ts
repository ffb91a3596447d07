import { decisionAddress } from './addresses.ts'

/** Endings of addresses that name a file as they stand. */
const file =
  /\.(json|csv|xlsx|atom|pdf|xml|txt|svg|css|js|ts|mjs|png|vkey)$|^\/(checkpoint$|tile\/|assets\/)|\/receipt$/

/**
 * Where the answer to an address without a query stands in the tree: a page has `.html` behind it, the first page is `index.html`, a
 * file is called as in its address. Undefined for what can't be a file's name.
 */
export const fileOf = (path: string): string | undefined => {
  if (path === '/') return 'index.html'
  const name = decoded(path)
  if (name === undefined || name.split('/').some((part) => part === '' || part.startsWith('.'))) return undefined
  return file.test(path) ? name : `${name}.html`
}

const decoded = (path: string): string | undefined => {
  try {
    const name = decodeURIComponent(path.slice(1))
    return /[\0\\]/.test(name) ? undefined : name
  } catch {
    return undefined
  }
}

/** Everything that stands below a decision's number: its data first, its page, which leads to the others, last. */
export const decisionPaths = (number: string): readonly string[] => {
  const page = decisionAddress(number)
  return [`${page}.json`, `${page}.pdf`, `${page}/receipt`, page]
}

/** Answers that are each person's own, or that no list leads to. */
const notInTree =
  /^\/(search|desk|field|api|papers|officers\/check|complaints\/new|follow|window|healthz|readyz|metrics)(\/|$)/

const references: readonly RegExp[] = [
  /\b(?:href|src)="(\/[^"#?]*)["#]/g,
  /<loc>https?:\/\/[^/<]+(\/[^<?#]*)<\/loc>/g,
  /\b(?:from|import)\s*["'](\/assets\/[^"']+)["']/g,
]

/** What an answer of the portal leads to that may stand in the tree: addresses of this site without a query, decisions left out. */
export const leadsTo = (text: string): ReadonlySet<string> =>
  new Set(
    references
      .flatMap((reference) => [...text.matchAll(reference)].map(([, path = '']) => path.replaceAll('&amp;', '&')))
      .filter((path) => !notInTree.test(path) && !/^\/decisions\/./.test(path) && !path.startsWith('//')),
  )
