import { z } from '@hono/zod-openapi'
import { type FactKind, factKinds } from '../documents/index.ts'
import { CitationView, Day, Instant, JsonSchema, list, RefusalView, view } from '../platform/index.ts'
import { type DiscretionStep, discretionSteps, type Signature, signatureWays } from '../procedure/index.ts'
import { PersonView } from '../registry/index.ts'
import { type AboutKind, aboutPages, type NewsKind, newsKinds } from './news.ts'

type SignatureWay = Signature['way']

export type { CitationView, JsonSchema } from '../platform/index.ts'
export type { MeView, PersonView } from '../registry/index.ts'

/**
 * What the desk is given. The desk draws these and decides nothing: every sentence, reason, deadline and form
 * comes from the same procedure that decides the commands. Each is a schema, so that the interface's document says the same.
 */

const Urgency = z.enum(['late', 'soon', 'running', 'none'])
const Fen = z.int().openapi({ description: '分' })

/** One line of the work list: a sentence that says what waits for this person, and until when. */
export const WorkItem = view({
  caseId: z.string(),
  caseTitle: z.string(),
  caseNumber: z.string().optional(),
  /** "等您批准立案：某某食品店涉嫌经营过期食品，今天到期" */
  sentence: z.string(),
  act: z.string(),
  actTitle: z.string(),
  limitTitle: z.string().optional(),
  due: Instant.optional(),
  /** "今天到期"、"还有 3 个工作日"、"已超期 2 天" */
  dueText: z.string().optional(),
  because: z.string().optional().openapi({ description: '为什么是这一天' }),
  urgency: Urgency,
  batch: view({
    field: z.string().openapi({ description: '各件共用的一项内容' }),
    title: z.string(),
    templates: list(z.string()),
    version: z.int().openapi({ description: '案件现在的版本' }),
  })
    .optional()
    .openapi({ description: '可以与同类事项一并办理，每件各自记录' }),
}).openapi('WorkItem')
export type WorkItem = z.infer<typeof WorkItem>

export const WorkList = view({
  items: list(WorkItem),
  counts: view({ late: z.int(), soon: z.int(), all: z.int() }).openapi({ description: '全部各页的件数' }),
  next: z.int().optional().openapi({ description: '还有下一页时，它的页码' }),
}).openapi('WorkList')
export type WorkList = z.infer<typeof WorkList>

export const CaseRow = view({
  id: z.string(),
  number: z.string().optional(),
  title: z.string(),
  procedure: z.string(),
  procedureTitle: z.string(),
  stage: z.string(),
  stageTitle: z.string(),
  party: z.string().optional(),
  unit: z.string(),
  unitName: z.string(),
  handlers: list(z.string()),
  openedAt: Instant,
  changedAt: Instant,
  due: Instant.optional(),
  dueText: z.string().optional(),
  because: z.string().optional().openapi({ description: '是什么期限，为什么是这一天' }),
  urgency: Urgency,
}).openapi('CaseRow')
export type CaseRow = z.infer<typeof CaseRow>

export const CasePage = view({
  rows: list(CaseRow),
  total: z.int().openapi({ description: '至多数到 10000' }),
  more: z.boolean().openapi({ description: '还有更多，没有再数' }),
  page: z.int(),
  pageSize: z.int(),
}).openapi('CasePage')
export type CasePage = z.infer<typeof CasePage>

/** A clock that runs in a case. */
export const Deadline = view({
  caseId: z.string(),
  caseTitle: z.string(),
  caseNumber: z.string().optional(),
  party: z.string().optional(),
  unitName: z.string(),
  handlers: list(z.string()),
  limit: z.string(),
  title: z.string(),
  of: z
    .enum(['bureau', 'party', 'target'])
    .openapi({ description: '本局应当遵守的期限、当事人的权利期限、本局自定的目标' }),
  due: Instant,
  dueText: z.string(),
  urgency: Urgency,
  because: z.string().openapi({ description: '为什么是这一天' }),
}).openapi('Deadline')
export type Deadline = z.infer<typeof Deadline>

