import type { PublicDecisionRow } from '../src/disclosure/view.ts'
import { listedKinds } from '../src/registry/index.ts'
import { decisionAddress } from './addresses.ts'

const pages = [
  '/',
  '/decisions',
  '/updates',
  '/ledger',
  '/guide',
  '/officers',
  '/officers/check',
  '/items',
  '/lists',
  ...listedKinds.map((kind) => `/lists/${kind}`),
  '/changes',
  '/changes/personnel',
  '/recording',
  '/review',
  '/procedure',
  '/remedies',
  '/complaints',
  '/board',
  '/verify',
]

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

export const pagesMap = '/sitemaps/pages.xml'
export const monthMap = (month: string): string => `/sitemaps/${month}.xml`

/** sitemaps.org/protocol: an index, as one map may hold 50,000 addresses only; the pages, and a map for each month of publication. */
export const sitemapIndex = (origin: string, months: readonly string[]): string =>
  `${head}<sitemapindex ${namespace}>
${[pagesMap, ...months.map(monthMap)].map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>`).join('\n')}
</sitemapindex>
`

export const pagesSitemap = (origin: string): string =>
  `${head}<urlset ${namespace}>
${pages.map((path) => `<url><loc>${origin}${path}</loc></url>`).join('\n')}
</urlset>
`

/** The map of a month, line by line as its decisions are read. */
export async function* decisionsSitemap(
  origin: string,
  rows: AsyncIterable<PublicDecisionRow>,
): AsyncGenerator<string> {
  yield `${head}<urlset ${namespace}>\n`
  for await (const { number, publishedOn } of rows)
    yield `<url><loc>${origin}${decisionAddress(number)}</loc><lastmod>${publishedOn}</lastmod></url>\n`
  yield '</urlset>\n'
}

/** The results of searches and the pages behind QR codes are nobody's to list. */
export const robots = (origin: string): string => `User-agent: *
Disallow: /search
Disallow: /papers/
Disallow: /desk
Disallow: /api/
Disallow: /*?*type=

Sitemap: ${origin}/sitemap.xml
`
