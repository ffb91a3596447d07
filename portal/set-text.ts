/** Widths of text in ems, as fonts for Chinese have them; what is a little wrong is made up for by the margins. */
const widthOf = (sign: string): number => (sign > '\u2e7f' || '“”‘’…—·'.includes(sign) ? 1 : sign === ' ' ? 0.3 : 0.58)

export const textWidth = (text: string): number => [...text].reduce((sum, sign) => sum + widthOf(sign), 0)

/** What may not begin a line (GB/T 15834, 5.1.10), and what may not end one. */
const notFirst = '，。、；：！？）》”’'
const notLast = '（《“‘'

/** Lines of at most `ems` wide; figures and Latin words stay together, and no line begins with a closing mark. */
export const linesOf = (text: string, ems: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const piece of text.match(/[0-9A-Za-z.%]+|\s|./gu) ?? []) {
    const wide = textWidth(piece)
    if (width + wide > ems && line !== '' && !notFirst.includes(piece)) {
      const last = line.at(-1) ?? ''
      // An opening mark goes along with what it opens.
      const [kept, moved] = notLast.includes(last) ? [line.slice(0, -1), last] : [line, '']
      lines.push(kept)
      line = moved + piece
      width = textWidth(line)
    } else {
      line += piece
      width += wide
    }
  }
  return line === '' ? lines : [...lines, line]
}
