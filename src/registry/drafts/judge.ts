import { type Actor, accept, newId, type Refusal, type Result, refusal, refuse } from '../../kernel/index.ts'
import type { SheetLine } from '../../platform/index.ts'
import { type RegistryKind, registryKinds } from '../kinds.ts'
import { headingOf, readCell, sameCell, type Units, writeCell } from './cells.ts'
import { type DraftChange, type DraftFacts, judgeChange } from './draft.ts'
import { type Property, propertyOf } from './property.ts'
import { endHeading, idHeading, versionHeading } from './table.ts'

/** What is wrong in a row, and where. */
export interface RowProblem {
  readonly row: number
  /** The heading of the column; of the whole row where it isn't one. */
  readonly column: string
  readonly value: string
  readonly problem: string
}

/** A table with its headings read: which column is which field. */
export interface ReadTable {
  readonly headings: number
  readonly columns: readonly { readonly place: number; readonly name: string }[]
  readonly rows: readonly { readonly n: number; readonly cells: readonly string[] }[]
  readonly broken: readonly RowProblem[]
}

export interface JudgedTable {
  readonly changes: readonly (DraftChange & { readonly row: number })[]
  readonly problems: readonly RowProblem[]
  /** Rows that say what stands already. */
  readonly same: number
  /** Rows in which something is wrong. */
  readonly wrong: number
}

/** Above the headings stand at most so many rows: a title, who made the table. */
const ABOVE = 10
/** So many rows are read of one table; no list of a bureau has as many. */
export const mostRows = 2000
const mostColumns = 100

const wholeRow = '整行'
const own: Readonly<Record<string, string>> = { [idHeading]: 'id', [versionHeading]: 'version', [endHeading]: 'end' }
const ownNames: readonly string[] = Object.values(own)

const fieldsOf = (kind: RegistryKind): ReadonlyMap<string, readonly [name: string, property: Property]> =>
  new Map(
    Object.entries(propertyOf(kind).properties ?? {}).flatMap(([name, property]) =>
      [headingOf(name, property), property.title ?? name].map((title) => [title, [name, property] as const] as const),
    ),
  )

/** Finds the headings of a table and which column is which field; refuses what can't be told apart. */
export const readDraftTable = (kind: RegistryKind, lines: readonly SheetLine[]): Result<ReadTable> => {
  const whole = lines.find((line) => 'whole' in line)
  if (whole !== undefined && 'broken' in whole) return refuse(whole.broken)
  const fields = fieldsOf(kind)
  const nameOf = (cell: string): string | undefined => {
    const title = cell.trim()
    return own[title] ?? fields.get(title)?.[0]
  }
  const filled = lines.flatMap((line) =>
    'cells' in line && line.cells.some((cell) => cell.trim() !== '') ? [line] : [],
  )
  if (filled.length === 0) return refuse(wrongFile('empty-file', '这个文件里没有内容，请重新选择'))
  const counted = filled
    .slice(0, ABOVE)
    .map((line) => ({ line, known: line.cells.filter((cell) => nameOf(cell) !== undefined).length }))
  const best = counted.reduce((most, each) => (each.known > most.known ? each : most))
  const { title } = registryKinds[kind]
  if (best.known < 2)
    return refuse(wrongFile('no-headings', `没有找到“${title}”的表头；请用下载的表格填写，保留它的第一行`))
  const { n: headings, cells } = best.line
  const refusals: Refusal[] = []
  const columns: { place: number; name: string }[] = []
  for (const [place, cell] of cells.entries()) {
    if (cell.trim() === '') continue
    const name = nameOf(cell)
    if (name === undefined)
      refusals.push(
        wrongFile(
          'unknown-column',
          `“${title}”没有“${cell.trim().slice(0, 60)}”这一栏；请改回表头原来的写法，或者删去这一列`,
        ),
      )
    else if (columns.some((each) => each.name === name))
      refusals.push(wrongFile('column-twice', `“${cell.trim()}”这一栏出现了两次，请删去一列`))
    else columns.push({ place, name })
  }
  if (!columns.some(({ name }) => name === 'id'))
    refusals.push(wrongFile('no-key', `缺少“${idHeading}”一列；没有它分不清是哪一条，请用下载的表格填写`))
  const stray = filled.find(
    ({ n, cells: row }) =>
      n > headings && row.some((cell, place) => cell.trim() !== '' && (cells[place] ?? '').trim() === ''),
  )
  if (stray !== undefined)
    refusals.push(wrongFile('no-heading', `第 ${stray.n} 行有内容的一列没有表头，请补上表头或者删去这一列`))
  const rows = filled.filter(({ n }) => n > headings)
  if (cells.length > mostColumns || rows.length > mostRows)
    refusals.push(wrongFile('too-many-rows', `这个表格超过 ${mostRows} 行或者 ${mostColumns} 列，请分几个文件上传`))
  if (refusals.length > 0) return refuse(...refusals)
  if (rows.length === 0) return refuse(wrongFile('empty-file', '这个表格只有表头，没有一行内容'))
  return accept({
    headings,
    columns,
    rows,
    broken: lines.flatMap((line) =>
      'broken' in line ? [{ row: line.n, column: wholeRow, value: '', problem: line.broken.message }] : [],
    ),
  })
}

