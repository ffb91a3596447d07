import type { Amount } from '../calendar/index.ts'
import type { Citation } from '../kernel/index.ts'
import type { ReviewScope } from './facts.ts'
import type { Responsibility } from './responsibility.ts'
import type { SignedLine } from './signing.ts'

/** What a party has to do with the breach, where a case has several (共同违法、双罚). */
export const partyRoles = {
  actor: '违法行为人',
  joint: '共同违法行为人',
  responsible: '单位的法定代表人、主要负责人、直接负责的主管人员或者其他直接责任人员',
} as const
export type PartyRole = keyof typeof partyRoles

import type { Situation } from './situations.ts'

/** 当事人. Organisations carry a code, natural persons an identity number, 个体工商户 both. */
export interface Party {
  readonly id: string
  readonly kind: 'person' | 'organisation' | 'household'
  readonly name: string
  /** 统一社会信用代码. */
  readonly code?: string
  /** 主体资格证照名称. */
  readonly licence?: string
  readonly idNumber?: string
  readonly address: string
  /** 法定代表人、负责人或经营者. */
  readonly representative?: string
  readonly phone?: string
  /** Only where the case has several parties. */
  readonly role?: PartyRole
}

export interface FileRef {
  /** SHA-256 of the content, hex. */
  readonly blob: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** The eight kinds of evidence (程序规定 art. 23). */
export const evidenceKinds = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  testimony: '证人证言',
  statement: '当事人的陈述',
  expert: '鉴定意见',
  inspection: '勘验笔录、现场笔录',
} as const

export interface Evidence {
  readonly id: string
  readonly kind: keyof typeof evidenceKinds
  readonly title: string
  readonly source: string
  readonly proves: string
  readonly takenAt: string
  readonly takenBy: readonly OfficerRef[]
  /** Original, or a copy that its provider has confirmed (程序规定 art. 24). */
  readonly original: boolean
  readonly files: readonly FileRef[]
  /** Keys of the points of the checklist that it proves (证据清单). */
  readonly points?: readonly string[]
  /** The paper that is this evidence, for records. */
  readonly paper?: string
  /** The party that it concerns, where the case has several and it doesn't concern them all. */
  readonly party?: string
}

export interface OfficerRef {
  readonly id: string
  readonly name: string
  readonly certificate: string
}

/** 处罚种类 (行政处罚法 art. 9), as far as a market supervision bureau imposes them. */
export const penaltyKinds = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  'confiscate-gains': '没收违法所得',
  'confiscate-goods': '没收非法财物',
  'suspend-licence': '暂扣许可证件',
  'revoke-licence': '吊销许可证件',
  'restrict-business': '限制开展生产经营活动',
  'stop-business': '责令停产停业',
} as const
export type PenaltyKind = keyof typeof penaltyKinds

/** 裁量 steps, from none to heavier (行政处罚法 art. 32–34). */
export const discretionSteps = {
  none: '不予处罚',
  mitigated: '减轻处罚',
  lighter: '从轻处罚',
  normal: '一般处罚',
  heavier: '从重处罚',
} as const
export type DiscretionStep = keyof typeof discretionSteps

/** A penalty as proposed, noticed or decided. Money in fen. */
export interface Penalty {
  readonly kinds: readonly PenaltyKind[]
  readonly fine: number
  readonly gains: number
  /** 没收的非法财物, in words. */
  readonly goods?: string
  readonly step: DiscretionStep
  readonly reasons: string
  /** 货值金额, 违法经营额 or 广告费用, in fen, where the law measures by it. */
  readonly baseValue?: number
  readonly condition?: 'ordinary' | 'refused' | 'serious'
  /** Those of the standard that are met. */
  readonly factors?: readonly string[]
  /** 偏离裁量基准的理由. */
  readonly departure?: string
  /** What great influence on society, or risk for it, the decision may have; absent where none is seen. */
  readonly impact?: string
  /** Where the case is about several violations or parties: what is imposed on whom for what; all adds up to the sum. */
  readonly parts?: readonly PenaltyPart[]
}

export interface PenaltyPart extends Omit<Penalty, 'parts'> {
  /** Id and name of the item that it is measured by. */
  readonly item: string
  readonly name: string
  /** Id and name of the party that it is imposed on, where the case has several. */
  readonly party?: string
  readonly partyName?: string
}

/** 处理决定 other than a penalty, and 终止调查. */
export const outcomeKinds = {
  'no-penalty': '不予行政处罚',
  'not-established': '违法事实不能成立，不予行政处罚',
  transferred: '移送其他行政管理部门',
  crime: '涉嫌犯罪，移送司法机关',
  terminated: '终止调查',
  revoked: '处罚决定被撤销',
  merged: '并入他案',
} as const

