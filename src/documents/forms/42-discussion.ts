import { z } from 'zod'
import { heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  colleagueSignature,
  concernedOf,
  concernedText,
  momentText,
  othersContent,
  partyContent,
  penaltyLines,
  text,
} from './parts.ts'

export const discussionRecord = form({
  no: 42,
  name: '行政处罚案件集体讨论记录',
  layout: 'record',
  everyPage: ['主持人（签名）', '记录人（签名）'],
  content: z.strictObject({
    title: text,
    number: text,
    party: partyContent,
    others: othersContent,
    at: text,
    place: text,
    chair: text,
    facts: text,
    proposal: z.array(text),
    members: z.array(z.strictObject({ name: text, view: text })),
    conclusion: text,
  }),
  fill: ({ state, input, actor, at }) => ({
    title: state.dossier.title,
    number: state.dossier.number ?? '',
    ...concernedOf(state, undefined),
    at: momentText(at),
    place: String(input.place),
    chair: actor.name,
    facts: state.dossier.findings?.facts ?? '',
    proposal: state.dossier.proposal === undefined ? [] : [...penaltyLines(state.dossier.proposal)],
    members: (input.members as readonly { name: string; view: string }[]).map(({ name, view }) => ({ name, view })),
    conclusion: String(input.conclusion),
  }),
  blocks: (content) => [
    rows(
      ['案由', content.title],
      ['案号', content.number],
      ['当事人', concernedText(content)],
      ['讨论时间', content.at],
      ['讨论地点', content.place],
      ['主持人', content.chair],
    ),
    heading('一、办案机构汇报的案件事实和处理意见'),
    ...paragraphs(content.facts),
    ...content.proposal.map((line) => paragraph(line)),
    heading('二、参加人意见'),
    ...content.members.map(({ name, view }) => paragraph(`${name}：${view}`)),
    heading('三、讨论结论'),
    ...paragraphs(content.conclusion),
    paragraph('（以下空白）'),
    { kind: 'signatures', lines: content.members.map(({ name }) => colleagueSignature('参加人', name)) },
  ],
})
