import { addDays, dayOf } from '../../calendar/index.ts'
import type { Decider, Json, NewEvent } from '../../journal/index.ts'
import {
  type Actor,
  accept,
  canonicalJson,
  law,
  type Refusal,
  type Result,
  type Role,
  refusal,
  refuse,
} from '../../kernel/index.ts'
import { type Entry, entryDecider } from '../entry.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'

/**
 * A change of what is published (公示信息采集、审核、发布, 国办发〔2018〕118号 二; 政府信息公开条例 art. 17): somebody of the unit that answers for an entry drafts
 * it, legal affairs review, a publisher publishes. Three people, none of whom does two of these.
 */
const basis = [law('政府信息公开条例')(17)]

/** One entry that the draft makes anew, changes or ends. `base` is its newest version as whoever drafted saw it; absent where it is new. */
export interface DraftChange {
  readonly id: string
  readonly base?: { readonly version: number; readonly until?: string }
  /** Absent: the entry ends before the day from which the draft holds. */
  readonly data?: { readonly [key: string]: Json }
}

export type DraftStatus = 'drafted' | 'returned' | 'approved' | 'published' | 'withdrawn'

interface Step {
  readonly by: { readonly id: string; readonly name: string; readonly unit?: string }
  readonly at: string
}

export interface RegistryDraft {
  readonly kind: RegistryKind
  readonly unit: string
  readonly changes: readonly DraftChange[]
  readonly from: string
  readonly reason: string
  readonly status: DraftStatus
  readonly drafted: Step
  readonly approved?: Step
  readonly published?: Step
  readonly returned?: Step & { readonly reason: string }
}

export type DraftCommand =
  | {
      readonly do: 'draft'
      readonly kind: RegistryKind
      /** None: the kind was gone through, and all of it is right. */
      readonly changes: readonly DraftChange[]
      readonly checked?: boolean
      readonly from: string
      readonly reason: string
    }
  | { readonly do: 'approve' | 'publish' | 'withdraw' }
  | { readonly do: 'return'; readonly reason: string }

export interface DraftFacts {
  readonly entries: ReadonlyMap<string, Entry>
  /** Entries that another open draft changes. */
  readonly taken: ReadonlySet<string>
  readonly units: ReadonlyMap<string, string>
}

const admins: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin']
/** Whoever works in a unit may draft what it answers for. */
export const mayDraft = ({ roles }: Actor): boolean =>
  roles.some((role) => role !== 'auxiliary' && !admins.includes(role))

export const draftDecider: Decider<RegistryDraft | undefined, DraftCommand, DraftFacts> = {
  initial: undefined,
  decide(state, command, facts, { actor, now }) {
    const today = dayOf(now)
    if (command.do === 'draft') return begun(state, command, facts, actor, now)
    if (state === undefined) return refuse(refusal('no-draft', '没有这份变更草稿，请返回列表'))
    const own = actor.id === state.drafted.by.id
    const open = state.status === 'drafted' || state.status === 'approved' || state.status === 'returned'
    if (command.do === 'withdraw') {
      if (!own) return refuse(refusal('not-your-draft', `这份草稿由${state.drafted.by.name}起草，只能由起草的人撤回`))
      return open ? event('withdraw-draft', {}) : refuse(refusal('not-waiting', '这份草稿已经办结，不能再撤回'))
    }

    const step =
      command.do === 'publish' || (command.do === 'return' && state.status === 'approved') ? 'publish' : 'approve'
    const role: Role = step === 'publish' ? 'publisher' : 'legal-affairs'
    if (!actor.roles.includes(role))
      return refuse(
        refusal('not-your-role', step === 'publish' ? '发布由公示人员办理' : '审核由法规处人员办理', { basis }),
      )
    if (state.status !== (step === 'publish' ? 'approved' : 'drafted'))
      return refuse(
        refusal(
          'not-waiting',
          step === 'publish' && state.status === 'drafted'
            ? '这份草稿还没有审核，审核通过以后才能发布'
            : '这份草稿现在不等这一步办理，请看它的状态',
        ),
      )
    if (own || (step === 'publish' && actor.id === state.approved?.by.id))
      return refuse(
        refusal(
          'same-person',
          `${own ? '起草' : '审核'}这份草稿的人不能再${step === 'publish' ? '发布' : '审核'}，请由别的人办理`,
          {
            basis,
          },
        ),
      )
    if (command.do === 'return') {
      const reason = command.reason.trim()
      return reason === ''
        ? refuse(refusal('bad-field', '请写明退回的理由', { field: 'reason' }))
        : event('return-draft', { reason })
    }
    const wrong = [...stale(state.changes, facts), ...past(state.from, today)]
    if (wrong.length > 0) return refuse(...wrong)
    return event(command.do === 'publish' ? 'publish-draft' : 'approve-draft', {})
  },
  evolve(state, { type, data, actor, enteredAt }) {
    const { id, name, unit } = actor
    const step: Step = { by: { id, name, ...(unit === undefined ? {} : { unit }) }, at: enteredAt }
    if (type === 'draft-entries') {
      const { kind, unit: owner, changes, from, reason } = data as unknown as RegistryDraft
      return { kind, unit: owner, changes, from, reason, status: 'drafted', drafted: step }
    }
    if (state === undefined) return state
    switch (type) {
      case 'approve-draft':
        return { ...state, status: 'approved', approved: step }
      case 'publish-draft':
        return { ...state, status: 'published', published: step }
      case 'return-draft':
        return { ...state, status: 'returned', returned: { ...step, reason: String(data.reason) } }
      case 'withdraw-draft':
        return { ...state, status: 'withdrawn' }
      default:
        return state
    }
  },
}

