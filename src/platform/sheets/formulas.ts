import { Open } from 'unzipper-esm'

/** So many are told; whoever has more mends those first. */
const mostTold = 200
/** No more of a sheet is looked through, in characters: a list that is read at all is far smaller. */
const mostLooked = 16 * 1024 * 1024

/**
 * Which cells of a workbook's first sheet hold formulas, by their rows: the letters of their columns. To be asked of a workbook that
 * was read already, so that it is known to be whole and to unpack into something small.
 */
export const formulasIn = async (workbook: Uint8Array): Promise<ReadonlyMap<number, readonly string[]>> => {
  const found = new Map<number, string[]>()
  const { files } = await Open.buffer(Buffer.from(workbook))
  const textOf = async (path: string): Promise<string> => {
    let text = ''
    const stream = files.find((file) => file.path === path)?.stream()
    if (stream === undefined) return text
    for await (const chunk of stream) {
      text += (chunk as Buffer).toString('latin1')
      if (text.length > mostLooked) break
    }
    return text
  }
  // ECMA-376 part 1, 18.2.19 and part 2, 9.3: the first sheet is named by its relation, which names its part.
  const [, relation] = /<(?:\w+:)?sheet\s[^>]*?\b\w+:id="([^"]+)"/.exec(await textOf('xl/workbook.xml')) ?? []
  const relations = (await textOf('xl/_rels/workbook.xml.rels')).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []
  const named = relations.find((each) => each.includes(`Id="${relation}"`))
  const [, target = ''] = /\bTarget="([^"]+)"/.exec(named ?? '') ?? []
  const sheet = await textOf(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  // 18.3.1.40: a cell's formula is its element f.
  const cells = sheet.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s/>]/g)
  for (const [, column = '', row] of cells.take(mostTold)) {
    const letters = found.get(Number(row)) ?? []
    letters.push(column)
    found.set(Number(row), letters)
  }
  return found
}
