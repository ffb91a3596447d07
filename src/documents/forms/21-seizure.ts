import { z } from 'zod'
import { computeLimit, days } from '../../calendar/index.ts'
import { compulsionLaw } from '../../kernel/index.ts'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  dateText,
  officersContent,
  officersOf,
  officerText,
  partyContent,
  partyOf,
  partyRows,
  text,
  unstopped,
} from './parts.ts'
import { seizureTitle, thingsContent, thingsFrom, thingsTable } from './things.ts'

const custodies = {
  'on-site': '原地封存，由你（单位）看管',
  bureau: '由本局保管',
  entrusted: '委托第三人保管',
} as const

/** What 行政强制法 art. 24 (2) asks for, item by item. */
export const seizureDecision = form({
  no: 21,
  name: '实施行政强制措施决定书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
    measure: text,
    reasons: text,
    power: text,
    days: z.int(),
    from: text,
    until: text,
    custody: text,
    things: thingsContent,
    officers: officersContent,
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    party: partyOf(state, party),
    measure: seizureTitle(input.kind),
    reasons: unstopped(String(input.reasons)),
    power: unstopped(String(input.power)),
    days: Number(input.days),
    from: dateText(at),
    until: dateText(
      computeLimit(
        { amount: days(Number(input.days)), start: at, startTitle: '查封、扣押', basis: [compulsionLaw(25, 1)] },
        facts.calendar,
        at,
      ).dueDay ?? at,
    ),
    custody: `${custodies[input.custody as keyof typeof custodies]}（${input.custody === 'entrusted' ? `${String(input.custodian)}，` : ''}${String(input.custodyPlace)}）`,
    things: thingsFrom(input.things),
    officers: officersOf(record),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    partyRows(content.party),
    paragraph(
      `因${content.reasons}，依照${content.power}和《行政强制法》第二十二条、第二十四条的规定，本局决定对你（单位）的下列场所、设施或者财物采取${content.measure}措施：`,
    ),
    thingsTable(content.things),
    rows(
      [`${content.measure}期限`, `${content.days} 日，自${content.from}起至${content.until}`],
      ['保管方式和地点', content.custody],
      ['办案人员', officerText(content.officers)],
    ),
    paragraph(
      '情况复杂需要延长期限的，本局将另行书面告知。物品需要检测、检验、检疫或者技术鉴定的，其期间不计入上述期限，本局将书面告知该期间。',
    ),
    paragraph(
      `${content.measure}期间，对${content.measure}的场所、设施或者财物，应当妥善保管，任何人不得使用、损毁或者擅自转移、处置；因${content.measure}发生的保管费用由本局承担。`,
    ),
    paragraph(
      `你（单位）有权进行陈述和申辩。如不服本决定，可以自收到本决定书之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。`,
    ),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
