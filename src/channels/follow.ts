import type { WorkCalendar } from '../calendar/index.ts'
import { type Casework, dueText, partyProgress } from '../casework/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Citation, law } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { noteWrong, restsUntil } from '../showing/index.ts'
import { plainNumber } from './case-query.ts'
import { isCode } from './code.ts'
import { type LaidLetter, layLetter } from './letters.ts'
import { limitsOf } from './limits.ts'
import type { Matter } from './matter.ts'
import { nextFor } from './next.ts'
import type { MatterStream } from './stream.ts'
import { matterKinds, stages } from './titles.ts'

export interface Followed {
  readonly title: string
  readonly number: string
  readonly stage: string
  readonly unit?: string
  readonly steps: readonly {
    readonly title: string
    readonly at: string
    readonly text: string
    /** What was written of it to who asks. */
    readonly letter?: { readonly id: string; readonly title: string }
  }[]
  readonly limits: readonly {
    readonly title: string
    readonly due?: string
    readonly dueText: string
    readonly explanation: string
    readonly basis: readonly Citation[]
    /** 未经核实. */
    readonly unverified?: string
    readonly late: boolean
  }[]
  readonly papers: readonly {
    readonly title: string
    readonly number?: string
    readonly servedAt: string
    readonly href: string
  }[]
  /** What one can do next, with its article. */
  readonly next: readonly { readonly text: string; readonly basis: readonly Citation[] }[]
}

/** Nothing is told. `no`: no such number, or not its code; nobody is told which. */
type Untold = { readonly kind: 'no' } | { readonly kind: 'too-often'; readonly until: string }
export type FollowAnswer = { readonly kind: 'found'; readonly followed: Followed } | Untold
export type LetterAnswer = { readonly kind: 'found'; readonly letter: LaidLetter } | Untold

export interface FollowAsked {
  readonly number: string
  readonly code: string
  /** Where the question comes from: wrong codes are counted by it, and by the number. */
  readonly address: string
}

export interface Follow {
  follow(asked: FollowAsked): Promise<FollowAnswer>
  /** A letter that was written to whoever has the number and its code. */
  letter(asked: FollowAsked, letter: string): Promise<LetterAnswer>
}

export const createFollow = (
  journal: Journal,
  casework: Casework,
  matters: MatterStream,
  calendar: WorkCalendar,
  origin: string,
): Follow => {
  const { db } = journal.database
  /** Whose number it is: a matter, or the newest code of each party of a case. One query, whether there is any or not. */
  const kept = async (plain: string) => {
    const { rows } = await sql<{ id: string; code: string | null; case_id: string | null; party: string | null }>`
      select m.stream_id as id, s.state ->> 'code' as code, null as case_id, null as party
      from matter m join stream s on s.kind = 'matter' and s.id = m.stream_id where m.number = ${`${plain.slice(0, 6)}-${plain.slice(6)}`}
      union all
      select * from (
        select distinct on (case_id, party) stream_id, code, case_id, party from case_query where plain = ${plain} order by case_id, party, at desc
      ) newest limit 20`.execute(db)
    return rows
  }
  /** Whose number and code these are; wrong ones are counted. */
  const known = async ({ number, code, address }: FollowAsked) => {
    const plain = plainNumber(number).slice(0, 60)
    const about = [`follow address ${address}`, `follow number ${plain}`]
    const rests = await restsUntil(db, about)
    if (rests !== undefined) return { kind: 'too-often', until: rests.toISOString() } as const
    const rows = await kept(plain)
    const right = rows.filter((row) => isCode(code, row.code ?? undefined))[0]
    // Without any row the comparison is made all the same.
    if (rows.length === 0) isCode(code, undefined)
    if (right?.case_id === null) {
      const matter = (await journal.state(matters, right.id))?.state
      if (matter !== undefined) return { kind: 'matter', matter } as const
    } else if (right !== undefined) {
      const state = (await journal.state(casework.stream, right.case_id))?.state
      const procedure = state === undefined ? undefined : casework.procedures.get(state.procedure)
      if (state !== undefined && procedure !== undefined)
        return { kind: 'case', state, procedure, party: right.party ?? undefined } as const
    }
    await noteWrong(db, about)
    return { kind: 'no' } as const
  }
  return {
    async follow(asked) {
      const found = await known(asked)
      const now = journal.clock.now()
      if (found.kind === 'matter') return { kind: 'found', followed: followedMatter(found.matter, calendar, now) }
      if (found.kind !== 'case') return found
      const progress = partyProgress(found.procedure, found.state, calendar, now, found.party)
      return { kind: 'found', followed: followedCase(progress, asked.number) }
    },
    async letter(asked, id) {
      const found = await known(asked)
      if (found.kind === 'too-often') return found
      const step = found.kind === 'matter' ? found.matter.steps.find(({ letter }) => letter?.id === id) : undefined
      return found.kind === 'matter' && step?.letter !== undefined
        ? { kind: 'found', letter: layLetter(step.letter, found.matter.number, step.at, origin) }
        : { kind: 'no' }
    },
  }
}

/** What is told to a party of a case. */
const followedCase = (progress: ReturnType<typeof partyProgress>, number: string): Followed => ({
  title: progress.title,
  number: progress.number ?? number,
  stage: progress.stage,
  unit: progress.unitName,
  steps: progress.stages.map(({ title, at }) => ({ title, at, text: '' })),
  limits: progress.limits,
  papers: progress.papers,
  next: [
    {
      text: '对查明的事实、理由和依据有意见的，可以陈述、申辩；处罚前会书面告知您。',
      basis: [law('行政处罚法')(45)],
    },
    { text: '对处罚决定不服的，可以申请行政复议或者起诉。', basis: [law('行政处罚法')(7)] },
  ],
})

/** What is told to who brought it. */
const followedMatter = (matter: Matter, calendar: WorkCalendar, now: string): Followed => ({
  title: `${matterKinds[matter.kind]}${matter.against === undefined ? '' : `：${matter.against.name}`}`,
  number: matter.number,
  stage: stages[matter.stage],
  ...(matter.unitName === undefined ? {} : { unit: matter.unitName }),
  steps: matter.steps.map(({ title, at, text, letter }) => ({
    title,
    at,
    text,
    ...(letter === undefined ? {} : { letter: { id: letter.id, title: letter.heading } }),
  })),
  limits: limitsOf(matter, calendar, now)
    .filter(({ metAt }) => metAt === undefined)
    .map(({ title, answer, late }) => ({
      title,
      ...(answer.due === undefined ? {} : { due: answer.due }),
      dueText: answer.due === undefined ? '暂停计算' : dueText(answer.due, now, calendar),
      explanation: answer.explanation,
      basis: answer.basis,
      ...(matter.amounts.unverified ? { unverified: matter.amounts.title } : {}),
      late,
    })),
  papers: [],
  next: nextFor(matter),
})
