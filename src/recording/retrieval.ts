import type { Json, NewEvent, StreamKind } from '../journal/index.ts'
import { type Actor, accept, type Result, type Role, refusal, refuse } from '../kernel/index.ts'
import { type Person, type Recording, recordingsById } from './recording.ts'
import { archive, askerBasis } from './retrieval-kinds.ts'
import type { AskerKind, RefusalCause, retrievalWays } from './retrieval-titles.ts'

/**
 * Asking for recordings (调取) by somebody who may not simply look at them: a colleague of another case, or somebody outside the bureau,
 * whose request an officer enters. A leader answers; what is granted may be watched, or handed over as a copy against a receipt.
 */

/** What of a case's recordings: all of one, or the milliseconds between two moments of it. */
export interface Item {
  readonly recording: string
  readonly from?: number
  readonly until?: number
}

export interface Asker {
  readonly kind: AskerKind
  readonly name: string
  /** Of a colleague. */
  readonly id?: string
  readonly organisation?: string
  /** The certificate, letter or power of attorney by which somebody from outside shows who they are. */
  readonly document?: string
}

export interface Prepared {
  /** Of the granted items, from 0. */
  readonly item: number
  /** The copy, a recording. */
  readonly copy: string
  readonly sha256: string
  readonly by: Person
  readonly at: string
}

export interface Retrieval {
  readonly caseId: string
  readonly asker: Asker
  readonly enteredBy: Person
  readonly at: string
  readonly purpose: string
  readonly way: keyof typeof retrievalWays
  /** What is asked for, in words. */
  readonly wanted: string
  /** What is granted; before that, what was asked for where the recordings were known. */
  readonly items: readonly Item[]
  readonly state: 'asked' | 'granted' | 'refused' | 'handed-over'
  readonly answer?: {
    readonly by: Person
    readonly at: string
    readonly reasons: string
    readonly cause?: RefusalCause
    /** Until when what was granted may be watched or taken. */
    readonly until?: string
  }
  readonly prepared: readonly Prepared[]
  readonly taken: readonly { readonly copy: string; readonly by: Person; readonly at: string }[]
  readonly handedOver?: {
    readonly recipient: string
    readonly medium: string
    readonly receipt: string
    readonly by: Person
    readonly at: string
  }
}

export type RetrievalCommand =
  | ({ readonly do: 'ask' } & Pick<Retrieval, 'caseId' | 'asker' | 'purpose' | 'way' | 'wanted' | 'items'>)
  | { readonly do: 'grant'; readonly items: readonly Item[]; readonly days: number; readonly reasons: string }
  | { readonly do: 'refuse'; readonly cause: RefusalCause; readonly reasons: string }
  | { readonly do: 'prepare'; readonly item: number; readonly copy: string }
  | { readonly do: 'take'; readonly copy: string }
  | { readonly do: 'hand-over'; readonly recipient: string; readonly medium: string; readonly receipt: string }

export interface RetrievalFacts {
  /** The recordings that a command names, by id. */
  readonly recordings: ReadonlyMap<string, Recording>
}

/** Who answers: the bureau's leaders. */
export const approvers: readonly Role[] = ['leader', 'head']

/** Why these can't be granted out of a case; none where they can. */
const wrongItems = (caseId: string, items: readonly Item[], { recordings }: RetrievalFacts) =>
  items.flatMap(({ recording, from, until }, n) => {
    const field = `items.${n}`
    const found = recordings.get(recording)
    if (found === undefined || found.caseId !== caseId || found.origin === 'copy')
      return [refusal('not-of-the-case', '所选的录制不在这个案件中，请核对', { field })]
    if (found.destruction?.at !== undefined)
      return [refusal('recording-destroyed', '这份录制已经依规定销毁，只保留记录和哈希', { field })]
    if ((from === undefined) !== (until === undefined) || (from ?? 0) >= (until ?? Number.POSITIVE_INFINITY))
      return [refusal('bad-span', '请写明从哪里到哪里，结束应当晚于开始', { field })]
    return []
  })

/** Milliseconds that a copy may go beyond what was granted. */
const beyond = 1000

