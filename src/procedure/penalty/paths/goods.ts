import { z } from 'zod'
import { addDays, dayOf, days } from '../../../calendar/index.ts'
import { compulsionLaw, penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate, type StrandMove } from '../../act.ts'
import { choice, day, files, list, longText, money, number, officers, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import type { CaseState, Strand } from '../../state.ts'
import { settleGoods } from '../acts/settle-goods.ts'
import { partyKnown } from '../concerned.ts'
import {
  confiscates,
  goodsOf,
  isOpen,
  openGoods,
  proposesConfiscation,
  rowRefusals,
  type Thing,
  thingsText,
  withThings,
} from '../goods.ts'
import { matter } from '../matter.ts'
import { refsOf } from '../refs.ts'

const stages = ['investigation', 'review', 'notice', 'service', 'performance']
const disposal = [rules(41, 3)]
const claim = [rules(42, 3), rules(82, 1, 5)]

const disposalGrounds = {
  perishable: '容易损毁、灭失、变质',
  costly: '保管困难或者保管费用过高',
  seasonal: '季节性商品等不宜长期保存',
} as const

const rowsOf = (title: string) =>
  list(title, z.strictObject({ no: number('序号', { min: 1 }), name: text('名称') }), { min: 1 })

const inState = (strand: Strand | undefined, now: Thing['now']): readonly Thing[] =>
  strand === undefined ? [] : goodsOf(strand).things.filter((thing) => thing.now === now)

const rowsKnown = (things: readonly Thing[]) => things.map(({ no, name }) => ({ no, name }))

/** Early disposal is for what was sealed or seized, before it is confiscated (程序规定 art. 41 (3)). */
const disposable: Gate = {
  name: 'disposable',
  title: '物品在查封、扣押中，还没有决定没收',
  basis: disposal,
  test: ({ state, strand }) => [
    ...(strand !== undefined &&
    !state.strands.some(
      ({ id, kind, state: now }) => id === goodsOf(strand).under && kind === 'seizure' && now === 'held',
    )
      ? [refusal('not-under-seizure', '只有查封、扣押中的物品可以先行处置', { basis: disposal })]
      : []),
    ...(confiscates(state, strand)
      ? [
          refusal('confiscated-already', '物品已经决定没收，请按没收的非法财物处理', {
            basis: [rules(41, 3), penaltyLaw(74)],
          }),
        ]
      : []),
  ],
}

/** 先行处置物品确认书: the owner agrees, or asks for it. */
const recordConsent = act('record-disposal-consent', {
  title: '先行处置物品确认',
  purpose: '不宜长期保存的物品，权利人同意或者申请先行处置的，由权利人签署确认书',
  basis: disposal,
  stages,
  by: handlers({ atLeast: 2, basis: disposal }),
  gates: [disposable],
  on: {
    kind: 'goods',
    from: ['held'],
    to: 'held',
    keep: ({ data }) => ({ disposal: { way: data.way } }),
  },
  data: z.strictObject({
    officers: officers('经办人'),
    way: choice('权利人的意思', { consent: '同意先行处置', request: '申请先行处置' }),
    owner: text('权利人', { max: 100 }),
    ground: choice('先行处置的原因', disposalGrounds),
    things: rowsOf('先行处置的物品'),
    manner: text('处置方式', { hint: '如：委托拍卖、市场变卖、销毁' }),
    files: files('权利人签署的确认书', { min: 1 }),
  }),
  checks: [({ data, strand }) => rowRefusals(data.things, inState(strand, 'held'))],
  papers: [{ form: 27 }],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    ground: disposalGrounds[question.data.ground],
    things: chosen(question.strand, question.data.things),
  }),
  sentence: ({ input }) => `${input.owner}${input.way === 'consent' ? '同意' : '申请'}先行处置物品`,
  known: ({ state, strand }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    way: 'consent',
    owner: partyKnown(state, strand)?.name,
    things: rowsKnown(inState(strand, 'held')),
    files: [],
  }),
})

const chosen = (strand: Strand | undefined, rows: readonly { readonly no: number }[]): readonly Thing[] =>
  strand === undefined ? [] : goodsOf(strand).things.filter(({ no }) => rows.some((row) => row.no === no))

/** 先行处置物品公告: nobody knows whose they are. */
const announceDisposal = act('announce-disposal', {
  title: '发布先行处置物品公告',
  purpose: '权利人不明确的，依法公告；公告期满仍没有权利人同意或者申请的，可以依法先行处置',
  basis: disposal,
  stages,
  by: handlers({ basis: disposal }),
  gates: [disposable],
  on: {
    kind: 'goods',
    from: ['held'],
    to: 'held',
    keep: ({ data }) => ({ disposal: { way: 'announced', until: data.by } }),
  },
  data: z.strictObject({
    ground: choice('先行处置的原因', disposalGrounds),
    things: rowsOf('先行处置的物品'),
    by: day('公告期满日'),
    where: text('公告载体', { max: 100 }),
    files: files('公告的截屏或者照片', { min: 1 }),
  }),
  checks: [
    ({ data, strand, at }) => [
      ...rowRefusals(data.things, inState(strand, 'held')),
      ...(data.by <= dayOf(at)
        ? [refusal('announcement-too-short', '公告期满日应当晚于今天', { field: 'by', basis: disposal })]
        : []),
    ],
  ],
  papers: [{ form: 28, number: '先处公' }],
  record: ({ data, strand }) => ({ ground: disposalGrounds[data.ground], things: chosen(strand, data.things) }),
  sentence: ({ input }) => `公告先行处置物品（${input.where}），公告期至${input.by}`,
  known: ({ strand }) => ({
    things: rowsKnown(inState(strand, 'held')),
    where: '本局门户网站',
    files: [],
  }),
})

