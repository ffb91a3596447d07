/** A decision as the portal shows it now: the columns that a platform should have of it. */
export interface Ours {
  readonly number: string
  readonly caseId: string
  readonly fields: Readonly<Record<string, string>>
}

/** A decision as a platform says that it has it: the columns that it named, and no others. */
export interface Theirs {
  readonly number: string
  readonly withdrawn?: boolean
  readonly fields: Readonly<Record<string, string>>
}

export interface Difference {
  readonly number: string
  readonly caseId?: string
  /** Names of columns. */
  readonly columns: readonly { readonly name: string; readonly ours: string; readonly theirs: string }[]
}

export interface Reconciliation {
  readonly same: number
  /** Public here, and not there. */
  readonly missing: readonly Difference[]
  /** There, and not public here: withdrawn here or never published. */
  readonly extra: readonly Difference[]
  readonly different: readonly Difference[]
  /** More than the lists hold. */
  readonly more: boolean
}

/** So many of each kind are listed. */
const MOST = 500

/** Figures are compared as figures, everything else as text without the spaces around it. */
const plain = (value: string): string => {
  const text = value.trim()
  return /^\d+(\.\d+)?$/.test(text) && text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/**
 * Holds what is public against what a platform has, by number: missing there, extra there, different in the columns that both name.
 * Reads ours one after the other; theirs is one list in memory.
 */
export const reconcile = async (ours: AsyncIterable<Ours>, theirs: readonly Theirs[]): Promise<Reconciliation> => {
  const there = new Map(theirs.filter(({ withdrawn }) => withdrawn !== true).map((each) => [each.number, each]))
  const missing: Difference[] = []
  const different: Difference[] = []
  let same = 0
  for await (const { number, caseId, fields } of ours) {
    const found = there.get(number)
    there.delete(number)
    if (found === undefined) {
      missing.push({ number, caseId, columns: [] })
      continue
    }
    const columns = Object.entries(found.fields).flatMap(([name, value]) => {
      const own = fields[name]
      return own === undefined || plain(own) === plain(value) ? [] : [{ name, ours: own, theirs: value }]
    })
    if (columns.length === 0) same++
    else different.push({ number, caseId, columns })
  }
  const extra = [...there.keys()].map((number) => ({ number, columns: [] }))
  return {
    same,
    missing: missing.slice(0, MOST),
    extra: extra.slice(0, MOST),
    different: different.slice(0, MOST),
    more: [missing, extra, different].some(({ length }) => length > MOST),
  }
}
