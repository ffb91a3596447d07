import {
  accept,
  digestOf,
  electronicSignatureLaw,
  type Refusal,
  type Result,
  refusal,
  refuse,
} from '../kernel/index.ts'
import type { Act, ActQuestion, Data, PaperRule, Question, StrandOpening } from './act.ts'
import { certificateOn } from './certificate.ts'
import type { CaseEventData } from './evolve.ts'
import type { Facts, FormSigner, Wording } from './facts.ts'
import { indexOf, type Procedure, type ProcedureIndex } from './procedure.ts'
import { signShare } from './responsibility.ts'
import { type Signature, type SignatureTaken, type SignedLine, standingOfLines, strokesRefusals } from './signing.ts'
import { isHandler } from './standing.ts'
import { type CaseState, everyParty, type IssuedPaper, numbered, type PaperNumber, type Strand } from './state.ts'

export interface CaseCommand {
  readonly act: string
  readonly data: Data
  /** The procedure that an opening act begins. */
  readonly procedure?: string
  /** The strand that it works on, where there may be several. */
  readonly strand?: string
  /** Texts of the papers that it makes which the person worded anew, by the number of the form. */
  readonly texts?: { readonly [form: string]: Wording }
  /** Signatures taken on the spot, on what the act's papers were to be. */
  readonly signatures?: readonly SignatureTaken[]
}

export interface Circumstances {
  readonly streamId: string
  readonly actor: Question['actor']
  readonly happenedAt: string
  readonly facts: Facts
}

/**
 * Decides an act: stage, standing, gates, data, in this order, with all reasons and not only the first.
 * Gives the one event that holds the act and everything that it brings about (stage, strands, papers).
 */
export const decideCase = (
  procedures: ReadonlyMap<string, Procedure>,
  state: CaseState,
  command: CaseCommand,
  circumstances: Circumstances,
): Result<{ readonly type: string; readonly data: CaseEventData }> => {
  const name = state.version === 0 ? (command.procedure ?? '') : state.procedure
  const procedure = procedures.get(name)
  if (procedure === undefined)
    return refuse(refusal('unknown-procedure', '没有这种办案程序，请从“新建案件”进入', { field: 'procedure' }))
  const index = indexOf(procedure)
  const rule = index.act.get(command.act)
  if (rule === undefined)
    return refuse(refusal('unknown-act', '本程序中没有这一步，请刷新页面后重试', { field: 'act' }))

  const strand = strandFor(rule, state, command.strand)
  const { streamId, actor, happenedAt: at, facts } = circumstances
  const question: Question = { state, actor, facts, at, ...(strand === undefined ? {} : { strand }) }
  const reasons = [...obstacles(index, rule, question), ...inTime(state, at, facts.now)]

  const read = readAct(rule, question, command.data)
  if (!read.ok) return refuse(...reasons, ...read.refusals)
  if (reasons.length > 0) return refuse(...reasons)
  const asked = read.value

  const version = state.version + 1
  const { record, papers, refused } = issuePapers(rule, asked, { streamId, version }, command)
  const unfit = [...refused, ...(command.signatures ?? []).flatMap((taken) => takenRefusals(taken, papers))]
  if (unfit.length > 0) return refuse(...unfit)
  const stage = nextStage(rule, asked)
  const openings: readonly StrandOpening[] = [
    ...(rule.opens?.(asked, papers) ?? []),
    ...papers
      .filter(({ served }) => served)
      .map((paper) => ({
        kind: 'service',
        title: `${titleOf(paper)}${paper.party === undefined ? '' : `，${paper.addressee ?? ''}`}`,
        data: {
          paper: paper.id,
          form: paper.form,
          ...(paper.addressee === undefined ? {} : { addressee: paper.addressee }),
          ...(paper.party === undefined ? {} : { party: paper.party }),
        },
      })),
    ...(index.strand.has('signature') ? papers.flatMap(signatureOpening) : []),
  ]
  const extended = rule.extends?.(asked)
  const moved = rule.moves?.(asked) ?? []
  const opened = openings.map(({ kind, title, state: begun, data }, n) => {
    const known = index.strand.get(kind)
    if (known === undefined) throw new Error(`act ${rule.name} opens a strand of unknown kind ${kind}`)
    return { id: strandId(kind, version, n + 1), kind, title, state: begun ?? known.initial, data: data ?? {} }
  })
  const data: CaseEventData = {
    ...(state.version === 0
      ? { procedure: procedure.name }
      : rule.becomes === undefined
        ? {}
        : { procedure: rule.becomes.procedure }),
    input: asked.data,
    ...(Object.keys(record).length === 0 ? {} : { record }),
    ...(stage === undefined ? {} : { stage }),
    ...(rule.on === undefined || strand === undefined ? {} : { strand: worked(rule.on, asked, strand) }),
    ...(moved.length === 0 ? {} : { moved }),
    ...(opened.length === 0 ? {} : { opened }),
    ...(papers.length === 0 ? {} : { papers }),
    ...(extended === undefined ? {} : { extended }),
  }
  if (rule.signs === undefined || actor.kind !== 'person') return accept({ type: rule.name, data })
  const signed = signShare(
    facts.pen(actor.id),
    { ...data },
    {
      case: streamId,
      version,
      act: rule.name,
      share: rule.signs,
      person: actor.id,
      at: facts.now,
      ...(rule.against?.(asked) === true ? { against: true } : {}),
    },
  )
  return 'code' in signed ? refuse(signed) : accept({ type: rule.name, data: { ...data, signed } })
}

