import { html } from 'hono/html'
import { listAddress } from './addresses.ts'
import { figure, type Html } from './words.ts'

/** Links to the page before and after. */
export const pagination = (
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  { page, pageSize, total }: { readonly page: number; readonly pageSize: number; readonly total: number },
): Html | '' => {
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1 && page === 1) return ''
  const link = (to: number, text: string, rel: string) =>
    html`<a class="button quiet" rel="${rel}" href="${listAddress({ ...query, page: to === 1 ? undefined : to }, path)}">${text}</a>`
  return html`<nav class="pages" aria-label="翻页">
${page > 1 ? link(Math.min(page - 1, last), '上一页', 'prev') : ''}
<span>第 ${figure(page)} 页，共 ${figure(last)} 页</span>
${page < last ? link(page + 1, '下一页', 'next') : ''}
</nav>`
}
