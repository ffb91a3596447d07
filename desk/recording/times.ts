/** What was chosen of one recording: all of it where both times are empty, or what stands between two times in m:ss. */
export interface ChosenItem {
  readonly recording: string
  readonly from: string
  readonly until: string
}

/** A recording, or the part of it between two seconds of its clock, as the server asks for it. */
export interface Item {
  readonly recording: string
  readonly from?: number
  readonly until?: number
}

/** m:ss or h:mm:ss as seconds; undefined where it is neither. */
export const secondsOf = (text: string): number | undefined => {
  const parts = text.trim().split(/[:：]/)
  if (parts.length > 3 || parts.some((part) => !/^\d+(\.\d+)?$/.test(part))) return undefined
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0)
}

/** Undefined where a time can't be read, only one of both was given, or nothing lies between them: never silently the whole. */
export const itemOf = ({ recording, from, until }: ChosenItem): Item | undefined => {
  if (from.trim() === '' && until.trim() === '') return { recording }
  const [start, end] = [secondsOf(from), secondsOf(until)]
  return start === undefined || end === undefined || end <= start ? undefined : { recording, from: start, until: end }
}

/** All that were chosen; undefined where one of them can't be read. */
export const itemsOf = (chosen: readonly ChosenItem[]): readonly Item[] | undefined => {
  const items = chosen.map(itemOf).filter((each) => each !== undefined)
  return items.length === chosen.length ? items : undefined
}
