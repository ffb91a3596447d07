import type { FieldSet } from './columns.ts'
import type { FieldRow } from './row.ts'

/** What XML 1.0 can't say at all, escaped or not. */
const unsayable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

/** Text as it stands between tags or in an attribute; a character that XML doesn't have becomes U+FFFD, so that it is seen. */
export const escaped = (text: string): string =>
  text.replace(unsayable, '\uFFFD').replace(/[&<>"'\r]/g, (sign) => entities[sign] ?? sign)

/** One message of the file: a row to be shown, or a number that is to be taken back with the reason. */
export type Message =
  | { readonly operation: 'publish'; readonly number: string; readonly row: FieldRow }
  | { readonly operation: 'withdraw'; readonly number: string; readonly on: string; readonly reason: string }

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

/** The file for upload by hand, piece by piece; docs/exchange.md has its schema. */
export function* xmlOf(set: FieldSet, agency: string, at: string, messages: Iterable<Message>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<ExchangeMessages set="${escaped(set.id)}" sender="${escaped(agency)}" at="${escaped(at)}">\n`
  for (const message of messages) {
    const header = `<Header>${element('Number', message.number)}${element('Operation', message.operation)}</Header>`
    const fields =
      message.operation === 'publish'
        ? set.columns.map(({ name }) => element(name, message.row[name] ?? '')).join('')
        : `${element('CF_WSH', message.number)}${element('WithdrawnOn', message.on)}${element('Reason', message.reason)}`
    yield `<ExchangeMessage>${header}<Body><fields>${fields}</fields></Body></ExchangeMessage>\n`
  }
  yield '</ExchangeMessages>\n'
}
