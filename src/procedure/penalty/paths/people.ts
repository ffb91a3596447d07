import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, longText, officer, officers } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, isHandler, type Standing } from '../../standing.ts'
import type { CaseState, OfficerRef } from '../../state.ts'
import { handlerRefusals, withHandlers } from '../handlers.ts'
import { matter } from '../matter.ts'
import { refsOf } from '../refs.ts'

const stages = ['investigation', 'review', 'notice', 'service', 'performance']

type Rank = 'head' | 'leader' | 'other'
const rankOf = (roles: readonly string[] = []): Rank =>
  roles.includes('head') ? 'head' : roles.includes('leader') ? 'leader' : 'other'

const asking = ({ strands }: CaseState) =>
  strands.findLast(({ kind, state }) => kind === 'recusal' && state === 'asked')?.data as
    | { readonly rank?: Rank; readonly asked: { readonly person: string } }
    | undefined

/**
 * Who decides about a recusal (程序规定 art. 4): about the head the other leaders together, one of whom enters it; about another
 * leader the head; about anybody else a leader. Nobody decides about himself.
 */
const decider: Standing = {
  title: '有权决定回避的负责人',
  basis: [rules(4)],
  test: (question) => {
    const { actor, state } = question
    const asked = asking(state)
    const basis = [rules(4), penaltyLaw(43)]
    const refusals = [...byRole('leader', { notHandler: true, basis }).test(question)]
    if (asked?.asked.person === actor.id)
      refusals.push(refusal('own-recusal', '不能决定自己的回避，请由有权的负责人决定', { basis }))
    if (asked?.rank === 'leader' && !actor.roles.includes('head'))
      refusals.push(refusal('head-decides', '局其他负责人的回避，由主要负责人决定', { basis }))
    return refusals
  },
  waitsFor: (state) => [{ role: asking(state)?.rank === 'leader' ? 'head' : 'leader' }],
}

/**
 * 回避 (程序规定 art. 4; 行政处罚法 art. 43): asked for by the party or the person himself, of whoever takes part in the case. The
 * investigation goes on until it is decided.
 */
const recusal = matter<{ person: string; by: string }>({
  name: 'recusal',
  title: '有关人员回避',
  purpose: '与案件有直接利害关系或者有其他关系可能影响公正执法的人员应当回避；决定作出前不停止调查',
  basis: [rules(4), penaltyLaw(43)],
  stages,
  by: byRole('officer', { ofUnit: true, basis: [rules(4)] }),
  data: z.strictObject({
    person: officer('被申请回避的人员', { hint: '办案人员、审核人员或者局负责人' }),
    by: choice('谁提出', { party: '当事人申请', self: '本人主动提出', bureau: '本机关发现' }),
  }),
  checks: [
    ({ data, state, facts }) =>
      isHandler(state, data.person) ||
      facts.officers.get(data.person)?.roles.some((role) => role === 'reviewer' || role === 'leader' || role === 'head')
        ? []
        : [
            refusal(
              'not-on-the-case',
              `${facts.officers.get(data.person)?.name ?? '该人员'}不是本案的办案、审核人员或者负责人，请核对`,
              {
                field: 'person',
                basis: [rules(4)],
              },
            ),
          ],
  ],
  decidedBy: decider,
  record: ({ data, facts }) => ({ rank: rankOf(facts.officers.get(data.person)?.roles) }),
  apply: (dossier, { record }) => {
    const person = (record.asked as { readonly person?: string } | undefined)?.person
    return { ...dossier, handlers: dossier.handlers.filter(({ id }) => id !== person) }
  },
})

/** Other people take the case over (程序规定 art. 19 (2)): named by the head of the unit, with the reason, and certified. */
const changeHandlers = act('change-handlers', {
  title: '更换办案人员',
  purpose: '因回避、调动等原因更换办案人员，由承办机构负责人指定两名以上具有行政执法资格的人员',
  basis: [rules(19, 2), rules(4)],
  stages,
  by: byRole('unit-head', { ofUnit: true, basis: [rules(19, 2)] }),
  data: z.strictObject({
    handlers: officers('更换后的办案人员', { 'x-from': 'unit' }),
    reasons: longText('更换理由', { hint: '写为什么更换，涉及回避的写明情形', max: 1000 }),
  }),
  checks: [(question) => handlerRefusals(question, question.data.handlers)],
  record: (question) => ({ handlers: refsOf(question, question.data.handlers) }),
  apply: (dossier, { record }) => withHandlers(dossier, record.handlers as readonly OfficerRef[]),
  sentence: ({ record, input }) =>
    `更换办案人员为${(record.handlers as readonly OfficerRef[]).map(({ name }) => name).join('、')}：${input.reasons}`,
})

export const people: Extension = {
  title: '回避和办案人员',
  acts: [...recusal.acts, changeHandlers],
  strands: [recusal.strand],
}
