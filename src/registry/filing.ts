import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { choice, day, list, text } = fields

/** 备案: to whom a list or rule was reported, when, under which number. */
export const filings = list(
  '备案',
  z.strictObject({
    level: choice('报送对象', { government: '同级人民政府', superior: '上级市场监督管理部门' }),
    to: text('机关名称', { max: 60 }),
    on: day('报送日期'),
    number: text('备案文号', { max: 60 }).optional(),
  }),
)
