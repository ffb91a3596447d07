import { type Comparison, type Finding, found, inPaper, onFile, textAt } from './finding.ts'
import { quote } from './paper.ts'

/** What a paper gives as its party's name must be a party's name of the case. */
export const partyNames: Comparison = ({ state: { dossier }, papers }) => {
  const names = dossier.parties.map(({ name }) => name)
  return papers.flatMap((paper) => {
    const name = textAt(paper.content, 'party', 'name')
    if (name === '' || names.length === 0 || names.includes(name)) return []
    return [
      found(
        'name',
        'differs',
        [inPaper(paper, '当事人', name), onFile('当事人', names.join('、'))],
        `《${paper.title}》的当事人写作“${name}”，案件登记的是“${names.join('、')}”`,
      ),
    ]
  })
}

interface Almost {
  readonly at: number
  readonly text: string
}

/** Where a text has a name with one character changed, left out or put in, and not the name itself. */
export const almostIn = (text: string, name: string): readonly Almost[] => {
  if (name.length < 4) return []
  const middle = Math.trunc(name.length / 2)
  const [first, second] = [name.slice(0, middle), name.slice(middle)]
  const exact = placesOf(text, name)
  const candidates = new Map<number, Almost>()
  const consider = (from: number, length: number) => {
    const some = text.slice(from, from + length)
    if (from < 0 || some.length !== length || !oneApart(some, name)) return
    if (exact.some((at) => from < at + name.length && at < from + length)) return
    const known = candidates.get(from)
    // Of two readings at one place, that of the name's own length.
    if (known === undefined || length === name.length) candidates.set(from, { at: from, text: some })
  }
  // With one mistake, one of the halves is unharmed.
  for (const at of placesOf(text, first))
    for (const length of [name.length, name.length + 1, name.length - 1]) consider(at, length)
  for (const at of placesOf(text, second))
    for (const length of [name.length, name.length + 1, name.length - 1]) consider(at + second.length - length, length)
  const sorted = [...candidates.values()].toSorted((a, b) => a.at - b.at)
  return sorted.filter(
    (each, n) => n === 0 || each.at >= (sorted[n - 1] as Almost).at + (sorted[n - 1] as Almost).text.length,
  )
}

const placesOf = (text: string, part: string): readonly number[] => {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at)
  return places
}

/** One character apart; what begins or ends with punctuation is no name, and what only leaves off the end says less, not otherwise. */
const oneApart = (some: string, name: string): boolean => {
  if (!/^[\p{Script=Han}（）()A-Za-z0-9·]+$/u.test(some)) return false
  const [a, b] = [[...some], [...name]]
  let front = 0
  while (front < a.length && front < b.length && a[front] === b[front]) front++
  let back = 0
  while (back < a.length - front && back < b.length - front && a[a.length - 1 - back] === b[b.length - 1 - back]) back++
  const [left, missing] = [a.length - front - back, b.length - front - back]
  if (left === 1 && missing === 1) return true
  // Put in or left out, inside the name: at its ends stand the words around it.
  return front > 0 && back > 0 && left + missing === 1
}

/**
 * 一字之差: a name in running text that is a party's but for one character. Where the text itself says that it is the party, it
 * contradicts the case; elsewhere it may be somebody else of a like name.
 */
export const almostNames: Comparison = ({ state: { dossier }, papers }) => {
  const known = new Set(dossier.parties.map(({ name }) => name))
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      [...known].flatMap((name) =>
        almostIn(text, name).flatMap(({ at, text: written }): Finding[] => {
          if (known.has(written)) return []
          const called = /(?:当事人|涉案企业|涉案单位)[“"（(：:，]?$/u.test(text.slice(0, at))
          return [
            found(
              'name',
              called ? 'differs' : 'unclear',
              [inPaper(paper, field, quote(text, at, written.length)), onFile('当事人', name)],
              called
                ? `《${paper.title}》把当事人写作“${written}”，与登记的“${name}”差一个字`
                : `《${paper.title}》中的“${written}”与当事人“${name}”只差一个字，请核对是否写错`,
            ),
          ]
        }),
      ),
    ),
  )
}

const organisation =
  /当事人[“"（(：:]?((?:[\p{Script=Han}]{2,8}?[省市区县旗]){1,3}[\p{Script=Han}（）()·]{2,24}?(?:公司|厂|店|行|部|馆|超市|中心|合作社|药房|医院|诊所))(?![\p{Script=Han}]*的(?:店|厂))/gu

/** A text that calls another firm the party: taken over from the papers of another case. */
export const otherParties: Comparison = ({ state: { dossier }, papers }) => {
  const names = dossier.parties.map(({ name }) => name)
  if (names.length === 0) return []
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      [...text.matchAll(organisation)].flatMap(({ 0: whole, 1: written = '', index }) => {
        const same = names.some((name) => name.startsWith(written) || written.startsWith(name))
        // A name that is one character off has been found already.
        if (
          same ||
          names.some((name) =>
            almostIn(text, name).some(({ text: near }) => near.includes(written) || written.includes(near)),
          )
        )
          return []
        return [
          found(
            'name',
            'differs',
            [inPaper(paper, field, quote(text, index, whole.length, 6)), onFile('当事人', names.join('、'))],
            `《${paper.title}》称当事人为“${written}”，案件登记的是“${names.join('、')}”`,
          ),
        ]
      }),
    ),
  )
}

/** Who acts for the party, where a text names the office and then the person. */
export const representatives: Comparison = ({ state: { dossier }, papers }) => {
  const known = dossier.parties.flatMap(({ representative }) =>
    representative === undefined || representative === '' ? [] : [representative],
  )
  return papers.flatMap((paper) => {
    const given = textAt(paper.content, 'party', 'representative')
    const structured =
      given === '' || known.length === 0 || known.includes(given)
        ? []
        : [
            found(
              'name',
              'differs',
              [
                inPaper(paper, '法定代表人、负责人或者经营者', given),
                onFile('法定代表人、负责人或者经营者', known.join('、')),
              ],
              `《${paper.title}》的法定代表人、负责人或者经营者写作“${given}”，案件登记的是“${known.join('、')}”`,
            ),
          ]
    const loose = paper.lines.flatMap(({ field, text }) =>
      [...text.matchAll(/(?:法定代表人|负责人|经营者)(?:（负责人）)?[为是：:]?([\p{Script=Han}]{2,4})/gu)].flatMap(
        ({ 0: whole, 1: after = '', index }) =>
          known.flatMap((name) => {
            const written = after.slice(0, name.length)
            if (known.includes(written) || written.length !== name.length || name.length < 2) return []
            const wrong = [...written].filter((each, n) => each !== name[n]).length
            if (wrong !== 1 || written[0] !== name[0]) return []
            return [
              found(
                'name',
                'unclear',
                [inPaper(paper, field, quote(text, index, whole.length)), onFile('法定代表人、负责人或者经营者', name)],
                `《${paper.title}》中的“${written}”与登记的“${name}”只差一个字，请核对是否写错`,
              ),
            ]
          }),
      ),
    )
    return [...structured, ...loose]
  })
}
