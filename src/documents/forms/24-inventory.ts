import { z } from 'zod'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  dateText,
  officerSignatures,
  officersContent,
  officersOf,
  partyContent,
  partyOf,
  signature,
  signedNote,
  text,
} from './parts.ts'
import { seizureTitle, thingsContent, thingsFrom, thingsTable } from './things.ts'

/** 清单: in two copies, one for the party (程序规定 art. 34; 行政强制法 art. 24 (3)). */
export const inventory = form({
  no: 24,
  name: '场所/设施/财物清单',
  layout: 'record',
  everyPage: ['当事人（签名）', '办案人员（签名）'],
  content: z.strictObject({
    party: partyContent,
    measure: text,
    place: text,
    things: thingsContent,
    person: text,
    signed: text.optional(),
    witness: text.optional(),
    officers: officersContent,
    on: text,
  }),
  fill: ({ state, act, input, record, at, party }) => {
    const signed = signedNote(input.signed)
    return {
      party: partyOf(state, party),
      measure: act === 'seize' ? seizureTitle(input.kind) : '先行登记保存',
      place: String(input.place),
      things: thingsFrom(input.things),
      person: String(input.presentPerson ?? ''),
      ...(signed === undefined ? {} : { signed }),
      ...(input.witness === undefined || input.witness === '' ? {} : { witness: String(input.witness) }),
      officers: officersOf(record),
      on: dateText(at),
    }
  },
  heading: () => '场所、设施、财物清单',
  blocks: (content) => [
    rows(['当事人', content.party.name], ['采取措施', content.measure], ['地点', content.place], ['日期', content.on]),
    thingsTable(content.things),
    paragraph('（以下空白）'),
    paragraph('以上各项经当场清点，核对无误。本清单一式二份，由当事人和本局分别保存。'),
    {
      kind: 'signatures',
      lines: [
        signature('当事人', content.person, content.signed),
        ...officerSignatures('办案人员', content.officers),
        ...(content.witness === undefined ? [] : [signature('见证人', content.witness)]),
      ],
    },
  ],
})
