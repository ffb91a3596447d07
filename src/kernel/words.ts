/**
 * Text as it is searched: figures and letters in one form and one size, all other signs as a space. Chinese has no spaces between
 * words, and the shortest words have two characters; so what is indexed is every pair of neighbours, an array under a GIN index,
 * which PostgreSQL and PGlite both have without any extension.
 */
export const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Every pair of neighbours in a plain text. */
export const pairsOf = (plain: string): readonly string[] => {
  const pairs = new Set<string>()
  for (const run of plain.split(' ')) {
    const characters = [...run]
    for (let n = 1; n < characters.length; n++) pairs.add(`${characters[n - 1]}${characters[n]}`)
  }
  return [...pairs]
}

/** The columns under which a text is found. */
export const searched = (text: string): { readonly plain: string; readonly pairs: readonly string[] } => {
  const plain = plainOf(text)
  return { plain, pairs: pairsOf(plain) }
}

/** What somebody looks for: terms that must all be there, at most eight. */
export const termsOf = (words: string): readonly string[] =>
  words
    .split(/[\s　]+/)
    .map(plainOf)
    .filter((term) => term !== '')
    .slice(0, 8)

/** Where in a text a term was found: what stands before, the term as it stands there, what stands after. */
export interface Excerpt {
  readonly before: string
  readonly found: string
  readonly after: string
}

const around = 36

/** The first place of a text at which one of the terms stands; its beginning where none does. */
export const excerptOf = (text: string, terms: readonly string[]): Excerpt => {
  // Each character by itself, so that a place in the plain line is a place in the text.
  const characters = [...text.replace(/\s+/g, ' ')]
  const plain = characters.map((character) => [...plainOf(character)][0] ?? ' ').join('')
  for (const term of terms) {
    // A plain term has no sign that means something in a pattern.
    const match = new RegExp(term.replaceAll(' ', ' +'), 'u').exec(plain)
    if (match === null) continue
    const from = [...plain.slice(0, match.index)].length
    const until = from + [...match[0]].length
    return {
      before: `${from > around ? '…' : ''}${characters.slice(Math.max(0, from - around), from).join('')}`,
      found: characters.slice(from, until).join(''),
      after: `${characters.slice(until, until + around).join('')}${characters.length > until + around ? '…' : ''}`,
    }
  }
  return {
    before: '',
    found: '',
    after: `${characters.slice(0, 2 * around).join('')}${characters.length > 2 * around ? '…' : ''}`,
  }
}
