import { canonicalJson, digestOf, type Refusal, toBase64 } from '../kernel/index.ts'
import type { Pen } from './facts.ts'

/** The shares of a case for which somebody answers (责任): who handles it, who reviews it, who decides it (措施 L10). */
export const responsibilities = { handling: '承办', review: '审核', decision: '决定' } as const
export type Responsibility = keyof typeof responsibilities

/**
 * What a person signs. `digest` is the SHA-256 of the canonical JSON of the event's data without this signature: of what is
 * decided, of what it was decided on, of the papers with their whole content. `at` is when it was entered.
 */
export interface Statement {
  readonly type: 'zhaoming-responsibility@v1'
  readonly case: string
  readonly version: number
  readonly act: string
  readonly share: Responsibility
  readonly person: string
  readonly at: string
  readonly digest: string
  /** It decides against a review's opinion. */
  readonly against?: true
}

/** A signature as its event keeps it: of the statement's canonical JSON, in base64, by the key of this id. */
export interface SignedShare {
  readonly statement: Statement
  readonly key: string
  readonly signature: string
}

export const statementBytes = (statement: Statement): Uint8Array => new TextEncoder().encode(canonicalJson(statement))

/** The digest that a statement names, of an event's data as it is stored. */
export const signedDigest = ({ signed: _signed, ...data }: { readonly [key: string]: unknown }): string =>
  digestOf(data)

export const signShare = (
  pen: Pen | Refusal,
  data: { readonly [key: string]: unknown },
  about: Omit<Statement, 'type' | 'digest'>,
): SignedShare | Refusal => {
  if (!('sign' in pen)) return pen
  const statement: Statement = { type: 'zhaoming-responsibility@v1', ...about, digest: signedDigest(data) }
  return {
    statement,
    key: pen.key,
    signature: toBase64(pen.sign(statementBytes(statement))),
  }
}
