import { type Hook, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Citation as Cited, citationText, type Refusal, refusal } from '../kernel/index.ts'
import type { HttpVariables } from './http.ts'

/**
 * What the routes of every room are described with. A route is `createRoute` of @hono/zod-openapi: from its schemas come the
 * checks of what is asked, the types of what is answered, and /openapi.json.
 */

/** A thing that is shown: its type has only readonly properties. */
export const view = <const S extends z.core.$ZodLooseShape>(shape: S) => z.object(shape).readonly()
export const list = <const T extends z.ZodType>(item: T) => z.array(item).readonly()

export const Instant = z.string().openapi('Instant', { format: 'date-time', example: '2026-10-21T01:30:00.000Z' })
export const Day = z.string().openapi('Day', { format: 'date', example: '2026-10-21' })

/** JSON Schema 2020-12 of what a form asks for; its `x-` words stand in casework/view.ts. */
export const JsonSchema = z
  .record(z.string(), z.unknown())
  .readonly()
  .openapi('JsonSchema', { description: 'JSON Schema 2020-12，另有 x-widget 等说明表单的词' })
export type JsonSchema = z.infer<typeof JsonSchema>

const Citation = view({
  law: z.string().openapi({ description: '法规简称', example: '行政处罚法' }),
  article: z.int().openapi({ description: '条' }),
  paragraph: z.int().optional().openapi({ description: '款' }),
  item: z.int().optional().openapi({ description: '项' }),
}).openapi('Citation', { description: '法律依据的一处条文' })

/** An article, ready to be shown and opened: `text` is 《…》第…条, `href` leads to /api/laws/{law}/{article}. */
export const CitationView = view({ ...Citation.unwrap().shape, text: z.string(), href: z.string() }).openapi(
  'CitationView',
)
export type CitationView = z.infer<typeof CitationView>
export const citationView = (citation: Cited): CitationView => ({
  ...citation,
  text: citationText(citation),
  href: `/api/laws/${encodeURIComponent(citation.law)}/${citation.article}`,
})

export const RefusalView = view({
  code: z.string().openapi({ description: '不变的代码', example: 'not-your-case' }),
  message: z.string().openapi({ description: '为什么没有办，应当怎么办' }),
  basis: list(Citation),
  field: z.string().optional().openapi({ description: '有误的字段，例如 penalty.fine' }),
  citations: list(CitationView).optional().openapi({ description: '与 basis 相同，可以直接展示和打开' }),
}).openapi('Refusal', { description: '没有办成的一个原因' })

const Refusals = view({ refusals: list(RefusalView) }).openapi('Refusals', { description: '没有办成的全部原因' })

/** What a command is sent with, so that sending it again does nothing more. */
export const CommandKey = z
  .string({ error: '请求缺少标识，请刷新页面后重试' })
  .min(8, '请求的标识太短，请刷新页面后重试')
  .max(100, '请求的标识太长，请刷新页面后重试')
  .openapi('CommandKey', { description: '这次提交的标识：同一标识再次提交，得到的是第一次的结果' })

/** An answer in JSON. */
export const json = <const T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
/** A request's body in JSON; without one there is nothing to do. */
export const jsonBody = <const T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const reasons = {
  400: '请求的格式或者查询条件有误',
  401: '没有登录，或者登录已经失效',
  403: '不是您可以看或者可以办的',
  404: '没有找到',
  409: '页面打开以后内容已有变化',
  410: '已撤回公示',
  413: '提交的内容过大',
  415: '提交的不是所要求的格式',
  422: '内容不完整，或者依法现在不能办',
  429: '过于频繁',
} as const
type RefusedStatus = keyof typeof reasons

interface RefusedAnswer {
  description: string
  headers?: Record<string, { description: string; schema: { type: 'integer' } }>
  content: { 'application/json': { schema: typeof Refusals } }
}

/** The refusals with which a route may answer, by status. */
export const refused = <const S extends readonly RefusedStatus[]>(...statuses: S) =>
  Object.fromEntries(
    statuses.map((status): [number, RefusedAnswer] => [
      status,
      {
        ...json(Refusals, reasons[status]),
        ...(status === 429
          ? { headers: { 'Retry-After': { description: '多少秒以后可以再试', schema: { type: 'integer' } } } }
          : {}),
      },
    ]),
  ) as { [K in S[number]]: RefusedAnswer }

/** What every route of somebody who is signed in may answer; with a body, `sent` as well. */
export const signedIn = refused(401, 403)
export const sent = refused(400, 413, 415, 422)

/** Who asks must be signed in (the session's cookie). */
export const session = [{ session: [] }]

/** Answers with refusals. */
export const refuseWith = <const S extends RefusedStatus>(c: Context, status: S, ...refusals: readonly Refusal[]) =>
  c.json({ refusals }, status)

export const nothingHere = refusal('not-found', '没有找到，请检查地址或者返回列表')

/** Refuses what doesn't fit its route's schema: an address that can't be, a query or a body that was written wrongly. */
export const refuseMisasked: Hook<unknown, { Variables: HttpVariables }, string, Response | undefined> = (asked, c) => {
  if (asked.success) return undefined
  const { target, error } = asked
  if (target === 'param') return refuseWith(c, 404, nothingHere)
  const wrong = (code: string) =>
    error.issues.map(({ message, path }) => refusal(code, message, { field: path.join('.') }))
  return target === 'json' || target === 'form'
    ? refuseWith(c, 422, ...wrong('bad-request'))
    : refuseWith(c, 400, ...wrong('bad-query'))
}