export const DeadlinePage = view({
  rows: list(Deadline),
  counts: view({ late: z.int(), soon: z.int(), all: z.int() }),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
}).openapi('DeadlinePage')
export type DeadlinePage = z.infer<typeof DeadlinePage>

export const CalendarMonth = view({
  month: z.string().openapi({ example: '2026-11' }),
  today: Day,
  days: list(
    view({
      day: Day,
      working: z.boolean().openapi({ description: '工作日' }),
      name: z.string().optional().openapi({ description: '节日，或者调休上班的缘由' }),
      count: z.int().openapi({ description: '这一天届满的期限' }),
      rows: list(Deadline).openapi({ description: '其中最前的几项' }),
    }),
  ),
}).openapi('CalendarMonth')
export type CalendarMonth = z.infer<typeof CalendarMonth>

/** A party and its cases, as far as this person may see them. */
export const PartyRow = view({
  key: z.string().openapi({ description: '这名当事人在各案中的标识' }),
  name: z.string(),
  kind: z.enum(['person', 'organisation', 'household']),
  code: z.string().optional().openapi({ description: '统一社会信用代码' }),
  cases: list(CaseRow),
}).openapi('PartyRow')
export type PartyRow = z.infer<typeof PartyRow>

/** Something that was found by words: a case, a party, evidence, a paper. */
export const Found = view({
  caseId: z.string(),
  caseTitle: z.string(),
  caseNumber: z.string().optional(),
  ref: z.string().openapi({ description: '当事人、证据或者文书的标识' }),
  title: z.string(),
  excerpt: view({ before: z.string(), found: z.string(), after: z.string() }),
}).openapi('Found')
export type Found = z.infer<typeof Found>

export const SearchView = view({
  groups: list(
    view({
      kind: z.enum(['case', 'party', 'evidence', 'paper']),
      title: z.string(),
      total: z.int(),
      more: z.boolean().openapi({ description: '还有更多，没有再找；请多写几个字' }),
      rows: list(Found),
    }),
  ),
  page: z.int(),
  pageSize: z.int(),
}).openapi('Search')
export type SearchView = z.infer<typeof SearchView>

export const DraftRow = view({
  subject: z.string().openapi({ description: '案件的标识；新建案件为 new' }),
  act: z.string(),
  about: z.string().openapi({ description: '是什么，一句话' }),
  at: Instant.openapi({ description: '最后写的时间' }),
  dropped: z.boolean().openapi({ description: '已放弃，还可以恢复' }),
}).openapi('DraftRow')
export type DraftRow = z.infer<typeof DraftRow>

export const DraftView = view({
  about: z.string(),
  at: Instant,
  body: z.record(z.string(), z.unknown()).readonly().openapi({ description: '写了的内容' }),
}).openapi('Draft')
export type DraftView = z.infer<typeof DraftView>

export const SavedSearch = view({ id: z.string(), title: z.string(), address: z.string() }).openapi('SavedSearch')
export type SavedSearch = z.infer<typeof SavedSearch>

const StageView = view({
  name: z.string(),
  title: z.string(),
  state: z.enum(['done', 'current', 'ahead', 'skipped']),
  /** When the case entered it. */
  since: Instant.optional(),
}).openapi('Stage')
export type StageView = z.infer<typeof StageView>

/** The procedure as a graph: stages are nodes, acts that lead on are edges. */
const GraphView = view({
  stages: list(StageView),
  edges: list(view({ from: z.string(), to: z.string(), act: z.string(), title: z.string() })),
}).openapi('Graph')
export type GraphView = z.infer<typeof GraphView>

export const FileView = view({
  blob: z.string().openapi({ description: '内容的 SHA-256，十六进制' }),
  name: z.string(),
  type: z.string(),
  size: z.int().openapi({ description: '字节数' }),
  href: z.string().openapi({ description: '/api/files/{blob}/{name}' }),
}).openapi('File')
export type FileView = z.infer<typeof FileView>

