import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, officers, showings, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import { contactOf, partyKnown } from '../concerned.ts'
import { handlersNamed } from '../gates.ts'
import { refsOf } from '../refs.ts'

const occasions = {
  inspection: '现场检查',
  questioning: '询问',
  evidence: '提取证据',
  service: '送达',
  'on-the-spot': '当场处罚',
} as const

/** 亮证: two officers show who they are, and at the first contact tell the party its rights (程序规定 art. 21, 22). */
export const showCertificates = act('show-certificates', {
  title: '出示执法证件、告知权利',
  purpose: '记录两名以上办案人员主动出示执法证件，并告知陈述、申辩和申请回避的权利',
  basis: [rules(22), rules(21, 2), penaltyLaw(55, 1)],
  stages: ['investigation', 'notice', 'service', 'on-the-spot'],
  by: handlers({ atLeast: 2 }),
  gates: [handlersNamed],
  duty: 'as-listed',
  data: z.strictObject({
    officers: officers(),
    occasion: choice('执法活动', occasions),
    place: text('地点'),
    shownTo: text('向谁出示', { max: 50, hint: '姓名及身份，如：王某某（经营者）' }),
    rightsTold: confirmed('已告知陈述权、申辩权和申请回避的权利'),
    recusalAsked: choice('当事人是否申请回避', { no: '不申请回避', yes: '申请回避' }),
    showings: showings().optional(),
  }),
  checks: [
    ({ data, facts }) =>
      (data.showings ?? []).every((id) => data.officers.includes(facts.showings.get(id)?.person ?? ''))
        ? []
        : [
            refusal('no-showing', '没有这次手机亮证的记录，或者不是这些办案人员出示的，请重新亮证', {
              basis: [rules(22)],
              field: 'showings',
            }),
          ],
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) =>
    `在${input.place}向${input.shownTo}出示执法证件${input.showings === undefined ? '' : '（手机亮证）'}，告知权利（${occasions[input.occasion]}）`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    place: partyKnown(state)?.address,
    shownTo: contactOf(partyKnown(state)),
    occasion: state.stage === 'on-the-spot' ? 'on-the-spot' : 'inspection',
    recusalAsked: 'no',
  }),
})
