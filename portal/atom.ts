import type { PublicUpdate } from '../src/disclosure/view.ts'
import { decisionAddress } from './addresses.ts'
import { updateTitles } from './pages/updates.ts'

/** RFC 4287: XML 1.0 knows no control characters but three. */
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A day as an instant of China's time. */
const instant = (day: string): string => `${day}T00:00:00+08:00`

/** 决定公示的订阅: an entry for each thing that happened to a decision; a withdrawn one is named by its number alone. */
export const atomFeed = (
  {
    origin,
    agency,
    self,
    title,
  }: { readonly origin: string; readonly agency: string; readonly self: string; readonly title: string },
  updates: readonly PublicUpdate[],
): string => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${xml(`${origin}${self}`)}</id>
<title>${xml(title)}</title>
<updated>${instant(updates[0]?.on ?? '2022-01-01')}</updated>
<author><name>${xml(agency)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(`${origin}${self}`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${origin}/decisions`)}"/>
${updates.map((update) => entry(origin, update)).join('\n')}
</feed>
`

const entry = (origin: string, { number, on, kind, party, violation, content, says }: PublicUpdate): string => {
  const address = `${origin}${decisionAddress(number)}`
  const summary = [violation, content, says === undefined ? '' : `${updateTitles[kind]}：${says}`].filter(
    (part) => part !== '',
  )
  return `<entry>
<id>${xml(`${address}#${kind}-${on}`)}</id>
<title>${xml(`${updateTitles[kind]}：${party === '' ? number : `${party}（${number}）`}`)}</title>
<updated>${instant(on)}</updated>
<link rel="alternate" type="text/html" href="${xml(address)}"/>
<summary>${xml(summary.join('。'))}</summary>
</entry>`
}
