import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { capitals, citationText, yuan } from '../../kernel/index.ts'
import {
  type CaseState,
  discretionSteps,
  evidenceKinds,
  type Facts,
  isJoint,
  itemsOf,
  type OfficerRef,
  type PaperContext,
  type Party,
  type Penalty,
  type PenaltyKind,
  partyIn,
  penaltyFor,
  penaltyKinds,
} from '../../procedure/index.ts'
import { type Block, type Masked, type Place, paragraphs, type Run, rows } from '../blocks.ts'
import { type EditableText, shown } from '../form.ts'

/** 2026年3月2日 */
export const dateText = (instantOrDay: string): string => {
  const day = instantOrDay.length === 10 ? instantOrDay : dayOf(instantOrDay)
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** 9时05分, in China, where one time holds all year. */
const timeText = (instant: string): string => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${Number(local.slice(11, 13))}时${local.slice(14, 16)}分`
}

/** 2026年3月2日9时05分 */
export const momentText = (instant: string): string => `${dateText(instant)}${timeText(instant)}`

/** 2026年3月2日9时05分至10时00分; the date again only where it is another. */
export const periodText = (from: unknown, until: unknown): string => {
  const [begun, ended] = [String(from), String(until)]
  return `${momentText(begun)}至${dayOf(begun) === dayOf(ended) ? timeText(ended) : momentText(ended)}`
}

export const moneyText = (fen: number): string => `人民币${capitals(fen)}（¥${yuan(fen)}元）`

export const partyContent = z.strictObject({
  kind: z.enum(['person', 'organisation', 'household']),
  name: shown,
  licence: shown.optional(),
  code: shown.optional(),
  address: shown,
  representative: shown.optional(),
  idNumber: shown.optional(),
  phone: shown.optional(),
})
export type PartyContent = z.infer<typeof partyContent>

/** The party that a paper is about; the first of the case, where it is about none of them alone (`othersOf` gives the others). */
export const partyOf = (state: CaseState, id?: string): PartyContent => {
  const party = partyIn(state.dossier, id) ?? state.dossier.parties[0]
  if (party === undefined) throw new Error('this paper needs a party')
  return partyFrom(party)
}

/** The further parties of the case, for papers that are about it as a whole. */
export const othersContent = z.array(partyContent).optional()
export const othersOf = ({ dossier }: CaseState): { readonly others?: PartyContent[] } =>
  isJoint(dossier) ? { others: dossier.parties.slice(1).map(partyFrom) } : {}

/** Who a paper of the investigation is about: the party that its act concerns, or all of them. */
export const concernedOf = (
  state: CaseState,
  id: string | undefined,
): { readonly party: PartyContent; readonly others?: PartyContent[] } => ({
  party: partyOf(state, id),
  ...(id === undefined ? othersOf(state) : {}),
})
/** Their names. */
export const concernedText = ({
  party,
  others = [],
}: {
  readonly party: PartyContent
  readonly others?: readonly PartyContent[] | undefined
}): readonly (string | Masked)[] => [party, ...others].flatMap(({ name }, n) => (n === 0 ? [name] : ['、', name]))

/** On papers that otherwise name no party: who they are about, where the case has several. */
export const concernedNames = ({ dossier }: CaseState, id: string | undefined): { readonly parties?: string } =>
  isJoint(dossier)
    ? {
        parties: dossier.parties
          .flatMap(({ id: one, name }) => (id === undefined || one === id ? [name] : []))
          .join('、'),
      }
    : {}

/** Names of the parties of which a paper for one of them tells only that they are there. */
export const besideOf = ({ dossier }: CaseState, id: string | undefined): { readonly beside?: string } =>
  isJoint(dossier) && id !== undefined
    ? {
        beside: dossier.parties
          .filter((party) => party.id !== id)
          .map(({ name, role }) => `${name}（${role === undefined ? '当事人' : roleWords[role]}）`)
          .join('、'),
      }
    : {}

const roleWords = { actor: '违法行为人', joint: '共同违法行为人', responsible: '单位责任人员' } as const

export const partyFrom = (party: Omit<Party, 'id'>): PartyContent => {
  const { kind, name, licence, code, address, representative, idNumber, phone } = party
  const given = { licence, code, representative, idNumber, phone }
  return {
    kind,
    name,
    address,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
  }
}

export const partyRows = (party: PartyContent): Block =>
  rows(
    ['当事人', party.name],
    ['主体资格证照名称', party.licence],
    ['统一社会信用代码', party.code],
    [party.kind === 'person' ? '住址' : '住所（经营场所）', party.address],
    [party.kind === 'household' ? '经营者' : '法定代表人（负责人）', party.representative],
    ['居民身份证号码', party.idNumber],
    ['联系电话', party.phone],
  )

export const officersContent = z.array(z.strictObject({ name: z.string(), certificate: z.string() }))
export type OfficersContent = z.infer<typeof officersContent>
export const officersOf = (record: PaperContext['record']): OfficersContent =>
  ((record.officers ?? []) as readonly OfficerRef[]).map(({ name, certificate }) => ({ name, certificate }))
export const officerText = (officers: OfficersContent): string =>
  officers.map(({ name, certificate }) => `${name}（执法证号：${certificate}）`).join('、')
/** Their names alone, for whoever should get in touch. */
export const namesText = (officers: OfficersContent): string => officers.map(({ name }) => name).join('、')
/** A line to sign for each officer. */
export const officerSignatures = (who: string, officers: OfficersContent) =>
  officers.map(({ name, certificate }) => ({
    who,
    name,
    note: `执法证号：${certificate}`,
    place: { who, name, inside: true, certificate },
  }))
/** In a ruled form: each officer signs in the cell. */
export const officerPlaces = (who: string, officers: OfficersContent): readonly Place[] =>
  officers.map(({ name, certificate }) => ({ who, name, inside: true, certificate }))

/** Articles of the violations that a case is about, or of those for which one party is punished, each once. */
const articlesOf = ({ dossier }: CaseState, kind: 'breached' | 'penalty', party?: string): string => {
  const own = party === undefined ? undefined : dossier.proposal?.parts?.filter((part) => part.party === party)
  const items = itemsOf(dossier).filter(({ id }) => own === undefined || own.some(({ item }) => item === id))
  return [...new Set(items.flatMap((each) => each[kind].map(citationText)))].join('、')
}
/** The evidence that a paper lists: with several parties, what concerns this one or all of them, never what is another's alone. */
export const evidenceOf = (
  { dossier }: CaseState,
  party?: string,
): readonly { readonly title: string; readonly kind: string; readonly proves: string }[] =>
  dossier.evidence
    .filter((each) => party === undefined || each.party === undefined || each.party === party)
    .map(({ title, kind, proves }) => ({ title, kind: evidenceKinds[kind], proves }))

export const breachedOf = (state: CaseState, party?: string): string => articlesOf(state, 'breached', party)
export const penaltyBasisOf = (state: CaseState, party?: string): string => articlesOf(state, 'penalty', party)

/**
 * What is imposed, item by item, each a sentence; with several violations, first for each and then in all; with several parties
 * for each of them, and nothing in all, since nobody owes what another does.
 */
export const penaltyLines = (penalty: Penalty): readonly string[] => {
  const { parts, ...sum } = penalty
  if (parts === undefined) return linesOf(penalty)
  const parties = partiesIn(penalty)
  if (parties.length > 0)
    return parties.flatMap(([id, name]) => {
      const [first = '不予行政处罚。', ...more] = penaltyLines(penaltyFor(penalty, id))
      return [`对${name}：${first}`, ...more]
    })
  return [
    ...parts.map(
      (part, n) =>
        `（${n + 1}）对“${part.name}”：${part.kinds.length === 0 ? '不予行政处罚。' : linesOf(part).join('')}`,
    ),
    `以上合并执行：${linesOf(sum).join('')}`,
  ]
}

const linesOf = (penalty: Omit<Penalty, 'parts'>): readonly string[] => {
  const one = (kind: PenaltyKind): string => {
    if (kind === 'fine') return `罚款${moneyText(penalty.fine)}`
    if (kind === 'confiscate-gains') return `没收违法所得${moneyText(penalty.gains)}`
    if (kind === 'confiscate-goods') return `没收非法财物：${penalty.goods ?? ''}`
    return penaltyKinds[kind]
  }
  const lines = penalty.kinds.map(one)
  return lines.length > 1
    ? lines.map((line, n) => `${n + 1}.${line}；`.replace(/；$/, n === lines.length - 1 ? '。' : '；'))
    : lines.map((line) => `${line}。`)
}

/** On whom a penalty is imposed, where there are several: id and name. */
const partiesIn = ({ parts = [] }: Penalty): readonly (readonly [id: string, name: string])[] => [
  ...new Map(
    parts.flatMap(({ party, partyName }) => (party === undefined ? [] : [[party, partyName ?? party] as const])),
  ),
]

export const stepText = ({ step, parts }: Penalty): string =>
  parts === undefined
    ? discretionSteps[step]
    : parts[0]?.party !== undefined
      ? parts.map((part) => `对${part.partyName ?? ''}${discretionSteps[part.step]}`).join('、')
      : parts.map((part) => `${discretionSteps[part.step]}（${part.name}）`).join('、')

export const agencyContent = z.strictObject({
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  reconsideration: z.string(),
  court: z.string(),
  bank: z.string(),
})
export const agencyOf = ({
  agency: { name, address, phone, reconsideration, court, bank },
}: Facts): z.infer<typeof agencyContent> => ({ name, address, phone, reconsideration, court, bank })

export const signedTitles = {
  signed: '',
  refused: '拒绝签名，已注明并音像记录',
  absent: '不在场，已注明并音像记录',
} as const
export const signedNote = (value: unknown): string | undefined =>
  signedTitles[value as keyof typeof signedTitles] || undefined

/** The line's name without what whoever signs confirms with it. */
const called = (who: string): string => who.replace(/（.*）$/, '').replace(/签收$/, '')

/** Where somebody signs who isn't of the bureau; with the reason, where the act says that nobody did. */
export const outsidePlace = (who: string, name: string, note?: string): Place => ({
  who: called(who),
  name,
  inside: false,
  ...(note === undefined ? {} : { noted: note === signedTitles.absent ? 'absent' : 'refused' }),
})
/** A signature line of somebody who isn't of the bureau, with the reason where nobody signed. */
export const signature = (who: string, name: string, note?: string) => ({
  who,
  name,
  ...(note === undefined ? {} : { note }),
  place: outsidePlace(who, name, note),
})
/** A signature line of somebody of the bureau. */
export const colleagueSignature = (who: string, name: string, note?: string) => ({
  who,
  name,
  ...(note === undefined ? {} : { note }),
  place: { who, name, inside: true },
})

/** The party in a ruled form: every short fact in its place, two in a line. */
export const partyCells = (party: PartyContent) => [
  { label: '当事人', value: [party.name] },
  ...(party.licence === undefined && party.code === undefined
    ? []
    : [
        {
          label: '主体资格\n证照名称',
          value: [party.licence ?? ''],
          beside: { label: '统一社会\n信用代码', value: [party.code ?? ''] },
        },
      ]),
  {
    label: party.kind === 'person' ? '住址' : '住所\n（经营场所）',
    value: [party.address],
  },
  // Only the right of the two places is wide enough for the number of an identity card.
  party.kind === 'person'
    ? {
        label: '联系电话',
        value: [party.phone ?? ''],
        beside: { label: '居民身份证\n号码', value: [party.idNumber ?? ''] },
      }
    : {
        label: party.kind === 'household' ? '经营者' : '法定代表人\n（负责人）',
        value: [party.representative ?? ''],
        beside: { label: '联系电话', value: [party.phone ?? ''] },
      },
]

/** 审批 cells: what somebody said, who, and when. To say it is the signature. */
export const opinionCell = (label: string, value: Run, name: string, on: string, tall = 4) => ({
  label,
  value: [value],
  signed: [name, on].filter((each) => each !== '').join('　'),
  tall,
  ...(name === '' ? {} : { places: [{ who: label.replace('\n', ''), name, inside: true }] }),
})
export const text = z.string()

/** Names that a paper writes one after the other. */
export const namesIn = (names: string): readonly string[] => names.split('、').filter((name) => name !== '')

/** Without the full stop that a person wrote at the end, where the paper sets its own. */
export const unstopped = (value: string): string => value.replace(/[。.；;\s]+$/u, '')

/** What a person may add to a letter in words of their own; nothing where nothing was added. */
export const supplement = { title: '补充说明', optional: true } as const satisfies EditableText
export const supplementOf = (note: Run | undefined): readonly Block[] =>
  note === undefined || note === '' ? [] : paragraphs(note)
