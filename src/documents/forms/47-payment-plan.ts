import { z } from 'zod'
import { shareOf } from '../../procedure/index.ts'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  dateText,
  moneyText,
  partyContent,
  partyOf,
  supplement,
  supplementOf,
  text,
} from './parts.ts'

export const paymentPlan = form({
  no: 47,
  name: '延期/分期缴纳罚款通知书',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    party: partyContent,
    decision: text,
    decidedOn: text,
    deferral: z.boolean(),
    plan: z.array(z.strictObject({ on: text, amount: z.number() })),
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, record, facts, at, party }) => {
    const asked = record.asked as {
      readonly way: string
      readonly plan: readonly { readonly on: string; readonly amount: number }[]
    }
    return {
      party: partyOf(state, party),
      decision: shareOf(state.dossier, party)?.decision?.number ?? '',
      decidedOn: dateText(shareOf(state.dossier, party)?.decision?.at ?? at),
      deferral: asked.way === 'deferral',
      plan: asked.plan.map(({ on, amount }) => ({ on: dateText(on), amount })),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  heading: ({ deferral }) => `${deferral ? '延期' : '分期'}缴纳罚款通知书`,
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `本局于${content.decidedOn}作出《行政处罚决定书》（${content.decision}）。你（单位）书面申请${content.deferral ? '延期' : '分期'}缴纳罚款。经审查，依照《行政处罚法》第六十六条和《市场监督管理行政处罚程序规定》第七十四条，同意按下列期限缴纳：`,
    ),
    ...content.plan.map(({ on, amount }, n) =>
      paragraph(
        content.deferral ? `${on}前缴纳${moneyText(amount)}。` : `第${n + 1}期：${on}前缴纳${moneyText(amount)}。`,
      ),
    ),
    paragraph(
      `请缴至${content.agency.bank}，或者通过电子支付系统缴纳。逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额，并可以依法申请人民法院强制执行。`,
    ),
    ...supplementOf(content.note),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
