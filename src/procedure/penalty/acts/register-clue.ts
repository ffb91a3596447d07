import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, files, instant, longText, text, unit } from '../../fields.ts'
import { anyOfficer } from '../../standing.ts'
import type { FileRef } from '../../state.ts'

export const clueSources = {
  inspection: '监督检查',
  complaint: '投诉',
  report: '举报',
  transfer: '其他部门移送',
  assignment: '上级交办',
  other: '其他',
} as const

/** 案件来源登记: a clue comes in, and the fifteen working days of verification begin. */
export const registerClue = act('register-clue', {
  title: '登记案件来源',
  purpose: '把发现或者收到的违法线索登记在案，开始核查期限',
  basis: [rules(18, 1)],
  stages: 'opening',
  by: anyOfficer({ basis: [rules(18, 1)] }),
  data: z.strictObject({
    title: text('案由', { max: 100, hint: '如：某某食品店涉嫌经营超过保质期的食品案' }),
    source: choice('线索来源', clueSources),
    receivedAt: instant('发现或者收到时间'),
    content: longText('线索内容', { hint: '写清何人、何时、何地、做了什么；转述的写明出处', max: 5000 }),
    reporter: z
      .strictObject({
        name: z.string().trim().max(50).optional().meta({ title: '姓名', 'x-widget': 'text' }),
        phone: z.string().trim().max(20).optional().meta({ title: '联系电话', 'x-widget': 'text' }),
      })
      .optional()
      .meta({ title: '提供线索的人（保密）', 'x-widget': 'group', 'x-hint': '投诉、举报的填写；只有办案人员可见' }),
    unit: unit('承办机构'),
    files: files('随线索收到的材料', { hint: '投诉、举报附来的照片、票据等；取证时可以直接作为证据文件' }).optional(),
  }),
  checks: [
    ({ data, at }) =>
      data.receivedAt > at
        ? [refusal('received-in-future', '发现或者收到时间不能晚于登记时间', { field: 'receivedAt' })]
        : [],
    ({ data, facts }) =>
      facts.units.has(data.unit) ? [] : [refusal('unknown-unit', '请从列表中选择承办机构', { field: 'unit' })],
  ],
  papers: [{ form: 1 }],
  leadsTo: ['verification'],
  record: ({ data, facts }) => ({ unitName: facts.units.get(data.unit)?.name ?? data.unit }),
  apply: (dossier, { input, record }) => ({
    ...dossier,
    title: input.title,
    unit: input.unit,
    unitName: String(record.unitName ?? input.unit),
    clue: {
      source: clueSources[input.source] ?? input.source,
      content: input.content,
      receivedAt: input.receivedAt,
      ...((input.files ?? []).length === 0 ? {} : { files: input.files as readonly FileRef[] }),
      ...(input.reporter === undefined ? {} : { reporter: input.reporter as { name?: string; phone?: string } }),
    },
  }),
  sentence: ({ input }) => `登记${clueSources[input.source]}线索：${input.title}`,
  known: ({ at, actor }) => ({ receivedAt: at, unit: actor.unit }),
})
