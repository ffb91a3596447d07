import { fileURLToPath } from 'node:url'
import { builtRoutes } from './built.ts'
import type { Http } from './platform/index.ts'

/** The desk as it was built, in the folder `root`. */
export const deskRoutes = (app: Http, root = fileURLToPath(new URL('../desk/dist', import.meta.url))): void =>
  builtRoutes(app, '/desk', root, '工作台还没有构建：请运行 npm run build:desk')
