import { addDays, dayOf } from '../calendar/index.ts'
import type { Decider, Json, Projection, StreamKind } from '../journal/index.ts'
import { accept, type Refusal, refusal, refuse } from '../kernel/index.ts'
import { type RegistryKind, registryKinds, roleTitles } from './kinds.ts'
import { changedFields } from './words.ts'

export interface EntryVersion {
  readonly version: number
  /** YYYY-MM-DD, both included; until absent: until something else is said. */
  readonly from: string
  readonly until?: string
  readonly data: { readonly [key: string]: Json }
  readonly reason: string
  /** Why it was ended, where it was ended by itself and not by a newer version. */
  readonly ended?: string
  /** When it was entered, under which draft; `setup` where the system began with it. */
  readonly at: string
  readonly draft?: string
  readonly setup?: true
  readonly endedAt?: string
  readonly endedDraft?: string
}

export interface Entry {
  readonly kind: string
  readonly id: string
  /** In the order of their days; no two hold on the same day. */
  readonly versions: readonly EntryVersion[]
  /** How many versions there ever were: one that was replaced before it began leaves its number unused. */
  readonly count: number
}

/** From a day on, this holds. */
export interface PutEntry {
  readonly kind: RegistryKind
  readonly id: string
  readonly from: string
  readonly until?: string
  readonly data: unknown
  readonly reason: string
  /** The draft that three people brought to publication; only its publication says so. */
  readonly draft?: string
}

/** After a day, nothing of this holds any more. */
export interface EndEntry {
  readonly kind: RegistryKind
  readonly id: string
  /** The last day on which it holds. */
  readonly end: string
  readonly reason: string
  readonly draft?: string
}

/**
 * Standing data changes only by a new version that holds from a day on; what held before stays, and can be cited.
 * The past isn't rewritten: a version begins after the one that has begun already. One that hasn't begun can still be replaced.
 */
export const entryDecider: Decider<Entry, PutEntry | EndEntry, undefined> = {
  initial: { kind: '', id: '', versions: [], count: 0 },
  decide(state, command, _facts, { actor, now }) {
    const { kind, id } = command
    const known = Object.hasOwn(registryKinds, kind) ? registryKinds[kind] : undefined
    if (known === undefined) return refuse(refusal('unknown-kind', '没有这一类基础数据'))
    const { draft } = command
    if (known.reviewed && actor.kind !== 'system' && draft === undefined)
      return refuse(
        refusal(
          'needs-review',
          `“${known.title}”向社会公示，变更要由责任机构起草、法规处审核、公示人员发布；请用“起草变更”`,
        ),
      )
    if (draft === undefined && actor.kind !== 'system' && !known.mayEdit.some((role) => actor.roles.includes(role))) {
      const keepers = known.mayEdit.map((role) => roleTitles[role]).join('、')
      return refuse(refusal('not-your-role', `“${known.title}”由${keepers}维护，请联系他们修改`))
    }
    // Nobody gives oneself a role or mends one's own certificate.
    if (kind === 'officer' && id === actor.id)
      return refuse(refusal('own-entry', '本人的身份和证件信息不能由本人修改，请由其他维护人员办理'))
    const reason = command.reason.trim()
    const refusals: Refusal[] = reason === '' ? [refusal('bad-field', '请写明修改理由', { field: 'reason' })] : []
    const today = dayOf(now)
    const begun = state.versions.findLast(({ from }) => from <= today)

    if ('end' in command) {
      const { end } = command
      const last = state.versions.at(-1)
      if (!isDay(end)) refusals.push(refusal('bad-field', '请填写最后一个有效的日期', { field: 'end' }))
      if (last === undefined) refusals.push(refusal('no-entry', '没有这一条，不需要终止'))
      else if (last.until !== undefined && last.until <= end)
        refusals.push(refusal('already-ended', `这一条已于 ${last.until} 失效`, { field: 'end' }))
      else if (begun !== undefined && end < begun.from)
        refusals.push(refusal('past-rewritten', `终止日期不能早于现行版本的生效日期 ${begun.from}`, { field: 'end' }))
      return refusals.length > 0
        ? refuse(...refusals)
        : accept([{ type: 'end', data: { kind, id, end, reason, ...(draft === undefined ? {} : { draft }) } }])
    }

    const { from, until, data } = command
    const parsed = known.schema.safeParse(data)
    for (const issue of parsed.error?.issues ?? [])
      refusals.push(refusal('bad-field', issue.message, { field: ['data', ...issue.path].join('.') }))
    if (!isDay(from)) refusals.push(refusal('bad-field', '请填写生效日期', { field: 'from' }))
    else if (begun !== undefined && from <= begun.from && !(known.sameDay && from === begun.from && from === today))
      refusals.push(
        refusal('past-rewritten', `现行版本自 ${begun.from} 起生效，新版本的生效日期应当晚于这一天`, { field: 'from' }),
      )
    if (until !== undefined && !isDay(until))
      refusals.push(refusal('bad-field', '失效日期不是一个日期，请重新填写', { field: 'until' }))
    else if (until !== undefined && until < from)
      refusals.push(refusal('ends-before-it-begins', '失效日期不能早于生效日期', { field: 'until' }))
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
          reason,
          ...(draft === undefined ? {} : { draft }),
        },
      },
    ])
  },
  evolve(state, { type, data, actor, enteredAt }) {
    if (type === 'end') {
      const { end, reason, draft } = data as unknown as EndEntry
      const versions = state.versions.filter(({ from }) => from <= end)
      return {
        ...state,
        versions: versions.map((version, n) =>
          n === versions.length - 1
            ? {
                ...version,
                until: end,
                ended: reason,
                endedAt: enteredAt,
                ...(draft === undefined ? {} : { endedDraft: draft }),
              }
            : version,
        ),
      }
    }
    const {
      kind,
      id,
      from,
      until,
      data: content,
      reason,
      draft,
    } = data as unknown as PutEntry & Pick<EntryVersion, 'data'>
    const version = state.count + 1
    return {
      kind,
      id,
      versions: [
        ...state.versions
          .filter((each) => each.from < from)
          .map((each) =>
            each.until === undefined || each.until >= from ? { ...each, until: addDays(from, -1) } : each,
          ),
        {
          version,
          from,
          ...(until === undefined ? {} : { until }),
          data: content,
          reason,
          at: enteredAt,
          ...(draft === undefined ? {} : { draft }),
          ...(version === 1 && actor.kind === 'system' ? { setup: true as const } : {}),
        },
      ],
      count: version,
    }
  },
}