/** 行政处罚决定书（澄市监罚〔2026〕12号） */
export const titleOf = ({ title, number }: Pick<IssuedPaper, 'title' | 'number'>): string =>
  `${title}${number === undefined ? '' : `（${number.text}）`}`

/** The id of the nth strand that the act of this version opens. */
export const strandId = (kind: string, version: number, n: number): string => `${kind}-${version}-${n}`

/** Everything that stands against an act before its data is known. What buttons and their reasons are made of. */
export const obstacles = (index: ProcedureIndex, rule: Act, question: Question): readonly Refusal[] => [
  ...stageRefusals(index, rule, question),
  ...holdRefusals(index, rule, question),
  ...rule.by.test(question),
  ...(rule.gates ?? []).flatMap((gate) => gate.test(question)),
]

/** Whether the act belongs to the stage in which the case stands. */
export const inStage = (index: ProcedureIndex, rule: Act, { stage }: CaseState): boolean =>
  rule.stages === 'any' ? index.stage.get(stage)?.final !== true : rule.stages.includes(stage)

const stageRefusals = (index: ProcedureIndex, rule: Act, { state, strand }: Question): readonly Refusal[] => {
  if (rule.stages === 'opening')
    return state.version === 0 ? [] : [refusal('already-open', '案件已经建立，不能再次登记', { basis: rule.basis })]
  if (state.version === 0) return [refusal('not-open', '案件还没有建立，请先登记案件来源', { basis: rule.basis })]
  const here = index.stage.get(state.stage)
  const refusals: Refusal[] = []
  if (!inStage(index, rule, state)) {
    const where = rule.stages === 'any' ? [] : rule.stages.map((name) => index.stage.get(name)?.title ?? name)
    refusals.push(
      refusal(
        'wrong-stage',
        where.length === 0
          ? `案件已处于“${here?.title ?? state.stage}”阶段，不能再做“${rule.title}”`
          : `“${rule.title}”在${where.map((title) => `“${title}”`).join('、')}阶段进行，案件现在处于“${here?.title ?? state.stage}”阶段`,
        { basis: rule.basis },
      ),
    )
  }
  if (rule.once && doneInStage(state, rule.name))
    refusals.push(refusal('done-before', `“${rule.title}”已经做过，不需要再做`, { basis: rule.basis }))
  if (rule.on !== undefined && strand === undefined) {
    const kind = index.strand.get(rule.on.kind)
    refusals.push(
      rule.on.none ??
        refusal(
          'no-strand',
          `现在没有${rule.on.from.map((name) => kind?.states[name] ?? name).join('或者')}的${kind?.title ?? rule.on.kind}事项`,
          { basis: rule.basis },
        ),
    )
  }
  return refusals
}

/** What carries the case on waits while a strand holds it; what works on a strand goes on. */
const holdRefusals = (index: ProcedureIndex, rule: Act, { state }: Question): readonly Refusal[] => {
  const onTheMainLine =
    rule.on === undefined &&
    (rule.leadsTo !== undefined ||
      index.stage.get(state.stage)?.path.some((step) => (typeof step === 'string' ? step : step.act) === rule.name))
  if (!onTheMainLine) return []
  return state.strands.flatMap((strand) => {
    const holds = index.strand.get(strand.kind)?.holds
    return holds?.in.includes(strand.state) && !holds.except?.includes(rule.name)
      ? [refusal('held', holds.because, { basis: holds.basis })]
      : []
  })
}

/** Acts done since the case entered the stage in which it stands. */
export const doneInStage = (state: CaseState, act: string): boolean => {
  const since = state.stages.at(-1)?.version ?? 0
  return state.done.some((done) => done.act === act && done.version >= since)
}

/** The strand that the command names, or the only one on which the act could work. */
const strandFor = (rule: Act, state: CaseState, id: string | undefined): Strand | undefined => {
  const on = rule.on
  if (on === undefined) return undefined
  const open = openStrands(rule, state)
  return id === undefined ? open.at(-1) : open.find((strand) => strand.id === id)
}

