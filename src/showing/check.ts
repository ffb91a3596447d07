import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { dayOf } from '../calendar/index.ts'
import type { Journal } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { type Blobs, sql } from '../platform/index.ts'
import { certificateOn } from '../procedure/index.ts'
import { type InForce, type RegistryData, standingOf } from '../registry/index.ts'
import { noteWrong, restsUntil } from './attempts.ts'
import { cardOf, keyOfCard } from './card.ts'
import { codeAt, drift, period, proofAt, stepAt } from './code.ts'
import { showingStream } from './stream.ts'

/** What a party has read off an officer's phone, or scanned from it. */
export interface Asked {
  /** 执法证号 */
  readonly number: string
  readonly code: string
  /** From the QR: which showing, what for, and the proof that the phone said so. */
  readonly scanned?: { readonly showing: string; readonly task: string; readonly proof: string }
  /** Where the question comes from: wrong codes are counted by it. */
  readonly address: string
}

export interface ShownOfficer {
  readonly name: string
  readonly unit: string
  readonly duty: string
  readonly certificate: string
  /** YYYY-MM-DD: the last day on which the certificate is valid. */
  readonly until?: string
  /** Why this officer may not act today; absent: may. */
  readonly notValid?: string
  readonly photo: boolean
}

export type Answer =
  /** Nobody of this bureau has this certificate. */
  | { readonly kind: 'unknown' }
  /** Not a code of this officer's card, or the officer has none. */
  | { readonly kind: 'wrong' }
  /** It was right so many minutes ago; at least 1. */
  | { readonly kind: 'old'; readonly minutes: number }
  | { readonly kind: 'too-often'; readonly until: string }
  | {
      readonly kind: 'right'
      readonly officer: ShownOfficer
      /** When the code was looked at. */
      readonly at: string
      readonly task?: string
      /** When and where it was shown, as far as the phone has told. */
      readonly shown?: { readonly at: string; readonly place?: string }
      /** Shows the photo and takes the confirmation, for half an hour. */
      readonly ticket: string
      readonly confirmed: boolean
      readonly mayConfirm: boolean
    }

export type Confirmed = 'noted' | 'before' | 'over'

/** What the portal asks about an officer who stands before somebody. */
export interface CertificateCheck {
  check(asked: Asked): Promise<Answer>
  confirm(ticket: string, note?: string): Promise<Confirmed>
  /** The officer's photo, for who has just had a right code. */
  photo(ticket: string): Promise<{ readonly type: string; readonly bytes: Buffer } | undefined>
}

/** Steps back to which an old code is still recognised as one. */
const recognised = (60 * 60) / period
/** How long a ticket holds, in ms. */
const ticketTime = 30 * 60_000
/** A typed code belongs to the officer's last showing if that is no older, in ms. */
const sameVisit = 30 * 60_000

const portal = systemActor('portal', '公示网站（当事人核对）')

interface Ticket {
  readonly person: string
  readonly showing?: string
  readonly until: number
}

