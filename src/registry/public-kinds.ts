import { z } from 'zod'
import { fields } from '../procedure/index.ts'
import { citation } from './citation.ts'

/**
 * What the bureau publishes before it acts (事前公示, 国办发〔2018〕118号 二（一）). Each entry names the unit that answers for it: that unit
 * drafts its changes.
 */

const { choice, choices, list, longText, text } = fields

const owner = text('责任机构', { max: 60, 'x-from': 'unit', hint: '由它起草变更' })
const optional = (title: string, max: number, hint?: string) =>
  z
    .string()
    .trim()
    .max(max, `${title}最多 ${max} 字`)
    .optional()
    .meta({ title, 'x-widget': 'text', ...(hint === undefined ? {} : { 'x-hint': hint }) })
const lines = (title: string, hint: string) =>
  z
    .array(z.string().trim().min(1).max(300), { error: `请填写${title}` })
    .min(1, `${title}至少要有一行`)
    .max(60, `${title}最多 60 行`)
    .meta({ title, 'x-widget': 'lines', 'x-hint': hint })

const basis = list('法律依据', citation, { max: 30 })
/** A basis that isn't among the texts of law that the bureau keeps; nobody has held it against its text unless somebody says so. */
const other = {
  document: optional('其他依据', 300, '本局法规库中没有的法规、文件，写全称和文号'),
  verified: fields.yesNo('其他依据已核对原文', { hint: '没有核对的，公示时注明“未经核实”' }).optional(),
}
const based = <T extends { readonly basis: readonly unknown[]; readonly document?: string | undefined }>(
  { basis: cited, document }: T,
  context: z.RefinementCtx,
): void => {
  if (cited.length === 0 && (document ?? '') === '')
    context.addIssue({ code: 'custom', message: '请写明依据：法律条文或者其他依据', path: ['basis'] })
}

/** 执法主体: the bureau, bodies that a law empowers, and bodies that it entrusts (行政处罚法 art. 17, 19–21). */
export const enforcementBody = z
  .strictObject({
    name: text('主体名称', { max: 60 }),
    nature: choice('性质', {
      agency: '行政机关',
      authorised: '法律、法规授权的组织',
      entrusted: '受委托的组织',
    }),
    unit: owner,
    scope: longText('职权和管辖范围', { max: 2000, hint: '能办什么、管到哪里；受委托的，写委托的事项和权限' }),
    entrustedBy: optional('委托机关', 60, '受委托的组织填写'),
    entrustedUntil: fields.day('委托期限止', { hint: '受委托的组织填写' }).optional(),
    address: text('地址', { max: 100 }),
    phone: text('联系电话', { max: 30 }),
    basis,
    ...other,
  })
  .superRefine((data, context) => {
    based(data, context)
    if (data.nature !== 'entrusted') return
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] })
    if ((data.entrustedBy ?? '') === '') missing('entrustedBy', '受委托的组织，请填写委托机关')
    if (data.entrustedUntil === undefined) missing('entrustedUntil', '委托书应当写明期限，请填写')
  })

/** 权责事项: what the bureau may and must do, and what it answers for. */
export const power = z
  .strictObject({
    name: text('事项名称', { max: 100 }),
    code: optional('事项编码', 40),
    type: choice('类别', {
      licence: '行政许可',
      penalty: '行政处罚',
      compulsion: '行政强制',
      inspection: '行政检查',
      confirmation: '行政确认',
      reward: '行政奖励',
      ruling: '行政裁决',
      other: '其他行政权力',
    }),
    unit: owner,
    content: longText('职权内容', { max: 2000, hint: '在什么情形下、对谁、做什么' }),
    duty: longText('责任事项', { max: 2000, hint: '行使这项职权必须做到什么' }),
    liability: longText('追责情形', { max: 2000, hint: '哪些情形要追究责任' }),
    basis,
    ...other,
  })
  .superRefine(based)

