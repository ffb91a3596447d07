import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import { refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, day, files, longText, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { FileRef } from '../../state.ts'
import { handlersNamed } from '../gates.ts'
import { notPast } from '../ordered.ts'
import { refsOf } from '../refs.ts'
import { samplesText } from '../samples.ts'
import { samplesField } from '../tests.ts'
import { addEvidence } from './investigate.ts'

const basis = [rules(30, 2), rules(64, 2)]

/** 辨认 is of goods, whether they are the right holder's; 鉴别 of anything else that he can tell. */
export const identifications = { goods: '辨认', matter: '鉴别' } as const

export const opinions = {
  authentic: '是权利人生产或者其许可生产的产品',
  counterfeit: '不是权利人生产或者其许可生产的产品',
  other: '出具鉴别意见（见内容）',
} as const

/** 权利人辨认、鉴别 (程序规定 art. 30 (2)); its time is not counted (art. 64 (2)). */
export const askIdentification = act('ask-identification', {
  title: '要求权利人辨认、鉴别',
  purpose: '查处侵权假冒等案件，要求权利人辨认涉案产品是否为其生产或者许可生产，或者对有关事项进行鉴别',
  basis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis }),
  gates: [handlersNamed],
  data: z.strictObject({
    officers: officers('经办人'),
    kind: choice('要求的事项', identifications),
    holder: text('权利人', { max: 100 }),
    right: text('权利名称、注册号', { max: 200, hint: '如：第 00000001 号“云朵”注册商标' }),
    things: samplesField('需要辨认、鉴别的物品'),
    matter: longText('需要说明的问题', { hint: '一行一项，写要辨认、鉴别什么', max: 2000 }),
    by: day('期间届满日'),
  }),
  checks: [notPast('by')],
  papers: [{ form: 16, number: '辨鉴', served: true, addressee: ({ data }) => data.holder }],
  opens: ({ data, at }) => [
    {
      kind: 'identification',
      title: `权利人${identifications[data.kind]}（${data.holder}）`,
      data: { kind: data.kind, holder: data.holder, things: data.things, since: dayOf(at), by: data.by },
    },
  ],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  sentence: ({ input }) => `要求${input.holder}${identifications[input.kind]}${samplesText(input.things)}`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    kind: 'goods',
    matter: '上述物品是否为你单位生产或者许可生产的产品，并说明理由。',
  }),
})

export const recordIdentification = act('record-identification', {
  title: '登记辨认、鉴别意见',
  purpose: '登记权利人出具的意见；意见写明依据，由权利人或者其授权的人签名盖章',
  basis,
  stages: ['investigation'],
  by: handlers({ basis }),
  on: {
    kind: 'identification',
    from: ['asked'],
    to: 'answered',
    keep: ({ data }) => ({ opinion: data.opinion }),
  },
  data: z.strictObject({
    opinion: choice('意见', opinions),
    finding: longText('意见内容和理由', { hint: '按权利人出具的意见写，理由逐项写明', max: 3000 }),
    person: text('辨认、鉴别人', { max: 50 }),
    authorised: confirmed('权利人的主体资格、权利证明和对辨认、鉴别人的授权已核对'),
    files: files('辨认、鉴别意见书', { min: 1 }),
  }),
  checks: [
    ({ data, strand }) =>
      strand?.data.kind === 'goods' && data.opinion === 'other'
        ? [
            refusal('no-answer-given', '要求辨认产品的，意见应当说明是不是权利人生产或者其许可生产的产品', {
              field: 'opinion',
              basis: [rules(30, 2)],
            }),
          ]
        : [],
  ],
  record: (question) => ({
    officers: refsOf(question, [question.actor.id]),
    holder: question.strand?.data.holder,
    kind: question.strand?.data.kind,
  }),
  apply: (dossier, event) => {
    const { holder, kind } = event.record as { readonly holder: string; readonly kind: keyof typeof identifications }
    return addEvidence(dossier, event, {
      kind: 'documentary',
      title: `${holder}${identifications[kind]}意见`,
      source: `${holder}（${event.input.person}）出具`,
      proves: event.input.finding,
      original: true,
      files: event.input.files as readonly FileRef[],
    })
  },
  sentence: ({ input, record }) => `${String(record.holder)}出具意见：${opinions[input.opinion]}`,
  known: ({ strand }) => ({ opinion: strand?.data.kind === 'matter' ? 'other' : undefined, files: [] }),
})

export const endIdentification = act('end-identification', {
  title: '终止辨认、鉴别',
  purpose: '权利人不能或者不愿辨认、鉴别的，记录原因，期间恢复计算',
  basis,
  stages: ['investigation'],
  by: handlers({ basis }),
  on: { kind: 'identification', from: ['asked'], to: 'ended' },
  data: z.strictObject({ reasons: longText('原因', { hint: '写明为什么结束、有什么凭据', max: 1000 }) }),
  sentence: ({ input }) => `终止辨认、鉴别：${input.reasons}`,
})
