import { randomBytes } from 'node:crypto'
import { officers, units } from '../../data/bureau.ts'
import { demoActors, demoCases, fillRegistry, playDemo, withPortraits } from '../../data/demo.ts'
import { emptyEntries, firstPerson } from '../../data/empty.ts'
import { demoCode, demoPens, enrolDemo } from '../../data/keys.ts'
import { fillSubjects } from '../../data/subjects.ts'
import { createApp } from '../app.ts'
import { furnish, openHouse } from '../house.ts'
import { createAccounts, createAuth, hashPassword, keptPens } from '../identity/index.ts'
import {
  alone,
  type Config,
  createLog,
  type Database,
  fileBlobs,
  serve,
  simulatedClock,
  sql,
  systemClock,
  transaction,
} from '../platform/index.ts'
import { roleTitles } from '../registry/index.ts'
import { configFor, databaseFor } from './opening.ts'
import { progress } from './progress.ts'

export const demoPassword = 'zhaoming-demo'

/** Starts the system; the first time it makes the bureau. Resolves when it is told to stop. */
export const start = async (
  _args: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const config = configFor(options)
  const lines = createLog(config.logLevel)
  const database = await databaseFor(config)
  const accounts = [...demoActors].map(([username, { name, unit = '', roles }]) => ({
    username,
    name,
    unit: units[unit]?.name ?? unit,
    roles: roles.map((role) => roleTitles[role]),
  }))
  // Nodes that start at once on one database come up one after the other: the first makes tables and bureau, the next finds them.
  const app = await alone(database, 'start', async () => {
    await makeBureau(config, database)
    const house = await openHouse(database, systemClock, keptPens(config.secret))
    await house.casework.runTimers()
    return createApp(config, house, lines, config.demo ? { accounts, code: demoCode } : undefined)
  })
  const server = await serve(app.http, config, app.published)
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${server.port}`
  console.log(`昭明已启动
  公示门户   ${address}/
  工作台     ${address}/desk/
  现场执法   ${address}/field/（手机；录像和亮证需要 HTTPS 或者 localhost）`)
  if (config.demo)
    console.log(`  示例账号   song.qiaoyun（执法人员） luo.haosheng（承办机构负责人） gu.qingyan（法制审核） jiang.siqi（局负责人） qiu.anlan（公示）
  密码       ${demoPassword}
  动态口令   签名负责的步骤要用：表单中可以直接填入，或者 zhaoming demo-code 账号`)
  if (database.engine === 'pglite')
    console.log('  内置数据库不在每次提交时落盘，适合试用、培训和小单位；正式使用请设置 DATABASE_URL 连接 PostgreSQL')
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await server.close()
  await app.stop()
  await database.close()
  return 0
}

/**
 * Where there is nothing yet: the demo's bureau with its year of cases, or an empty one with its first account. All of it in one
 * transaction: whoever is killed meanwhile leaves nothing, and the next start begins again.
 */
const makeBureau = async (config: Config, database: Database): Promise<void> => {
  const { origin, secret } = config
  await openHouse(database, systemClock, keptPens(secret))
  await createAuth({ database, origin, secret })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from stream`.execute(database.db)
  if (rows[0]?.n !== 0) return
  const bar = progress(config.demo ? '正在建立示例机关' : '正在建立机关')
  bar.done(
    await transaction(database.db, async (tx) => {
      const within = { ...database, db: tx }
      const clock = simulatedClock(systemClock.now())
      const house = furnish(within, clock, config.demo ? demoPens : keptPens(secret))
      const auth = await createAuth({ database: within, origin, secret })
      if (config.demo) {
        await fillRegistry(house, await withPortraits(fileBlobs(config.data)))
        await fillSubjects(house, fileBlobs(config.data))
        await createAccounts(
          auth,
          officers.map(({ username, data }) => ({ username, person: username, name: data.name })),
          await hashPassword(demoPassword),
        )
        await enrolDemo(house, secret)
        const done = await playDemo(house, fileBlobs(config.data), clock, systemClock.now(), bar.at)
        return `示例机关已建立：${officers.length} 名人员，${demoCases} 起案件，${done} 次办案操作`
      }
      await fillRegistry(house, emptyEntries)
      const password = randomBytes(9).toString('base64url')
      await createAccounts(
        auth,
        [{ username: firstPerson, person: firstPerson, name: '初始管理人员' }],
        await hashPassword(password),
      )
      return `机关已建立。第一个账号 ${firstPerson}，密码 ${password}（只显示这一次；登录后请先填写机关信息、登记人员，再用 zhaoming user 管理账号）`
    }),
  )
}
