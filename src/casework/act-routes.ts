import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { editableTexts, renderPaper } from '../documents/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Blobs,
  CommandKey,
  type Http,
  isStrokes,
  json,
  jsonBody,
  largestStrokes,
  list,
  nothingHere,
  refusalStatus,
  refused,
  refuseWith,
  sent,
  session,
  signedIn,
  view,
} from '../platform/index.ts'
import {
  type DiscretionStep,
  discretionSteps,
  filesNamed,
  fineConditions,
  type QuestionedRole,
  questionedRoles,
  strokesType,
} from '../procedure/index.ts'
import { caseParams } from './case-routes.ts'
import type { ActRequest, Casework } from './casework.ts'
import { findingView, refusalView, schemaOf } from './present.ts'
import { DiscretionView, OpeningView, OutlineView, Previewed } from './view.ts'

const tags = ['办案']
const name = z.string().max(100)
/** Fen. */
const amount = z.coerce.number().int('金额应当是整数（分）').min(0, '金额不能为负').openapi({ type: 'integer' })
type FineCondition = keyof typeof fineConditions

const ActDone = view({
  ok: z.literal(true),
  id: z.string().openapi({ description: '案件的标识' }),
  version: z.int().openapi({ description: '案件现在的版本' }),
}).openapi('ActDone')

/** Texts of the papers that a person worded anew. */
const Texts = z
  .record(
    z.string().regex(/^\d{1,3}$/, '文书格式的序号应当是数字'),
    z.record(z.string().max(50), z.string().max(30_000)),
  )
  .optional()
  .openapi({ description: '改动过的文书文字：按文书格式序号、段落名称' })

/** What an act is sent with; its data is one of these acts' own schemas. */
const actBody = (acts: readonly string[]) =>
  z.strictObject({
    data: z
      .record(z.string(), z.unknown(), { error: '请填写内容后再提交' })
      .openapi({ description: '这一行为的内容', anyOf: acts.map((act) => ({ $ref: `#/components/schemas/${act}` })) }),
    strand: name.optional().openapi({ description: '所办的是哪一条支线（例如送达哪一份文书）' }),
    texts: Texts,
    expectedVersion: z.int().min(0).optional().openapi({ description: '所见的版本；案件已有变化的不办' }),
    signatures: z
      .array(
        z.strictObject({
          form: z.int().openapi({ description: '签在哪一种文书上' }),
          line: name.openapi({ description: '签名处，见预览' }),
          digest: z
            .string()
            .regex(/^[0-9a-f]{64}$/)
            .openapi({ description: '签名时所见内容的摘要值，见预览' }),
          image: z
            .strictObject({
              blob: z.string().regex(/^[0-9a-f]{64}$/),
              name: z.string().min(1).max(200),
              type: name,
              size: z.int().min(1),
            })
            .openapi({ description: '上传的笔迹（SVG）' }),
          capacity: z.string().trim().max(50).optional().openapi({ description: '不是本人签名的，签名人的身份' }),
          signedBy: z.string().trim().max(50).optional().openapi({ description: '不是本人签名的，签名人的姓名' }),
        }),
      )
      .max(40, '一次最多取得 40 处签名')
      .optional()
      .openapi({ description: '办理前当场在预览的文书上取得的手写签名' }),
    code: z
      .string()
      .max(20, '动态口令是 6 位数字')
      .optional()
      .openapi({ description: '动态口令；签名负责的行为必填（见行为的 signs）' }),
    key: CommandKey,
    happenedAt: z.iso.datetime('发生的时间请按“2026-01-31T01:30:00Z”的样子填写').optional(),
  })

/** The acts of each procedure, put into the document as components `<procedure>.<act>`: those that begin a case and the others. */
const actComponents = (app: Http, { procedures }: Casework) => {
  const all = [...procedures.values()].flatMap((procedure) =>
    procedure.acts
      .filter(({ system }) => system !== true)
      .map((act) => ({ component: `${procedure.name}.${act.name}`, procedure, act })),
  )
  for (const { component, procedure, act } of all)
    app.openAPIRegistry.registerComponent('schemas', component, {
      ...schemaOf(act),
      title: `${procedure.title}：${act.title}`,
      description: act.purpose,
    })
  const named = (begins: boolean) =>
    all.filter(({ act }) => (act.stages === 'opening') === begins).map(({ component }) => component)
  return { opening: named(true), later: named(false) }
}

