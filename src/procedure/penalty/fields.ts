import { z } from 'zod'
import { caseParty, choice, choices, longText, money } from '../fields.ts'
import { discretionSteps, penaltyKinds } from '../state.ts'
import { fineConditions } from './discretion.ts'

/** A penalty for one violation: kinds, amounts, the step of discretion and why. */
export const penaltyRow = z.strictObject({
  party: caseParty('受处罚的当事人'),
  kinds: z
    .array(z.enum(Object.keys(penaltyKinds) as [keyof typeof penaltyKinds, ...(keyof typeof penaltyKinds)[]]), {
      error: '请选择处罚种类',
    })
    .meta({
      title: '处罚种类',
      'x-widget': 'choices',
      'x-options': Object.entries(penaltyKinds).map(([value, title]) => ({ value, title })),
    }),
  baseValue: money('货值金额（违法经营额、广告费用）', { hint: '处罚依据按它确定罚款的填写' }).optional(),
  condition: choice('处罚依据区分的情形', fineConditions).optional(),
  factors: z
    .array(z.string().trim().min(1).max(200), { error: '请选择裁量情节' })
    .max(20, '裁量情节最多选 20 项')
    .optional()
    .meta({ title: '裁量情节', 'x-widget': 'factors', 'x-hint': '从裁量基准中选择；阶次和建议金额随之算出' }),
  step: choice('裁量阶次', discretionSteps),
  fine: money('罚款金额'),
  departure: z.string().trim().max(1000).optional().meta({
    title: '偏离裁量基准的理由',
    'x-widget': 'text',
    'x-hint': '金额或者阶次不在裁量基准以内的填写；偏离的送法制审核',
  }),
  impact: z.string().trim().max(1000).optional().meta({
    title: '重大社会影响、社会风险',
    'x-widget': 'text',
    'x-hint': '可能造成重大社会影响或者引发社会风险的写明是什么；写明的按清单送法制审核',
  }),
  gains: money('没收违法所得金额'),
  goods: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '没收的非法财物', 'x-widget': 'text', 'x-hint': '品名、数量' }),
  reasons: longText('裁量理由', { max: 2000, hint: '写明对应裁量基准的情节；没有理由的建议会被审核退回' }),
})

/** A penalty as it is proposed. */
export const penaltyField = (title: string) =>
  z.strictObject(penaltyRow.shape, { error: `请填写${title}` }).meta({ title, 'x-widget': 'group' })

/** What may be imposed on the spot: a warning or a fine (程序规定 art. 66). */
export const penaltyOnTheSpotField = (title: string) =>
  z
    .strictObject(
      {
        kinds: choices('处罚种类', { warning: penaltyKinds.warning, fine: penaltyKinds.fine }),
        fine: money('罚款金额', { hint: '只警告的填 0；自然人最多 200 元，法人或者其他组织最多 3000 元' }),
        gains: z.literal(0).meta({ title: '没收违法所得金额', 'x-widget': 'hidden' }),
        condition: choice('处罚依据区分的情形', fineConditions).optional(),
        step: choice('裁量阶次', discretionSteps),
        reasons: longText('裁量理由', { max: 2000, hint: '写明对应裁量基准的情节' }),
      },
      { error: `请填写${title}` },
    )
    .meta({ title, 'x-widget': 'group' })

/** 程序规定 art. 29, 34, 43: who signs, or why nobody did. */
export const signedField = (who: string) =>
  choice(
    `${who}签名`,
    { signed: '已签名或者盖章', refused: '拒绝签名', absent: '不在场' },
    { hint: '拒绝或者不在场的，须注明情况并音像记录，必要时邀请见证人' },
  )