/** A copy shows no more than was granted. A clip begins where a picture stands by itself, which may be before. */
const withinItem = ({ from, until }: Item, copy: NonNullable<Recording['original']>): boolean =>
  from === undefined ||
  until === undefined ||
  (copy.from !== undefined &&
    copy.until !== undefined &&
    copy.until <= until + beyond &&
    (copy.how === 'clip' ? copy.until > from : copy.from >= from - beyond))

export const decideRetrieval = (
  state: Retrieval | undefined,
  command: RetrievalCommand,
  facts: RetrievalFacts,
  { actor, now }: { readonly actor: Actor; readonly now: string },
): Result<readonly NewEvent[]> => {
  const event = (type: string, data: object): Result<readonly NewEvent[]> =>
    accept([{ type, data: JSON.parse(JSON.stringify(data)) as Readonly<Record<string, Json>> }])
  if (command.do === 'ask') {
    if (state !== undefined) return refuse(refusal('asked-before', '这次申请已经登记'))
    const { do: _, ...asked } = command
    const { kind, document } = asked.asker
    const wrong = wrongItems(asked.caseId, asked.items, facts)
    if (wrong.length > 0) return refuse(...wrong)
    if (kind !== 'colleague' && (document ?? '') === '')
      return refuse(
        refusal('no-document', '请写明来人的证件、公函或者授权委托书', {
          field: 'document',
          basis: askerBasis[kind],
        }),
      )
    return event('ask-retrieval', asked)
  }
  if (state === undefined) return refuse(refusal('no-retrieval', '没有这次申请，请返回列表'))
  if (command.do === 'grant' || command.do === 'refuse') {
    if (!actor.roles.some((role) => approvers.includes(role)))
      return refuse(refusal('not-your-role', '调取录音录像由局负责人批准', { basis: [archive] }))
    if (actor.id === state.enteredBy.id || actor.id === state.asker.id)
      return refuse(refusal('same-person', '申请和批准应当是两个人，请由另一人批准'))
    if (state.state !== 'asked') return refuse(refusal('answered-before', '这次申请已经答复'))
    if (command.do === 'refuse') return event('refuse-retrieval', { cause: command.cause, reasons: command.reasons })
    if (command.items.length === 0)
      return refuse(refusal('nothing-granted', '请选择准许调取的录制和起止时间', { field: 'items' }))
    const wrong = wrongItems(state.caseId, command.items, facts)
    if (wrong.length > 0) return refuse(...wrong)
    const until = new Date(Date.parse(now) + command.days * 86_400_000).toISOString()
    return event('grant-retrieval', { items: command.items, until, reasons: command.reasons })
  }
  const closed = whyClosed(state, now)
  if (closed !== undefined) return refuse(closed)
  switch (command.do) {
    case 'prepare': {
      if (state.way !== 'copy')
        return refuse(refusal('watch-only', '批准的是查看，不能取得复制件；需要复制件的，请另行申请'))
      const item = state.items[command.item]
      const copy = facts.recordings.get(command.copy)
      if (item === undefined || copy?.original?.id !== item.recording)
        return refuse(refusal('not-a-copy-of-it', '这不是批准调取的录制的复制件，请核对'))
      if (!withinItem(item, copy.original))
        return refuse(refusal('more-than-granted', '批准的是其中一段，请从批准的起止时间截取', { field: 'copy' }))
      if (state.prepared.some((each) => each.item === command.item))
        return refuse(refusal('prepared-before', '这一项的复制件已经备好'))
      const sha256 = copy.verdicts.at(-1)?.sha256 ?? ''
      return event('prepare-copy', { item: command.item, copy: command.copy, sha256 })
    }
    case 'take':
      return state.prepared.some(({ copy }) => copy === command.copy)
        ? event('take-copy', { copy: command.copy })
        : refuse(refusal('not-prepared', '这份复制件不在这次调取中'))
    case 'hand-over':
      if (state.way !== 'copy' || state.prepared.length < state.items.length)
        return refuse(refusal('not-prepared', '批准的各项还没有备齐复制件，不能交付'))
      return event('hand-over-copies', {
        recipient: command.recipient,
        medium: command.medium,
        receipt: command.receipt,
        copies: state.prepared.map(({ copy, sha256 }) => ({ copy, sha256 })),
      })
  }
}