/** A day that there is: 2026-02-30 isn't one. */
const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

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
    versions.map(({ version, from, until, data, reason, ended }) => ({
      kind,
      entry: id,
      version,
      from_day: from,
      until_day: until ?? null,
      title: registryKinds[kind as RegistryKind]?.titleOf(data as never) ?? id,
      data,
      reason: ended === undefined ? reason : `${reason}（终止：${ended}）`,
    })),
}

/** What of a person the public is told: the rest of the entry changes nobody's standing. */
const ofOfficers: ReadonlySet<string> = new Set(['name', 'unit', 'duty', 'auxiliary', 'certificates'])

/** What was published of the lists, change by change; people only as far as they enforce or assist. */
const changes: Projection<Entry> = {
  table: 'registry_change',
  columns: {
    kind: 'text',
    entry: 'text',
    version: 'integer',
    what: 'text',
    at: 'timestamptz',
    day: 'date',
    title: 'text',
    fields: 'text[]',
    reason: 'text',
    draft: 'text',
  },
  key: ['kind', 'entry', 'version', 'what'],
  indexes: ['(at)', '(kind, at)'],
  rows: (_id, { kind, id, versions }) => {
    const known = registryKinds[kind as RegistryKind]
    if (known === undefined || (known.listed === undefined && kind !== 'officer')) return []
    const shown = (data: EntryVersion['data']) =>
      kind !== 'officer' || data.auxiliary === true || (data.certificates as readonly Json[]).length > 0
    return versions.flatMap(
      ({ version, from, until, data, reason, at, draft, setup, ended, endedAt, endedDraft }, n) => {
        const before = versions[n - 1]
        // Sorted: the members of what is stored have another order than those of what was entered.
        const fields = changedFields(before?.data, data)
          .filter((name) => kind !== 'officer' || ofOfficers.has(name))
          .toSorted()
        const row = { kind, entry: id, version, title: known.titleOf(data as never) }
        return [
          ...(fields.length > 0 && (shown(data) || (before !== undefined && shown(before.data)))
            ? [
                {
                  ...row,
                  what: setup === true ? 'setup' : before === undefined ? 'new' : 'change',
                  at,
                  day: from,
                  fields,
                  reason,
                  draft: draft ?? null,
                },
              ]
            : []),
          ...(ended !== undefined && endedAt !== undefined && until !== undefined && shown(data)
            ? [{ ...row, what: 'end', at: endedAt, day: until, fields: [], reason: ended, draft: endedDraft ?? null }]
            : []),
        ]
      },
    )
  },
}

export const registryStream: StreamKind<Entry, PutEntry | EndEntry, undefined> = {
  kind: 'registry',
  stateVersion: 3,
  ...entryDecider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [entries, changes],
}

export const streamIdOf = (kind: RegistryKind, id: string): string => `${kind}:${id}`