const SignedLineView = view({
  line: z.string(),
  who: z.string(),
  name: z.string(),
  inside: z.boolean().openapi({ description: '本机关人员，以账号确认' }),
  mine: z.boolean().openapi({ description: '等您签名' }),
  way: z
    .enum(Object.keys(signatureWays) as [SignatureWay, ...SignatureWay[]])
    .optional()
    .openapi({
      description: '怎样签的，或者为什么没有签；没有的，还缺',
    }),
  text: z.string().openapi({ description: '一句话：谁、何时、怎样；或者还缺' }),
  scans: list(FileView),
}).openapi('SignedLine')
export type SignedLineView = z.infer<typeof SignedLineView>

const PaperView = view({
  /** Also the address: /api/papers/{id}.pdf and /api/papers/{id} (text). */
  id: z.string(),
  form: z.int().openapi({ description: '全国统一文书格式的序号' }),
  title: z.string(),
  number: z.string().optional(),
  act: z.string(),
  actTitle: z.string(),
  at: Instant,
  by: z.string(),
  digest: z.string(),
  served: z.enum(['not-needed', 'waiting', 'served', 'voided']),
  service: z.string().optional().openapi({ description: '送达事项的标识' }),
  voided: z.string().optional().openapi({ description: '作废的原因' }),
  edited: view({ by: z.string(), titles: list(z.string()) })
    .optional()
    .openapi({ description: '制作时由谁改动了哪几段文字' }),
  servedAt: Instant.optional(),
  pdf: z.string(),
  lines: list(SignedLineView).openapi({ description: '应当签名的各处' }),
  anew: z.boolean().openapi({ description: '是重新制作的：以前那份上的签名对它无效' }),
}).openapi('Paper')
export type PaperView = z.infer<typeof PaperView>

const EvidenceView = view({
  id: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  title: z.string(),
  source: z.string(),
  takenAt: z.string(),
  takenBy: list(z.string()),
  proves: z.string(),
  concerns: z.string().optional().openapi({ description: '只涉及几个当事人中的一个时，是谁' }),
  files: list(FileView),
}).openapi('Evidence')
export type EvidenceView = z.infer<typeof EvidenceView>

const TimelineEntry = view({
  eventId: z.string(),
  version: z.int(),
  act: z.string(),
  title: z.string(),
  /** One sentence of what was done, from the data of the act. */
  sentence: z.string(),
  happenedAt: Instant,
  enteredAt: Instant,
  enteredLate: z.boolean().openapi({ description: '补录：发生超过 24 小时以后才录入' }),
  actor: view({ id: z.string(), name: z.string(), kind: z.enum(['person', 'system']) }),
  sealed: z.boolean().openapi({ description: '已封存进日志' }),
  papers: list(view({ id: z.string(), title: z.string() })),
  files: list(FileView),
  basis: list(CitationView),
}).openapi('TimelineEntry')
export type TimelineEntry = z.infer<typeof TimelineEntry>

const LimitView = view({
  name: z.string(),
  title: z.string(),
  state: z.enum(['running', 'stopped', 'met', 'missed', 'met-late']),
  start: Instant,
  due: Instant.optional(),
  dueText: z.string(),
  metAt: Instant.optional(),
  explanation: z.string().openapi({ description: '为什么是这一天' }),
  urgency: Urgency,
  basis: list(CitationView),
  warned: list(
    view({
      at: Instant,
      persons: list(z.string()),
      lifted: z.boolean().openapi({ description: '已撤回：已办结，或者期限有变动' }),
    }),
  ).openapi({ description: '什么时候提醒过谁' }),
}).openapi('Limit')
export type LimitView = z.infer<typeof LimitView>