/** 随机抽查事项 (国办发〔2015〕58号 二（一）): subject, basis, object, content, method, ratio and frequency. */
export const inspectionItem = z
  .strictObject({
    name: text('抽查事项', { max: 100 }),
    unit: owner,
    subject: text('抽查主体', { max: 60, hint: '由谁检查' }),
    object: text('抽查对象', { max: 200 }),
    content: longText('抽查内容', { max: 1000, hint: '查什么，逐项写明' }),
    method: choices('抽查方式', {
      site: '现场检查',
      written: '书面检查',
      network: '网络监测',
      sampling: '抽样检验',
    }),
    ratio: text('抽查比例', { max: 60, hint: '如：不低于对象总数的 3%' }),
    frequency: text('抽查频次', { max: 60, hint: '如：每年一次' }),
    basis,
    ...other,
  })
  .superRefine(based)

/** 办事指南 of a licence (行政许可法 art. 30): who accepts and decides, conditions, materials, steps with limits, fee, remedies, where and when. */
export const licenceGuide = z
  .strictObject({
    name: text('事项名称', { max: 100 }),
    unit: owner,
    accepting: text('受理机构', { max: 60 }),
    approving: text('决定机构', { max: 60 }),
    conditions: lines('申请条件', '每行一项'),
    materials: list(
      '申请材料',
      z.strictObject({
        name: text('材料名称', { max: 100 }),
        form: choice('形式', { original: '原件', copy: '复印件', electronic: '电子文件' }),
        copies: fields.number('份数', { min: 1, max: 20 }),
        note: optional('要求', 200),
      }),
      { min: 1, max: 60 },
    ),
    steps: list(
      '办理步骤',
      z.strictObject({ step: text('步骤', { max: 60 }), limit: text('时限', { max: 60, hint: '如：5 个工作日' }) }),
      { min: 1, max: 20 },
    ),
    statutory: text('法定时限', { max: 60 }),
    promised: optional('承诺时限', 60),
    fee: text('收费', { max: 100, hint: '不收费的写“不收费”' }),
    remedies: longText('救济途径', { max: 1000, hint: '向谁复议、向哪个法院起诉、多久以内' }),
    hours: text('办公时间', { max: 100 }),
    address: text('办理地点', { max: 100 }),
    phone: text('咨询电话', { max: 30 }),
    basis,
    ...other,
  })
  .superRefine(based)

/** 执法程序 in summary, as who is not a lawyer reads it. The flowcharts are drawn from the procedures themselves. */
export const procedureSummary = z
  .strictObject({
    name: text('程序名称', { max: 60 }),
    unit: owner,
    applies: longText('适用情形', { max: 1000, hint: '什么情况下走这个程序' }),
    steps: list(
      '步骤',
      z.strictObject({
        step: text('步骤', { max: 40 }),
        what: text('做什么', { max: 300 }),
        limit: optional('时限', 60),
      }),
      { min: 1, max: 30 },
    ),
    rights: longText('当事人的权利', { max: 1000, hint: '在这个程序中可以做什么' }),
    basis,
    ...other,
  })
  .superRefine(based)

/** 救济渠道. */
export const remedy = z
  .strictObject({
    name: text('渠道名称', { max: 60 }),
    unit: owner,
    when: longText('适用情形', { max: 500, hint: '对什么不服、什么时候可以用' }),
    limit: text('期限', { max: 100, hint: '自什么时候起多少日' }),
    where: text('向谁提出', { max: 100 }),
    how: longText('怎样提出', { max: 1000, hint: '书面还是口头，要交什么' }),
    phone: optional('联系电话', 30),
    basis,
    ...other,
  })
  .superRefine(based)

/** 投诉举报渠道: how a person reaches the bureau, with what, and by when there is an answer. */
export const complaintChannel = z
  .strictObject({
    name: text('渠道名称', { max: 60 }),
    unit: owner,
    means: choice('方式', { phone: '电话', web: '网络', visit: '来访', letter: '来信' }),
    contact: text('号码、网址或者地址', { max: 200 }),
    purposes: choices('受理什么', {
      complaint: '消费投诉',
      report: '违法举报',
      advice: '咨询',
      conduct: '对执法行为的投诉',
    }),
    hours: text('受理时间', { max: 100 }),
    answer: text('答复时限', { max: 100, hint: '如：七个工作日内告知是否受理' }),
    basis,
    ...other,
  })
  .superRefine(based)
