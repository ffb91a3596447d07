/** What a paper is laid out of. The PDF and the portal's text are both made of these, so they can't tell different things. */
export type Masked = { readonly masked: string }
/** A text, or the reason why it isn't shown. */
export type Run = string | Masked | PageOf | readonly (string | Masked)[]
/** The page in the bound dossier on which this entry of its catalogue begins; blank on a sheet by itself. */
export type PageOf = { readonly page: string }

/** A place to sign: who signs there, and what the paper's content says of it already. */
export interface Place {
  /** As the line is called: 被询问人. */
  readonly who: string
  readonly name: string
  /** Of the bureau; others sign on the spot. */
  readonly inside: boolean
  /** The number of the officer's certificate, where the paper names it. */
  readonly certificate?: string
  /** The content says that and why nobody signed. */
  readonly noted?: 'refused' | 'absent'
  /**
   * What the act says of it, where that isn't what its field `signed` says: whoever is named signed with the act that asked for this
   * one; signed what lay there on paper; or nothing, so that the signature is still to come.
   */
  readonly said?: 'asked' | 'paper' | 'nothing'
}

/** What stands on a place: a drawing, or a note, or both. */
export interface Mark {
  /** SVG. */
  readonly drawn?: string
  readonly note?: string
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly flush?: boolean }
  /** Lines of "label：value". */
  | { readonly kind: 'rows'; readonly rows: readonly { readonly label: string; readonly value: Run }[] }
  /** A ruled form: a narrow label beside a wide cell, or two short pairs in a line. `tall`: its share of what is left of the page. */
  | {
      readonly kind: 'cells'
      readonly rows: readonly {
        readonly label: string
        readonly value: readonly Run[]
        readonly tall?: number
        readonly signed?: string
        readonly places?: readonly Place[]
        readonly marks?: readonly (Mark & { readonly name: string })[]
        readonly beside?: { readonly label: string; readonly value: readonly Run[] }
      }[]
    }
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly title: string; readonly width: number }[]
      readonly rows: readonly (readonly Run[])[]
    }
  | { readonly kind: 'answers'; readonly rows: readonly { readonly question: Run; readonly answer: Run }[] }
  | {
      readonly kind: 'signatures'
      readonly lines: readonly {
        readonly who: string
        readonly name: string
        readonly note?: string
        readonly place?: Place
        readonly mark?: Mark
      }[]
    }
  /** The agency and the date, with the seal over them. */
  | { readonly kind: 'seal'; readonly agency: string; readonly date: string }
  | { readonly kind: 'annex'; readonly title: string }

export const heading = (text: string): Block => ({ kind: 'heading', text })
export const paragraph = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs })
export const flush = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs, flush: true })
export const rows = (...given: readonly (readonly [label: string, value: Run | undefined])[]): Block => ({
  kind: 'rows',
  rows: given.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }])),
})
/** A long text as written: every line a paragraph. */
export const paragraphs = (text: Run): readonly Block[] =>
  typeof text === 'string'
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => paragraph(line.trim()))
    : [paragraph(text)]

const isParts = (run: Run): run is readonly (string | Masked)[] => Array.isArray(run)

/** The same blocks with every text run through a mask: what it hides exists in them no more. */
export const maskBlocks = (
  blocks: readonly Block[],
  mask: (text: string) => readonly (string | Masked)[],
): readonly Block[] => {
  const hide = (run: Run): Run =>
    typeof run === 'string'
      ? mask(run)
      : isParts(run)
        ? run.flatMap((each) => (typeof each === 'string' ? mask(each) : [each]))
        : run
  const plain = (text: string): string =>
    mask(text)
      .map((part) => (typeof part === 'string' ? part : `〔已隐去：${part.masked}〕`))
      .join('')
  return blocks.map((block): Block => {
    if (block.kind === 'paragraph') return { ...block, runs: block.runs.map(hide) }
    if (block.kind === 'rows')
      return { ...block, rows: block.rows.map(({ label, value }) => ({ label, value: hide(value) })) }
    if (block.kind === 'cells')
      return {
        ...block,
        rows: block.rows.map((row) => ({
          ...row,
          value: row.value.map(hide),
          ...(row.signed === undefined ? {} : { signed: plain(row.signed) }),
          ...(row.beside === undefined
            ? {}
            : { beside: { label: row.beside.label, value: row.beside.value.map(hide) } }),
        })),
      }
    if (block.kind === 'table') return { ...block, rows: block.rows.map((row) => row.map(hide)) }
    if (block.kind === 'answers')
      return {
        ...block,
        rows: block.rows.map(({ question, answer }) => ({ question: hide(question), answer: hide(answer) })),
      }
    if (block.kind === 'signatures')
      return { ...block, lines: block.lines.map((line) => ({ ...line, name: plain(line.name) })) }
    return block
  })
}

export interface TextSection {
  readonly heading?: string
  readonly paragraphs: readonly (readonly ({ readonly text: string } | { readonly masked: string })[])[]
}

/** The same paper as plain text: for search, for the portal, for who can't read a PDF. */
export const textOf = (blocks: readonly Block[]): readonly TextSection[] => {
  const sections: { heading?: string; paragraphs: (readonly ({ text: string } | Masked)[])[] }[] = [{ paragraphs: [] }]
  const part = (each: string | Masked | PageOf) =>
    typeof each === 'string' ? { text: each } : 'page' in each ? { text: '' } : each
  const shown = (run: Run) => (isParts(run) ? run.map(part) : [part(run)])
  const add = (...runs: readonly Run[]) => sections.at(-1)?.paragraphs.push(runs.flatMap(shown))
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ heading: block.text, paragraphs: [] })
    else if (block.kind === 'annex') sections.push({ heading: block.title, paragraphs: [] })
    else if (block.kind === 'paragraph') add(...block.runs)
    else if (block.kind === 'rows') for (const { label, value } of block.rows) add(`${label}：`, value)
    else if (block.kind === 'cells')
      for (const { label, value, signed, beside } of block.rows) {
        add(`${label.replace('\n', '')}：`, ...value, ...(signed === undefined ? [] : [`（${signed}）`]))
        if (beside !== undefined) add(`${beside.label.replace('\n', '')}：`, ...beside.value)
      }
    else if (block.kind === 'table')
      for (const row of block.rows)
        add(...row.flatMap((cell, n) => [`${n === 0 ? '' : '；'}${block.columns[n]?.title ?? ''}：`, cell]))
    else if (block.kind === 'answers')
      for (const { question, answer } of block.rows) {
        add('问：', question)
        add('答：', answer)
      }
    else if (block.kind === 'signatures')
      for (const { who, name, note } of block.lines) add(`${who}：${name}${note === undefined ? '' : `（${note}）`}`)
    else add(`${block.agency}　${block.date}`)
  }
  return sections.filter(({ heading: title, paragraphs: all }) => title !== undefined || all.length > 0)
}
