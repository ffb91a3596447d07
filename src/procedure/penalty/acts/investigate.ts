import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { type ActEvent, type ActQuestion, act, type Data } from '../../act.ts'
import { choice, confirmed, evidenceKind, files, instant, list, longText, officers, text, yesNo } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { Dossier, Evidence, FileRef, OfficerRef } from '../../state.ts'
import {
  concernedField,
  concernedMissing,
  concerning,
  contactOf,
  ofConcerned,
  partyKnown,
  saidOf,
} from '../concerned.ts'
import { signedField } from '../fields.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { refsOf } from '../refs.ts'
import { isJoint } from '../shares.ts'

/** Something that took its time ended after it began, and before it was entered. */
export const period = ({ data, at }: ActQuestion<Data & { from: string; until: string }>) => [
  ...(data.until <= data.from
    ? [refusal('ends-before-it-begins', '结束时间应当晚于开始时间', { field: 'until' })]
    : []),
  ...(data.until > at ? [refusal('ends-in-future', '结束时间不能晚于录入时间', { field: 'until' })] : []),
]

const withOfficers = (question: ActQuestion<Data & { officers: string[] }>) => ({
  officers: refsOf(question, question.data.officers),
})

/** What of the checklist a piece of evidence proves: ticked as it is taken, so that nobody matches it again. */
export const pointsField = z
  .array(z.string().min(1).max(200))
  .max(100)
  .optional()
  .meta({ title: '证明清单中的哪些事项', 'x-widget': 'points' })

export const pointsIn = ({ points }: { readonly points?: readonly string[] | undefined }) =>
  points === undefined || points.length === 0 ? {} : { points }

/** The dossier with one more piece of evidence, taken by this act; it concerns whom the act says or, for one on a strand, its record. */
export const addEvidence = (
  dossier: Dossier,
  { version, at, input, record }: ActEvent,
  evidence: Omit<Evidence, 'id' | 'takenAt' | 'takenBy'>,
): Dossier => ({
  ...dossier,
  evidence: [
    ...dossier.evidence,
    {
      id: `evidence-${version}`,
      takenAt: at,
      takenBy: (record.officers ?? []) as readonly OfficerRef[],
      ...concerning(dossier, input.party ?? record.party),
      ...evidence,
    },
  ],
})

const begin = {
  stages: ['investigation'],
  by: handlers({ atLeast: 2 }),
  gates: [handlersNamed, certificatesShown],
  duty: 'as-listed',
} as const

const handlersKnown = ({ state }: { readonly state: { readonly dossier: Dossier } }) =>
  state.dossier.handlers.map(({ id }) => id)

/** 现场检查 (程序规定 art. 28). */
export const inspectSite = act('inspect-site', {
  title: '现场检查',
  purpose: '通知当事人到场，检查有违法嫌疑的物品或者场所，制作现场笔录',
  basis: [rules(28), rules(44)],
  ...begin,
  data: z.strictObject({
    party: concernedField({ place: 'address', presentPerson: 'contact' }),
    officers: officers(),
    from: instant('检查开始时间'),
    until: instant('检查结束时间'),
    place: text('检查地点'),
    presence: choice('当事人到场情况', {
      present: '当事人到场',
      representative: '由其代表到场',
      absent: '经通知未到场',
    }),
    presentPerson: z.string().trim().max(100).optional().meta({ title: '到场人及身份', 'x-widget': 'text' }),
    course: longText('现场情况', { hint: '按顺序写明看到的物品、数量、标识、状态和处置' }),
    signed: signedField('当事人'),
    witness: z.string().trim().max(100).optional().meta({ title: '见证人', 'x-widget': 'text' }),
    points: pointsField,
    photos: files('现场照片'),
  }),
  checks: [period, concernedMissing],
  papers: [{ form: 9, each: ofConcerned }],
  record: withOfficers,
  apply: (dossier, event) =>
    addEvidence(dossier, event, {
      kind: 'inspection',
      title: `现场笔录（${event.input.place}）`,
      source: event.input.place,
      proves: '检查时的现场情况',
      original: true,
      files: event.input.photos as readonly FileRef[],
      ...pointsIn(event.input),
      ...(event.papers[0] === undefined ? {} : { paper: event.papers[0].id }),
    }),
  sentence: ({ input }, dossier) =>
    `${saidOf(`在${input.place}现场检查`, dossier, input.party)}${input.photos.length > 0 ? `，拍照 ${input.photos.length} 张` : ''}`,
  known: (question) => ({
    officers: handlersKnown(question),
    place: partyKnown(question.state)?.address,
    presence: 'present',
    signed: 'signed',
    photos: [],
  }),
})

