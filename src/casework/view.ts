import type { Citation, Refusal } from '../kernel/index.ts'

/**
 * What the desk is given. The desk draws these and decides nothing: every sentence, reason, deadline and form
 * comes from the same procedure that decides the commands.
 */

/** An article, ready to be shown and opened: `text` is 《…》第…条, `href` leads to /api/laws/{law}/{article}. */
export interface CitationView extends Citation {
  readonly text: string
  readonly href: string
}

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly unit?: string
  readonly certificate?: string
}

/** One line of the work list: a sentence that says what waits for this person, and until when. */
export interface WorkItem {
  readonly caseId: string
  readonly caseTitle: string
  readonly caseNumber?: string
  /** "等您批准立案：某某食品店涉嫌经营过期食品，今天到期" */
  readonly sentence: string
  readonly act: string
  readonly actTitle: string
  readonly limitTitle?: string
  /** ISO instant. */
  readonly due?: string
  /** "今天到期"、"还有 3 个工作日"、"已超期 2 天" */
  readonly dueText?: string
  readonly urgency: 'late' | 'soon' | 'running' | 'none'
}

export interface WorkList {
  readonly items: readonly WorkItem[]
  readonly counts: { readonly late: number; readonly soon: number; readonly all: number }
}

export interface CaseRow {
  readonly id: string
  readonly number?: string
  readonly title: string
  readonly procedure: string
  readonly procedureTitle: string
  readonly stage: string
  readonly stageTitle: string
  readonly party?: string
  readonly unit: string
  readonly unitName: string
  readonly handlers: readonly string[]
  /** ISO instants. */
  readonly openedAt: string
  readonly changedAt: string
  readonly due?: string
  readonly dueText?: string
  readonly urgency: WorkItem['urgency']
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface StageView {
  readonly name: string
  readonly title: string
  readonly state: 'done' | 'current' | 'ahead' | 'skipped'
  /** ISO instant at which the case entered it. */
  readonly since?: string
}

/** The procedure as a graph: stages are nodes, acts that lead on are edges. */
export interface GraphView {
  readonly stages: readonly StageView[]
  readonly edges: readonly {
    readonly from: string
    readonly to: string
    readonly act: string
    readonly title: string
  }[]
}

export interface FileView {
  readonly blob: string
  readonly name: string
  readonly type: string
  readonly size: number
  /** /api/files/{sha256}/{name} */
  readonly href: string
}

export interface PaperView {
  /** Also the address: /api/papers/{id}.pdf and /api/papers/{id} (text). */
  readonly id: string
  readonly form: number
  readonly title: string
  readonly number?: string
  readonly act: string
  readonly actTitle: string
  readonly at: string
  readonly by: string
  readonly digest: string
  readonly served: 'not-needed' | 'waiting' | 'served'
  readonly servedAt?: string
  readonly pdf: string
}

export interface EvidenceView {
  readonly id: string
  readonly kind: string
  readonly kindTitle: string
  readonly title: string
  readonly source: string
  readonly takenAt: string
  readonly takenBy: readonly string[]
  readonly proves: string
  readonly files: readonly FileView[]
}

export interface TimelineEntry {
  readonly eventId: string
  readonly version: number
  readonly act: string
  readonly title: string
  /** One sentence of what was done, from the data of the act. */
  readonly sentence: string
  readonly happenedAt: string
  readonly enteredAt: string
  /** Entered more than 24 hours after it happened (补录). */
  readonly enteredLate: boolean
  readonly actor: { readonly id: string; readonly name: string; readonly kind: 'person' | 'system' }
  readonly sealed: boolean
  readonly papers: readonly { readonly id: string; readonly title: string }[]
  readonly files: readonly FileView[]
  readonly basis: readonly CitationView[]
}

export interface LimitView {
  readonly name: string
  readonly title: string
  readonly state: 'running' | 'stopped' | 'met' | 'missed' | 'met-late'
  readonly start: string
  readonly due?: string
  readonly dueText: string
  readonly metAt?: string
  /** "为什么是这一天？" */
  readonly explanation: string
  readonly urgency: WorkItem['urgency']
  readonly basis: readonly CitationView[]
}

/** A command as a button: whether this person can press it now, and if not, why. */
export interface ActView {
  readonly name: string
  readonly title: string
  /** What the act is for, one plain sentence. */
  readonly purpose: string
  /** 当前一步 first; then what may be done beside it; then what can't be done now. */
  readonly place: 'next' | 'beside' | 'later'
  readonly available: boolean
  /** Empty when available. */
  readonly reasons: readonly (Refusal & { readonly citations: readonly CitationView[] })[]
  /** Who may do it, in words. */
  readonly who: string
  readonly basis: readonly CitationView[]
  /** The papers that it makes. */
  readonly papers: readonly { readonly form: number; readonly title: string }[]
  /** What must be recorded of it. */
  readonly duty: string
  /** JSON Schema of the data, see docs/architecture.md "Forms": `title`, `description`, and `x-widget`. */
  readonly schema: JsonSchema
  /** Values that the system already knows, by field; marked as such in the form. */
  readonly known: Readonly<Record<string, unknown>>
  /** When the act works on one of several strands (e.g. which paper is served). */
  readonly strands?: readonly { readonly id: string; readonly title: string }[]
  /** POST here: `{ data, strand?, expectedVersion, key, happenedAt? }` */
  readonly href: string
}

/**
 * JSON Schema as zod gives it, with these additions on a property:
 * `x-widget`: 'text' | 'long-text' | 'money' (integer fen, entered in yuan) | 'day' | 'instant' | 'choice' | 'choices' | 'yes-no' |
 * 'officers' (array of officer ids out of the case's handlers or, if `x-from` is 'unit', of the bureau) | 'officer' |
 * 'item' (registry id of an enforcement item) | 'files' (array of {blob,name,type,size}) | 'papers' | 'evidence' (ids of this case) |
 * 'party' (object) | 'list' (array of objects, added row by row) | 'group' (object) | 'citations' | 'hidden';
 * `x-options`: [{ value, title }] for choices; `x-hint`: a sentence below the field; `x-from`: where options come from;
 * `x-templates`: standard phrases that can be put in; `x-when`: `{ field, is }` shows the field only if the other has that value.
 */
export type JsonSchema = Readonly<Record<string, unknown>>

export interface CaseView {
  readonly id: string
  readonly version: number
  readonly number?: string
  readonly title: string
  readonly procedure: { readonly name: string; readonly title: string }
  readonly stage: { readonly name: string; readonly title: string }
  readonly openedAt: string
  readonly unit: { readonly id: string; readonly name: string }
  readonly handlers: readonly PersonView[]
  readonly parties: readonly PartyView[]
  readonly item?: {
    readonly id: string
    readonly name: string
    readonly breached: readonly CitationView[]
    readonly penalty: readonly CitationView[]
  }
  readonly graph: GraphView
  /** What comes next: a sentence, who does it, until when. Absent when the case is closed. */
  readonly next?: {
    readonly act: string
    readonly sentence: string
    readonly who: string
    readonly due?: string
    readonly dueText?: string
    readonly missing: readonly string[]
  }
  readonly acts: readonly ActView[]
  readonly limits: readonly LimitView[]
  readonly papers: readonly PaperView[]
  readonly evidence: readonly EvidenceView[]
  readonly penalty?: {
    readonly kinds: readonly string[]
    readonly fine: number
    readonly gains: number
    readonly goods?: string
    readonly step: string
    readonly stepTitle: string
    readonly reasons: string
  }
  readonly review?: ReviewView
  readonly publication?: {
    readonly state: string
    readonly stateTitle: string
    readonly href?: string
    readonly due?: string
    readonly at?: string
  }
  readonly money?: { readonly due: number; readonly paid: number; readonly surcharge: number; readonly open: number }
}

export interface PartyView {
  readonly id: string
  readonly kind: 'person' | 'organisation' | 'household'
  readonly kindTitle: string
  readonly name: string
  /** Label and value, in the order in which papers give them. */
  readonly fields: readonly { readonly title: string; readonly value: string }[]
}

export interface ReviewView {
  readonly kind: string
  readonly kindTitle: string
  /** Why this kind of review, rule by rule. */
  readonly because: readonly string[]
  readonly state: 'submitted' | 'accepted' | 'returned' | 'passed' | 'sent-back' | 'void'
  readonly stateTitle: string
  readonly reviewer?: PersonView
  readonly opinion?: string
  /** The set that the opinion is bound to, with what changed since. */
  readonly read: readonly {
    readonly title: string
    readonly sha256: string
    readonly changed?: string
    readonly href?: string
  }[]
  readonly points: readonly {
    readonly title: string
    readonly answer?: string
    readonly reason?: string
    readonly finding?: string
  }[]
}

/** Time line pages, newest first: GET /api/cases/{id}/timeline?before={version} */
export interface TimelineView {
  readonly entries: readonly TimelineEntry[]
  readonly before?: number
}

/** GET /api/board */
export interface BoardView {
  readonly at: string
  readonly rows: readonly {
    readonly row: string
    readonly system: '公示' | '记录' | '审核'
    readonly task: string
    readonly measure: string
    readonly requirement: string
    readonly units: readonly string[]
    readonly deadline: string
    readonly check: {
      readonly state: 'good' | 'short' | 'no-data'
      /** "98.2%"、"3 件"、"无数据" */
      readonly figure: string
      readonly target: string
      readonly explanation: string
      /** Twelve months, oldest first; null without data. */
      readonly months: readonly (number | null)[]
      readonly short: readonly { readonly title: string; readonly href?: string; readonly unit?: string }[]
    }
  }[]
}

/** GET /api/me */
export interface MeView {
  readonly account: string
  readonly person: PersonView
  readonly roles: readonly string[]
  readonly roleTitles: readonly string[]
  readonly agency: { readonly name: string; readonly shortName: string }
  readonly demo: boolean
}
