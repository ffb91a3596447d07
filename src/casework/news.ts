import type { StoredEvent, StreamKind } from '../journal/index.ts'
import type { Role } from '../kernel/index.ts'
import { actEventOf, actOf, type CaseEvent, type CaseState, type Procedure } from '../procedure/index.ts'
import { sentenceOf } from './present.ts'
import type { Warn } from './warned.ts'

export const newsKinds = {
  warning: '期限提醒',
  recusal: '回避',
  assigned: '指定办案',
  review: '分派审核',
  comment: '审核批注',
  returned: '审核退回',
  served: '文书送达',
  retrieval: '调取录音录像',
  draft: '公示信息变更',
  matter: '投诉举报',
  push: '数据推送',
  done: '案件进展',
} as const
export type NewsKind = keyof typeof newsKinds

/** What somebody must be told of. */
export interface News {
  readonly person: string
  readonly kind: NewsKind
  readonly text: string
}

/** What other rooms keep in streams beside a case, and whom they tell of it. */
// biome-ignore lint/suspicious/noExplicitAny: each knows its own stream's state, and casework looks into none.
export interface BesideNews<State = any> {
  // biome-ignore lint/suspicious/noExplicitAny: nothing is commanded here.
  readonly stream: StreamKind<State, any, any>
  readonly caseOf: (state: State) => string | undefined
  /** State and case are as they stand now. */
  readonly newsOf: (event: StoredEvent, state: State, of: CaseState) => readonly News[]
}

/** What a notice can be about, and where on the desk that is. */
export const aboutPages = {
  case: '/cases/',
  retrieval: '/retrievals/',
  draft: '/registry-drafts/',
  matter: '/complaints/',
  platform: '/exchange#',
} as const
export type AboutKind = keyof typeof aboutPages
export interface About {
  readonly kind: AboutKind
  readonly id: string
}

/** Whom an event of another room's stream is told, and what. */
export interface Tidings {
  readonly text: string
  readonly persons?: readonly string[]
  /** Everybody of these roles too, where a unit is given those of the unit. */
  readonly roles?: readonly Role[]
  readonly unit?: string
  /** But for these; whoever did it never hears of it. */
  readonly without?: readonly string[]
  /** What it waits for: when that is over the notice leaves the inbox. */
  readonly waits?: string
}

/** What other rooms keep in streams of their own, and whom they tell of it; who is told may not be one who may see the case behind it. */
// biome-ignore lint/suspicious/noExplicitAny: each knows its own stream's state, and casework looks into none.
export interface Teller<State = any> {
  // biome-ignore lint/suspicious/noExplicitAny: nothing is commanded here.
  readonly stream: StreamKind<any, any, any>
  readonly kind: NewsKind
  readonly about: (streamId: string, state: State) => About
  /** The state is as it stands now; of a stream that has none nothing is asked. */
  readonly newsOf: (event: StoredEvent, state: State) => Tidings | undefined
  /** What is waited for no longer after an event. */
  readonly over: (event: StoredEvent) => readonly string[]
}

interface Named {
  readonly id: string
  readonly name: string
}

/** Acts by which somebody looks again at an opinion that the handlers don't accept. */
const disputing = new Set(['give-second-opinion', 'give-head-opinion', 'settle-disagreement'])

/** What an event of a case is news of, and to whom: never to whoever did it or took part. The first that fits a person is the one told. */
export const newsOf = (
  procedures: ReadonlyMap<string, Procedure>,
  event: StoredEvent,
  state: CaseState,
): readonly News[] => {
  const seen = actEventOf(event as unknown as CaseEvent)
  const act = actOf(procedures, state.procedure, event.type)
  const title = act?.title ?? event.type
  const { actor } = event
  const who = actor.kind === 'system' ? '系统' : actor.name
  const took = new Set([actor.id, ...namesIn(seen.input.officers)])
  const handlers = state.dossier.handlers.map(({ id }) => id)
  const news: News[] = []
  const tell = (person: unknown, kind: NewsKind, text: string) => {
    if (typeof person === 'string' && !took.has(person) && !news.some((each) => each.person === person))
      news.push({ person, kind, text })
  }
  if (event.type === 'ask-recusal')
    tell(seen.input.person, 'recusal', `${who}申请您回避本案：${String(seen.input.reasons ?? '')}`)
  if (event.type === 'assign-handlers')
    for (const person of namesIn(seen.input.handlers)) tell(person, 'assigned', `${who}指定您办理本案`)
  if (event.type === 'assign-review') {
    const { reviewer, former } = seen.record as Partial<Record<'reviewer' | 'former', Named>>
    tell(reviewer?.id, 'review', `${who}分派您审核本案`)
    tell(former?.id, 'review', `${who}改由${reviewer?.name ?? '他人'}审核本案，您不再办理`)
  }
  const returned =
    event.type === 'return-submission' ||
    event.type === 'return-proposal' ||
    (disputing.has(event.type) && seen.input.outcome === 'review') ||
    (event.type === 'reread-changes' && seen.input.outcome === 'withdrawn') ||
    (event.type === 'give-opinion' && seen.input.outcome !== 'agree')
  if (returned) {
    const why = seen.input.opinion ?? seen.input.missing ?? seen.input.reasons
    for (const person of handlers)
      tell(person, 'returned', `${who}${title}${typeof why === 'string' && why !== '' ? `：${why}` : ''}`)
  }
  const worked = state.strands.find(({ id }) => id === seen.strand)
  // Who gave an opinion hears that it is disputed, and what became of it.
  if (event.type === 'object-to-opinion' || disputing.has(event.type))
    tell(
      (worked?.data.reviewer as { readonly id?: string } | undefined)?.id,
      'done',
      doneText(who, title, sentenceOf(act, seen, state)),
    )
  if (event.type === 'serve' && worked?.kind === 'service') {
    const paper = state.papers.find(({ id }) => id === worked.data.paper)
    const maker = state.done.find(({ event: id }) => id === paper?.event)?.by
    for (const person of [maker, ...handlers]) tell(person, 'served', `${worked.title}已经送达`)
  }
  const done = doneText(who, title, sentenceOf(act, seen, state))
  for (const person of handlers) tell(person, 'done', done)
  return news
}

/** Who did what: the act's title only where the sentence doesn't say it already, all of it or all but its verb (登记缴款: 缴款 300 元). */
const doneText = (who: string, title: string, sentence: string): string => {
  if (sentence === title) return `${who}办理了“${title}”`
  const said = sentence.includes(title) || (title.length > 3 && sentence.includes(title.slice(2)))
  return said ? `${sentence}（${who}）` : `${who}办理了“${title}”：${sentence}`
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

/** A warning as each of those who were warned reads it. */
export const newsOfWarning = ({ title, due, why, right, persons }: Omit<Warn, 'kind'>, at: string): readonly News[] => {
  const text = right
    ? `“${title}”的期限已过，可以办理下一步（${why}）`
    : at > due
      ? `“${title}”已经超期（${why}）`
      : `“${title}”快要到期（${why}）`
  return persons.map(({ id }) => ({ person: id, kind: 'warning', text }))
}
