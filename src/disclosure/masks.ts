import type { Mask } from '../kernel/index.ts'
import type { Party } from '../procedure/index.ts'

/** A text that must not be published, and why (信息公示规定 art. 6). */
export interface Hidden {
  readonly text: string
  readonly reason: string
}

const personal = '个人信息'

/**
 * What is always hidden of a party, and what was decided besides; once that was texts alone. Longer texts first, so that none is cut
 * in two.
 */
export const hiddenTexts = (parties: readonly Party[], named: readonly (Hidden | string)[]): readonly Hidden[] =>
  [
    ...parties.flatMap(({ kind, name, idNumber, phone, address }) => [
      ...(idNumber === undefined ? [] : [{ text: idNumber, reason: personal }]),
      ...(phone === undefined ? [] : [{ text: phone, reason: personal }]),
      ...(kind === 'person'
        ? [
            { text: address, reason: personal },
            { text: name, reason: '自然人姓名' },
          ]
        : []),
    ]),
    ...named.map((each) => (typeof each === 'string' ? { text: each, reason: '依法不公开' } : each)),
  ]
    .filter(({ text }) => text !== '')
    .sort((a, b) => b.text.length - a.text.length)

/** The parts of a text, with what is hidden replaced by its reason. */
export const splitHidden = (
  text: string,
  hidden: readonly Hidden[],
): readonly (string | { readonly masked: string })[] => {
  let parts: (string | { readonly masked: string })[] = [text]
  for (const { text: secret, reason } of hidden)
    parts = parts.flatMap((part) =>
      typeof part === 'string'
        ? part.split(secret).flatMap((piece, n) => (n === 0 ? [piece] : [{ masked: reason }, piece]))
        : [part],
    )
  return parts.filter((part) => part !== '')
}

const step = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A text with what is hidden replaced by a sign that something was: for lists, where there is no room to say what. */
export const veiled = (text: string, hidden: readonly Hidden[]): string =>
  splitHidden(text, hidden)
    .map((part) => (typeof part === 'string' ? part : '（已隐去）'))
    .join('')

/** Masks for the record of an event: every leaf below `pointer` in which something hidden stands. */
export const masksWithin = (value: unknown, pointer: string, hidden: readonly Hidden[]): readonly Mask[] => {
  if (typeof value === 'string') {
    const spans = hidden.flatMap(({ text }) => occurrences(value, text))
    return spans.length === 0 ? [] : [{ pointer, spans }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => masksWithin(each, step(pointer, key), hidden))
}

/** Where a text stands in another, in code points. */
const occurrences = (within: string, text: string): readonly (readonly [number, number])[] => {
  const found: [number, number][] = []
  const length = Array.from(text).length
  for (let at = within.indexOf(text); at >= 0; at = within.indexOf(text, at + text.length)) {
    const from = Array.from(within.slice(0, at)).length
    found.push([from, from + length])
  }
  return found
}
