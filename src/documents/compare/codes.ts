import { checkIdentityCard, checkUscc } from '../../kernel/index.ts'
import { type Comparison, type Finding, found, inPaper, onFile, textAt } from './finding.ts'
import { codesIn } from './found.ts'
import { quote, type ReadPaper } from './paper.ts'

const identityForm = /^\d{17}[\dX]$/

/** Of those who stand in the papers with a number of their own. */
const personsIn = (
  paper: ReadPaper,
): readonly { readonly name: string; readonly idNumber: string; readonly field: string }[] =>
  [
    {
      name: textAt(paper.content, 'party', 'representative') || textAt(paper.content, 'party', 'name'),
      idNumber: textAt(paper.content, 'party', 'idNumber'),
      field: '当事人',
    },
    {
      name: textAt(paper.content, 'person', 'name'),
      idNumber: textAt(paper.content, 'person', 'idNumber'),
      field: '被询问人',
    },
  ].filter(({ name, idNumber }) => name !== '' && idNumber !== '')

/** The code that a paper gives its party is the one on file. */
export const partyCodes: Comparison = ({ state: { dossier }, papers }) =>
  papers.flatMap((paper) => {
    const name = textAt(paper.content, 'party', 'name')
    const code = textAt(paper.content, 'party', 'code')
    const party = dossier.parties.find((each) => each.name === name)
    if (code === '' || party?.code === undefined || party.code === code) return []
    return [
      found(
        'code',
        'differs',
        [inPaper(paper, '统一社会信用代码', code), onFile('统一社会信用代码', party.code)],
        `《${paper.title}》写的统一社会信用代码是 ${code}，案件登记的是 ${party.code}`,
      ),
    ]
  })

/** One person has one number, in every paper and on file. */
export const identityNumbers: Comparison = ({ state: { dossier }, papers }) => {
  const first = new Map<string, { readonly idNumber: string; readonly place: ReturnType<typeof onFile> }>()
  for (const { name, representative, idNumber } of dossier.parties)
    if (idNumber !== undefined && idNumber !== '')
      first.set(representative || name, { idNumber, place: onFile('居民身份证号码', idNumber) })
  return papers.flatMap((paper) =>
    personsIn(paper).flatMap(({ name, idNumber, field }): Finding[] => {
      const place = inPaper(paper, `${field}${name}的居民身份证号码`, idNumber)
      const known = first.get(name)
      if (known === undefined) first.set(name, { idNumber, place })
      if (known === undefined || known.idNumber === idNumber) return []
      return [
        found(
          'identity',
          'differs',
          [place, known.place],
          `${name}的居民身份证号码在《${paper.title}》是 ${idNumber}，在${known.place.title}是 ${known.idNumber}`,
        ),
      ]
    }),
  )
}

/** Codes and numbers typed into running text: those of the case, or at least such as can be. */
export const codesInText: Comparison = ({ state: { dossier }, papers }) => {
  const codes = dossier.parties.flatMap(({ code }) => (code === undefined || code === '' ? [] : [code]))
  const identities = [
    ...dossier.parties.flatMap(({ idNumber }) => (idNumber === undefined ? [] : [idNumber])),
    ...papers.flatMap((paper) => personsIn(paper).map(({ idNumber }) => idNumber)),
  ]
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      codesIn(text).flatMap(({ value, text: written, at }): Finding[] => {
        if (codes.includes(value) || identities.includes(value)) return []
        const before = text.slice(Math.max(0, at - 20), at)
        const called = /信用代码[^，。；]{0,6}$/u.test(before)
          ? 'code'
          : /身份证[^，。；]{0,8}$/u.test(before)
            ? 'identity'
            : identityForm.test(value) && checkIdentityCard(value) === undefined
              ? 'identity'
              : 'code'
        const [known] = called === 'code' ? codes : identities
        const wrong = called === 'code' ? checkUscc(value) : checkIdentityCard(value)
        const title = called === 'code' ? '统一社会信用代码' : '居民身份证号码'
        const place = inPaper(paper, field, quote(text, at, written.length))
        // Eighteen figures that nobody calls a code may be anything: a bar code, a batch.
        if (wrong !== undefined && !/代码|身份证/u.test(before)) return []
        if (wrong !== undefined)
          return [
            found(
              called,
              'differs',
              [place, known === undefined ? onFile(title, '没有登记') : onFile(title, known)],
              `《${paper.title}》中的${title} ${written} 一定有错字：${wrong.message}`,
            ),
          ]
        if (known === undefined) return []
        return [
          found(
            called,
            'unclear',
            [place, onFile(title, known)],
            `《${paper.title}》中的${title} ${written} 不是案件登记的 ${known}，请核对是不是别人的`,
          ),
        ]
      }),
    ),
  )
}