type Disposal = {
  readonly ground: keyof typeof disposalGrounds
  readonly things: readonly { readonly no: number; readonly name: string }[]
  readonly kept: readonly unknown[]
}

const dispose = matter<Disposal>({
  name: 'early-disposal',
  title: '先行处置物品',
  purpose: '不宜长期保存的物品，经权利人同意、申请或者公告期满，报局负责人批准，留存证据后先行处置',
  basis: disposal,
  stages,
  gates: [disposable],
  about: { kind: 'goods', from: ['held'] },
  data: z.strictObject({
    ground: choice('先行处置的原因', disposalGrounds),
    things: rowsOf('先行处置的物品'),
    kept: files('留存的证据（照片、录像、样品）', { min: 1 }),
  }),
  checks: [
    (question) => {
      const { data, strand, at } = question
      const agreed = strand === undefined ? undefined : goodsOf(strand).disposal
      return [
        ...rowRefusals(data.things, inState(strand, 'held')),
        ...(agreed === undefined
          ? [
              refusal('no-consent', '请先由权利人签署先行处置物品确认书；权利人不明确的，请先发布公告', {
                basis: disposal,
              }),
            ]
          : agreed.until !== undefined && agreed.until >= dayOf(at)
            ? [
                refusal('announcement-running', `先行处置公告到 ${agreed.until} 期满，期满后才能处置`, {
                  basis: disposal,
                }),
              ]
            : []),
      ]
    },
  ],
  states: { done: '已处置' },
  next: { granted: 'record-early-disposal' },
  known: ({ strand }) => ({ things: rowsKnown(inState(strand, 'held')), kept: [] }),
})

/** What it brought is kept like money of the case (程序规定 art. 41 (3)). */
const recordDisposal = act('record-early-disposal', {
  title: '登记先行处置结果',
  purpose: '登记先行处置的经过和所得款项；所得款项按照涉案现金管理',
  basis: disposal,
  stages,
  by: handlers({ atLeast: 2, basis: disposal }),
  on: { kind: 'early-disposal', from: ['granted'], to: 'done' },
  data: z.strictObject({
    officers: officers('经办人'),
    place: text('处置地点'),
    things: list(
      '逐项处置',
      z.strictObject({ no: number('序号', { min: 1 }), name: text('名称'), proceeds: money('所得款项') }),
      { min: 1 },
    ),
    receiver: text('受托拍卖、变卖的单位或者买受人', { max: 100 }),
    document: text('款项凭证号', { max: 100 }),
    files: files('处置照片、录像和凭证', { min: 1 }),
  }),
  checks: [
    ({ data, state, strand }) => {
      const goods = state.strands.find(({ id }) => id === strand?.data.about)
      const granted = (strand?.data.asked as Disposal | undefined)?.things ?? []
      return rowRefusals(
        data.things,
        inState(goods, 'held').filter(({ no }) => granted.some((row) => row.no === no)),
        { all: true },
      )
    },
  ],
  papers: [{ form: 52 }],
  moves: ({ data, state, strand }) =>
    state.strands
      .filter(({ id }) => id === strand?.data.about)
      .map((goods) =>
        withThings(goods, state, (thing) => {
          const row = data.things.find(({ no }) => no === thing.no)
          return row === undefined ? thing : { ...thing, now: 'sold', proceeds: row.proceeds }
        }),
      ),
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    things: chosen(
      question.state.strands.find(({ id }) => id === question.strand?.data.about),
      question.data.things,
    ),
  }),
  sentence: ({ input }) => `先行处置${input.things.map(({ name }) => name).join('、')}，款项凭证${input.document}`,
  known: ({ state, strand }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    things: ((strand?.data.asked as Disposal | undefined)?.things ?? []).map((row) => ({ ...row, proceeds: 0 })),
    files: [],
  }),
})

