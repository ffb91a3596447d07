import { z } from 'zod'
import { yuan } from '../../kernel/index.ts'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  concernedNames,
  dateText,
  officerSignatures,
  officersContent,
  officersOf,
  signature,
  signedNote,
  text,
} from './parts.ts'
import { thingsContent, thingsFrom } from './things.ts'

const ways: Readonly<Record<string, string>> = {
  returned: '退还当事人',
  destroyed: '销毁',
  auctioned: '公开拍卖，所得上缴国库',
  surrendered: '上缴或者按照国家有关规定处理',
  transferred: '随案移送',
}

/** Of what was sold before, the proceeds are dealt with in the thing's place. */
const wayOf = (outcome = '', proceeds?: number): string =>
  proceeds === undefined
    ? (ways[outcome] ?? '')
    : `${outcome === 'returned' ? '退还' : '上缴'}先行处置所得款项 ${yuan(proceeds)} 元`

export const goodsSettled = form({
  no: 52,
  name: '涉案物品处理记录',
  layout: 'record',
  everyPage: ['经办人（签名）'],
  content: z.strictObject({
    title: text,
    parties: text.optional(),
    decision: text.optional(),
    place: text,
    things: z.array(thingsContent.element.extend({ way: text })),
    receiver: text,
    signed: text.optional(),
    document: text.optional(),
    proceeds: z.int(),
    officers: officersContent,
    on: text,
  }),
  fill: ({ state, act, input, record, at, party }) => {
    const chosen = input.things as readonly { no: number; outcome?: string; proceeds?: number }[]
    const early = act === 'record-early-disposal'
    const signed = signedNote(input.signed)
    return {
      title: state.dossier.title,
      ...concernedNames(state, party),
      ...(record.decision === undefined ? {} : { decision: String(record.decision) }),
      place: String(input.place),
      things: thingsFrom(record.things).flatMap((thing) => {
        const row = chosen.find(({ no }) => no === thing.no)
        if (row === undefined) return []
        const sold = (record.things as readonly { no: number; proceeds?: number }[]).find(({ no }) => no === thing.no)
        return [
          {
            ...thing,
            way: early ? `先行处置，所得 ${yuan(row.proceeds ?? 0)} 元` : wayOf(row.outcome, sold?.proceeds),
          },
        ]
      }),
      receiver: String(input.receiver),
      ...(signed === undefined ? {} : { signed }),
      ...(input.document === undefined || input.document === '' ? {} : { document: String(input.document) }),
      proceeds: early ? chosen.reduce((sum, { proceeds = 0 }) => sum + proceeds, 0) : Number(input.proceeds ?? 0),
      officers: officersOf(record),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    rows(
      ['案由', content.title],
      ['当事人', content.parties],
      ['处罚决定书文号', content.decision],
      ['处理日期', content.on],
      ['处理地点', content.place],
    ),
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 3 },
        { title: '名称', width: 7 },
        { title: '规格、批号', width: 6 },
        { title: '数量', width: 4 },
        { title: '处理方式', width: 8 },
      ],
      rows: content.things.map(({ no, name, spec, quantity, way }) => [String(no), name, spec, quantity, way]),
    },
    rows(
      ['所得款项', content.proceeds === 0 ? undefined : `${yuan(content.proceeds)} 元`],
      ['凭证号', content.document],
    ),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        signature('领取人、接收单位或者监销人', content.receiver, content.signed),
        ...officerSignatures('经办人', content.officers),
      ],
    },
  ],
})
