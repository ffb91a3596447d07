import { z } from 'zod'
import { fields, ordinaryPenalty, simplePenalty, situations } from '../procedure/index.ts'
import { citation } from './citation.ts'
import { filings } from './filing.ts'

const { text, longText, choice, choices, list, number, yesNo } = fields

/** Acts of which the procedures ask for more than text, by name: what the list has to say something about. */
export const recordedActs: Readonly<Record<string, string>> = Object.fromEntries(
  [ordinaryPenalty, simplePenalty].flatMap(({ acts }) =>
    acts.filter(({ duty = 'text' }) => duty !== 'text').map(({ name, title }) => [name, title]),
  ),
)

export const recordActs = (title: string) => choice(title, recordedActs)

/** 录制要求: the whole of the act without a gap, something of it, or nothing but text. */
export const requirements = { whole: '全程', parts: '关键环节', none: '可以不作音像记录' } as const
export const media = { video: '录像', sound: '录音', photo: '拍照' } as const
const storage = { dossier: '与案卷保管期限相同', years: '按年数', permanent: '永久' } as const
export const viewers = { reviewer: '审核人员', decider: '作出决定的负责人' } as const

const lines = (title: string, hint: string) =>
  z.array(z.string().trim().min(1).max(200)).max(30).meta({ title, 'x-widget': 'lines', 'x-hint': hint })

/** One item of the list: what must be recorded of an act in a situation, with what, how, and for how long it is kept. */
const row = z.strictObject({
  act: recordActs('执法行为'),
  situation: choice('情形', situations),
  required: choice('要求', requirements),
  media: choices('记录方式', media, { hint: '有其中一种即可；要求录像的，不要选录音、拍照' }),
  equipment: text('使用的设备', { max: 100 }),
  usage: longText('设备怎么用', { max: 1000 }),
  begins: text('从何时开始', { max: 100 }),
  ends: text('到何时结束', { max: 100 }),
  seen: lines('应当看到的', '地点、时间、在场人员、证件、标的物、关键动作'),
  said: lines('应当说到的', '表明身份、告知事项、关键动作的说明'),
  storage: z
    .strictObject({
      period: choice('保存期限', storage),
      years: number('年数', { min: 1, max: 100, when: { field: 'period', is: 'years' } }).optional(),
      verified: yesNo('这一期限有规定为依据'),
      note: text('依据或者说明', { max: 300 }),
    })
    .meta({ title: '存储', 'x-widget': 'group' }),
  checker: text('由谁检查', { max: 60 }),
  viewing: z
    .array(z.enum(Object.keys(viewers) as [keyof typeof viewers, ...(keyof typeof viewers)[]]))
    .optional()
    .meta({
      title: '作出决定前应当调阅的人',
      'x-widget': 'choices',
      'x-options': Object.entries(viewers).map(([value, title]) => ({ value, title })),
      'x-hint': '不选则由审核、决定的人按需要调阅',
    }),
  basis: list('依据的条文', citation),
  document: text('其他依据', { max: 200, hint: '文件名称和文号' }).optional(),
})
export type RecordRule = z.output<typeof row>

/** 音像记录事项清单. It holds from its day on: what was done before is measured by the list of that day, or by none. */
export const recordList = z
  .strictObject({
    title: text('清单名称', { max: 60 }),
    filings,
    gap: number('允许的间断（秒）', { max: 600, hint: '每一处间断不超过这个秒数的，视为连续' }),
    edge: number('起止的出入（秒）', {
      max: 600,
      hint: '文书上的起止时间只写到分：录制比它晚开始、早结束不超过这个秒数的，视为完整',
    }),
    watch: number('调阅至少看多少秒', {
      max: 86_400,
      hint: '清单要求审核、决定前调阅的，看够这个秒数；录制更短的，看完即可',
    }),
    premises: lines('办案场所', '地点中有这些字的，适用“在办案场所进行的”一项，如：询问室'),
    rows: list('记录事项', row, { min: 1 }),
  })
  .superRefine(({ rows }, context) => {
    const wrong = (n: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: ['rows', n, ...field.split('.')] })
    const seen = new Set<string>()
    for (const [n, { act, situation, storage: kept, basis, document, required, seen: see, said }] of rows.entries()) {
      if (seen.has(`${act}/${situation}`)) wrong(n, 'situation', '同一行为的同一情形只写一项')
      seen.add(`${act}/${situation}`)
      if (kept.period === 'years' && kept.years === undefined) wrong(n, 'storage.years', '请填写保存的年数')
      if (basis.length === 0 && document === undefined) wrong(n, 'document', '请写明依据的条文或者文件')
      if (required !== 'none' && see.length + said.length === 0) wrong(n, 'seen', '请写明应当看到或者说到的内容')
    }
  })
export type RecordList = z.output<typeof recordList>

/** What an item asks, as the public is told it. */
export const recordListWords = (
  row: RecordRule,
): { readonly required: string; readonly media: string; readonly storage: string } => ({
  required: requirements[row.required],
  media: row.required === 'none' ? '' : row.media.map((medium) => media[medium]).join('、'),
  storage: storageText(row.storage),
})

/** How long a recording of this item is kept, in words; what rests on no rule that was read says so. */
export const storageText = ({ period, years, verified, note }: RecordRule['storage']): string =>
  `${period === 'years' ? `${years ?? 0} 年` : storage[period]}（${note}${verified ? '' : '；期限没有核实到规定，本局自定'}）`
