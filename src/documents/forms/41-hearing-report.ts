import { z } from 'zod'
import type { OfficerRef } from '../../procedure/index.ts'
import { heading, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { colleagueSignature, dateText, namesIn, partyContent, partyOf, periodText, text } from './parts.ts'

const advices: Readonly<Record<string, string>> = {
  maintain: '事实清楚、证据充分，建议维持拟作出的行政处罚。',
  change: '当事人的意见部分成立，建议变更拟作出的行政处罚。',
  supplement: '事实不清或者证据不足，建议补充调查。',
}

export const hearingReport = form({
  no: 41,
  name: '听证报告',
  layout: 'letter',
  content: z.strictObject({
    title: text,
    party: partyContent,
    period: text,
    place: text,
    chair: text,
    members: text,
    recorder: text,
    course: text,
    views: text,
    advice: text,
    reasons: text,
    on: text,
  }),
  fill: ({ state, input, record, at, party }) => ({
    title: state.dossier.title,
    party: partyOf(state, party),
    period: periodText(record.heldFrom ?? at, record.heldUntil ?? at),
    place: String(record.place ?? ''),
    chair: (record.chair as OfficerRef | undefined)?.name ?? '',
    members: ((record.members ?? []) as readonly OfficerRef[]).map(({ name }) => name).join('、'),
    recorder: (record.recorder as OfficerRef | undefined)?.name ?? '',
    course: String(input.course),
    views: String(input.views),
    advice: advices[String(input.advice)] ?? '',
    reasons: String(input.reasons),
    on: dateText(at),
  }),
  blocks: (content) => [
    rows(
      ['听证案由', content.title],
      ['当事人', content.party.name],
      ['听证时间', content.period],
      ['听证地点', content.place],
      ['听证主持人', content.chair],
      ['听证员', content.members],
      ['记录员', content.recorder],
    ),
    heading('一、听证的基本情况'),
    ...paragraphs(content.course),
    heading('二、当事人的主要意见'),
    ...paragraphs(content.views),
    heading('三、处理意见和建议'),
    ...paragraphs(content.advice),
    ...paragraphs(content.reasons),
    {
      kind: 'signatures',
      lines: [
        colleagueSignature('听证主持人', content.chair, content.on),
        ...namesIn(content.members).map((name) => colleagueSignature('听证员', name, content.on)),
      ],
    },
  ],
})
