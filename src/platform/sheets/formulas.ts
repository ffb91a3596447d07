import { Open } from 'unzipper-esm'

/** So many are told; whoever has more mends those first. */
const mostTold = 200

/**
 * Which cells of a workbook's sheets hold formulas, by their rows: the letters of their columns. To be asked of a workbook that was
 * read already, so that it is known to unpack into something small.
 */
export const formulasIn = async (workbook: Uint8Array): Promise<ReadonlyMap<number, readonly string[]>> => {
  const found = new Map<number, string[]>()
  const { files } = await Open.buffer(Buffer.from(workbook))
  const sheet = files.find(({ path }) => path === 'xl/worksheets/sheet1.xml')
  if (sheet === undefined) return found
  const text = (await sheet.buffer()).toString('utf8')
  // ECMA-376 part 1, 18.3.1.40: a cell's formula is its element f.
  const cells = text.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s/>]/g)
  for (const [, column = '', row] of cells.take(mostTold)) {
    const letters = found.get(Number(row)) ?? []
    letters.push(column)
    found.set(Number(row), letters)
  }
  return found
}
