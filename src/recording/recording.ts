import { dayOf } from '../calendar/index.ts'
import type { Json, NewEvent, StreamKind } from '../journal/index.ts'
import { type Actor, accept, type Refusal, type Result, type Role, refusal, refuse } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { standingOf } from '../registry/index.ts'
import type { FinalReason, Manifest, Mark, RecordingKind, Tip } from './chain.ts'
import { type CopyCommand, decideCopy, type Original } from './copy.ts'
import { type Device, devicesById } from './device.ts'
import { recordingProjections } from './projections.ts'
import type { MediaView } from './view.ts'

/** From, until: milliseconds from the recording's start. */
export type Span = readonly [number, number]

/** What became of the bytes when they were held against the chain. Chunks by their numbers. */
export interface Verdict {
  /** 1 for the first upload. */
  readonly attempt: number
  readonly ok: boolean
  readonly chunks: number
  readonly damaged: readonly number[]
  readonly missing: readonly number[]
  /** When the damaged and missing chunks were recorded; absent in verdicts of before. */
  readonly lost?: readonly Span[]
  /** Bytes behind the last accepted head: kept, but vouched for by nobody. */
  readonly beyond: number
  /** Of the whole, hex; it is kept among the files under this name. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly media?: MediaView
  /** What it is by its own content, as a browser is told; absent where it is nothing that is known. */
  readonly type?: string
  /** What a virus scanner said, where there is one. */
  readonly infected?: string
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly unit?: string
}

/** A recording as the journal tells it. */
export interface Recording {
  readonly origin: 'device' | 'imported' | 'copy'
  readonly kind: RecordingKind
  readonly mime: string
  readonly caseId?: string
  readonly act?: string
  readonly officer?: Person
  readonly device?: { readonly id: string; readonly name: string }
  /** By the device's clock. */
  readonly startedAt: string
  readonly manifest?: Manifest
  readonly tip: Tip
  readonly final?: FinalReason
  /** The server's clock less the device's, in milliseconds, as it was measured with each head. */
  readonly clock?: { readonly first: number; readonly last: number; readonly min: number; readonly max: number }
  readonly spans: readonly Span[]
  readonly marks: readonly Mark[]
  readonly sealed?: { readonly first: string; readonly last: string }
  readonly refused: readonly {
    readonly at: string
    readonly code: string
    readonly message: string
    readonly n: number
    readonly head: string
  }[]
  /** Uploads of which every byte is here. */
  readonly received: number
  readonly verdicts: readonly (Verdict & { readonly at: string })[]
  readonly source?: string
  readonly original?: Original & { readonly by: string; readonly at: string }
  readonly hold?: { readonly reason: string; readonly by: string; readonly at: string }
  readonly keepUntil?: string
  readonly destruction?: {
    readonly reason: string
    readonly proposedBy: Person
    readonly approvedBy?: Person
    readonly at?: string
  }
}

export interface SealCommand {
  readonly do: 'seal'
  /** With the first head. */
  readonly manifest?: Manifest
  /** The manifest's case, where the sender may see it. */
  readonly caseId?: string
  readonly device: string
  /** Where the chain was when these entries were followed. */
  readonly from: Tip
  readonly to: Tip
  readonly at: string
  readonly final?: FinalReason
  readonly signature: string
  readonly sentAt: string
  readonly offsetMs: number
  readonly spans: readonly Span[]
  readonly marks: readonly Mark[]
  /** Why the chain or the signature doesn't hold, as was found by following it. */
  readonly fault?: 'bad-signature' | 'chain-broken' | 'chain-forked'
}

export interface ImportCommand {
  readonly do: 'import'
  readonly kind: RecordingKind
  readonly mime: string
  readonly source: string
  readonly name: string
  readonly startedAt: string
  readonly seconds: number
  readonly caseId?: string
  readonly act?: string
  readonly officer?: Person
  readonly serial?: string
  /** Why it was given to this case, or to none. */
  readonly matched: string
  readonly sha256: string
  readonly size: number
  readonly media?: MediaView
  readonly type?: string
  readonly infected?: string
}

export type RecordingCommand =
  | SealCommand
  | ImportCommand
  | CopyCommand
  | { readonly do: 'link'; readonly caseId: string; readonly act?: string; readonly reason: string }
  | { readonly do: 'receive'; readonly attempt: number; readonly bytes: number }
  | ({ readonly do: 'judge' } & Verdict)
  | { readonly do: 'hold'; readonly reason: string }
  | { readonly do: 'release'; readonly reason: string }
  | { readonly do: 'keep'; readonly until: string; readonly reason: string }
  | { readonly do: 'propose-destruction'; readonly reason: string }
  | { readonly do: 'approve-destruction' }

