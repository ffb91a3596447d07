import { z } from 'zod'
import { paragraph, rows } from '../blocks.ts'
import { form } from '../form.ts'
import { momentText, officersOf, officerText, signature, signedNote, text } from './parts.ts'

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
  content: z.strictObject({
    from: text,
    until: text,
    place: text,
    officers: text,
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
  fill: ({ input, record, facts }) => {
    const { name, role, idNumber, phone, address } = input.person as Record<string, string | undefined>
    const given = Object.fromEntries(
      Object.entries({ idNumber, phone, address }).filter(([, value]) => value !== undefined && value !== ''),
    )
    return {
      from: momentText(String(input.from)),
      until: momentText(String(input.until)),
      place: String(input.place),
      officers: officerText(officersOf(record)),
      person: { name: String(name), role: relations[role as keyof typeof relations], ...given },
      agency: facts.agency.name,
      answers: input.answers as { question: string; answer: string }[],
      ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
    }
  },
  blocks: ({ from, until, place, officers, person, agency, answers, signed }) => [
    rows(
      ['询问时间', `${from}至${until}`],
      ['询问地点', place],
      ['询问人', officers],
      ['被询问人', `${person.name}（${person.role}）`],
      ['居民身份证号码', person.idNumber],
      ['联系电话', person.phone],
      ['住址', person.address],
    ),
    paragraph(
      `问：我们是${agency}的执法人员，这是我们的执法证件。现依法就有关情况向你询问，请如实回答；你有陈述、申辩的权利，认为我们与本案有利害关系的，可以申请回避。你听清楚了吗？是否申请回避？`,
    ),
    paragraph('答：听清楚了，不申请回避。'),
    { kind: 'answers', rows: answers },
    paragraph('（以下空白）'),
    {
      kind: 'signatures',
      lines: [signature('被询问人（以上笔录已核对，与所述一致）', person.name, signed), signature('询问人', officers)],
    },
  ],
})
