import { addDays } from '../calendar/index.ts'
import type { Decider, Json, Projection, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse, rules } from '../kernel/index.ts'
import { type RegistryKind, registryKinds } from './kinds.ts'

export interface EntryVersion {
  readonly version: number
  /** YYYY-MM-DD, both included; until absent: until something else is said. */
  readonly from: string
  readonly until?: string
  readonly data: { readonly [key: string]: Json }
  readonly reason: string
}

export interface Entry {
  readonly kind: string
  readonly id: string
  readonly versions: readonly EntryVersion[]
}

export interface PutEntry {
  readonly kind: RegistryKind
  readonly id: string
  readonly from: string
  readonly until?: string
  readonly data: unknown
  readonly reason: string
}

/**
 * Standing data changes only by a new version that holds from a day on; what held before stays, and can be cited.
 * The past isn't rewritten: a version begins after the one before it did.
 */
export const entryDecider: Decider<Entry, PutEntry, undefined> = {
  initial: { kind: '', id: '', versions: [] },
  decide(state, { kind, id, from, until, data, reason }, _facts, { actor }) {
    const known = registryKinds[kind]
    if (known === undefined) return refuse(refusal('unknown-kind', '没有这一类基础数据'))
    if (actor.kind !== 'system' && !known.mayEdit.some((role) => actor.roles.includes(role)))
      return refuse(refusal('not-your-role', `“${known.title}”由法规处维护，请联系法规处修改`, { basis: [rules(6)] }))
    const parsed = known.schema.safeParse(data)
    const refusals = parsed.success
      ? []
      : parsed.error.issues.map((issue) =>
          refusal('bad-field', issue.message, { field: `data.${issue.path.join('.')}` }),
        )
    if (!/^\d{4}-\d{2}-\d{2}$/.test(from)) refusals.push(refusal('bad-field', '请填写生效日期', { field: 'from' }))
    if (until !== undefined && until < from)
      refusals.push(refusal('ends-before-it-begins', '失效日期不能早于生效日期', { field: 'until' }))
    if (reason.trim() === '') refusals.push(refusal('bad-field', '请写明修改理由', { field: 'reason' }))
    const last = state.versions.at(-1)
    if (last !== undefined && from <= last.from)
      refusals.push(
        refusal('past-rewritten', `现行版本自 ${last.from} 起生效，新版本的生效日期应当晚于这一天`, { field: 'from' }),
      )
    if (refusals.length > 0) return refuse(...refusals)
    return accept([
      {
        type: 'put',
        data: {
          kind,
          id,
          from,
          ...(until === undefined ? {} : { until }),
          data: parsed.data as Json,
          reason: reason.trim(),
        },
      },
    ])
  },
  evolve(state, { data }) {
    const {
      kind,
      id,
      from,
      until,
      data: content,
      reason,
    } = data as unknown as PutEntry & { data: EntryVersion['data'] }
    const versions = state.versions.map((version, n) =>
      n === state.versions.length - 1 && (version.until === undefined || version.until >= from)
        ? { ...version, until: addDays(from, -1) }
        : version,
    )
    return {
      kind,
      id,
      versions: [
        ...versions,
        { version: versions.length + 1, from, ...(until === undefined ? {} : { until }), data: content, reason },
      ],
    }
  },
}

const entries: Projection<Entry> = {
  table: 'registry_entry',
  columns: {
    kind: 'text',
    entry: 'text',
    version: 'integer',
    from_day: 'date',
    until_day: 'date',
    title: 'text',
    data: 'jsonb',
    reason: 'text',
  },
  key: ['kind', 'entry', 'version'],
  indexes: ['(kind, from_day)'],
  rows: (_id, { kind, id, versions }) =>
    versions.map(({ version, from, until, data, reason }) => ({
      kind,
      entry: id,
      version,
      from_day: from,
      until_day: until ?? null,
      title: registryKinds[kind as RegistryKind]?.titleOf(data as never) ?? id,
      data,
      reason,
    })),
}

export const registryStream: StreamKind<Entry, PutEntry, undefined> = {
  kind: 'registry',
  stateVersion: 1,
  ...entryDecider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [entries],
}

export const streamIdOf = (kind: RegistryKind, id: string): string => `${kind}:${id}`
