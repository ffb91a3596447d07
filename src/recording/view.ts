import { z } from '@hono/zod-openapi'
import { CommandKey, Instant, list, view } from '../platform/index.ts'
import { entriesAtOnce, recordingFormat } from './chain.ts'

/**
 * What devices send and what they, the desk and the field application are given. Manifest, entry, mark and head are strict and are
 * taken as they are: their hashes are of exactly what was sent.
 */

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi('Sha256', { description: 'SHA-256，十六进制' })
const RecordingId = z
  .uuidv7('录像的编号应为 UUID v7')
  .openapi('RecordingId', { description: '录制时在设备上生成的 UUID v7' })
const Milliseconds = z
  .number()
  .min(0)
  .max(7 * 24 * 3_600_000)
  .openapi({ description: '毫秒' })
const DeviceInstant = z.iso
  .datetime({ precision: 3, error: '时刻应为 UTC 的 ISO 8601，精确到毫秒' })
  .openapi({ description: '按设备的时钟', example: '2026-10-21T01:30:00.000Z' })
export const DeviceId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .openapi('DeviceId', { description: '设备公钥的指纹（RFC 7638，SHA-256，base64url）' })
const Signature = z.base64().length(88).openapi({ description: 'ECDSA P-256、SHA-256 签名，base64 的 r ‖ s' })

export const recordingKinds = { video: '录像', audio: '录音', photo: '照片' } as const
const Kind = z.enum(Object.keys(recordingKinds) as (keyof typeof recordingKinds)[])
export const finalReasons = {
  stopped: '录制人停止',
  interrupted: '意外中断',
  'storage-full': '存储已满',
  'camera-lost': '摄像头或者麦克风断开',
} as const

export const ManifestIn = z
  .strictObject({
    format: z.literal(recordingFormat),
    id: RecordingId,
    caseId: z.string().min(1).max(100).optional(),
    act: z.string().min(1).max(60).optional(),
    device: DeviceId,
    officer: z.string().min(1).max(100),
    startedAt: DeviceInstant,
    mime: z.string().max(100),
    kind: Kind,
  })
  .openapi('RecordingManifest', { description: '录的是什么；其规范 JSON 的 SHA-256 是链的起点' })

const at = Milliseconds
export const MarkIn = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('wording'),
      at,
      card: z.string().min(1).max(100),
      line: z.int().min(0).max(200),
    }),
    z.strictObject({ kind: z.literal('pause'), at, reason: z.string().min(1).max(200) }),
    z.strictObject({ kind: z.literal('resume'), at }),
    z.strictObject({
      kind: z.literal('act'),
      at,
      name: z.string().min(1).max(60),
      what: z.enum(['begins', 'ends', 'done']),
    }),
    z.strictObject({
      kind: z.literal('place'),
      at,
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      accuracy: z.number().min(0).max(1_000_000),
    }),
    z.strictObject({ kind: z.literal('note'), at, text: z.string().min(1).max(500) }),
  ])
  .openapi('RecordingMark', { description: '时间轴上的标记，随所在的一段一起封存' })

export const EntryIn = z
  .strictObject({
    n: z.int().min(1).max(1_000_000),
    at: Milliseconds,
    ms: Milliseconds,
    size: z
      .int()
      .min(0)
      .max(1024 ** 3),
    sha256: Sha256,
    prev: Sha256,
    marks: z.array(MarkIn).min(1).max(50).optional(),
  })
  .openapi('RecordingEntry', { description: '一段录制在链中的一节' })

export const HeadIn = z
  .strictObject({
    recording: RecordingId,
    n: z.int().min(0).max(1_000_000),
    bytes: z.int().min(0),
    head: Sha256,
    at: DeviceInstant,
    final: z.strictObject({ reason: z.enum(Object.keys(finalReasons) as (keyof typeof finalReasons)[]) }).optional(),
  })
  .openapi('RecordingHead', { description: '链头：设备签名以后，之前录下的不能再换' })

/** POST /api/recordings/{id}/heads */
export const HeadsIn = z
  .strictObject({
    /** With every head until the first was accepted; afterwards it may be left out. */
    manifest: ManifestIn.optional(),
    head: HeadIn,
    signature: Signature,
    entries: z.array(EntryIn).max(entriesAtOnce, `一次最多提交 ${entriesAtOnce} 段，请分次提交`),
    sentAt: DeviceInstant,
  })
  .openapi('RecordingHeads', { description: '上次接受的链头以后的各节，以及签了名的新链头；可以重复提交' })

