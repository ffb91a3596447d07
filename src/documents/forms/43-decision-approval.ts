import { z } from 'zod'
import { type CaseState, outcomeKinds, type Penalty } from '../../procedure/index.ts'
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
  penaltyBasisOf,
  penaltyLines,
  text,
} from './parts.ts'

const defenceText = ({ defence, recheck }: CaseState['dossier']): string =>
  defence?.made
    ? `当事人提出陈述申辩：${defence.content}\n复核：${recheck?.adopted ? '采纳' : '不采纳'}。${recheck?.reasons ?? ''}`
    : (defence?.content ?? '期限内未陈述申辩，视为放弃')

export const decisionApproval = form({
  no: 43,
  name: '行政处理决定审批表',
  layout: 'form',
  content: z.strictObject({
    title: text,
    party: partyContent,
    others: othersContent,
    facts: text,
    basis: text,
    penalty: z.array(text),
    review: text,
    defence: text.optional(),
    discussion: text.optional(),
    unit: text,
    opinion: text,
    decidedBy: text,
    decidedOn: text,
  }),
  fill: ({ state, input, record, actor, at }) => {
    const { dossier } = state
    const reviewed = dossier.review?.kind === 'case' ? '案件审核' : '法制审核'
    return {
      title: dossier.title,
      party: partyOf(state),
      ...othersOf(state),
      facts: dossier.findings?.facts ?? '',
      basis: `违反${breachedOf(state)}，依据${penaltyBasisOf(state)}`,
      penalty:
        record.penalty === undefined
          ? [`${outcomeKinds[dossier.handling?.kind ?? 'no-penalty']}。`, dossier.handling?.reasons ?? '']
          : [...penaltyLines(record.penalty as Penalty)],
      review: `${reviewed}：同意处理意见`,
      ...(record.penalty === undefined ? {} : { defence: defenceText(dossier) }),
      ...(dossier.discussion === undefined ? {} : { discussion: dossier.discussion.conclusion }),
      unit: dossier.unitName,
      opinion: String(input.opinion),
      decidedBy: actor.name,
      decidedOn: dateText(at),
    }
  },
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        ...partyCells(content.party),
        ...(content.others ?? []).flatMap(partyCells),
        { label: '违法事实', value: [content.facts], tall: 6 },
        { label: '法律依据', value: [content.basis] },
        { label: '处理建议', value: [content.penalty.join('\n')], signed: content.unit, tall: 3 },
        { label: '审核意见', value: [content.review] },
        ...(content.defence === undefined ? [] : [{ label: '陈述申辩\n及复核', value: [content.defence] }]),
        ...(content.discussion === undefined ? [] : [{ label: '集体讨论', value: [content.discussion] }]),
        opinionCell('部门负责人\n审批意见', content.opinion, content.decidedBy, content.decidedOn),
      ],
    },
  ],
})
