import { z } from 'zod'
import { yuan } from '../../kernel/index.ts'
import { discretionText, type Penalty, penaltyFor, shareOf } from '../../procedure/index.ts'
import { heading, paragraph, paragraphs } from '../blocks.ts'
import { form, shown } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  besideOf,
  breachedOf,
  dateText,
  evidenceOf,
  moneyText,
  partyContent,
  partyOf,
  partyRows,
  penaltyBasisOf,
  penaltyLines,
  stepText,
  text,
  unstopped,
} from './parts.ts'

const lateFine =
  '逾期不缴纳罚款的，依据《行政处罚法》第七十二条第一款第（一）项，每日可以按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。'

/** 程序规定 art. 62: the seven contents of a decision. */
export const decision = form({
  no: 45,
  name: '行政处罚决定书',
  layout: 'letter',
  texts: {
    facts: { title: '查明的事实', bound: true },
    nature: { title: '违法行为性质', bound: true },
    reasons: { title: '裁量的理由', bound: true },
    recheck: { title: '对陈述申辩的复核意见', bound: true },
  },
  content: z.strictObject({
    party: partyContent,
    beside: text.optional(),
    /** Somebody beside this party isn't punished. */
    besideSpared: z.literal(true).optional(),
    title: text,
    filedOn: text,
    facts: shown,
    evidence: z.array(z.strictObject({ title: shown, kind: text, proves: shown })),
    nature: shown,
    breached: text,
    basis: text,
    step: text,
    reasons: shown,
    notice: text,
    noticedOn: text,
    defence: shown,
    recheck: shown.optional(),
    penalty: z.array(text),
    /** In fen; of what is due, the fine alone grows when it is late. */
    due: z.int(),
    fine: z.int(),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, record, facts, at, party }) => {
    const { dossier } = state
    const whole = record.penalty as Penalty
    const penalty = party === undefined ? whole : penaltyFor(whole, party)
    const { notice, defence, recheck } = shareOf(dossier, party) ?? {}
    const filed = state.done.find(({ act }) => act === 'approve-filing')
    return {
      party: partyOf(state, party),
      ...besideOf(state, party),
      ...((whole.parts ?? []).some(
        (part) => part.party !== undefined && part.party !== party && penaltyFor(whole, part.party).kinds.length === 0,
      )
        ? { besideSpared: true as const }
        : {}),
      title: dossier.title,
      filedOn: dateText(filed?.at ?? state.openedAt),
      facts: dossier.findings?.facts ?? '',
      evidence: [...evidenceOf(state, party)],
      nature: dossier.findings?.nature ?? '',
      breached: breachedOf(state, party),
      basis: penaltyBasisOf(state, party),
      step: stepText(penalty),
      reasons: discretionText(penalty),
      notice: notice?.number ?? '',
      noticedOn: dateText(notice?.servedAt ?? at),
      defence: defence?.made
        ? `当事人提出陈述申辩：${unstopped(defence.content)}`
        : (defence?.content ?? '当事人在法定期限内未提出陈述、申辩，视为放弃'),
      ...(defence?.made && recheck !== undefined
        ? { recheck: `经复核，${recheck.adopted ? '予以采纳' : '不予采纳'}。${recheck.reasons}` }
        : {}),
      penalty: [...penaltyLines(penalty)],
      due: penalty.fine + penalty.gains,
      fine: penalty.fine,
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    partyRows(content.party),
    paragraph(`${content.filedOn}，本局对${content.title}一案立案调查，现已调查终结。`),
    ...(content.beside === undefined
      ? []
      : [
          paragraph(
            `本案当事人还有：${content.beside}，本局对其另行${content.besideSpared ? '作出处理决定' : '制作行政处罚决定书'}。`,
          ),
        ]),
    heading('一、查明的事实'),
    ...paragraphs(content.facts),
    heading('二、证据'),
    ...content.evidence.map(({ title, kind, proves }, n) =>
      paragraph(`${n + 1}.`, title, `（${kind}），证明`, typeof proves === 'string' ? unstopped(proves) : proves, '。'),
    ),
    heading('三、性质和依据'),
    ...paragraphs(content.nature),
    paragraph(`当事人的行为违反了${content.breached}的规定。`),
    heading('四、告知和陈述申辩'),
    paragraph(
      `本局于${content.noticedOn}向当事人送达《行政处罚告知书》（${content.notice}）。`,
      content.defence,
      '。',
      ...(content.recheck === undefined ? [] : [content.recheck]),
    ),
    heading('五、裁量'),
    paragraph(`对照行政处罚裁量基准，本案适用${content.step}。`, content.reasons),
    heading('六、决定'),
    paragraph(
      content.penalty.length === 0
        ? '经对当事人的陈述、申辩复核，本局决定对当事人不予行政处罚。'
        : `依据${content.basis}的规定，本局责令当事人改正违法行为，并决定处罚如下：`,
    ),
    ...content.penalty.map((line) => paragraph(line)),
    ...(content.due === 0
      ? []
      : [
          heading('七、履行方式和期限'),
          paragraph(
            `自收到本决定书之日起十五日内，将罚没款${moneyText(content.due)}缴至${content.agency.bank}，或者通过电子支付系统缴纳。${content.fine === 0 ? '' : lateFine}`,
          ),
        ]),
    heading(content.due === 0 ? '七、救济途径' : '八、救济途径'),
    paragraph(
      `如不服本决定，可以自收到本决定书之日起六十日内向${content.agency.reconsideration}申请行政复议，也可以在六个月内依法向${content.agency.court}提起行政诉讼。申请行政复议或者提起行政诉讼期间，行政处罚不停止执行。`,
    ),
    paragraph('依照《市场监督管理行政处罚信息公示规定》，本决定将依法向社会公示。'),
    { kind: 'seal', agency: content.agency.name, date: content.on },
    { kind: 'annex', title: '这份文书说了什么' },
    heading('这是什么'),
    paragraph(`这是${content.title}一案的处罚决定。我们查明的事实和每一份证据，写在前面的第一、第二部分。`),
    heading('怎样处罚，为什么'),
    ...content.penalty.map((line) => paragraph(line)),
    paragraph(
      `违反的规定：${content.breached}。处罚的依据：${content.basis}。轻重：${content.step}，理由：`,
      content.reasons,
    ),
    heading('您要做什么'),
    paragraph(
      content.due === 0
        ? '改正违法行为，今后不再发生。'
        : `改正违法行为；从收到的第二天起十五日之内，把${yuan(content.due)}元缴到${content.agency.bank}，或者用电子支付缴纳。一次缴清确有困难的，可以书面申请延期或者分期。`,
    ),
    heading('您不同意的话'),
    paragraph(
      `从收到的第二天起，六十日之内可以向${content.agency.reconsideration}申请行政复议；或者六个月之内向${content.agency.court}起诉。这期间处罚照常执行。`,
    ),
    heading('有问题找谁'),
    paragraph(`${content.agency.name}，${content.agency.address}，电话${content.agency.phone}。`),
  ],
})
