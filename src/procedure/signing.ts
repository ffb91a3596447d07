import { type Refusal, refusal } from '../kernel/index.ts'
import type { CaseState, FileRef, Paper, Strand } from './state.ts'

/**
 * Who signs a paper (签名), and with what. The lines come from the form that lays them out (`documents/signing.ts`), stand in the
 * event that issued the paper, and what is signed later moves a strand of the kind `signature`: so what is printed, who must sign
 * and what is missing are one list.
 */
export interface Signer {
  /** The place on the paper: `1`, `2`, … in the order in which the form lays its lines out. */
  readonly line: string
  /** As the paper names the line: 被询问人. */
  readonly who: string
  readonly name: string
  /** Of the bureau: signs with an account. Others sign on the spot. */
  readonly inside: boolean
  /** The account, where it is known. */
  readonly person?: string
}

/** How somebody signed: with the act that made the paper, with an account, by hand on the screen or on paper; or why nobody did. */
export const signatureWays = {
  act: '办理时以账号确认',
  account: '以账号确认',
  drawn: '手写签名',
  paper: '在纸质文书上签名',
  refused: '拒绝签名',
  absent: '不在场',
} as const

/** What somebody signed, or that and why nobody did. It counts for the content with this digest and for no other. */
export interface Signature {
  readonly way: keyof typeof signatureWays
  readonly at: string
  readonly digest: string
  /** Who confirmed, or who took or noted it. */
  readonly by: { readonly id: string; readonly name: string }
  /** Who signed for whom, where it isn't the person named on the line: 代理人. */
  readonly capacity?: string
  /** The name of who signed, where another is named on the line. */
  readonly signedBy?: string
  /** What was drawn. */
  readonly image?: FileRef
  /** Pages that were signed by hand, as pictures or PDF. */
  readonly scans?: readonly FileRef[]
  readonly reason?: string
  readonly witness?: string
  readonly recording?: readonly FileRef[]
}

/** A line with what stands on it; `signature` is absent while it is missing. */
export interface SignedLine extends Signer {
  readonly signature?: Signature
}

/** What may be signed on the screen before the act that makes the paper is sent: bound to the preview that was seen. */
export interface SignatureTaken {
  readonly form: number
  readonly line: string
  readonly digest: string
  readonly image: FileRef
  readonly capacity?: string | undefined
  readonly signedBy?: string | undefined
}

/** What a drawn signature is: strokes as SVG (`platform/strokes.ts`), so that it prints sharply at any size. Bytes. */
export const strokesType = 'image/svg+xml'
export const largestSignature = 64 * 1024

/** What a drawn signature may be: strokes, of a size that strokes have. */
export const strokesRefusals = (image: SignatureTaken['image'], field: string): readonly Refusal[] => [
  ...(image.type === strokesType
    ? []
    : [
        refusal('not-a-signature', '手写签名应当是签名板写下的笔迹，请在签名板上签；已在纸上签的，请上传签名页', {
          field,
        }),
      ]),
  ...(image.size <= largestSignature
    ? []
    : [refusal('signature-too-large', '签名的笔迹过多，请清除后重新签', { field })]),
]

export interface SignatureStrand {
  readonly paper: string
  readonly digest: string
  readonly lines: readonly SignedLine[]
}

export const signatureStrand = ({ data }: Strand): SignatureStrand => data as unknown as SignatureStrand

/** Where a paper's signatures stand: with whom of the bureau, then with whom on the spot. */
export const standingOfLines = (lines: readonly SignedLine[]): 'inside' | 'outside' | 'signed' => {
  const missing = lines.filter(({ signature }) => signature === undefined)
  return missing.length === 0 ? 'signed' : missing.some(({ inside }) => inside) ? 'inside' : 'outside'
}

/** The strands of signatures of a case, by paper: every paper of a page asks for its own. */
const signed = new WeakMap<CaseState, ReadonlyMap<unknown, Strand>>()
const signaturesOf = (state: CaseState): ReadonlyMap<unknown, Strand> => {
  const known = signed.get(state)
  if (known !== undefined) return known
  const strands = new Map<unknown, Strand>()
  for (const strand of state.strands)
    if (strand.kind === 'signature' && !strands.has(strand.data.paper)) strands.set(strand.data.paper, strand)
  signed.set(state, strands)
  return strands
}

/** A paper's lines as they stand now. Papers of before have none: they were signed on paper. */
export const linesOf = (state: CaseState, paper: Pick<Paper, 'id' | 'signers'>): readonly SignedLine[] => {
  const strand = signaturesOf(state).get(paper.id)
  return strand === undefined ? (paper.signers ?? []) : signatureStrand(strand).lines
}

export interface MissingSignature {
  readonly paper: Paper
  readonly line: SignedLine
}

/** What is neither signed nor noted, paper by paper; a voided paper needs nobody's signature. */
export const missingSignatures = (state: CaseState): readonly MissingSignature[] => {
  const voided = new Set(
    state.strands
      .filter(({ kind, state: now }) => kind === 'service' && now === 'voided')
      .map(({ data }) => data.paper),
  )
  return state.papers.flatMap((paper) =>
    voided.has(paper.id)
      ? []
      : linesOf(state, paper)
          .filter(({ signature }) => signature === undefined)
          .map((line) => ({ paper, line })),
  )
}

/** 询问笔录 被询问人张三 */
export const missingText = ({ paper, line }: MissingSignature): string =>
  `${paper.title} ${line.who}${line.name === '' ? '' : line.name}签名`

/** Whether the line is this person's to sign with an account. Who is named without an account signs under the name. */
export const isLineOf = (line: Signer, actor: { readonly id: string; readonly name: string }): boolean =>
  line.inside && (line.person === undefined ? line.name === actor.name : line.person === actor.id)
