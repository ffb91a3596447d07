import { z } from 'zod'
import { electronicSignatureLaw, penaltyLaw, type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { type ActQuestion, act, type Data, type Gate, type StrandMove } from '../../act.ts'
import { choice, files } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import {
  isLineOf,
  linesOf,
  type MissingSignature,
  missingSignatures,
  missingText,
  type Signature,
  type SignedLine,
  signatureStrand,
  signatureWays,
  standingOfLines,
  strokesRefusals,
  strokesType,
} from '../../signing.ts'
import { anyOfficer, handlers, type Standing } from '../../standing.ts'
import type { CaseState, FileRef, Paper } from '../../state.ts'

const basis = [rules(29), rules(43), electronicSignatureLaw(13), electronicSignatureLaw(14)]
/** A case that has ended still gets the signatures that its papers lack: its dossier isn't complete without them. */
const stages = ['on-the-spot', 'verification', 'investigation', 'review', 'notice', 'service', 'performance', 'closed']

const idOf = (title: string) => z.string().min(1, `请选择${title}`).max(200)
const paperField = idOf('文书').meta({ title: '文书', 'x-widget': 'paper-to-sign' })
const digestField = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '请打开文书，看过内容后再签')
  .meta({ title: '所见内容的摘要值', 'x-widget': 'hidden' })
const lineField = idOf('签名处').meta({ title: '签名处', 'x-widget': 'hidden' })

export const capacities = {
  self: '本人',
  representative: '法定代表人、负责人或者经营者',
  agent: '代理人',
  family: '同住成年家属',
  clerk: '负责收件的人',
} as const

type About = Data & { readonly paper: string; readonly digest: string; readonly line: string }

const paperIn = (state: CaseState, id: string): Paper | undefined => state.papers.find((paper) => paper.id === id)
const lineIn = (state: CaseState, paper: Paper | undefined, line: string): SignedLine | undefined =>
  paper === undefined ? undefined : linesOf(state, paper).find((each) => each.line === line)

/** A signature counts for what was seen: a paper made anew is another one, and has to be signed anew (电子签名法 art. 13 (4)). */
const seen = (state: CaseState, { paper: id, digest }: Pick<About, 'paper' | 'digest'>): readonly Refusal[] => {
  const paper = paperIn(state, id)
  if (paper === undefined)
    return [refusal('no-such-paper', '本案没有这份文书，请刷新页面后重新选择', { field: 'paper' })]
  return paper.digest === digest
    ? []
    : [
        refusal(
          'another-text',
          `看到的不是这份《${paper.title}》现在的内容，签名只对签名时看到的内容有效，请重新打开后再签`,
          {
            basis: [electronicSignatureLaw(13, 1, 4)],
            field: 'digest',
          },
        ),
      ]
}

const noSuchLine = refusal('no-such-line', '这份文书上没有要签的这一处，请刷新页面后重新选择', { field: 'line' })

/** The paper that was seen, a line of it that still waits for somebody. */
const about = ({ state, data }: ActQuestion<About>): readonly Refusal[] => {
  const wrong = seen(state, data)
  if (wrong.length > 0) return wrong
  const line = lineIn(state, paperIn(state, data.paper), data.line)
  if (line === undefined) return [noSuchLine]
  // What was signed on paper may be followed by the pages that show it.
  const scanned = line.signature?.way === 'paper' && line.signature.scans === undefined && data.way === 'paper'
  return line.signature === undefined || scanned
    ? []
    : [refusal('signed-before', `${line.who}${line.name}已经签名或者注明，不需要再签`, { field: 'line' })]
}

/** The strand of a paper's signatures with these put onto its lines. */
const signed = (state: CaseState, paper: string, signatures: ReadonlyMap<string, Signature>): readonly StrandMove[] => {
  const strand = state.strands.find(({ kind, data }) => kind === 'signature' && data.paper === paper)
  if (strand === undefined) return []
  const lines = signatureStrand(strand).lines.map((line): SignedLine => {
    const signature = signatures.get(line.line)
    return signature === undefined ? line : { ...line, signature }
  })
  return [{ id: strand.id, state: standingOfLines(lines), keep: { paper, lines } }]
}

