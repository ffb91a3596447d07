import pg from 'pg'

/** A text is prepared when it comes for this time: what runs once or twice isn't worth it. */
const SEEN = 3

/**
 * A client of PostgreSQL for whose frequent statements the server keeps the plan, as planning the journal's statements takes longer
 * than running them. Texts are counted over all connections of the pool, so each has the same names. `kept` is how many at most: a
 * plan takes memory on the server, in every connection.
 */
export const preparingClient = (kept: number): typeof pg.Client => {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= kept) return known
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    if (times < SEEN) return undefined
    seen.delete(text)
    const name = `prepared_${names.size}`
    names.set(text, name)
    return name
  }
  return class extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: pg has seven overloads; all but one go on as they came.
    override query(first: any, values?: any, ...more: any[]): any {
      const name = typeof first === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(first) : undefined
      return name === undefined
        ? super.query(first, values, ...(more as []))
        : super.query({ name, text: first, values }, ...(more as []))
    }
  }
}
