import { writeFileSync } from 'node:fs'
import { createLog, keptLogKey, makeReceipt } from '../journal/index.ts'
import { systemClock } from '../platform/index.ts'
import { configFor, withHouse } from './opening.ts'
import { Told } from './told.ts'

/** A case as one file: every event with a receipt of its own, unmasked. For the court, not for the public. */
export const exportCase = async (
  [caseId]: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  const { out } = options
  if (caseId === undefined || typeof out !== 'string') throw new Told('用法：zhaoming export 案件编号 --out 文件')
  const config = configFor(options)
  return withHouse(config, async ({ database, journal }) => {
    const log = createLog(database, keptLogKey(config.data, `${new URL(config.origin).host}/log`), systemClock)
    await log.seal()
    const events = await journal.read('case', caseId)
    if (events.length === 0) throw new Told(`没有案件 ${caseId}`)
    const exported: unknown[] = []
    for (const event of events) exported.push({ event, receipt: await makeReceipt(journal, log, event.id, () => []) })
    writeFileSync(
      out,
      `${JSON.stringify({ format: 'zhaoming-case@v1', case: caseId, key: log.key.vkey, events: exported }, null, 2)}\n`,
    )
    console.log(`已导出 ${events.length} 条事件到 ${out}`)
    return 0
  })
}