const TipView = view({ n: z.int(), bytes: z.int(), head: Sha256 })

const UploadView = view({
  href: z.string().openapi({ description: 'tus 上传的地址：先 HEAD 得到已收到的字节数，再 PATCH' }),
  offset: z.int().openapi({ description: '已经收到的字节数' }),
  length: z.int().optional().openapi({ description: '全长；还没有说的，不填' }),
})

/** What a device needs in order to go on, whatever it had forgotten. */
export const SealedView = view({
  recording: RecordingId,
  accepted: TipView.optional().openapi({ description: '已经接受的链头；还没有的，不填' }),
  final: z.boolean(),
  serverTime: Instant,
  offsetMs: z.int().optional().openapi({ description: '服务器时钟减去设备时钟，毫秒；提交链头时测得' }),
  upload: UploadView.optional().openapi({ description: '正在进行的上传；没有的，POST /api/recordings/data 开始' }),
  mayUpload: z.boolean().openapi({ description: '可以开始新的上传：还没有传过，或者传来的有损坏，需要重传' }),
  mayForget: z
    .boolean()
    .openapi({ description: '全部内容已经收到、核对无误并且存好：设备上的可以删去。在此之前设备不要删' }),
}).openapi('RecordingSealed')
export type SealedView = z.infer<typeof SealedView>

export const deviceKinds = {
  phone: '执法手机',
  tablet: '平板电脑',
  computer: '办公电脑',
  recorder: '执法记录仪',
  camera: '固定摄像头',
} as const
const DeviceKind = z.enum(Object.keys(deviceKinds) as (keyof typeof deviceKinds)[])
export const deviceStates = { waiting: '等待批准', approved: '在用', revoked: '已停用' } as const

const PublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  y: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
/** POST /api/devices */
export const EnrolIn = z
  .strictObject({
    enrolment: z.strictObject({
      publicKey: PublicKey,
      name: z.string().min(1, '请填写设备名称').max(60),
      at: DeviceInstant,
    }),
    signature: Signature,
    kind: DeviceKind,
    serial: z.string().trim().max(60).optional(),
    key: CommandKey,
  })
  .openapi('DeviceEnrolment', { description: '登记本人使用的设备；由系统管理员或者所在机构负责人批准' })
export const ReasonIn = z.strictObject({
  reason: z.string({ error: '请写明理由' }).trim().min(1, '请写明理由').max(500),
  key: CommandKey,
})
export const KeyIn = z.strictObject({ key: CommandKey })

export const DeviceView = view({
  id: DeviceId,
  name: z.string(),
  kind: DeviceKind,
  kindTitle: z.string(),
  serial: z.string().optional(),
  holder: view({ id: z.string(), name: z.string(), unit: z.string().optional() }),
  state: z.enum(Object.keys(deviceStates) as (keyof typeof deviceStates)[]),
  stateTitle: z.string(),
  enrolledAt: Instant,
  approvedAt: Instant.optional(),
  approvedBy: z.string().optional(),
  revokedAt: Instant.optional(),
  revokedBy: z.string().optional(),
  revokedReason: z.string().optional(),
  lastSeenAt: Instant.optional(),
  offsetMs: z.int().optional().openapi({ description: '最近一次测得：服务器时钟减去设备时钟，毫秒' }),
  mayApprove: z.boolean(),
  mayRevoke: z.boolean(),
}).openapi('Device')
export type DeviceView = z.infer<typeof DeviceView>

export const Seconds = z
  .number()
  .min(0)
  .max(7 * 24 * 3600)
/** From the start of the recording, in seconds. */
const Span = z.tuple([Seconds, Seconds])

export const recordingStates = {
  recording: '正在录制',
  waiting: '等待上传',
  checking: '正在核对',
  verified: '核对无误',
  damaged: '有损坏',
  destroyed: '已销毁',
} as const
const RecordingState = z.enum(Object.keys(recordingStates) as (keyof typeof recordingStates)[])

