import { rebuild } from '../journal/index.ts'
import { configFor, withHouse } from './opening.ts'
import { progress } from './progress.ts'

/** Makes states and tables again from the events; with --check only compares. */
export const rebuildAll = async (
  _args: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> =>
  withHouse(configFor(options), async ({ journal }) => {
    const bar = progress(options.check ? '正在核对数据表' : '正在重建数据表')
    const result = await rebuild(journal, { check: options.check === true })
    bar.done(`${result.streams} 份记录，${result.events} 条事件`)
    if (result.damage !== undefined) {
      console.error(`事件被改动或者缺失：${JSON.stringify(result.damage)}`)
      return 1
    }
    for (const difference of result.differences.slice(0, 20)) console.error(`不一致：${JSON.stringify(difference)}`)
    if (result.differences.length === 0) console.log('数据表与事件一致')
    return options.check && result.differences.length > 0 ? 1 : 0
  })