/** Why what was asked for can't be watched or taken now; undefined where it can. */
export const whyClosed = (state: Retrieval, now: string) => {
  if (state.state === 'asked') return refusal('not-granted', '这次申请还没有批准', { basis: [archive] })
  if (state.state === 'refused') return refusal('not-granted', '这次申请没有批准', { basis: [archive] })
  if (state.state === 'handed-over') return refusal('handed-over', '复制件已经交付，这次调取已经办结')
  if ((state.answer?.until ?? '') < now) return refusal('grant-expired', '批准的期限已过，请重新申请')
  return undefined
}

export const evolveRetrieval = (
  state: Retrieval | undefined,
  {
    type,
    data,
    actor,
    enteredAt,
  }: {
    readonly type: string
    readonly data: NewEvent['data']
    readonly actor: Pick<Actor, 'id' | 'name' | 'unit'>
    readonly enteredAt: string
  },
): Retrieval | undefined => {
  const by: Person = { id: actor.id, name: actor.name, ...(actor.unit === undefined ? {} : { unit: actor.unit }) }
  if (type === 'ask-retrieval')
    return {
      ...(data as unknown as Pick<Retrieval, 'caseId' | 'asker' | 'purpose' | 'way' | 'wanted' | 'items'>),
      enteredBy: by,
      at: enteredAt,
      state: 'asked',
      prepared: [],
      taken: [],
    }
  if (state === undefined) return state
  switch (type) {
    case 'grant-retrieval': {
      const { items, until, reasons } = data as unknown as { items: readonly Item[]; until: string; reasons: string }
      return { ...state, items, state: 'granted', answer: { by, at: enteredAt, reasons, until } }
    }
    case 'refuse-retrieval': {
      const { cause, reasons } = data as unknown as { cause: RefusalCause; reasons: string }
      return { ...state, state: 'refused', answer: { by, at: enteredAt, reasons, cause } }
    }
    case 'prepare-copy': {
      const said = data as unknown as Pick<Prepared, 'item' | 'copy' | 'sha256'>
      return { ...state, prepared: [...state.prepared, { ...said, by, at: enteredAt }] }
    }
    case 'take-copy':
      return { ...state, taken: [...state.taken, { copy: String(data.copy), by, at: enteredAt }] }
    case 'hand-over-copies': {
      const { recipient, medium, receipt } = data as unknown as NonNullable<Retrieval['handedOver']>
      return { ...state, state: 'handed-over', handedOver: { recipient, medium, receipt, by, at: enteredAt } }
    }
    default:
      return state
  }
}

export const retrievalStream: StreamKind<Retrieval | undefined, RetrievalCommand, RetrievalFacts> = {
  kind: 'retrieval',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests, db) => {
    const recordings = await recordingsById(
      db,
      requests.flatMap(({ command }) =>
        'items' in command
          ? command.items.map(({ recording }) => recording)
          : command.do === 'prepare'
            ? [command.copy]
            : [],
      ),
    )
    return requests.map(() => ({ recordings }))
  },
  decide: decideRetrieval,
  evolve: evolveRetrieval,
  projections: [
    {
      table: 'recording_retrieval',
      columns: {
        id: 'text',
        case_id: 'text',
        asker: 'text',
        asker_name: 'text',
        kind: 'text',
        entered_by: 'text',
        entered_by_name: 'text',
        way: 'text',
        state: 'text',
        asked_at: 'timestamptz',
        answered_at: 'timestamptz',
        until: 'timestamptz',
        taken_at: 'timestamptz',
      },
      key: ['id'],
      indexes: ['(case_id, asked_at)', '(asker)', '(entered_by)', '(state, asked_at)'],
      rows: (id, state) =>
        state === undefined
          ? []
          : [
              {
                id,
                case_id: state.caseId,
                asker: state.asker.id ?? null,
                asker_name: state.asker.name,
                kind: state.asker.kind,
                entered_by: state.enteredBy.id,
                entered_by_name: state.enteredBy.name,
                way: state.way,
                state: state.state,
                asked_at: state.at,
                answered_at: state.answer?.at ?? null,
                until: state.answer?.until ?? null,
                taken_at: state.taken[0]?.at ?? null,
              },
            ],
    },
  ],
}
