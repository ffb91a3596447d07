import { createHash, createPublicKey, verify } from 'node:crypto'

/**
 * A verifier of receipts, public copies and exports as a stranger would write it in an afternoon, from docs/formats.md and nothing
 * else. It imports nothing of the project, and is the judge of what the project writes. Throws where something doesn't hold.
 */

type Value = null | boolean | number | string | Value[] | { [name: string]: Value }
type Named = { [name: string]: Value }

const refuse = (why: string): never => {
  throw new Error(why)
}
const sha256 = (...parts: (Buffer | string | number[])[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(Array.isArray(part) ? Buffer.from(part) : part)
  return hash.digest()
}
const uint32 = (n: number): Buffer => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(n)
  return four
}
const base64 = (text: Value | undefined): Buffer => {
  if (typeof text !== 'string') return refuse('no base64')
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : refuse('base64 is not canonical')
}
const bytes32 = (text: Value | undefined): Buffer => {
  const bytes = base64(text)
  return bytes.length === 32 ? bytes : refuse('not 32 bytes')
}
const object = (value: Value | undefined): Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse('no object')
const members = (value: Value | undefined, names: string[]): Named => {
  const found = object(value)
  return Object.keys(found).sort().join(' ') === names.sort().join(' ') ? found : refuse('other members than these')
}

/** RFC 8785. */
export const canonical = (value: Value): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort() // by UTF-16 code units
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] as Value)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

const largestPowerBelow = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** "Checking a copy". */
export const digestOfCopy = (given: Value): { digest: Buffer; shown: Value; masked: boolean } => {
  const copy = members(given, ['shown', 'salts', 'masked', 'texts'])
  const left = {
    salts: new Map(Object.entries(object(copy.salts))),
    masked: new Map(Object.entries(object(copy.masked))),
    texts: new Map(Object.entries(object(copy.texts))),
  }
  let anyMasked = left.masked.size > 0
  const take = (from: Map<string, Value>, name: string): Value | undefined => {
    const value = from.get(name)
    from.delete(name)
    return value
  }

  const text = (characters: string[], pointer: string): Buffer => {
    const parts = members(take(left.texts, pointer), ['spans', 'seeds', 'hidden'])
    const seeds = new Map(Object.entries(object(parts.seeds)))
    const hidden = new Map(Object.entries(object(parts.hidden)))
    const inSpan = new Array<boolean>(characters.length).fill(false)
    for (const span of Array.isArray(parts.spans) ? parts.spans : refuse('no spans')) {
      const [from, until] = Array.isArray(span) && span.length === 2 ? span : refuse('no span')
      if (!Number.isInteger(from) || !Number.isInteger(until)) refuse('no span')
      if ((from as number) < 0 || (from as number) >= (until as number)) refuse('no span')
      for (let n = from as number; n < Math.min(until as number, characters.length); n++) inSpan[n] = true
      anyMasked = true
    }
    inSpan.forEach((is, n) => {
      if (is && characters[n] !== '█') refuse('something stands where it is masked')
    })
    const fromSeed = (from: number, size: number, seed: Buffer): Buffer => {
      if (size === 1) return inSpan[from] ? refuse('a seed for a masked character') : sha256([0], seed, characters[from] as string)
      const left = largestPowerBelow(size)
      return sha256([1], fromSeed(from, left, sha256([4], seed)), fromSeed(from + left, size - left, sha256([5], seed)))
    }
    const range = (from: number, size: number): Buffer => {
      const seed = take(seeds, `${from}+${size}`)
      if (seed !== undefined) return fromSeed(from, size, bytes32(seed))
      const root = take(hidden, `${from}+${size}`)
      if (root !== undefined)
        return inSpan.slice(from, from + size).every(Boolean) ? bytes32(root) : refuse('a shown character without proof')
      if (size === 1) return refuse('a character without proof')
      const left = largestPowerBelow(size)
      return sha256([1], range(from, left), range(from + left, size - left))
    }
    const root = range(0, characters.length)
    if (seeds.size + hidden.size > 0) refuse('something that proves nothing')
    return Buffer.concat([uint32(characters.length), root])
  }

  const node = (value: Value, pointer: string): Buffer => {
    const commitment = take(left.masked, pointer)
    if (commitment !== undefined) return value === null ? bytes32(commitment) : refuse('something stands where it is masked')
    const salt = bytes32(take(left.salts, pointer))
    if (typeof value === 'string' && [...value].length > 64) return sha256([1], salt, text([...value], pointer))
    if (Array.isArray(value))
      return sha256([2], salt, uint32(value.length), ...value.map((each, n) => node(each, `${pointer}/${n}`)))
    if (value !== null && typeof value === 'object') {
      const names = Object.keys(value).sort()
      return sha256(
        [3],
        salt,
        uint32(names.length),
        ...names.flatMap((name) => [
          sha256(name),
          node(value[name] as Value, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
        ]),
      )
    }
    return sha256([0], salt, canonical(value))
  }

  const digest = node(copy.shown as Value, '')
  if (left.salts.size + left.masked.size + left.texts.size > 0) refuse('something that proves nothing')
  return { digest, shown: copy.shown as Value, masked: anyMasked }
}

const readKey = (vkey: string): { name: string; id: Buffer; raw: Buffer } => {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim()) ?? refuse('no key')
  const raw = base64(key)
  if (raw.length !== 33 || raw[0] !== 1) refuse('no Ed25519 key')
  if (sha256(`${name}\n`, raw).subarray(0, 4).toString('hex') !== id) refuse('the id is of another key')
  return { name, id: Buffer.from(id, 'hex'), raw: raw.subarray(1) }
}

