import { z } from 'zod'
import { foodLaw, refusal, rules } from '../../../kernel/index.ts'
import { type Act, type ActEvent, type ActQuestion, act, type Data } from '../../act.ts'
import { choice, files, instant, list, longText, money, number, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { Dossier, FileRef } from '../../state.ts'
import { concerning, contactOf, ofConcerned, ownerField, ownerMissing, partyKnown, saidOf } from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { refsOf } from '../refs.ts'
import { type SampleTaken, samplesText } from '../samples.ts'
import { onTheSpotFields, onTheSpotRefusals } from '../taking.ts'
import { addEvidence, period } from './investigate.ts'

const basis = [rules(31), rules(44)]

const samplesTaken = list(
  '样品',
  z.strictObject({
    name: text('样品名称', { max: 100 }),
    spec: z.string().trim().max(100).optional().meta({ title: '规格、批号或者生产日期', 'x-widget': 'text' }),
    maker: z.string().trim().max(100).optional().meta({ title: '标称生产者', 'x-widget': 'text' }),
    base: number('抽样基数', { min: 1, hint: '现场同批次的数量' }),
    quantity: number('抽样数量（含备样）', { min: 1 }),
    reserve: number('其中备样数量'),
    unit: text('单位', { max: 10 }),
    seal: text('封条编号', { max: 50 }),
  }),
  { min: 1, hint: '逐项清点、加贴封条、填写清单，当事人和办案人员在封条和记录上签名' },
)

/** What every sampling asks for, on the spot or bought from afar. */
const common = {
  samples: samplesTaken,
  method: longText('抽样依据和方法', { max: 1000, hint: '写明标准、抽样方案，随机抽取的方式' }),
  institution: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '受委托抽样机构', 'x-widget': 'text', 'x-hint': '法律、法规、规章要求由有资质的机构抽样的必填' }),
  price: money('样品费用', { hint: '购买样品支付的价款；依法无偿抽样的填 0' }),
  custody: text('样品保管', { max: 200, hint: '何人、何处、何种条件保管' }),
} as const

const countRefusals = ({ data }: ActQuestion<Data & { readonly samples: readonly SampleTaken[] }>) => [
  ...data.samples.flatMap(({ name, base, quantity, reserve }) => [
    ...(quantity > base
      ? [
          refusal('more-than-there-is', `“${name}”的抽样数量超过抽样基数，请核对`, {
            field: 'samples',
            basis: [rules(31, 1)],
          }),
        ]
      : []),
    ...(reserve >= quantity
      ? [refusal('all-in-reserve', `“${name}”的备样数量应当少于抽样数量，请核对`, { field: 'samples' })]
      : []),
  ]),
  ...(new Set(data.samples.map(({ seal }) => seal)).size < data.samples.length
    ? [
        refusal('seal-used-twice', '每件样品应当有自己的封条，封条编号不能重复', {
          field: 'samples',
          basis: [rules(31, 1)],
        }),
      ]
    : []),
]

const opens: NonNullable<Act['opens']> = ({ data, state: { dossier } }) => {
  const samples = data.samples as readonly SampleTaken[]
  return [
    {
      kind: 'sample',
      title: saidOf(`样品：${samplesText(samples)}`, dossier, data.party),
      data: { samples, ...concerning(dossier, data.party) },
    },
  ]
}

const evidenceOf = (
  dossier: Dossier,
  event: ActEvent<Data & { readonly samples: readonly SampleTaken[]; readonly recording: readonly FileRef[] }>,
  source: string,
) =>
  addEvidence(dossier, event, {
    kind: 'physical',
    title: `样品（${samplesText(event.input.samples)}）`,
    source,
    proves: '抽取的样品及抽样过程',
    original: true,
    files: event.input.recording,
    ...(event.papers[0] === undefined ? {} : { paper: event.papers[0].id }),
  })

