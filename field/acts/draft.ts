import { draftKey, type Written } from '../outbox.ts'
import { keep, kept } from '../store.ts'

/** A signature that was drawn on a paper: it holds for this content and no other. */
export interface DrawnHere {
  readonly form: number
  readonly line: string
  readonly digest: string
  /** Strokes (SVG). */
  readonly svg: string
}

/** 现场笔录 as it is written on the phone: on the disk at every change. */
export interface RecordDraft {
  readonly id: string
  readonly person: string
  readonly officers: readonly string[]
  /** ISO instants by the bureau's clock; '' until known. */
  readonly from: string
  readonly until: string
  readonly place: string
  /** Of several parties, whom it concerns; 'all'. */
  readonly party?: string
  readonly presence: 'present' | 'representative' | 'absent'
  readonly presentPerson: string
  readonly course: string
  readonly witness: string
  /** On the screen or on paper; refused; not there. */
  readonly signing: 'screen' | 'paper' | 'refused' | 'absent'
  /** Why nobody of the party signs. */
  readonly unsigned: string
  /** Photos that don't belong to it, by id. */
  readonly without: readonly string[]
  readonly drawn: readonly DrawnHere[]
}

export const keptDraft = (place: Written): Promise<RecordDraft | undefined> => kept<RecordDraft>(draftKey(place))
export const keepDraft = (place: Written, draft: RecordDraft): Promise<void> => keep(draftKey(place), draft)

const noteKey = ({ caseId, act }: Omit<Written, 'person'>): string => `notes/${caseId}/${act}`

/** What was noted while it was recorded, for the record's text: `[14:05] 货架上有十八袋`. */
export const notesOf = async (place: Omit<Written, 'person'>): Promise<readonly string[]> =>
  (await kept<readonly string[]>(noteKey(place))) ?? []
export const addNote = async (place: Omit<Written, 'person'>, text: string): Promise<void> =>
  keep(noteKey(place), [...(await notesOf(place)), text])
