import { z } from 'zod'
import { accountKinds } from '../../procedure/index.ts'
import { form } from '../form.ts'
import { dateText, outsidePlace, text } from './parts.ts'

/** 程序规定 art. 82 (1) item 3, 83: where papers reach the party, and what follows if they don't. */
export const addressConfirmed = form({
  no: 10,
  name: '送达地址确认书',
  layout: 'form',
  content: z.strictObject({
    title: text,
    number: text.optional(),
    whom: text,
    receiver: text,
    phone: text,
    address: text,
    accounts: z.array(z.strictObject({ kind: text, account: text })),
    officer: text,
    on: text,
  }),
  fill: ({ state, input, actor, at }) => ({
    title: state.dossier.title,
    ...(state.dossier.number === undefined ? {} : { number: state.dossier.number }),
    whom: String(input.whom),
    receiver: String(input.receiver),
    phone: String(input.phone),
    address: String(input.address),
    accounts: (input.accounts as readonly { readonly kind: keyof typeof accountKinds; readonly account: string }[]).map(
      ({ kind, account }) => ({ kind: accountKinds[kind], account }),
    ),
    officer: actor.name,
    on: dateText(at),
  }),
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        ...(content.number === undefined ? [] : [{ label: '案号', value: [content.number] }]),
        { label: '受送达人', value: [content.whom] },
        {
          label: '告知事项',
          value: [
            '一、为便于及时收到执法文书，受送达人应当如实提供准确的送达地址。送达至确认的地址，即视为送达。\n二、送达地址发生变更的，应当及时书面告知本局；未及时告知的，按原地址送达，视为依法送达。\n三、因提供的地址不准确、变更未书面告知，文书未能实际接收的，直接送达的，文书留在该地址之日为送达之日；邮寄送达的，文书被退回之日为送达之日。\n四、同意电子送达的，文书到达所填写的特定系统的日期为送达日期。\n（《市场监督管理行政处罚程序规定》第八十二条、第八十三条）',
          ],
        },
        { label: '送达地址', value: [content.address] },
        { label: '收件人', value: [content.receiver], beside: { label: '联系电话', value: [content.phone] } },
        {
          label: '电子送达',
          value: [
            content.accounts.length === 0
              ? '不同意以电子方式送达。'
              : `同意以下列电子方式送达：\n${content.accounts.map(({ kind, account }) => `${kind}　${account}`).join('\n')}`,
          ],
          tall: 3,
        },
        {
          label: '受送达人\n确认',
          value: ['已阅读并知悉告知事项。以上送达地址和方式准确、有效，可以据此送达执法文书。'],
          tall: 5,
          signed: `${content.whom}　${content.on}`,
          places: [outsidePlace('受送达人', content.whom)],
        },
        {
          label: '办案人员',
          value: [content.officer],
          signed: content.on,
          tall: 2,
          places: [{ who: '办案人员', name: content.officer, inside: true }],
        },
      ],
    },
  ],
})
