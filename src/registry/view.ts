import { z } from '@hono/zod-openapi'
import { Day, Instant, JsonSchema, list, view } from '../platform/index.ts'
import { registryKinds } from './kinds.ts'

/** What is shown of the bureau's people, units and standing data, and of the texts of law. */

export const PersonView = view({
  id: z.string(),
  name: z.string(),
  unit: z.string().optional().openapi({ description: '所在机构的名称' }),
  certificate: z.string().optional().openapi({ description: '行政执法证号' }),
}).openapi('Person')
export type PersonView = z.infer<typeof PersonView>

/** GET /api/me */
export const MeView = view({
  account: z.string(),
  person: PersonView,
  roles: list(z.string()),
  roleTitles: list(z.string()),
  agency: view({ name: z.string(), shortName: z.string() }),
  demo: z.boolean().openapi({ description: '示例机关' }),
}).openapi('Me')
export type MeView = z.infer<typeof MeView>

export const UnitRow = view({ id: z.string(), name: z.string() }).openapi('Unit')

/** An enforcement item (行政处罚事项) to choose from. */
export const ItemRow = view({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  unit: z.string(),
  range: z.string().openapi({ description: '罚款的幅度' }),
}).openapi('Item')
export type ItemRow = z.infer<typeof ItemRow>

export const RegistryKindView = view({
  kind: z.string(),
  title: z.string(),
  schema: JsonSchema,
  mayEdit: z.boolean().openapi({ description: '您可以修改' }),
}).openapi('RegistryKind')
export type RegistryKindView = z.infer<typeof RegistryKindView>

/** The kinds' own schemas stand in the interface's document under these names. */
export const kindComponent = (kind: string): string => `registry.${kind}`

export const EntryData = z
  .record(z.string(), z.unknown())
  .readonly()
  .openapi('RegistryData', {
    description: '这一类基础数据的内容',
    anyOf: Object.keys(registryKinds).map((kind) => ({ $ref: `#/components/schemas/${kindComponent(kind)}` })),
  })

export const RegistryEntry = view({
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  from: Day.openapi({ description: '生效日期' }),
  until: Day.optional().openapi({ description: '失效日期' }),
  title: z.string(),
  data: EntryData,
  reason: z.string().openapi({ description: '变更理由' }),
  by: z.string().optional().openapi({ description: '在版本记录中：由谁变更' }),
  at: Instant.optional().openapi({ description: '在版本记录中：何时录入' }),
}).openapi('RegistryEntry')
export type RegistryEntry = z.infer<typeof RegistryEntry>

export const LawRow = view({
  title: z.string(),
  fullTitle: z.string(),
  version: z.string(),
  articles: z.int().openapi({ description: '条数' }),
}).openapi('Law')
export type LawRow = z.infer<typeof LawRow>

export const LawArticleView = view({
  title: z.string(),
  article: z.int(),
  heading: z.string().openapi({ description: '所在的章' }),
  paragraphs: list(z.string()),
  version: z.string(),
}).openapi('LawArticle')
export type LawArticleView = z.infer<typeof LawArticleView>