/**
 * A command as a button: whether this person can press it now, and if not, why.
 *
 * `schema` is JSON Schema as zod gives it, with these additions on a property:
 * `x-widget`: 'text' | 'long-text' | 'money' (integer fen, entered in yuan) | 'day' | 'instant' | 'choice' | 'choices' | 'yes-no' |
 * 'recorded-acts' (versions of acts of the case that lack a recording) |
 * 'officers' (array of officer ids out of the case's handlers or, if `x-from` is 'unit', of the bureau) | 'officer' | 'reviewer' (an officer's id, out of who is proposed for the review of the case) |
 * 'item' (registry id of an enforcement item) | 'counsel' (registry id of somebody of the pool) | 'files' (array of {blob,name,type,size}) | 'papers' | 'evidence' (ids of this case) |
 * 'papers-to-sign' (array of {paper, digest}) | 'paper-to-sign' (with the hidden fields digest and line beside it) | 'signature' (one drawn file) |
 * 'party' (object) | 'case-party' (id of a party of the case; shown only where it has several; `x-all`: title of a choice of all, 'all';
 * `x-fills`: which fields beside it are filled with the name, address or contact of who is chosen) | 'list' (array of objects, added row by row) | 'points', 'matches' (keys of the checklist, what proves each) | 'gaps' | 'masks' (answers to what should be hidden) | 'group' (object) | 'citations' | 'hidden';
 * `x-options`: [{ value, title }] for choices; `x-hint`: a sentence below the field; `x-from`: where options come from;
 * 'submission' (object of a sentence for each item of what is submitted, shown with how it stands with the item) |
 * `x-shows`: 'public-copy': the draft of the publication stands above the box that is ticked;
 * `x-offers`: 'brought': what came with the clue and is no evidence yet can be put in;
 * `x-preflight`: what the machine found on this point of the review is shown with the group;
 * `x-submission`: how it stands with each item of what is submitted is shown with the field;
 * `x-outline`: rows may be put in from the outline for the role in the group of this name;
 * `x-templates`: standard phrases that can be put in; `x-when`: `{ field, is }` shows the field only if the other has that value, or one of those.
 */
export const ActView = view({
  name: z.string(),
  title: z.string(),
  /** What the side path is about to which the act belongs; absent on the main line. */
  topic: z.string().optional(),
  /** What the act is for, one plain sentence. */
  purpose: z.string(),
  /** 当前一步 first; then what may be done beside it; then what can't be done now. */
  place: z.enum(['next', 'beside', 'later']),
  available: z.boolean(),
  reasons: list(view({ ...RefusalView.unwrap().shape, citations: list(CitationView) })).openapi({
    description: '现在不能办的原因；能办时为空',
  }),
  /** Who may do it, in words. */
  who: z.string(),
  basis: list(CitationView),
  /** The papers that it makes. */
  papers: list(view({ form: z.int(), title: z.string() })),
  /** What must be recorded of it. */
  duty: z.string(),
  signs: z
    .string()
    .optional()
    .openapi({ description: '对案件的哪一部分签名负责；办理时要附动态口令', example: '审核' }),
  schema: JsonSchema,
  known: z.record(z.string(), z.unknown()).readonly().openapi({ description: '系统已经知道的值，按字段' }),
  /** When the act works on one of several strands (e.g. which paper is served). */
  strands: list(
    view({
      id: z.string(),
      title: z.string(),
      known: z
        .record(z.string(), z.unknown())
        .readonly()
        .optional()
        .openapi({ description: '选择这一项时，表单已知的内容' }),
    }),
  ).optional(),
  href: z.string().openapi({ description: '办理时向这个地址 POST' }),
}).openapi('Act')
export type ActView = z.infer<typeof ActView>

export const ProofView = view({
  key: z.string(),
  item: z.string().optional().openapi({ description: '属于哪一处罚事项；各事项共有的没有' }),
  point: z.string(),
  fact: z.string().openapi({ description: '要证明的事实' }),
  need: z.enum(['must', 'should']),
  needTitle: z.string(),
  kinds: list(z.string()).openapi({ description: '证据种类' }),
  what: z.string(),
  source: z.string(),
  evidence: list(z.string()).openapi({ description: '证明它的证据的标识' }),
}).openapi('Proof')
export type ProofView = z.infer<typeof ProofView>

