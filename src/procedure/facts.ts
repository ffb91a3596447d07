import type { WorkCalendar } from '../calendar/index.ts'
import type { Citation, Refusal } from '../kernel/index.ts'
import type { GuideFact } from './penalty/guide.ts'
import type { DeclaredRelation } from './relations.ts'
import type { Signature, Signer } from './signing.ts'
import type { Situation } from './situations.ts'
import type { CaseState, DiscretionStep, EditedText, IssuedPaper, PaperNumber, Penalty, PenaltyKind } from './state.ts'

/**
 * Read-only values that acts ask of other rooms. The registry's entries fit these shapes; the procedure needs no more of them.
 */
export interface Facts {
  /** ISO instant. */
  readonly now: string
  readonly calendar: WorkCalendar
  readonly agency: AgencyFact
  /** Officers named by the state, the actor and the data, as of the day of the act; by id. */
  readonly officers: ReadonlyMap<string, OfficerFact>
  readonly units: ReadonlyMap<string, UnitFact>
  /** Enforcement items named by the state or the data, in force on the day of the act; by id. */
  readonly items: ReadonlyMap<string, ItemFact>
  /** 法律顾问 and 公职律师 whom the data names; by id. */
  readonly counsels: ReadonlyMap<string, CounselFact>
  /** 取证指引 for these items and for all, where the act asks for them. */
  readonly guides: readonly GuideFact[]
  /** Fines decided on the spot on the day of the act, against the party of the case or of the data, for the same item. */
  readonly finedToday: readonly { readonly caseId: string; readonly number: string }[]
  /** The papers of the case that the act asks for, with their content. */
  readonly papers: readonly IssuedPaper[]
  /** Showings of certificates by phone that the data names; by id. */
  readonly showings: ReadonlyMap<string, { readonly person: string; readonly at: string }>
  /** The case whose number the act names. */
  readonly otherCase?: CaseState
  /** The next free number of each series that the act uses. */
  readonly numbers: ReadonlyMap<string, PaperNumber>
  /** Whether a penalty needs legal review, and why (重大执法决定法制审核清单). */
  readonly reviewScope: (state: CaseState, penalty: Penalty) => ReviewScope
  /** Working days of the steps by which a disagreement with a review's opinion is settled. */
  readonly disagreementDays: DisagreementDays
  /** Recordings of the case; none where the act has no gate that asks for them. */
  readonly recorded: readonly Recorded[]
  /** The list of audio and video items that holds at an instant, where the bureau has one. */
  readonly recordList: (at: string) => RecordListFact | undefined
  /** Who watched how much of the case's recordings. */
  readonly watched: readonly Watched[]
  /** What reviewers opened of the case's papers and evidence; none where the act doesn't ask (`asksReadings`). */
  readonly opened: readonly OpenedFact[]
  /** Reviewers' comments on the dossier; none where the act doesn't ask (`asksReadings`). */
  readonly comments: readonly CommentFact[]
  /** What an act that signs is signed with: the pen of who does it, or why there is none. */
  readonly pen: (person: string) => Pen | Refusal
  /** Fills a form from the case; what it gives is the paper's content. Checked against the form's own schema. */
  readonly fill: FillPaper
}

/** Signs for one person (Ed25519); `key` is the id of the key. The same bytes give the same signature. */
export interface Pen {
  readonly key: string
  sign(bytes: Uint8Array): Uint8Array
}

export type RecordedMedium = 'video' | 'sound' | 'photo'

/** A recording of a case, as far as coverage asks. */
export interface Recorded {
  readonly id: string
  /** The act that it was made of, where whoever recorded said so. */
  readonly act?: string
  readonly medium: RecordedMedium
  /** Milliseconds since 1970, in order. */
  readonly spans: readonly { readonly from: number; readonly until: number }[]
  /** It is here, and was held against its seal. */
  readonly sound: boolean
  /** These spans are not as they were sealed, or were lost on the device: no interruption that a list tolerates. */
  readonly damaged?: true
}

