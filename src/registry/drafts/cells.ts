import { type Citation, citationOf, citationText, fenOfYuan, yuan } from '../../kernel/index.ts'
import { isCitation, isUnit, type Property } from './property.ts'

/**
 * A field of an entry as a cell of a table, and back. What is made of rows has a line for each: an article as it is cited, anything
 * else as “标题：内容；标题：内容”. A content that has a semicolon, a bar or a line break in it stands between quotation marks, so that
 * whatever is written is read as it was.
 */

/** Units by their ids, and by their names where a name is one unit's only. */
export interface Units {
  readonly names: ReadonlyMap<string, string>
  readonly ids: ReadonlyMap<string, string>
}

export const unitsOf = (names: ReadonlyMap<string, string>): Units => {
  const known = Map.groupBy(names, ([, name]) => name)
  return {
    names,
    ids: new Map(
      [...known].flatMap(([name, same]) => (same.length === 1 ? [[name, same[0]?.[0] ?? ''] as const] : [])),
    ),
  }
}

export type Read = { readonly value: unknown } | { readonly problem: string }
const read = (value: unknown): Read => ({ value })
const problem = (said: string): Read => ({ problem: said })

type Options = NonNullable<Property['x-options']>

/** Between the parts of a list that stands within a line. */
const bar = '｜'
/** What of its kind a cell says in its heading: amounts are in yuan. */
export const headingOf = (name: string, { title = name, 'x-widget': widget }: Property): string =>
  widget === 'money' ? `${title}（元）` : title

