import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, item, longText, party } from '../../fields.ts'
import { anyOfficer, byRole } from '../../standing.ts'
import type { Party } from '../../state.ts'
import { filingProposed, verified } from '../gates.ts'
import { filedParties, type OtherParty, otherPartiesField, twiceAParty } from '../parties.ts'

/** The unit proposes to file: the party, the item, and the four conditions of 程序规定 art. 19. */
export const proposeFiling = act('propose-filing', {
  title: '提出立案建议',
  purpose: '写明当事人、涉嫌的违法行为和立案的四个条件，报局负责人决定',
  basis: [rules(19)],
  stages: ['verification'],
  by: anyOfficer({ ofUnit: true, basis: [rules(19)] }),
  gates: [verified],
  data: z.strictObject({
    party: party(),
    otherParties: otherPartiesField,
    item: item('涉嫌违反的事项'),
    facts: longText('立案理由和依据', { hint: '写涉嫌的违法行为、初步证据和违反的条款', max: 5000 }),
    evidenceOfBreach: confirmed('有证据初步证明存在违法行为'),
    punishable: confirmed('依法应当给予行政处罚'),
    ours: confirmed('属于本部门管辖'),
    inTime: confirmed('在给予行政处罚的法定期限内'),
  }),
  checks: [
    ({ data, facts }) =>
      facts.items.has(data.item)
        ? []
        : [refusal('unknown-item', '请从事项清单中选择处罚事项', { field: 'item', basis: [penaltyLaw(38)] })],
    ({ data }) => twiceAParty(data.party, data.otherParties ?? []),
  ],
  record: ({ data, facts }) => {
    const { id, version, name, breached, penalty } = facts.items.get(data.item) ?? {
      id: data.item,
      version: 0,
      name: data.item,
      breached: [],
      penalty: [],
    }
    return { item: { id, version, name, breached, penalty } }
  },
  apply: (dossier, { input, record, version }) => ({
    ...dossier,
    parties: filedParties(input.party as Omit<Party, 'id'>, (input.otherParties ?? []) as readonly OtherParty[]),
    item: record.item as NonNullable<typeof dossier.item>,
    filingProposal: { facts: input.facts, version },
  }),
  sentence: ({ input }) =>
    `建议对${[input.party, ...(input.otherParties ?? [])].map(({ name }) => name).join('、')}立案`,
  known: ({ state }) => ({ facts: state.dossier.verification?.facts }),
})

/** 立案: the leader decides. The ninety days begin. */
export const approveFiling = act('approve-filing', {
  title: '批准立案',
  purpose: '局负责人审查立案条件，决定立案；自立案之日起九十日内应当作出处理决定',
  basis: [rules(19), rules(18, 1), penaltyLaw(54, 2)],
  stages: ['verification'],
  by: byRole('leader', { basis: [rules(18, 1)] }),
  gates: [filingProposed],
  data: z.strictObject({
    opinion: longText('审批意见', {
      hint: '写明同意或者不同意；不同意的写明理由和要求',
      max: 1000,
      'x-templates': ['同意立案，请承办机构指定办案人员依法调查。'],
    }),
  }),
  papers: [{ form: 7, number: '立案' }],
  leadsTo: ['investigation'],
  apply: (dossier, { papers }) => ({
    ...dossier,
    ...(papers[0]?.number === undefined ? {} : { number: papers[0].number.text }),
  }),
  sentence: ({ papers }) => `批准立案${papers[0]?.number === undefined ? '' : `，案号${papers[0].number.text}`}`,
})

const declineGrounds = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  first: '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  other: '依法可以不予立案的其他情形',
} as const

/** 不予立案 (程序规定 art. 20). */
export const declineFiling = act('decline-filing', {
  title: '决定不予立案',
  purpose: '有法定情形的，局负责人决定不予立案',
  basis: [rules(20), rules(18, 1)],
  stages: ['verification'],
  by: byRole('leader', { basis: [rules(18, 1)] }),
  gates: [verified],
  data: z.strictObject({
    ground: choice('不予立案的情形', declineGrounds),
    opinion: longText('理由', { hint: '写具体的事实，不只写条文', max: 2000 }),
  }),
  papers: [{ form: 7 }],
  leadsTo: ['closed'],
  apply: (dossier, { input, version }) => ({
    ...dossier,
    closing: { result: `不予立案：${declineGrounds[input.ground]}`, version },
  }),
  sentence: ({ input }) => `不予立案：${declineGrounds[input.ground]}`,
})
