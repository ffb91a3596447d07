import { z } from 'zod'
import { workingDays } from '../../../calendar/index.ts'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, files, list, longText, number, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { theSystem } from '../../standing.ts'
import type { CaseState } from '../../state.ts'
import { keepEvidence } from '../acts/keep-evidence.ts'
import { concerning, ownerField, ownerMissing } from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { confiscates, goodsOf, goodsUnder, releaseThings, rowRefusals, type Thing, withThings } from '../goods.ts'
import { matter } from '../matter.ts'
import { unusedApproval } from '../taking.ts'

const stages = ['investigation', 'review', 'notice', 'service', 'performance']

const approval = matter<{ readonly party?: string; readonly evidence: string; readonly reasons: string }>({
  name: 'keeping-approval',
  title: '先行登记保存证据',
  purpose: '证据可能灭失或者以后难以取得的，报局负责人批准先行登记保存',
  basis: [rules(33, 1), penaltyLaw(56)],
  stages: ['investigation'],
  gates: [handlersNamed, certificatesShown],
  checks: [ownerMissing],
  record: ({ data, state }) => concerning(state.dossier, data.party),
  data: z.strictObject({
    party: ownerField('证据属于哪一个当事人'),
    evidence: longText('拟登记保存的证据', { hint: '一行一项：名称、规格、数量、所在地点', max: 2000 }),
  }),
  answered: ({ asked }) => ({ asked: { reasons: `拟登记保存：${asked.evidence}\n理由：${asked.reasons}` } }),
  states: { 'carried-out': '已实施', unused: '未实施' },
  next: { granted: 'keep-evidence' },
})

/** The five things that may be done with kept evidence (程序规定 art. 35). */
const handlings = {
  preserve: '记录、复制、拍照、录像后解除',
  test: '送交检测、检验、检疫、鉴定',
  seize: '查封、扣押',
  confiscate: '依处罚决定没收',
  lift: '解除先行登记保存',
} as const

type Handling = keyof typeof handlings
const ends: readonly Handling[] = ['preserve', 'lift']

type Asked = {
  readonly things: readonly { readonly no: number; readonly name: string; readonly handling: Handling }[]
  readonly copies: readonly unknown[]
  readonly reasons: string
}

const heldIn = (state: CaseState, keeping: string | undefined): readonly Thing[] => {
  const goods = keeping === undefined ? undefined : goodsUnder(state, keeping)
  return goods === undefined ? [] : goodsOf(goods).things.filter(({ now }) => now === 'held')
}