const mineIn = (state: CaseState, paper: string, actor: { readonly id: string; readonly name: string }) => {
  const found = paperIn(state, paper)
  return found === undefined
    ? []
    : linesOf(state, found).filter((line) => line.signature === undefined && isLineOf(line, actor))
}

const whoSigns: Standing = {
  title: '应当在文书上签名的人',
  basis,
  test: ({ state, actor }) =>
    missingSignatures(state).some(({ line }) => isLineOf(line, actor))
      ? []
      : [refusal('nothing-to-sign', '本案现在没有要您签名的文书')],
  waitsFor: (state) =>
    missingSignatures(state).flatMap(({ line: { inside, person } }) =>
      inside && person !== undefined ? [{ person }] : [],
    ),
}

const toSign = z.strictObject({ paper: idOf('文书'), digest: digestField })
type ToSign = z.infer<typeof toSign>

/** 以账号确认 (电子签名法 art. 13): the account is its holder's alone, and what is confirmed can't be changed unnoticed. */
const signPaper = act('sign-paper', {
  title: '签名确认',
  purpose: '看过文书，以自己的账号确认；与手写签名同等，只对所见的内容有效',
  basis,
  stages,
  by: whoSigns,
  data: z.strictObject({
    papers: z
      .array(toSign, { error: '请选择要签名的文书' })
      .min(1, '请至少选择一份文书')
      .max(100, '一次最多签 100 份')
      .meta({ title: '文书', 'x-widget': 'papers-to-sign', 'x-hint': '逐份打开看过，再勾选' }),
  }),
  checks: [
    ({ state, actor, data }) =>
      data.papers.flatMap((each: ToSign, n: number) => {
        const field = `papers.${n}`
        const wrong = seen(state, each)
        if (wrong.length > 0) return wrong.map((one) => ({ ...one, field }))
        return mineIn(state, each.paper, actor).length > 0
          ? []
          : [
              refusal(
                'not-yours-to-sign',
                `《${paperIn(state, each.paper)?.title}》上没有要您签名的地方，或者您已经签过`,
                {
                  field,
                },
              ),
            ]
      }),
  ],
  moves: ({ state, actor, data, at }) =>
    data.papers.flatMap(({ paper, digest }: ToSign) => {
      const signature: Signature = { way: 'account', at, digest, by: { id: actor.id, name: actor.name } }
      return signed(state, paper, new Map(mineIn(state, paper, actor).map(({ line }) => [line, signature])))
    }),
  record: ({ state, data }) => ({
    titles: data.papers.map(({ paper }: ToSign) => paperIn(state, paper)?.title ?? ''),
  }),
  sentence: ({ input, record }) =>
    `以账号确认${((record.titles ?? []) as readonly string[]).slice(0, 3).join('、')}${input.papers.length > 3 ? `等 ${input.papers.length} 份文书` : ''}`,
  known: () => ({ papers: [] }),
})

/** Whoever handles the case; before handlers are named, an officer of its unit. */
const onTheSpot: Standing = {
  title: '办案人员',
  basis,
  test: (question) => takers(question.state).test(question),
  waitsFor: (state) => takers(state).waitsFor(state),
}
const takers = ({ dossier }: CaseState): Standing =>
  dossier.handlers.length > 0 ? handlers({ basis }) : anyOfficer({ ofUnit: true, basis })

const titled = ({ state, data }: ActQuestion<About>) => {
  const paper = paperIn(state, data.paper)
  const line = lineIn(state, paper, data.line)
  return { title: paper?.title ?? '', who: line?.who ?? '', name: line?.name ?? '' }
}

