import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes a data directory for this process: two processes on one embedded database would destroy it. The lock of a process
 * that died is taken over. Throws with a sentence for the person who started the second one.
 */
export const lockDirectory = (directory: string): (() => Promise<void>) => {
  const file = join(directory, 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return async () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(readFileSync(file, 'utf8'))
      if (holder !== process.pid && alive(holder))
        throw new Error(
          `数据目录 ${directory} 正在被进程 ${holder} 使用；请先停止它，或者用 ZHAOMING_DATA 指定另一个目录`,
        )
      rmSync(file, { force: true })
    }
  }
  throw new Error(`不能锁定数据目录 ${directory}`)
}
