import { randomBytes } from 'node:crypto'
import type { Journal } from '../journal/index.ts'
import {
  type Actor,
  accept,
  codeAt,
  codeKey,
  digits,
  drift,
  newId,
  type Refusal,
  type Result,
  refusal,
  refuse,
  stepAt,
} from '../kernel/index.ts'
import { type Db, type Migration, sql } from '../platform/index.ts'
import type { Pen } from '../procedure/index.ts'
import { type KeyPair, newKeyPair, penOf } from './ed25519.ts'
import { seal, unseal } from './seal.ts'
import { signingKeyStream } from './signing-key.ts'

/**
 * 动态口令: what a person has besides the password, asked where the person signs for a share. Both secrets of it, the authenticator's
 * and the signing key's, are sealed with the house's; a row without a key is begun and not confirmed.
 */
export const factorMigrations: readonly Migration[] = [
  {
    name: 'second_factor',
    up: async (tx) => {
      await sql`create table second_factor (
        person text primary key, secret text not null, key text, private_key text, used_step bigint not null default 0,
        used_for text not null default '', wrong int not null default 0, rests_until timestamptz
      )`.execute(tx)
    },
  },
]

/** So many wrong codes one after the other, and the factor rests: a guesser has one chance in 60,000 each quarter of an hour. */
const mostWrong = 5
const restMs = 15 * 60_000

const secondFactor = (message: string): Refusal => refusal('second-factor', message, { field: 'code' })
const notEnrolled = secondFactor('您还没有启用动态口令，不能签名负责；请先到“本人账号”启用，再办这一步')
const noCode = secondFactor(`这一步由您签名负责，请输入验证器上现在的 ${digits} 位动态口令`)
const wrongCode = secondFactor(`动态口令不对，请核对手机的时间，输入验证器上现在的 ${digits} 位数字`)
const usedCode = secondFactor('这个动态口令已经用过，请等验证器换出下一个（不超过 30 秒）再办')
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const resting = (until: Date): Refusal =>
  secondFactor(`动态口令输错次数过多，请在 ${clock.format(until)} 以后再试；手机遗失、更换的，请系统管理员重置动态口令`)

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)])
    .join('')
}

/** The secret as authenticators take it: typed in, and as the address that a QR code holds. */
export const forAuthenticator = (secret: Uint8Array, account: string, issuer = '昭明') => ({
  secret: base32(secret),
  uri: `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=30`,
})

/** The key of a person's codes, as authenticators compute them (RFC 6238 with HMAC-SHA-1). */
export const keyOfSecret = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => codeKey(secret, 'SHA-1')

/** Steps near an instant whose code this is, the newest first. */
const stepsOf = async (secret: Uint8Array<ArrayBuffer>, code: string, now: string): Promise<readonly number[]> => {
  if (!/^\d{6}$/.test(code)) return []
  const key = await keyOfSecret(secret)
  const middle = stepAt(Date.parse(now))
  const steps = Array.from({ length: 2 * drift + 1 }, (_, n) => middle + drift - n)
  const codes = await Promise.all(steps.map((step) => codeAt(key, step)))
  return steps.filter((_, n) => codes[n] === code)
}

const [aboutSecret, aboutKey] = [(person: string) => `secret/${person}`, (person: string) => `key/${person}`]

export interface FactorState {
  /** Since when the person signs with the key that is in force. */
  readonly since?: string
  readonly key?: string
}

export const factorOf = async (db: Db, person: string): Promise<FactorState> => {
  const { rows } = await sql<{ key: string; from_at: string | Date }>`
    select k.key, k.from_at from second_factor f join signing_key k on k.person = f.person and k.key = f.key and k.until_at is null
    where f.person = ${person}`.execute(db)
  const [row] = rows
  return row === undefined ? {} : { key: row.key, since: new Date(row.from_at).toISOString() }
}