export const copyWays = { clip: '截取', masked: '遮蔽' } as const
const CopyOf = {
  id: z.string(),
  how: z.enum(Object.keys(copyWays) as (keyof typeof copyWays)[]),
  howTitle: z.string(),
  by: z.string().openapi({ description: '制作人' }),
  at: Instant.openapi({ description: '制作时间' }),
  note: z.string().openapi({ description: '为什么制作' }),
  method: z.string().optional().openapi({ description: '制作方法' }),
  what: z.string().optional().openapi({ description: '遮蔽了什么' }),
  from: z.number().optional().openapi({ description: '从原始载体的第几秒起' }),
  until: z.number().optional().openapi({ description: '到原始载体的第几秒止' }),
  transcript: z.string().optional().openapi({ description: '声音内容的文字记录' }),
}
const CopyView = view({ ...CopyOf, id: z.string().openapi({ description: '复制件' }) }).openapi('RecordingCopy')
export type CopyView = z.infer<typeof CopyView>

const VerdictView = view({
  at: Instant,
  attempt: z.int().openapi({ description: '第几次上传' }),
  ok: z.boolean(),
  chunks: z.int().openapi({ description: '封存的段数' }),
  damaged: list(z.int()).openapi({ description: '内容与封存时不同的各段' }),
  missing: list(z.int()).openapi({ description: '没有传来的各段：在设备上已丢失，以空白补足' }),
  beyond: z.int().openapi({ description: '没有封存、因而不能证明的字节数，在最后' }),
  explanation: z.string(),
})

const MediaView = view({
  container: z.string(),
  seconds: z.number().optional(),
  tracks: list(
    view({
      type: z.string(),
      codec: z.string().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
    }),
  ),
  takenAt: Instant.optional().openapi({ description: '照片中写的拍摄时间' }),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
}).openapi('RecordingMedia', { description: '从内容本身读出的格式' })
export type MediaView = z.infer<typeof MediaView>

export const RecordingView = view({
  id: z.string(),
  kind: Kind,
  kindTitle: z.string(),
  origin: z.enum(['device', 'imported', 'copy']),
  caseId: z.string().optional(),
  act: z.string().optional(),
  officer: view({ id: z.string(), name: z.string() }).optional(),
  device: view({
    id: z.string(),
    name: z.string(),
    state: z.enum(Object.keys(deviceStates) as (keyof typeof deviceStates)[]).optional(),
  }).optional(),
  mime: z.string(),
  startedAt: Instant.openapi({ description: '开始时间，已按测得的时钟偏差校正' }),
  deviceStartedAt: Instant.openapi({ description: '开始时间，按设备的时钟' }),
  offsetMs: z.int().optional(),
  clockWarning: z.string().optional().openapi({ description: '设备时钟偏差过大或者中途改变的说明' }),
  seconds: z.number().openapi({ description: '从开始到最后一段' }),
  spans: list(Span).openapi({ description: '录到的各段时间，从开始算起的秒数；之间是中断' }),
  marks: list(MarkIn),
  chunks: z.int(),
  bytes: z.int(),
  receivedBytes: z.int(),
  firstSealedAt: Instant.optional().openapi({ description: '第一个链头进入日志的时间' }),
  lastSealedAt: Instant.optional(),
  ended: z.string().optional().openapi({ description: '怎样结束' }),
  state: RecordingState,
  stateTitle: z.string(),
  verdicts: list(VerdictView),
  refused: list(view({ at: Instant, code: z.string(), message: z.string(), n: z.int() })).openapi({
    description: '没有接受的链头',
  }),
  media: MediaView.optional(),
  sha256: Sha256.optional().openapi({ description: '整个文件' }),
  original: view({
    ...CopyOf,
    id: z.string().openapi({ description: '原始载体' }),
    sha256: Sha256.optional().openapi({ description: '制作时原始载体的哈希' }),
  })
    .optional()
    .openapi({ description: '复制件：由哪个原始载体、怎样、何时、何人制作（程序规定第二十五条）' }),
  copies: list(CopyView),
  mayCopy: z.boolean().openapi({ description: '您可以由它制作复制件' }),
  source: z.string().optional().openapi({ description: '导入的：来自哪里' }),
  keep: view({
    until: Instant.optional(),
    hold: z.string().optional(),
    destroyed: view({ at: Instant, by: list(z.string()), reason: z.string() }).optional(),
  }),
}).openapi('Recording')
export type RecordingView = z.infer<typeof RecordingView>

