import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes a data directory for this process: two processes on one embedded database would destroy it. Returns what gives it
 * back. Throws with a sentence for the person who started the second one.
 *
 * The lock is the operating system's, held through SQLite because Node has no other way to take one: it ends with the
 * process however that dies, so there is no stale lock to judge, and no process number that another process has by now.
 */
export const lockDirectory = (directory: string): (() => void) => {
  mkdirSync(directory, { recursive: true })
  const lock = new DatabaseSync(join(directory, 'lock'), { timeout: 0 })
  const holder = join(directory, 'lock.pid')
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== 5) throw error // SQLITE_BUSY
    throw new Error(
      `数据目录 ${directory} 正在被进程 ${readFileSync(holder, 'utf8')} 使用；请先停止它，或者用 ZHAOMING_DATA 指定另一个目录`,
      { cause: error },
    )
  }
  writeFileSync(holder, String(process.pid))
  return () => lock.close()
}
