import { z } from 'zod'
import { type Finding, factKinds, formOf, momentText } from '../documents/index.ts'
import type { StoredEvent } from '../journal/index.ts'
import type { Refusal } from '../kernel/index.ts'
import { citationView, type JsonSchema } from '../platform/index.ts'
import {
  type Act,
  type ActEvent,
  actEventOf,
  actOf,
  availableActs,
  type CaseEvent,
  type CaseState,
  checklistIn,
  type Dossier,
  discretionOf,
  discretionSteps,
  discretionText,
  dutyTitles,
  evidenceKinds,
  type Facts,
  type FileRef,
  filesNamed,
  graphOf,
  type ItemFact,
  indexOf,
  isJoint,
  isLineOf,
  limitsOf,
  linesOf,
  type Measured,
  missingSignatures,
  missingText,
  type NextStep,
  nameAmong,
  nextSteps,
  openOf,
  type Party,
  type PaymentData,
  type Procedure,
  type ProofPoint,
  partyRoles,
  proofNeeds,
  punishedAs,
  type Question,
  responsibilities,
  type Signature,
  type SignedLine,
  shareOf,
  signatureWays,
  stepsAhead,
} from '../procedure/index.ts'
import { dueText, limitText, urgencyOf } from './dates.ts'
import { limitOf, limitTitle } from './limit-of.ts'
import { partyKeyOf } from './party-key.ts'
import type {
  ActView,
  CaseView,
  DiscretionView,
  EvidenceView,
  FileView,
  FindingView,
  GraphView,
  LimitView,
  PaperView,
  PartyView,
  ProofView,
  SignedLineView,
  TimelineEntry,
} from './view.ts'

/** What came with the clue and stands in no evidence yet. */
const broughtIn = ({ clue, evidence }: CaseState['dossier']): readonly FileRef[] => {
  const taken = new Set(evidence.flatMap(({ files }) => files.map(({ blob }) => blob)))
  return (clue?.files ?? []).filter(({ blob }) => !taken.has(blob))
}

export const fileView = (file: FileRef): FileView => ({
  ...file,
  href: `/api/files/${file.blob}/${encodeURIComponent(file.name)}`,
})

const partyKinds: Readonly<Record<Party['kind'], string>> = {
  organisation: '法人或者非法人组织',
  household: '个体工商户',
  person: '自然人',
}

/** What is there of it. */
const given = <K extends string>(
  values: Readonly<Record<K, string | undefined>>,
): Readonly<Partial<Record<K, string>>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Partial<
    Record<K, string>
  >

export const partyView = (party: Party): PartyView => ({
  id: party.id,
  key: partyKeyOf(party),
  kind: party.kind,
  kindTitle: partyKinds[party.kind],
  name: party.name,
  address: party.address,
  contact: party.representative || party.name,
  ...given({
    licence: party.licence,
    code: party.code,
    representative: party.representative,
    idNumber: party.idNumber,
    phone: party.phone,
  }),
  fields: (
    [
      ['在违法行为中的身份', party.role === undefined ? undefined : partyRoles[party.role]],
      ['主体资格证照名称', party.licence],
      ['统一社会信用代码', party.code],
      ['住所（住址）', party.address],
      [party.kind === 'household' ? '经营者' : '法定代表人（负责人）', party.representative],
      ['居民身份证号码', party.idNumber],
      ['联系电话', party.phone],
    ] as const
  ).flatMap(([title, value]) => (value === undefined || value === '' ? [] : [{ title, value }])),
})

