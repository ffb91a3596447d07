import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { paperText, renderPaper } from '../documents/index.ts'
import { actorOf } from '../identity/index.ts'
import { sha256, toHex } from '../kernel/index.ts'
import { fileAnswer, type Http, json, nothingHere, refused, refuseWith, session, signedIn } from '../platform/index.ts'
import { caseParams } from './case-routes.ts'
import { letterheads, wholePaper } from './finish-papers.ts'
import { marksOf } from './marks.ts'
import { findingView } from './present.ts'
import type { CaseworkHttp } from './routes.ts'
import { ComparisonView, PaperText } from './view.ts'

const read = createRoute({
  method: 'get',
  path: '/api/papers/{file}',
  tags: ['文书'],
  summary: '一份文书：标识本身得到文字，标识加 .pdf 得到 PDF',
  security: session,
  request: {
    params: z.object({
      file: z.string().max(100).openapi({ description: '文书的标识，后面可以加 .pdf' }),
    }),
  },
  responses: {
    200: {
      description: '文书',
      content: {
        'application/json': { schema: PaperText },
        'application/pdf': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    206: { description: 'PDF 的一部分（Range）' },
    304: { description: '与 If-None-Match 所说的相同' },
    416: { description: '没有所要的这一部分' },
    ...refused(404),
    ...signedIn,
  },
})

const comparison = createRoute({
  method: 'get',
  path: '/api/cases/{id}/comparison',
  tags: ['文书'],
  summary: '一起案件的文书与案件事实、相互之间的对照：不一致和需要核对的',
  security: session,
  request: { params: caseParams },
  responses: { 200: json(ComparisonView, '对照'), ...refused(404), ...signedIn },
})

/** The papers of cases, as text and as PDF: as it was finished, or until then as it will be. */
export const paperRoutes = (app: Http, { journal, casework, blobs, origin }: CaseworkHttp): void => {
  app.openapi(comparison, async (c) => {
    const findings = await casework.comparison(actorOf(c), c.req.valid('param').id)
    if (findings === undefined) return refuseWith(c, 404, nothingHere)
    return 'code' in findings ? refuseWith(c, 403, findings) : c.json({ findings: findings.map(findingView) }, 200)
  })
  app.openapi(read, async (c) => {
    const { file } = c.req.valid('param')
    const found = await casework.paper(actorOf(c), file.replace(/\.pdf$/, ''))
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in found) return refuseWith(c, 403, found)
    const { paper, event } = found
    const number = paper.number === undefined ? {} : { number: paper.number.text }
    if (!file.endsWith('.pdf'))
      return c.json(
        {
          title: paper.title,
          ...number,
          sections: paperText(paper.form, paper.content),
          edited: (paper.edited?.texts ?? []).map(({ title, generated }) => ({
            title,
            by: paper.edited?.by.name ?? '',
            generated,
          })),
          digest: paper.digest,
          pdf: `/api/papers/${paper.id}.pdf`,
        },
        200,
      )
    const day = dayOf(event.happenedAt)
    const pdf =
      (found.pdf === undefined ? undefined : await blobs.read(found.pdf)) ??
      renderPaper(
        wholePaper(paper, {
          day,
          ...(await (
            await letterheads(journal.database.db, blobs)
          )(day)),
          origin,
          marks: await marksOf(blobs, found.lines),
        }),
      )
    return fileAnswer(c, {
      size: pdf.length,
      tag: toHex(sha256(pdf)),
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(paper.title)}.pdf`,
        'Cache-Control': 'private, no-cache',
      },
      bytes: ({ start, end }) => pdf.subarray(start, end + 1),
    }) as never
  })
}
