import type { StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse, sha256, toHex } from '../kernel/index.ts'
import type { Db } from '../platform/index.ts'
import { sql } from '../platform/index.ts'
import type { OpenedFact } from '../procedure/index.ts'

/** What somebody had of one document on the screen, told by the page: seconds while it was visible, and how far. */
export interface ReadPart {
  /** As `reviewedSet` names it, or `file:` and the SHA-256 of a file of the dossier. */
  readonly item: string
  readonly title: string
  /** The content that was shown, as `reviewedSet` hashes it. */
  readonly sha256: string
  /** Pages that were shown, where it has pages. */
  readonly pages: readonly number[]
  /** How far it was scrolled, in percent. */
  readonly seen: number
  readonly seconds: number
}

export interface ReadDocument extends ReadPart {
  readonly first: string
  readonly last: string
}

/** 阅卷: what one person opened of a case in one review. A stream of its own, so that reading makes no page of the case stale. */
export interface Reading {
  readonly caseId: string
  /** Strand of the review. */
  readonly review: string
  readonly person: { readonly id: string; readonly name: string }
  readonly documents: readonly ReadDocument[]
}

export interface ReadingCommand {
  readonly caseId: string
  readonly review: string
  readonly parts: readonly ReadPart[]
}

/** One stream for each review and person: UUID version 8 (RFC 9562) of their hash. */
export const readingId = (caseId: string, review: string, person: string): string => {
  const digits = [...toHex(sha256(`reading/${caseId}/${review}/${person}`)).slice(0, 32)]
  digits[12] = '8'
  digits[16] = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4] as string
  return [0, 8, 12, 16, 20].map((from, n, all) => digits.slice(from, all[n + 1]).join('')).join('-')
}

/** What was told before and what is told now of one content: pages together, the farthest, all seconds. */
export const readOn = (
  documents: readonly ReadDocument[],
  parts: readonly ReadPart[],
  at: string,
): readonly ReadDocument[] => {
  const all = new Map(documents.map((each) => [`${each.item} ${each.sha256}`, each]))
  for (const part of parts) {
    const key = `${part.item} ${part.sha256}`
    const { pages = [], seen = 0, seconds = 0, first = at } = all.get(key) ?? {}
    all.set(key, {
      ...part,
      pages: [...new Set([...pages, ...part.pages])].sort((one, other) => one - other),
      seen: Math.max(seen, part.seen),
      seconds: seconds + part.seconds,
      first,
      last: at,
    })
  }
  return [...all.values()]
}

export const readingStream: StreamKind<Reading | undefined, ReadingCommand, undefined> = {
  kind: 'reading',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, { caseId, review, parts }, _facts, { actor }) =>
    state !== undefined && state.person.id !== actor.id
      ? refuse(refusal('not-your-reading', '这份阅卷记录不是您的，请从自己的审核页面打开案卷'))
      : accept([{ type: 'read-documents', data: { case: caseId, review, parts: parts.map((part) => ({ ...part })) } }]),
  evolve: (state, { data, actor, enteredAt }) => {
    const told = data as unknown as { readonly case: string; readonly review: string; readonly parts: ReadPart[] }
    return {
      caseId: told.case,
      review: told.review,
      person: { id: actor.id, name: actor.name },
      documents: readOn(state?.documents ?? [], told.parts, enteredAt),
    }
  },
  subject: (state, streamId) => state?.caseId ?? streamId,
  projections: [
    {
      table: 'review_reading',
      columns: {
        case_id: 'text',
        review: 'text',
        person: 'text',
        person_name: 'text',
        item: 'text',
        sha256: 'text',
        title: 'text',
        pages: 'jsonb',
        seen: 'integer',
        seconds: 'integer',
        first_at: 'timestamptz',
        last_at: 'timestamptz',
      },
      key: ['case_id', 'review', 'person', 'item', 'sha256'],
      rows: (_id, reading) =>
        (reading?.documents ?? []).map(({ item, sha256: hash, title, pages, seen, seconds, first, last }) => ({
          case_id: reading?.caseId,
          review: reading?.review,
          person: reading?.person.id,
          person_name: reading?.person.name,
          item,
          sha256: hash,
          title,
          pages: [...pages],
          seen,
          seconds,
          first_at: first,
          last_at: last,
        })),
    },
  ],
}

/** What was opened of these cases in their reviews: one query, however many cases. */
export const openedOfCases = async (
  db: Db,
  cases: readonly string[],
): Promise<(caseId: string) => readonly OpenedFact[]> => {
  const ids = [...new Set(cases)].filter((id) => id !== '')
  if (ids.length === 0) return () => []
  const { rows } = await sql<OpenedFact & { readonly caseId: string }>`
    select case_id as "caseId", review, person, item, title, sha256, pages, seen, seconds from review_reading
    where case_id = any(${ids}::text[]) order by first_at, item`.execute(db)
  const of = Map.groupBy(rows, ({ caseId }) => caseId)
  return (id) => (of.get(id) ?? []).map(({ caseId: _, ...opened }) => opened)
}