export interface RecordingFacts {
  readonly device?: Device
  readonly officer?: Person
  /** What a copy is made of. */
  readonly original?: Recording
}

/** The work that an event asks for: hold the bytes against the chain. */
export const judgeErrand = 'judge-recording'
export const destroyErrand = 'destroy-recording'

/** Chunks that follow one another within this many milliseconds are one span: recorders deliver them a little early or late. */
export const joins = 500
/** So many refused heads are kept of one recording. */
const REFUSED = 50

const missing = refusal('no-recording', '没有这份录制，请检查地址或者返回列表')

export const decideRecording = (
  state: Recording | undefined,
  command: RecordingCommand,
  facts: RecordingFacts,
  context: { readonly streamId: string; readonly now: string; readonly actor: Actor },
): Result<readonly NewEvent[]> => {
  if (command.do === 'seal') return seal(state, command, facts, context)
  if (command.do === 'import' || command.do === 'copy') {
    if (state !== undefined) return refuse(refusal('imported-before', '这份文件已经导入过'))
    if (command.do === 'copy') return decideCopy(command, facts.original, context.actor)
    const { do: _, ...data } = command
    return accept([{ type: 'import-recording', data: plain(data) }])
  }
  if (state === undefined) return refuse(missing)
  if (state.destruction?.at !== undefined)
    return refuse(refusal('recording-destroyed', '这份录制已经依规定销毁，只保留记录和哈希'))
  switch (command.do) {
    case 'link': {
      const { caseId, act, reason } = command
      if (state.caseId === caseId && state.act === act)
        return refuse(refusal('already-linked', '这份录制已经归入这个案件和环节'))
      return accept([{ type: 'link-recording', data: plain({ caseId, act, reason }) }])
    }
    case 'receive': {
      const { attempt, bytes } = command
      if (attempt <= state.received) return refuse(refusal('received-before', '这次上传已经收到'))
      return accept([{ type: 'receive-recording', data: { attempt, bytes } }])
    }
    case 'judge': {
      const { do: _, ...verdict } = command
      return accept([{ type: 'judge-recording', data: plain(verdict) }])
    }
    default:
      return keeping(state, command, context)
  }
}

const seal = (
  state: Recording | undefined,
  command: SealCommand,
  { device, officer }: RecordingFacts,
  { streamId, now }: { readonly streamId: string; readonly now: string },
): Result<readonly NewEvent[]> => {
  const { manifest, caseId, from, to, at, final, signature, sentAt, offsetMs, spans, marks } = command
  if (state === undefined && manifest === undefined)
    return refuse(refusal('manifest-missing', '第一次提交链头时应当附上录制说明'))
  if (state !== undefined && state.origin !== 'device')
    return refuse(refusal('not-sealed', '导入和复制的文件没有链头', { field: 'recording' }))
  if (manifest !== undefined && manifest.id !== streamId)
    return refuse(refusal('bad-manifest', '录制说明中的编号与地址不同', { field: 'manifest.id' }))
  if (device === undefined) return refuse(refusal('device-unknown', '没有登记过这台设备，请先登记设备再提交'))
  // What was followed from an older tip is followed anew before anything is said of it; so is a head that says again what has ended.
  const moved =
    state?.manifest !== undefined &&
    (from.n !== state.tip.n ||
      from.head !== state.tip.head ||
      (state.final !== undefined && final === undefined && to.n === state.tip.n && to.head === state.tip.head))
  if (moved) return refuse(refusal('chain-moved', '这份录制刚刚有新的链头，请重新提交'))
  const wrong = whyNot(state, command, device)
  if (wrong !== undefined) {
    // What can't be taken stays visible, within bounds; the same one again isn't told twice.
    const known = state?.refused ?? []
    if (known.length >= REFUSED || known.some((each) => each.code === wrong.code && each.head === to.head))
      return refuse(wrong)
    const { code, message } = wrong
    return accept([
      {
        type: 'refuse-head',
        data: plain({
          code,
          message,
          device: command.device,
          head: { ...to, at, ...(final === undefined ? {} : { final }) },
          signature,
          sentAt,
          offsetMs,
          ...(state === undefined ? { manifest } : {}),
        }),
      },
    ])
  }
  const began: NewEvent[] =
    state?.manifest !== undefined || manifest === undefined
      ? []
      : [
          {
            type: 'begin-recording',
            happenedAt: earlier(new Date(Date.parse(manifest.startedAt) + offsetMs).toISOString(), now),
            data: plain({
              manifest,
              start: from.head,
              device: { id: command.device, name: device.name },
              officer: officer ?? { id: manifest.officer, name: manifest.officer },
              ...(caseId === undefined ? {} : { caseId }),
            }),
          },
        ]
  const beyond = (state?.verdicts.at(-1)?.beyond ?? 0) > 0
  return accept([
    ...began,
    {
      type: 'seal-recording',
      data: plain({
        ...to,
        at,
        final,
        signature,
        sentAt,
        offsetMs,
        spans,
        marks,
        // The bytes came first: they are held against the longer chain once more.
        ...(beyond ? { again: true } : {}),
      }),
    },
  ])
}