/** Strands on which an act can work now. */
export const openStrands = (rule: Act, state: CaseState): readonly Strand[] =>
  rule.on === undefined
    ? []
    : state.strands.filter(
        (strand) =>
          strand.kind === rule.on?.kind && rule.on.from.includes(strand.state) && (rule.on.of?.(strand, state) ?? true),
      )

/** An act can't happen in the future, nor before the case began. */
const inTime = (state: CaseState, at: string, now: string): readonly Refusal[] => {
  if (at > now) return [refusal('in-the-future', '发生时间不能晚于现在，请核对', { field: 'happenedAt' })]
  if (state.version > 0 && at < state.openedAt)
    return [refusal('before-the-case', '发生时间早于案件登记时间，请核对', { field: 'happenedAt' })]
  return []
}

const issueRefusal = (issue: { readonly path: readonly PropertyKey[]; readonly message: string }): Refusal =>
  refusal('bad-field', issue.message, { field: issue.path.map(String).join('.') })

/** The officers who did it together: enough, all on the case, each with a certificate on that day (程序规定 art. 22). */
const together = (rule: Act, { state, actor, facts, data, at }: ActQuestion): readonly Refusal[] => {
  const atLeast = rule.by.together
  if (atLeast === undefined) return []
  const ids = (data.officers ?? []) as readonly string[]
  const refusals: Refusal[] = []
  if (new Set(ids).size < atLeast)
    refusals.push(
      refusal('too-few-officers', `办案人员不得少于${atLeast === 2 ? '两' : atLeast}人`, {
        basis: rule.by.basis,
        field: 'officers',
      }),
    )
  if (!ids.includes(actor.id))
    refusals.push(refusal('not-among-officers', '录入人应当是参加本次执法活动的办案人员之一', { field: 'officers' }))
  for (const id of new Set(ids)) {
    const officer = facts.officers.get(id)
    if (officer === undefined) {
      refusals.push(refusal('unknown-officer', '所选人员不在本机关人员名录中，请重新选择', { field: 'officers' }))
      continue
    }
    if (state.dossier.handlers.length > 0 && !isHandler(state, id))
      refusals.push(
        refusal('not-a-handler', `${officer.name}不是本案办案人员；如需参与，请由承办机构负责人指定`, {
          field: 'officers',
        }),
      )
    const lapsed = id === actor.id ? undefined : certificateOn(officer, at).refusal
    if (lapsed !== undefined) refusals.push({ ...lapsed, field: 'officers' })
  }
  return refusals
}

/** What is handed in for an act, checked by itself: its fields, who did it together, what its data must agree with. Asks no gate. */
export const readAct = (rule: Act, question: Question, data: Data): Result<ActQuestion> => {
  const parsed = rule.data.safeParse(data)
  if (!parsed.success) return refuse(...parsed.error.issues.map(issueRefusal))
  const asked: ActQuestion = { ...question, data: parsed.data }
  const reasons = [...together(rule, asked), ...(rule.checks ?? []).flatMap((check) => check(asked))]
  return reasons.length > 0 ? refuse(...reasons) : accept(asked)
}

/** What this doing of the act keeps beside its data, and the papers that it makes, filled from the case. */
export const issuePapers = (
  rule: Act,
  question: ActQuestion,
  { streamId, version }: { readonly streamId: string; readonly version: number },
  { texts = {}, signatures = [] }: Pick<CaseCommand, 'texts' | 'signatures'>,
): { readonly record: Data; readonly papers: readonly IssuedPaper[]; readonly refused: readonly Refusal[] } => {
  const record = rule.record?.(question) ?? {}
  const own = question.strand?.data.party as string | undefined
  const due = (rule.papers ?? [])
    .filter((paper) => paper.when?.(question) ?? true)
    .flatMap((paper) => (parties(paper, question) ?? [own]).map((party) => ({ paper, party })))
  const used = new Map<string, number>()
  const refused: Refusal[] = []
  const papers = due.map(({ paper, party }, n): IssuedPaper => {
    const id = `${streamId}.${version}.${n + 1}`
    const number = paper.number === undefined ? undefined : nextNumber(question, rule, paper.number, used)
    const wording = texts[paper.form]
    const filled = question.facts.fill({
      form: paper.form,
      state: question.state,
      act: rule.name,
      input: question.data,
      record,
      facts: question.facts,
      actor: question.actor,
      at: question.at,
      id,
      ...(party === undefined ? {} : { party }),
      ...(number === undefined ? {} : { number }),
      ...(wording === undefined ? {} : { wording }),
    })
    const { title, content, edited = [], signers = [] } = filled
    refused.push(...(filled.refused ?? []))
    const { id: by, name } = question.actor
    const digest = digestOf(content)
    const lines = signers.map((signer) =>
      signedLine(signer, digest, question, signatures.findLast(isFor(paper.form, signer.line))),
    )
    const addressee =
      paper.addressee?.(question) ?? everyParty(question.state.dossier).find((each) => each.id === party)?.name
    return {
      id,
      form: paper.form,
      title,
      ...(number === undefined ? {} : { number }),
      digest,
      content,
      ...(paper.served ? { served: true } : {}),
      ...(addressee === undefined ? {} : { addressee }),
      ...(party === undefined ? {} : { party }),
      ...(edited.length === 0 ? {} : { edited: { by: { id: by, name }, texts: edited } }),
      ...(lines.length === 0 ? {} : { signers: lines }),
    }
  })
  return { record, papers, refused }
}

