import { z } from 'zod'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import {
  concernedNames,
  officerSignatures,
  officersContent,
  officersOf,
  officerText,
  periodText,
  signature,
  signedNote,
  text,
} from './parts.ts'

const relations = {
  party: '当事人',
  representative: '法定代表人、负责人或者经营者',
  employee: '当事人的员工',
  witness: '证人',
  other: '其他有关人员',
} as const

export const questioningRecord = form({
  no: 14,
  name: '询问笔录',
  layout: 'record',
  everyPage: ['被询问人（签名）', '询问人（签名）'],
  content: z.strictObject({
    parties: text.optional(),
    period: text,
    place: text,
    officers: officersContent,
    person: z.strictObject({
      name: text,
      role: text,
      idNumber: text.optional(),
      phone: text.optional(),
      address: text.optional(),
    }),
    agency: text,
    answers: z.array(z.strictObject({ question: text, answer: text })),
    signed: text.optional(),
  }),
  fill: ({ state, input, record, facts, party }) => {
    const { name, role, idNumber, phone, address } = input.person as Record<string, string | undefined>
    const given = Object.fromEntries(
      Object.entries({ idNumber, phone, address }).filter(([, value]) => value !== undefined && value !== ''),
    )
    return {
      ...concernedNames(state, party),
      period: periodText(input.from, input.until),
      place: String(input.place),
      officers: officersOf(record),
      person: { name: String(name), role: relations[role as keyof typeof relations], ...given },
      agency: facts.agency.name,
      answers: input.answers as { question: string; answer: string }[],
      ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
    }
  },
  blocks: ({ parties, period, place, officers, person, agency, answers, signed }) => [
    rows(
      ['询问时间', period],
      ['询问地点', place],
      ['询问人', officerText(officers)],
      ['当事人', parties],
      ['被询问人', `${person.name}（${person.role}）`],
      ['居民身份证号码', person.idNumber],
      ['联系电话', person.phone],
      ['住址', person.address],
    ),
    paragraph(
      `询问人是${agency}的执法人员，询问前已出示执法证件，告知被询问人应当如实回答，享有陈述、申辩的权利，认为询问人与本案有直接利害关系或者有其他关系可能影响公正执法的，可以申请回避。询问内容如下：`,
    ),
    { kind: 'answers', rows: answers },
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [
        signature('被询问人（以上笔录已核对，与所述一致）', person.name, signed),
        ...officerSignatures('询问人', officers),
      ],
    },
  ],
})
