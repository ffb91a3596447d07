import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fromBase64, newId, sha256, toBase64, toHex } from '../../kernel/index.ts'

/** c2sp.org/signed-note, algorithm 0x01: Ed25519. */
const ED25519 = 1

export interface LogKey {
  /** The log's origin, which is also the key's name. */
  readonly name: string
  /** `<name>+<key id>+<base64 of algorithm and key>`: what a verifier needs. */
  readonly vkey: string
  /** The text with its signature line, as a signed note. Ed25519 has no randomness: the same text gives the same note. */
  signNote(text: string): string
  /** The last note that was published, as it is kept beside the key; undefined before the first. */
  lastKept(): string | undefined
  /** Keeps a published note on the disk, in the place of the last one. */
  keep(note: string): void
}

const raw = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32)

const keyOf = (name: string, privateKey: KeyObject, kept: string): LogKey => {
  const published = Buffer.concat([Buffer.from([ED25519]), raw(privateKey)])
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), published])).subarray(0, 4)
  return {
    name,
    vkey: `${name}+${toHex(id)}+${toBase64(published)}`,
    signNote: (text) =>
      `${text}\n— ${name} ${toBase64(Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]))}\n`,
    lastKept: () => readIfThere(kept),
    keep: (note) => renameSync(writeBeside(kept, note), kept),
  }
}

/**
 * The log's key, made at the first start and kept readable for its owner only: `log.key`, with the last published checkpoint beside
 * it in `log.checkpoint`. `name` is the bureau's address when the key is made; afterwards the name that the key was made with holds.
 */
export const keptLogKey = (directory: string, name: string): LogKey => {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'log.key')
  if (readIfThere(file) === undefined) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const made = writeBeside(file, JSON.stringify({ name, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) }))
    try {
      // Whole or not at all, and never in the place of a key that is there.
      linkSync(made, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(made)
    }
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string; readonly key: string }
  return keyOf(kept.name, createPrivateKey(kept.key), join(directory, 'log.checkpoint'))
}

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a file of its own beside another, down to the disk, readable for its owner only; gives its name. */
const writeBeside = (file: string, text: string): string => {
  const name = join(dirname(file), `.${newId()}`)
  const descriptor = openSync(name, 'wx', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return name
}

/** A checkpoint's text (c2sp.org/tlog-checkpoint). */
export const checkpointText = (name: string, size: number, root: Uint8Array): string =>
  `${name}\n${size}\n${toBase64(root)}\n`

/** Size and root of a checkpoint that this key signed; throws where it isn't exactly that. */
export const ownCheckpoint = (key: LogKey, note: string): { readonly size: number; readonly root: Uint8Array } => {
  const [, size = '', root = ''] = note.split('\n')
  const own = { size: Number(size), root: fromBase64(root) }
  if (note !== key.signNote(checkpointText(key.name, own.size, own.root)))
    throw new Error(`the checkpoint at size ${size} was not signed with this key (${key.vkey})`)
  return own
}
