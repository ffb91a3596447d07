import { readFileSync } from 'node:fs'

/**
 * A text as the paper's font can show it. A character that the font lacks stands as its code point, 〔U+20BB7〕, so that nobody takes an
 * empty box for a name; what PDF/A forbids in a text (control characters, private use, lone surrogates) stands so as well.
 */
export const legibleIn =
  (covered: (codePoint: number) => boolean) =>
  (text: string): string =>
    text
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, '　')
      .replace(invisible, '')
      .replace(other, (character) => {
        const codePoint = character.codePointAt(0) ?? 0
        return codePoint === 0x0a || (covered(codePoint) && !forbidden.test(character))
          ? character
          : `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕`
      })

/** Joiners, marks of direction, of variation and of byte order: they show nothing, and can make a line read other than it is written. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const other = /[^\u0020-\u007e]/gu
const forbidden = /[\p{Cc}\p{Co}\p{Cs}]/u

/** What code points a TrueType or OpenType font has glyphs for: its `cmap`, format 12 (OpenType 1.9). */
export const coverageOf = (file: string): ((codePoint: number) => boolean) => {
  const font = readFileSync(file)
  const tables = font.readUInt16BE(4)
  for (let n = 0; n < tables; n++) {
    const at = 12 + 16 * n
    if (font.toString('latin1', at, at + 4) === 'cmap') return readCmap(font, font.readUInt32BE(at + 8))
  }
  throw new Error(`${file} has no cmap`)
}

const readCmap = (font: Buffer, cmap: number): ((codePoint: number) => boolean) => {
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, n) => cmap + font.readUInt32BE(cmap + 8 + 8 * n),
  )
  const groups = subtables.find((at) => font.readUInt16BE(at) === 12)
  if (groups === undefined) throw new Error('the font tells only of the basic plane')
  const ranges = Array.from({ length: font.readUInt32BE(groups + 12) }, (_, n) => {
    const at = groups + 16 + 12 * n
    return [font.readUInt32BE(at), font.readUInt32BE(at + 4)] as const
  })
  return (codePoint) => {
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const [from, until] = ranges[middle] as readonly [number, number]
      if (codePoint < from) high = middle
      else if (codePoint > until) low = middle + 1
      else return true
    }
    return false
  }
}