/** Everything that the desk shows of a case but its time line. */
export const caseView = (
  procedures: ReadonlyMap<string, Procedure>,
  state: CaseState,
  question: Omit<Question, 'state'>,
  id: string,
  warned: WarnedOf = () => [],
): CaseView => {
  const procedure = procedures.get(state.procedure)
  if (procedure === undefined) throw new Error(`case ${id} follows ${state.procedure}, which nobody knows`)
  const { facts, actor } = question
  const { dossier } = state
  const index = indexOf(procedure)
  const limits = limitsOf(procedure, state, facts.calendar, facts.now)
  const acts = actViews(procedure, { ...question, state }, `/api/cases/${id}/acts`)
  const isMine = ({ waits }: NextStep) =>
    waits.some(
      (wait) =>
        wait.person === actor.id ||
        (wait.role !== undefined && actor.roles.includes(wait.role) && (wait.unit ?? actor.unit) === actor.unit),
    )
  const waiting = (step: NextStep) => {
    const limit = limitOf(procedure, limits, step)
    const answer = limit?.answer
    return {
      act: step.act,
      sentence: step.strandTitle === undefined ? step.title : `${step.title}：${step.strandTitle}`,
      who: step.who,
      mine: isMine(step),
      basis: (index.act.get(step.act)?.basis ?? []).map(citationView),
      ...(limit === undefined || answer?.due === undefined
        ? {}
        : {
            limitTitle: limit.rule.title,
            due: answer.due,
            dueText: dueText(answer.due, facts.now, facts.calendar),
            because: answer.explanation,
          }),
      urgency: urgencyOf(answer?.due, facts.now, facts.calendar),
    }
  }
  const steps = nextSteps(procedure, state)
  const next = steps.find(isMine) ?? steps[0]
  const nextAct = next === undefined ? undefined : acts.find(({ name }) => name === next.act)
  const publication = state.strands.findLast(({ kind }) => kind === 'publication')
  const published =
    publication?.data.on === undefined ? undefined : shareOf(dossier, publication.data.party)?.decision?.number
  const payments = state.strands
    .filter(({ kind }) => kind === 'payment')
    .map(({ data }) => data as unknown as PaymentData)
  return {
    id,
    version: state.version,
    ...(dossier.number === undefined ? {} : { number: dossier.number }),
    title: dossier.title,
    procedure: { name: procedure.name, title: procedure.title },
    stage: {
      name: state.stage,
      title: index.stage.get(state.stage)?.title ?? state.stage,
      since: state.stages.at(-1)?.at ?? state.openedAt,
    },
    openedAt: state.openedAt,
    unit: { id: dossier.unit, name: dossier.unitName },
    handlers: dossier.handlers.map((handler) => ({
      ...handler,
      certificates: facts.officers.get(handler.id)?.certificates ?? [],
    })),
    parties: dossier.parties.map(partyView),
    ...(dossier.item === undefined
      ? {}
      : {
          item: {
            id: dossier.item.id,
            name: dossier.item.name,
            breached: dossier.item.breached.map(citationView),
            penalty: dossier.item.penalty.map(citationView),
          },
        }),
    graph: graphView(procedure, state),
    ...(next === undefined
      ? {}
      : {
          next: {
            ...waiting(next),
            missing: (nextAct?.reasons ?? []).filter(({ code }) => !personal.has(code)).map(({ message }) => message),
            ahead: stepsAhead(procedure, state).filter(({ act }) => !steps.some((step) => step.act === act)),
          },
        }),
    waiting: steps.filter((step) => step !== next).map(waiting),
    acts,
    limits: limits.map((each) => ({
      ...limitView(each, facts, state),
      warned: warned(each.rule.name, each.strand ?? ''),
    })),
    papers: state.papers.map((paper) => paperView(paper, state, actOf(procedures, state.procedure, paper.act), actor)),
    unsigned: missingSignatures(state).map(missingText),
    evidence: dossier.evidence.map(
      (evidence): EvidenceView => ({
        id: evidence.id,
        kind: evidence.kind,
        kindTitle: evidenceKinds[evidence.kind],
        title: evidence.title,
        source: evidence.source,
        takenAt: evidence.takenAt,
        takenBy: evidence.takenBy.map(({ name }) => name),
        proves: evidence.proves,
        ...concerns(dossier, evidence.party),
        files: evidence.files.map(fileView),
      }),
    ),
    brought: broughtIn(dossier).map(fileView),
    checklist: checklistIn(state, facts).map(proofView),
    ...(dossier.findings === undefined
      ? {}
      : {
          findings: {
            facts: dossier.findings.facts,
            nature: dossier.findings.nature,
            violation: dossier.findings.violation,
            ...(dossier.findings.gaps === undefined ? {} : { gaps: dossier.findings.gaps }),
          },
        }),
    ...(dossier.proposal === undefined ? {} : { penalty: penaltyView(dossier.proposal) }),
    ...(publication === undefined
      ? {}
      : {
          publication: {
            state: publication.state,
            stateTitle: index.strand.get('publication')?.states[publication.state] ?? publication.state,
            at: publication.openedAt,
            ...(published === undefined ? {} : { href: `/decisions/${encodeURIComponent(published)}` }),
          },
        }),
    ...(payments.length === 0
      ? {}
      : {
          money: {
            ...moneyView(payments),
            ...(isJoint(dossier)
              ? {
                  each: dossier.parties.map(({ id: whose, name }) => ({
                    name,
                    ...moneyView(payments.filter((payment) => payment.party === whose)),
                  })),
                }
              : {}),
          },
        }),
  }
}

