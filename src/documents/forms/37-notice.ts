import { z } from 'zod'
import type { Penalty } from '../../procedure/index.ts'
import { flush, paragraph, paragraphs, rows } from '../blocks.ts'
import { form, shown } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  breachedOf,
  dateText,
  partyContent,
  partyOf,
  penaltyBasisOf,
  penaltyLines,
  stepText,
  text,
} from './parts.ts'

/** 程序规定 art. 57: content, facts, reasons, basis, rights. */
export const notice = form({
  no: 37,
  name: '行政处罚告知书',
  layout: 'letter',
  content: z.strictObject({
    party: partyContent,
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
  }),
  fill: ({ state, input, record, facts, at }) => {
    const penalty = record.penalty as Penalty
    return {
      party: partyOf(state),
      title: state.dossier.title,
      facts: state.dossier.findings?.facts ?? '',
      breached: breachedOf(state),
      basis: penaltyBasisOf(state),
      penalty: [...penaltyLines(penalty)],
      step: stepText(penalty),
      reasons: penalty.reasons,
      hearing: record.hearing === true,
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
    { kind: 'heading', text: '一、违法事实' },
    ...paragraphs(content.facts),
    { kind: 'heading', text: '二、理由和依据' },
    paragraph(
      `上述行为违反了${content.breached}的规定，依据${content.basis}，本局拟给予处罚。裁量阶次：${content.step}。`,
      content.reasons,
    ),
    { kind: 'heading', text: '三、拟作出的行政处罚' },
    ...content.penalty.map((line) => paragraph(line)),
    { kind: 'heading', text: '四、你（单位）的权利' },
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
    rows(['联系人', content.handlers], ['联系电话', content.agency.phone], ['地址', content.agency.address]),
    { kind: 'seal', agency: content.agency.name, date: content.on },
    { kind: 'annex', title: '这份文书说了什么' },
    ...paragraphs(content.explanation),
    paragraph(
      `您现在可以：一、在五个工作日内，当面、打电话或者寄信告诉我们您的意见和证据；${content.hearing ? '二、在同样的时间内要求听证，听证不收费；三、' : '二、'}也可以什么都不做，期限过后我们再作决定。还没有作出决定之前，不用缴款。`,
    ),
  ],
})
