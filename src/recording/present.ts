import type { Actor } from '../kernel/index.ts'
import { contentToCopy } from './copy.ts'
import type { Device } from './device.ts'
import { mayApprove, mayRevoke } from './device.ts'
import { bestVerdict, startOf, stateOf } from './projections.ts'
import type { Recording, Verdict } from './recording.ts'
import {
  type CopyView,
  copyWays,
  type DeviceView,
  deviceKinds,
  deviceStates,
  finalReasons,
  type RecordingView,
  recordingKinds,
  recordingStates,
} from './view.ts'

/** A device's clock that is off by more than this is said to be, in milliseconds. */
const OFF = 60_000
/** Measures that differ by more than this say that the clock was changed meanwhile, in milliseconds. */
const JUMPED = 10_000

const seconds = (ms: number): number => Math.round(ms) / 1000

export const recordingView = (
  id: string,
  state: Recording,
  {
    device,
    receivedBytes,
    copies,
    actor,
  }: {
    readonly device?: Device
    readonly receivedBytes: number
    readonly copies: readonly (NonNullable<Recording['original']> & { readonly id: string })[]
    readonly actor: Actor
  },
): RecordingView => {
  const verdict = bestVerdict(state)
  const standing = stateOf(state)
  const warning = clockWarning(state)
  return {
    id,
    kind: state.kind,
    kindTitle: recordingKinds[state.kind],
    origin: state.origin,
    ...(state.caseId === undefined ? {} : { caseId: state.caseId }),
    ...(state.act === undefined ? {} : { act: state.act }),
    ...(state.officer === undefined ? {} : { officer: { id: state.officer.id, name: state.officer.name } }),
    ...(state.device === undefined
      ? {}
      : {
          device: {
            id: state.device.id,
            name: device?.name ?? state.device.name,
            ...(device === undefined ? {} : { state: device.state }),
          },
        }),
    mime: verdict?.type ?? state.mime,
    startedAt: startOf(state),
    deviceStartedAt: state.startedAt,
    ...(state.clock === undefined ? {} : { offsetMs: state.clock.last }),
    ...(warning === undefined ? {} : { clockWarning: warning }),
    seconds: seconds(state.spans.at(-1)?.[1] ?? 0),
    spans: state.spans.map(([from, until]) => [seconds(from), seconds(until)] as [number, number]),
    marks: [...state.marks],
    chunks: state.tip.n,
    bytes: state.tip.bytes,
    receivedBytes,
    ...(state.sealed === undefined ? {} : { firstSealedAt: state.sealed.first, lastSealedAt: state.sealed.last }),
    ...(state.final === undefined || state.origin !== 'device' ? {} : { ended: finalReasons[state.final] }),
    state: standing,
    stateTitle: recordingStates[standing],
    verdicts: state.verdicts.map((each) => ({
      at: each.at,
      attempt: each.attempt,
      ok: each.ok,
      chunks: each.chunks,
      damaged: each.damaged,
      missing: each.missing,
      beyond: each.beyond,
      explanation: explained(state, each),
    })),
    refused: state.refused.map(({ at, code, message, n }) => ({ at, code, message, n })),
    ...(verdict?.media === undefined ? {} : { media: verdict.media }),
    ...(verdict === undefined ? {} : { sha256: verdict.sha256 }),
    ...(state.original === undefined
      ? {}
      : {
          original: {
            ...copyView(state.original),
            ...(state.original.sha256 === undefined ? {} : { sha256: state.original.sha256 }),
          },
        }),
    copies: copies.map(copyView),
    mayCopy: contentToCopy(actor, state, 'masked').ok,
    ...(state.source === undefined ? {} : { source: state.source }),
    keep: {
      ...(state.keepUntil === undefined ? {} : { until: state.keepUntil }),
      ...(state.hold === undefined ? {} : { hold: state.hold.reason }),
      ...(state.destruction?.at === undefined
        ? {}
        : {
            destroyed: {
              at: state.destruction.at,
              by: [state.destruction.proposedBy.name, state.destruction.approvedBy?.name ?? ''],
              reason: state.destruction.reason,
            },
          }),
    },
  }
}

const copyView = ({
  id,
  how,
  by,
  at,
  note,
  method,
  what,
  from,
  until,
  transcript,
}: NonNullable<Recording['original']>): CopyView => ({
  id,
  how,
  howTitle: copyWays[how],
  by,
  at,
  note,
  ...(method === undefined ? {} : { method }),
  ...(what === undefined ? {} : { what }),
  ...(from === undefined ? {} : { from: seconds(from) }),
  ...(until === undefined ? {} : { until: seconds(until) }),
  ...(transcript === undefined ? {} : { transcript }),
})

const clockWarning = ({ clock, origin }: Recording): string | undefined => {
  if (clock === undefined || origin !== 'device') return undefined
  if (clock.max - clock.min > JUMPED)
    return `录制期间设备时钟被改动，前后相差 ${Math.round((clock.max - clock.min) / 1000)} 秒`
  if (Math.abs(clock.first) > OFF)
    return `设备时钟${clock.first > 0 ? '慢' : '快'} ${Math.round(Math.abs(clock.first) / 1000)} 秒，时间已经校正`
  return undefined
}

/** Chunks as people count them: 1–3、7. */
const ranges = (chunks: readonly number[]): string => {
  const all: [number, number][] = []
  for (const n of chunks) {
    const last = all.at(-1)
    if (last !== undefined && n === last[1] + 1) last[1] = n
    else all.push([n, n])
  }
  const shown = all.slice(0, 20).map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`))
  return `${shown.join('、')}${all.length > 20 ? ' 等' : ''}`
}

const explained = (state: Recording, { ok, chunks, damaged, missing, beyond, infected, media }: Verdict): string => {
  const known = media === undefined && state.kind !== 'photo' ? '；内容不是能够识别的录音录像格式' : ''
  if (infected !== undefined) return `病毒扫描发现 ${infected}，不能播放`
  if (ok && state.origin === 'copy') return `复制件的哈希已经记录，原始载体没有改动${known}`
  if (ok && state.origin !== 'device') return `导入时的哈希已经记录${known}`
  if (ok) return `${chunks} 段全部与封存时相同${known}`
  return [
    ...(damaged.length === 0 ? [] : [`第 ${ranges(damaged)} 段与封存时不同`]),
    ...(missing.length === 0 ? [] : [`第 ${ranges(missing)} 段在设备上已经丢失`]),
    ...(beyond === 0 ? [] : [`最后 ${beyond} 字节没有封存，不能证明`]),
    `其余各段与封存时相同${known}`,
  ].join('；')
}

export const deviceView = (
  id: string,
  device: Device,
  actor: Actor,
  contact?: { readonly at: string; readonly offset_ms: number },
): DeviceView => ({
  id,
  name: device.name,
  kind: device.kind,
  kindTitle: deviceKinds[device.kind],
  ...(device.serial === undefined ? {} : { serial: device.serial }),
  holder: device.holder,
  state: device.state,
  stateTitle: deviceStates[device.state],
  enrolledAt: device.enrolledAt,
  ...(device.approved === undefined ? {} : { approvedAt: device.approved.at, approvedBy: device.approved.by }),
  ...(device.revoked === undefined
    ? {}
    : {
        revokedAt: device.revoked.at,
        revokedBy: device.revoked.by,
        revokedReason: device.revoked.reason,
      }),
  ...(contact === undefined ? {} : { lastSeenAt: contact.at, offsetMs: contact.offset_ms }),
  mayApprove: device.state === 'waiting' && mayApprove(actor, device),
  mayRevoke: device.state !== 'revoked' && mayRevoke(actor, device),
})
