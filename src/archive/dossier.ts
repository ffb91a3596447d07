import { type CasePaper, type Casework, letterheads, marksOf, papersOfCase, wholePaper } from '../casework/index.ts'
import { renderVolume, type VolumeFile, type VolumeToRender } from '../documents/index.ts'
import type { Journal } from '../journal/index.ts'
import { accept, type Refusal, type Result, refusal, refuse, rules } from '../kernel/index.ts'
import type { Blobs } from '../platform/index.ts'
import { type CaseState, type FileRef, type IssuedPaper, linesOf, volumesOf } from '../procedure/index.ts'

export interface Archive {
  readonly journal: Journal
  readonly casework: Casework
  readonly blobs: Blobs
  /** https://…, without a slash at the end: where the codes on the papers lead. */
  readonly origin: string
}

const notFiled: Refusal = refusal('dossier-not-filed', '本案还没有立卷归档；结案后请先办理“立卷归档”', {
  basis: [rules(78)],
})

const notOfThisCase: Refusal = refusal('not-of-this-case', '所选的文书中有不属于本案的，请刷新页面后重新选择', {
  field: 'papers',
})

/** Larger pictures are listed and not printed. */
const largestPicture = 20 * 1024 * 1024
/** Of all pictures together. */
const largestVolume = 300 * 1024 * 1024
const printable = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** How papers and their files are laid out in one PDF: as they were issued and signed, with the bureau's name and seal on their day. */
const layOut = async ({ journal, blobs, origin }: Archive, state: CaseState) => {
  const letterhead = await letterheads(journal.database.db, blobs)
  let left = largestVolume
  return {
    bound: async ({ paper, day }: CasePaper) =>
      wholePaper(paper, {
        day,
        ...(await letterhead(day)),
        origin,
        marks: await marksOf(blobs, linesOf(state, paper)),
      }),
    async fileOf({ blob, name, size, type }: FileRef): Promise<VolumeFile> {
      const printed = printable.has(type) && size <= largestPicture && size <= left
      if (printed) left -= size
      const picture = printed ? await blobs.read(blob) : undefined
      return { name, size, sha256: blob, ...(picture === undefined ? {} : { picture }) }
    },
  }
}

/** Chosen papers of a case as one PDF for the printer, in the order in which they were chosen; with what came with them, or without. */
export const bindPapers = async (
  archive: Archive,
  state: CaseState,
  chosen: readonly string[],
  { files, duplex }: { readonly files: boolean; readonly duplex: boolean },
): Promise<Result<Uint8Array>> => {
  const byId = new Map((await papersOfCase(archive.journal, state)).map((each) => [each.paper.id, each]))
  const papers = chosen.flatMap((id) => byId.get(id) ?? [])
  const [first] = papers
  if (first === undefined || papers.length < chosen.length) return refuse(notOfThisCase)
  const { bound, fileOf } = await layOut(archive, state)
  const { agency } = await bound(first)
  const attached = new Map(
    volumesOf(state).flatMap(({ entries }) => entries.map((entry) => [entry.paper, entry.files])),
  )
  const entries: VolumeToRender['entries'][number][] = []
  for (const [n, each] of papers.entries())
    entries.push({
      id: String(n + 1),
      title: each.paper.title,
      paper: await bound(each),
      files: files ? await Array.fromAsync(attached.get(each.paper.id) ?? [], fileOf) : [],
    })
  return accept(
    await oneAtATime(() =>
      renderVolume({
        title: `${state.dossier.title}：${papers.map(({ paper: { title } }) => title).join('、')}`,
        agency,
        day: first.day,
        duplex,
        entries,
      }),
    ),
  )
}

/** The dossier of a filed case as one PDF: the main volume alone, which others may be shown, or both. */
export const bindDossier = async (
  archive: Archive,
  state: CaseState,
  volume: 'main' | 'all',
): Promise<Result<Uint8Array>> => {
  const issued = await papersOfCase(archive.journal, state)
  const latest = (form: number) => issued.findLast(({ paper }) => paper.form === form)
  const cover = latest(54)
  const catalogue = latest(55)
  if (cover === undefined || catalogue === undefined) return refuse(notFiled)
  const { bound, fileOf } = await layOut(archive, state)
  const byId = new Map(issued.map((each) => [each.paper.id, each]))
  const listed = new Set(entriesIn(catalogue.paper.content, volume))
  const entries: VolumeToRender['entries'][number][] = []
  for (const { id, title, paper, files } of volumesOf(state).flatMap((each) => each.entries)) {
    if (!listed.has(id)) continue
    const found = paper === undefined ? undefined : byId.get(paper)
    entries.push({
      id,
      title,
      ...(found === undefined ? {} : { paper: await bound(found) }),
      files: await Array.fromAsync(files, fileOf),
    })
  }
  const note = latest(56)
  const [boundCover, boundCatalogue, boundNote] = [
    await bound(cover),
    await bound(catalogue),
    note === undefined ? undefined : await bound(note),
  ]
  return accept(
    await oneAtATime(() =>
      renderVolume({
        title: `${state.dossier.title}${volume === 'main' ? '（正卷）' : ''}`,
        agency: boundCatalogue.agency,
        day: (note ?? catalogue).day,
        cover: boundCover,
        catalogue: { ...boundCatalogue, content: only(catalogue.paper.content, volume) },
        entries,
        ...(boundNote === undefined ? {} : { note: boundNote }),
      }),
    ),
  )
}

interface CatalogueContent {
  readonly volumes: readonly { readonly name: string; readonly entries: readonly { readonly id: string }[] }[]
}

const only = (content: IssuedPaper['content'], volume: 'main' | 'all'): IssuedPaper['content'] => {
  const { volumes } = content as unknown as CatalogueContent
  return { ...content, volumes: volumes.filter(({ name }) => volume === 'all' || name === volume) }
}

const entriesIn = (content: IssuedPaper['content'], volume: 'main' | 'all'): readonly string[] =>
  (only(content, volume) as unknown as CatalogueContent).volumes.flatMap(({ entries }) => entries.map(({ id }) => id))

let last: Promise<unknown> = Promise.resolve()

/** A dossier's pictures and pages take much memory: the next is bound when this one is done. */
const oneAtATime = <T>(bind: () => Promise<T>): Promise<T> => {
  const mine = last.then(bind, bind)
  last = mine.catch(() => {})
  return mine
}
