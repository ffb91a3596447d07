import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import {
  CitationView,
  citationView,
  type Http,
  Instant,
  json,
  list,
  nothingHere,
  refused,
  refuseWith,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import {
  type ActCoverage,
  type CaseState,
  caseCoverage,
  type Facts,
  isOpenGap,
  situations,
} from '../procedure/index.ts'
import type { Casework } from './casework.ts'

const requirements = { whole: '全程', parts: '关键环节', none: '可以不作音像记录' } as const
const media = { video: '录像', sound: '录音', photo: '拍照' } as const
const causes = { asked: '已经申请例外，等待批准', granted: '例外已经批准', refused: '例外没有批准' } as const

const Stretch = view({
  recording: z.string(),
  medium: z.enum(['video', 'sound', 'photo']),
  mediumTitle: z.string(),
  from: Instant,
  until: Instant,
  sound: z.boolean().openapi({ description: '已经收齐并核对无误；不是的，不算作记录' }),
})

/** What was recorded of an act, held against what the list asks; instants to the second. */
export const CoverageRow = view({
  version: z.int().openapi({ description: '执法行为在案件中的序号' }),
  act: z.string(),
  title: z.string(),
  from: Instant,
  until: Instant,
  required: z.enum(['whole', 'parts', 'none']),
  requiredTitle: z.string(),
  mediaTitle: z.string().openapi({ description: '有其中一种即可' }),
  situation: z.string().optional().openapi({ description: '清单中的情形' }),
  stretches: list(Stretch),
  files: z.int().openapi({ description: '随这一行为上传、可以算作记录的照片、录像或者录音' }),
  gaps: list(view({ from: Instant, until: Instant, seconds: z.int() })),
  percent: z.int(),
  covered: z.boolean(),
  open: z.boolean().openapi({ description: '没有录到，例外也没有批准' }),
  exception: view({
    state: z.enum(['asked', 'granted', 'refused']),
    stateTitle: z.string(),
    reasons: z.string(),
    medium: z.string().optional().openapi({ description: '系统以外的载体及编号' }),
    askedBy: z.string(),
    answeredBy: z.string().optional(),
    answeredAt: Instant.optional(),
  }).optional(),
  sentence: z.string(),
}).openapi('CoverageRow')
export type CoverageRow = z.infer<typeof CoverageRow>

export const CoverageView = view({
  listed: z.boolean().openapi({ description: '今天有音像记录事项清单' }),
  rows: list(CoverageRow),
  basis: list(CitationView),
}).openapi('Coverage')
export type CoverageView = z.infer<typeof CoverageView>

const instant = (at: number): string => new Date(at).toISOString()
const seconds = ({ from, until }: { readonly from: number; readonly until: number }): number =>
  Math.round((until - from) / 1000)

const sentenceOf = (coverage: ActCoverage): string => {
  const { required, gaps, share, stretches, covered, files, excuse } = coverage
  const how = coverage.media.map((medium) => media[medium]).join('、')
  if (required === 'none') return '可以不作音像记录'
  const asked = `应当${requirements[required]}${how}`
  if (covered)
    return `${asked}，${required === 'whole' ? '已全程录到' : files > 0 && stretches.length === 0 ? `已附 ${files} 个文件` : '已录到'}`
  const missing =
    stretches.length === 0
      ? '没有录制'
      : `已录 ${Math.floor(share * 100)}%，${gaps.length} 处共 ${gaps.reduce((sum, gap) => sum + seconds(gap), 0)} 秒没有录到`
  return `${asked}，${missing}${excuse === undefined ? '' : `；${causes[excuse.state]}`}`
}

export const coverageRow = (coverage: ActCoverage): CoverageRow => {
  const { version, act, title, from, until, required, rule, stretches, files, gaps, share, covered, excuse } = coverage
  return {
    version,
    act,
    title,
    from: instant(from),
    until: instant(until),
    required,
    requiredTitle: requirements[required],
    mediaTitle: coverage.media.map((medium) => media[medium]).join('、'),
    ...(rule === undefined ? {} : { situation: situations[rule.situation] }),
    stretches: stretches.map((each) => ({
      recording: each.recording,
      medium: each.medium,
      mediumTitle: media[each.medium],
      from: instant(each.from),
      until: instant(each.until),
      sound: each.sound,
    })),
    files,
    gaps: gaps.map((gap) => ({ from: instant(gap.from), until: instant(gap.until), seconds: seconds(gap) })),
    percent: Math.floor(share * 100),
    covered,
    open: isOpenGap(coverage),
    ...(excuse === undefined
      ? {}
      : {
          exception: {
            state: excuse.state,
            stateTitle: causes[excuse.state],
            reasons: excuse.reasons,
            ...(excuse.medium === undefined ? {} : { medium: excuse.medium }),
            askedBy: excuse.askedBy,
            ...(excuse.answeredBy === undefined ? {} : { answeredBy: excuse.answeredBy }),
            ...(excuse.answeredAt === undefined ? {} : { answeredAt: excuse.answeredAt }),
          },
        }),
    sentence: sentenceOf(coverage),
  }
}

const basis = [
  { law: '行政处罚法', article: 47 },
  { law: '市场监督管理行政处罚程序规定', article: 44 },
]

export const coverageView = (state: CaseState, facts: Facts): CoverageView => ({
  listed: facts.recordList(facts.now) !== undefined,
  rows: caseCoverage(state, facts).map(coverageRow),
  basis: basis.map(citationView),
})

const coverage = createRoute({
  method: 'get',
  path: '/api/cases/{id}/coverage',
  tags: ['音像记录'],
  summary: '案件中应当音像记录的各个执法行为：录到了哪些时段，缺哪几秒，有什么例外',
  security: session,
  request: { params: z.object({ id: z.string().max(100).openapi({ description: '案件的标识' }) }) },
  responses: { 200: json(CoverageView, '各个执法行为'), ...refused(404), ...signedIn },
})

export const coverageRoutes = (app: Http, casework: Casework): void => {
  app.openapi(coverage, async (c) => {
    const found = await casework.coverage(actorOf(c), c.req.valid('param').id)
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    return 'code' in found ? refuseWith(c, 403, found) : c.json(found, 200)
  })
}
