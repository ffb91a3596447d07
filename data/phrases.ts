import type { RegistryData } from '../src/registry/index.ts'

/** Standard phrases of the invented bureau: where they are offered, and what they say. */
export const phrases: Readonly<Record<string, RegistryData<'phrase'>>> = {
  'site-shelf': {
    name: '货架检查',
    act: '现场检查',
    field: '现场情况',
    text: '执法人员出示执法证件并告知权利后进入经营场所检查。场所内设货架＿＿组，正在营业，证照悬挂于＿＿。检查中发现：＿＿。以上情况已拍照，当事人在场。',
  },
  'site-expired': {
    name: '过期食品',
    act: '现场检查',
    field: '现场情况',
    item: 'expired-food',
    text: '在＿＿货架发现＿＿品牌＿＿＿＿盒，标示生产日期＿＿、保质期＿＿，至检查之日已超过保质期＿＿日；当事人现场称未及时清理。涉案食品已下架，与合格食品分开存放。',
  },
  'declare-opinion': {
    name: '同意结案',
    act: '批准结案',
    text: '处罚决定已全部执行，案卷材料齐全，同意结案。',
  },
  'approve-filing': { name: '同意立案', act: '批准立案', text: '经审查，符合立案条件，同意立案调查。' },
  'lighter-first': {
    name: '初次违法、及时改正',
    act: '提交调查终结报告',
    field: '裁量理由',
    text: '当事人系初次违法，积极配合调查，案发后立即停止违法行为并改正，货值金额较小，未造成危害后果，建议从轻处罚。',
  },
}
