import type { Projection, StreamKind } from '../../journal/index.ts'
import { sql } from '../../platform/index.ts'
import { type Entry, streamIdOf } from '../entry.ts'
import { registryKinds } from '../kinds.ts'
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
  async facts(requests, db) {
    const wanted = requests.map(({ command, state }) =>
      command.do === 'draft'
        ? command.changes.map(({ id }) => ({ kind: command.kind, id }))
        : (state?.changes ?? []).map(({ id }) => ({ kind: state?.kind ?? ('item' as const), id })),
    )
    const all = wanted.flat()
    const [{ rows: streams }, { rows: open }, { rows: units }] = await Promise.all([
      sql<{ id: string; state: Entry }>`
        select id, state from stream where kind = 'registry' and id = any(${all.map(({ kind, id }) => streamIdOf(kind, id))}::text[])`.execute(
        db,
      ),
      sql<{ kind: string; entry: string; draft: string }>`
        select kind, entry, draft from registry_draft_entry where entry = any(${all.map(({ id }) => id)}::text[])`.execute(
        db,
      ),
      sql<{ entry: string; title: string }>`
        select distinct on (entry) entry, title from registry_entry where kind = 'unit' order by entry, version desc`.execute(
        db,
      ),
    ])
    const states = new Map(streams.map(({ id, state }) => [id, state]))
    const names = new Map(units.map(({ entry, title }) => [entry, title]))
    return requests.map(({ streamId }, n): DraftFacts => {
      const own = wanted[n] ?? []
      return {
        entries: new Map(
          own.flatMap(({ kind, id }) => {
            const state = states.get(streamIdOf(kind, id))
            return state === undefined ? [] : [[id, state] as const]
          }),
        ),
        taken: new Set(
          open.flatMap(({ kind, entry, draft }) => (own[0]?.kind === kind && draft !== streamId ? [entry] : [])),
        ),
        units: names,
      }
    })
  },
  projections: [drafts, draftedEntries],
  errands: ({ type }) => (type === 'publish-draft' ? [applyDraftErrand] : []),
}