const whyNot = (
  state: Recording | undefined,
  { fault, manifest, device: named }: SealCommand,
  device: Device,
): Refusal | undefined => {
  if (fault === 'bad-signature')
    return refusal('bad-signature', '链头的签名不是这台设备的，没有接受；请用录制的设备提交')
  if (device.state === 'revoked')
    return refusal(
      'device-revoked',
      `这台设备已于 ${device.revoked?.at ?? ''} 停用，此后封存的没有接受；之前接受的仍然有效`,
    )
  if (state?.manifest !== undefined && state.manifest.device !== named)
    return refusal('bad-signature', '链头的签名不是这台设备的，没有接受；请用录制的设备提交')
  if (fault === 'chain-forked' || (state?.manifest !== undefined && differs(state.manifest, manifest)))
    return refusal('chain-forked', '与已经封存的内容不同，没有接受；已经封存的不能再换')
  if (fault === 'chain-broken')
    return refusal('chain-broken', '各段的记录前后不能相接，没有接受；请从上次接受处重新提交')
  if (state?.final !== undefined) return refusal('recording-ended', '这份录制已经结束，不能再增加内容')
  return undefined
}

const differs = (known: Manifest, given: Manifest | undefined): boolean =>
  given !== undefined &&
  [...new Set([...Object.keys(known), ...Object.keys(given)])].some(
    (key) => known[key as keyof Manifest] !== given[key as keyof Manifest],
  )

/** Who keeps recordings, and who lets them go: the archive proposes, the bureau's leaders approve. */
const keepersOf: Readonly<
  Record<'hold' | 'release' | 'keep' | 'propose-destruction' | 'approve-destruction', readonly Role[]>
> = {
  hold: ['archivist', 'legal-affairs', 'leader', 'head'],
  release: ['legal-affairs', 'leader', 'head'],
  keep: ['archivist', 'legal-affairs'],
  'propose-destruction': ['archivist'],
  'approve-destruction': ['leader', 'head'],
}

const keeping = (
  state: Recording,
  command: Extract<
    RecordingCommand,
    { readonly do: 'hold' | 'release' | 'keep' | 'propose-destruction' | 'approve-destruction' }
  >,
  { now, actor }: { readonly now: string; readonly actor: Actor },
): Result<readonly NewEvent[]> => {
  const allowed = keepersOf[command.do]
  if (!actor.roles.some((role) => allowed.includes(role)))
    return refuse(
      refusal(
        'not-your-role',
        command.do === 'approve-destruction' ? '销毁由局负责人批准' : '录制的保存、冻结和销毁由档案人员和法规处办理',
      ),
    )
  switch (command.do) {
    case 'hold':
      return state.hold !== undefined
        ? refuse(refusal('held-before', '这份录制已经冻结，不会被销毁'))
        : accept([{ type: 'hold-recording', data: { reason: command.reason } }])
    case 'release':
      return state.hold === undefined
        ? refuse(refusal('not-held', '这份录制没有冻结'))
        : accept([{ type: 'release-recording', data: { reason: command.reason } }])
    case 'keep':
      if (state.keepUntil !== undefined && command.until < state.keepUntil)
        return refuse(refusal('kept-longer', `保存到 ${state.keepUntil.slice(0, 10)}，不能缩短`, { field: 'until' }))
      return accept([{ type: 'keep-recording', data: { until: command.until, reason: command.reason } }])
    case 'propose-destruction':
    case 'approve-destruction': {
      if (state.hold !== undefined)
        return refuse(refusal('on-hold', `这份录制因“${state.hold.reason}”冻结，不能销毁；先由有权的人解除冻结`))
      if (state.keepUntil === undefined || state.keepUntil > now)
        return refuse(
          refusal(
            'still-kept',
            state.keepUntil === undefined
              ? '没有确定保存到何时，不能销毁；请先确定保存期限'
              : `应当保存到 ${state.keepUntil.slice(0, 10)}，现在不能销毁`,
          ),
        )
      const person = { id: actor.id, name: actor.name }
      if (command.do === 'propose-destruction')
        return accept([{ type: 'propose-destruction', data: { reason: command.reason, by: person } }])
      if (state.destruction === undefined)
        return refuse(refusal('not-proposed', '还没有人提出销毁，请先由档案人员提出'))
      if (state.destruction.proposedBy.id === actor.id)
        return refuse(refusal('same-person', '提出和批准销毁应当是两个人，请由另一人批准'))
      const verdict = state.verdicts.at(-1)
      // The certificate of destruction: what it was, by its hashes, which stay.
      return accept([
        {
          type: 'destroy-recording',
          data: plain({
            reason: state.destruction.reason,
            proposedBy: state.destruction.proposedBy,
            approvedBy: person,
            chain: state.tip,
            files: state.verdicts.map(({ sha256, size }) => ({ sha256, size })),
            keptUntil: state.keepUntil,
            ...(verdict === undefined ? {} : { sha256: verdict.sha256 }),
          }),
        },
      ])
    }
  }
}

