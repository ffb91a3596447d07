import type { FileRef } from '../procedure/index.ts'
import type { Letter } from './letters.ts'
import type { Amounts } from './limits.ts'
import type { Channel, MatterKind, Stage } from './titles.ts'

export interface Person {
  readonly name: string
  readonly phone: string
  readonly address?: string
}

export interface Against {
  readonly name: string
  /** 统一社会信用代码. */
  readonly code?: string
  readonly address?: string
}

/** Something that was done, in the words in which the person reads it. */
export interface MatterStep {
  readonly act: string
  readonly title: string
  readonly at: string
  readonly by: string
  readonly text: string
  /** What was written of it to the person; `id` is the event's. */
  readonly letter?: Letter & { readonly id: string }
}

/** When what ends or starts a clock was done. `closed`: withdrawn, or passed on to another body. */
export interface Marks {
  readonly accepted?: string
  readonly refused?: string
  readonly settled?: string
  readonly ended?: string
  readonly endedTold?: string
  readonly extended?: string
  readonly clue?: string
  readonly filing?: string
  readonly reporterTold?: string
  readonly answered?: string
  readonly closed?: string
}

/** Time that a test took, which isn't counted (投诉举报处理暂行办法 art. 20); one without `until` is still under way. */
export interface TestPause {
  readonly from: string
  readonly until?: string
  /** "送检验（某某研究院）" */
  readonly why: string
}

/** Somebody asked that who mediates stands aside (回避), and nothing is decided yet. */
export interface AskedRecusal {
  readonly mediator: string
  readonly reasons: string
}

/** A complaint (投诉), a report (举报), or a question or a proposal (咨询、建议). */
export interface Matter {
  readonly kind: MatterKind
  /** TS2026-0012: what the person names when asking. */
  readonly number: string
  readonly year: number
  readonly n: number
  readonly channel: Channel
  readonly receivedAt: string
  readonly enteredBy: { readonly id: string; readonly name: string }
  /** Absent: an anonymous report or question. */
  readonly person?: Person
  readonly against?: Against
  readonly content: string
  readonly claim?: string
  readonly files: readonly FileRef[]
  /** SHA-256 of the query code, see code.ts; absent: none was handed out. */
  readonly code?: string
  readonly amounts: Amounts
  readonly stage: Stage
  readonly unit?: string
  readonly unitName?: string
  readonly handler?: string
  readonly handlerName?: string
  /** The case that began with it. */
  readonly caseId?: string
  readonly marks: Marks
  readonly pauses?: readonly TestPause[]
  /** The mediation rests until it is decided (art. 19). */
  readonly recusal?: AskedRecusal | undefined
  readonly steps: readonly MatterStep[]
}