/** Ed25519 keys have this before them in an SPKI (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex')

export const verifyCheckpoint = (note: string, vkey: string): { size: number; root: Buffer } => {
  const { name, id, raw } = readKey(vkey)
  const [, text = '', signatures = ''] = /^([^]*?\n)\n([^]+)\n$/.exec(note) ?? refuse('no note')
  const [origin, size = '', root, ...more] = text.split('\n')
  if (origin !== name || !/^(0|[1-9]\d{0,14})$/.test(size) || more.join() !== '') refuse('no checkpoint of this log')
  const key = createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
  const own = signatures.split('\n').filter((line) => {
    const [, signer = '', signature = ''] = /^— (\S+) (\S+)$/.exec(line) ?? refuse('no signature line')
    const bytes = base64(signature)
    if (signer !== name || !bytes.subarray(0, 4).equals(id)) return false
    if (bytes.length !== 68 || !verify(null, Buffer.from(text), key, bytes.subarray(4))) refuse('the signature is wrong')
    return true
  })
  if (own.length === 0) refuse('not signed by this key')
  return { size: Number(size), root: bytes32(root) }
}

export const verifyReceipt = (receipt: string, vkey: string): { shown: Named; masked: boolean; index: number } => {
  const end = receipt.indexOf('\n\n')
  const [title, extra = '', at = '', ...proof] = receipt.slice(0, end).split('\n')
  const [, number = ''] = /^index (0|[1-9]\d{0,14})$/.exec(at) ?? refuse('no index')
  if (end < 0 || title !== 'c2sp.org/tlog-proof@v1' || !extra.startsWith('extra ') || proof.length > 63) refuse('no receipt')
  const json = base64(extra.slice('extra '.length))
  const content = JSON.parse(json.toString('utf8')) as Value
  if (!Buffer.from(canonical(content)).equals(json)) refuse('the JSON is not canonical')
  const { format, copy } = members(content, ['format', 'copy'])
  if (format !== 'zhaoming-receipt@v1') refuse('another format')
  const { digest, shown, masked } = digestOfCopy(copy as Value)

  const { size, root } = verifyCheckpoint(receipt.slice(end + 2), vkey)
  let [fn, sn, r] = [Number(number), size - 1, sha256([0], digest)]
  if (fn >= size) refuse('the log is not so long')
  for (const hash of proof.map((line) => bytes32(line))) {
    if (sn === 0) refuse('the proof is too long')
    if (fn % 2 === 1 || fn === sn) {
      r = sha256([1], hash, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
    } else r = sha256([1], r, hash)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  if (sn !== 0 || !r.equals(root)) refuse('not in the log')
  return { shown: object(shown), masked, index: Number(number) }
}

/** The public copy of a decision: what it shows of the paper with this number. */
export const verifyPublicCopy = (receipt: string, vkey: string, number: string): Named => {
  const { shown } = verifyReceipt(receipt, vkey)
  const papers = object(shown.data).papers
  for (const paper of Array.isArray(papers) ? papers : []) {
    const own = paper === null ? undefined : object(paper).number
    if (own !== undefined && own !== null && object(own).text === number) return object(paper)
  }
  return refuse('the copy of another decision')
}