const begun = (
  state: RegistryDraft | undefined,
  { kind, changes, checked = false, from, reason: said }: Extract<DraftCommand, { readonly do: 'draft' }>,
  facts: DraftFacts,
  actor: Actor,
  now: string,
) => {
  if (state !== undefined && state.drafted.by.id !== actor.id)
    return refuse(refusal('not-your-draft', `这份草稿由${state.drafted.by.name}起草，由起草的人修改`))
  if (state !== undefined && state.status !== 'returned')
    return refuse(refusal('draft-sent', '这份草稿已经送审；要修改，请先请审核的人退回，或者撤回后另行起草'))
  const known = Object.hasOwn(registryKinds, kind) ? registryKinds[kind] : undefined
  if (known?.reviewed !== true) return refuse(refusal('not-reviewed-kind', '这一类基础数据不用起草审核，请直接变更'))
  if (!mayDraft(actor))
    return refuse(refusal('not-your-role', '管理员和执法辅助人员不起草公示信息，请由责任机构的工作人员起草', { basis }))

  const reason = said.trim()
  const refusals: Refusal[] = reason === '' ? [refusal('bad-field', '请写明修改理由', { field: 'reason' })] : []
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || Number.isNaN(Date.parse(from)))
    refusals.push(refusal('bad-field', '请填写生效日期', { field: 'from' }))
  else refusals.push(...past(from, dayOf(now)))
  if (changes.length === 0 && !checked)
    refusals.push(refusal('nothing-changed', '没有任何变更；逐条核对后没有变化的，请用“核对无变化”'))
  if (new Set(changes.map(({ id }) => id)).size !== changes.length)
    refusals.push(refusal('entry-twice', '同一条在一份草稿里出现了两次，请合并'))
  if (refusals.length > 0) return refuse(...refusals)

  refusals.push(...stale(changes, facts))
  const kept: DraftChange[] = []
  for (const [n, change] of changes.entries()) {
    const at = changes.length === 1 ? '' : `第 ${n + 1} 条：`
    const judged = judgeChange(kind, change, facts, { actor, now, from, reason })
    if (judged.ok) kept.push(judged.value)
    else refusals.push(...judged.refusals.map((each) => ({ ...each, message: `${at}${each.message}` })))
  }
  if (refusals.length > 0) return refuse(...refusals)
  return event('draft-entries', { kind, unit: actor.unit ?? '', changes: kept as unknown as Json, from, reason })
}

/** One change as a draft keeps it, or everything that is wrong with it; whether it is stale is asked of all changes together. */
export const judgeChange = (
  kind: RegistryKind,
  change: DraftChange,
  facts: DraftFacts,
  {
    actor,
    now,
    from,
    reason,
  }: { readonly actor: Actor; readonly now: string; readonly from: string; readonly reason: string },
): Result<DraftChange> => {
  const { id, data } = change
  const entry = facts.entries.get(id) ?? entryDecider.initial
  const last = entry.versions.at(-1)
  const refusals: Refusal[] = []
  if (facts.taken.has(id))
    refusals.push(
      refusal('already-drafted', `“${nameOf(kind, last?.data ?? data, id)}”已经有一份没有办完的草稿，请等它办完`),
    )
  for (const owner of new Set([last?.data.unit, data?.unit].filter((each) => typeof each === 'string')))
    if (owner !== actor.unit)
      refusals.push(
        refusal(
          'not-owner-unit',
          `“${nameOf(kind, last?.data ?? data, id)}”由${facts.units.get(owner) ?? owner}负责，请由该机构的人员起草`,
          { field: 'data.unit' },
        ),
      )
  if (data !== undefined && last !== undefined && canonicalJson(last.data) === canonicalJson(data))
    refusals.push(refusal('nothing-changed', '和现在的内容完全一样，没有变更', { field: 'data' }))
  const decided = entryDecider.decide(
    entry,
    data === undefined
      ? { kind, id, end: addDays(from, -1), reason, draft: 'draft' }
      : { kind, id, from, data, reason, draft: 'draft' },
    undefined,
    { streamId: '', version: 0, actor, now, happenedAt: now },
  )
  if (!decided.ok)
    refusals.push(...decided.refusals.map((each) => (each.field === 'end' ? { ...each, field: 'from' } : each)))
  if (refusals.length > 0) return refuse(...refusals)
  return accept(
    data === undefined || !decided.ok
      ? change
      : { ...change, data: decided.value[0]?.data.data as NonNullable<DraftChange['data']> },
  )
}

const event = (type: string, data: NewEvent['data']) => accept([{ type, data }])

const nameOf = (kind: RegistryKind, data: unknown, id: string): string =>
  data === undefined ? id : (registryKinds[kind].titleOf(data as never) ?? id)

const past = (from: string, today: string): readonly Refusal[] =>
  from < today
    ? [refusal('effective-past', `生效日期 ${from} 已经过去，请退回起草的人改为今天或者以后`, { field: 'from' })]
    : []

/** Somebody changed the entry after it was drafted: what was compared and reviewed isn't what would be changed. */
const stale = (changes: readonly DraftChange[], { entries }: DraftFacts): readonly Refusal[] =>
  changes.flatMap(({ id, base }) => {
    const last = entries.get(id)?.versions.at(-1)
    return last?.version === base?.version && last?.until === base?.until
      ? []
      : [
          refusal(
            'stale-base',
            `“${typeof last?.data.name === 'string' ? last.data.name : id}”在起草以后又有变更，请按现在的内容重新起草`,
          ),
        ]
  })
