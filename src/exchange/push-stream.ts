import type { Decider, Json, Projection, StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'

export type Operation = 'publish' | 'correct' | 'withdraw'
/** What is told of a decision: its columns, or when and why it is no longer public. */
export type Told = Readonly<Record<string, string>>

interface About {
  readonly platform: string
  readonly number: string
  readonly caseId: string
  /** The digest of what is public, by which it is known whether there is anything new to tell. */
  readonly source: string
  readonly publishedOn: string
  /** The day by which it must be acknowledged. */
  readonly dueOn: string
}

export type PushCommand =
  | (About & { readonly do: 'prepare'; readonly operation: Operation; readonly told: Told })
  | (About & { readonly do: 'hold'; readonly reasons: readonly string[] })
  /** Nothing to tell: what the platform knows is still so, or it never knew it. */
  | (About & { readonly do: 'keep' })
  | { readonly do: 'acknowledge'; readonly version: number; readonly acknowledgement: string }
  | { readonly do: 'refuse'; readonly version: number; readonly reason: string }
  | { readonly do: 'again' }

/** One decision at one platform. */
export interface Push extends About {
  readonly version: number
  readonly operation: Operation
  readonly told: Told
  /**
   * waiting: sent again until it is answered; acknowledged: there is an acknowledgement (回执) of this version; refused: by the platform;
   * unfit: a column isn't what the platform takes, so it wasn't sent.
   */
  readonly state: 'none' | 'waiting' | 'acknowledged' | 'refused' | 'unfit'
  /** The last that it acknowledged was not that it is withdrawn. */
  readonly there?: boolean
  readonly acknowledgement?: string
  readonly acknowledgedAt?: string
  readonly reason?: string
  readonly preparedAt: string
  readonly settledAt?: string
}

const nothing: Push = {
  platform: '',
  number: '',
  caseId: '',
  source: '',
  publishedOn: '',
  dueOn: '',
  version: 0,
  operation: 'publish',
  told: {},
  state: 'none',
  preparedAt: '',
}

const decider: Decider<Push, PushCommand, undefined> = {
  initial: nothing,
  decide(state, command, _facts, { actor, version }) {
    if (command.do === 'again') {
      if (actor.kind === 'person' && !actor.roles.includes('publisher'))
        return refuse(refusal('not-your-role', '重新推送由公示人员办理'))
      if (version === 0) return refuse(refusal('nothing-pushed', '这件决定还没有推送过，请刷新页面'))
      if (state.state === 'waiting') return refuse(refusal('push-waits', '这件决定正在等待推送，不用重新推送'))
      return accept([{ type: 'send-again', data: {} }])
    }
    if (actor.kind === 'person') return refuse(refusal('not-your-role', '推送由系统进行'))
    if (command.do === 'prepare') {
      const { do: _, ...data } = command
      return accept([
        { type: 'prepare-push', data: { ...data, version: state.version + 1 } as Readonly<Record<string, Json>> },
      ])
    }
    if (command.do === 'keep') {
      const { do: _, ...data } = command
      return accept([{ type: 'keep-push', data: data as unknown as Readonly<Record<string, Json>> }])
    }
    if (command.do === 'hold') {
      const { do: _, ...data } = command
      return accept([{ type: 'hold-push', data: data as unknown as Readonly<Record<string, Json>> }])
    }
    // An answer to what was replaced meanwhile settles nothing.
    if (command.version !== state.version || state.state !== 'waiting')
      return refuse(refusal('push-superseded', '这一版已经有了新的，或者已经有了结果'))
    return accept([
      command.do === 'acknowledge'
        ? { type: 'acknowledge-push', data: { version: command.version, acknowledgement: command.acknowledgement } }
        : { type: 'refuse-push', data: { version: command.version, reason: command.reason } },
    ])
  },
  evolve(state, { type, data, enteredAt }) {
    switch (type) {
      case 'prepare-push': {
        const { acknowledgement: _, acknowledgedAt: __, reason: ___, settledAt: ____, ...rest } = state
        return {
          ...rest,
          ...(data as unknown as About & Pick<Push, 'version' | 'operation' | 'told'>),
          state: 'waiting',
          preparedAt: enteredAt,
        }
      }
      case 'hold-push': {
        const { reasons, ...about } = data as unknown as About & { readonly reasons: readonly string[] }
        return { ...state, ...about, state: 'unfit', reason: reasons.join('；'), settledAt: enteredAt }
      }
      case 'keep-push':
        // How long it took stays as it was.
        return { ...state, source: String(data.source), state: state.version === 0 ? 'none' : 'acknowledged' }
      case 'acknowledge-push': {
        const { reason: _, ...rest } = state
        return {
          ...rest,
          state: 'acknowledged',
          there: state.operation !== 'withdraw',
          acknowledgement: String(data.acknowledgement),
          acknowledgedAt: state.acknowledgedAt ?? enteredAt,
          settledAt: enteredAt,
        }
      }
      case 'refuse-push':
        return { ...state, state: 'refused', reason: String(data.reason), settledAt: enteredAt }
      default:
        // What was never sent is looked at again as a whole; the rest goes again as it is.
        return state.state === 'unfit' ? { ...state, source: '' } : { ...state, state: 'waiting' }
    }
  },
}

const pushes: Projection<Push> = {
  table: 'push',
  columns: {
    platform: 'text',
    number: 'text',
    case_id: 'text',
    version: 'integer',
    operation: 'text',
    state: 'text',
    source: 'text',
    there: 'boolean',
    reason: 'text',
    acknowledgement: 'text',
    acknowledged_at: 'timestamptz',
    published_on: 'date',
    due_on: 'date',
    settled_at: 'timestamptz',
  },
  key: ['platform', 'number'],
  indexes: ['(platform, state)', '(platform, acknowledged_at desc)'],
  rows: (_, push) =>
    push.state === 'none'
      ? []
      : [
          {
            platform: push.platform,
            number: push.number,
            case_id: push.caseId,
            version: push.version,
            operation: push.operation,
            state: push.state,
            source: push.source,
            there: push.there ?? false,
            reason: push.reason ?? null,
            acknowledgement: push.acknowledgement ?? null,
            acknowledged_at: push.acknowledgedAt ?? null,
            published_on: push.publishedOn,
            due_on: push.dueOn,
            settled_at: push.settledAt ?? null,
          },
        ],
}

/** A decision's life at a platform: what was told in which version, and what was answered. */
export const pushStream: StreamKind<Push, PushCommand, undefined> = {
  kind: 'push',
  stateVersion: 1,
  ...decider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [pushes],
  subject: ({ caseId }, streamId) => (caseId === '' ? streamId : caseId),
}

export const pushId = (platform: string, number: string): string => `${platform}/${number}`
