import type { PublicDecisionRow } from '../src/disclosure/view.ts'
import { decisionAddress } from './addresses.ts'

const pages = [
  '/',
  '/decisions',
  '/guide',
  '/officers',
  '/items',
  '/procedure',
  '/remedies',
  '/complaints',
  '/board',
  '/verify',
]

/** sitemaps.org/protocol: the pages, and the decisions that search engines may list (not those about a person, none withdrawn). */
export const sitemap = (origin: string, rows: readonly PublicDecisionRow[]): string => {
  const decisions = rows
    .filter(({ partyKind, withdrawn }) => partyKind !== 'person' && withdrawn === undefined)
    .map(
      ({ number, publishedOn }) =>
        `<url><loc>${origin}${decisionAddress(number)}</loc><lastmod>${publishedOn}</lastmod></url>`,
    )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...pages.map((path) => `<url><loc>${origin}${path}</loc></url>`), ...decisions].join('\n')}
</urlset>
`
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