/** The questions for one person: GET /api/cases/{id}/outline?role= */
export const OutlineView = view({
  roleTitle: z.string(),
  topics: list(view({ title: z.string(), questions: list(z.string()) })),
}).openapi('Outline')
export type OutlineView = z.infer<typeof OutlineView>

const PartyView = view({
  id: z.string(),
  key: z.string().openapi({ description: '这名当事人在各案中的标识' }),
  kind: z.enum(['person', 'organisation', 'household']),
  kindTitle: z.string(),
  name: z.string(),
  address: z.string(),
  contact: z.string().openapi({ description: '法定代表人、负责人、经营者，或者自然人自己' }),
  licence: z.string().optional().openapi({ description: '主体资格证照名称' }),
  code: z.string().optional().openapi({ description: '统一社会信用代码' }),
  representative: z.string().optional(),
  idNumber: z.string().optional().openapi({ description: '居民身份证号码' }),
  phone: z.string().optional(),
  /** Label and value, in the order in which papers give them. */
  fields: list(view({ title: z.string(), value: z.string() })),
}).openapi('Party')
export type PartyView = z.infer<typeof PartyView>

/** With all certificates that a handler has or had: a phone without a network knows from them what a paper names. */
const HandlerView = view({
  ...PersonView.unwrap().shape,
  certificates: list(
    view({
      number: z.string(),
      from: z.iso.date(),
      until: z.iso.date(),
      status: z.enum(['valid', 'suspended', 'revoked']),
    }),
  ),
}).openapi('Handler')

/** What became of a party, in the cases that this person may see. */
export const PartyHistory = view({
  key: z.string(),
  party: PartyView.openapi({ description: '在最近一案中的情况' }),
  names: list(z.string()).openapi({ description: '用过的名称' }),
  cases: list(
    view({
      row: CaseRow,
      violation: z.string().optional(),
      decision: z.string().optional().openapi({ description: '决定书文号' }),
      outcome: z.string().optional(),
      fine: Fen,
      gains: Fen,
      open: Fen.openapi({ description: '尚未缴清，分' }),
      steps: list(view({ title: z.string(), at: Instant })),
    }),
  ),
  differences: list(view({ title: z.string(), inCase: z.string(), inRegister: z.string() })).openapi({
    description: '最近一案的记录与监管对象名录不同的地方',
  }),
  totals: view({ cases: z.int(), decided: z.int(), fine: Fen, gains: Fen, open: Fen }),
}).openapi('PartyHistory')
export type PartyHistory = z.infer<typeof PartyHistory>

