import type { Actor } from '../../kernel/index.ts'
import { type Db, rowsOfPage, sql } from '../../platform/index.ts'
import { type Entry, streamIdOf } from '../entry.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { changedFields, entryWords, type FieldWords, fieldTitles, type UnitNames } from '../words.ts'
import type { DraftStatus, RegistryDraft } from './draft.ts'

export interface DraftRow {
  readonly draft: string
  readonly kind: RegistryKind
  readonly unit: string
  readonly title: string
  readonly status: DraftStatus
  readonly entries: number
  readonly from_day: string
  readonly reason: string
  readonly by_name: string
  readonly drafted_at: string
  readonly reviewer_name: string | null
  readonly published_at: string | null
}

export const draftStatuses: Readonly<Record<DraftStatus, string>> = {
  drafted: '等法规处审核',
  returned: '已退回，等起草的人修改',
  approved: '等公示人员发布',
  published: '已发布',
  withdrawn: '已撤回',
}

/** One page, from 1, of drafts, newest first, and one row more where there is a next page; `open` those that wait for somebody. */
export const draftPage = async (
  db: Db,
  { open, page }: { readonly open: boolean; readonly page: number },
): Promise<readonly DraftRow[]> => {
  const { rows } = await sql<DraftRow>`
    select draft, kind, unit, title, status, entries, from_day, reason, by_name, drafted_at, reviewer_name, published_at from registry_draft
    ${open ? sql`where status in ('drafted', 'returned', 'approved')` : sql`where status in ('published', 'withdrawn')`}
    order by drafted_at desc, draft limit ${rowsOfPage + 1} offset ${(page - 1) * rowsOfPage}`.execute(db)
  return rows
}

/** Units by their ids, those of before too. */
export const unitNames = async (db: Db): Promise<UnitNames> => {
  const { rows } = await sql<{ entry: string; title: string }>`
    select distinct on (entry) entry, title from registry_entry where kind = 'unit' order by entry, version desc`.execute(
    db,
  )
  return new Map(rows.map(({ entry, title }) => [entry, title]))
}

interface FieldChange {
  readonly title: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What a draft changes, entry by entry, in words: what stands now, and what would. */
export const draftChanges = async (
  db: Db,
  { kind, changes }: Pick<RegistryDraft, 'kind' | 'changes'>,
  units: UnitNames,
): Promise<
  readonly {
    readonly id: string
    readonly title: string
    readonly what: string
    readonly fields: readonly FieldChange[]
  }[]
> => {
  const { rows } = await sql<{ id: string; state: Entry }>`
    select id, state from stream where kind = 'registry' and id = any(${changes.map(({ id }) => streamIdOf(kind, id))}::text[])`.execute(
    db,
  )
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  return changes.map(({ id, base, data }) => {
    const before = states.get(streamIdOf(kind, id))?.versions.find(({ version }) => version === base?.version)?.data
    return {
      id,
      title: registryKinds[kind].titleOf((data ?? before) as never) ?? id,
      what: data === undefined ? '终止' : base === undefined ? '新增' : '变更',
      fields: data === undefined ? [] : fieldChanges(kind, before, data, units),
    }
  })
}

export const fieldChanges = (
  kind: RegistryKind,
  before: unknown,
  after: unknown,
  units: UnitNames,
): readonly FieldChange[] => {
  const changed = new Set(changedFields(before, after))
  const [old, now] = [words(kind, before, units), words(kind, after, units)]
  return fieldTitles(kind).flatMap(([name, title]) =>
    changed.has(name) ? [{ title, before: old.get(name) ?? [], after: now.get(name) ?? [] }] : [],
  )
}

const words = (kind: RegistryKind, data: unknown, units: UnitNames) =>
  new Map((data === undefined ? [] : entryWords(kind, data, units)).map(({ name, lines }: FieldWords) => [name, lines]))

/** What this person could do with a draft now, as far as their role and what they did before say. */
export const stepsOf = (
  { status, drafted, approved }: RegistryDraft,
  { id, roles }: Actor,
): readonly ('approve' | 'publish' | 'return' | 'withdraw' | 'draft')[] => {
  const own = id === drafted.by.id
  if (own)
    return [
      ...(status === 'returned' ? (['draft'] as const) : []),
      ...(status === 'published' || status === 'withdrawn' ? [] : (['withdraw'] as const)),
    ]
  if (status === 'drafted' && roles.includes('legal-affairs')) return ['approve', 'return']
  if (status === 'approved' && roles.includes('publisher') && id !== approved?.by.id) return ['publish', 'return']
  return []
}
