import { z } from 'zod'
import { serviceWays } from '../../procedure/index.ts'
import { form, shown } from '../form.ts'
import {
  momentText,
  officerPlaces,
  officersContent,
  officersOf,
  officerText,
  outsidePlace,
  partyOf,
  text,
} from './parts.ts'

const relations = {
  self: '本人、法定代表人或者负责人',
  family: '同住成年家属',
  clerk: '负责收件的人',
  agent: '代理人或者指定的代收人',
  refused: '拒绝签收',
  'not-received': '未能实际接收',
} as const

export const serviceReceipt = form({
  no: 50,
  name: '送达回证',
  layout: 'form',
  content: z.strictObject({
    paper: text,
    addressee: shown,
    way: text,
    account: text.optional(),
    place: text,
    receiver: text,
    relation: text,
    at: text,
    reason: text.optional(),
    witness: text.optional(),
    proof: z.array(text),
    officers: officersContent,
  }),
  fill: ({ state, input, record, at, party }) => ({
    paper: String(record.title ?? ''),
    addressee: record.addressee === undefined ? partyOf(state, party).name : String(record.addressee),
    way: serviceWays[input.way as keyof typeof serviceWays],
    ...(input.account === undefined || input.account === '' ? {} : { account: String(input.account) }),
    place: String(input.place),
    receiver: String(input.receiver),
    relation: relations[input.relation as keyof typeof relations],
    at: momentText(at),
    ...(input.reason === undefined || input.reason === '' ? {} : { reason: String(input.reason) }),
    ...(input.witness === undefined || input.witness === '' ? {} : { witness: String(input.witness) }),
    proof: (input.proof as readonly { name: string }[]).map(({ name }) => name),
    officers: officersOf(record),
  }),
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '送达文书\n名称及文号', value: [content.paper] },
        { label: '受送达人', value: [content.addressee] },
        { label: '送达方式', value: [content.way], beside: { label: '送达时间', value: [content.at] } },
        {
          label: '送达地点',
          value: [content.account === undefined ? content.place : `${content.place}\n账号：${content.account}`],
        },
        ...(content.reason === undefined
          ? [
              {
                label: '收件人签名\n或者盖章',
                value: [
                  content.relation === relations['not-received']
                    ? '已送至受送达人在送达地址确认书上确认的地址，未能实际接收，依照《市场监督管理行政处罚程序规定》第八十三条视为送达。'
                    : content.way === serviceWays.direct
                      ? `上列文书已收到。\n收件人身份：${content.relation}`
                      : `以${content.way}方式送达，到达情况见送达证明。\n收件人身份：${content.relation}`,
                ],
                tall: 4,
                signed:
                  content.relation === relations['not-received'] ? content.at : `${content.receiver}　${content.at}`,
                // Only what is handed over is signed for; other ways are proved by what the post or the system says.
                ...(content.way === serviceWays.direct && content.relation !== relations['not-received']
                  ? { places: [{ ...outsidePlace('收件人', content.receiver), said: 'paper' as const }] }
                  : {}),
              },
            ]
          : [{ label: '拒收事由', value: [content.reason], tall: 4 }]),
        ...(content.witness === undefined
          ? []
          : [
              {
                label: '见证人',
                value: [content.witness],
                tall: 2,
                places: [{ ...outsidePlace('见证人', content.witness), said: 'paper' as const }],
              },
            ]),
        { label: '送达证明', value: [content.proof.length === 0 ? '无' : content.proof.join('、')] },
        {
          label: '送达人',
          value: [officerText(content.officers)],
          tall: 2,
          places: officerPlaces('送达人', content.officers),
        },
      ],
    },
  ],
})
