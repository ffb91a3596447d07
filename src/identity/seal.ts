import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, what is sealed. `about` is bound in, so that one row's content doesn't open in another. */
const keyFor = (houseSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(houseSecret, 'hex'), '', 'zhaoming/second-factor', 32))

/** Seals what no table and no copy of one may tell without the house's secret; base64. */
export const seal = (houseSecret: string, about: string, plain: Uint8Array): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(houseSecret), nonce)
  cipher.setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Throws where the house's secret is another one, or what was sealed was changed. */
export const unseal = (houseSecret: string, about: string, sealed: string): Uint8Array<ArrayBuffer> => {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(houseSecret), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]))
}