/** Gives a new secret, which counts when its first code is confirmed; refused where a factor is in force. */
export const beginFactor = async (
  db: Db,
  houseSecret: string,
  person: string,
): Promise<Result<Uint8Array<ArrayBuffer>>> => {
  if ((await factorOf(db, person)).key !== undefined)
    return refuse(
      refusal(
        'factor-in-force',
        '动态口令已经启用；更换手机的，请系统管理员用 zhaoming user reset-factor 重置后再启用',
      ),
    )
  const secret = new Uint8Array(randomBytes(20))
  await sql`insert into second_factor (person, secret) values (${person}, ${seal(houseSecret, aboutSecret(person), secret)})
    on conflict (person) do update set secret = excluded.secret, key = null, private_key = null, used_step = 0, used_for = '', wrong = 0`.execute(
    db,
  )
  return accept(secret)
}

/** The first code of the authenticator: the factor is in force from now, with a signing key of its own. */
export const confirmFactor = async (
  journal: Journal,
  houseSecret: string,
  actor: Actor,
  code: string,
): Promise<Result<undefined>> => {
  const { db } = journal.database
  const person = actor.id
  const [row] = await rowsOf(db, [person])
  if (row === undefined || row.key !== null)
    return refuse(refusal('no-factor-begun', '请先点“启用动态口令”，用验证器扫描二维码，再输入口令'))
  const now = journal.clock.now()
  const rests = restsUntil(row, now)
  if (rests !== undefined) return refuse(resting(rests))
  const [step] = await stepsOf(unseal(houseSecret, aboutSecret(person), row.secret), code.trim(), now)
  if (step === undefined) {
    await write(db, [], new Map([[person, 1]]), now)
    return refuse(wrongCode)
  }
  const pair = newKeyPair()
  await keepKey(db, houseSecret, person, pair, step)
  const outcome = await journal.execute(signingKeyStream, {
    streamId: person,
    command: { enrol: { key: pair.id, publicKey: pair.publicKey } },
    meta: { actor, key: `signing-key/${pair.id}` },
  })
  return outcome.ok ? accept(undefined) : outcome
}

const keepKey = async (db: Db, houseSecret: string, person: string, { id, seed }: KeyPair, step: number) => {
  await sql`update second_factor set key = ${id}, private_key = ${seal(houseSecret, aboutKey(person), seed)}, used_step = ${step}, wrong = 0
    where person = ${person}`.execute(db)
}

/** Puts factors with secrets that are known before into an empty house: those of a demo. */
export const keepFactors = async (
  journal: Journal,
  houseSecret: string,
  factors: readonly { readonly actor: Actor; readonly secret: Uint8Array; readonly pair: KeyPair }[],
  from: string,
): Promise<void> => {
  const of = (pick: (each: (typeof factors)[number]) => string) => factors.map(pick)
  await sql`insert into second_factor (person, secret, key, private_key)
    select * from unnest(
      ${of(({ actor }) => actor.id)}::text[], ${of(({ actor, secret }) => seal(houseSecret, aboutSecret(actor.id), secret))}::text[],
      ${of(({ pair }) => pair.id)}::text[], ${of(({ actor, pair }) => seal(houseSecret, aboutKey(actor.id), pair.seed))}::text[]
    )`.execute(journal.database.db)
  const outcomes = await Promise.all(
    factors.map(({ actor, pair }) =>
      journal.execute(signingKeyStream, {
        streamId: actor.id,
        command: { enrol: { key: pair.id, publicKey: pair.publicKey } },
        meta: { actor, key: `signing-key/${pair.id}`, happenedAt: from },
      }),
    ),
  )
  for (const outcome of outcomes)
    if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message).join('; '))
}

/** The factor of a person ends, and so does the key: the private half is gone, what was signed with it stays provable. */
export const resetFactor = async (
  journal: Journal,
  actor: Actor,
  person: string,
  reason: string,
): Promise<Result<undefined>> => {
  const outcome = await journal.execute(signingKeyStream, {
    streamId: person,
    command: { end: reason },
    meta: { actor, key: newId() },
  })
  await sql`delete from second_factor where person = ${person}`.execute(journal.database.db)
  return outcome.ok ? accept(undefined) : outcome
}

/** Who wants to sign, with which code, for which command: a code counts for one command, however often that is tried. */
export interface PenRequest {
  readonly person: string
  readonly code?: string
  readonly command: string
}

/** Where pens come from: one for each request in its order, or why not. */
export interface Pens {
  take(requests: readonly PenRequest[], now: string, db: Db): Promise<readonly (Pen | Refusal)[]>
}

