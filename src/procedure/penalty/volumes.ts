import { strokesType } from '../signing.ts'
import type { CaseFile, CaseState, FileRef, Paper } from '../state.ts'

/** What one row of a dossier's catalogue names: a paper with the files that came with it, or files alone. */
export interface VolumeEntry {
  /** Stays the same however the dossier grows: the paper's id, or `files-{version}` of the event that brought them. */
  readonly id: string
  readonly title: string
  readonly number?: string
  /** 责任者. */
  readonly by: string
  /** ISO instant. */
  readonly at: string
  readonly paper?: string
  readonly files: readonly FileRef[]
}

export interface Volume {
  readonly name: 'main' | 'side'
  readonly title: string
  readonly entries: readonly VolumeEntry[]
}

/** Volume and item of 程序规定 art. 78. */
type Place = readonly [Volume['name'], item: number]

/** By the number of the form. What isn't here went to the party (main, 3) or stayed in the house (side, 6). */
const formPlaces: Readonly<Record<number, Place>> = {
  7: ['main', 1],
  44: ['main', 2],
  45: ['main', 2],
  46: ['main', 2],
  9: ['main', 4],
  11: ['main', 4],
  12: ['main', 4],
  14: ['main', 4],
  16: ['main', 4],
  29: ['main', 4],
  30: ['main', 4],
  40: ['main', 5],
  27: ['main', 6],
  52: ['main', 6],
  10: ['main', 7],
  38: ['main', 7],
  49: ['main', 7],
  1: ['side', 1],
  35: ['side', 2],
  36: ['side', 3],
  41: ['side', 4],
  53: ['side', 5],
}

/** Handed over on the spot, without a service strand of their own (行政强制法 art. 24, 程序规定 art. 34). */
const handedOver = new Set([15, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 31, 32, 33, 34])

/** Acts whose files stand by themselves, and not with a paper that they make. */
const actPlaces: Readonly<Record<string, Place>> = {
  'open-on-the-spot': ['main', 4],
  'answer-merge': ['main', 4],
  'ask-keeping-handling': ['main', 4],
  'ask-early-disposal': ['main', 4],
  'call-to-claim': ['main', 6],
  'ask-compensation': ['main', 6],
  'record-compensation': ['main', 6],
  'record-payment': ['main', 6],
  'refund-payment': ['main', 6],
  'collect-on-the-spot': ['main', 6],
  'waive-defence': ['main', 7],
  'request-hearing': ['main', 7],
  'record-remedy': ['main', 7],
  'record-remedy-result': ['main', 7],
  'record-court-answer': ['main', 7],
}

/** Cover, catalogue and closing note are the dossier's own sheets and stand around its contents. */
const sheets = new Set([54, 55, 56])

const volumeTitles: Readonly<Record<Volume['name'], string>> = { main: '正卷', side: '副卷' }

/** What tells how another paper reached the party: 送达回证, 送达公告. */
const receipts = new Set([50, 51])

/**
 * The dossier of a case in the order of 程序规定 art. 78: what was served stands before its receipt, a paper before its files.
 * `joining` is what an act is about to add.
 */
export const volumesOf = (state: CaseState, joining: readonly Supplement[] = []): readonly Volume[] => {
  const servedBy = new Map(
    state.done.flatMap(({ event, strand: id }) => {
      const strand = state.strands.find((each) => each.id === id)
      return strand?.kind === 'service' ? [[event, String(strand.data.paper)] as const] : []
    }),
  )
  const placed: { readonly place: Place; readonly order: readonly number[]; readonly entry: VolumeEntry }[] = []
  const made = new Set<string>()
  // A drawn signature stands on its paper, and is no paper of its own.
  const attached = state.files.filter(({ type }) => type !== strokesType)
  const versionOf = new Map(state.papers.map(({ id, version }) => [id, version]))
  for (const paper of state.papers) {
    if (sheets.has(paper.form)) continue
    const served = receipts.has(paper.form) ? servedBy.get(paper.event) : undefined
    const about = served === undefined ? paper : (state.papers.find(({ id }) => id === served) ?? paper)
    const first = !made.has(paper.event) && actPlaces[paper.act] === undefined
    made.add(paper.event)
    placed.push({
      place: placeOf(about),
      order: [versionOf.get(about.id) ?? 0, about === paper ? 0 : paper.version],
      entry: {
        id: paper.id,
        title: paper.title,
        ...(paper.number === undefined ? {} : { number: paper.number.text }),
        by: paper.by,
        at: paper.at,
        paper: paper.id,
        files: first ? attached.filter(({ event }) => event === paper.event) : [],
      },
    })
  }
  for (const [event, files] of Map.groupBy(attached, (file) => file.event)) {
    const [{ act, version, at, by }] = files as [CaseFile]
    if ((made.has(event) && actPlaces[act] === undefined) || act === 'supplement-dossier') continue
    placed.push({
      place: actPlaces[act] ?? ['side', 6],
      order: [version, 0],
      entry: { id: `files-${version}`, title: titleOf(files), by, at, files },
    })
  }
  const joined = state.strands.flatMap(({ kind, data }) =>
    kind === 'archiving' ? ((data.supplements ?? []) as readonly Supplement[]) : [],
  )
  for (const { id, volume, title, by, at, files } of [...joined, ...joining])
    placed.push({ place: [volume, 8], order: [Date.parse(at)], entry: { id, title, by, at, files } })

  return (['main', 'side'] as const).map((name) => ({
    name,
    title: volumeTitles[name],
    entries: placed
      .filter(({ place: [volume] }) => volume === name)
      .toSorted(
        (a, b) =>
          a.place[1] - b.place[1] || (a.order[0] ?? 0) - (b.order[0] ?? 0) || (a.order[1] ?? 0) - (b.order[1] ?? 0),
      )
      .map(({ entry }) => entry),
  }))
}

/** What came to a dossier after it was closed: stands at its volume's end, as it came. */
export interface Supplement {
  readonly id: string
  readonly volume: Volume['name']
  readonly title: string
  readonly by: string
  readonly at: string
  readonly reasons: string
  readonly files: readonly FileRef[]
}

const placeOf = ({ form, served }: Paper): Place =>
  formPlaces[form] ?? (served || handedOver.has(form) ? ['main', 3] : ['side', 6])

const titleOf = (files: readonly FileRef[]): string => files.map(({ name }) => name.replace(/\.[^.]*$/, '')).join('、')
