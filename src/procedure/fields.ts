import { z } from 'zod'
import { checkIdentityCard, checkUscc } from '../kernel/index.ts'
import { evidenceKinds } from './state.ts'

/**
 * The fields that acts ask for. Each is a zod schema whose metadata becomes the form in the desk and on the phone:
 * `title`, and the `x-…` words that `casework/view.ts` lists.
 */
z.config(z.locales.zhCN())

type Meta = {
  readonly hint?: string
  readonly when?: { readonly field: string; readonly is: string | boolean | readonly string[] }
} & Readonly<Record<string, unknown>>

const meta = (title: string, widget: string, { hint, when, ...more }: Meta = {}) => ({
  title,
  'x-widget': widget,
  ...(hint === undefined ? {} : { 'x-hint': hint }),
  ...(when === undefined ? {} : { 'x-when': when }),
  ...more,
})

/** No control characters but line breaks and tabs, and no characters that turn the reading direction round. */
export const isClean = (value: string): boolean =>
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u.test(value)

const line = (title: string, max: number) =>
  z
    .string({ error: `请填写${title}` })
    .trim()
    .min(1, `请填写${title}`)
    .max(max, `${title}最多 ${max} 字`)
    .refine(isClean, `${title}含有不能使用的控制字符`)

export const text = (title: string, more: Meta & { max?: number } = {}) => {
  const { max = 200, ...rest } = more
  return line(title, max).meta(meta(title, 'text', rest))
}

export const longText = (title: string, more: Meta & { max?: number } = {}) => {
  const { max = 20_000, ...rest } = more
  return line(title, max).meta(meta(title, 'long-text', rest))
}

/** Fen; at most a hundred billion yuan. */
export const money = (title: string, more: Meta = {}) =>
  z
    .int({ error: `${title}应为金额，精确到分` })
    .min(0, `${title}不能为负数`)
    .max(10_000_000_000_000, `${title}过大，请核对`)
    .meta(meta(title, 'money', more))

/** A whole number, with its bounds. */
export const number = (title: string, more: Meta & { min?: number; max?: number } = {}) => {
  const { min = 0, max = 1_000_000_000, ...rest } = more
  return z
    .int({ error: `${title}应为整数` })
    .min(min, `${title}不能小于 ${min}`)
    .max(max, `${title}不能大于 ${max}`)
    .meta(meta(title, 'number', rest))
}

export const instant = (title: string, more: Meta = {}) =>
  z.iso.datetime({ error: `请填写${title}（年月日时分）` }).meta(meta(title, 'instant', more))

export const day = (title: string, more: Meta = {}) =>
  z.iso.date({ error: `请填写${title}（年月日）` }).meta(meta(title, 'day', more))

export const choice = <const O extends Readonly<Record<string, string>>>(title: string, options: O, more: Meta = {}) =>
  z
    .enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]], { error: `请选择${title}` })
    .meta(meta(title, 'choice', { ...more, 'x-options': optionsOf(options) }))

export const choices = <const O extends Readonly<Record<string, string>>>(title: string, options: O, more: Meta = {}) =>
  z
    .array(z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]), { error: `请选择${title}` })
    .min(1, `请至少选择一项${title}`)
    .meta(meta(title, 'choices', { ...more, 'x-options': optionsOf(options) }))

const optionsOf = (options: Readonly<Record<string, string>>) =>
  Object.entries(options).map(([value, title]) => ({ value, title }))

export const yesNo = (title: string, more: Meta = {}) =>
  z.boolean({ error: `请选择${title}` }).meta(meta(title, 'yes-no', more))

/** What must be ticked before the act can be sent. */
export const confirmed = (title: string, more: Meta = {}) =>
  z.literal(true, { error: `请确认：${title}` }).meta(meta(title, 'yes-no', more))

/** Officers who did it together; the engine checks that there are enough, that each handles the case and holds a certificate. */
export const officers = (title = '办案人员', more: Meta = {}) =>
  z
    .array(z.string().min(1).max(100), { error: `请选择${title}` })
    .min(2, `${title}不得少于两人`)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, `${title}中有重复的人`)
    .meta(meta(title, 'officers', more))

