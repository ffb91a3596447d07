import { z } from 'zod'
import { form } from '../form.ts'
import { breachedOf, dateText, opinionCell, partyContent, partyOf, text } from './parts.ts'

/** 立案 and 不予立案 share this form. */
export const filing = form({
  no: 7,
  name: '立案/不予立案审批表',
  layout: 'form',
  content: z.strictObject({
    title: text,
    source: text,
    party: partyContent.optional(),
    facts: text,
    basis: text,
    unit: text,
    decision: text,
    opinion: text,
    decidedBy: text,
    decidedOn: text,
  }),
  fill: ({ state, act, input, actor, at }) => {
    const { dossier } = state
    return {
      title: dossier.title,
      source: dossier.clue?.source ?? '',
      ...(dossier.parties[0] === undefined ? {} : { party: partyOf(state) }),
      facts: dossier.filingProposal?.facts ?? dossier.verification?.facts ?? '',
      basis: dossier.item === undefined ? '' : `涉嫌违反${breachedOf(state)}`,
      unit: dossier.unitName,
      decision: act === 'approve-filing' ? '立案' : '不予立案',
      opinion: String(input.opinion),
      decidedBy: actor.name,
      decidedOn: dateText(at),
    }
  },
  blocks: ({ title, source, party, facts, basis, unit, decision, opinion, decidedBy, decidedOn }) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [title] },
        { label: '案件来源', value: [source] },
        ...(party === undefined
          ? []
          : [
              { label: '当事人', value: [party.name] },
              { label: '住所（住址）', value: [party.address] },
            ]),
        { label: '核查情况及\n立案理由', value: [facts, basis === '' ? '' : `\n${basis}。`], tall: 9 },
        {
          label: '承办机构意见',
          value: [decision === '立案' ? '经核查，符合立案条件，建议立案。' : '经核查，建议不予立案。'],
          tall: 3,
          signed: unit,
        },
        opinionCell('负责人\n审批意见', `${decision}。${opinion}`, `${decidedBy}　${decidedOn}`),
      ],
    },
  ],
})
