import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { type Http, nothingHere, refuseWith } from './platform/index.ts'

const built = fileURLToPath(new URL('../desk/dist', import.meta.url))

/** What is named by its content is kept by browsers for good; whatever else is there is asked for again. */
const keptForGood: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.status === 200) c.header('Cache-Control', 'public, max-age=31536000, immutable')
}

/** The desk as it was built, in the folder `root`: its assets, and one page that answers every address of the desk. */
export const deskRoutes = (app: Http, root = built): void => {
  const index = join(root, 'index.html')
  const page = (c: Context) =>
    existsSync(index)
      ? c.html(readFileSync(index, 'utf8'), 200, { 'Cache-Control': 'no-cache' })
      : c.text('工作台还没有构建：请运行 npm run build:desk', 503)
  const files = serveStatic({ root, rewriteRequestPath: (path) => path.slice('/desk'.length) })

  app.get('/desk', (c) => c.redirect('/desk/'))
  app.get('/desk/', etag(), page)
  app.get('/desk/assets/*', keptForGood, compress({ encoding: 'gzip' }), files, (c) => refuseWith(c, 404, nothingHere))
  app.get('/desk/*', etag(), files, page)
}