/** One item of the list of audio and video items (音像记录事项清单). */
export interface RecordRuleFact {
  readonly act: string
  readonly situation: Situation
  readonly required: 'whole' | 'parts' | 'none'
  /** One of them is enough. */
  readonly media: readonly RecordedMedium[]
  /** Who must have watched before the case is decided. */
  readonly viewing?: readonly ('reviewer' | 'decider')[]
}

export interface RecordListFact {
  /** Seconds without a recording that count as none. */
  readonly gap: number
  /** Seconds by which a recording may begin later and end earlier than the act's entry says. */
  readonly edge: number
  /** Seconds that who must watch a recording watches of it, or all where it is shorter. */
  readonly watch: number
  /** What names of places have in them that are the bureau's premises. */
  readonly premises: readonly string[]
  readonly rows: readonly RecordRuleFact[]
}

export interface Watched {
  readonly recording: string
  readonly person: string
  readonly purpose: string
  readonly seconds: number
}

/** A comment of a reviewer on a place of the dossier. */
export interface CommentFact {
  readonly id: string
  readonly state: 'open' | 'handled'
}

/** One content that somebody had open in a review. */
export interface OpenedFact {
  /** Strand of the review. */
  readonly review: string
  readonly person: string
  readonly item: string
  readonly title: string
  readonly sha256: string
  readonly pages: readonly number[]
  /** Percent. */
  readonly seen: number
  readonly seconds: number
}

/** How many working days each step of a disagreement has (意见不一致的协调); no law knows them, the bureau's rules give them. */
export interface DisagreementDays {
  readonly objection: number
  readonly second: number
  readonly head: number
  readonly discussion: number
}

export interface ReviewScope {
  /** 法制审核 or 案件审核 (程序规定 art. 49). */
  readonly kind: 'legal' | 'case'
  /** Among the cases of 程序规定 art. 50, which the leaders decide collectively (art. 60). */
  readonly major: boolean
  /** Rule by rule, in sentences. */
  readonly because: readonly string[]
  /** A rule of the list names it, not its extension alone. */
  readonly listed?: true
  /** The version of the list that says so, and from which day on it holds. */
  readonly list?: { readonly version: number; readonly from: string }
}

/** Levels of 市场监督管理部门, from below. */
export const authorityLevels = { county: '县级', city: '设区的市级', province: '省级', state: '国家' } as const
export type AuthorityLevel = keyof typeof authorityLevels

export interface AgencyFact {
  readonly name: string
  readonly shortName: string
  readonly address: string
  readonly phone: string
  readonly reconsideration: string
  readonly court: string
  readonly bank: string
  /** 辖区: the division whose bureau this is, as addresses name it. */
  readonly region?: string
  readonly level?: AuthorityLevel
  /** Fines from which a hearing may be asked for, in fen; the number itself included (听证办法 art. 5). */
  readonly hearing: { readonly person: number; readonly organisation: number }
  /** What the province and the general administration set for publishing penalties (信息公示规定 art. 13, 14). */
  readonly publicity?: {
    /** 较低数额罚款, in fen, the number itself included. */
    readonly lowFine: { readonly person: number; readonly organisation: number }
    /** Months after which the party may ask for an early end; those of the strict fields, and working days for the answer. */
    readonly earlyEnd: { readonly months: number; readonly strictMonths: number; readonly days: number }
    /** Working days in which an application for correction is answered. */
    readonly correctionDays: number
    /** Whether somebody held these against the text that sets them. */
    readonly verified: boolean
  }
}

export interface CounselFact {
  readonly id: string
  readonly name: string
  readonly organisation: string
  /** ISO days, both included. */
  readonly from: string
  readonly until: string
  /** Where they are people of the bureau with an account. */
  readonly person?: string
  /** Names or codes of those on whose side they stand. */
  readonly conflicts: readonly string[]
}

