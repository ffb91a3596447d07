import { z } from 'zod'
import { shareOf } from '../../procedure/index.ts'
import { paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
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

export const defenceRecord = form({
  no: 38,
  name: '陈述申辩笔录',
  layout: 'record',
  everyPage: ['陈述申辩人（签名）', '听取人（签名）'],
  content: z.strictObject({
    party: partyContent,
    notice: text,
    period: text,
    place: text,
    person: text,
    officers: officersContent,
    content: text,
    files: z.array(text),
    signed: text.optional(),
  }),
  fill: ({ state, input, record, party }) => ({
    party: partyOf(state, party),
    notice: shareOf(state.dossier, party)?.notice?.number ?? '',
    period: periodText(input.from, input.until),
    place: String(input.place),
    person: String(input.person),
    officers: officersOf(record),
    content: String(input.content),
    files: (input.files as readonly { name: string }[]).map(({ name }) => name),
    ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
  }),
  blocks: (content) => [
    rows(
      ['当事人', content.party.name],
      ['告知书文号', content.notice],
      ['时间', content.period],
      ['地点', content.place],
      ['陈述申辩人', content.person],
      ['听取人', officerText(content.officers)],
    ),
    paragraph('陈述申辩内容：'),
    ...paragraphs(content.content),
    ...(content.files.length === 0 ? [] : [paragraph(`提交的材料：${content.files.join('、')}。`)]),
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        signature('陈述申辩人（以上笔录属实）', content.person, content.signed),
        ...officerSignatures('听取人', content.officers),
      ],
    },
  ],
})