/** POST /api/recordings/{id}/link */
export const LinkIn = z
  .strictObject({
    caseId: z.string().min(1).max(100),
    act: z.string().min(1).max(60).optional(),
    reason: z.string({ error: '请写明理由' }).trim().min(1, '请写明理由').max(500),
    key: CommandKey,
  })
  .openapi('RecordingLink')

const reasonOfCopy = z.string({ error: '请写明为什么制作' }).trim().min(1, '请写明为什么制作').max(500)
const transcript = z
  .string()
  .trim()
  .max(20_000)
  .optional()
  .openapi({ description: '声音内容的文字记录；录音的复制件必填（程序规定第二十五条）' })
/** POST /api/recordings/{id}/clips */
export const ClipIn = z
  .strictObject({
    from: Seconds.openapi({ description: '从录制的第几秒起，按时钟计，暂停的时间也算' }),
    until: Seconds,
    note: reasonOfCopy,
    transcript,
    key: CommandKey,
  })
  .refine(({ from, until }) => until - from >= 1, { message: '至少截取一秒，结束应当晚于开始', path: ['until'] })
  .openapi('RecordingClip')
/** POST /api/recordings/{id}/masked */
export const MaskedIn = z
  .strictObject({
    blob: Sha256,
    what: z.string({ error: '请写明遮蔽了什么' }).trim().min(1, '请写明遮蔽了什么').max(500),
    method: z.string({ error: '请写明制作方法' }).trim().min(1, '请写明制作方法').max(200),
    note: reasonOfCopy,
    from: Seconds.optional(),
    until: Seconds.optional(),
    transcript,
    key: CommandKey,
  })
  .openapi('RecordingMasked')

/** POST /api/recordings/{id}/viewings: nothing plays without a purpose. */
export const viewingPurposes = {
  handling: '办理案件',
  review: '法制审核',
  decision: '审批决定',
  hearing: '听证',
  dispute: '复议、诉讼',
  supervision: '执法监督、案卷评查',
  party: '当事人、代理人查阅',
  retrieval: '经批准调取',
  training: '培训',
  other: '其他',
} as const
export const ViewingIn = z
  .strictObject({
    purpose: z
      .enum(Object.keys(viewingPurposes) as (keyof typeof viewingPurposes)[], '请选择调阅的目的')
      .exclude(['retrieval'], '请选择调阅的目的'),
    note: z.string().trim().max(500).optional(),
    key: CommandKey,
  })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '') !== '', {
    message: '选择“其他”的，请写明目的',
    path: ['note'],
  })
  .openapi('ViewingRequest')
/** POST /api/viewings/{id}/watched: what the player showed, in seconds of the recording; what is told twice counts once. */
export const WatchedIn = z
  .strictObject({
    spans: z
      .array(Span.refine(([from, until]) => from <= until, '各段的结束不能早于开始'))
      .min(1)
      .max(100),
    key: CommandKey,
  })
  .openapi('WatchedSpans')

export const ViewingView = view({
  id: z.string(),
  recording: z.string(),
  caseId: z.string().optional(),
  person: view({ id: z.string(), name: z.string() }),
  purpose: z.enum(Object.keys(viewingPurposes) as (keyof typeof viewingPurposes)[]),
  purposeTitle: z.string(),
  note: z.string().optional(),
  retrieval: z.string().optional().openapi({ description: '据以查看的调取申请' }),
  at: Instant,
  until: Instant.openapi({ description: '到这时为止可以播放；之后需要重新说明目的' }),
  seconds: z.number().openapi({ description: '看过的秒数，重复的算一次' }),
  spans: list(Span),
  href: z.string().openapi({ description: '内容的地址，可以按 Range 读取' }),
}).openapi('Viewing')
export type ViewingView = z.infer<typeof ViewingView>
export const MyViewing = view({
  ...ViewingView.unwrap().shape,
  title: z.string().openapi({ description: '录制' }),
  startedAt: Instant.openapi({ description: '录制的开始时间' }),
  caseTitle: z.string().optional(),
}).openapi('MyViewing')
export type MyViewing = z.infer<typeof MyViewing>