const quoted = (text: string): string =>
  text === '' || /[；;｜|\n"\\]/.test(text) || text !== text.trim() ? JSON.stringify(text) : text
const unquoted = (text: string): string => {
  const plain = text.trim()
  if (!plain.startsWith('"')) return plain
  try {
    return String(JSON.parse(plain.replaceAll('\n', '\\n')))
  } catch {
    return plain
  }
}

const together = (options: Options): string => (options.some(({ title }) => title.includes('、')) ? '\n' : '、')

/** The text of a field, empty where it has nothing. */
export const writeCell = (property: Property, value: unknown, units: Units): string => {
  if (value === undefined || value === null || value === '') return ''
  const { 'x-widget': widget, 'x-options': options = [], items = {} } = property
  if (isUnit(property)) {
    const name = units.names.get(String(value))
    return name !== undefined && units.ids.get(name) === value ? name : String(value)
  }
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (widget === 'money') return yuan(Number(value))
  if (widget === 'files') return (value as readonly { readonly name: string }[]).map(({ name }) => name).join('\n')
  const called = (each: unknown) => options.find((option) => option.value === each)?.title ?? String(each)
  if (Array.isArray(value)) {
    if (widget === 'choices') return value.map(called).join(together(options))
    if (widget === 'lines') return value.map((each) => (/[\n"]/.test(each) ? JSON.stringify(each) : each)).join('\n')
    return value.map((each) => writeLine(items, each, units)).join('\n')
  }
  if (typeof value === 'object') return writeLine(property, value, units)
  return called(value)
}

const writeLine = (property: Property, value: unknown, units: Units): string => {
  if (isCitation(property)) return citationText(value as Citation)
  const row = value as Readonly<Record<string, unknown>>
  return Object.entries(property.properties ?? {})
    .flatMap(([name, each]) => {
      const field = row[name]
      if (field === undefined || (Array.isArray(field) && field.length === 0)) return []
      const text =
        Array.isArray(field) && each['x-widget'] === 'lines'
          ? field.map(quoted).join(bar)
          : quoted(writeCell(each, field, units))
      return [`${headingOf(name, each)}：${text}`]
    })
    .join('；')
}

const plain = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim()

/** Whether two cells say the same, however a program that saves tables wrote line ends and spaces. */
export const sameCell = (one: string, other: string): boolean => {
  const of = (text: string) =>
    plain(text)
      .split('\n')
      .map((each) => each.trim())
      .join('\n')
  return of(one) === of(other)
}

/** The value that a cell tells, undefined where it is empty; or what is wrong with it. */
export const readCell = (property: Property, cell: string, units: Units): Read => {
  const text = plain(cell)
  const { 'x-widget': widget, 'x-options': options = [] } = property
  if (widget === 'lines') return read(linesOf(text).map(unquoted))
  if (widget === 'list') return readLines(property.items ?? {}, linesOf(text), units)
  if (text === '') return read(widget === 'choices' ? [] : undefined)
  if (isUnit(property)) {
    const id = units.ids.get(text) ?? (units.names.has(text) ? text : undefined)
    return id === undefined ? problem(`没有名为“${text}”的机构，请写机构的全名`) : read(id)
  }
  switch (widget) {
    case 'choice':
      return readChoice(options, text)
    case 'choices': {
      if (options.some(({ title }) => title === text)) return readAll(options, [text])
      return readAll(options, text.split(together(options) === '、' ? /[、，,；;\n]/ : /[；;\n]/))
    }
    case 'yes-no':
      return readYesNo(text)
    case 'money': {
      const fen = fenOfYuan(text.replace(/^[¥￥]/, '').replace(/\s*元$/, ''))
      return fen === undefined ? problem(`“${text}”不是金额；请写以元为单位的数字，最多两位小数`) : read(fen)
    }
    case 'number':
      return /^-?\d{1,12}(\.0+)?$/.test(text.replaceAll(',', ''))
        ? read(Number(text.replaceAll(',', '')))
        : problem(`“${text}”不是整数，请只写数字`)
    case 'day':
      return readDay(text)
    case 'group':
      return readLine(property, text, units)
    default:
      return read(text)
  }
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const choicesOf = (options: Options): string => options.map(({ title }) => `“${title}”`).join('、')

const readChoice = (options: Options, text: string): Read => {
  const found = options.find(({ title, value }) => title === text || value === text)
  return found === undefined ? problem(`“${text}”不在可选的内容中，请写${choicesOf(options)}之一`) : read(found.value)
}

const readAll = (options: Options, texts: readonly string[]): Read => {
  const values: unknown[] = []
  for (const each of texts.map((text) => text.trim()).filter((text) => text !== '')) {
    const one = readChoice(options, each)
    if ('problem' in one) return problem(one.problem.replace(/之一$/, '，几项用顿号分开'))
    values.push(one.value)
  }
  return read([...new Set(values)])
}

const readYesNo = (text: string): Read => {
  if (/^(是|√|✓|有|可以|true|yes|y|1)$/i.test(text)) return read(true)
  if (/^(否|×|x|无|不可以|false|no|n|0)$/i.test(text)) return read(false)
  return problem(`“${text}”看不出是或者否，请写“是”或者“否”`)
}

const readDay = (text: string): Read => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return /^\d{4}-\d{2}-\d{2}$/.test(found) ? read(found) : problem(`“${text}”不是日期，请按“2026-01-31”的样子填写`)
}

const readLines = (row: Property, lines: readonly string[], units: Units): Read => {
  const values: unknown[] = []
  for (const [n, line] of lines.entries()) {
    const one = readLine(row, line, units)
    if ('problem' in one) return problem(lines.length > 1 ? `第 ${n + 1} 行：${one.problem}` : one.problem)
    values.push(one.value)
  }
  return read(values)
}

/** 《价格法》第四十二条; or 标题：内容；标题：内容, in any order. */
const readLine = (row: Property, line: string, units: Units): Read => {
  if (isCitation(row)) {
    const found = citationOf(line)
    return found === undefined
      ? problem(`“${line}”不是条文，请按“《食品安全法》第三十五条第一款”的样子填写`)
      : read(found)
  }
  const fields = Object.entries(row.properties ?? {})
  const value: Record<string, unknown> = {}
  for (const part of partsOf(line, /[；;]/)) {
    const [, title = '', text = ''] = /^([^：:"]+)[：:]([\s\S]*)$/.exec(part.trim()) ?? []
    const field = fields.find(([name, each]) => headingOf(name, each) === title.trim() || each.title === title.trim())
    if (field === undefined) return problem(`“${part.trim()}”看不懂；${howToWrite(row)}`)
    const [name, property] = field
    if (name in value) return problem(`“${property.title ?? name}”写了两次`)
    const one: Read =
      property['x-widget'] === 'lines'
        ? read(
            partsOf(text, /[｜|]/)
              .map(unquoted)
              .filter((each) => each !== ''),
          )
        : readCell(property, unquoted(text), units)
    if ('problem' in one) return problem(`${property.title ?? name}：${one.problem}`)
    if (one.value !== undefined) value[name] = one.value
  }
  // A list that has nothing to say is not written, and is there all the same.
  for (const [name, property] of fields)
    if (property['x-widget'] === 'lines' && !(name in value) && row.required?.includes(name) === true) value[name] = []
  return read(value)
}

/** Parts of a line between separators that don't stand within quotation marks; the marks stay. */
const partsOf = (line: string, separator: RegExp): readonly string[] => {
  const parts: string[] = []
  let part = ''
  let within = false
  let escaped = false
  for (const sign of line) {
    if (within) {
      part += sign
      if (escaped) escaped = false
      else if (sign === '\\') escaped = true
      else if (sign === '"') within = false
    } else if (separator.test(sign)) {
      parts.push(part)
      part = ''
    } else {
      // A mark opens what is quoted only where a content begins.
      if (sign === '"' && /(^|[：:｜|])\s*$/.test(part)) within = true
      part += sign
    }
  }
  return [...parts, part].filter((each) => each.trim() !== '')
}

const howToWrite = (row: Property): string =>
  `请按“${Object.entries(row.properties ?? {})
    .map(([name, each]) => `${headingOf(name, each)}：…`)
    .join('；')}”的样子填写`

/** How a column is filled in, for whoever does it. */
export const cellGuide = (property: Property): string => {
  const { 'x-widget': widget, 'x-options': options = [], 'x-hint': hint, items = {} } = property
  const how = isUnit(property)
    ? '机构的全名'
    : widget === 'choice'
      ? `${choicesOf(options)}之一`
      : widget === 'choices'
        ? `${choicesOf(options)}，几项用顿号分开`
        : widget === 'yes-no'
          ? '“是”或者“否”'
          : widget === 'money'
            ? '数字，以元为单位'
            : widget === 'number'
              ? '数字'
              : widget === 'day'
                ? '如：2026-01-31'
                : widget === 'lines'
                  ? '几项的，在单元格内换行'
                  : widget === 'list'
                    ? isCitation(items)
                      ? '每行一条，如：《食品安全法》第三十五条第一款'
                      : `每行一项；${howToWrite(items)}`
                    : ''
  return [how, hint].filter((each) => each !== undefined && each !== '').join('；')
}