const handle = matter<Asked>({
  name: 'keeping-handling',
  title: '处理先行登记保存的证据',
  purpose: '七个工作日内对登记保存的证据逐项作出处理：保全后解除、送检、查封扣押、没收或者解除',
  basis: [rules(35), rules(33, 1), penaltyLaw(56)],
  stages,
  about: { kind: 'keeping', from: ['kept', 'testing'] },
  data: z.strictObject({
    things: list(
      '逐项处理',
      z.strictObject({ no: number('序号', { min: 1 }), name: text('名称'), handling: choice('处理措施', handlings) }),
      { min: 1 },
    ),
    copies: files('证据保全的照片、录像、复制件'),
  }),
  checks: [
    ({ data, state, strand }) => {
      const chosen = new Set(data.things.map(({ handling }) => handling))
      return [
        ...rowRefusals(data.things, heldIn(state, strand?.id), { all: true }),
        ...(chosen.has('preserve') && data.copies.length === 0
          ? [
              refusal('not-preserved', '选择保全后解除的，请上传记录、复制、拍照或者录像的材料', {
                field: 'copies',
                basis: [rules(35, 1, 1)],
              }),
            ]
          : []),
        ...(chosen.has('seize') &&
        !state.strands.some(({ kind, state: now }) => kind === 'seizure-approval' && now === 'granted')
          ? [
              refusal('seizure-not-approved', '转为查封、扣押的，请先申请查封、扣押并经局负责人批准', {
                field: 'things',
                basis: [rules(35, 1, 3), rules(36, 1)],
              }),
            ]
          : []),
        ...(chosen.has('confiscate') && !confiscates(state, strand)
          ? [
              refusal('not-confiscated', '没收应当先作出没收违法物品的行政处罚决定', {
                field: 'things',
                basis: [rules(35, 1, 4)],
              }),
            ]
          : []),
      ]
    },
  ],
  papers: [
    {
      form: 20,
      number: '解存',
      served: true,
      when: ({ strand }) =>
        (strand?.data.asked as Asked | undefined)?.things.some(({ handling }) => ends.includes(handling)) === true,
    },
  ],
  answered: ({ asked, about, state }) => ({
    asked: {
      reasons: [
        ...asked.things.map(({ name, handling }) => `${name}：${handlings[handling]}`),
        `理由：${asked.reasons}`,
      ].join('\n'),
    },
    lifted: {
      number: about?.data.number,
      on: about?.openedAt,
      grounds: asked.things.some(({ handling }) => handling === 'lift')
        ? '违法事实不成立，或者依法不应当予以查封、扣押或者没收'
        : '已对证据采取记录、复制、拍照、录像等保全措施',
      things: heldIn(state, about?.id).filter(({ no }) =>
        asked.things.some((row) => row.no === no && ends.includes(row.handling)),
      ),
    },
  }),
  moves: ({ asked, about, state }) => {
    const goods = about === undefined ? undefined : goodsUnder(state, about.id)
    if (about === undefined || goods === undefined) return []
    const freed = goodsOf(goods).inPlace ? ('returned' as const) : ('to-return' as const)
    const chosen = new Map(asked.things.map(({ no, handling }) => [no, handling]))
    const become = (thing: Thing): Thing => {
      const handling = thing.now === 'held' ? chosen.get(thing.no) : undefined
      if (handling === undefined) return thing
      if (handling === 'seize') return { ...thing, now: 'to-seize' }
      return ends.includes(handling) ? { ...thing, now: freed } : thing
    }
    return [
      { id: about.id, state: [...chosen.values()].includes('test') ? 'testing' : 'over' },
      withThings(goods, state, become),
    ]
  },
  known: ({ state, strand }) => ({
    things: heldIn(state, strand?.id).map(({ no, name }) => ({ no, name, handling: 'lift' })),
    copies: [],
  }),
})

/** 逾期未采取措施的，自动解除 (程序规定 art. 35 (2)): nobody has to lift it. */
const lapse = act('keeping-lapsed', {
  title: '先行登记保存自动解除',
  purpose: '七个工作日内没有采取处理措施的，先行登记保存措施自动解除',
  basis: [rules(35, 2)],
  stages,
  by: theSystem,
  system: true,
  on: { kind: 'keeping', from: ['kept'], to: 'lapsed' },
  data: z.strictObject({}),
  moves: ({ state, strand }) => (strand === undefined ? [] : releaseThings(state, strand.id)),
  record: ({ strand }) => ({ title: strand?.title }),
  sentence: ({ record }) => `七个工作日内没有采取处理措施，${String(record.title)}自动解除`,
})

/** 先行登记保存 (程序规定 art. 33–35; 行政处罚法 art. 56). */
export const keeping: Extension = {
  title: '先行登记保存',
  acts: [...approval.acts, keepEvidence, ...handle.acts, lapse],
  strands: [
    approval.strand,
    handle.strand,
    {
      kind: 'keeping',
      title: '先行登记保存证据',
      states: {
        kept: '登记保存中',
        testing: '送检中',
        over: '已作出处理',
        lapsed: '逾期自动解除',
        lifted: '未获批准，已解除',
      },
      initial: 'kept',
      next: { kept: 'ask-keeping-handling', testing: 'ask-keeping-handling' },
    },
  ],
  limits: [
    {
      name: 'keeping',
      title: '处理先行登记保存的证据',
      amount: workingDays(7),
      basis: [rules(35), penaltyLaw(56)],
      startTitle: '先行登记保存',
      strand: 'keeping',
      fromOpening: true,
      from: [],
      until: ['keeping-lapsed', 'answer-keeping-handling', { act: 'answer-belated-approval', into: 'lifted' }],
      onExpiry: 'keeping-lapsed',
    },
  ],
  moves: {
    'report-investigation': unusedApproval('keeping-approval'),
    'report-otherwise': unusedApproval('keeping-approval'),
  },
}
