import { z } from 'zod'
import { form } from '../form.ts'
import {
  breachedOf,
  dateText,
  opinionCell,
  othersContent,
  othersOf,
  partyCells,
  partyContent,
  partyOf,
  text,
} from './parts.ts'

/** 立案 and 不予立案 share this form. */
export const filing = form({
  no: 7,
  name: '立案/不予立案审批表',
  layout: 'form',
  content: z.strictObject({
    title: text,
    source: text,
    party: partyContent.optional(),
    others: othersContent,
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
      ...(dossier.parties[0] === undefined ? {} : { party: partyOf(state), ...othersOf(state) }),
      facts: dossier.filingProposal?.facts ?? dossier.verification?.facts ?? '',
      basis: dossier.item === undefined ? '' : `涉嫌违反${breachedOf(state)}`,
      unit: dossier.unitName,
      decision: act === 'approve-filing' ? '立案' : '不予立案',
      opinion: String(input.opinion),
      decidedBy: actor.name,
      decidedOn: dateText(at),
    }
  },
  heading: ({ decision }) => `${decision}审批表`,
  blocks: ({ title, source, party, others = [], facts, basis, unit, decision, opinion, decidedBy, decidedOn }) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [title] },
        { label: '案件来源', value: [source] },
        ...(party === undefined ? [] : partyCells(party)),
        ...others.flatMap(partyCells),
        {
          label: `核查情况及\n${decision}理由`,
          value: [facts, basis === '' ? '' : `\n${basis}的规定。`],
          tall: 9,
        },
        {
          label: '承办机构\n意见',
          value: [
            decision === '立案'
              ? '经核查，符合《市场监督管理行政处罚程序规定》第十九条规定的条件，建议立案。'
              : '经核查，建议依照《市场监督管理行政处罚程序规定》第二十条不予立案。',
          ],
          tall: 3,
          signed: unit,
        },
        opinionCell('部门负责人\n审批意见', `${decision}。${opinion}`, decidedBy, decidedOn),
      ],
    },
  ],
})
