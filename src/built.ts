import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { type Http, nothingHere, refuseWith } from './platform/index.ts'

/** What is named by its content is kept by browsers for good; whatever else is there is asked for again. */
const keptForGood: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.status === 200) c.header('Cache-Control', 'public, max-age=31536000, immutable')
}
const askedAgain: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.status === 200) c.header('Cache-Control', 'no-cache')
}

/** An application that Vite has built, in the folder `root`, under `at`: its assets, and one page that answers every address of it. */
export const builtRoutes = (app: Http, at: `/${string}`, root: string, notBuilt: string): void => {
  const index = join(root, 'index.html')
  const page = (c: Context) =>
    existsSync(index)
      ? c.html(readFileSync(index, 'utf8'), 200, { 'Cache-Control': 'no-cache' })
      : c.text(notBuilt, 503)
  const files = serveStatic({ root, rewriteRequestPath: (path) => path.slice(at.length) })

  app.get(at, (c) => c.redirect(`${at}/`))
  app.get(`${at}/`, etag(), page)
  app.get(`${at}/assets/*`, keptForGood, compress({ encoding: 'gzip' }), files, (c) => refuseWith(c, 404, nothingHere))
  app.get(`${at}/*`, askedAgain, etag(), files, page)
}
