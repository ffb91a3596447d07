/**
 * A drawn signature as it is kept: strokes as SVG of one exact form, cut to what was drawn. Strokes print sharply at any size, and
 * what has this form can hold no script, no address and nothing that a renderer doesn't know.
 */
const number = '-?\\d{1,5}(?:\\.\\d{1,2})?'
const pair = `${number} ${number}`
const stroke = `<path d="M${pair}C${pair} ${pair} ${pair}" stroke-width="${number}"/>`
const dot = `<circle cx="${number}" cy="${number}" r="${number}" fill="#1B1F24"/>`
const whole = new RegExp(
  `^<svg xmlns="http://www.w3.org/2000/svg" viewBox="${pair} \\d{1,5} \\d{1,5}"><g fill="none" stroke="#1B1F24" stroke-linecap="round">(?:${stroke}|${dot})+</g></svg>$`,
)

/** Bytes. */
export const largestStrokes = 64 * 1024

export const isStrokes = (content: Uint8Array): boolean =>
  content.length <= largestStrokes && whole.test(Buffer.from(content).toString('latin1'))
