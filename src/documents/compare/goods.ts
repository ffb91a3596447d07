import { type Comparison, type Finding, found, inPaper, type Place, rowsAt } from './finding.ts'
import { quantitiesIn } from './found.ts'
import { quote, type ReadPaper } from './paper.ts'

interface Row {
  readonly no: number
  readonly name: string
  readonly spec: string
  readonly quantity: string
}

const rowsOf = (paper: ReadPaper): readonly Row[] =>
  rowsAt(paper.content, 'things').map(({ no, name, spec, quantity }) => ({
    no: Number(no),
    name: String(name ?? ''),
    spec: String(spec ?? ''),
    quantity: String(quantity ?? ''),
  }))

const inventories = new Set([24])
/** Papers that name things of an inventory by their rows again. */
const settled = new Set([52])

const keyOf = ({ name, spec }: Row): string => `${name}\u0000${spec}`
const amountOf = (quantity: string): { readonly n: number; readonly unit: string } | undefined => {
  const read = /^(\d+)\s*(\S+)$/u.exec(quantity.trim())
  return read === null ? undefined : { n: Number(read[1]), unit: read[2] ?? '' }
}

/** What was settled was listed before, with the same number: row by row, all inventories of the case together. */
export const settledGoods: Comparison = ({ papers }) => {
  const listed = new Map<string, { n: number; unit: string; place: Place }>()
  for (const paper of papers.filter(({ form }) => inventories.has(form)))
    for (const row of rowsOf(paper)) {
      const amount = amountOf(row.quantity)
      if (amount === undefined) continue
      const known = listed.get(keyOf(row))
      // Converted from a keeping to a seizure, the same things are listed twice.
      if (known === undefined || amount.n > known.n)
        listed.set(keyOf(row), {
          ...amount,
          place: inPaper(paper, `清单第 ${row.no} 项`, `${row.name} ${row.quantity}`),
        })
    }
  if (listed.size === 0) return []
  const done = new Map<string, { n: number; unit: string; row: Row; paper: ReadPaper; place: Place }>()
  const strange: Finding[] = []
  const [first] = listed.values()
  for (const paper of papers.filter(({ form }) => settled.has(form)))
    for (const row of rowsOf(paper)) {
      const amount = amountOf(row.quantity)
      if (amount === undefined) continue
      const place = inPaper(paper, `第 ${row.no} 项`, `${row.name} ${row.quantity}`)
      const known = done.get(keyOf(row))
      done.set(keyOf(row), { n: Math.max(known?.n ?? 0, amount.n), unit: amount.unit, row, paper, place })
      if (!listed.has(keyOf(row)) && first !== undefined)
        strange.push(
          found(
            'goods',
            'differs',
            [place, first.place],
            `《${paper.title}》处理的“${row.name}${row.spec === '' ? '' : `（${row.spec}）`}”不在清单中`,
          ),
        )
    }
  const counts = [...done].flatMap(([key, { n, unit, row, paper, place }]): Finding[] => {
    const before = listed.get(key)
    if (before === undefined || (before.n === n && before.unit === unit)) return []
    return [
      found(
        'goods',
        'differs',
        [place, before.place],
        `“${row.name}”在清单中是 ${before.n} ${before.unit}，《${paper.title}》处理的是 ${n} ${unit}`,
      ),
    ]
  })
  return [...strange, ...counts]
}

/** What a text says was taken, beside the name of a listed thing: 扣押云朵酥三盒. A part may be meant, so only a person can tell. */
export const goodsInText: Comparison = ({ papers }) => {
  const things = papers
    .filter(({ form }) => inventories.has(form))
    .flatMap((paper) =>
      rowsOf(paper).flatMap((row) => {
        const amount = amountOf(row.quantity)
        return amount === undefined || row.name.length < 2 ? [] : [{ ...row, ...amount, paper }]
      }),
    )
  if (things.length === 0) return []
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      [...Map.groupBy(things, ({ name }) => name)].flatMap(([name, same]): Finding[] => {
        if (!text.includes(name)) return []
        return quantitiesIn(text).flatMap(({ value, text: written, at }): Finding[] => {
          const beside =
            text.slice(0, at).trimEnd().endsWith(name) ||
            text
              .slice(at + written.length)
              .trimStart()
              .startsWith(name)
          const [first] = same
          // Bought, sold and found are other numbers than taken.
          const clause =
            text
              .slice(0, at)
              .split(/[。；，]/u)
              .at(-1) ?? ''
          if (!/扣押|查封|登记保存|清点|封存/u.test(clause)) return []
          if (!beside || first === undefined || value.unit !== first.unit) return []
          const sum = same.reduce((total, { n }) => total + n, 0)
          if (value.n === sum || same.some(({ n }) => n === value.n)) return []
          return [
            found(
              'goods',
              'unclear',
              [
                inPaper(paper, field, quote(text, at, written.length)),
                inPaper(first.paper, `清单第 ${first.no} 项`, `${name} ${first.quantity}`),
              ],
              `《${paper.title}》写“${name}”${written.trim()}，清单是 ${first.quantity}，请核对`,
            ),
          ]
        })
      }),
    ),
  )
}
