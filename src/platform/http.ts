import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { newId, type Refusal, refusal } from '../kernel/index.ts'
import { nothingHere, refuseMisasked, refuseWith } from './answers.ts'
import type { Config, MapBase } from './config.ts'
import { largestFile } from './files.ts'
import type { Log } from './log.ts'
import type { Published } from './published.ts'

export interface HttpVariables {
  requestId: string
  [key: string]: unknown
}
export type Http = OpenAPIHono<{ Variables: HttpVariables }>

export interface HttpOptions {
  readonly origin: string
  readonly log: Log
  /** Whether requests can be answered: the reason why not, or undefined. */
  readonly ready: () => Promise<string | undefined>
  /** The page for somebody who looked for what isn't there. */
  readonly notFound?: (path: string) => Promise<string>
  /** Where the desk's map gets its tiles: browsers may ask nobody else for pictures. */
  readonly map?: MapBase
  /** Where public answers are kept. */
  readonly published?: Published
  /** What `/metrics` tells besides the requests. */
  readonly metrics?: Registry
}

const isField = (path: string): boolean => path === '/field' || path.startsWith('/field/')

/** The answer to a command that was refused: 422, or 409 where the page was stale. */
export const refusalStatus = (refusals: readonly Refusal[]): 409 | 422 =>
  refusals.some(({ code }) => code === 'stale') ? 409 : 422

/** Where whole files come in. */
const forFiles = ['/api/files', '/api/subject-imports/files', '/api/recording-copies/files']

const badJson = refusal('bad-json', '提交的内容格式有误，请刷新页面后重试')
const badMediaType = refusal('bad-media-type', '提交的格式不对：内容以 JSON 提交，文件以表单提交')

/** The web server's frame: request ids, logs, metrics, security headers, limits, and answers for everything that goes wrong. */
export const createHttp = ({
  origin,
  log,
  ready,
  notFound,
  published,
  map,
  metrics: registry = new Registry(),
}: HttpOptions): Http => {
  const app: Http = new OpenAPIHono<{ Variables: HttpVariables }>({ defaultHook: refuseMisasked })
  // `{s}` is one of several hosts.
  const tiles = map === undefined ? '' : ` ${new URL(map.url.replace('{s}', '*')).origin}`
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'status'],
    registers: [registry],
  })

  // Outermost, so that what is kept bears every header.
  if (published !== undefined) app.use(published.keep)
  app.use(async (c, next) => {
    const id = randomUUID()
    c.set('requestId', id)
    const started = performance.now()
    await next()
    const seconds = (performance.now() - started) / 1000
    durations.observe({ method: c.req.method, status: c.res.status }, seconds)
    c.res.headers.set('X-Request-Id', id)
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    c.res.headers.set('Referrer-Policy', 'same-origin')
    c.res.headers.set('X-Frame-Options', 'SAMEORIGIN')
    if (!c.res.headers.has('Content-Security-Policy')) {
      // antd writes style elements; everything else comes from files of this origin.
      const desk = c.req.path.startsWith('/desk')
      const styles = desk ? "'self' 'unsafe-inline'" : "'self'"
      c.res.headers.set(
        'Content-Security-Policy',
        `default-src 'self'; style-src ${styles}; img-src 'self' data: blob:${desk ? tiles : ''};${isField(c.req.path) ? " media-src 'self' blob:;" : ''} object-src 'self' blob:; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
      )
    }
    // Only the phone application sees, hears and knows where it is; nothing else of this origin may ask for it.
    const senses = ['camera', 'microphone', 'geolocation', 'screen-wake-lock']
    const allowed = isField(c.req.path) ? '(self)' : '()'
    c.res.headers.set('Permissions-Policy', senses.map((sense) => `${sense}=${allowed}`).join(', '))
    const actor = c.get('actor') as { readonly id: string } | undefined
    // Who tried what isn't theirs to see or do is worth a line wherever lines are kept.
    log[c.res.status === 403 ? 'warn' : 'info']({
      id,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(seconds * 1000),
      ...(actor === undefined ? {} : { person: actor.id }),
    })
  })

  // A page of another site can make a browser send cookies, but not without its own origin in the request.
  app.use('/api/*', async (c, next) => {
    const from = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    const host = c.req.header('host')
    if (unsafe && ((from !== undefined && from !== origin && URL.parse(from)?.host !== host) || site === 'cross-site'))
      return refuseWith(c, 403, refusal('foreign-origin', '请求来自别的网站，已拒绝；请从本系统页面操作'))
    await next()
  })
  for (const path of forFiles)
    app.use(
      path,
      bodyLimit({
        maxSize: largestFile + 1024 * 1024,
        onError: (c) =>
          refuseWith(c, 413, refusal('file-too-large', '文件超过 200 MB，请压缩或者分段后上传', { field: 'file' })),
      }),
    )
  // The bytes of recordings come by tus, which counts them itself and never holds them.
  app.use('/api/*', async (c, next) =>
    forFiles.includes(c.req.path) || c.req.path.startsWith('/api/recordings/data/')
      ? next()
      : bodyLimit({
          maxSize: 4 * 1024 * 1024,
          onError: (each) => refuseWith(each, 413, refusal('too-large', '提交的内容过大，请精简后重试')),
        })(c, next),
  )

  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const reason = await ready()
    return reason === undefined ? c.text('ok') : c.text(reason, 503)
  })
  app.get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType }))

  app.notFound(async (c) =>
    notFound === undefined || c.req.path.startsWith('/api/')
      ? refuseWith(c, 404, nothingHere)
      : c.html(await notFound(c.req.path), 404),
  )
  app.onError((error, c) => {
    if (error instanceof SyntaxError) return refuseWith(c, 400, badJson)
    if (error instanceof HTTPException && error.status === 400) return refuseWith(c, 400, badJson)
    if (error instanceof HTTPException && error.status === 415) return refuseWith(c, 415, badMediaType)
    const id = newId()
    log.error({ id, err: error, path: c.req.path })
    return c.json(
      {
        refusals: [refusal('unexpected', `系统出错，您的内容没有保存；请稍后重试，仍有问题请把编号 ${id} 告诉管理员`)],
      },
      500,
    )
  })
  return app
}

/** Listens; resolves once it does, and says clearly when the port is taken. */
export const serve = (
  app: Http,
  { port, host }: Pick<Config, 'port' | 'host'>,
  published?: Published,
): Promise<{ readonly port: number; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const inFront = (options: object, listener?: RequestListener) =>
      createServer(options, (request, response) => {
        if (published?.answer(request, response) !== true) listener?.(request, response)
      })
    const server = listen(
      { fetch: app.fetch, port, hostname: host, createServer: inFront as typeof createServer },
      (info) =>
        resolve({
          port: info.port,
          close: () =>
            new Promise((done) => {
              server.close(() => done())
              ;(server as Server).closeIdleConnections()
              setTimeout(() => (server as Server).closeAllConnections(), 3000).unref()
            }),
        }),
    )
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${port} 已被占用；请停止占用它的程序，或者用 PORT 指定另一个端口`)
          : error,
      ),
    )
  })