/** 询问 (程序规定 art. 29): one by one, read over, signed page by page. */
export const questionPerson = act('question-person', {
  title: '询问',
  purpose: '个别询问当事人或者有关人员，制作询问笔录，交被询问人核对签名',
  basis: [rules(29), rules(44)],
  ...begin,
  data: z.strictObject({
    party: concernedField({}, '被询问人是当事人或者其人员的，选该当事人；证人和有关人员，选其所述情况涉及的当事人'),
    officers: officers('询问人'),
    from: instant('询问开始时间'),
    until: instant('询问结束时间'),
    place: text('询问地点'),
    person: z
      .strictObject(
        {
          name: text('姓名', { max: 50 }),
          role: choice('身份', {
            party: '当事人',
            representative: '当事人的法定代表人、负责人或者经营者',
            employee: '当事人的员工',
            witness: '证人',
            other: '其他有关人员',
          }),
          idNumber: z.string().trim().max(18).optional().meta({ title: '居民身份证号码', 'x-widget': 'text' }),
          phone: z.string().trim().max(20).optional().meta({ title: '联系电话', 'x-widget': 'text' }),
          address: z.string().trim().max(200).optional().meta({ title: '住址', 'x-widget': 'text' }),
        },
        { error: '请填写被询问人' },
      )
      .meta({ title: '被询问人', 'x-widget': 'group' }),
    answers: list(
      '问答',
      z.strictObject({
        question: text('问', { max: 1000 }),
        answer: longText('答', { hint: '按原话记录，不概括、不代答', max: 5000 }),
      }),
      { min: 1, 'x-outline': 'person' },
    ),
    points: pointsField,
    readOver: confirmed('笔录已交被询问人核对（阅读有困难的已宣读）'),
    signed: signedField('被询问人'),
  }),
  checks: [
    period,
    concernedMissing,
    ({ data, state }) =>
      isJoint(state.dossier) &&
      data.person.role === 'party' &&
      data.party !== undefined &&
      concerning(state.dossier, data.party).party === undefined
        ? [
            refusal('which-party', '询问应当个别进行：被询问人是哪一个当事人，请选择', {
              field: 'party',
              basis: [rules(29)],
            }),
          ]
        : [],
  ],
  papers: [{ form: 14, each: ofConcerned }],
  record: withOfficers,
  apply: (dossier, event) =>
    addEvidence(dossier, event, {
      kind: event.input.person.role === 'witness' || event.input.person.role === 'other' ? 'testimony' : 'statement',
      title: `询问笔录（${event.input.person.name}）`,
      source: event.input.person.name,
      proves: '被询问人陈述的事实',
      original: true,
      files: [],
      ...pointsIn(event.input),
      ...(event.papers[0] === undefined ? {} : { paper: event.papers[0].id }),
    }),
  sentence: ({ input }, dossier) =>
    `${saidOf(`询问${input.person.name}`, dossier, input.party)}，问答 ${input.answers.length} 组`,
  known: (question) => {
    const party = partyKnown(question.state)
    return {
      officers: handlersKnown(question),
      signed: 'signed',
      ...(party === undefined
        ? {}
        : {
            person: {
              name: party.representative ?? party.name,
              role: party.kind === 'person' ? 'party' : 'representative',
              phone: party.phone,
            },
          }),
    }
  },
})

/** Where evidence came about: what is from outside needs more (程序规定 art. 27). */
const origins = { here: '境内', abroad: '外国', region: '香港、澳门特别行政区或者台湾地区' } as const

