import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Blobs,
  type Db,
  fileAnswer,
  type Http,
  json,
  largestFile,
  nothingHere,
  probeFile,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
} from '../platform/index.ts'
import type { Casework } from './casework.ts'
import { noteUpload } from './uploads.ts'
import { FileView } from './view.ts'

const tags = ['附件']
const upload = createRoute({
  method: 'post',
  path: '/api/files',
  tags,
  summary: '上传一个附件，最大 200 MB；然后在行为的内容中引用',
  security: session,
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z
              .custom<File>((value) => value instanceof File && value.size > 0, '请选择要上传的文件')
              .openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: { 200: json(FileView, '附件'), ...sent, ...signedIn },
})
const read = createRoute({
  method: 'get',
  path: '/api/files/{blob}/{name}',
  tags,
  summary: '读取一个附件：所在的案件您可以看，或者是您自己上传的',
  security: session,
  request: {
    params: z.object({
      blob: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .openapi({ description: '内容的 SHA-256，十六进制' }),
      name: z.string().max(200),
    }),
  },
  responses: {
    200: {
      description: '附件的内容',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    206: { description: '附件的一部分（Range）' },
    304: { description: '与 If-None-Match 所说的相同' },
    416: { description: '没有所要的这一部分' },
    ...refused(404),
    ...signedIn,
  },
})

const notYours = refusal('not-your-file', '这个附件所在的案件您不能查看；确需查看的，请向承办机构或者法规处申请')

/** Files of cases. Knowing a file's hash opens nothing: who reads it must be allowed to read a case that has it, or have uploaded it. */
export const fileRoutes = (app: Http, db: Db, casework: Casework, blobs: Blobs): void => {
  app.openapi(upload, async (c) => {
    const { file } = c.req.valid('form')
    const probed = await probeFile(new Uint8Array(await file.slice(0, head).arrayBuffer()), file.name)
    if (!probed.ok) return refuseWith(c, 422, ...probed.refusals)
    const { sha256, size } = await blobs.put(file.stream() as unknown as AsyncIterable<Uint8Array>, largestFile)
    await noteUpload(db, sha256, actorOf(c).id)
    const { name, type } = probed.value
    return c.json({ blob: sha256, name, type, size, href: `/api/files/${sha256}/${encodeURIComponent(name)}` }, 200)
  })

  app.openapi(read, async (c) => {
    const { blob, name } = c.req.valid('param')
    const size = await blobs.size(blob)
    if (size === undefined) return refuseWith(c, 404, nothingHere)
    if (!(await casework.readableFiles(actorOf(c), [blob])).has(blob)) return refuseWith(c, 403, notYours)
    const beginning = Buffer.concat(await blobs.stream(blob, { start: 0, end: head - 1 }).toArray())
    const probed = await probeFile(new Uint8Array(beginning), name)
    const type = probed.ok ? probed.value.type : 'application/octet-stream'
    return fileAnswer(c, {
      size,
      tag: blob,
      headers: {
        'Content-Type': type,
        // Asked anew each time: who sits at this browser next may be somebody else.
        'Cache-Control': 'private, no-cache',
        // Browsers show no PDF in a sandbox.
        ...(type === 'application/pdf' ? {} : { 'Content-Security-Policy': 'sandbox' }),
        'Content-Disposition': type.startsWith('image/') || type === 'application/pdf' ? 'inline' : 'attachment',
      },
      bytes: (range) => Readable.toWeb(blobs.stream(blob, range)) as ReadableStream,
    }) as never
  })
}

/** So many bytes at the beginning of a file tell its type. */
const head = 65_536
