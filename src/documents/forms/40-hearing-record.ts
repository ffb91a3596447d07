import { z } from 'zod'
import type { OfficerRef } from '../../procedure/index.ts'
import { heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { colleagueSignature, namesIn, partyContent, partyOf, periodText, signature, text } from './parts.ts'

const roles: Readonly<Record<string, string>> = {
  party: '当事人',
  agent: '委托代理人',
  third: '第三人',
  handler: '办案人员',
  witness: '证人',
  expert: '鉴定人',
  interpreter: '翻译人员',
  other: '其他人员',
}

export const hearingRecord = form({
  no: 40,
  name: '听证笔录',
  layout: 'record',
  everyPage: ['当事人（签名）', '听证主持人（签名）'],
  content: z.strictObject({
    title: text,
    party: partyContent,
    period: text,
    place: text,
    open: z.boolean(),
    chair: text,
    members: text,
    recorder: text,
    present: z.array(z.strictObject({ role: text, name: text, authority: text.optional() })),
    charge: text,
    defence: text,
    third: text.optional(),
    examination: text,
    debate: text,
    last: text,
    refused: z.boolean(),
    files: z.array(text),
  }),
  fill: ({ state, input, record, party }) => ({
    title: state.dossier.title,
    party: partyOf(state, party),
    period: periodText(input.from, input.until),
    place: String(record.place ?? ''),
    open: record.open === true,
    chair: (record.chair as OfficerRef | undefined)?.name ?? '',
    members: ((record.members ?? []) as readonly OfficerRef[]).map(({ name }) => name).join('、'),
    recorder: (record.recorder as OfficerRef | undefined)?.name ?? '',
    present: (input.present as readonly { role: string; name: string; authority?: string }[]).map(
      ({ role, name, authority }) => ({
        role: roles[role] ?? role,
        name,
        ...(authority === undefined || authority === '' ? {} : { authority }),
      }),
    ),
    charge: String(input.charge),
    defence: String(input.defence),
    ...(input.third === undefined || input.third === '' ? {} : { third: String(input.third) }),
    examination: String(input.examination),
    debate: String(input.debate),
    last: String(input.last),
    refused: input.signed === 'refused',
    files: (input.files as readonly { name: string }[]).map(({ name }) => name),
  }),
  blocks: (content) => [
    rows(
      ['案由', content.title],
      ['当事人', content.party.name],
      ['听证时间', content.period],
      ['听证地点', content.place],
      ['举行方式', content.open ? '公开举行' : '不公开举行'],
      ['听证主持人', content.chair],
      ['听证员', content.members],
      ['记录员', content.recorder],
    ),
    {
      kind: 'table',
      columns: [
        { title: '身份', width: 1 },
        { title: '姓名', width: 1 },
        { title: '授权和身份证明', width: 2 },
      ],
      rows: content.present.map(({ role, name, authority }) => [role, name, authority ?? '']),
    },
    paragraph(
      '记录员查明到场人员并宣布听证纪律；听证主持人核对听证参加人，说明案由，宣布听证人员名单，告知权利义务，并询问当事人是否申请回避。',
    ),
    heading('办案人员提出的事实、证据、处罚建议及依据'),
    ...paragraphs(content.charge),
    heading('当事人及其委托代理人的陈述和申辩'),
    ...paragraphs(content.defence),
    ...(content.third === undefined ? [] : [heading('第三人的陈述'), ...paragraphs(content.third)]),
    heading('质证'),
    ...paragraphs(content.examination),
    heading('辩论'),
    ...paragraphs(content.debate),
    heading('各方最后意见'),
    ...paragraphs(content.last),
    ...(content.files.length === 0 ? [] : [paragraph(`听证中提交的证据和记录：${content.files.join('、')}。`)]),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        ...content.present.map(({ role, name }) =>
          signature(role, name, content.refused && role === '当事人' ? '拒绝签名，听证主持人已注明' : undefined),
        ),
        colleagueSignature('听证主持人', content.chair),
        ...namesIn(content.members).map((name) => colleagueSignature('听证员', name)),
        ...namesIn(content.recorder).map((name) => colleagueSignature('记录员', name)),
      ],
    },
  ],
})