const isFor = (form: number, line: string) => (taken: SignatureTaken) => taken.form === form && taken.line === line

/** A line with what the act brings: who does the act has signed with it; others on the spot, as it says or as they drew. */
const signedLine = (
  { said, ...line }: FormSigner,
  digest: string,
  { actor, at }: ActQuestion,
  taken: SignatureTaken | undefined,
): SignedLine => {
  const by = { id: actor.id, name: actor.name }
  const signature: Signature | undefined =
    taken !== undefined
      ? {
          way: 'drawn',
          at,
          digest,
          by,
          image: taken.image,
          ...((taken.capacity ?? '') === '' ? {} : { capacity: taken.capacity as string }),
          ...((taken.signedBy ?? '') === '' ? {} : { signedBy: taken.signedBy as string }),
        }
      : said !== undefined
        ? { at, digest, by, ...said }
        : line.inside && line.person === actor.id
          ? { way: 'act', at, digest, by }
          : undefined
  return { ...line, ...(signature === undefined ? {} : { signature }) }
}

/** A drawn signature holds for the paper that was seen when it was drawn, and is strokes and nothing else. */
const takenRefusals = (taken: SignatureTaken, papers: readonly IssuedPaper[]): readonly Refusal[] => {
  const paper = papers.find(({ form }) => form === taken.form)
  const field = 'signatures'
  if (paper?.signers?.some(({ line }) => line === taken.line) !== true)
    return [refusal('no-such-line', '这份文书上没有要签的这一处，请重新预览', { field })]
  return [
    ...(paper.digest === taken.digest
      ? []
      : [
          refusal(
            'another-text',
            `《${paper.title}》的内容在签名之后有了改动，签名只对签名时看到的内容有效，请重新预览并签名`,
            {
              basis: [electronicSignatureLaw(13)],
              field,
            },
          ),
        ]),
    ...strokesRefusals(taken.image, field),
  ]
}

/** Lines that somebody other than who does the act has signed or is to sign have a strand: on it what is missing waits. */
const signatureOpening = ({ id, title, digest, signers = [] }: IssuedPaper): readonly StrandOpening[] =>
  signers.every(({ signature }) => signature?.way === 'act')
    ? []
    : [{ kind: 'signature', title, state: standingOfLines(signers), data: { paper: id, digest, lines: signers } }]

const parties = (paper: PaperRule, question: ActQuestion): readonly string[] | undefined => {
  const each = paper.each?.(question)
  return each === undefined || each.length === 0 ? undefined : each
}

/** Several papers of one series in one act are numbered one after the other. */
const nextNumber = (question: ActQuestion, rule: Act, series: string, used: Map<string, number>): PaperNumber => {
  const first = question.facts.numbers.get(series)
  if (first === undefined) throw new Error(`no number of series ${series} was loaded for act ${rule.name}`)
  const before = used.get(series) ?? 0
  used.set(series, before + 1)
  return before === 0 ? first : numbered(question.facts.agency.shortName, series, first.year, first.n + before)
}

const nextStage = (rule: Act, question: ActQuestion): string | undefined => {
  if (rule.becomes !== undefined) return rule.becomes.stage
  const chosen = rule.choose === undefined ? rule.leadsTo?.[0] : rule.choose(question)
  if (chosen !== undefined && !rule.leadsTo?.includes(chosen))
    throw new Error(`act ${rule.name} leads to ${chosen}, which it does not name`)
  return chosen
}

const worked = (
  on: NonNullable<Act['on']>,
  question: ActQuestion,
  strand: Strand,
): NonNullable<CaseEventData['strand']> => {
  const asked = { ...question, strand }
  const keep = on.keep?.(asked)
  return {
    id: strand.id,
    state: typeof on.to === 'string' ? on.to : on.to(asked),
    ...(keep === undefined ? {} : { keep }),
  }
}
