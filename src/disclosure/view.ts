/**
 * What the public is given: portal pages, JSON and CSV are pure functions of these.
 * Nothing in here was hidden afterwards: a masked value never enters a public view.
 */

/** A text of the document: what is shown, or why it isn't. */
export type PublicText = { readonly text: string } | { readonly masked: string }

export interface PublicSection {
  readonly heading?: string
  /** Paragraphs made of runs, so that a masked name in mid-sentence is visible as masked. */
  readonly paragraphs: readonly (readonly PublicText[])[]
}

/** The row of a list. */
export interface PublicDecisionRow {
  /** 处罚决定书文号, e.g. 澄市监罚〔2026〕14号; its address is /decisions/{encodeURIComponent(number)}. */
  readonly number: string
  readonly party: string
  readonly partyKind: 'person' | 'organisation' | 'household'
  /** 统一社会信用代码; natural persons have none. */
  readonly partyCode?: string
  /** 违法行为类型. */
  readonly violation: string
  /** 处罚种类, e.g. ["罚款","没收违法所得"]. */
  readonly penalties: readonly string[]
  /** 行政处罚内容 in one sentence. */
  readonly content: string
  /** fen */
  readonly fine: number
  readonly confiscated: number
  readonly agency: string
  readonly procedure: 'ordinary-penalty' | 'simple-penalty'
  /** YYYY-MM-DD */
  readonly decidedOn: string
  readonly publishedOn: string
  /** Target (7 working days) and statute (20 working days), YYYY-MM-DD, and whether it was met. */
  readonly targetOn: string
  readonly dueOn: string
  readonly onTime: boolean
  /** End of display. */
  readonly until: string
  /** 承办机构, id and name. */
  readonly unit: string
  readonly unitName: string
  /** 处罚事项. */
  readonly item: string
  /** Day of the last correction. */
  readonly correctedOn?: string
  readonly withdrawn?: { readonly on: string; readonly reason: string }
  /** Shown no more: its time was over, or it was ended early (信息公示规定 art. 13, 14). */
  readonly ended?: { readonly on: string; readonly early: boolean }
}

export interface PublicDecision extends PublicDecisionRow {
  /** What was corrected of what is public, and when; oldest first. */
  readonly corrections: readonly { readonly on: string; readonly what: string }[]
  readonly document: { readonly title: string; readonly sections: readonly PublicSection[] }
  /** The case's public steps with the days allowed and the days taken. */
  readonly steps: readonly {
    readonly title: string
    readonly on: string
    readonly allowed?: string
    readonly taken?: string
    readonly late?: boolean
    readonly explanation?: string
  }[]
  readonly remedies: readonly {
    readonly title: string
    readonly where: string
    /** The last day; absent where it depends on what comes before. */
    readonly until?: string
    readonly explanation: string
    readonly basis: string
  }[]
  readonly officers: readonly { readonly name: string; readonly certificate: string }[]
  readonly proof?: PublicProof
}

/** "这份决定可信吗": what the log proves of it. Absent for the second until it is sealed. */
export interface PublicProof {
  readonly index: number
  readonly treeSize: number
  readonly sealedAt: string
  /** hex */
  readonly digest: string
  readonly maskedFields: readonly { readonly title: string; readonly reason: string }[]
}

export interface PublicOfficer {
  readonly name: string
  readonly sex?: string
  readonly unit: string
  readonly kind: 'officer' | 'auxiliary'
  readonly certificate?: string
  readonly until?: string
  readonly state: 'valid' | 'expired' | 'suspended' | 'none'
}

export interface PublicAgency {
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly hours: string
  readonly reconsideration: string
  readonly court: string
}

export interface DecisionQuery {
  /** Party, number, code or words: two characters suffice. */
  readonly q?: string
  readonly penalty?: string
  readonly procedure?: string
  /** YYYY-MM-DD */
  readonly from?: string
  readonly to?: string
  /** Id of the unit that handled it; the item's name; the year of the decision. */
  readonly unit?: string
  readonly item?: string
  readonly year?: number
  /** Fines between these, in yuan, both included. */
  readonly min?: number
  readonly max?: number
  readonly sort?: DecisionSort
  readonly page?: number
}

