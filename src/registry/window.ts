import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const { text, longText, list } = fields

/** 窗口: a counter of the bureau, with its posts and who is there, as its board shows them. */
export const serviceWindow = z.strictObject({
  name: text('窗口名称', { max: 40 }),
  place: text('地点', { max: 100 }),
  hours: text('服务时间', { max: 60 }),
  phone: text('咨询电话', { max: 30 }),
  posts: list(
    '岗位',
    z.strictObject({
      number: text('窗口号', { max: 10 }),
      post: text('岗位', { max: 30 }),
      officer: fields.officer('工作人员'),
      duties: longText('岗位职责', { max: 200 }),
    }),
    { min: 1, max: 8 },
  ),
  board: fields.yesNo('设有岗位信息公示牌', { hint: '大屏打开 /window?screen=1' }),
})
