import { type Comparison, type Finding, found, inPaper, onFile, textAt } from './finding.ts'
import { quote } from './paper.ts'

/** Blanks, the width of figures and a municipality named twice make no other address. */
const same = (text: string): string => text.normalize('NFKC').replace(/[\s,，、-]/gu, '')

const within = (a: string, b: string): boolean => a.includes(b) || b.includes(a)

/** The address that a paper gives its party is the one on file. */
export const partyAddresses: Comparison = ({ state: { dossier }, papers }) =>
  papers.flatMap((paper) => {
    const name = textAt(paper.content, 'party', 'name')
    const address = textAt(paper.content, 'party', 'address')
    const party = dossier.parties.find((each) => each.name === name)
    if (address === '' || party === undefined || same(party.address) === same(address)) return []
    return [
      found(
        'address',
        'differs',
        [inPaper(paper, '住所（住址）', address), onFile('住所（住址）', party.address)],
        `《${paper.title}》写的住所（住址）是“${address}”，案件登记的是“${party.address}”`,
      ),
    ]
  })

const called = /(住所|住址|经营场所|经营地址)(?:（[^）]{1,10}）)?(?:[:：]|位于|为|是|在)\s*([^，。；、：\n“”]{5,60})/gu

/** An address in running text under the word for it. A firm has one 住所; of premises it may have more than one. */
export const addressesInText: Comparison = ({ state: { dossier }, papers }) => {
  const known = dossier.parties.map(({ address }) => address).filter((address) => address !== '')
  if (known.length === 0) return []
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      [...text.matchAll(called)].flatMap(({ 0: whole, 1: word = '', 2: address = '', index }): Finding[] => {
        if (known.some((each) => within(same(each), same(address)))) return []
        const ofParty = /当事人[^。；]{0,8}$/u.test(text.slice(0, index)) && (word === '住所' || word === '住址')
        return [
          found(
            'address',
            ofParty ? 'differs' : 'unclear',
            [inPaper(paper, field, quote(text, index, whole.length, 6)), onFile('住所（住址）', known.join('；'))],
            ofParty
              ? `《${paper.title}》称当事人${word}为“${address}”，案件登记的是“${known.join('；')}”`
              : `《${paper.title}》中的${word}“${address}”不是案件登记的“${known.join('；')}”，请核对是不是另一处`,
          ),
        ]
      }),
    ),
  )
}
