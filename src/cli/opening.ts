import { type House, openHouse } from '../house.ts'
import { keptPens } from '../identity/index.ts'
import { type Config, openDatabase, readConfig, systemClock } from '../platform/index.ts'
import { Told } from './told.ts'

/** The configuration of this process, with `--data` above the environment. */
export const configFor = (options: Readonly<Record<string, string | boolean | undefined>>): Config => {
  const config = readConfig({
    ...process.env,
    ...(typeof options.data === 'string' ? { ZHAOMING_DATA: options.data } : {}),
  })
  if (!config.ok) throw new Told(config.refusals.map(({ message }) => message).join('\n'))
  return config.value
}

export const databaseFor = async (config: Config) => {
  try {
    return await openDatabase(
      config.databaseUrl === undefined ? { directory: config.data } : { url: config.databaseUrl },
    )
  } catch (error) {
    throw new Told(`不能打开数据库：${(error as Error).message}`)
  }
}

/** Opens the house, does the work, closes it. */
export const withHouse = async <T>(config: Config, work: (house: House) => Promise<T>): Promise<T> => {
  const database = await databaseFor(config)
  try {
    return await work(await openHouse(database, systemClock, keptPens(config.secret)))
  } finally {
    await database.close()
  }
}
