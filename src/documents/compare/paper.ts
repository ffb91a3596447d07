import type { Block, Run } from '../blocks.ts'
import { formOf } from '../forms/index.ts'

/** A paper to compare: one about to be made has no id. */
export interface ComparedPaper {
  readonly id?: string
  readonly form: number
  readonly title: string
  readonly number?: string
  readonly content: Readonly<Record<string, unknown>>
}

/** A line of a paper, under the label or heading where it stands. */
export interface Line {
  readonly field: string
  readonly text: string
}

export interface ReadPaper extends ComparedPaper {
  readonly lines: readonly Line[]
}

const plain = (run: Run): string =>
  typeof run === 'string'
    ? run
    : Array.isArray(run)
      ? run.map((each) => (typeof each === 'string' ? each : '')).join('')
      : ''

/** What a block says, line by line; `under` is the heading before it. */
const linesOf = (block: Block, under: string): readonly Line[] => {
  if (block.kind === 'paragraph') return [{ field: under, text: block.runs.map(plain).join('') }]
  if (block.kind === 'rows') return block.rows.map(({ label, value }) => ({ field: label, text: plain(value) }))
  if (block.kind === 'cells')
    return block.rows.flatMap(({ label, value, beside }) => [
      { field: label.replace('\n', ''), text: value.map(plain).join('') },
      ...(beside === undefined
        ? []
        : [{ field: beside.label.replace('\n', ''), text: beside.value.map(plain).join('') }]),
    ])
  if (block.kind === 'table')
    return block.rows.flatMap((row) =>
      row.map((cell, n) => ({ field: block.columns[n]?.title ?? under, text: plain(cell) })),
    )
  if (block.kind === 'answers')
    return block.rows.flatMap(({ question, answer }) => [
      { field: '问', text: plain(question) },
      { field: '答', text: plain(answer) },
    ])
  return []
}

/** A paper as its reader reads it. What an annex says in plain words it says again, so it isn't read. */
export const readPaper = (paper: ComparedPaper): ReadPaper => {
  const form = formOf(paper.form)
  const lines: Line[] = []
  let under = '正文'
  for (const block of form.blocks(form.content.parse(paper.content))) {
    if (block.kind === 'annex') break
    if (block.kind === 'heading') under = block.text.replace(/^[（(]?[一二三四五六七八九十\d]+[、.．）)]\s*/u, '')
    else lines.push(...linesOf(block, under).filter(({ text }) => text !== ''))
  }
  return { ...paper, lines }
}

/** The part of a text around what was found in it. */
export const quote = (text: string, at: number, length: number, around = 12): string => {
  const [from, until] = [Math.max(0, at - around), Math.min(text.length, at + length + around)]
  return `${from > 0 ? '…' : ''}${text.slice(from, until)}${until < text.length ? '…' : ''}`
}