export interface IssuedPaper {
  /** `{caseId}.{version}.{n}`; also the paper's address. */
  readonly id: string
  readonly form: number
  readonly title: string
  readonly number?: PaperNumber
  /** SHA-256 of the canonical JSON of the content, hex: what the QR and the review are bound to. */
  readonly digest: string
  readonly content: { readonly [key: string]: unknown }
  /** It must be served. */
  readonly served?: true
  /** On whom, where that isn't the party. */
  readonly addressee?: string
  /** Who signs it, in the order of its lines, with what the act that issued it brought; papers of before and those that nobody signs have none. */
  readonly signers?: readonly SignedLine[]
  /** The party whose paper it is, where the case has several. */
  readonly party?: string
  readonly edited?: {
    readonly by: { readonly id: string; readonly name: string }
    readonly texts: readonly EditedText[]
  }
}

/** A text of a paper that a person worded anew before it was issued. */
export interface EditedText {
  readonly name: string
  readonly title: string
  /** What was made from the case; the content has what stands in its place. */
  readonly generated: string
}

export interface PaperNumber {
  readonly series: string
  readonly year: number
  readonly n: number
  readonly text: string
}

/** 澄市监罚〔2026〕12号 */
export const numbered = (agency: string, series: string, year: number, n: number): PaperNumber => ({
  series,
  year,
  n,
  text: `${agency}${series}〔${year}〕${n}号`,
})

/** A paper in the state: all but its content and what it was made as, which stay in its event. */
export interface Paper extends Omit<IssuedPaper, 'content' | 'edited'> {
  /** Who worded which of its texts anew. */
  readonly edited?: { readonly by: string; readonly titles: readonly string[] }
  readonly act: string
  readonly event: string
  readonly version: number
  readonly at: string
  readonly by: string
}

export interface CaseFile extends FileRef {
  readonly act: string
  readonly event: string
  readonly version: number
  readonly at: string
  readonly by: string
}

/** What runs beside the main line with a life of its own (事项). */
export interface Strand {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly state: string
  readonly openedIn: string
  readonly openedAt: string
  readonly changedAt: string
  readonly data: { readonly [key: string]: unknown }
}

/** How an act that must be recorded went, as its data says. */
export interface Course {
  /** Of the act. */
  readonly title: string
  readonly duty: 'text' | 'as-listed' | 'whole'
  /** Instants between which it lasted; absent: a moment. */
  readonly from?: string
  readonly until?: string
  readonly place?: string
  readonly situations?: readonly Situation[]
}

export interface DoneAct {
  readonly act: string
  readonly version: number
  readonly event: string
  readonly at: string
  readonly enteredAt: string
  readonly by: string
  readonly strand?: string
  readonly strandKind?: string
  /** The strand's state after the act. */
  readonly strandState?: string
  /** Other strands that it moved along, and the state of each after it. */
  readonly moved?: readonly { readonly id: string; readonly state: string }[]
  /** The limit that it made longer; `strand` where it is the clock of another strand than its own. */
  readonly extended?: { readonly limit: string; readonly amount: Amount; readonly strand?: string }
  /** Of acts that must be recorded in more than text. */
  readonly course?: Course
  /** For which share of the case it was signed, with which key, and as whom. */
  readonly signed?: {
    readonly share: Responsibility
    readonly key: string
    readonly name: string
    readonly unit?: string
    readonly against?: true
  }
}

/** An item of the registry, as it stood when it was chosen. */
export interface ItemRef {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly breached: readonly Citation[]
  readonly penalty: readonly Citation[]
}

export interface Violation extends ItemRef {
  readonly facts: string
}

export interface Notice {
  readonly penalty: Penalty
  readonly paper: string
  readonly number: string
  readonly hearing: boolean
  readonly version: number
  readonly servedAt?: string
}

export interface Defence {
  readonly made: boolean
  readonly content: string
  readonly at: string
  readonly version: number
}

export interface Recheck {
  readonly adopted: boolean
  readonly reasons: string
  readonly version: number
}

export interface Decision {
  readonly penalty: Penalty
  readonly paper: string
  readonly number: string
  readonly at: string
  readonly version: number
  readonly servedAt?: string
  /** The document of reconsideration or judgement that changed it. */
  readonly changedBy?: string
}

/** One party's own way through the case: told, heard, decided on and served for itself (行政处罚法 art. 44, 45, 63). */
export interface Share {
  readonly party: string
  readonly notice?: Notice
  readonly defence?: Defence
  readonly recheck?: Recheck
  readonly decision?: Decision
  /** Its decision was quashed and nothing comes in its place. */
  readonly fallen?: { readonly reasons: string; readonly at: string }
}