/** 提取证据 (程序规定 art. 23–27): originals, or copies that their provider has confirmed. */
export const takeEvidence = act('take-evidence', {
  title: '提取证据',
  purpose: '收集、调取书证、物证等证据，写明来源和证明内容，由提供人确认',
  basis: [rules(23), rules(24), penaltyLaw(46)],
  ...begin,
  data: z.strictObject({
    party: concernedField({ source: 'name', provider: 'contact' }),
    officers: officers('取证人'),
    kind: evidenceKind(),
    title: text('证据名称', { max: 100 }),
    source: text('证据出处', { max: 200, hint: '从何人、何处取得' }),
    provider: text('证据提供人', { max: 50 }),
    proves: longText('证明内容', { hint: '写这份证据证明哪一项事实', max: 2000 }),
    points: pointsField,
    original: choice('原件或者复制件', {
      original: '原件、原物、原始载体',
      copy: '复制件（提供人已注明与原件一致并签名）',
    }),
    method: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({
        title: '制作方法、时间、制作人',
        'x-widget': 'text',
        'x-hint': '视听资料、电子数据的复制件必填',
        'x-when': { field: 'original', is: 'copy' },
      }),
    origin: choice('证据形成地', origins).optional(),
    certified: z
      .string()
      .trim()
      .max(300)
      .optional()
      .meta({
        title: '公证、认证或者其他证明手续',
        'x-widget': 'text',
        'x-hint': '写明机构和文书编号；境外形成的公文书证必填',
        'x-when': { field: 'origin', is: ['abroad', 'region'] },
      }),
    foreign: yesNo('是外文或者外国语资料').optional(),
    translator: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({
        title: '翻译机构或者翻译人员',
        'x-widget': 'text',
        'x-hint': '中文译本由翻译机构盖章或者翻译人员签名，随证据文件上传',
        'x-when': { field: 'foreign', is: true },
      }),
    files: files('证据文件', { min: 1, 'x-offers': 'brought' }),
    signed: signedField('证据提供人'),
  }),
  checks: [
    concernedMissing,
    ({ data }) => [
      ...((data.origin ?? 'here') !== 'here' && data.kind === 'documentary' && (data.certified ?? '') === ''
        ? [
            refusal('not-certified', '境外形成的公文书证应当经公证、认证或者履行相关证明手续，请写明', {
              basis: [rules(27, data.origin === 'abroad' ? 1 : 2)],
              field: 'certified',
            }),
          ]
        : []),
      ...(data.foreign === true && (data.translator ?? '') === ''
        ? [
            refusal('not-translated', '外文书证、外国语视听资料应当附有中文译本，请写明翻译机构或者翻译人员', {
              basis: [rules(27, 3)],
              field: 'translator',
            }),
          ]
        : []),
    ],
    ({ data }) =>
      data.original === 'copy' &&
      (data.kind === 'audiovisual' || data.kind === 'electronic') &&
      (data.method ?? '') === ''
        ? [
            refusal('no-method', '视听资料、电子数据的复制件应当注明制作方法、制作时间、制作人', {
              basis: [rules(25), rules(26, 1)],
              field: 'method',
            }),
          ]
        : [],
  ],
  papers: [{ form: 11, each: ofConcerned }],
  record: withOfficers,
  apply: (dossier, event) =>
    addEvidence(dossier, event, {
      kind: event.input.kind,
      title: event.input.title,
      source: `${event.input.source}（${event.input.provider}提供）`,
      proves: event.input.proves,
      original: event.input.original === 'original',
      files: event.input.files as readonly FileRef[],
      ...pointsIn(event.input),
      ...(event.papers[0] === undefined ? {} : { paper: event.papers[0].id }),
    }),
  sentence: ({ input }, dossier) =>
    `${saidOf(`提取${input.title}`, dossier, input.party)}，文件 ${input.files.length} 件`,
  known: (question) => ({
    officers: handlersKnown(question),
    provider: contactOf(partyKnown(question.state)),
    source: partyKnown(question.state)?.name,
    original: 'original',
    origin: 'here',
    foreign: false,
    signed: 'signed',
    files: [],
  }),
})
