import type { Decider, Projection, StreamKind } from '../../journal/index.ts'
import { type Actor, accept, type Role, refusal, refuse } from '../../kernel/index.ts'
import type { SheetFormat } from '../../platform/index.ts'
import { type Mapping, subjectFields } from './subject.ts'

/** Who keeps the register of subjects. */
export const keepers: readonly Role[] = ['system-admin', 'legal-affairs']

export const mayKeep = (actor: Actor): boolean =>
  actor.kind === 'system' || keepers.some((role) => actor.roles.includes(role))

export const notKeeper = refusal('not-your-role', '监管对象名录由系统管理员和法规处人员导入，请把文件交给他们办理')

/** A file that is to be taken in, and how it is read. */
export interface BeginImport {
  readonly do: 'begin'
  readonly file: { readonly blob: string; readonly name: string; readonly size: number }
  readonly sheet: SheetFormat
  /** The row of the headings, from 1. */
  readonly headings: number
  /** About how many rows it has, for telling how far it is. */
  readonly about: number
  readonly mapping: Mapping
  /** Who gave the data: 省局市场主体库. */
  readonly source: string
  /** The day on which the data was as the file says, YYYY-MM-DD. */
  readonly asOf: string
}

/** How many rows had which end. */
export interface Tally {
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  /** Rows whose code stood in the file already. */
  readonly repeated: number
  /** Rows of which the register has newer data. */
  readonly older: number
}

export type ImportCommand =
  | BeginImport
  | { readonly do: 'finish'; readonly tally: Tally }
  | { readonly do: 'fail'; readonly reason: string; readonly tally: Tally }

export interface ImportState extends Omit<BeginImport, 'do'> {
  readonly state: 'running' | 'finished' | 'failed'
  readonly by: string
  readonly byName: string
  readonly at: string
  readonly endedAt?: string
  readonly tally?: Tally
  readonly reason?: string
}

const nothing: ImportState = {
  state: 'failed',
  file: { blob: '', name: '', size: 0 },
  sheet: { format: 'xlsx' },
  headings: 1,
  about: 0,
  mapping: {},
  source: '',
  asOf: '',
  by: '',
  byName: '',
  at: '',
}

/** An import begins with its file, and ends with what became of every row. */
const decider: Decider<ImportState, ImportCommand, undefined> = {
  initial: nothing,
  decide(state, command, _facts, { actor, version }) {
    if (command.do === 'begin') {
      if (!mayKeep(actor)) return refuse(notKeeper)
      if (version > 0) return refuse(refusal('import-begun', '这次导入已经开始，请看导入记录'))
      const { file, sheet, headings, about, mapping, source, asOf } = command
      const missing = (['code', 'name'] as const).filter((field) => mapping[field] === undefined)
      if (missing.length > 0)
        return refuse(
          ...missing.map((field) =>
            refusal('column-missing', `请指明哪一列是“${subjectFields[field].title}”`, { field: `mapping.${field}` }),
          ),
        )
      return accept([
        { type: 'begin-import', data: { file, sheet, headings, about, mapping: { ...mapping }, source, asOf } },
      ])
    }
    if (state.state !== 'running') return refuse(refusal('import-ended', '这次导入已经结束'))
    const tally = { ...command.tally }
    return accept([
      command.do === 'finish'
        ? { type: 'finish-import', data: { tally } }
        : { type: 'fail-import', data: { tally, reason: command.reason } },
    ])
  },
  evolve(state, { type, data, actor, enteredAt }) {
    if (type === 'begin-import')
      return { ...(data as unknown as BeginImport), state: 'running', by: actor.id, byName: actor.name, at: enteredAt }
    return {
      ...state,
      state: type === 'finish-import' ? 'finished' : 'failed',
      endedAt: enteredAt,
      tally: data.tally as unknown as Tally,
      ...(typeof data.reason === 'string' ? { reason: data.reason } : {}),
    }
  },
}

const imports: Projection<ImportState> = {
  table: 'subject_import',
  columns: { id: 'text', state: 'text', at: 'timestamptz', data: 'jsonb' },
  key: ['id'],
  indexes: ['(at desc)', "(at) where state = 'running'"],
  rows: (id, { state, at, ...data }) => [{ id, state, at, data: JSON.parse(JSON.stringify(data)) }],
}

export const importStream: StreamKind<ImportState, ImportCommand, undefined> = {
  kind: 'subject-import',
  stateVersion: 1,
  ...decider,
  facts: async (requests) => requests.map(() => undefined),
  projections: [imports],
}
