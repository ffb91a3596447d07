import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** Without signs that are taken for one another: 31 of them, so twelve make 59 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 12

/** A query code (查询码), as it is shown once: XXXX-XXXX-XXXX. */
export const newCode = (): string =>
  (
    Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)])
      .join('')
      .match(/.{4}/g) ?? []
  ).join('-')

/** What was typed, without spaces and dashes and in capitals; undefined where it can't be a code. */
export const plainCode = (typed: string): string | undefined => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return plain.length === LENGTH && [...plain].every((sign) => alphabet.includes(sign)) ? plain : undefined
}

/** What is kept of a code; the code itself is nowhere. */
export const codeHash = (code: string): string =>
  createHash('sha256')
    .update(`zhaoming query code\n${plainCode(code) ?? ''}`)
    .digest('hex')

/** Whether a typed code is the one of which this was kept; takes as long where nothing was. */
export const isCode = (typed: string, kept: string | undefined): boolean => {
  const plain = plainCode(typed)
  const given = Buffer.from(codeHash(plain ?? ''), 'hex')
  const right = Buffer.from(kept ?? '0'.repeat(64), 'hex')
  return timingSafeEqual(given, right) && plain !== undefined && kept !== undefined
}