const ReviewView = view({
  kind: z.string(),
  kindTitle: z.string(),
  /** Why this kind of review, rule by rule. */
  because: list(z.string()),
  state: z.enum([
    'submitted',
    'accepted',
    'returned',
    'passed',
    'sent-back',
    'amending',
    'disputed',
    'upheld',
    'referred',
    'upheld-again',
    'to-discuss',
    'settled',
    'void',
  ]),
  stateTitle: z.string(),
  reviewer: PersonView.optional(),
  /** Whom the head of the legal office named to review, where nobody else has taken the review in. */
  assigned: PersonView.optional(),
  opinion: z.string().optional(),
  /** What was said against the opinion, and who looked at it again, in order. */
  ladder: list(
    view({ title: z.string(), by: z.string(), at: Instant, outcome: z.string().optional(), opinion: z.string() }),
  ),
  /** The set that the opinion is bound to, with what changed since. */
  read: list(
    view({
      title: z.string(),
      sha256: z.string(),
      changed: z.string().optional(),
      href: z.string().optional(),
      evidence: z.string().optional(),
    }),
  ),
  /** What the reviewer had open before the opinion, and what never. */
  opened: list(view({ title: z.string(), pages: list(z.int()), seen: z.int(), seconds: z.int() })),
  unopened: list(z.string()),
  points: list(
    view({
      title: z.string(),
      answer: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
}).openapi('Review')
export type ReviewView = z.infer<typeof ReviewView>

/** A step that the case waits for. */
const Waiting = z.object({
  act: z.string(),
  sentence: z.string(),
  who: z.string(),
  mine: z.boolean().openapi({ description: '等的是您' }),
  basis: list(CitationView),
  limitTitle: z.string().optional().openapi({ description: '这一步的期限，没有的是案件最近的期限' }),
  due: Instant.optional(),
  dueText: z.string().optional(),
  urgency: Urgency,
  because: z.string().optional().openapi({ description: '为什么是这一天' }),
})

export const CaseView = view({
  id: z.string(),
  version: z.int(),
  number: z.string().optional(),
  title: z.string(),
  procedure: view({ name: z.string(), title: z.string() }),
  stage: view({ name: z.string(), title: z.string(), since: Instant }),
  openedAt: Instant,
  unit: view({ id: z.string(), name: z.string() }),
  handlers: list(HandlerView),
  parties: list(PartyView),
  item: view({
    id: z.string(),
    name: z.string(),
    breached: list(CitationView),
    penalty: list(CitationView),
  }).optional(),
  graph: GraphView,
  /** What comes next: a sentence, who does it, until when, under which articles. Absent when the case is closed. */
  next: Waiting.extend({
    missing: list(z.string()).openapi({ description: '案件还缺什么；不说您本人能不能办' }),
    ahead: list(view({ act: z.string(), title: z.string() })).openapi({ description: '这一阶段此后还要办的' }),
  })
    .readonly()
    .optional(),
  waiting: list(Waiting.readonly()).openapi({ description: '同时还等着办的' }),
  acts: list(ActView),
  limits: list(LimitView),
  papers: list(PaperView),
  unsigned: list(z.string()).openapi({ description: '还缺的签名，每处一句' }),
  evidence: list(EvidenceView),
  brought: list(FileView).openapi({ description: '随线索收到、还没有作为证据的材料' }),
  /** 证据清单: what the case has to prove, and what proves it so far. */
  checklist: list(ProofView),
  findings: view({
    facts: z.string(),
    nature: z.string(),
    violation: z.string(),
    gaps: z.string().optional().openapi({ description: '证据缺项说明' }),
  }).optional(),
  penalty: view({
    kinds: list(z.string()),
    fine: Fen,
    gains: Fen,
    goods: z.string().optional(),
    step: z.string(),
    stepTitle: z.string(),
    reasons: z.string(),
    version: z.int().openapi({ description: '提出处罚建议后案件的版本' }),
  }).optional(),
  review: ReviewView.optional(),
  publication: view({
    state: z.string(),
    stateTitle: z.string(),
    href: z.string().optional(),
    due: Instant.optional(),
    at: Instant.optional(),
  }).optional(),
  money: view({
    due: Fen,
    paid: Fen,
    surcharge: Fen,
    open: Fen,
    each: list(view({ name: z.string(), due: Fen, paid: Fen, surcharge: Fen, open: Fen }))
      .optional()
      .openapi({ description: '一案有几个当事人的，各人的' }),
  }).optional(),
}).openapi('Case')
export type CaseView = z.infer<typeof CaseView>

/** Time line pages, newest first: GET /api/cases/{id}/timeline?before={version} */
export const TimelineView = view({
  entries: list(TimelineEntry),
  before: z.int().optional().openapi({ description: '还有更早的：下一次以此为 before' }),
}).openapi('Timeline')
export type TimelineView = z.infer<typeof TimelineView>

/** The acts that begin a case: GET /api/procedures */
export const OpeningView = view({
  name: z.string(),
  title: z.string(),
  stages: list(view({ name: z.string(), title: z.string() })),
  opening: ActView,
}).openapi('Opening')
export type OpeningView = z.infer<typeof OpeningView>

/** A paper as text: what is set apart here is set apart in its PDF too. */
export const PaperText = view({
  title: z.string(),
  number: z.string().optional(),
  sections: list(
    view({
      heading: z.string().optional(),
      paragraphs: list(list(z.union([view({ text: z.string() }), view({ masked: z.string() })]))),
    }),
  ),
  edited: list(view({ title: z.string(), by: z.string(), generated: z.string() })).openapi({
    description: '制作时改动过的文字，和系统原来生成的',
  }),
  digest: z.string(),
  pdf: z.string(),
}).openapi('PaperText')
export type PaperText = z.infer<typeof PaperText>

/** What the standard of discretion makes of what was typed so far. */
export const DiscretionView = view({
  explanation: z.string().openapi({ description: '怎样算出来的，一句话' }),
  step: z.enum(Object.keys(discretionSteps) as [DiscretionStep, ...DiscretionStep[]]),
  stepTitle: z.string(),
  fine: Fen.optional().openapi({ description: '建议的罚款，分' }),
  factors: list(view({ title: z.string(), factors: list(z.string()) })).openapi({
    description: '裁量基准的情节，按阶次',
  }),
}).openapi('Discretion')
export type DiscretionView = z.infer<typeof DiscretionView>

const FoundAt = view({
  title: z.string().openapi({ description: '文书，或者案件登记' }),
  paper: z.string().optional().openapi({ description: '已制作的文书的标识' }),
  draft: z.int().optional().openapi({ description: '将要制作的文书的格式序号' }),
  field: z.string().openapi({ description: '所在的栏目' }),
  text: z.string().openapi({ description: '原文' }),
})

/** Two places that say different things of one fact, or may do. */
export const FindingView = view({
  kind: z.enum(Object.keys(factKinds) as [FactKind, ...FactKind[]]),
  kindTitle: z.string(),
  verdict: z.enum(['differs', 'unclear']).openapi({ description: 'differs：不一致；unclear：需要人核对' }),
  places: list(FoundAt),
  sentence: z.string(),
}).openapi('Finding')
export type FindingView = z.infer<typeof FindingView>

export const ComparisonView = view({ findings: list(FindingView) }).openapi('Comparison')
export type ComparisonView = z.infer<typeof ComparisonView>

const EditableTextView = view({
  name: z.string(),
  title: z.string(),
  text: z.string().openapi({ description: '现在的文字' }),
  generated: z.string().openapi({ description: '系统从案件生成的文字' }),
  bound: z.boolean().openapi({ description: '经过审核、告知的：只能改措辞，不能改事实' }),
})
export type EditableTextView = z.infer<typeof EditableTextView>

export const PreviewedPaper = view({
  form: z.int(),
  title: z.string(),
  texts: list(EditableTextView).openapi({ description: '可以改动的文字' }),
  digest: z.string().openapi({ description: '内容的摘要值；当场签名与它绑定' }),
  lines: list(
    view({
      line: z.string(),
      who: z.string(),
      name: z.string(),
      inside: z.boolean().openapi({ description: '本机关人员' }),
      open: z.boolean().openapi({ description: '可以当场签名' }),
    }),
  ).openapi({ description: '签名处' }),
  pdf: z.string().openapi({ format: 'byte', description: 'PDF，base64' }),
}).openapi('PreviewedPaper')
export type PreviewedPaper = z.infer<typeof PreviewedPaper>

export const Previewed = view({
  at: Instant.openapi({ description: '按这一时间预览；当场签了名的，以它为发生时间提交' }),
  papers: list(PreviewedPaper),
  findings: list(FindingView).openapi({ description: '与案件事实对照，不一致和需要核对的' }),
}).openapi('Previewed')
export type Previewed = z.infer<typeof Previewed>

/** GET /api/board */
export const BoardView = view({
  at: Instant,
  rows: list(
    view({
      row: z.string(),
      system: z.enum(['公示', '记录', '审核']),
      task: z.string(),
      measure: z.string(),
      requirement: z.string(),
      units: list(z.string()),
      deadline: z.string(),
      check: view({
        state: z.enum(['good', 'short', 'no-data']),
        /** "98.2%"、"3 件"、"无数据" */
        figure: z.string(),
        target: z.string(),
        explanation: z.string(),
        months: list(z.number().nullable()).openapi({ description: '十二个月，早的在前；没有数据的为 null' }),
        short: list(view({ title: z.string(), href: z.string().optional(), unit: z.string().optional() })),
        more: list(view({ title: z.string(), figure: z.string() })).openapi({ description: '同一措施的其他数字' }),
      }),
    }),
  ),
}).openapi('Board')
export type BoardView = z.infer<typeof BoardView>

export const LedgerRow = view({
  number: z.string().openapi({ description: '文号' }),
  title: z.string().openapi({ description: '文书' }),
  at: Instant,
  paper: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  voided: z.string().optional().openapi({ description: '作废的原因' }),
}).openapi('LedgerRow')
export type LedgerRow = z.infer<typeof LedgerRow>

export const LedgerPage = view({
  rows: list(LedgerRow),
  /** Every series of the year in the whole bureau: how many numbers were given, how many of them are void, and gaps. */
  series: list(
    view({
      series: z.string(),
      year: z.int(),
      given: z.int(),
      voided: z.int(),
      missing: z.int().openapi({ description: '缺号' }),
    }),
  ),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
}).openapi('LedgerPage')
export type LedgerPage = z.infer<typeof LedgerPage>

export const mapKinds = {
  open: '在办案件',
  closed: '已结案件',
  inspected: '核查过，未立案',
  subject: '监管对象，无案件',
} as const
export type MapKind = keyof typeof mapKinds

export const MapPoint = view({
  lon: z.number(),
  lat: z.number(),
  n: z.int().openapi({ description: '这一点有几户' }),
  open: z.int(),
  closed: z.int(),
  inspected: z.int(),
  subject: z.int(),
  key: z.string().optional().openapi({ description: '只有一户时：当事人的标识' }),
  name: z.string().optional(),
}).openapi('MapPoint')
export type MapPoint = z.infer<typeof MapPoint>

export const MapListed = view({
  key: z.string(),
  name: z.string(),
  address: z.string().optional(),
  lon: z.number(),
  lat: z.number(),
  kind: z.enum(Object.keys(mapKinds) as [MapKind, ...MapKind[]]),
  kindTitle: z.string(),
  cases: list(view({ id: z.string(), title: z.string() })).openapi({ description: '最近的三件' }),
}).openapi('MapListed')
export type MapListed = z.infer<typeof MapListed>

/** GET /api/map */
export const MapView = view({ points: list(MapPoint), list: list(MapListed), total: z.int() }).openapi('Map')
export type MapView = z.infer<typeof MapView>

export const MapBaseView = view({
  tiles: view({ url: z.string(), note: z.string() }).optional().openapi({ description: '底图瓦片的地址和版权说明' }),
  extent: view({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }).optional(),
  areas: list(view({ id: z.string(), name: z.string(), outline: list(z.tuple([z.number(), z.number()]).readonly()) })),
}).openapi('MapBase')
export type MapBaseView = z.infer<typeof MapBaseView>

export const NoticeView = view({
  id: z.string(),
  kind: z.enum(Object.keys(newsKinds) as [NewsKind, ...NewsKind[]]),
  kindTitle: z.string(),
  about: view({
    kind: z.enum(Object.keys(aboutPages) as [AboutKind, ...AboutKind[]]).openapi({
      description: '所说的是：case 案件，retrieval 调取申请，draft 公示信息变更，matter 投诉举报，platform 上级平台',
    }),
    id: z.string(),
  }),
  caseTitle: z.string().optional().openapi({ description: '所说的是案件时有' }),
  caseNumber: z.string().optional(),
  text: z.string(),
  at: Instant,
  read: z.boolean(),
  withdrawn: z.boolean().openapi({ description: '所提醒的期限已办结或者有变动' }),
}).openapi('Notice')
export type NoticeView = z.infer<typeof NoticeView>

/** GET /api/notices */
export const NoticePage = view({
  items: list(NoticeView),
  unread: z.int().openapi({ description: '未读的条数，最多数到 1000' }),
  next: z.int().optional(),
}).openapi('NoticePage')
export type NoticePage = z.infer<typeof NoticePage>
