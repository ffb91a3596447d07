import type { Projection, StreamKind } from '../../journal/index.ts'
import { type Db, sql } from '../../platform/index.ts'
import { type Entry, streamIdOf } from '../entry.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { type DraftCommand, type DraftFacts, draftDecider, type RegistryDraft } from './draft.ts'

export const applyDraftErrand = 'apply-draft'

const isOpen = ({ status }: RegistryDraft): boolean => status !== 'published' && status !== 'withdrawn'

const drafts: Projection<RegistryDraft | undefined> = {
  table: 'registry_draft',
  columns: {
    draft: 'text',
    kind: 'text',
    unit: 'text',
    title: 'text',
    status: 'text',
    entries: 'integer',
    from_day: 'date',
    reason: 'text',
    by_id: 'text',
    by_name: 'text',
    drafted_at: 'timestamptz',
    reviewer: 'text',
    reviewer_name: 'text',
    reviewer_unit: 'text',
    published_at: 'timestamptz',
  },
  key: ['draft'],
  indexes: ['(status, drafted_at)', '(kind, published_at)'],
  rows: (id, state) =>
    state === undefined
      ? []
      : [
          {
            draft: id,
            kind: state.kind,
            unit: state.unit,
            title: draftTitle(state),
            status: state.status,
            entries: state.changes.length,
            from_day: state.from,
            reason: state.reason,
            by_id: state.drafted.by.id,
            by_name: state.drafted.by.name,
            drafted_at: state.drafted.at,
            reviewer: state.approved?.by.id ?? null,
            reviewer_name: state.approved?.by.name ?? null,
            reviewer_unit: state.approved?.by.unit ?? null,
            published_at: state.published?.at ?? null,
          },
        ],
}

/** An entry is changed by one open draft at a time. */
const draftedEntries: Projection<RegistryDraft | undefined> = {
  table: 'registry_draft_entry',
  columns: { kind: 'text', entry: 'text', draft: 'text' },
  key: ['kind', 'entry'],
  rows: (id, state) =>
    state === undefined || !isOpen(state)
      ? []
      : state.changes.map((change) => ({ kind: state.kind, entry: change.id, draft: id })),
}

/** 食品经营许可（新办）等 3 条 */
export const draftTitle = ({ kind, changes }: RegistryDraft): string => {
  const [first] = changes
  if (first === undefined) return `${registryKinds[kind].title}：核对无变化`
  const name = first.data === undefined ? undefined : registryKinds[kind].titleOf(first.data as never)
  return `${name ?? `${registryKinds[kind].title}终止`}${changes.length > 1 ? `等 ${changes.length} 条` : ''}`
}

export const draftStream: StreamKind<RegistryDraft | undefined, DraftCommand, DraftFacts> = {
  kind: 'registry-draft',
  stateVersion: 1,
  ...draftDecider,
  facts: (requests, db) =>
    factsOfDrafts(
      db,
      requests.map(({ streamId, command, state }) =>
        command.do === 'draft'
          ? { draft: streamId, kind: command.kind, ids: command.changes.map(({ id }) => id) }
          : { draft: streamId, kind: state?.kind ?? 'item', ids: (state?.changes ?? []).map(({ id }) => id) },
      ),
    ),
  projections: [drafts, draftedEntries],
  errands: ({ type }) => (type === 'publish-draft' ? [applyDraftErrand] : []),
}

/** What drafts of these entries are decided on; `draft` is the one that may hold them itself. */
export const factsOfDrafts = async (
  db: Db,
  wanted: readonly { readonly draft: string; readonly kind: RegistryKind; readonly ids: readonly string[] }[],
): Promise<readonly DraftFacts[]> => {
  const streams = wanted.flatMap(({ kind, ids }) => ids.map((id) => streamIdOf(kind, id)))
  const all = wanted.flatMap(({ ids }) => ids)
  const [{ rows }, { rows: open }, { rows: units }] = await Promise.all([
    sql<{ id: string; state: Entry }>`
      select id, state from stream where kind = 'registry' and id = any(${streams}::text[])`.execute(db),
    sql<{ kind: string; entry: string; draft: string }>`
      select kind, entry, draft from registry_draft_entry where entry = any(${all}::text[])`.execute(db),
    sql<{ entry: string; title: string }>`
      select distinct on (entry) entry, title from registry_entry where kind = 'unit' order by entry, version desc`.execute(
      db,
    ),
  ])
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  const names = new Map(units.map(({ entry, title }) => [entry, title]))
  return wanted.map(
    ({ draft, kind, ids }): DraftFacts => ({
      entries: new Map(
        ids.flatMap((id) => {
          const state = states.get(streamIdOf(kind, id))
          return state === undefined ? [] : [[id, state] as const]
        }),
      ),
      taken: new Set(open.flatMap((each) => (each.kind === kind && each.draft !== draft ? [each.entry] : []))),
      units: names,
    }),
  )
}