export const createCertificateCheck = (journal: Journal, blobs: Blobs, houseSecret: string): CertificateCheck => {
  const { db } = journal.database
  const ticketKey = Buffer.from(hkdfSync('sha256', Buffer.from(houseSecret, 'hex'), '', 'zhaoming/showing-ticket', 32))
  const signed = (text: string): Buffer => createHmac('sha256', ticketKey).update(text).digest().subarray(0, 16)
  const ticketOf = (ticket: Ticket): string => {
    const text = Buffer.from(JSON.stringify(ticket)).toString('base64url')
    return `${text}.${signed(text).toString('base64url')}`
  }
  const ticketIn = (given: string): Ticket | undefined => {
    const [text = '', mac = ''] = given.split('.')
    const said = Buffer.from(mac, 'base64url')
    const right = signed(text)
    if (said.length !== right.length || !timingSafeEqual(said, right)) return undefined
    const ticket = JSON.parse(Buffer.from(text, 'base64url').toString()) as Ticket
    return ticket.until < Date.parse(journal.clock.now()) ? undefined : ticket
  }

  const holderOf = async (number: string): Promise<InForce<'officer'> | undefined> => {
    const day = dayOf(journal.clock.now())
    const { rows } = await sql<{ entry: string }>`
      select entry from registry_entry where kind = 'officer' and from_day <= ${day}::date and (until_day is null or until_day >= ${day}::date)
        and data -> 'certificates' @> ${JSON.stringify([{ number }])}::jsonb limit 1`.execute(db)
    const [row] = rows
    return row === undefined
      ? undefined
      : (await standingOf(db, [{ kind: 'officer', id: row.entry }]))('officer', row.entry, day)
  }

  /** The step of a right code, or how long ago a code was right. */
  const stepOf = async (
    person: string,
    { code, scanned }: Asked,
  ): Promise<{ step: number; bound: boolean } | { minutes: number } | undefined> => {
    const card = await cardOf(db, person)
    if (card === undefined) return undefined
    const key = await keyOfCard(houseSecret, card)
    const now = stepAt(Date.parse(journal.clock.now()))
    for (const step of [now, now - drift, now + drift])
      if ((await codeAt(key, step)) === code) {
        const proof =
          scanned === undefined ? undefined : await proofAt(key, step, { id: scanned.showing, task: scanned.task })
        return { step, bound: scanned !== undefined && proof === scanned.proof }
      }
    for (let step = now - drift - 1; step >= now - recognised; step--)
      if ((await codeAt(key, step)) === code) return { minutes: Math.max(1, Math.floor(((now - step) * period) / 60)) }
    return undefined
  }

  const lastShowing = async (person: string) => {
    const since = new Date(Date.parse(journal.clock.now()) - sameVisit).toISOString()
    const { rows } = await sql<{ id: string }>`
      select id from certificate_showing where person = ${person} and shown_at >= ${since}::timestamptz order by shown_at desc limit 1`.execute(
      db,
    )
    return rows[0]?.id
  }

  return {
    async check(asked) {
      const holder = await holderOf(asked.number)
      const about = [`address ${asked.address}`, ...(holder === undefined ? [] : [`officer ${holder.id}`])]
      const rests = await restsUntil(db, about)
      if (rests !== undefined) return { kind: 'too-often', until: rests.toISOString() }
      const found = holder === undefined ? undefined : await stepOf(holder.id, asked)
      if (holder === undefined || found === undefined) {
        await noteWrong(db, about)
        return { kind: holder === undefined ? 'unknown' : 'wrong' }
      }
      if ('minutes' in found) return { kind: 'old', minutes: found.minutes }

      const at = journal.clock.now()
      const { scanned } = asked
      const bound = scanned !== undefined && found.bound
      const showing = bound ? scanned.showing : await lastShowing(holder.id)
      if (showing !== undefined)
        await journal.execute(showingStream, {
          streamId: showing,
          command: { check: { person: holder.id, by: scanned === undefined ? 'typed' : 'scanned' } },
          meta: { actor: portal, key: `check/${showing}/${found.step}` },
        })
      const state = showing === undefined ? undefined : (await journal.state(showingStream, showing))?.state
      const task = bound ? scanned.task : state?.shown?.task
      return {
        kind: 'right',
        officer: await shownOfficer(holder, at),
        at,
        ...(task === undefined || task === '' ? {} : { task }),
        ...(state?.shown === undefined
          ? {}
          : {
              shown: {
                at: state.shown.at,
                ...(state.shown.place === undefined ? {} : { place: state.shown.place }),
              },
            }),
        ticket: ticketOf({
          person: holder.id,
          ...(showing === undefined ? {} : { showing }),
          until: Date.parse(at) + ticketTime,
        }),
        confirmed: state?.confirmed !== undefined,
        mayConfirm: showing !== undefined && state?.confirmed === undefined,
      }
    },

    async confirm(given, note) {
      const ticket = ticketIn(given)
      if (ticket?.showing === undefined) return 'over'
      const outcome = await journal.execute(showingStream, {
        streamId: ticket.showing,
        command: { confirm: note === undefined || note === '' ? {} : { note } },
        meta: { actor: portal, key: `confirm/${ticket.showing}` },
      })
      return outcome.ok && !outcome.repeated ? 'noted' : 'before'
    },

    async photo(given) {
      const ticket = ticketIn(given)
      if (ticket === undefined) return undefined
      const day = dayOf(journal.clock.now())
      const officer = (await standingOf(db, [{ kind: 'officer', id: ticket.person }]))('officer', ticket.person, day)
      return officer === undefined ? undefined : photoOf(blobs, officer.data)
    },
  }

  async function shownOfficer({ id, data }: InForce<'officer'>, at: string): Promise<ShownOfficer> {
    const unit = (await standingOf(db, [{ kind: 'unit', id: data.unit }]))('unit', data.unit, dayOf(at))?.title
    return { ...cardFace({ id, data }, at, unit ?? data.unit), photo: data.photo !== undefined }
  }
}

/** What stands on the card of an officer on that day. */
export const cardFace = (
  { id, data }: { readonly id: string; readonly data: RegistryData<'officer'> },
  at: string,
  unit: string,
): Omit<ShownOfficer, 'photo'> => {
  const held = certificateOn({ id, ...data }, at)
  const number = held.number ?? data.certificates.at(-1)?.number ?? ''
  const until = data.certificates.find((each) => each.number === number)?.until
  return {
    name: data.name,
    unit,
    duty: data.duty,
    certificate: number,
    ...(until === undefined ? {} : { until }),
    ...(held.refusal === undefined ? {} : { notValid: held.refusal.message }),
  }
}

/** An officer's photo as the registry has it. */
export const photoOf = async (
  blobs: Blobs,
  { photo }: RegistryData<'officer'>,
): Promise<{ readonly type: string; readonly bytes: Buffer } | undefined> => {
  const [file] = photo ?? []
  if (file === undefined || !/^image\/(jpeg|png|webp)$/.test(file.type)) return undefined
  const bytes = await blobs.read(file.blob)
  return bytes === undefined ? undefined : { type: file.type, bytes }
}
