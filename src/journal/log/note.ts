import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, toBase64, toHex } from '../../kernel/index.ts'

/** c2sp.org/signed-note, algorithm 0x01: Ed25519. */
const ED25519 = 1

export interface LogKey {
  /** The log's origin, which is also the key's name. */
  readonly name: string
  /** `<name>+<key id>+<base64 of algorithm and key>`: what a verifier needs. */
  readonly vkey: string
  /** The text with its signature line, as a signed note. */
  signNote(text: string): string
}

const raw = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32)

const keyOf = (name: string, privateKey: KeyObject): LogKey => {
  const published = Buffer.concat([Buffer.from([ED25519]), raw(privateKey)])
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), published])).subarray(0, 4)
  return {
    name,
    vkey: `${name}+${toHex(id)}+${toBase64(published)}`,
    signNote: (text) =>
      `${text}\n— ${name} ${toBase64(Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]))}\n`,
  }
}

/** The log's key, made at the first start and kept readable for its owner only. Its name is the bureau's address. */
export const keptLogKey = (directory: string, name: string): LogKey => {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'log.key')
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    writeFileSync(file, JSON.stringify({ name, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) }), {
      mode: 0o600,
      flag: 'wx',
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string; readonly key: string }
  return keyOf(kept.name, createPrivateKey(kept.key))
}

/** A checkpoint's text (c2sp.org/tlog-checkpoint). */
export const checkpointText = (name: string, size: number, root: Uint8Array): string =>
  `${name}\n${size}\n${toBase64(root)}\n`
