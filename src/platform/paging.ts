import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'

/** So many rows at most are in one answer of a list that is an array; the next are at the address of its `Link` header. */
export const rowsOfPage = 500

/** `?page=`, from 1. */
export const page = z.coerce
  .number({ error: '页码应为从 1 开始的整数' })
  .int('页码应为从 1 开始的整数')
  .min(1, '页码应为从 1 开始的整数')
  .max(100_000, '没有这么多页')
  .default(1)
  .openapi({ type: 'integer', minimum: 1, maximum: 100_000, default: 1, description: '第几页' })

/** Said of an answer that may go on: RFC 8288. */
export const linkToNext = {
  Link: { description: '还有下一页时：<地址>; rel="next"', schema: { type: 'string' as const } },
}

/** One page out of rows of which one more than a page holds was read (`limit ${rowsOfPage + 1}`), with the way to the next. */
export const pageOf = <T>(c: Context, at: number, rows: readonly T[]): readonly T[] => {
  if (rows.length > rowsOfPage) {
    const url = new URL(c.req.url)
    url.searchParams.set('page', String(at + 1))
    c.header('Link', `<${url.pathname}${url.search}>; rel="next"`)
  }
  return rows.slice(0, rowsOfPage)
}
