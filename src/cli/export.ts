import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createLog, exportCase, keptLogKey } from '../journal/index.ts'
import { fileBlobs, systemClock } from '../platform/index.ts'
import { filesNamed } from '../verifier/index.ts'
import { configFor, withHouse } from './opening.ts'
import { Told } from './told.ts'

/** A case as one file, or as a folder with every file that it names: for the court, not for the public. */
export const exportToFile = async (
  [caseId]: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const { out } = options
  if (caseId === undefined || typeof out !== 'string')
    throw new Told('用法：zhaoming export 案件标识 --out 文件.json 或者 目录')
  const config = configFor(options)
  return withHouse(config, async ({ database, journal }) => {
    const log = createLog(database, keptLogKey(config.data, `${new URL(config.origin).host}/log`), systemClock)
    const exported = await exportCase(journal, log, caseId)
    if (exported === undefined) throw new Told(`没有案件 ${caseId}`)
    const text = `${JSON.stringify(exported, null, 2)}\n`
    const { length } = exported.events
    if (out.endsWith('.json') && !(existsSync(out) && statSync(out).isDirectory())) {
      writeFileSync(out, text)
      console.log(`已导出 ${length} 条事件到 ${out}`)
      return 0
    }
    const files = filesNamed(exported.events.map(({ record }) => record))
    const blobs = fileBlobs(config.data)
    mkdirSync(join(out, 'files'), { recursive: true })
    for (const name of files) {
      if ((await blobs.size(name)) === undefined) throw new Told(`附件 ${name} 缺失，请先用 zhaoming verify 核验`)
      await pipeline(blobs.stream(name), createWriteStream(join(out, 'files', name)))
    }
    writeFileSync(join(out, 'case.json'), text)
    console.log(`已导出 ${length} 条事件、${files.length} 个附件到 ${out}`)
    return 0
  })
}
