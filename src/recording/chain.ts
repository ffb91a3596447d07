import canonicalize from 'canonicalize'

/**
 * How a recording is sealed on the device that makes it, before any of it leaves: each chunk is hashed into a chain that begins with
 * what is recorded, and the chain's head is signed with a key that can't leave the device. docs/formats.md ("Recordings") has the format
 * for readers of other languages. Everything here runs in browsers and in Node alike, on WebCrypto alone.
 */

export const recordingFormat = 'zhaoming-recording/1'

/** What is signed begins with this and a line feed, so that a signature of a head is never one of anything else. */
const headPrefix = 'zhaoming-recording-head/1\n'
const enrolmentPrefix = 'zhaoming-device/1\n'

/** A chunk is at most this long, in milliseconds: what a flat battery can take away. */
export const longestChunk = 2000

/** So many entries at most go with one head; who waited longer without network sends several heads, one after the other. */
export const entriesAtOnce = 1000

/** What is recorded, said before the first chunk. */
export interface Manifest {
  readonly format: typeof recordingFormat
  /** UUID version 7, made on the device. */
  readonly id: string
  /** Left out where there is no case yet: the recording is then linked to one later, which is an event of its own. */
  readonly caseId?: string
  /** Name of the act that is recorded, e.g. `inspect-site`. */
  readonly act?: string
  /** Thumbprint of the device's public key (RFC 7638, SHA-256, base64url). */
  readonly device: string
  /** Registry id of the person who records. */
  readonly officer: string
  /** By the device's clock: ISO instant, UTC, milliseconds. */
  readonly startedAt: string
  /** As the recorder names it, e.g. `video/webm;codecs=vp8,opus`. */
  readonly mime: string
  readonly kind: RecordingKind
}
export type RecordingKind = 'video' | 'audio' | 'photo'

/** Something said of a moment, sealed with the chunk that carries it. `at` is in milliseconds since the start. */
export type Mark =
  /** A sentence of a wording card was spoken: the registry's id of the card, and which of its lines (from 0). */
  | { readonly kind: 'wording'; readonly at: number; readonly card: string; readonly line: number }
  | { readonly kind: 'pause'; readonly at: number; readonly reason: string }
  | { readonly kind: 'resume'; readonly at: number }
  /** A key act begins or ends: the name of the act, or of a required element of it. */
  | { readonly kind: 'act'; readonly at: number; readonly name: string; readonly what: 'begins' | 'ends' | 'done' }
  /** WGS 84 degrees; accuracy in metres. */
  | {
      readonly kind: 'place'
      readonly at: number
      readonly latitude: number
      readonly longitude: number
      readonly accuracy: number
    }
  | { readonly kind: 'note'; readonly at: number; readonly text: string }

/** One chunk in the chain. Chunks count from 1. */
export interface Entry {
  readonly n: number
  /** Milliseconds from the recording's start to the chunk's, by a clock that only goes forward. */
  readonly at: number
  /** How long it lasts, in milliseconds; 0 for a photo. */
  readonly ms: number
  /** Bytes. */
  readonly size: number
  /** Of the chunk's bytes, hex. */
  readonly sha256: string
  /** Hash of the entry before, hex; of the manifest for the first. */
  readonly prev: string
  readonly marks?: readonly Mark[]
}

/** Where a chain stands. */
export interface Tip {
  /** Chunks. */
  readonly n: number
  /** Bytes of all chunks together. */
  readonly bytes: number
  /** Hash of the last entry, hex; of the manifest while there is none. */
  readonly head: string
}

/** A chain's tip as a device vouches for it. What has been sealed by a head can't be exchanged any more, and nothing before it. */
export interface Head extends Tip {
  /** The recording's id. */
  readonly recording: string
  /** When it was signed, by the device's clock: ISO instant, UTC, milliseconds. */
  readonly at: string
  /** Nothing comes after this: why it ended. */
  readonly final?: { readonly reason: FinalReason }
}
/** `stopped` by the officer; `interrupted`: found unfinished when the application was opened again. */
export type FinalReason = 'stopped' | 'interrupted' | 'storage-full' | 'camera-lost'