/** An export with its files; `hashOf` gives the SHA-256 of the file of a name. Gives the number of events. */
export const verifyExport = (text: string, vkey: string, hashOf: (name: string) => string | undefined): number => {
  const given = JSON.parse(text) as Value
  const second = object(given).format === 'zhaoming-case@v2'
  const exported = members(given, ['format', 'case', 'key', 'events', ...(second ? ['keys'] : [])])
  if ((!second && exported.format !== 'zhaoming-case@v1') || exported.key !== vkey.trim()) refuse('no export under this key')
  const events = Array.isArray(exported.events) ? exported.events : refuse('no events')
  const versions = new Map<string, number>()
  const indexes = new Set<number>()
  const digests = new Map<string, Value | undefined>()
  const files = new Set<string>()
  const name = (value: Value): void => {
    if (value === null || typeof value !== 'object') return
    for (const [key, each] of Object.entries(value))
      if ((key === 'blob' || key === 'pdf') && typeof each === 'string' && /^[0-9a-f]{64}$/.test(each)) files.add(each)
      else name(each)
  }
  for (const event of events) {
    const { record, receipt } = members(event, ['record', 'receipt'])
    const { shown, masked, index } = verifyReceipt(String(receipt), vkey)
    if (masked || canonical(shown) !== canonical(record as Value) || indexes.has(index)) refuse('not what was sealed')
    indexes.add(index)
    const { kind, stream, version } = shown
    const data = object(shown.data)
    if (kind === 'case' ? stream !== exported.case : data.case !== exported.case) refuse('of another case')
    const key = `${kind} ${stream}`
    if (version !== (versions.get(key) ?? 0) + 1) refuse('an event is missing')
    versions.set(key, version as number)
    for (const paper of Array.isArray(data.papers) ? data.papers : []) {
      const { id, digest, content } = object(paper)
      if (sha256(canonical(content as Value)).toString('hex') !== digest) refuse('a paper with another digest')
      digests.set(String(id), digest)
    }
    name(data)
  }
  if (!versions.has(`case ${exported.case}`)) refuse('nothing of the case itself')
  for (const event of events) {
    const { kind, stream, data } = object(object(event).record)
    if (kind === 'paper' && digests.get(String(stream)) !== object(data).digest) refuse('finished as another paper')
  }
  if (second) {
    const ends = new Map<string, Value | undefined>()
    const begun = new Map<string, { raw: Buffer; from: string }>()
    const seen = new Map<string, number>()
    for (const event of Array.isArray(exported.keys) ? exported.keys : refuse('no keys')) {
      const { record, receipt } = members(event, ['record', 'receipt'])
      const { shown, masked, index } = verifyReceipt(String(receipt), vkey)
      if (masked || canonical(shown) !== canonical(record as Value) || indexes.has(index)) refuse('not what was sealed')
      indexes.add(index)
      const stream = String(shown.stream)
      if (shown.kind !== 'signing-key' || shown.version !== (seen.get(stream) ?? 0) + 1) refuse('no whole stream of keys')
      seen.set(stream, Number(shown.version))
      const { key, publicKey } = object(shown.data)
      const name = `${stream} ${key}`
      if (shown.type === 'end-signing-key') ends.set(name, shown.happenedAt)
      else {
        const raw = base64(String(publicKey))
        if (raw.length !== 32 || sha256(raw).toString('hex').slice(0, 32) !== key) refuse('another key')
        begun.set(name, { raw, from: String(shown.happenedAt) })
      }
    }
    for (const event of events) {
      const record = object(object(event).record)
      const { signed, ...data } = object(record.data)
      if (record.kind !== 'case' || signed === undefined) continue
      const { statement, key, signature } = members(signed, ['statement', 'key', 'signature'])
      const { share, against, ...rest } = object(statement)
      if (!['handling', 'review', 'decision'].includes(String(share))) refuse('no share')
      if (against !== undefined && against !== true) refuse('neither for nor against')
      const person = String(object(record.actor).id)
      const about = {
        ...{ type: 'zhaoming-responsibility@v1', case: record.stream, version: record.version, act: record.type },
        ...{ person, at: record.enteredAt, digest: sha256(canonical(data as Value)).toString('hex') },
      }
      if (canonical(rest as Value) !== canonical(about as Value)) refuse('another statement')
      const own = begun.get(`${person} ${key}`) ?? refuse('not the own key')
      const at = String(record.enteredAt)
      const end = ends.get(`${person} ${key}`)
      if (at < own.from || (end !== undefined && at > String(end))) refuse('not the key of that day')
      const publicKey = createPublicKey({ key: Buffer.concat([spki, own.raw]), format: 'der', type: 'spki' })
      if (!verify(null, Buffer.from(canonical(statement as Value)), publicKey, base64(String(signature)))) refuse('the signature is wrong')
    }
  }
  for (const file of files) if (hashOf(file) !== file) refuse(`the file ${file} is another`)
  return events.length
}
