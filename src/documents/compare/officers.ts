import { type Comparison, type Finding, found, inPaper, onFile, type Place, rowsAt } from './finding.ts'

/** An officer's certificate has one number in all papers; between two a new one may have been issued. */
export const certificates: Comparison = ({ state: { dossier }, papers }) => {
  const first = new Map<string, { readonly certificate: string; readonly place: Place }>(
    dossier.handlers.map(({ name, certificate }) => [
      name,
      { certificate, place: onFile(`${name}执法证号`, certificate) },
    ]),
  )
  const told = new Set<string>()
  return papers.flatMap((paper) =>
    rowsAt(paper.content, 'officers').flatMap(({ name, certificate }): Finding[] => {
      if (typeof name !== 'string' || typeof certificate !== 'string') return []
      const place = inPaper(paper, `${name}执法证号`, certificate)
      const known = first.get(name)
      if (known === undefined) first.set(name, { certificate, place })
      if (known === undefined || known.certificate === certificate || told.has(`${name} ${certificate}`)) return []
      told.add(`${name} ${certificate}`)
      return [
        found(
          'code',
          'unclear',
          [place, known.place],
          `${name}的执法证号在《${paper.title}》是 ${certificate}，在${known.place.title}是 ${known.certificate}，请核对是否换发过证件`,
        ),
      ]
    }),
  )
}
