import type { Journal } from '../journal/index.ts'
import { type Actor, digestOf, type Refusal, refusal } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import {
  type Entry,
  entryHash,
  type Head,
  type Manifest,
  type Mark,
  startChain,
  type Tip,
  verifyHead,
} from './chain.ts'
import { type HashedEntry, hasEntry, keepEntries } from './chunks.ts'
import { devicesById } from './device.ts'
import { joined, type Recording, recordingStream, type SealCommand } from './recording.ts'

/** What a device sends: `POST /api/recordings/{id}/heads`. */
export interface Heads {
  readonly manifest?: Manifest | undefined
  readonly head: Head
  readonly signature: string
  readonly entries: readonly Entry[]
  readonly sentAt: string
}

export type Sealed =
  | { readonly ok: true; readonly offsetMs: number }
  | { readonly ok: false; readonly refusal: Refusal }

/** Where entries and head lead from where a chain stands. */
export type Continuation =
  | { readonly is: 'next'; readonly to: Tip; readonly fresh: readonly HashedEntry[] }
  /** All of it is behind the chain's tip: whether it is the same, the stored entries tell. */
  | { readonly is: 'behind' }
  | { readonly is: 'gap' }
  | { readonly is: 'broken'; readonly fresh: readonly HashedEntry[] }
  | { readonly is: 'forked'; readonly fresh: readonly HashedEntry[] }

/** Follows entries, of which the first may be known already, from a tip to a head. */
export const continueChain = async (tip: Tip, entries: readonly Entry[], head: Head): Promise<Continuation> => {
  if (head.n < tip.n) return { is: 'behind' }
  const hashed = await Promise.all(entries.map(async (entry) => ({ entry, hash: await entryHash(entry) })))
  const fresh = hashed.filter(({ entry }) => entry.n > tip.n)
  const first = entries[0]
  const to = { n: head.n, bytes: head.bytes, head: head.head }
  if (head.n === tip.n)
    return head.head === tip.head && head.bytes === tip.bytes ? { is: 'next', to, fresh: [] } : { is: 'forked', fresh }
  if (first === undefined || first.n > tip.n + 1) return { is: 'gap' }
  for (const [n, { entry, hash }] of hashed.entries()) {
    const before = hashed[n - 1]
    if (before !== undefined && (entry.n !== before.entry.n + 1 || entry.prev !== before.hash))
      return { is: 'broken', fresh }
    if (entry.n === tip.n && hash !== tip.head) return { is: 'forked', fresh }
    if (before === undefined && entry.n === tip.n + 1 && entry.prev !== tip.head) return { is: 'forked', fresh }
  }
  const last = hashed.at(-1)
  const bytes = fresh.reduce((sum, { entry }) => sum + entry.size, tip.bytes)
  return last?.entry.n === head.n && last.hash === head.head && bytes === head.bytes
    ? { is: 'next', to, fresh }
    : { is: 'broken', fresh }
}

/** Another head was accepted between reading and deciding: so often is it looked at anew. */
const ATTEMPTS = 10

/**
 * Takes what a device has sealed: entries are kept, the head becomes an event. What was sent before gets the same answer; what
 * doesn't fit is refused with its reason, and where the device is known the refusal is an event too. Entries stand in the database
 * before the head that vouches for them; those without a head count for nothing.
 */
export const sealHeads = async (
  journal: Journal,
  actor: Actor,
  id: string,
  { manifest, head, signature, entries, sentAt }: Heads,
  mayUse: (actor: Actor, caseId: string) => Promise<boolean>,
): Promise<Sealed> => {
  const { db } = journal.database
  const offsetMs = Date.parse(journal.clock.now()) - Date.parse(sentAt)
  if (head.recording !== id)
    return { ok: false, refusal: refusal('bad-head', '链头中的录制编号与地址不同', { field: 'head.recording' }) }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = (await journal.state(recordingStream, id))?.state
    const said = known?.manifest ?? manifest
    if (said === undefined)
      return { ok: false, refusal: refusal('manifest-missing', '第一次提交链头时应当附上录制说明') }
    const device = (await devicesById(db, [said.device])).get(said.device)
    const signed = device !== undefined && (await verifyHead(head, signature, device.publicKey))
    if (device !== undefined) await noteContact(db, said.device, journal.clock.now(), offsetMs)
    const tip = known?.manifest === undefined ? await startChain(said) : known.tip
    const found = await continueChain(tip, entries, head)
    if (signed && found.is === 'gap')
      return {
        ok: false,
        refusal: refusal('chain-gap', `之前还有没收到的各段：已接受到第 ${tip.n} 段，请从下一段起提交`),
      }
    const behind = found.is === 'behind' && (await hasEntry(db, id, head.n, head.head))
    if (signed && (behind || (found.is === 'next' && sameAgain(known, head)))) return { ok: true, offsetMs }
    const fresh = 'fresh' in found ? found.fresh : []
    if (signed) await keepEntries(db, id, fresh)
    const linked = said.caseId !== undefined && known === undefined && (await mayUse(actor, said.caseId))
    const command: SealCommand = {
      do: 'seal',
      ...(manifest === undefined ? {} : { manifest }),
      ...(linked ? { caseId: said.caseId as string } : {}),
      device: said.device,
      from: tip,
      to: { n: head.n, bytes: head.bytes, head: head.head },
      at: head.at,
      ...(head.final === undefined ? {} : { final: head.final.reason }),
      signature,
      sentAt,
      offsetMs,
      spans: joined(fresh.map(({ entry: { at, ms } }) => [at, at + ms] as const)),
      marks: fresh.flatMap(({ entry }): readonly Mark[] => entry.marks ?? []),
      ...(!signed
        ? { fault: 'bad-signature' as const }
        : found.is === 'forked' || found.is === 'behind'
          ? { fault: 'chain-forked' as const }
          : found.is === 'broken'
            ? { fault: 'chain-broken' as const }
            : {}),
    }
    const outcome = await journal.execute(recordingStream, {
      streamId: id,
      command,
      // What was measured differs each time it is sent; what is said by the device doesn't.
      meta: { actor, key: `seal/${id}/${digestOf([head, signature])}/${tip.n}/${attempt}/${crypto.randomUUID()}` },
    })
    if (!outcome.ok) {
      const [why] = outcome.refusals
      if (why === undefined) throw new Error('refused without a reason')
      if (why.code === 'chain-moved') continue
      return { ok: false, refusal: why }
    }
    const refused = outcome.events.find(({ type }) => type === 'refuse-head')
    if (refused === undefined) return { ok: true, offsetMs }
    return { ok: false, refusal: refusal(String(refused.data.code), String(refused.data.message)) }
  }
  return { ok: false, refusal: refusal('busy', '这份录制正在由别处提交，请稍后再试') }
}

/** The head says nothing that isn't known. */
const sameAgain = (known: Recording | undefined, head: Head): boolean =>
  known?.manifest !== undefined &&
  known.sealed !== undefined &&
  known.tip.n === head.n &&
  known.tip.head === head.head &&
  (head.final === undefined || known.final !== undefined)

/** What was measured of a device's clock, once a minute at most. */
const noteContact = async (db: Db, device: string, now: string, offsetMs: number): Promise<void> => {
  await sql`
    insert into device_contact (device, at, offset_ms) values (${device}, date_trunc('minute', ${now}::timestamptz), ${offsetMs})
    on conflict (device, at) do update set offset_ms = excluded.offset_ms`.execute(db)
}