const openings = createRoute({
  method: 'get',
  path: '/api/procedures',
  tags,
  summary: '各种程序，以及开始一起案件的行为',
  security: session,
  responses: { 200: json(list(OpeningView), '程序'), ...signedIn },
})
const preview = createRoute({
  method: 'post',
  path: '/api/cases/{id}/preview',
  tags,
  summary: '办理某一行为会制作的文书，并不办理',
  security: session,
  request: {
    params: caseParams,
    body: jsonBody(
      z.object({
        act: name,
        data: z.record(z.string(), z.unknown(), { error: '预览的内容不完整，请先填写表单' }),
        strand: name.optional(),
        texts: Texts,
        happenedAt: z.iso.datetime('发生的时间请按“2026-01-31T01:30:00Z”的样子填写').optional(),
      }),
    ),
  },
  responses: {
    200: json(Previewed, '文书'),
    ...refused(404),
    ...sent,
    ...signedIn,
  },
})

const discretion = createRoute({
  method: 'get',
  path: '/api/cases/{id}/discretion',
  tags,
  summary: '按裁量基准算出的幅度、阶次和建议金额，并说明理由',
  security: session,
  request: {
    params: caseParams,
    query: z.object({
      item: name.optional().openapi({ description: '事项；没有的，为立案的事项' }),
      party: name.optional().openapi({ description: '受处罚的当事人；没有的，为第一个' }),
      gains: amount.default(0),
      baseValue: amount.optional(),
      condition: z.enum(Object.keys(fineConditions) as [FineCondition, ...FineCondition[]]).optional(),
      step: z.enum(Object.keys(discretionSteps) as [DiscretionStep, ...DiscretionStep[]]).default('normal'),
      factors: z
        .union([z.string().max(200), z.array(z.string().max(200)).max(20)])
        .transform((each) => [each].flat())
        .optional(),
    }),
  },
  responses: { 200: json(DiscretionView, '裁量'), ...refused(400, 404), ...signedIn },
})

const outline = createRoute({
  method: 'get',
  path: '/api/cases/{id}/outline',
  tags,
  summary: '询问提纲：对这种身份的人依次问什么，已知的内容已经填入',
  security: session,
  request: {
    params: caseParams,
    query: z.object({ role: z.enum(Object.keys(questionedRoles) as [QuestionedRole, ...QuestionedRole[]]) }),
  },
  responses: { 200: json(OutlineView, '询问提纲'), ...refused(400, 404), ...signedIn },
})

