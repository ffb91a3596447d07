import { fileURLToPath } from 'node:url'
import { builtRoutes } from './built.ts'
import type { Http } from './platform/index.ts'

/** The phone application as it was built. */
export const fieldRoutes = (app: Http, root = fileURLToPath(new URL('../field/dist', import.meta.url))): void =>
  builtRoutes(app, '/field', root, '现场执法应用还没有构建：请运行 npm run build:field')