/** 当场签名: on the bureau's device, with finger or pen; or on the printed paper, whose pages come with it. */
const takeSignature = act('take-signature', {
  title: '取得签名',
  purpose: '请当事人、见证人等看过文书后在屏幕上签名；在纸质文书上签的，上传签了名的页',
  basis,
  stages,
  by: onTheSpot,
  data: z.strictObject({
    paper: paperField,
    digest: digestField,
    line: lineField,
    way: choice('签名方式', { drawn: '在屏幕上手写', paper: '在纸质文书上签名，上传签名页' }),
    capacity: choice('签名人身份', capacities),
    signedBy: z
      .string()
      .trim()
      .max(50)
      .optional()
      .meta({ title: '签名人姓名', 'x-widget': 'text', 'x-hint': '不是本人签名的填写' }),
    files: files('签名').meta({ title: '签名', 'x-widget': 'signature' }),
  }),
  checks: [
    about,
    ({ data }) => {
      const [image] = data.files as readonly FileRef[]
      const missing = (message: string) => [refusal('no-signature', message, { basis: [rules(29)], field: 'files' })]
      return [
        ...(data.way === 'paper'
          ? image === undefined
            ? missing('请上传签了名的页（照片或者 PDF）')
            : (data.files as readonly FileRef[])
                .filter(
                  ({ type }) => type !== 'application/pdf' && (!type.startsWith('image/') || type === strokesType),
                )
                .map(({ name }) => refusal('not-a-page', `“${name}”不是签名页，请上传照片或者 PDF`, { field: 'files' }))
          : image === undefined || data.files.length !== 1
            ? missing('请在签名板上签名')
            : strokesRefusals(image, 'files')),
        ...(data.capacity !== 'self' && (data.signedBy ?? '') === ''
          ? [refusal('nobody-named', '不是本人签名的，请填写签名人姓名', { field: 'signedBy' })]
          : []),
      ]
    },
  ],
  moves: ({ state, actor, data, at }) => {
    const [image] = data.files as readonly FileRef[]
    const signature: Signature = {
      way: data.way,
      at,
      digest: data.digest,
      by: { id: actor.id, name: actor.name },
      ...(data.capacity === 'self' ? {} : { capacity: capacities[data.capacity as keyof typeof capacities] }),
      ...((data.signedBy ?? '') === '' ? {} : { signedBy: data.signedBy }),
      ...(data.way === 'drawn' ? { image: image as FileRef } : { scans: data.files }),
    }
    return signed(state, data.paper, new Map([[data.line, signature]]))
  },
  record: titled,
  sentence: ({ input, record }) =>
    `${String(record.who)}${input.signedBy ?? String(record.name)}在《${String(record.title)}》上${input.way === 'drawn' ? '手写签名' : '签名，已存签名页'}`,
  known: () => ({ way: 'drawn', capacity: 'self', files: [] }),
})