const earlier = (a: string, b: string): string => (a < b ? a : b)
const plain = (value: object): { readonly [key: string]: Json | undefined } => value as never

interface Began {
  readonly manifest: Manifest
  readonly start: string
  readonly device: { readonly id: string; readonly name: string }
  readonly officer: Person
  readonly caseId?: string
}

export const evolveRecording = (
  state: Recording | undefined,
  {
    type,
    data,
    enteredAt,
    actor,
  }: {
    readonly type: string
    readonly data: NewEvent['data']
    readonly enteredAt: string
    readonly actor: { readonly id: string; readonly name: string }
  },
): Recording | undefined => {
  if (type === 'begin-recording') {
    const { manifest, start, device, officer, caseId } = data as unknown as Began
    return {
      ...(state ?? empty),
      origin: 'device',
      kind: manifest.kind,
      mime: manifest.mime,
      ...(caseId === undefined ? {} : { caseId }),
      ...(manifest.act === undefined ? {} : { act: manifest.act }),
      officer,
      device,
      startedAt: manifest.startedAt,
      manifest,
      tip: { n: 0, bytes: 0, head: start },
    }
  }
  if (type === 'refuse-head') {
    const { code, message, head, manifest } = data as unknown as {
      readonly code: string
      readonly message: string
      readonly head: Tip
      readonly manifest?: Manifest
    }
    const before = state ?? {
      ...empty,
      ...(manifest === undefined
        ? {}
        : {
            kind: manifest.kind,
            mime: manifest.mime,
            startedAt: manifest.startedAt,
            officer: { id: manifest.officer, name: manifest.officer },
            device: { id: manifest.device, name: '' },
          }),
    }
    return { ...before, refused: [...before.refused, { at: enteredAt, code, message, n: head.n, head: head.head }] }
  }
  if (type === 'import-recording' || type === 'copy-recording') {
    const given = data as unknown as Omit<ImportCommand, 'do'> & Partial<Omit<CopyCommand, 'do'>>
    const {
      kind,
      mime,
      startedAt,
      seconds,
      caseId,
      act,
      officer,
      source,
      serial,
      sha256,
      size,
      media,
      infected,
      type: probed,
      original,
    } = given
    return {
      ...empty,
      origin: type === 'import-recording' ? 'imported' : 'copy',
      kind,
      mime,
      ...(caseId === undefined ? {} : { caseId }),
      ...(act === undefined ? {} : { act }),
      ...(officer === undefined ? {} : { officer }),
      ...(serial === undefined ? {} : { device: { id: serial, name: serial } }),
      ...(source === undefined ? {} : { source }),
      ...(original === undefined ? {} : { original: { ...original, by: actor.name, at: enteredAt } }),
      startedAt,
      tip: { n: 0, bytes: size, head: '' },
      final: 'stopped',
      spans: seconds > 0 ? [[0, Math.round(seconds * 1000)]] : [],
      sealed: { first: enteredAt, last: enteredAt },
      received: 1,
      verdicts: [
        {
          at: enteredAt,
          attempt: 1,
          ok: infected === undefined,
          chunks: 0,
          damaged: [],
          missing: [],
          beyond: 0,
          sha256,
          size,
          ...(media === undefined ? {} : { media }),
          ...(probed === undefined ? {} : { type: probed }),
          ...(infected === undefined ? {} : { infected }),
        },
      ],
    }
  }
  if (state === undefined) return state
  switch (type) {
    case 'seal-recording': {
      const { n, bytes, head, final, offsetMs, spans, marks } = data as unknown as Tip &
        Pick<SealCommand, 'final' | 'offsetMs' | 'spans' | 'marks'>
      const { clock, sealed } = state
      return {
        ...state,
        tip: { n, bytes, head },
        ...(final === undefined ? {} : { final }),
        clock: {
          first: clock?.first ?? offsetMs,
          last: offsetMs,
          min: Math.min(clock?.min ?? offsetMs, offsetMs),
          max: Math.max(clock?.max ?? offsetMs, offsetMs),
        },
        spans: joined([...state.spans, ...spans]),
        marks: [...state.marks, ...marks],
        sealed: { first: sealed?.first ?? enteredAt, last: enteredAt },
      }
    }
    case 'link-recording': {
      const { act: _, ...rest } = state
      return { ...rest, caseId: String(data.caseId), ...(data.act === undefined ? {} : { act: String(data.act) }) }
    }
    case 'receive-recording':
      return { ...state, received: Number(data.attempt) }
    case 'judge-recording':
      return { ...state, verdicts: [...state.verdicts, { ...(data as unknown as Verdict), at: enteredAt }] }
    case 'hold-recording':
      return { ...state, hold: { reason: String(data.reason), by: actor.name, at: enteredAt } }
    case 'release-recording': {
      const { hold: _, ...rest } = state
      return rest
    }
    case 'keep-recording':
      return { ...state, keepUntil: String(data.until) }
    case 'propose-destruction':
      return { ...state, destruction: { reason: String(data.reason), proposedBy: data.by as unknown as Person } }
    case 'destroy-recording': {
      const { reason, proposedBy, approvedBy } = data as unknown as {
        readonly reason: string
        readonly proposedBy: Person
        readonly approvedBy: Person
      }
      return { ...state, destruction: { reason, proposedBy, approvedBy, at: enteredAt } }
    }
    default:
      return state
  }
}

