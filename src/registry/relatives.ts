import { z } from 'zod'
import type { Actor } from '../kernel/index.ts'
import { fields, relations } from '../procedure/index.ts'
import type { RegistryKind } from './kinds.ts'

const { choice, list, text } = fields

/** 应当回避的关系 that an officer declared (行政处罚法 art. 43): who it is, by name and, where it is known, by number or account. */
export const relatives = list(
  '申报的亲属和其他利害关系',
  z.strictObject({
    name: text('姓名或者名称', { max: 100 }),
    relation: choice('关系', relations),
    code: z.string().trim().max(30).optional().meta({
      title: '统一社会信用代码或者身份证号码',
      'x-widget': 'text',
      'x-hint': '填写以后只按号码核对，同名的人不会误认',
    }),
    person: z.string().trim().max(100).optional().meta({
      title: '本局人员',
      'x-widget': 'officer',
      'x-hint': '是本局工作人员的，从名录中选择',
    }),
  }),
  { max: 50, hint: '近亲属、控股或者任职的单位等；只有本人和维护名录的人员能看到，用来核对回避' },
)

interface Row {
  readonly id: string
  readonly data: { readonly [key: string]: unknown }
}

/** What an entry shows to somebody: whom an officer is related to is for that officer and for who keeps the register. */
export const shownTo =
  ({ id: reader }: Pick<Actor, 'id'>, kind: RegistryKind, keeps: boolean) =>
  <R extends Row>(row: R): R => {
    if (kind !== 'officer' || keeps || row.id === reader) return row
    const { relatives: _private, ...data } = row.data
    return { ...row, data }
  }
