import { z } from '@hono/zod-openapi'
import { Day, list, view } from '../../platform/index.ts'
import { EntryData } from '../view.ts'

/** How each column of such a table is filled in. */
export const TableGuide = list(
  view({
    heading: z.string(),
    needed: z.boolean().openapi({ description: '必须填写' }),
    how: z.string().openapi({ description: '怎样填写' }),
  }),
)
export type TableGuide = z.infer<typeof TableGuide>

/** What a table that was filled in would change, and what is wrong in it. */
export const JudgedTableView = view({
  format: z.string().openapi({ description: '文件的格式和编码' }),
  headings: z.int().openapi({ description: '表头在第几行' }),
  rows: z.int().openapi({ description: '表头以下有内容的行数' }),
  same: z.int().openapi({ description: '和现在一样、不用变更的行数' }),
  wrong: z.int().openapi({ description: '有误的行数' }),
  problemCount: z.int().openapi({ description: '有误的一共几处' }),
  problems: list(view({ row: z.int(), column: z.string(), value: z.string(), problem: z.string() })).openapi({
    description: '哪一行、哪一栏、哪里有误；最多 500 处',
  }),
  changes: list(
    view({
      row: z.int(),
      id: z.string(),
      title: z.string(),
      what: z.string().openapi({ description: '新增、变更、终止' }),
      fields: list(z.string()).openapi({ description: '变更了的栏目' }),
      base: view({ version: z.int(), until: Day.optional() }).optional(),
      data: EntryData.optional(),
    }),
  ).openapi({ description: '没有问题的行，可以原样起草' }),
}).openapi('RegistryDraftTable')
export type JudgedTableView = z.infer<typeof JudgedTableView>
