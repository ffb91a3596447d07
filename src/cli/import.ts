import { existsSync } from 'node:fs'
import { procedures } from '../house.ts'
import { citationText } from '../kernel/index.ts'
import { citationsOf } from '../procedure/index.ts'
import { importLaws, missingFrom, readLaws } from '../registry/index.ts'
import { importSubjects } from './import-subjects.ts'
import { configFor, withHouse } from './opening.ts'
import { progress } from './progress.ts'
import { Told } from './told.ts'

type Options = Readonly<Record<string, string | boolean | undefined>>

/** Brings texts of law or the register of subjects in. */
export const importInto = ([what, path]: readonly string[], options: Options): Promise<number> => {
  if (what === 'laws' && path !== undefined) return importLaw(path, options)
  if (what === 'subjects' && path !== undefined) return importSubjects(path, options)
  throw new Told(
    '用法：zhaoming import laws 目录，或者 zhaoming import subjects 文件 --source 数据来源 --as-of 2026-01-31',
  )
}

/** Brings texts of law in, and says which articles that the procedures cite are not in them. */
const importLaw = async (directory: string, options: Options): Promise<number> => {
  if (!existsSync(directory)) throw new Told(`没有目录 ${directory}`)
  const laws = readLaws(directory)
  return withHouse(configFor(options), async ({ database }) => {
    const bar = progress('正在导入法规')
    const { imported, unchanged } = await importLaws(database.db, laws, (done) => bar.at(done / laws.length))
    bar.done(`导入 ${imported} 部，未变 ${unchanged} 部`)
    for (const { title, articles, problems } of laws)
      for (const problem of articles.length === 0 ? ['没有分条的正文，不能按条引用'] : problems)
        console.error(`《${title}》${problem}`)
    const byTitle = new Map(laws.map((law) => [law.title, law]))
    const gaps = new Set(
      procedures.flatMap(citationsOf).flatMap(({ where, citation }) => {
        const gap = byTitle.has(citation.law) ? missingFrom(byTitle.get(citation.law), citation) : undefined
        return gap === undefined ? [] : [`${where}引用${citationText(citation)}：${gap}`]
      }),
    )
    for (const gap of gaps) console.error(gap)
    return gaps.size === 0 ? 0 : 1
  })
}