interface FactorRow {
  readonly person: string
  readonly secret: string
  readonly key: string | null
  readonly private_key: string | null
  readonly in_force: boolean
  readonly used_step: string | number
  readonly used_for: string
  readonly wrong: number
  readonly rests_until: string | Date | null
}

const rowsOf = async (db: Db, persons: readonly string[]): Promise<readonly FactorRow[]> => {
  const { rows } = await sql<FactorRow>`
    select f.*, k.key is not null as in_force from second_factor f
    left join signing_key k on k.person = f.person and k.key = f.key and k.until_at is null
    where f.person = any(${[...new Set(persons)]}::text[])`.execute(db)
  return rows
}

const restsUntil = ({ rests_until: until }: FactorRow, now: string): Date | undefined =>
  until !== null && new Date(until).getTime() > Date.parse(now) ? new Date(until) : undefined

interface Claim {
  readonly person: string
  readonly step: number
  readonly command: string
}

/** Gives the persons whose code was still free. */
const write = async (
  db: Db,
  claims: readonly Claim[],
  wrong: ReadonlyMap<string, number>,
  now: string,
): Promise<ReadonlySet<string>> => {
  if (wrong.size > 0)
    await sql`update second_factor f set
        wrong = case when f.wrong + w.n >= ${mostWrong} then 0 else f.wrong + w.n end,
        rests_until = case when f.wrong + w.n >= ${mostWrong} then ${new Date(Date.parse(now) + restMs).toISOString()}::timestamptz else f.rests_until end
      from unnest(${[...wrong.keys()]}::text[], ${[...wrong.values()]}::int[]) as w (person, n) where w.person = f.person`.execute(
      db,
    )
  if (claims.length === 0) return new Set()
  const { rows } = await sql<{ person: string }>`
    update second_factor f set used_step = c.step, used_for = c.command, wrong = 0
    from unnest(${claims.map(({ person }) => person)}::text[], ${claims.map(({ step }) => step)}::bigint[], ${claims.map(({ command }) => command)}::text[]) as c (person, step, command)
    where c.person = f.person and (f.used_step < c.step or (f.used_step = c.step and f.used_for = c.command))
    returning f.person`.execute(db)
  return new Set(rows.map(({ person }) => person))
}

/** Pens of the people who are enrolled, each for the code that the authenticator shows now. */
export const keptPens = (houseSecret: string): Pens => ({
  async take(requests, now, db) {
    if (requests.length === 0) return []
    const rows = new Map(
      (
        await rowsOf(
          db,
          requests.map(({ person }) => person),
        )
      ).map((row) => [row.person, row]),
    )
    const claims = new Map<string, Claim>()
    const wrong = new Map<string, number>()
    const found: (Pen | Refusal)[] = []
    for (const { person, code = '', command } of requests) {
      const row = rows.get(person)
      if (row === undefined || !row.in_force || row.key === null || row.private_key === null) {
        found.push(notEnrolled)
        continue
      }
      const rests = restsUntil(row, now)
      if (rests !== undefined || row.wrong + (wrong.get(person) ?? 0) >= mostWrong) {
        found.push(resting(rests ?? new Date(Date.parse(now) + restMs)))
        continue
      }
      if (code.trim() === '') {
        found.push(noCode)
        continue
      }
      const steps = await stepsOf(unseal(houseSecret, aboutSecret(person), row.secret), code.trim(), now)
      if (steps.length === 0) {
        wrong.set(person, (wrong.get(person) ?? 0) + 1)
        found.push(wrongCode)
        continue
      }
      const taken = claims.get(person)
      const step = steps.find(
        (each) =>
          taken === undefined &&
          (each > Number(row.used_step) || (each === Number(row.used_step) && row.used_for === command)),
      )
      if (step === undefined) {
        found.push(usedCode)
        continue
      }
      claims.set(person, { person, step, command })
      found.push(penOf(row.key, unseal(houseSecret, aboutKey(person), row.private_key)))
    }
    const free = await write(db, [...claims.values()], wrong, now)
    return found.map((each, n) => {
      const request = requests[n] as PenRequest
      return 'sign' in each && !free.has(request.person) ? usedCode : each
    })
  },
})
