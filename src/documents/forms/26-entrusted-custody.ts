import { z } from 'zod'
import { flush, paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { agencyContent, agencyOf, dateText, outsidePlace, partyContent, partyOf, text } from './parts.ts'
import { seizureTitle, thingsContent, thingsFrom, thingsTable } from './things.ts'

export const entrustedCustody = form({
  no: 26,
  name: '实施行政强制措施场所/设施/财物委托保管书',
  layout: 'letter',
  content: z.strictObject({
    custodian: text,
    party: partyContent,
    measure: text,
    decision: text,
    place: text,
    things: thingsContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, facts, at, party }) => ({
    custodian: String(input.custodian),
    party: partyOf(state, party),
    measure: seizureTitle(input.kind),
    decision: facts.numbers.get('强制')?.text ?? '',
    place: String(input.custodyPlace),
    things: thingsFrom(input.things),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  heading: () => '委托保管书',
  blocks: (content) => [
    flush(content.custodian, '：'),
    paragraph(
      `本局以《实施行政强制措施决定书》（${content.decision}）${content.measure}了${content.party.name}的下列场所、设施或者财物。依照《行政强制法》第二十六条和《市场监督管理行政处罚程序规定》第四十一条，现委托你（单位）保管：`,
    ),
    thingsTable(content.things),
    rows(['保管地点', content.place]),
    paragraph(
      '请妥善保管，不得使用、损毁或者擅自转移、处置；因你（单位）的原因造成损失的，依法承担责任。保管费用由本局承担。没有本局的书面通知，不得交付任何人。',
    ),
    {
      kind: 'signatures',
      lines: [
        {
          who: '受委托保管人',
          name: content.custodian,
          place: { ...outsidePlace('受委托保管人', content.custodian), said: 'nothing' },
        },
      ],
    },
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
