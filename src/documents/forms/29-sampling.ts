import { z } from 'zod'
import type { SampleTaken } from '../../procedure/index.ts'
import { type Block, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  dateText,
  moneyText,
  officerSignatures,
  officersContent,
  officersOf,
  officerText,
  partyContent,
  partyOf,
  periodText,
  signature,
  signedNote,
  text,
} from './parts.ts'

const presence = { present: '当事人到场', representative: '当事人委托代表到场', absent: '经通知当事人未到场' } as const

const sampleContent = z.strictObject({
  name: text,
  spec: text,
  maker: text,
  base: text,
  quantity: text,
  reserve: text,
  seal: text,
})

const given = (value: unknown): string => String(value ?? '').trim()

/** 抽样记录, with the labels that go on the samples (程序规定 art. 31). */
export const samplingRecord = form({
  no: 29,
  name: '抽样记录',
  layout: 'record',
  everyPage: ['当事人（签名）', '办案人员（签名）'],
  content: z.strictObject({
    party: partyContent,
    bought: z.strictObject({ order: text, opening: text }).optional(),
    period: text,
    place: text,
    presence: text.optional(),
    person: text,
    officers: officersContent,
    institution: text.optional(),
    method: text,
    samples: z.array(sampleContent),
    price: z.int(),
    custody: text,
    recording: z.int(),
    signed: text.optional(),
    witness: text.optional(),
    on: text,
  }),
  fill: ({ state, act, input, record, party }) => {
    const bought = act === 'buy-sample'
    const signed = bought ? undefined : signedNote(input.signed)
    return {
      party: partyOf(state, party),
      ...(bought ? { bought: { order: String(input.order), opening: String(input.opening) } } : {}),
      period: periodText(input.from, input.until),
      place: String(input.place),
      ...(bought ? {} : { presence: presence[input.presence as keyof typeof presence] }),
      person: given(input.presentPerson),
      officers: officersOf(record),
      ...(given(input.institution) === '' ? {} : { institution: given(input.institution) }),
      method: String(input.method),
      samples: (input.samples as readonly SampleTaken[]).map(
        ({ name, spec, maker, base, quantity, reserve, unit, seal }) => ({
          name,
          spec: given(spec),
          maker: given(maker),
          base: `${base} ${unit}`,
          quantity: `${quantity} ${unit}`,
          reserve: reserve === 0 ? '' : `${reserve} ${unit}`,
          seal,
        }),
      ),
      price: Number(input.price),
      custody: String(input.custody),
      recording: (input.recording as readonly unknown[]).length,
      ...(signed === undefined ? {} : { signed }),
      ...(given(input.witness) === '' ? {} : { witness: given(input.witness) }),
      on: dateText(String(input.until)),
    }
  },
  blocks: (content) => [
    rows(
      [content.bought === undefined ? '抽样时间' : '下单至封样时间', content.period],
      [content.bought === undefined ? '抽样地点' : '购买渠道', content.place],
      ['订单编号', content.bought?.order],
      ['当事人', content.party.name],
      [
        '到场情况',
        content.presence === undefined
          ? undefined
          : `${content.presence}${content.person === '' ? '' : `：${content.person}`}`,
      ],
      ['办案人员', officerText(content.officers)],
      ['受委托抽样机构', content.institution],
      ['样品费用', content.price === 0 ? '无' : moneyText(content.price)],
      ['样品保管', content.custody],
    ),
    paragraph(
      content.bought !== undefined
        ? '办案人员购买上述商品作为样品，对交易、拆包查验和封样的过程进行了记录。'
        : content.presence === presence.absent
          ? '办案人员依法抽样取证，已通知当事人到场。'
          : '办案人员向当事人出示执法证件，说明来意，依法抽样取证。',
    ),
    paragraph(`抽样依据和方法：${content.method}`),
    ...(content.bought === undefined ? [] : paragraphs(`拆包查验情况：${content.bought.opening}`)),
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 3 },
        { title: '样品名称', width: 8 },
        { title: '规格、批号', width: 9 },
        { title: '标称生产者', width: 9 },
        { title: '基数', width: 6 },
        { title: '数量', width: 8 },
        { title: '封条编号', width: 9 },
      ],
      rows: content.samples.map(({ name, spec, maker, base, quantity, reserve, seal }, n) => [
        String(n + 1),
        name,
        spec,
        maker,
        base,
        reserve === '' ? quantity : `${quantity}（备样 ${reserve}）`,
        seal,
      ]),
    },
    paragraph(
      `样品已逐件加贴封条，共 ${content.samples.length} 件。${content.recording === 0 ? '' : `拍照、录像等记录 ${content.recording} 件，附后。`}`,
    ),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        ...(content.bought === undefined
          ? [signature('当事人（以上记录属实，样品封存完好）', content.person, content.signed)]
          : []),
        ...officerSignatures('办案人员', content.officers),
        ...(content.institution === undefined ? [] : [signature('抽样机构人员', content.institution)]),
        ...(content.witness === undefined ? [] : [signature('见证人', content.witness)]),
      ],
    },
    { kind: 'annex', title: '样品封签' },
    ...content.samples.map((sample, n) => label(content, sample, n + 1)),
  ],
})

/** What is pasted on one sample, to be cut out. */
const label = (
  {
    place,
    on,
    officers,
    bought,
  }: {
    readonly place: string
    readonly on: string
    readonly officers: readonly { readonly name: string }[]
    readonly bought?: unknown
  },
  { name, spec, quantity, seal }: z.infer<typeof sampleContent>,
  no: number,
): Block => ({
  kind: 'table',
  columns: [
    { title: '样品封签', width: 3 },
    { title: `第 ${no} 件　封条编号 ${seal}`, width: 10 },
  ],
  rows: [
    ['样品名称', `${name}${spec === '' ? '' : `（${spec}）`}　${quantity}`],
    [bought === undefined ? '抽样地点' : '购买渠道', place],
    ['封样日期', on],
    ['办案人员', officers.map((each) => each.name).join('、')],
    ['签名', bought === undefined ? '当事人　　　　　　　　　　办案人员' : '办案人员'],
  ],
})
