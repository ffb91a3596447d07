import { z } from 'zod'
import { type CaseState, outcomeKinds } from '../../procedure/index.ts'
import { form } from '../form.ts'
import {
  dateText,
  opinionCell,
  othersContent,
  othersOf,
  partyCells,
  partyContent,
  partyOf,
  penaltyLines,
  text,
} from './parts.ts'

const outcomeLines = (outcome: CaseState['dossier']['outcome']): string[] =>
  outcome === undefined ? [] : [`${outcomeKinds[outcome.kind]}。`, outcome.reasons]

export const closing = form({
  no: 53,
  name: '结案审批表',
  layout: 'form',
  content: z.strictObject({
    title: text,
    number: text,
    party: partyContent,
    others: othersContent,
    filedOn: text,
    decision: text.optional(),
    penalty: z.array(text),
    result: text,
    unit: text,
    opinion: text,
    approvedBy: text,
    approvedOn: text,
  }),
  fill: ({ state, input, actor, at }) => {
    const { dossier } = state
    return {
      title: dossier.title,
      number: dossier.number ?? '',
      party: partyOf(state),
      ...othersOf(state),
      filedOn: dateText(state.done.find(({ act }) => act === 'approve-filing')?.at ?? state.openedAt),
      ...(dossier.decision === undefined ? {} : { decision: dossier.decision.number }),
      penalty:
        dossier.decision === undefined ? outcomeLines(dossier.outcome) : [...penaltyLines(dossier.decision.penalty)],
      result: dossier.closing?.result ?? '',
      unit: dossier.unitName,
      opinion: String(input.opinion),
      approvedBy: actor.name,
      approvedOn: dateText(at),
    }
  },
  blocks: (content) => [
    {
      kind: 'cells',
      rows: [
        { label: '案由', value: [content.title] },
        { label: '立案日期', value: [content.filedOn], beside: { label: '案号', value: [content.number] } },
        ...partyCells(content.party),
        ...(content.others ?? []).flatMap(partyCells),
        ...(content.decision === undefined ? [] : [{ label: '处罚决定书\n文号', value: [content.decision] }]),
        {
          label: content.decision === undefined ? '处理决定' : '处罚内容',
          value: [content.penalty.join('\n')],
          tall: 3,
        },
        { label: '执行情况', value: [content.result], tall: 5, signed: content.unit },
        opinionCell('部门负责人\n审批意见', content.opinion, content.approvedBy, content.approvedOn),
      ],
    },
  ],
})