const proofView = ({ kinds, ...point }: ProofPoint): ProofView => ({
  ...point,
  needTitle: proofNeeds[point.need],
  kinds: kinds.map((kind) => evidenceKinds[kind]),
})

const moneyView = (payments: readonly PaymentData[]) => ({
  due: payments.reduce((sum, { due }) => sum + due, 0),
  paid: payments.reduce((sum, each) => sum + each.due + (each.surcharge ?? 0) - openOf(each), 0),
  surcharge: payments.reduce((sum, { surcharge = 0 }) => sum + surcharge, 0),
  open: payments.reduce((sum, each) => sum + openOf(each), 0),
})

type Proposal = NonNullable<CaseState['dossier']['proposal']>
const penaltyView = ({ kinds, fine, gains, goods, step, version, ...why }: Proposal): CaseView['penalty'] => ({
  kinds,
  fine,
  gains,
  ...(goods === undefined ? {} : { goods }),
  step,
  stepTitle: discretionSteps[step],
  reasons: discretionText(why),
  version,
})

/** Reasons that speak of the person who looks, not of the case. */
const personal = new Set([
  'not-your-role',
  'not-your-unit',
  'not-a-handler',
  'handled-the-case',
  'another-reviewer',
  'assigned-to-another',
  'not-qualified',
])

const graphView = (procedure: Procedure, state: CaseState): GraphView => {
  const since = new Map(state.stages.map(({ stage, at }) => [stage, at]))
  const graph = graphOf(procedure)
  const place = graph.stages.findIndex(({ name }) => name === state.stage)
  return {
    stages: graph.stages.map(({ name, title, final }, n) => {
      const at = since.get(name)
      const closed = graph.stages[place]?.final === true
      return {
        name,
        title,
        state:
          name === state.stage
            ? final
              ? 'done'
              : 'current'
            : n < place
              ? at === undefined && closed
                ? 'skipped'
                : 'done'
              : 'ahead',
        ...(at === undefined ? {} : { since: at }),
      }
    }),
    edges: graph.edges.map(({ from, to, act }) => ({ from, to, act: act.name, title: act.title })),
  }
}

/** What was warned of a clock, the first before. */
export type WarnedOf = (limit: string, strand: string) => LimitView['warned']

const limitView = (
  { rule, strand, start, metAt, answer }: ReturnType<typeof limitsOf>[number],
  { now, calendar }: Facts,
  of: CaseState,
): Omit<LimitView, 'warned'> => {
  const state =
    metAt !== undefined
      ? answer.late
        ? 'met-late'
        : 'met'
      : answer.stopped
        ? 'stopped'
        : answer.late && rule.right !== true
          ? 'missed'
          : 'running'
  return {
    name: rule.name,
    title: limitTitle(rule, strand, of),
    state,
    start,
    ...(answer.due === undefined ? {} : { due: answer.due }),
    dueText:
      metAt !== undefined
        ? answer.late
          ? '已办结（超期）'
          : '已办结'
        : rule.right && answer.late
          ? '期限已过'
          : limitText(answer, now, calendar),
    ...(metAt === undefined ? {} : { metAt }),
    explanation: answer.explanation,
    urgency: metAt !== undefined || rule.right ? 'none' : urgencyOf(answer.due, now, calendar),
    basis: rule.basis.map(citationView),
  }
}

