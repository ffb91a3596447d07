import { z } from 'zod'
import { rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, files, longText, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { anyOfficer, byRole, handlers, type Standing } from '../../standing.ts'
import type { CaseState, FileRef } from '../../state.ts'
import type { Supplement } from '../volumes.ts'

const stages = ['closed']
const basis = [rules(78)]

export const retentions = { permanent: '永久', thirty: '30 年', ten: '10 年' } as const

/** Whoever handled the case; a clue that was not filed had no handlers, and its unit does it. */
const whoHandled = ({ dossier }: CaseState): Standing =>
  dossier.handlers.length > 0 ? handlers({ basis }) : anyOfficer({ ofUnit: true, basis })

const filers: Standing = {
  title: '办案人员',
  basis,
  test: (question) => whoHandled(question.state).test(question),
  waitsFor: (state) => whoHandled(state).waitsFor(state),
}

export const dossierFiled = ({ strands }: CaseState): boolean =>
  strands.some(({ kind, state }) => kind === 'archiving' && state !== 'returned' && state !== 'refiled')

/** 立卷归档 (程序规定 art. 78): after closing, one case, one dossier, in the order of the article. */
const fileDossier = act('file-dossier', {
  title: '立卷归档',
  purpose: '结案后，将案件材料按规定的顺序立卷，一案一卷，交档案人员归档',
  basis: [rules(78), rules(79)],
  stages,
  by: filers,
  gates: [
    {
      name: 'not-filed-yet',
      title: '案卷还没有立卷',
      basis,
      test: ({ state }) =>
        dossierFiled(state)
          ? [{ code: 'dossier-filed', message: '本案已经立卷；结案后又有材料的，请办理“补充归档”', basis }]
          : [],
    },
  ],
  data: z.strictObject({
    retention: choice('保管期限', retentions),
    complete: confirmed('材料齐全，顺序符合规定'),
    note: longText('本卷情况说明', {
      hint: '写缺页、破损、随卷电子文件等情况；没有的写“材料齐全”',
      max: 2000,
      'x-templates': ['材料齐全，均为原件或者经核对与原件一致的复制件。'],
    }),
  }),
  papers: [{ form: 54 }, { form: 55 }],
  opens: ({ data, actor, at }) => [
    {
      kind: 'archiving',
      title: '案卷归档',
      data: { retention: data.retention, note: data.note, filedBy: actor.name, filedAt: at },
    },
  ],
  // What was added before it was given back stays with the strand that was given back.
  moves: ({ state }) =>
    state.strands
      .filter(({ kind, state: now }) => kind === 'archiving' && now === 'returned')
      .map(({ id }) => ({ id, state: 'refiled' })),
  record: ({ data }) => ({ retention: retentions[data.retention] }),
  sentence: ({ input }) => `立卷归档，保管期限${retentions[input.retention]}`,
  known: ({ state }) => ({ retention: state.dossier.review?.major ? 'permanent' : 'thirty' }),
})

/** The archivist takes the dossier in, or gives it back to be mended; 备考表 says in what state it was. */
const checkDossier = act('check-dossier', {
  title: '检查并接收案卷',
  purpose: '档案人员核对案卷，齐全规范的接收保管，不符合要求的退回补正',
  basis: [rules(78)],
  stages,
  by: byRole('archivist', { notHandler: true, basis }),
  on: {
    kind: 'archiving',
    from: ['bound', 'supplemented'],
    to: ({ data }) => data.result,
    keep: ({ actor, at, data }) => ({ checkedBy: actor.name, checkedAt: at, checkNote: data.note }),
  },
  data: z.strictObject({
    result: choice('检查结果', { kept: '接收归档', returned: '退回补正' }),
    note: longText('检查情况', {
      hint: '写检查了什么、是否齐全',
      max: 2000,
      'x-templates': ['案卷齐全、规范，准予归档。'],
    }),
  }),
  papers: [{ form: 56, when: ({ data }) => data.result === 'kept' }],
  record: ({ strand }) => ({ filed: strand?.data }),
  sentence: ({ input }) => (input.result === 'kept' ? '接收案卷，归档保管' : `退回案卷补正：${input.note}`),
  known: () => ({ result: 'kept' }),
})

/** 补充归档: what came after the dossier was closed joins it at its end, and the archivist checks it again. */
const supplementDossier = act('supplement-dossier', {
  title: '补充归档',
  purpose: '归档后收到或者发现应当归入本案的材料，写明来由，补入案卷',
  basis: [rules(78), rules(79)],
  stages,
  by: filers,
  on: {
    kind: 'archiving',
    from: ['kept'],
    to: 'supplemented',
    keep: (question) => ({
      supplements: [...supplementsOf(question.strand.data), supplementOf(question)],
    }),
  },
  data: z.strictObject({
    title: text('材料名称', { max: 100 }),
    author: text('责任者', { max: 50, hint: '形成材料的单位或者个人' }),
    volume: choice('归入', { main: '正卷', side: '副卷' }),
    reasons: longText('补充归档的理由', { hint: '写为什么归档时没有、从哪里来', max: 1000 }),
    files: files('材料', { min: 1 }),
  }),
  papers: [{ form: 55 }],
  record: (question) => ({ supplement: supplementOf(question) }),
  sentence: ({ input }) => `补充归档《${input.title}》：${input.reasons}`,
  known: () => ({ volume: 'main', files: [] }),
})

const supplementsOf = (data: { readonly supplements?: unknown }): readonly Supplement[] =>
  (data.supplements ?? []) as readonly Supplement[]

const supplementOf = ({
  data,
  state,
  at,
}: {
  readonly data: {
    readonly title: string
    readonly author: string
    readonly volume: Supplement['volume']
    readonly reasons: string
    readonly files: readonly FileRef[]
  }
  readonly state: CaseState
  readonly at: string
}): Supplement => ({
  id: `supplement-${state.version + 1}`,
  volume: data.volume,
  title: data.title,
  by: data.author,
  at,
  reasons: data.reasons,
  files: data.files,
})

/** 归档 (程序规定 art. 78, 79). */
export const archiving: Extension = {
  title: '归档',
  acts: [fileDossier, checkDossier, supplementDossier],
  strands: [
    {
      kind: 'archiving',
      title: '案卷归档',
      states: {
        bound: '已立卷，待接收',
        supplemented: '已补充，待接收',
        kept: '已归档',
        returned: '退回补正',
        refiled: '已重新立卷',
      },
      initial: 'bound',
      next: { bound: 'check-dossier', supplemented: 'check-dossier', returned: 'file-dossier' },
    },
  ],
}
