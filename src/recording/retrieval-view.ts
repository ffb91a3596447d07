import { z } from '@hono/zod-openapi'
import { CitationView, CommandKey, Instant, list, view } from '../platform/index.ts'
import { type AskerKind, askerTitles, causeTitles, type RefusalCause, retrievalWays } from './retrieval-titles.ts'
import { Seconds, Sha256, ViewingView } from './view.ts'

/* What is sent when recordings are asked for (调取), and what of such a request is given. */

const askerKinds = Object.keys(askerTitles) as AskerKind[]
const AskedItem = z
  .strictObject({ recording: z.uuid(), from: Seconds.optional(), until: Seconds.optional() })
  .refine(
    ({ from, until }) =>
      (from === undefined) === (until === undefined) && (from ?? 0) < (until ?? Number.POSITIVE_INFINITY),
    { message: '请写明从哪里到哪里，结束应当晚于开始', path: ['until'] },
  )
const inWords = (what: string, most = 500) => z.string({ error: what }).trim().min(1, what).max(most)
const optionalWords = (most: number) => z.string().trim().max(most).optional()
/** POST /api/retrievals */
export const RetrievalIn = z
  .strictObject({
    case: inWords('请写明案件的编号、文号或者名称', 200),
    asker: z.enum(askerKinds, '请选择申请人'),
    name: optionalWords(100).openapi({ description: '来人的姓名；本局人员不填，就是申请的人' }),
    organisation: optionalWords(100).openapi({ description: '来人的单位' }),
    document: optionalWords(200).openapi({ description: '证件、公函或者授权委托书' }),
    purpose: inWords('请写明调取的目的'),
    way: z.enum(Object.keys(retrievalWays) as (keyof typeof retrievalWays)[], '请选择查看还是取得复制件'),
    wanted: inWords('请写明要调取哪些录音录像、哪一段'),
    items: z.array(AskedItem).max(50).default([]).openapi({ description: '知道是哪些录制的，可以选定' }),
    key: CommandKey,
  })
  .openapi('RetrievalRequest')
/** POST /api/retrievals/{id}/answer */
export const RetrievalAnswerIn = z
  .discriminatedUnion('granted', [
    z.strictObject({
      granted: z.literal(true),
      items: z.array(AskedItem).min(1, '请选择准许调取的录制和起止时间').max(50),
      days: z.int().min(1, '至少一天').max(90, '最长九十天'),
      reasons: inWords('请写明批准的理由和要求'),
      key: CommandKey,
    }),
    z.strictObject({
      granted: z.literal(false),
      cause: z.enum(Object.keys(causeTitles) as RefusalCause[], '请选择不予准许的原因'),
      reasons: inWords('请写明不予准许的理由'),
      key: CommandKey,
    }),
  ])
  .openapi('RetrievalAnswer')
export const PrepareIn = z
  .strictObject({
    item: z.int().min(0).max(49),
    copy: z.uuid().optional().openapi({ description: '已有的复制件；不填的，从批准的起止时间截取' }),
    transcript: z.string().trim().max(20_000).optional(),
    key: CommandKey,
  })
  .openapi('RetrievalCopy')
export const HandOverIn = z
  .strictObject({
    recipient: inWords('请写明接收人', 100),
    medium: inWords('请写明载体和编号', 200),
    receipt: inWords('请写明回执的编号', 100),
    key: CommandKey,
  })
  .openapi('RetrievalHandOver')
export const retrievalStates = {
  asked: '等待批准',
  granted: '已批准',
  refused: '没有批准',
  'handed-over': '已交付',
} as const
export const RetrievalView = view({
  id: z.string(),
  caseId: z.string().optional().openapi({ description: '您可以查看这个案件的' }),
  caseTitle: z.string(),
  asker: view({
    kind: z.enum(askerKinds),
    kindTitle: z.string(),
    name: z.string(),
    organisation: z.string().optional(),
    document: z.string().optional(),
  }),
  enteredBy: z.string(),
  at: Instant,
  purpose: z.string(),
  way: z.enum(Object.keys(retrievalWays) as (keyof typeof retrievalWays)[]),
  wayTitle: z.string(),
  wanted: z.string(),
  items: list(
    view({
      recording: z.string(),
      title: z.string(),
      startedAt: Instant,
      from: z.number().optional(),
      until: z.number().optional(),
      copy: view({ id: z.string(), sha256: Sha256, by: z.string(), at: Instant, href: z.string() }).optional(),
    }),
  ),
  state: z.enum(Object.keys(retrievalStates) as (keyof typeof retrievalStates)[]),
  stateTitle: z.string(),
  basis: list(CitationView),
  answer: view({
    by: z.string(),
    at: Instant,
    reasons: z.string(),
    causeTitle: z.string().optional(),
    until: Instant.optional(),
    basis: list(CitationView),
  }).optional(),
  viewings: list(ViewingView),
  taken: list(view({ copy: z.string(), by: z.string(), at: Instant })),
  handedOver: view({
    recipient: z.string(),
    medium: z.string(),
    receipt: z.string(),
    by: z.string(),
    at: Instant,
  }).optional(),
  closed: z.string().optional().openapi({ description: '现在不能查看、取得的原因' }),
  mayAnswer: z.boolean(),
  mayUse: z.boolean().openapi({ description: '您可以查看，或者办理复制件的交付' }),
}).openapi('Retrieval')
export type RetrievalView = z.infer<typeof RetrievalView>
export const RetrievalRow = view({
  id: z.string(),
  caseTitle: z.string(),
  asker: z.string(),
  kindTitle: z.string(),
  wayTitle: z.string(),
  at: Instant,
  state: z.enum(Object.keys(retrievalStates) as (keyof typeof retrievalStates)[]),
  stateTitle: z.string(),
  until: Instant.optional(),
  mayAnswer: z.boolean().openapi({ description: '等您批准' }),
}).openapi('RetrievalRow')
export type RetrievalRow = z.infer<typeof RetrievalRow>