export interface OfficerFact {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly auxiliary: boolean
  readonly certificates: readonly {
    readonly number: string
    readonly from: string
    readonly until: string
    readonly status: 'valid' | 'suspended' | 'revoked'
  }[]
  readonly legalQualification: boolean
  /** To whom they declared to be close. */
  readonly relatives?: readonly DeclaredRelation[]
  /** 审核领域: categories of items, as the registry names them. */
  readonly fields?: readonly string[]
  /** ISO days, both included. */
  readonly leaves?: readonly { readonly from: string; readonly until: string }[]
  /** By what contract somebody reviews who isn't of the bureau's staff. */
  readonly engagement?: {
    readonly organisation: string
    readonly from: string
    readonly until: string
    readonly conflicts: readonly string[]
  }
}

export interface UnitFact {
  readonly id: string
  readonly name: string
}

export interface ItemFact {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly category: string
  readonly unit: string
  readonly breached: readonly Citation[]
  readonly penalty: readonly Citation[]
  /** May be punished on the spot (程序规定 art. 66). */
  readonly simple: boolean
  /** Which bureaus may impose it, where not all. */
  readonly level?: AuthorityLevel
  /** From what on a breach has to be looked at as a crime (立案追诉标准), each measured in fen. */
  readonly crimes?: readonly {
    readonly offence: string
    readonly base: 'goods' | 'gains' | 'turnover'
    readonly from: number
  }[]
  /** What may be imposed; the first fine that fits the violation is the one that applies. */
  readonly penalties: readonly FineRule[]
  /** Published steps of the discretion standard (行政处罚法 art. 34): amounts in fen, or shares of the law's range in percent. */
  readonly steps: readonly {
    readonly step: DiscretionStep
    readonly min?: number
    readonly max?: number
    readonly fromShare?: number
    readonly toShare?: number
    readonly factors: readonly string[]
  }[]
}

/** A penalty that a law allows. A fine is an amount in fen, or a part of goods' value or gains in percent (1000: ten times). */
export interface FineRule {
  readonly kind: PenaltyKind
  /** `responsible`: who in an organisation answers for its breach (双罚); such a rule holds for nobody else. */
  readonly party?: 'person' | 'organisation' | 'responsible'
  readonly condition?: 'ordinary' | 'refused' | 'serious'
  readonly base?: 'goods' | 'gains' | 'turnover' | 'advertising' | 'income'
  /** Fen: applies from this value of the base on, and below that one. */
  readonly from?: number
  readonly below?: number
  readonly min?: number
  readonly max?: number
  readonly minPercent?: number
  readonly maxPercent?: number
  /** Fen: a base that is less counts as this much. */
  readonly floor?: number
}

export interface PaperContext {
  readonly form: number
  readonly state: CaseState
  readonly act: string
  readonly input: { readonly [key: string]: unknown }
  readonly record: { readonly [key: string]: unknown }
  readonly facts: Facts
  readonly actor: { readonly id: string; readonly name: string; readonly unit?: string }
  readonly at: string
  readonly number?: PaperNumber
  readonly id: string
  readonly wording?: Wording
  /** The party that it is about, where the case has several. */
  readonly party?: string
}

/** Texts of one paper that a person worded anew, by name. */
export type Wording = { readonly [name: string]: string }

export type FillPaper = (context: PaperContext) => {
  readonly title: string
  readonly content: { readonly [key: string]: unknown }
  readonly edited?: readonly EditedText[]
  /** What stands against the wording. */
  readonly refused?: readonly Refusal[]
  readonly signers?: readonly FormSigner[]
}

/** A line to sign as the form gives it: with what the act itself says of it. */
export interface FormSigner extends Signer {
  readonly said?: Pick<Signature, 'way' | 'reason'> & Partial<Pick<Signature, 'at' | 'by'>>
}