const wrongFile = (code: string, message: string): Refusal => refusal(code, message, { field: 'file' })

/** Which entries a table speaks of. */
export const idsOfTable = ({ columns, rows }: ReadTable): readonly string[] => {
  const place = columns.find(({ name }) => name === 'id')?.place ?? -1
  return [...new Set(rows.map(({ cells }) => (cells[place] ?? '').trim()).filter((id) => id !== ''))]
}

export interface Judging {
  readonly facts: DraftFacts
  /** Names of the kind's entries that haven't ended, with their ids. */
  readonly named: ReadonlyMap<string, string>
  readonly units: Units
  readonly actor: Actor
  readonly now: string
  /** From which day the changes hold. */
  readonly from: string
  /** Cells that hold a formula, by row: the letter of the column. */
  readonly formulas?: ReadonlyMap<number, readonly string[]>
  /** A CSV says nothing of what is a formula: a spreadsheet takes what begins like one for it. */
  readonly csv: boolean
}

/** Every row of a table: what it changes, or everything that is wrong in it. Entries that the table doesn't name stay as they are. */
export const judgeTable = (kind: RegistryKind, table: ReadTable, judging: Judging): JudgedTable => {
  const { facts, named, units } = judging
  const properties = propertyOf(kind).properties ?? {}
  const changes: (DraftChange & { readonly row: number })[] = []
  const problems: RowProblem[] = [...table.broken]
  const wrongRows = new Set(table.broken.map(({ row }) => row))
  const seen = new Map<string, number>()
  const names = new Map<string, number>()
  let same = 0
  for (const { n, cells } of table.rows) {
    const found: RowProblem[] = []
    const cellOf = (name: string) => {
      const place = table.columns.find((each) => each.name === name)?.place
      return place === undefined ? undefined : (cells[place] ?? '')
    }
    const headingOfField = (name: string) =>
      ownNames.includes(name)
        ? (Object.keys(own).find((title) => own[title] === name) ?? name)
        : headingOf(name, properties[name] ?? {})
    const wrong = (name: string | undefined, problem: string) => {
      found.push({
        row: n,
        column: name === undefined ? wholeRow : headingOfField(name),
        value: name === undefined ? '' : shortened(cellOf(name) ?? ''),
        problem,
      })
    }
    for (const letter of judging.formulas?.get(n) ?? [])
      found.push({
        row: n,
        column: `${letter} 列`,
        value: '',
        problem: '单元格里是公式；请复制后用“粘贴为数值”改成文字，再上传',
      })
    if (judging.csv)
      for (const { name } of table.columns)
        if (isFormula(cellOf(name) ?? ''))
          wrong(name, '以“=”“+”“-”或者“@”开头，表格软件会当作公式；确实是文字的，在最前面加一个英文单引号')

    const id = textOf(cellOf('id'))
    const entry = facts.entries.get(id)
    const last = entry?.versions.at(-1)
    const version = textOf(cellOf('version')).replace(/\.0+$/, '')
    const twice = id === '' ? undefined : seen.get(id)
    if (id !== '') seen.set(id, twice ?? n)
    if (twice !== undefined) wrong('id', `与第 ${twice} 行的标识相同，同一条只写一行`)
    else if (id !== '' && !/^[\p{L}\p{N}._-]{1,60}$/u.test(id))
      wrong('id', '标识只能用字母、数字、点、横线，最多 60 个字；新增的可以留空')
    else if (id !== '' && last === undefined && version !== '')
      wrong('id', '没有这个标识；新增的，请把“标识”“版本”留空')
    else if (last !== undefined && version === '')
      wrong('version', '这个标识已经有了；要变更它，请用新下载的表格填写，“版本”不能空；是新增的，请把“标识”留空')
    else if (last !== undefined && version !== String(last.version))
      wrong('version', `这一条现在是第 ${last.version} 版，表格是按第 ${version} 版填写的；请重新下载后填写`)

    const ending = readCell({ 'x-widget': 'yes-no' }, textOf(cellOf('end')).replace(/^终止$/, '是'), units)
    if ('problem' in ending) wrong('end', '要终止这一条的，写“是”；不终止的留空')
    const ends = 'value' in ending && ending.value === true
    if (ends && last === undefined && found.length === 0) wrong('end', '新增的一行不能终止')

    const data: Record<string, unknown> = { ...last?.data }
    for (const { name } of table.columns) {
      const property = properties[name]
      if (ends || property === undefined) continue
      const cell = textOf(cellOf(name))
      // A cell that is as it was written keeps the value, whatever a text can't tell of it.
      if (last !== undefined && sameCell(cell, writeCell(property, last.data[name], units))) continue
      const value = readCell(property, cell, units)
      if ('problem' in value) wrong(name, value.problem)
      else if (value.value === undefined) delete data[name]
      else data[name] = value.value
    }
    const base =
      last === undefined
        ? {}
        : { base: { version: last.version, ...(last.until === undefined ? {} : { until: last.until }) } }
    if (found.length === 0) {
      const title = ends ? '' : titleOf(kind, data)
      const other = named.get(title)
      const before = names.get(title)
      if (last === undefined && title !== '' && other !== undefined)
        wrong('name', `已有同名的一条（标识 ${other}）；要变更它，请用下载的表格填写`)
      else if (title !== '' && before !== undefined) wrong('name', `与第 ${before} 行的名称相同`)
      if (title !== '') names.set(title, before ?? n)
    }
    if (found.length === 0) {
      const change = {
        id: id === '' ? newId() : id,
        ...base,
        ...(ends ? {} : { data: data as DraftChange['data'] }),
      } as DraftChange
      const judged = judgeChange(kind, change, facts, { ...judging, reason: '表格' })
      if (judged.ok) changes.push({ ...judged.value, row: n })
      // Who doesn't touch an entry need not answer for it.
      else if (judged.refusals.some(({ code }) => code === 'nothing-changed')) same++
      else
        for (const { field, message } of judged.refusals) {
          const [, name, ...rest] = (field ?? '').split('.')
          const line = rest.length > 0 && /^\d+$/.test(rest[0] ?? '') ? `第 ${Number(rest[0]) + 1} 行：` : ''
          wrong(name !== undefined && name in properties ? name : undefined, `${line}${message}`)
        }
    }
    if (found.length > 0) wrongRows.add(n)
    problems.push(...found)
  }
  return { changes, problems: problems.toSorted((a, b) => a.row - b.row), same, wrong: wrongRows.size }
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** What a cell says, without the apostrophe that stands before what would else be a formula. */
const textOf = (cell: string | undefined): string => (cell ?? '').trim().replace(/^'(?=[=+\-@＝＋－＠])/, '')

/** A telephone number, an amount or a dash are none. */
const isFormula = (cell: string): boolean => {
  const text = cell.trim()
  return /^[=@＝＠]/.test(text) || (/^[+\-＋－]/.test(text) && !/^[+\-＋－][\d\s()（）.,-]*$/.test(text))
}

const titleOf = (kind: RegistryKind, data: Readonly<Record<string, unknown>>): string =>
  typeof data.name === 'string' ? data.name : String(registryKinds[kind].titleOf(data as never) ?? '')
