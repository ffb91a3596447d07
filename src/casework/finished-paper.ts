import type { StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'

/** A paper as it left the house: the PDF that was made of it. */
export interface Rendition {
  readonly case: string
  /** Of the content: the same as in the event that issued the paper. */
  readonly digest: string
  /** SHA-256 of the PDF, hex; it is kept among the files under this name. */
  readonly pdf: string
  /** Bytes. */
  readonly size: number
}

export interface FinishedPaper extends Rendition {
  /** With everybody's signature on it, where some came after it was issued. */
  readonly signed?: Pick<Rendition, 'pdf' | 'size'> & { readonly version: number }
}

export interface FinishPaper extends Rendition {
  readonly signed?: true
}

/**
 * Finished papers, each a stream under the paper's own id: so finishing never makes a page of the case stale. The event that issues
 * a paper can't hold the hash of its PDF, as the PDF leads back to the paper; this one can, and is in the log like every other.
 * A paper is finished when it is issued, and once more when the last who must sign it has: both PDFs stay, with the same content.
 */
export const finishedPapers: StreamKind<FinishedPaper | undefined, FinishPaper, undefined> = {
  kind: 'paper',
  stateVersion: 2,
  initial: undefined,
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, { signed, ...rendition }) => {
    if (signed !== true)
      return state === undefined
        ? accept([{ type: 'finish-paper', data: { ...rendition } }])
        : refuse(refusal('finished', '这份文书已经制成，不能再改'))
    if (state === undefined) return refuse(refusal('not-finished', '这份文书还没有制成，制成之后再制签名的一份'))
    return state.signed === undefined
      ? accept([{ type: 'finish-signed-paper', data: { ...rendition } }])
      : refuse(refusal('finished', '这份文书签名的一份已经制成，不能再改'))
  },
  evolve: (state, { type, data, version }) => {
    const rendition = data as unknown as Rendition
    return type === 'finish-signed-paper' && state !== undefined
      ? { ...state, signed: { pdf: rendition.pdf, size: rendition.size, version } }
      : rendition
  },
  subject: (state, id) => state?.case ?? id,
  projections: [
    {
      // By the version of the event that holds it; the last is the paper as it stands.
      table: 'paper_file',
      columns: { paper: 'text', version: 'integer', case_id: 'text', pdf: 'text', size: 'integer' },
      key: ['paper', 'version'],
      indexes: ['(pdf)'],
      rows: (paper, state) =>
        state === undefined
          ? []
          : [
              { pdf: state.pdf, size: state.size, version: 1 },
              ...(state.signed === undefined ? [] : [state.signed]),
            ].map(({ pdf, size, version }) => ({ paper, version, case_id: state.case, pdf, size })),
    },
  ],
}

/** The PDF of a paper as it stands: the last that was made of it. */
export const lastFile =
  'lateral (select pdf from paper_file where paper_file.paper = p.id order by version desc limit 1)'
