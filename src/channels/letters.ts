import { dayOf } from '../calendar/index.ts'
import { renderPaper } from '../documents/index.ts'
import { citationText, digestOf } from '../kernel/index.ts'
import type { MatterAct, MatterFacts } from './act.ts'
import type { Matter } from './matter.ts'
import { nextFor } from './next.ts'
import { matterKinds } from './titles.ts'

/** 告知书: what is written to who brought a matter when something is decided of it. Its content stands in the event that decides. */
export interface Letter {
  readonly heading: string
  readonly content: LetterContent
  /** Of the content: what the code on the paper leads to. */
  readonly digest: string
}
interface LetterContent {
  readonly heading: string
  readonly to: string
  readonly about: string
  readonly said: string
  readonly basis: string
  readonly next: readonly string[]
  readonly contact: string
  readonly agency: string
  readonly on: string
}

const headings: Readonly<Record<string, string>> = {
  accept: '投诉受理告知书',
  refuse: '投诉不予受理告知书',
  settle: '投诉调解结果告知书',
  'end-mediation': '投诉终止调解告知书',
  'decline-report': '举报不予立案告知书',
  'tell-reporter': '举报是否立案告知书',
  answer: '咨询、建议答复书',
}

const dateText = (instant: string): string => {
  const [year, month, day] = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10).split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

/** The letter that an act writes; none to nobody, or where the bureau has no name yet. */
export const letterOf = (
  act: MatterAct,
  data: Readonly<Record<string, unknown>>,
  matter: Matter,
  { facts: { agency }, at }: { readonly facts: MatterFacts; readonly at: string },
): Letter | undefined => {
  const heading = headings[act.name]
  const { person, kind, number, against, receivedAt } = matter
  if (heading === undefined || person === undefined || agency === undefined) return undefined
  const after = { ...matter, ...act.apply(matter, data as never, at) }
  const filed = matter.steps.findLast((step) => step.act === 'note-filing' || step.act === 'decline-report')?.text
  const content: LetterContent = {
    heading,
    to: person.name,
    about: `您于 ${dateText(receivedAt)}提出的${matterKinds[kind]}（登记号 ${number}${against === undefined ? '' : `，对方：${against.name}`}）`,
    said: act.name === 'tell-reporter' ? (filed ?? '') : act.text(data as never, matter),
    basis: act.basis.map(citationText).join('、'),
    next: nextFor(after).map(({ text }) => text),
    contact: `联系电话：${agency.phone}。您也可以凭登记号和查询码在网上查看办理进度。`,
    agency: agency.name,
    on: dateText(at),
  }
  return { heading, content, digest: digestOf(content) }
}

export interface LaidLetter {
  /** What the file is called. */
  readonly name: string
  readonly pdf: Uint8Array
  readonly digest: string
}

/** The letter of a step on paper (form 102), with the code that leads to what is kept of it. */
export const layLetter = (
  { id, heading, content, digest }: Letter & { readonly id: string },
  number: string,
  at: string,
  origin: string,
): LaidLetter => ({
  name: `${heading}（${number}）.pdf`,
  pdf: renderPaper({
    form: 102,
    content,
    number,
    agency: content.agency,
    day: dayOf(at),
    check: `${origin}/papers/${id}?d=${digest}`,
  }),
  digest,
})
