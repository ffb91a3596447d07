import { z } from '@hono/zod-openapi'
import { CitationView, Instant, JsonSchema, list, RefusalView, view } from '../platform/index.ts'
import { channels, matterKinds, stages } from './titles.ts'

const keys = <K extends string>(of: Readonly<Record<K, string>>) => Object.keys(of) as [K, ...K[]]

export const MatterRow = view({
  id: z.string(),
  number: z.string(),
  kind: z.enum(keys(matterKinds)),
  kindTitle: z.string(),
  about: z.string().optional(),
  stage: z.enum(keys(stages)),
  stageTitle: z.string(),
  channelTitle: z.string(),
  unitName: z.string().optional(),
  receivedAt: Instant,
  due: Instant.optional(),
  dueTitle: z.string().optional(),
  dueText: z.string().optional(),
  urgency: z.enum(['late', 'soon', 'running', 'none']),
}).openapi('MatterRow')
export type MatterRow = z.infer<typeof MatterRow>

export const MatterPage = view({
  rows: list(MatterRow),
  more: z.boolean().openapi({ description: '还有下一页' }),
  counts: view({ open: z.int(), late: z.int(), unassigned: z.int() }),
}).openapi('MatterPage')
export type MatterPage = z.infer<typeof MatterPage>

export const MatterActView = view({
  name: z.string(),
  title: z.string(),
  purpose: z.string(),
  basis: list(CitationView),
  schema: JsonSchema,
  /** Why it can't be done now; empty: it can. */
  reasons: list(RefusalView),
}).openapi('MatterAct')
export type MatterActView = z.infer<typeof MatterActView>

export const MatterView = view({
  ...MatterRow.unwrap().shape,
  version: z.int(),
  channel: z.enum(keys(channels)),
  person: view({ name: z.string(), phone: z.string(), address: z.string().optional() })
    .optional()
    .openapi({ description: '举报人的信息只有办理的人看得到' }),
  personHidden: z.boolean().openapi({ description: '有姓名，但是您不能看' }),
  against: view({ name: z.string(), code: z.string().optional(), address: z.string().optional() }).optional(),
  content: z.string(),
  claim: z.string().optional(),
  files: list(view({ name: z.string(), type: z.string(), size: z.int(), href: z.string() })),
  handlerName: z.string().optional(),
  enteredBy: z.string(),
  caseId: z.string().optional(),
  steps: list(
    view({
      title: z.string(),
      at: Instant,
      by: z.string(),
      text: z.string(),
      letter: view({ title: z.string(), href: z.string() })
        .optional()
        .openapi({ description: '写给提出的人的告知书（PDF）' }),
    }),
  ),
  limits: list(
    view({
      title: z.string(),
      due: Instant.optional(),
      dueText: z.string(),
      explanation: z.string(),
      basis: list(CitationView),
      unverified: z.string().optional(),
      metAt: Instant.optional(),
      late: z.boolean(),
    }),
  ),
  acts: list(MatterActView),
}).openapi('Matter')
export type MatterView = z.infer<typeof MatterView>

/** A code is told once, to who asked for it. */
export const HandedOut = view({
  number: z.string(),
  code: z.string().openapi({ description: '查询码，只在这里给一次' }),
}).openapi('HandedOutCode')
export type HandedOut = z.infer<typeof HandedOut>
