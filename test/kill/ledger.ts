import type { StreamKind } from '../../src/journal/index.ts'
import { accept } from '../../src/kernel/index.ts'

/** A toy stream that uses all that the journal writes: several events a command, rows that come, change and go. */
export interface Ledger {
  readonly sum: number
  readonly count: number
  /** The last few notes, oldest first. */
  readonly open: readonly Note[]
}

export interface Note {
  readonly note: string
  readonly amount: number
}

const OPEN = 3

export const ledger: StreamKind<Ledger, Note, undefined> = {
  kind: 'ledger',
  stateVersion: 1,
  initial: { sum: 0, count: 0, open: [] },
  facts: async (requests) => requests.map(() => undefined),
  decide: ({ open }, { note, amount }) => {
    const oldest = open.length >= OPEN ? open[0] : undefined
    return accept([
      { type: 'noted', data: { note, amount } },
      ...(oldest === undefined ? [] : [{ type: 'closed', data: { note: oldest.note } }]),
    ])
  },
  evolve: ({ sum, count, open }, { type, data }) => {
    if (type === 'closed') return { sum, count, open: open.filter(({ note }) => note !== data.note) }
    const { note, amount } = data as unknown as Note
    return { sum: sum + amount, count: count + 1, open: [...open, { note, amount }] }
  },
  projections: [
    {
      table: 'ledger_note',
      columns: { note: 'text', amount: 'integer' },
      key: ['note'],
      rows: (_, { open }) => open.map(({ note, amount }) => ({ note, amount })),
    },
    {
      table: 'ledger_sum',
      columns: { ledger: 'text', sum: 'bigint', count: 'integer' },
      key: ['ledger'],
      rows: (ledger, { sum, count }) => [{ ledger, sum, count }],
    },
  ],
}
