import { z } from 'zod'
import { form } from '../form.ts'
import { concernedOf, dateText, opinionCell, othersContent, partyCells, partyContent, text } from './parts.ts'

/** The opinion begins with the answer, unless whoever wrote it began with it already. */
const answered = (answer: string, opinion: string): string => {
  const first = answer === 'granted' ? '同意' : '不同意'
  return opinion.startsWith(first) ? opinion : `${first}。${opinion}`
}

/** 有关事项审批: whatever the handlers ask for and a leader decides, but filing, review and decision, which have forms of their own. */
export const matterApproval = form({
  no: 8,
  name: '行政处罚案件有关事项审批表',
  layout: 'form',
  content: z.strictObject({
    matter: text,
    title: text,
    number: text.optional(),
    party: partyContent.optional(),
    others: othersContent,
    reasons: text,
    askedBy: text,
    askedOn: text,
    unit: text,
    opinion: text,
    decidedBy: text,
    decidedOn: text,
  }),
  fill: ({ state, input, record, actor, at, party }) => {
    const { dossier } = state
    return {
      matter: String(record.matter),
      title: dossier.title,
      ...(dossier.number === undefined ? {} : { number: dossier.number }),
      ...(dossier.parties[0] === undefined ? {} : concernedOf(state, party)),
      reasons: String((record.asked as { readonly reasons?: string } | undefined)?.reasons ?? ''),
      askedBy: (record.askedBy as { readonly name: string } | undefined)?.name ?? '',
      askedOn: dateText(String(record.askedAt ?? at)),
      unit: dossier.unitName,
      opinion: answered(String(input.answer), String(input.opinion)),
      decidedBy: actor.name,
      decidedOn: dateText(at),
    }
  },
  blocks: ({ matter, title, number, party, others = [], reasons, askedBy, askedOn, unit, opinion, ...decided }) => [
    {
      kind: 'cells',
      rows: [
        { label: '审批事项', value: [matter] },
        { label: '案由', value: [title] },
        ...(number === undefined ? [] : [{ label: '案号', value: [number] }]),
        ...(party === undefined ? [] : partyCells(party)),
        ...others.flatMap(partyCells),
        {
          label: '提请审批的\n理由及依据',
          value: [reasons],
          tall: 8,
          signed: `${unit}　${askedBy}　${askedOn}`,
          ...(askedBy === ''
            ? {}
            : { places: [{ who: '提请人', name: askedBy, inside: true, said: 'asked' as const }] }),
        },
        opinionCell('部门负责人\n审批意见', opinion, decided.decidedBy, decided.decidedOn),
      ],
    },
  ],
})
