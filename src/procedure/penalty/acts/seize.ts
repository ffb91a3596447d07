import { z } from 'zod'
import { compulsionLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { type ActQuestion, act, type Data } from '../../act.ts'
import { strandId } from '../../decide.ts'
import { choice, confirmed, longText, number, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { CaseState, FileRef, Strand } from '../../state.ts'
import {
  concerning,
  contactOf,
  mayConcern,
  ofConcerned,
  ownerField,
  ownerMissing,
  partyKnown,
  saidOf,
} from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { goodsOf, inventoryField, type Thing, thingsFrom, thingsText, withThings } from '../goods.ts'
import { refsOf } from '../refs.ts'
import { titleFor } from '../shares.ts'
import {
  approvalFields,
  belatedApproval,
  evidenceOf,
  grantedFor,
  handedOver,
  onTheSpotFields,
  onTheSpotRefusals,
} from '../taking.ts'

export const seizureKinds = { seal: '查封', seize: '扣押' } as const
export type SeizureKind = keyof typeof seizureKinds

export const seizureCustodies = {
  'on-site': '原地封存，由当事人看管',
  bureau: '由本局保管',
  entrusted: '委托第三人保管',
} as const

const whereFound = {
  place: '当事人的场所',
  consigned: '当事人托运的物品',
  deposited: '当事人家存或者寄存的物品',
} as const

const grantedSeizure = (state: CaseState, party?: unknown): Strand | undefined =>
  grantedFor(state, 'seizure-approval', party)

/** What was kept and is now to be seized: this party's, where one is named. */
const toSeize = ({ strands }: CaseState, party: string | undefined): readonly Thing[] =>
  strands
    .filter((strand) => strand.kind === 'goods' && mayConcern(strand, party))
    .flatMap((strand) => goodsOf(strand).things.filter(({ now }) => now === 'to-seize'))

type Given = Data & {
  party?: string | undefined
  approval: string
  kind: SeizureKind
  presence: string
  statement?: string | undefined
  seals: number
  custody: string
  custodian?: string | undefined
  found: string
  carrier?: string | undefined
}

const asked = ({ state, data }: ActQuestion<Given>): { readonly kind?: unknown } | undefined =>
  grantedSeizure(state, data.party)?.data.asked as { readonly kind?: unknown } | undefined

const lawfulRefusals = (question: ActQuestion<Given>): readonly Refusal[] => {
  const { data } = question
  const no = (code: string, message: string, field: string, ...basis: Refusal['basis']) =>
    refusal(code, message, { field, basis })
  return [
    ...(data.approval === 'approved' && asked(question) === undefined
      ? [
          no(
            'seizure-not-approved',
            '查封、扣押还没有经局负责人批准；情况紧急的，选择“当场实施，二十四小时内补办批准”',
            'approval',
            rules(36, 1),
            compulsionLaw(18, 1, 1),
          ),
        ]
      : []),
    ...(data.approval === 'approved' && asked(question) !== undefined && asked(question)?.kind !== data.kind
      ? [no('not-what-was-approved', '实施的措施与批准的不一致，请核对或者重新申请', 'kind', rules(36, 1))]
      : []),
    ...(data.presence !== 'absent' && (data.statement ?? '') === ''
      ? [
          no(
            'party-not-heard',
            '应当听取当事人的陈述和申辩并记录；当事人没有意见的，也请写明',
            'statement',
            compulsionLaw(18, 1, 6),
          ),
        ]
      : []),
    ...(data.kind === 'seal' && data.seals === 0
      ? [no('no-seals', '查封的场所、设施或者财物应当加贴封条，请填写封条数量', 'seals', rules(41, 2))]
      : []),
    ...(data.custody === 'entrusted' && (data.custodian ?? '') === ''
      ? [no('no-custodian', '委托第三人保管的，请填写受委托的保管人', 'custodian', rules(41, 1), compulsionLaw(26, 2))]
      : []),
    ...(data.kind === 'seize' && data.custody === 'on-site'
      ? [
          no(
            'seized-but-left',
            '扣押的物品应当由本局保管或者委托第三人保管；原地封存的，应当采取查封措施',
            'custody',
            rules(41),
          ),
        ]
      : []),
    ...(data.found === 'consigned' && data.kind === 'seal'
      ? [no('consigned-is-seized', '当事人托运的物品，应当采取扣押措施，通知承运单位协助', 'kind', rules(39))]
      : []),
    ...(data.found === 'consigned' && (data.carrier ?? '') === ''
      ? [no('no-carrier', '扣押当事人托运的物品，请填写协助扣押的单位', 'carrier', rules(39))]
      : []),
  ]
}

/**
 * 实施查封、扣押 (行政强制法 art. 18, 23, 24; 程序规定 art. 36–41): two officers or more, the party called and told and heard, a record
 * on the spot, decision and inventory handed over there and then.
 */
export const seize = act('seize', {
  title: '实施查封、扣押',
  purpose: '出示证件，通知当事人到场，告知理由、依据、权利和救济途径，听取陈述申辩，当场交付决定书和清单',
  basis: [rules(36), rules(37), compulsionLaw(18), compulsionLaw(24)],
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: [compulsionLaw(18, 1, 2), compulsionLaw(17, 3)] }),
  gates: [handlersNamed, certificatesShown],
  duty: 'whole',
  data: z.strictObject({
    party: ownerField('场所、设施、财物属于哪一个当事人', { place: 'address', presentPerson: 'contact' }),
    ...onTheSpotFields,
    ...approvalFields,
    kind: choice('强制措施', seizureKinds),
    reasons: longText('查封、扣押的理由', { hint: '写与违法行为的关系和不采取的后果', max: 2000 }),
    power: text('法律、法规依据', { max: 200, hint: '授权采取该措施的法律、法规及条款，如《食品安全法》第一百一十条' }),
    days: number('期限（日）', { min: 1, max: 30, hint: '不得超过三十日' }),
    told: confirmed('已出示证件，告知理由、依据、权利和救济途径', {
      hint: '当事人不在场的，在决定书中写明并依法送达',
    }),
    statement: z
      .string()
      .trim()
      .max(3000)
      .optional()
      .meta({
        title: '当事人的陈述、申辩',
        'x-widget': 'long-text',
        'x-hint': '按原话记录；没有的写明没有陈述、申辩',
        'x-templates': ['当事人表示没有意见，不作陈述、申辩。'],
      }),
    course: longText('现场情况', { hint: '按顺序写明告知、清点、封存、交付的经过' }),
    found: choice('物品所在', whereFound),
    carrier: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '协助扣押的单位', 'x-widget': 'text', 'x-when': { field: 'found', is: 'consigned' } }),
    takenOut: z
      .string()
      .trim()
      .max(1000)
      .optional()
      .meta({
        title: '取出的经过',
        'x-widget': 'long-text',
        'x-hint': '责令当事人取出；拒绝取出的，会同当地有关部门或者单位取出',
        'x-when': { field: 'found', is: 'deposited' },
      }),
    things: inventoryField('查封、扣押的场所、设施或者财物'),
    related: confirmed('与违法行为有关，不是当事人及其所扶养家属的生活必需品，也没有被其他国家机关查封'),
    seals: number('封条数量（张）', { max: 10_000 }),
    custody: choice('保管方式', seizureCustodies),
    custodyPlace: text('保管地点'),
    custodian: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '受委托的保管人', 'x-widget': 'text', 'x-when': { field: 'custody', is: 'entrusted' } }),
  }),
  checks: [(question) => onTheSpotRefusals(question, true), ownerMissing, lawfulRefusals],
  papers: [
    { form: 21, number: '强制', each: ofConcerned },
    { form: 24, each: ofConcerned },
    { form: 9, each: ofConcerned },
    { form: 25, when: ({ data }) => data.seals > 0 },
    { form: 26, when: ({ data }) => data.custody === 'entrusted', each: ofConcerned },
    { form: 18, number: '协扣', when: ({ data }) => data.found === 'consigned', each: ofConcerned },
  ],
  opens: (question, papers) => {
    const { data, state } = question
    const [decision] = papers
    const id = strandId('seizure', state.version + 1, 1)
    const own = concerning(state.dossier, data.party)
    const titled = (title: string) => titleFor(title, state.dossier, own.party)
    const name = seizureKinds[data.kind]
    return [
      {
        kind: 'seizure',
        title: titled(`${name}（${decision?.number?.text ?? ''}）`),
        data: { kind: data.kind, days: data.days, paper: decision?.id, number: decision?.number?.text, ...own },
      },
      {
        kind: 'goods',
        title: titled(`涉案物品（${thingsText(thingsFrom(data.things))}）`),
        data: {
          things: thingsFrom(data.things),
          under: id,
          inPlace: data.custody === 'on-site',
          custody: `${seizureCustodies[data.custody]}${data.custody === 'entrusted' ? `（${data.custodian ?? ''}）` : ''}，${data.custodyPlace}`,
          ...own,
        },
      },
      ...handedOver(decision, question),
      ...belatedApproval(id, titled(name), question),
    ]
  },
  // What was only kept until now is on the new inventory from here on.
  moves: ({ data, state }) => [
    ...(data.approval === 'approved'
      ? [grantedSeizure(state, data.party)].flatMap((granted) =>
          granted === undefined ? [] : [{ id: granted.id, state: 'carried-out' }],
        )
      : []),
    ...state.strands
      .filter(
        (strand) =>
          strand.kind === 'goods' &&
          mayConcern(strand, concerning(state.dossier, data.party).party) &&
          goodsOf(strand).things.some(({ now }) => now === 'to-seize'),
      )
      .map((strand) =>
        withThings(strand, state, (thing) => (thing.now === 'to-seize' ? { ...thing, now: 'converted' } : thing)),
      ),
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  apply: (dossier, { input, record, papers, version, at }) => ({
    ...dossier,
    evidence: [
      ...dossier.evidence,
      evidenceOf(version, at, record, {
        kind: 'inspection',
        title: `${seizureKinds[input.kind]}现场笔录（${input.place}）`,
        source: input.place,
        proves: `${seizureKinds[input.kind]}的经过和${thingsText(thingsFrom(input.things))}的状态`,
        files: input.recording as readonly FileRef[],
        paper: papers.find(({ form }) => form === 9)?.id,
        ...concerning(dossier, input.party),
      }),
    ],
  }),
  sentence: ({ input, papers }, dossier) =>
    `${saidOf(`${seizureKinds[input.kind]}${thingsText(thingsFrom(input.things))}（${papers[0]?.number?.text ?? ''}）`, dossier, input.party)}${input.approval === 'urgent' ? '（紧急，待补办批准）' : ''}`,
  known: (question) => {
    const { state } = question
    const approved = grantedSeizure(state)
    const granted = approved?.data.asked as { kind?: SeizureKind; power?: string } | undefined
    const party = partyKnown(state, approved)
    const own = concerning(state.dossier, approved?.data.party)
    const kept = toSeize(state, own.party)
    return {
      ...own,
      officers: state.dossier.handlers.map(({ id }) => id),
      place: party?.address,
      presence: 'present',
      presentPerson: contactOf(party),
      approval: granted === undefined ? undefined : 'approved',
      kind: granted?.kind ?? 'seize',
      power: granted?.power,
      days: 30,
      found: 'place',
      signed: 'signed',
      custody: (granted?.kind ?? 'seize') === 'seize' ? 'bureau' : 'on-site',
      seals: 1,
      recording: [],
      ...(kept.length === 0 ? {} : { things: kept.map(({ no: _no, now: _now, proceeds: _proceeds, ...row }) => row) }),
    }
  },
})