const lineView = (line: SignedLine, actor: Question['actor']): SignedLineView => {
  const { signature } = line
  return {
    line: line.line,
    who: line.who,
    name: line.name,
    inside: line.inside,
    mine: signature === undefined && isLineOf(line, actor),
    ...(signature === undefined ? {} : { way: signature.way }),
    text: signature === undefined ? '还缺签名' : signatureText(signature),
    scans: (signature?.scans ?? []).map(fileView),
  }
}

const signatureText = ({ way, at, by, capacity, signedBy, reason, witness, scans }: Signature): string => {
  const when = momentText(at)
  if (way === 'act' || way === 'account') return `${by.name}于${when}以账号确认`
  const who = `${signedBy ?? ''}${capacity === undefined ? '' : `（${capacity}）`}`
  if (way === 'drawn') return `${who}${when}手写签名`
  if (way === 'paper') return `${who}在纸质文书上签名${scans === undefined ? '，没有存签名页' : ''}`
  return `${signatureWays[way]}${reason === undefined ? '' : `：${reason}`}${witness === undefined ? '' : `；见证人${witness}`}`
}

/** Forms of which a later one of the case takes the place of the one before. */
const replacing = new Set([35])

const paperView = (
  paper: CaseState['papers'][number],
  state: CaseState,
  madeBy: Act | undefined,
  actor: Question['actor'],
): PaperView => {
  const service = state.strands.find(({ kind, data }) => kind === 'service' && data.paper === paper.id)
  const onTheSpot = paper.form === 44
  return {
    id: paper.id,
    form: paper.form,
    title: paper.title,
    ...(paper.number === undefined ? {} : { number: paper.number.text }),
    act: paper.act,
    actTitle: madeBy?.title ?? paper.act,
    at: paper.at,
    by: paper.by,
    digest: paper.digest,
    ...(service === undefined ? {} : { service: service.id }),
    served:
      service === undefined
        ? onTheSpot
          ? 'served'
          : 'not-needed'
        : service.state === 'served' || service.state === 'voided'
          ? service.state
          : 'waiting',
    ...(service?.state === 'voided' ? { voided: String(service.data.reason) } : {}),
    ...(paper.edited === undefined ? {} : { edited: paper.edited }),
    ...(service?.state === 'served'
      ? { servedAt: String(service.data.servedAt) }
      : onTheSpot
        ? { servedAt: paper.at }
        : {}),
    pdf: `/api/papers/${paper.id}.pdf`,
    lines: linesOf(state, paper).map((line) => lineView(line, actor)),
    anew:
      replacing.has(paper.form) &&
      state.papers.some(
        (before) => before.form === paper.form && before.version < paper.version && linesOf(state, before).length > 0,
      ),
  }
}

export const findingView = (finding: Finding): FindingView => ({ ...finding, kindTitle: factKinds[finding.kind] })

export const refusalView = (refusal: Refusal) => ({ ...refusal, citations: refusal.basis.map(citationView) })

/** The acts of a procedure as buttons for one person: what is next first, then what may be done, then what can't and why. */
export const actViews = (procedure: Procedure, question: Question, href: string): readonly ActView[] => {
  const order = { next: 0, beside: 1, later: 2 }
  const onThePath = new Set(
    procedure.stages.flatMap(({ path }) => path.map((step) => (typeof step === 'string' ? step : step.act))),
  )
  return availableActs(procedure, question)
    .map(({ act, reasons, place, strands }): ActView => {
      const strand = strands.at(-1)
      return {
        name: act.name,
        title: act.title,
        ...(act.topic === undefined || onThePath.has(act.name) ? {} : { topic: act.topic }),
        purpose: act.purpose,
        place,
        available: reasons.length === 0,
        reasons: reasons.map(refusalView),
        who: act.by.title,
        basis: act.basis.map(citationView),
        papers: (act.papers ?? []).map(({ form }) => ({ form, title: formOf(form).name })),
        duty: dutyTitles[act.duty ?? 'text'],
        ...(act.signs === undefined ? {} : { signs: responsibilities[act.signs] }),
        schema: schemaOf(act),
        known:
          reasons.length === 0 ? (act.known?.({ ...question, ...(strand === undefined ? {} : { strand }) }) ?? {}) : {},
        ...(strands.length === 0
          ? {}
          : {
              strands: strands.map((each) => ({
                id: each.id,
                title: each.title,
                ...(strands.length > 1 && reasons.length === 0 && act.known !== undefined
                  ? { known: act.known({ ...question, strand: each }) }
                  : {}),
              })),
            }),
        href: `${href}/${act.name}`,
      }
    })
    .sort((a, b) => order[a.place] - order[b.place])
}

