import { z } from '@hono/zod-openapi'
import { CitationView, Day, Instant, JsonSchema, list, view } from '../platform/index.ts'
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
  mayEdit: z.boolean().openapi({ description: '您可以直接修改' }),
  reviewed: z.boolean().optional().openapi({ description: '向社会公示，变更要起草、审核、发布' }),
  mayDraft: z.boolean().optional().openapi({ description: '您可以起草变更' }),
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

/** What the list of audio and video items asks of an act in a situation. */
export const RecordRuleView = view({
  situation: z.string(),
  situationTitle: z.string(),
  required: z.enum(['whole', 'parts', 'none']).openapi({ description: '全程、关键环节，或者可以不作音像记录' }),
  requiredTitle: z.string(),
  media: list(z.enum(['video', 'sound', 'photo'])).openapi({ description: '有其中一种即可' }),
  mediaTitle: z.string(),
  equipment: z.string(),
  usage: z.string(),
  begins: z.string().openapi({ description: '从何时开始' }),
  ends: z.string().openapi({ description: '到何时结束' }),
  seen: list(z.string()).openapi({ description: '应当看到的' }),
  said: list(z.string()).openapi({ description: '应当说到的' }),
  storage: z.string(),
  checker: z.string(),
  viewing: list(z.string()).openapi({ description: '作出决定前应当调阅的人' }),
  basis: list(CitationView),
  document: z.string().optional().openapi({ description: '其他依据' }),
}).openapi('RecordRule')
export type RecordRuleView = z.infer<typeof RecordRuleView>

/** One sentence to say. A recording is marked with the card and the line (RecordingMark, `wording`). */
export const WordingLineView = view({
  line: z.int().openapi({ description: '第几句，从 0 算起' }),
  step: z.string(),
  stepTitle: z.string(),
  say: z.string(),
  required: z.boolean(),
  basis: list(CitationView),
}).openapi('WordingLine')
export type WordingLineView = z.infer<typeof WordingLineView>

/** The sentences of an act in a situation. The card names its version, so that what was marked with it stays readable. */
export const WordingCardView = view({
  card: z.string().openapi({ description: '用语卡的标识：条目:版本', example: 'inspect-site:1' }),
  situation: z.string(),
  situationTitle: z.string(),
  lines: list(WordingLineView),
}).openapi('WordingCard')
export type WordingCardView = z.infer<typeof WordingCardView>

/** GET /api/recording-guide */
export const RecordingGuideView = view({
  act: z.string(),
  title: z.string(),
  listVersion: z.int().optional().openapi({ description: '清单的版本；这一天没有清单的，没有这一栏' }),
  rules: list(RecordRuleView),
  cards: list(WordingCardView).openapi({ description: '规范用语，按情形；“always”是每次都说的，在最前' }),
}).openapi('RecordingGuide')
export type RecordingGuideView = z.infer<typeof RecordingGuideView>