/** 注明: nobody signs, and the record says why (程序规定 art. 43; 行政强制法 art. 18). */
const noteSignature = act('note-signature', {
  title: '注明未签名',
  purpose: '拒绝签名、不在场或者不能签名的，注明情况，并以录音、录像记录或者由见证人见证',
  basis: [rules(43), penaltyLaw(52, 2)],
  stages,
  by: onTheSpot,
  data: z.strictObject({
    paper: paperField,
    digest: digestField,
    line: lineField,
    way: choice('情况', { refused: signatureWays.refused, absent: '不在场，或者不能签名' }),
    reason: z
      .string()
      .trim()
      .max(300, '说明最多 300 字')
      .optional()
      .meta({ title: '情况说明', 'x-widget': 'long-text', 'x-hint': '写明时间、经过和本人说的理由' }),
    witness: z.string().trim().max(100).optional().meta({ title: '见证人', 'x-widget': 'text' }),
    recording: files('录音、录像'),
  }),
  checks: [
    about,
    (question) => {
      const { data, state, actor } = question
      const line = lineIn(state, paperIn(state, data.paper), data.line)
      const unnoted =
        (data.reason ?? '') === ''
          ? [refusal('no-reason', '请写明没有签名的情况和理由', { basis: [rules(43)], field: 'reason' })]
          : []
      // An officer signs or is prevented: whether that is so isn't for the colleagues to say.
      if (line?.inside === true)
        return [
          ...unnoted,
          ...(actor.roles.includes('unit-head')
            ? []
            : [refusal('head-notes-it', '本机关人员不能签名的，由承办机构负责人注明原因', { field: 'way' })]),
        ]
      return [
        ...unnoted,
        ...((data.witness ?? '') === '' && data.recording.length === 0
          ? [
              refusal('not-witnessed', '没有签名的，应当采取录音、录像等方式记录，或者写明见证人', {
                basis: [rules(43)],
                field: 'recording',
              }),
            ]
          : []),
      ]
    },
  ],
  moves: ({ state, actor, data, at }) => {
    const signature: Signature = {
      way: data.way,
      at,
      digest: data.digest,
      by: { id: actor.id, name: actor.name },
      reason: data.reason ?? '',
      ...((data.witness ?? '') === '' ? {} : { witness: data.witness }),
      ...(data.recording.length === 0 ? {} : { recording: data.recording }),
    }
    return signed(state, data.paper, new Map([[data.line, signature]]))
  },
  record: titled,
  sentence: ({ input, record }) =>
    `注明《${String(record.title)}》${String(record.who)}${String(record.name)}${signatureWays[input.way as 'refused' | 'absent']}：${input.reason}`,
  known: () => ({ way: 'refused', recording: [] }),
})

const unsigned = (missing: readonly MissingSignature[]): readonly Refusal[] =>
  missing.length === 0
    ? []
    : [
        refusal(
          'not-signed',
          `还缺签名：${missing.slice(0, 6).map(missingText).join('；')}${missing.length > 6 ? `等 ${missing.length} 处` : ''}。请签名，或者注明没有签名的情况`,
          { basis: [rules(29), rules(43)] },
        ),
      ]

/** Nothing of the case is left that somebody must sign and nobody has signed or noted. */
const papersSigned: Gate = {
  name: 'papers-signed',
  title: '文书已经签名或者注明',
  basis: [rules(29), rules(43)],
  test: ({ state }) => unsigned(missingSignatures(state)),
}

/** A record that is evidence counts when those who must sign it have: 程序规定 art. 23 (3), 28, 29. */
export const evidenceSigned: Gate = {
  name: 'evidence-signed',
  title: '作为证据的笔录已经签名或者注明',
  basis: [rules(28), rules(29), rules(43)],
  test: ({ state }) => {
    const evidence = new Set(state.dossier.evidence.map(({ paper }) => paper))
    return unsigned(missingSignatures(state).filter(({ paper }) => evidence.has(paper.id)))
  },
}

/** 签名: who must sign a paper and hasn't; nothing is closed or filed before. */
export const signing: Extension = {
  title: '签名',
  acts: [signPaper, takeSignature, noteSignature],
  strands: [
    {
      kind: 'signature',
      title: '签名',
      beside: true,
      states: { inside: '待本机关人员签名', outside: '待当场签名', signed: '已签齐', voided: '文书已作废' },
      initial: 'inside',
      next: { inside: 'sign-paper', outside: 'take-signature' },
      waits: (strand) =>
        strand.state === 'inside'
          ? signatureStrand(strand).lines.flatMap(({ inside, person, signature }) =>
              inside && signature === undefined && person !== undefined ? [{ person }] : [],
            )
          : undefined,
    },
  ],
  gates: {
    'propose-closing': [papersSigned],
    'approve-closing': [papersSigned],
    'close-on-the-spot': [papersSigned],
    'file-dossier': [papersSigned],
  },
  moves: {
    'void-paper': ({ state, strand }) =>
      state.strands
        .filter(({ kind, data }) => kind === 'signature' && data.paper === strand?.data.paper)
        .map(({ id }) => ({ id, state: 'voided' })),
  },
}