/** A P-256 public key as JWK, with these four members and no other. */
export interface DeviceKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** What a device says of itself when it is enrolled, signed with the key that it names: so nobody enrols a key of somebody else. */
export interface Enrolment {
  readonly publicKey: DeviceKey
  readonly name: string
  readonly at: string
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

/** Canonical JSON (RFC 8785). Members that are undefined are left out. */
export const canonicalText = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('this value has no canonical JSON')
  return text
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** SHA-256 of bytes, hex. */
export const hashOfBytes = async (bytes: Uint8Array | ArrayBuffer): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytes as BufferSource))

const hashOf = (value: unknown): Promise<string> => hashOfBytes(encode(canonicalText(value)))

/** Where the chain of a recording begins: its head is the SHA-256 of the manifest's canonical JSON. */
export const startChain = async (manifest: Manifest): Promise<Tip> => ({
  n: 0,
  bytes: 0,
  head: await hashOf(manifest),
})

/** SHA-256 of the entry's canonical JSON, hex. */
export const entryHash = (entry: Entry): Promise<string> => hashOf(entry)

export interface Chunk {
  readonly at: number
  readonly ms: number
  readonly data: Uint8Array | ArrayBuffer
  readonly marks?: readonly Mark[]
}

/** Takes the next chunk into the chain: its entry, and where the chain stands after it. */
export const sealChunk = async (
  tip: Tip,
  { at, ms, data, marks = [] }: Chunk,
): Promise<{ readonly entry: Entry; readonly tip: Tip }> => {
  const entry: Entry = {
    n: tip.n + 1,
    at,
    ms,
    size: data.byteLength,
    sha256: await hashOfBytes(data),
    prev: tip.head,
    ...(marks.length === 0 ? {} : { marks }),
  }
  return { entry, tip: { n: entry.n, bytes: tip.bytes + entry.size, head: await entryHash(entry) } }
}

/** Follows entries from a tip on: where they lead, or the first that doesn't belong there. */
export const followChain = async (
  from: Tip,
  entries: readonly Entry[],
): Promise<{ readonly ok: true; readonly tips: readonly Tip[] } | { readonly ok: false; readonly n: number }> => {
  const tips: Tip[] = []
  let tip = from
  for (const entry of entries) {
    if (entry.n !== tip.n + 1 || entry.prev !== tip.head) return { ok: false, n: entry.n }
    tip = { n: entry.n, bytes: tip.bytes + entry.size, head: await entryHash(entry) }
    tips.push(tip)
  }
  return { ok: true, tips }
}

/** A key of this device's own: what signs can't be read out of it, not even by the application. */
export const makeDeviceKey = async (): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: DeviceKey }> => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y } }
}

/** RFC 7638 with SHA-256, base64url: the device's id. */
export const deviceThumbprint = async ({ kty, crv, x, y }: DeviceKey): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', encode(canonicalText({ kty, crv, x, y })))
  return base64(digest).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** ECDSA P-256 with SHA-256 over the prefix and the head's canonical JSON: base64 of the 64 bytes r ‖ s. */
export const signHead = (head: Head, key: CryptoKey): Promise<string> => sign(headPrefix, head, key)
export const verifyHead = (head: Head, signature: string, key: DeviceKey): Promise<boolean> =>
  verify(headPrefix, head, signature, key)

export const signEnrolment = (enrolment: Enrolment, key: CryptoKey): Promise<string> =>
  sign(enrolmentPrefix, enrolment, key)
export const verifyEnrolment = (enrolment: Enrolment, signature: string): Promise<boolean> =>
  verify(enrolmentPrefix, enrolment, signature, enrolment.publicKey)

const sign = async (prefix: string, value: unknown, key: CryptoKey): Promise<string> =>
  base64(await crypto.subtle.sign(signing, key, encode(prefix + canonicalText(value))))

/** False also where key or signature aren't of the right form. */
const verify = async (prefix: string, value: unknown, signature: string, key: DeviceKey): Promise<boolean> => {
  try {
    const imported = await crypto.subtle.importKey('jwk', { ...key }, curve, false, ['verify'])
    const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0))
    return await crypto.subtle.verify(signing, imported, bytes, encode(prefix + canonicalText(value)))
  } catch {
    return false
  }
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** UUID version 7 (RFC 9562) of a moment in milliseconds: browsers have none of their own. */
export const newRecordingId = (now: number = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let n = 0; n < 6; n++) bytes[n] = Math.floor(now / 2 ** (8 * (5 - n))) % 256
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const digits = hex(bytes.buffer)
  return [0, 8, 12, 16, 20].map((from, n, all) => digits.slice(from, all[n + 1])).join('-')
}
