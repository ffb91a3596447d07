import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dayOf } from '../calendar/index.ts'
import { systemActor } from '../kernel/index.ts'
import { csvLine, csvMark, fileBlobs } from '../platform/index.ts'
import { beginImport, eachProblem, importStream, previewOf, runImport } from '../registry/index.ts'
import { configFor, withHouse } from './opening.ts'
import { progress } from './progress.ts'
import { Told } from './told.ts'

/** Takes a file of subjects into the register; 1 where a row was refused, with a report beside the file. */
export const importSubjects = async (
  path: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  if (!existsSync(path)) throw new Told(`没有文件 ${path}`)
  const { source, 'as-of': asOf } = options
  if (typeof source !== 'string' || source.trim() === '')
    throw new Told('请用 --source 写明数据来源，例如：--source 省局市场主体库')
  if (typeof asOf === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Told('--as-of 应为日期，例如 2026-01-31')
  const config = configFor(options)
  return withHouse(config, async ({ journal }) => {
    const blobs = fileBlobs(config.data)
    const { sha256, size } = await blobs.put(createReadStream(path))
    const previewed = await previewOf(blobs, sha256)
    if (!previewed.ok) throw new Told(previewed.refusals.map(({ message }) => message).join('\n'))
    const { sheet, headings, mapping, about } = previewed.value
    const begun = await beginImport(journal, systemActor('cli', '系统（命令行）'), {
      file: { blob: sha256, name: basename(path), size },
      sheet,
      headings,
      about,
      mapping,
      source: source.trim(),
      asOf: typeof asOf === 'string' ? asOf : dayOf(journal.clock.now()),
    })
    if (!begun.ok) throw new Told(begun.refusals.map(({ message }) => message).join('\n'))
    const bar = progress('正在导入监管对象')
    const done = await runImport(journal, blobs, begun.id, { told: ({ lines }) => bar.at(lines / Math.max(about, 1)) })
    if (done === undefined) throw new Told('这个文件正由别的进程导入')
    const { added, changed, same, refused, repeated, older, problems } = done
    bar.done(
      `新增 ${added} 户，更新 ${changed} 户，无变化 ${same} 户；有误 ${refused} 行，重复 ${repeated} 行，比名录旧 ${older} 行`,
    )
    const reason = (await journal.state(importStream, begun.id))?.state.reason
    if (reason !== undefined) console.error(reason)
    if (problems === 0) return reason === undefined ? 0 : 1
    const report = `${path}.报告.csv`
    await pipeline(
      Readable.from(
        (async function* () {
          yield `${csvMark}${csvLine(['行', '栏', '内容', '哪里有误', '怎么办'])}`
          for await (const { row, column, value, problem, advice } of eachProblem(journal.database.db, begun.id))
            yield csvLine([String(row), column, value, problem, advice])
        })(),
      ),
      createWriteStream(report),
    )
    console.error(`逐行报告：${report}`)
    return 1
  })
}
