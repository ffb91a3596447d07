import { z } from 'zod'
import type { Penalty } from '../../procedure/index.ts'
import { paragraph, paragraphs } from '../blocks.ts'
import { form, shown } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  breachedOf,
  dateText,
  momentText,
  officerSignatures,
  officersContent,
  officersOf,
  partyContent,
  partyOf,
  partyRows,
  penaltyBasisOf,
  penaltyLines,
  signature,
  signedNote,
  text,
  unstopped,
} from './parts.ts'

/** 程序规定 art. 68: what a decision made on the spot must say; 行政复议法 art. 23: reconsideration comes before the suit, and the party is told so. */
export const onTheSpotDecision = form({
  no: 44,
  name: '当场行政处罚决定书',
  layout: 'record',
  content: z.strictObject({
    party: partyContent,
    at: text,
    place: shown,
    facts: shown,
    breached: text,
    basis: text,
    penalty: z.array(text),
    fine: z.int(),
    defence: shown,
    officers: officersContent,
    signed: text.optional(),
    agency: agencyContent,
    on: text,
  }),
  fill: ({ state, input, record, facts, at }) => {
    const penalty = record.penalty as Penalty
    const { defence } = state.dossier
    return {
      party: partyOf(state),
      at: momentText(at),
      place: String(input.place),
      facts: state.dossier.findings?.facts ?? '',
      breached: breachedOf(state),
      basis: penaltyBasisOf(state),
      penalty: [...penaltyLines(penalty)],
      fine: penalty.fine,
      defence: defence?.made
        ? `当事人陈述申辩：${unstopped(defence.content)}。复核意见：${String(input.recheck ?? '')}`
        : '当事人未提出陈述、申辩。',
      officers: officersOf(record),
      ...(signedNote(input.signed) === undefined ? {} : { signed: signedNote(input.signed) }),
      agency: agencyOf(facts),
      on: dateText(at),
    }
  },
  blocks: (content) => [
    partyRows(content.party),
    paragraph(`经查，${content.at}，在`, content.place, '，', content.facts),
    paragraph(
      `上述行为违反了${content.breached}的规定。`,
      '执法人员已当场告知拟作出的行政处罚内容及事实、理由、依据和陈述、申辩的权利。',
      content.defence,
    ),
    paragraph(`依据${content.basis}和《行政处罚法》第五十一条的规定，决定当场给予以下行政处罚：`),
    ...content.penalty.map((line) => paragraph(line)),
    ...(content.fine === 0
      ? []
      : paragraphs(
          `罚款请自收到本决定书之日起十五日内，到${content.agency.bank}或者通过电子支付系统缴纳；依法可以当场收缴的除外。逾期不缴纳的，每日可以按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。`,
        )),
    paragraph(
      `不服本决定的，应当自收到本决定书之日起六十日内先向${content.agency.reconsideration}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向${content.agency.court}提起行政诉讼。`,
    ),
    {
      kind: 'signatures',
      lines: [
        signature(
          '当事人签收',
          typeof content.party.representative === 'string' ? content.party.representative : '',
          content.signed,
        ),
        ...officerSignatures('执法人员', content.officers),
      ],
    },
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