const empty: Recording = {
  origin: 'device',
  kind: 'video',
  mime: '',
  startedAt: '1970-01-01T00:00:00.000Z',
  tip: { n: 0, bytes: 0, head: '' },
  spans: [],
  marks: [],
  refused: [],
  received: 0,
  verdicts: [],
}

/** Spans in order, those that touch made one. */
export const joined = (spans: readonly Span[], apart = joins): readonly Span[] => {
  const all: [number, number][] = []
  for (const [from, until] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last !== undefined && from <= last[1] + apart) last[1] = Math.max(last[1], until)
    else all.push([from, until])
  }
  return all
}

/** Recordings by their ids, for facts of commands that name them. */
export const recordingsById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Recording>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; state: Recording }>`
    select id, state from stream where kind = 'recording' and id = any(${[...new Set(ids)]}::text[])`.execute(db)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

export type RecordingStream = StreamKind<Recording | undefined, RecordingCommand, RecordingFacts>

export const recordingStream: RecordingStream = {
  kind: 'recording',
  stateVersion: 2,
  initial: undefined,
  facts: async (requests, db) => {
    const seals = requests.map(({ command }) => (command.do === 'seal' ? command : undefined))
    const copied = requests.flatMap(({ command }) => (command.do === 'copy' ? [command.original.id] : []))
    const [known, standing, originals] = await Promise.all([
      devicesById(
        db,
        seals.map((seal) => seal?.device ?? ''),
      ),
      standingOf(
        db,
        seals.flatMap((seal) => (seal?.manifest === undefined ? [] : [{ kind: 'officer', id: seal.manifest.officer }])),
      ),
      recordingsById(db, copied),
    ])
    return seals.map((seal, n) => {
      const device = known.get(seal?.device ?? '')
      const id = seal?.manifest?.officer
      const found = id === undefined ? undefined : standing('officer', id, dayOf(requests[n]?.now ?? ''))?.data
      const command = requests[n]?.command
      const original = command?.do === 'copy' ? originals.get(command.original.id) : undefined
      return {
        ...(original === undefined ? {} : { original }),
        ...(device === undefined ? {} : { device }),
        ...(id === undefined || found === undefined ? {} : { officer: { id, name: found.name, unit: found.unit } }),
      }
    })
  },
  decide: (state, command, facts, context) => decideRecording(state, command, facts, context),
  evolve: evolveRecording,
  errands: ({ type, data }) =>
    type === 'receive-recording' || data.again === true
      ? [judgeErrand]
      : type === 'destroy-recording'
        ? [destroyErrand]
        : [],
  projections: recordingProjections,
}
