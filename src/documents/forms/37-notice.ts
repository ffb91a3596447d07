import { z } from 'zod'
import { discretionText, type Penalty, penaltyFor } from '../../procedure/index.ts'
import { flush, heading, paragraph, paragraphs, rows } from '../blocks.ts'
import { form, shown } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  besideOf,
  breachedOf,
  dateText,
  partyContent,
  partyOf,
  penaltyBasisOf,
  penaltyLines,
  stepText,
  supplement,
  supplementOf,
  text,
} from './parts.ts'

/** 程序规定 art. 57: content, facts, reasons, basis, rights. */
export const notice = form({
  no: 37,
  name: '行政处罚告知书',
  layout: 'letter',
  texts: {
    facts: { title: '违法事实', bound: true },
    reasons: { title: '理由', bound: true },
    note: supplement,
  },
  content: z.strictObject({
    party: partyContent,
    beside: text.optional(),
    title: text,
    facts: shown,
    breached: text,
    basis: text,
    penalty: z.array(text),
    step: text,
    reasons: shown,
    hearing: z.boolean(),
    explanation: text,
    agency: agencyContent,
    handlers: text,
    on: text,
    note: shown.optional(),
  }),
  fill: ({ state, input, record, facts, at, party }) => {
    const whole = record.penalty as Penalty
    const penalty = party === undefined ? whole : penaltyFor(whole, party)
    return {
      party: partyOf(state, party),
      ...besideOf(state, party),
      title: state.dossier.title,
      facts: state.dossier.findings?.facts ?? '',
      breached: breachedOf(state, party),
      basis: penaltyBasisOf(state, party),
      penalty: [...penaltyLines(penalty)],
      step: stepText(penalty),
      reasons: discretionText(penalty),
      hearing:
        record.hearing === true ||
        (party !== undefined && ((record.hearings ?? []) as readonly string[]).includes(party)),
      explanation: String(input.explanation),
      agency: agencyOf(facts),
      handlers: state.dossier.handlers.map(({ name }) => name).join('、'),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `由本局立案调查的${content.title}一案，已调查终结。依据《行政处罚法》第四十四条${content.hearing ? '、第六十三条' : ''}和《市场监督管理行政处罚程序规定》第五十七条的规定，现将拟作出行政处罚的内容、事实、理由、依据及你（单位）享有的权利告知如下：`,
    ),
    heading('一、违法事实'),
    ...paragraphs(content.facts),
    heading('二、理由和依据'),
    paragraph(
      `上述行为违反了${content.breached}的规定，依据${content.basis}，本局拟给予处罚。裁量阶次：${content.step}。`,
      content.reasons,
    ),
    heading('三、拟作出的行政处罚'),
    ...content.penalty.map((line) => paragraph(line)),
    ...(content.beside === undefined
      ? []
      : [
          paragraph(
            `本案当事人还有：${content.beside}。对各当事人分别告知、分别处罚，你（单位）只对自己的处罚负责履行。`,
          ),
        ]),
    heading('四、你（单位）的权利'),
    paragraph(
      '你（单位）有权进行陈述、申辩。自收到本告知书之日起五个工作日内，未行使陈述、申辩权' +
        (content.hearing ? '，未要求听证' : '') +
        '的，视为放弃此权利。本局不会因陈述、申辩' +
        (content.hearing ? '或者要求听证' : '') +
        '而给予更重的处罚。',
    ),
    ...(content.hearing
      ? [
          paragraph(
            '本案属于听证范围，你（单位）有权要求举行听证；要求听证的，应当自收到本告知书之日起五个工作日内提出。',
          ),
        ]
      : []),
    ...supplementOf(content.note),
    rows(['联系人', content.handlers], ['联系电话', content.agency.phone], ['地址', content.agency.address]),
    { kind: 'seal', agency: content.agency.name, date: content.on },
    { kind: 'annex', title: '这份文书说了什么' },
    heading('这是什么'),
    paragraph('这是作出处罚决定之前给您的告知。现在还没有作出决定，您不用缴款。'),
    heading('我们打算怎样处理'),
    ...content.penalty.map((line) => paragraph(line)),
    heading('为什么'),
    ...paragraphs(content.explanation),
    paragraph(`违反的规定：${content.breached}。处罚的依据：${content.basis}。`),
    heading('您可以做什么，到什么时候'),
    paragraph('从收到这份文书的第二天起，五个工作日之内：'),
    paragraph(
      '1.当面、打电话或者寄信告诉我们您的意见，也可以交来证据。我们会逐条复核，说得对的就采纳，不会因此加重处罚。',
    ),
    ...(content.hearing ? [paragraph('2.要求我们举行听证。听证不收费。')] : []),
    paragraph('期限过后没有提出的，视为放弃，我们再依法作出决定。'),
  ],
})
