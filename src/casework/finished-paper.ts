import type { StreamKind } from '../journal/index.ts'
import { accept, refusal, refuse } from '../kernel/index.ts'

/** A paper as it left the house: the PDF that was made of it when it was issued. */
export interface FinishedPaper {
  readonly case: string
  /** Of the content: the same as in the event that issued the paper. */
  readonly digest: string
  /** SHA-256 of the PDF, hex; it is kept among the files under this name. */
  readonly pdf: string
  /** Bytes. */
  readonly size: number
}

/**
 * Finished papers, each a stream under the paper's own id: so finishing never makes a page of the case stale. The event that issues
 * a paper can't hold the hash of its PDF, as the PDF leads back to the paper; this one can, and is in the log like every other.
 */
export const finishedPapers: StreamKind<FinishedPaper | undefined, FinishedPaper, undefined> = {
  kind: 'paper',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, command) =>
    state === undefined
      ? accept([{ type: 'finish-paper', data: { ...command } }])
      : refuse(refusal('finished', '这份文书已经制成，不能再改')),
  evolve: (_, { data }) => data as unknown as FinishedPaper,
  subject: (state, id) => state?.case ?? id,
  projections: [
    {
      table: 'paper_file',
      columns: { paper: 'text', case_id: 'text', pdf: 'text', size: 'integer' },
      key: ['paper'],
      indexes: ['(pdf)'],
      rows: (paper, state) =>
        state === undefined ? [] : [{ paper, case_id: state.case, pdf: state.pdf, size: state.size }],
    },
  ],
}
