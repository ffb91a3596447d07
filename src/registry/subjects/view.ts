import { z } from '@hono/zod-openapi'
import { Day, Instant, list, view } from '../../platform/index.ts'
import { datums, fieldNames, type SubjectField, subjectKinds, subjectStatuses } from './subject.ts'

const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

export const SubjectKindName = z.enum(keysOf(subjectKinds))
export const SubjectStatusName = z.enum(keysOf(subjectStatuses))

const shape = {
  code: z.string().openapi({ description: '统一社会信用代码' }),
  name: z.string(),
  kind: SubjectKindName,
  kindTitle: z.string(),
  status: SubjectStatusName,
  statusTitle: z.string().openapi({ description: '登记状态' }),
  licence: z.string().optional().openapi({ description: '主体资格证照名称' }),
  representative: z.string().optional().openapi({ description: '法定代表人、负责人或者经营者' }),
  phone: z.string().optional(),
  address: z.string().optional(),
  district: z.string().optional().openapi({ description: '区县' }),
  station: z.string().optional().openapi({ description: '管辖的市场监管所' }),
  industry: z.string().optional(),
  asOf: Day.openapi({ description: '数据截至哪一天' }),
}

/** A row of the register of subjects. */
export const SubjectRow = view(shape).openapi('SubjectRow')
export type SubjectRow = z.infer<typeof SubjectRow>

export const SubjectPage = view({
  rows: list(SubjectRow),
  total: z.int().openapi({ description: '最多数到 1000' }),
  more: z.boolean().openapi({ description: '不止这些' }),
  page: z.int(),
  pageSize: z.int(),
  districts: list(z.string()).openapi({ description: '名录中的区县' }),
}).openapi('SubjectPage')
export type SubjectPage = z.infer<typeof SubjectPage>

const known = {
  ...shape,
  scope: z.string().optional().openapi({ description: '经营范围' }),
  idNumber: z.string().optional().openapi({ description: '经营者的居民身份证号码；只给办案的人' }),
  lon: z.number().optional().openapi({ description: '经度，度，按 datum 所说的坐标系' }),
  lat: z.number().optional(),
  datum: z.enum(keysOf(datums)).optional(),
  source: z.string().openapi({ description: '数据来自哪里' }),
  version: z.int(),
  changedAt: Instant,
}

export const SubjectView = view({
  ...known,
  position: view({ lon: z.number(), lat: z.number() }).optional().openapi({ description: 'WGS-84' }),
  /** What it was before, the newest first. */
  before: list(view(known)),
}).openapi('Subject')
export type SubjectView = z.infer<typeof SubjectView>

const Field = z.enum(fieldNames as [SubjectField, ...SubjectField[]])

export const Mapping = z
  .partialRecord(Field, z.int().min(0).max(500))
  .openapi('SubjectMapping', { description: '名录的各栏在文件的第几列，从 0 数起' })

export const PreviewedFile = view({
  blob: z.string().openapi({ description: '内容的 SHA-256，十六进制' }),
  name: z.string(),
  size: z.int(),
  format: z.string().openapi({ description: '文件的格式和编码' }),
  headings: z.int().openapi({ description: '表头在第几行' }),
  titles: list(z.string()),
  mapping: Mapping,
  rows: list(list(z.string())).openapi({ description: '表头以下的头几行' }),
  about: z.int().openapi({ description: '大约多少行' }),
  fields: list(view({ field: Field, title: z.string(), needed: z.boolean() })),
}).openapi('PreviewedFile')
export type PreviewedFile = z.infer<typeof PreviewedFile>

const Tally = view({
  added: z.int().openapi({ description: '新增' }),
  changed: z.int().openapi({ description: '更新' }),
  same: z.int().openapi({ description: '无变化' }),
  refused: z.int().openapi({ description: '有误没有读入' }),
  repeated: z.int().openapi({ description: '文件内重复没有读入' }),
  older: z.int().openapi({ description: '名录已有更新的数据，没有读入' }),
})

export const ImportView = view({
  id: z.string(),
  state: z.enum(['running', 'finished', 'failed']),
  file: view({ name: z.string(), size: z.int(), blob: z.string() }),
  source: z.string(),
  asOf: Day,
  by: z.string().openapi({ description: '谁导入的' }),
  at: Instant,
  endedAt: Instant.optional(),
  tally: Tally,
  row: z.int().openapi({ description: '读到文件的第几行' }),
  about: z.int().openapi({ description: '大约多少行' }),
  problems: z.int().openapi({ description: '报告中有多少处' }),
  reason: z.string().optional().openapi({ description: '为什么没有读完' }),
}).openapi('SubjectImport')
export type ImportView = z.infer<typeof ImportView>

export const ProblemView = view({
  row: z.int().openapi({ description: '文件的第几行' }),
  column: z.string().openapi({ description: '哪一栏' }),
  value: z.string(),
  problem: z.string().openapi({ description: '哪里有误' }),
  advice: z.string().openapi({ description: '怎么办' }),
}).openapi('ImportProblem')
export type ProblemView = z.infer<typeof ProblemView>

export const ImportPage = view({ import: ImportView, problems: list(ProblemView) }).openapi('SubjectImportPage')
export type ImportPage = z.infer<typeof ImportPage>