/** 公示日期最近的、最早的在前; 罚款最多的在前. */
export type DecisionSort = 'newest' | 'oldest' | 'amount'

/** How many of what was found are of each unit, item, kind and year. */
export interface Facet {
  readonly name: 'unit' | 'item' | 'penalty' | 'year'
  readonly values: readonly { readonly value: string; readonly title: string; readonly n: number }[]
}

export interface LedgerQuery {
  readonly year?: number
  readonly unit?: string
  readonly late?: boolean
  readonly page?: number
}

/** A decision in the bureau's account of its own deadlines. */
export interface LedgerRow {
  readonly number: string
  readonly unit: string
  readonly decidedOn: string
  readonly targetOn: string
  readonly dueOn: string
  readonly publishedOn?: string
  readonly withdrawnOn?: string
  readonly state: 'open' | 'on-time' | 'late' | 'late-open'
}

/** `due`: published, or due and not. */
export interface LedgerSum {
  readonly due: number
  readonly published: number
  readonly onTime: number
  readonly onTarget: number
  readonly late: number
  readonly lateNow: number
}

export interface LedgerView {
  readonly query: LedgerQuery
  readonly day: string
  readonly years: readonly number[]
  readonly sum: LedgerSum
  readonly months: readonly (LedgerSum & { readonly month: string })[]
  readonly units: readonly (LedgerSum & { readonly unit: string; readonly name: string })[]
  /** How many aren't shown, by ground: numbers alone, never a case. */
  readonly exceptions: readonly { readonly ground: string; readonly title: string; readonly n: number }[]
  readonly rows: readonly LedgerRow[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

export interface PublicUpdate {
  readonly number: string
  readonly on: string
  readonly kind: 'published' | 'corrected' | 'withdrawn'
  readonly party: string
  readonly violation: string
  readonly content: string
  /** What was corrected, or why it was withdrawn. */
  readonly says?: string
}

export interface DecisionList {
  readonly rows: readonly PublicDecisionRow[]
  readonly total: number
  /** There are more than `total`, which counts no further than 10,000. */
  readonly more: boolean
  readonly page: number
  readonly pageSize: number
  readonly query: DecisionQuery
  /** None where more were found than are counted. */
  readonly facets: readonly Facet[]
}

export interface HomeView {
  readonly agency: PublicAgency
  readonly year: number
  /** 本年公示 n 件，按时 p%，逾期 k 件. */
  readonly account: {
    readonly published: number
    /** How many of them were published in time. */
    readonly onTime: number
    readonly late: readonly { readonly number: string; readonly days: number }[]
  }
  readonly newest: readonly PublicDecisionRow[]
  readonly log: { readonly size: number; readonly sealedAt: string } | undefined
  readonly demo: boolean
}

/** One version of the list of audio and video items (音像记录事项清单), in words. */
export interface PublicRecordList {
  readonly version: number
  readonly from: string
  readonly until?: string
  /** It holds today. */
  readonly current: boolean
  /** Why this version was made. */
  readonly reason: string
  readonly filings: readonly { readonly to: string; readonly on: string; readonly number?: string }[]
  /** Seconds. */
  readonly gap: number
  readonly edge: number
  readonly rows: readonly {
    readonly act: string
    readonly situation: string
    readonly required: string
    /** Empty where nothing but text is required. */
    readonly media: string
    readonly equipment: string
    readonly usage: string
    readonly begins: string
    readonly ends: string
    readonly seen: readonly string[]
    readonly said: readonly string[]
    readonly storage: string
    readonly checker: string
    readonly basis: readonly string[]
    readonly document?: string
  }[]
}

/** The rules on legal review (重大执法决定法制审核办法), and every version of the list of what is reviewed. */
export interface PublicReview {
  readonly rules?: {
    readonly title: string
    readonly number?: string
    readonly from: string
    readonly parts: readonly { readonly title: string; readonly text: string }[]
    /** Working days of the steps of a disagreement, which the bureau sets itself; none where the rules say nothing. */
    readonly days: readonly { readonly title: string; readonly days: number }[]
    readonly filings: readonly { readonly to: string; readonly on: string; readonly number?: string }[]
    readonly basis: readonly string[]
  }
  readonly lists: readonly PublicReviewList[]
}

export interface PublicReviewList {
  readonly version: number
  readonly title: string
  readonly from: string
  readonly until?: string
  /** It holds today. */
  readonly current: boolean
  /** Why this version was made. */
  readonly reason: string
  /** Every decision but the simple procedure's is reviewed. */
  readonly extension: boolean
  readonly rows: readonly { readonly name: string; readonly major: boolean; readonly conditions: readonly string[] }[]
}

/** Everything the portal asks; disclosure answers from its projections. All reads are bounded. */
export interface PortalSource {
  home(): Promise<HomeView>
  agency(): Promise<PublicAgency>
  decisions(query: DecisionQuery): Promise<DecisionList>
  /** All that fit, newest first, from after a row on; `page` doesn't count here. Read as they are taken. */
  allDecisions(
    query: DecisionQuery,
    after?: Pick<PublicDecisionRow, 'publishedOn' | 'number'>,
  ): AsyncIterable<PublicDecisionRow>
  /** The months, YYYY-MM, in which something may have been published, newest first. */
  publishedMonths(): Promise<readonly string[]>
  /** Of a month, those that search engines may list: not those about a person, none withdrawn. */
  listedDecisions(month: string): AsyncIterable<PublicDecisionRow>
  decision(number: string): Promise<PublicDecision | undefined>
  /** The account of deadlines: a page of it with its sums, and all its rows. */
  ledger(query: LedgerQuery): Promise<LedgerView>
  ledgerRows(query: LedgerQuery): AsyncIterable<LedgerRow>
  /** What was published, corrected or withdrawn lately, newest first; at most fifty. */
  updates(): Promise<readonly PublicUpdate[]>
  /** The public PDF (masked rendering) and the receipt file. */
  decisionPdf(number: string): Promise<Uint8Array | undefined>
  receipt(number: string): Promise<string | undefined>
  /** The receipt of a paper's PDF by its SHA-256, hex, which only who has the file knows. */
  fileReceipt(sha256: string): Promise<string | undefined>
  officers(query: { readonly q?: string; readonly page?: number }): Promise<{
    readonly rows: readonly PublicOfficer[]
    readonly total: number
    readonly page: number
    readonly pageSize: number
  }>
  /** Enforcement items (事项清单) with basis and unit. */
  items(): Promise<
    readonly {
      readonly id: string
      readonly name: string
      readonly category: string
      readonly unit: string
      readonly basis: readonly string[]
      /** What may be imposed, each in words. */
      readonly penalties: readonly string[]
      /** 裁量基准: each step with its share of the range and its factors. */
      readonly standard: readonly {
        readonly step: string
        readonly share: string
        readonly factors: readonly string[]
      }[]
    }[]
  >
  /** The versions of the list of audio and video items, newest first. */
  recordLists(): Promise<readonly PublicRecordList[]>
  /** The rules on legal review, and the versions of its list, newest first. */
  review(): Promise<PublicReview>
  /** A paper by the digest in its QR: what can be said about it publicly. */
  paper(
    id: string,
    digest: string,
  ): Promise<
    | {
        readonly title: string
        readonly number?: string
        readonly sealedAt?: string
        readonly index?: number
        /** SHA-256 of the PDF that it was finished as, hex. */
        readonly pdf?: string
        readonly found: boolean
        readonly matches: boolean
      }
    | undefined
  >
}