/** Showings of certificates by phone, by their ids: the phone fills them in, no form asks for them. */
export const showings = (title = '手机亮证', more: Meta = {}) =>
  z
    .array(z.uuid(`${title}的标识有误`))
    .min(1)
    .max(20)
    .meta(meta(title, 'showings', more))

export const officer = (title: string, more: Meta = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100)
    .meta(meta(title, 'officer', more))

/** Somebody who reviews, out of who is proposed for the case. */
export const reviewer = (title: string, more: Meta = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100)
    .meta(meta(title, 'reviewer', more))

export const item = (title = '处罚事项', more: Meta = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100)
    .meta(meta(title, 'item', more))

export const unit = (title = '承办机构', more: Meta = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100)
    .meta(meta(title, 'unit', more))

/** Somebody of the pool of 法律顾问 and 公职律师. */
export const counsel = (title: string, more: Meta = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100)
    .meta(meta(title, 'counsel', more))

const fileRef = z.strictObject({
  blob: z.string().regex(/^[0-9a-f]{64}$/, '附件标识有误，请重新上传'),
  name: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  size: z.int().min(1),
})

export const files = (title: string, more: Meta & { min?: number } = {}) => {
  const { min = 0, ...rest } = more
  return z
    .array(fileRef, { error: `请上传${title}` })
    .min(min, `请至少上传 ${min} 个${title}`)
    .max(50, `${title}一次最多 50 个`)
    .meta(meta(title, 'files', rest))
}

export const list = <T extends z.ZodType>(title: string, row: T, more: Meta & { min?: number; max?: number } = {}) => {
  const { min = 0, max = 200, ...rest } = more
  return z
    .array(row, { error: `请填写${title}` })
    .min(min, `${title}至少要有 ${min} 条`)
    .max(max, `${title}最多 ${max} 条`)
    .meta(meta(title, 'list', rest))
}

const phone = z
  .string()
  .trim()
  .regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,5})?)$/, '联系电话格式不对：手机 11 位，座机带区号')

/** 当事人, with its check digits. */
export const party = (title = '当事人', more: Meta = {}) =>
  z
    .strictObject(
      {
        kind: choice('当事人类型', { organisation: '法人或者非法人组织', household: '个体工商户', person: '自然人' }),
        name: text('姓名或者名称', { max: 100 }),
        code: z
          .string()
          .trim()
          .optional()
          .meta(meta('统一社会信用代码', 'text', { hint: '18 位；自然人不填' })),
        licence: z
          .string()
          .trim()
          .max(50)
          .optional()
          .meta(meta('主体资格证照名称', 'text', { hint: '如：营业执照' })),
        idNumber: z
          .string()
          .trim()
          .optional()
          .meta(meta('居民身份证号码', 'text', { hint: '自然人、个体工商户经营者必填' })),
        address: text('住所（住址）', { max: 200 }),
        representative: z.string().trim().max(50).optional().meta(meta('法定代表人、负责人或者经营者', 'text')),
        phone: phone.optional().meta(meta('联系电话', 'text')),
      },
      { error: `请填写${title}` },
    )
    .superRefine((value, context) => {
      const add = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (value.kind !== 'person') {
        if (value.code === undefined || value.code === '') add('code', '请填写统一社会信用代码')
        else {
          const wrong = checkUscc(value.code)
          if (wrong !== undefined) add('code', wrong.message)
        }
        if (value.representative === undefined || value.representative === '')
          add('representative', '请填写法定代表人、负责人或者经营者')
      } else if (value.code !== undefined && value.code !== '') add('code', '自然人没有统一社会信用代码，请留空')
      if (value.kind === 'organisation') {
        if (value.idNumber !== undefined && value.idNumber !== '') add('idNumber', '单位当事人不填居民身份证号码')
      } else if (value.idNumber === undefined || value.idNumber === '') add('idNumber', '请填写居民身份证号码')
      else {
        const wrong = checkIdentityCard(value.idNumber)
        if (wrong !== undefined) add('idNumber', wrong.message)
      }
    })
    .meta(meta(title, 'party', more))

/** Which of the parties it is about; only where the case has several. */
export const caseParty = (title = '当事人', more: Meta = {}) =>
  z
    .string()
    .max(100)
    .optional()
    .meta(meta(title, 'case-party', more))

export const evidenceKind = (title = '证据种类') => choice(title, evidenceKinds)
