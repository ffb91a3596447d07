import { z } from 'zod'
import { flush, paragraph, paragraphs } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  concernedOf,
  concernedText,
  dateText,
  officersContent,
  officersOf,
  officerText,
  othersContent,
  partyContent,
  text,
} from './parts.ts'

export const crimeTransfer = form({
  no: 5,
  name: '涉嫌犯罪案件移送书',
  layout: 'letter',
  content: z.strictObject({
    police: text,
    title: text,
    party: partyContent,
    others: othersContent,
    crime: text,
    facts: text,
    materials: text,
    goods: text.optional(),
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at }) => ({
    police: String(input.police),
    title: state.dossier.title,
    ...concernedOf(state, undefined),
    crime: String(record.crime ?? ''),
    facts: String(record.facts ?? ''),
    materials: String(input.materials),
    ...(input.goods === undefined || input.goods === '' ? {} : { goods: String(input.goods) }),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(`${content.police}：`),
    paragraph('本局在查处', ...concernedText(content), `“${content.title}”一案中，发现其行为涉嫌${content.crime}：`),
    ...paragraphs(content.facts),
    paragraph(
      '依照《行政处罚法》第二十七条和《行政执法机关移送涉嫌犯罪案件的规定》第三条、第五条，现将该案移送你单位。请自接受之日起三日内审查决定是否立案，并书面通知本局。',
    ),
    paragraph(`移送材料：${content.materials}`),
    ...(content.goods === undefined ? [] : [paragraph(`随案移送的物品：${content.goods}`)]),
    paragraph(`移送人：${officerText(content.officers)}。联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
    paragraph('回执：上列案件材料和物品已收到。'),
    {
      kind: 'signatures',
      lines: [
        { who: '接收单位（盖章）及经手人', name: '' },
        { who: '接收时间', name: '' },
      ],
    },
  ],
})