/** What the case is about: the facts that acts have brought in so far. */
export interface Dossier {
  /** 案由或线索摘要. */
  readonly title: string
  /** 承办机构. */
  readonly unit: string
  readonly unitName: string
  /** 案号, from filing on. */
  readonly number?: string
  readonly clue?: {
    readonly source: string
    readonly content: string
    readonly receivedAt: string
    readonly reporter?: { readonly name?: string; readonly phone?: string }
    /** What came with it: photos, receipts. */
    readonly files?: readonly FileRef[]
  }
  readonly verification?: { readonly facts: string; readonly suggestion: string }
  readonly parties: readonly Party[]
  /** 处罚事项: registry id, with the version that held when it was chosen. */
  readonly item?: ItemRef
  /** What joined the case later (一并查处). */
  readonly otherViolations?: readonly Violation[]
  readonly handlers: readonly OfficerRef[]
  /** Ids of all who handle or ever handled the case: none of them reviews or decides it. */
  readonly handled: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly findings?: {
    readonly facts: string
    readonly nature: string
    readonly violation: string
    /** What of the checklist nothing proved when the report was made, and why it isn't needed or can't be had. */
    readonly unproved?: readonly { readonly point: string; readonly need: 'must' | 'should' }[]
    readonly gaps?: string
    /** Day on which the breach ended (行政处罚法 art. 36). */
    readonly ended?: string
    /** What makes the limitation five years: whose life, health or money was concerned, and the harm. */
    readonly harm?: string
    readonly version: number
  }
  readonly proposal?: Penalty & { readonly version: number }
  /** What is proposed where no penalty is: 不予处罚、移送 (程序规定 art. 56, 60). Stands instead of the proposal. */
  readonly handling?: {
    readonly kind: 'no-penalty' | 'not-established' | 'transferred'
    readonly ground: string
    readonly reasons: string
    readonly version: number
  }
  /** The review that the proposal needs, as found when it was made. */
  readonly review?: ReviewScope
  readonly discussion?: { readonly conclusion: string; readonly version: number }
  /** 立案建议, until the leader has answered it. */
  readonly filingProposal?: { readonly facts: string; readonly version: number }
  readonly approved?: {
    readonly version: number
    readonly by: OfficerRef | { readonly id: string; readonly name: string }
  }
  readonly notice?: Notice
  readonly defence?: Defence
  readonly recheck?: Recheck
  readonly decision?: Decision
  /** A decision that fell and is made anew. */
  readonly revoked?: { readonly number: string; readonly penalty: Penalty; readonly by: string; readonly at: string }
  /** How the case ends other than by a penalty (程序规定 art. 47; art. 60 (1) items 2–5). */
  readonly outcome?: {
    readonly kind: keyof typeof outcomeKinds
    readonly reasons: string
    readonly at: string
    readonly version: number
    readonly paper?: string
    /** Its papers that are still to be served, where each of several parties has one. */
    readonly waiting?: readonly string[]
    readonly servedAt?: string
  }
  readonly closing?: { readonly result: string; readonly version: number }
  /**
   * Where the case has several parties: how far it is with each. Notice, defence, recheck and decision above then say how it
   * stands with all of them together (`penalty/shares.ts`).
   */
  readonly shares?: readonly Share[]
  /** Who was a party before, and why no longer. */
  readonly formerParties?: readonly { readonly party: Party; readonly reasons: string; readonly at: string }[]
}

/** The parties of a case, those who left it too: their things go back to them, and their names may stand in its papers. */
export const everyParty = ({ parties, formerParties = [] }: Dossier): readonly Party[] => [
  ...parties,
  ...formerParties.map(({ party }) => party),
]

export interface CaseState {
  /** '' before the first event. */
  readonly id: string
  readonly procedure: string
  readonly version: number
  readonly stage: string
  readonly stages: readonly { readonly stage: string; readonly at: string; readonly version: number }[]
  readonly openedAt: string
  readonly changedAt: string
  readonly dossier: Dossier
  readonly done: readonly DoneAct[]
  readonly strands: readonly Strand[]
  readonly papers: readonly Paper[]
  /** Every file that came into the case, with the act that brought it. */
  readonly files: readonly CaseFile[]
}

export const emptyCase: CaseState = {
  id: '',
  procedure: '',
  version: 0,
  stage: '',
  stages: [],
  openedAt: '',
  changedAt: '',
  dossier: { title: '', unit: '', unitName: '', parties: [], handlers: [], handled: [], evidence: [] },
  done: [],
  strands: [],
  papers: [],
  files: [],
}