const schemas = new WeakMap<Act, JsonSchema>()

/** What an act's data must be, as JSON Schema. */
export const schemaOf = (act: Act): JsonSchema => {
  const known = schemas.get(act)
  if (known !== undefined) return known
  const schema = z.toJSONSchema(act.data, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  schemas.set(act, schema)
  return schema
}

const concerns = (dossier: Dossier, party: string | undefined): Pick<EvidenceView, 'concerns'> => {
  const name = nameAmong(dossier, party)
  return name === undefined ? {} : { concerns: name }
}

/** What was done, in one sentence; in a case with several parties also whose payment, service or hearing it was about. */
export const sentenceOf = (act: Act | undefined, seen: ActEvent, { strands, dossier }: CaseState): string => {
  const sentence = act?.sentence?.(seen, dossier) ?? act?.title ?? seen.act
  const party = strands.find(({ id }) => id === seen.strand)?.data.party
  const name = nameAmong(dossier, party)
  return name === undefined || sentence.includes(name) ? sentence : `${name}：${sentence}`
}

/** An event as a line of the case's time line. */
export const timelineEntry = (
  procedures: ReadonlyMap<string, Procedure>,
  event: StoredEvent,
  state: CaseState,
  sealed: boolean,
): TimelineEntry => {
  const seen = actEventOf(event as unknown as CaseEvent)
  const act = actOf(procedures, state.procedure, event.type)
  const late = Date.parse(event.enteredAt) - Date.parse(event.happenedAt) > 24 * 3_600_000
  return {
    eventId: event.id,
    version: event.version,
    act: event.type,
    title: act?.title ?? event.type,
    sentence: sentenceOf(act, seen, state),
    happenedAt: event.happenedAt,
    enteredAt: event.enteredAt,
    enteredLate: late,
    actor: { id: event.actor.id, name: event.actor.name, kind: event.actor.kind },
    sealed,
    papers: seen.papers.map(({ id, title, number }) => ({
      id,
      title: number === undefined ? title : `${title}（${number.text}）`,
    })),
    files: [...filesNamed(seen.input)].map(fileView),
    basis: (act?.basis ?? []).map(citationView),
  }
}

/** What an item's standard makes of a violation that is measured so. */
export const discretionView = (
  item: ItemFact | undefined,
  { dossier }: CaseState,
  measured: Measured,
  of?: string,
): DiscretionView | undefined => {
  if (item === undefined) return undefined
  const party = dossier.parties.find(({ id }) => id === of) ?? dossier.parties[0]
  const { explanation, step, fine } = discretionOf(item, party === undefined ? 'person' : punishedAs(party), measured)
  return {
    explanation,
    step,
    stepTitle: discretionSteps[step],
    ...(fine === undefined ? {} : { fine }),
    factors: item.steps.map((each) => ({ title: discretionSteps[each.step], factors: each.factors })),
  }
}

interface BatchField {
  readonly title?: string
  readonly 'x-templates'?: readonly string[]
}

/** The one field that an act asks for where it may be done for several cases at once. */
export const batchOf = (act: Act | undefined) => {
  if (act?.batch === undefined) return undefined
  const { properties = {} } = schemaOf(act) as { readonly properties?: Readonly<Record<string, BatchField>> }
  const field = properties[act.batch]
  return { field: act.batch, title: field?.title ?? act.title, templates: field?.['x-templates'] ?? [] }
}