/** 抽样取证 (程序规定 art. 31 (1)): the party called, samples sealed and listed, signed by both. */
export const takeSample = act('take-sample', {
  title: '抽样取证',
  purpose: '通知当事人到场，抽取样品，加贴封条，开具清单，制作抽样记录',
  basis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis }),
  gates: [handlersNamed, certificatesShown],
  data: z.strictObject({
    party: ownerField('被抽样的当事人', { place: 'address', presentPerson: 'contact' }),
    ...onTheSpotFields,
    ...common,
  }),
  checks: [(question) => onTheSpotRefusals(question, false), countRefusals, ownerMissing],
  duty: 'as-listed',
  papers: [{ form: 29, each: ofConcerned }],
  opens,
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  apply: (dossier, event) => evidenceOf(dossier, event, event.input.place),
  sentence: ({ input }, dossier) =>
    `${saidOf(`在${input.place}抽样取证`, dossier, input.party)}：${samplesText(input.samples)}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    place: partyKnown(state)?.address,
    presence: 'present',
    presentPerson: contactOf(partyKnown(state)),
    signed: 'signed',
    price: 0,
    recording: [],
  }),
})

/**
 * 网络、电话购买抽样 (程序规定 art. 31 (2)): the deal, the opening of the parcel and the sealing are recorded. The seller learns of it
 * afterwards, so no certificate is shown before.
 */
export const buySample = act('buy-sample', {
  title: '网络、电话购买抽样',
  purpose: '以网络、电话购买等方式取得样品，对交易、拆包查验和封样全过程拍照、截屏、录音、录像',
  basis: [rules(31, 2), foodLaw(87)],
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis }),
  gates: [handlersNamed],
  data: z.strictObject({
    party: ownerField('出售商品的当事人'),
    officers: officers(),
    from: instant('下单时间'),
    until: instant('拆包查验并封样的时间'),
    place: text('购买平台、店铺或者电话', { max: 200 }),
    order: text('订单编号', { max: 100 }),
    opening: longText('拆包查验情况', { max: 2000, hint: '包装是否完好、标签内容、数量，与订单是否一致' }),
    ...common,
    recording: files('交易、拆包查验和封样的截屏、照片、录像'),
  }),
  checks: [
    period,
    countRefusals,
    ownerMissing,
    ({ data }) =>
      data.recording.length === 0
        ? [
            refusal('purchase-not-recorded', '购买抽样应当对交易过程、商品拆包查验及封样过程拍照、截屏、录音或者录像', {
              field: 'recording',
              basis: [rules(31, 2)],
            }),
          ]
        : [],
  ],
  duty: 'as-listed',
  papers: [{ form: 29, each: ofConcerned }],
  opens,
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  apply: (dossier, event) => evidenceOf(dossier, event, `${event.input.place}（订单 ${event.input.order}）`),
  sentence: ({ input }, dossier) =>
    `${saidOf(`购买抽样（${input.place}）`, dossier, input.party)}：${samplesText(input.samples)}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id), recording: [] }),
})

/** What became of a sample that is not needed any more: nothing of the party's is kept without a word. */
export const settleSample = act('settle-sample', {
  title: '处理样品',
  purpose: '样品不再需要的，退还、登记耗用或者随案保存，写明去向',
  basis: [rules(31)],
  stages: 'any',
  by: handlers({ atLeast: 2, basis: [rules(31)] }),
  on: { kind: 'sample', from: ['sealed', 'sent'], to: 'settled', keep: ({ data }) => ({ way: data.way }) },
  data: z.strictObject({
    officers: officers('经办人'),
    way: choice('去向', { returned: '退还当事人', used: '检验耗用', kept: '随案保存' }),
    note: longText('情况', { max: 1000, hint: '退还的，写明签收人和日期' }),
    files: files('签收单、耗用证明'),
  }),
  checks: [
    ({ data }) =>
      data.way === 'returned' && data.files.length === 0
        ? [refusal('no-receipt', '退还样品的，请上传当事人的签收单', { field: 'files' })]
        : [],
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `处理样品：${input.note}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id), way: 'used', files: [] }),
})