/** Acts as they are done: a case is opened, acted on, and its papers are seen before they are made. */
export const actRoutes = (app: Http, journal: Journal, casework: Casework, blobs: Blobs): void => {
  const components = actComponents(app, casework)
  const done = { 200: json(ActDone, '已办理'), ...refused(404, 409), ...sent, ...signedIn }

  const open = createRoute({
    method: 'post',
    path: '/api/procedures/{procedure}/{act}',
    tags,
    summary: '开始一起案件',
    security: session,
    request: { params: z.object({ procedure: name, act: name }), body: jsonBody(actBody(components.opening)) },
    responses: done,
  })
  const act = createRoute({
    method: 'post',
    path: '/api/cases/{id}/acts/{act}',
    tags,
    summary: '在一起案件中办理一个行为',
    security: session,
    request: { params: caseParams.extend({ act: name }), body: jsonBody(actBody(components.later)) },
    responses: done,
  })

  /**
   * Files that an act names must be such as the person may read: uploaded by the same person, or of a case that may be read. What is
   * said to be a drawn signature must be one: it is printed on papers.
   */
  const missingFiles = async (actor: ReturnType<typeof actorOf>, { data, signatures }: ActRequest) => {
    const named = [...filesNamed([data, signatures])]
    if (named.length === 0) return []
    const readable = await casework.readableFiles(
      actor,
      named.map(({ blob }) => blob),
    )
    const missing = named.flatMap(({ blob, name: called }) =>
      readable.has(blob) ? [] : [refusal('no-file', `没有找到附件“${called}”，请重新上传`)],
    )
    if (missing.length > 0) return missing
    const drawn = named.filter(({ type }) => type === strokesType)
    const contents = await Promise.all(
      drawn.map(({ blob, size }) => (size > largestStrokes ? undefined : blobs.read(blob))),
    )
    return drawn.flatMap((file, n) => {
      const content = contents[n]
      return content !== undefined && content.length === file.size && isStrokes(content)
        ? []
        : [refusal('not-strokes', `“${file.name}”不是签名板写下的笔迹，请在签名板上重新签`)]
    })
  }

  app.openapi(openings, async (c) => c.json(await casework.openings(actorOf(c)), 200))

  app.openapi(open, async (c) => {
    const { procedure, act: named } = c.req.valid('param')
    const request = requestOf(named, c.req.valid('json'))
    const missing = await missingFiles(actorOf(c), request)
    if (missing.length > 0) return refuseWith(c, 422, ...missing)
    const outcome = await casework.open(actorOf(c), procedure, request)
    return outcome.ok
      ? c.json({ ok: true as const, id: outcome.events[0]?.streamId ?? '', version: outcome.version }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals.map(refusalView))
  })

  app.openapi(act, async (c) => {
    const { id, act: named } = c.req.valid('param')
    const seen = await casework.state(actorOf(c), id)
    if (seen === undefined) return refuseWith(c, 404, nothingHere)
    if ('code' in seen) return refuseWith(c, 403, seen)
    const request = requestOf(named, c.req.valid('json'))
    const missing = await missingFiles(actorOf(c), request)
    if (missing.length > 0) return refuseWith(c, 422, ...missing)
    const outcome = await casework.act(actorOf(c), id, request)
    return outcome.ok
      ? c.json({ ok: true as const, id, version: outcome.version }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals.map(refusalView))
  })

  app.openapi(discretion, async (c) => {
    const { item, party, condition, baseValue, factors, ...measured } = c.req.valid('query')
    const about = { ...(item === undefined ? {} : { item }), ...(party === undefined ? {} : { party }) }
    const found = await casework.discretion(actorOf(c), c.req.valid('param').id, about, {
      ...measured,
      ...(condition === undefined ? {} : { condition }),
      ...(baseValue === undefined ? {} : { baseValue }),
      ...(factors === undefined ? {} : { factors }),
    })
    return found === undefined ? refuseWith(c, 404, nothingHere) : c.json(found, 200)
  })

  app.openapi(outline, async (c) => {
    const found = await casework.outline(actorOf(c), c.req.valid('param').id, c.req.valid('query').role)
    return found === undefined ? refuseWith(c, 404, nothingHere) : c.json(found, 200)
  })

  app.openapi(preview, async (c) => {
    const { happenedAt, ...command } = c.req.valid('json')
    const at = happenedAt === undefined ? journal.clock.now() : new Date(happenedAt).toISOString()
    const previewed = await casework.preview(actorOf(c), c.req.valid('param').id, command, at)
    if (previewed === undefined) return refuseWith(c, 404, nothingHere)
    if (!previewed.ok) return refuseWith(c, 422, ...previewed.refusals.map(refusalView))
    return c.json(
      {
        at,
        findings: previewed.value.findings.map(findingView),
        papers: previewed.value.papers.map(({ form, title, content, number, digest, edited, signers = [] }) => ({
          form,
          title,
          texts: editableTexts(form, content, edited?.texts),
          digest,
          lines: signers.map(({ line, who, name: called, inside, signature }) => ({
            line,
            who,
            name: called,
            inside,
            // On paper somebody may sign on the screen just as well.
            open: signature === undefined || signature.way === 'paper',
          })),
          pdf: Buffer.from(
            renderPaper({
              form,
              content,
              agency: agencyIn(content),
              day: dayOf(at),
              ...(number === undefined ? {} : { number: number.text }),
            }),
          ).toString('base64'),
        })),
      },
      200,
    )
  })
}

const requestOf = (
  act: string,
  { happenedAt, texts, signatures, code, ...body }: z.infer<ReturnType<typeof actBody>>,
): ActRequest => ({
  act,
  ...body,
  ...(texts === undefined ? {} : { texts }),
  ...(signatures === undefined ? {} : { signatures }),
  ...(code === undefined ? {} : { code }),
  ...(happenedAt === undefined ? {} : { happenedAt: new Date(happenedAt).toISOString() }),
})

const agencyIn = (content: unknown): string => {
  const agency = (content as { readonly agency?: { readonly name?: unknown } }).agency
  return typeof agency === 'object' && typeof agency.name === 'string' ? agency.name : ''
}