/** 公告领取 (程序规定 art. 42 (3)): of a party that can't be found, or an owner whom nobody knows. */
const callToClaim = act('call-to-claim', {
  title: '公告领取物品',
  purpose: '当事人下落不明或者无法确定物品所有人的，公告告知领取；公告期三十日',
  basis: claim,
  stages,
  by: handlers({ basis: claim }),
  on: { kind: 'goods', from: ['due'], to: 'due', keep: ({ at }) => ({ claimCalled: at }) },
  data: z.strictObject({
    ground: choice('公告原因', { missing: '当事人下落不明', unknown: '无法确定涉案物品所有人' }),
    course: longText('查找的经过', { hint: '写用过哪些办法、联系了谁、结果如何', max: 2000 }),
    where: text('公告载体', { max: 100 }),
    files: files('公告的截屏、照片或者录像', { min: 1 }),
  }),
  checks: [
    ({ strand }) =>
      inState(strand, 'to-return').length > 0
        ? []
        : [refusal('nothing-to-claim', '没有待退还的物品，不需要公告领取', { basis: claim })],
  ],
  sentence: ({ input }) => `公告领取物品（${input.where}）`,
  known: () => ({ ground: 'missing', where: '本局门户网站', files: [] }),
})

const claimPeriod = 30

const unclaimed = matter({
  name: 'unclaimed-goods',
  title: '无人领取物品上缴',
  purpose: '公告期满仍无人领取的，经局负责人批准，将物品上缴或者依法拍卖后将所得款项上缴国库',
  basis: [rules(42, 3)],
  stages,
  about: { kind: 'goods', from: ['due'] },
  checks: [
    ({ strand, at }) => {
      const called = strand === undefined ? undefined : goodsOf(strand).claimCalled
      if (called === undefined) return [refusal('not-called', '请先公告告知领取', { basis: claim })]
      const end = addDays(dayOf(called), claimPeriod)
      return dayOf(at) > end
        ? []
        : [refusal('claim-running', `公告领取到 ${end} 期满，期满后仍无人领取的才能上缴`, { basis: claim })]
    },
  ],
  moves: ({ about, state }) =>
    about === undefined
      ? []
      : [withThings(about, state, (thing) => (thing.now === 'to-return' ? { ...thing, now: 'unclaimed' } : thing))],
})

/** Nothing is closed while the bureau still has things of the case. */
const nothingHeld: Gate = {
  name: 'nothing-held',
  title: '涉案物品已处理完毕',
  basis: [rules(42, 2), compulsionLaw(28, 2)],
  test: ({ state }) =>
    openGoods(state).map((strand) =>
      refusal(
        'goods-held',
        `还有涉案物品没有处理：${thingsText(goodsOf(strand).things.filter(isOpen))}；请先解除、退还或者依决定处理，再结案`,
        { basis: [rules(42, 2), compulsionLaw(28, 2), penaltyLaw(74, 1)] },
      ),
    ),
}

/** What has to be given back isn't sent on with the case. */
const nothingDue: Gate = {
  name: 'nothing-due',
  title: '待退还的物品已退还',
  basis: [rules(42, 2)],
  test: ({ state }) =>
    openGoods(state).some((strand) => strand.state === 'due')
      ? [refusal('goods-due', '还有已解除、待退还的物品，请先退还，再移送案件', { basis: [rules(42, 2)] })]
      : [],
}

const goesAlong: readonly Thing['now'][] = ['held', 'to-seize', 'sold']

/** The things go with the case, and so does the seizure (行政强制法 art. 21; 程序规定 art. 17). */
const goAlong = ({ state }: { readonly state: CaseState }): readonly StrandMove[] => [
  ...openGoods(state).map((strand) =>
    withThings(strand, state, (thing) => (goesAlong.includes(thing.now) ? { ...thing, now: 'transferred' } : thing)),
  ),
  ...state.strands
    .filter(({ kind, state: now }) => kind === 'seizure' && (now === 'held' || now === 'expired'))
    .map(({ id }) => ({ id, state: 'transferred' })),
]

/** 涉案物品: from the inventory to the last of them returned, destroyed, surrendered or handed over. */
export const goods: Extension = {
  title: '涉案物品',
  acts: [settleGoods, recordConsent, announceDisposal, ...dispose.acts, recordDisposal, callToClaim, ...unclaimed.acts],
  strands: [
    {
      kind: 'goods',
      title: '涉案物品',
      states: { held: '保管中', due: '待处理', settled: '已处理完毕' },
      initial: 'held',
      next: { due: 'settle-goods' },
    },
    dispose.strand,
    unclaimed.strand,
  ],
  limits: [
    {
      name: 'claim',
      title: '公告领取物品',
      amount: days(claimPeriod),
      basis: claim,
      startTitle: '发布公告',
      strand: 'goods',
      from: ['call-to-claim'],
      until: ['settle-goods', 'answer-unclaimed-goods'],
      right: true,
    },
  ],
  gates: {
    'propose-closing': [nothingHeld],
    'approve-closing': [nothingHeld],
    'merged-away': [nothingHeld],
    'transfer-case': [nothingDue],
    'assign-case': [nothingDue],
  },
  moves: {
    'make-decision': ({ state }) =>
      openGoods(state).map((strand) =>
        withThings(strand, state, (thing) => thing, proposesConfiscation(state, strand)),
      ),
    'hand-over-crime': (question) => ((question.data.goods ?? '') === '' ? [] : goAlong(question)),
    'transfer-case': goAlong,
    'assign-case': goAlong,
  },
}
