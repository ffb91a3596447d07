/** The numbers of a drawing, to a tenth of a pixel. */
const numbersIn = (text: string): readonly number[] =>
  (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map((each) => Math.round(Number(each) * 10) / 10)

/**
 * What was drawn, in the one form in which the server keeps a signature (platform/strokes.ts): strokes and dots, cut to their bounds.
 * `drawing` is the SVG that signature_pad makes.
 */
export const strokesOf = (drawing: string): string => {
  const root = new DOMParser().parseFromString(drawing, 'image/svg+xml')
  const xs: number[] = []
  const ys: number[] = []
  const parts: string[] = []
  for (const each of root.querySelectorAll('path, circle')) {
    const number = (name: string) => numbersIn(each.getAttribute(name) ?? '')[0] ?? 0
    if (each.localName === 'circle') {
      const [x, y, r] = [number('cx'), number('cy'), number('r')]
      xs.push(x - r, x + r)
      ys.push(y - r, y + r)
      parts.push(`<circle cx="${x}" cy="${y}" r="${r}" fill="#1B1F24"/>`)
      continue
    }
    const [a, b, c, d, e, f, g, h] = numbersIn(each.getAttribute('d') ?? '')
    if (h === undefined) continue
    xs.push(...[a, c, e, g].map(Number))
    ys.push(...[b, d, f, h].map(Number))
    parts.push(`<path d="M${a} ${b}C${c} ${d} ${e} ${f} ${g} ${h}" stroke-width="${number('stroke-width')}"/>`)
  }
  const margin = 4
  const [left, top] = [Math.floor(Math.min(...xs)) - margin, Math.floor(Math.min(...ys)) - margin]
  const [width, height] = [Math.ceil(Math.max(...xs)) + margin - left, Math.ceil(Math.max(...ys)) + margin - top]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}"><g fill="none" stroke="#1B1F24" stroke-linecap="round">${parts.join('')}</g></svg>`
}
