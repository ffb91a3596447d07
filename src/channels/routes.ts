import { createHash } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayOf, type WorkCalendar } from '../calendar/index.ts'
import { type Casework, dueText, urgencyOf } from '../casework/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Blobs,
  CommandKey,
  citationView,
  fileAnswer,
  type Http,
  JsonSchema,
  json,
  jsonBody,
  linkToNext,
  nothingHere,
  page,
  refusalStatus,
  refused,
  refuseWith,
  rowsOfPage,
  sent,
  session,
  signedIn,
  sql,
} from '../platform/index.ts'
import { derivedId } from '../recording/index.ts'
import type { MatterFacts } from './act.ts'
import { caseQueryStream } from './case-query.ts'
import { codeHash, newCode } from './code.ts'
import { actsOf, type MatterCommand, Received } from './decide.ts'
import { layLetter } from './letters.ts'
import { amounts2022, limitsOf } from './limits.ts'
import type { Matter } from './matter.ts'
import { mayKnowPerson, maySeeMatter, seenMatters } from './sight.ts'
import type { MatterStream } from './stream.ts'
import { channels, type MatterKind, matterKinds, type Stage, stages } from './titles.ts'
import { HandedOut, MatterPage, type MatterRow, MatterView } from './view.ts'

const tags = ['投诉举报']
const params = z.object({ id: z.uuid() })

const all = createRoute({
  method: 'get',
  path: '/api/matters',
  tags,
  summary: '投诉、举报、咨询：快到期的在前，办完的在后',
  security: session,
  request: {
    query: z.object({
      kind: z.enum(Object.keys(matterKinds) as [MatterKind, ...MatterKind[]]).optional(),
      show: z.enum(['open', 'late', 'unassigned']).optional(),
      q: z.string().trim().max(50).optional(),
      page,
    }),
  },
  responses: { 200: { ...json(MatterPage, '一页'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const one = createRoute({
  method: 'get',
  path: '/api/matters/{id}',
  tags,
  summary: '一件：内容、期限、经过、可以办的',
  security: session,
  request: { params },
  responses: { 200: json(MatterView, '一件'), ...refused(404), ...signedIn },
})
const receiving = createRoute({
  method: 'get',
  path: '/api/matters/form',
  tags,
  summary: '登记电话、来信、来访提出的投诉举报的表单',
  security: session,
  responses: { 200: json(JsonSchema, '表单'), ...signedIn },
})
const receive = createRoute({
  method: 'post',
  path: '/api/matters',
  tags,
  summary: '窗口登记投诉、举报、咨询；回答查询码，只给这一次',
  security: session,
  request: {
    body: jsonBody(
      z.strictObject({ data: z.record(z.string(), z.unknown()), key: CommandKey }).openapi('MatterReceived'),
    ),
  },
  responses: {
    200: json(HandedOut.unwrap().extend({ id: z.string() }).readonly().openapi('MatterTaken'), '登记号和查询码'),
    ...refused(409),
    ...sent,
    ...signedIn,
  },
})
const act = createRoute({
  method: 'post',
  path: '/api/matters/{id}/acts/{act}',
  tags,
  summary: '办理：受理、答复、转为案件线索等，能办的和表单在这一件里',
  security: session,
  request: {
    params: params.extend({ act: z.string().max(40) }),
    body: jsonBody(
      z
        .strictObject({
          data: z.record(z.string(), z.unknown()),
          expectedVersion: z.int().optional(),
          key: CommandKey,
        })
        .openapi('MatterActed'),
    ),
  },
  responses: { 200: json(MatterView, '办理以后'), ...refused(404, 409), ...sent, ...signedIn },
})
const file = createRoute({
  method: 'get',
  path: '/api/matters/{id}/files/{n}',
  tags,
  summary: '随投诉举报提交的一个文件',
  security: session,
  request: { params: params.extend({ n: z.string().regex(/^\d{1,2}$/) }) },
  responses: {
    200: {
      description: '文件',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    ...refused(404),
    ...signedIn,
  },
})
const letterPdf = createRoute({
  method: 'get',
  path: '/api/matters/{id}/letters/{letter}',
  tags,
  summary: '写给提出的人的告知书（PDF），供寄送、当面交付',
  security: session,
  request: { params: params.extend({ letter: z.uuid() }) },
  responses: {
    200: {
      description: '告知书',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    ...refused(404),
    ...signedIn,
  },
})
const handOut = createRoute({
  method: 'post',
  path: '/api/cases/{id}/query-codes',
  tags,
  summary: '给当事人发放案件进度查询码：只给这一次；同一当事人的新码使旧码失效',
  security: session,
  request: {
    params,
    body: jsonBody(
      z
        .strictObject({
          party: z.string().max(100).optional(),
          to: z.string({ error: '请填写谁领取' }).trim().min(1, '请填写谁领取').max(50),
          key: CommandKey,
        })
        .openapi('QueryCodeHandOut'),
    ),
  },
  responses: { 200: json(HandedOut, '案号和查询码'), ...refused(404, 409), ...sent, ...signedIn },
})

interface Row {
  readonly id: string
  readonly number: string
  readonly kind: MatterKind
  readonly about: string | null
  readonly stage: Stage
  readonly channel: keyof typeof channels
  readonly unit_name: string | null
  readonly received_at: string
  readonly due: string | null
  readonly due_title: string | null
}

const formSchema = z.toJSONSchema(Received.omit({ code: true }), { io: 'input', unrepresentable: 'any' }) as JsonSchema
/** Nothing was looked up: what stands against an act by itself. */
const atSight: MatterFacts = { next: 1, amounts: amounts2022, units: new Map(), people: new Map() }
/** A command that is sent again meets the stream that it began. */
const streamFor = (key: string): string => derivedId(createHash('sha256').update(key).digest('hex'))
const hidden = refusal('not-your-matter', '这件不由您所在的机构办理，您不能查看')

/** The desk's side of complaints, reports and questions; and codes with which parties follow their cases. */
export const channelRoutes = (
  app: Http,
  journal: Journal,
  casework: Casework,
  matters: MatterStream,
  calendar: WorkCalendar,
  blobs: Blobs,
  origin: string,
): void => {
  const { db } = journal.database
  const rowOf = (row: Row, now: string): MatterRow => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    kindTitle: matterKinds[row.kind],
    ...(row.about === null ? {} : { about: row.about }),
    stage: row.stage,
    stageTitle: stages[row.stage],
    channelTitle: channels[row.channel],
    ...(row.unit_name === null ? {} : { unitName: row.unit_name }),
    receivedAt: new Date(row.received_at).toISOString(),
    ...(row.due === null
      ? {}
      : {
          due: new Date(row.due).toISOString(),
          dueText: dueText(new Date(row.due).toISOString(), now, calendar),
          ...(row.due_title === null ? {} : { dueTitle: row.due_title }),
        }),
    urgency: urgencyOf(row.due === null ? undefined : new Date(row.due).toISOString(), now, calendar),
  })
  const viewOf = (c: Context, id: string, matter: Matter, version: number): MatterView => {
    const now = journal.clock.now()
    const actor = actorOf(c)
    const limits = limitsOf(matter, calendar, now)
    const [next] = limits
      .filter(({ metAt }) => metAt === undefined)
      .toSorted((a, b) => ((a.answer.due ?? '9') < (b.answer.due ?? '9') ? -1 : 1))
    const known = mayKnowPerson(actor, matter)
    return {
      ...rowOf(
        {
          id,
          number: matter.number,
          kind: matter.kind,
          about: matter.against?.name ?? null,
          stage: matter.stage,
          channel: matter.channel,
          unit_name: matter.unitName ?? null,
          received_at: matter.receivedAt,
          due: next?.answer.due ?? null,
          due_title: next?.title ?? null,
        },
        now,
      ),
      version,
      channel: matter.channel,
      ...(known && matter.person !== undefined ? { person: matter.person } : {}),
      personHidden: !known && matter.person !== undefined,
      ...(matter.against === undefined ? {} : { against: matter.against }),
      content: matter.content,
      ...(matter.claim === undefined ? {} : { claim: matter.claim }),
      files: matter.files.map(({ name, type, size }, n) => ({
        name,
        type,
        size,
        href: `/api/matters/${id}/files/${n}`,
      })),
      ...(matter.handlerName === undefined ? {} : { handlerName: matter.handlerName }),
      enteredBy: matter.enteredBy.name,
      ...(matter.caseId === undefined ? {} : { caseId: matter.caseId }),
      steps: matter.steps.map(({ title, at, by, text, letter }) => ({
        title,
        at,
        by,
        text,
        // A letter names who it goes to.
        ...(letter === undefined || !known
          ? {}
          : { letter: { title: letter.heading, href: `/api/matters/${id}/letters/${letter.id}` } }),
      })),
      limits: limits.map(({ title, answer, metAt, late }) => ({
        title,
        ...(answer.due === undefined ? {} : { due: answer.due }),
        dueText:
          metAt !== undefined
            ? late
              ? '办了，但是超期'
              : '按时'
            : answer.due === undefined
              ? '暂停计算'
              : dueText(answer.due, now, calendar),
        explanation: answer.explanation,
        basis: answer.basis.map(citationView),
        ...(matter.amounts.unverified ? { unverified: matter.amounts.title } : {}),
        ...(metAt === undefined ? {} : { metAt }),
        late,
      })),
      acts: actsOf(matter, actor, atSight).map(({ act: each, obstacles }) => ({
        name: each.name,
        title: each.title,
        purpose: each.purpose,
        basis: each.basis.map(citationView),
        schema: z.toJSONSchema(each.form ?? each.data, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
        reasons: obstacles.map((reason) => ({ ...reason, citations: reason.basis.map(citationView) })),
      })),
    }
  }
  const seen = async (c: Context, id: string) => {
    const found = await journal.state(matters, id)
    if (found?.state === undefined) return { no: refuseWith(c, 404, nothingHere) }
    if (!maySeeMatter(actorOf(c), found.state)) return { no: refuseWith(c, 403, hidden) }
    return { matter: found.state, version: found.version }
  }

  app.openapi(receiving, (c) => c.json(formSchema, 200))
  app.openapi(all, async (c) => {
    const { kind, show, q, page: at } = c.req.valid('query')
    const now = journal.clock.now()
    const mine = seenMatters(actorOf(c))
    const open = sql`stage in ('received', 'accepted', 'checking') or due is not null`
    const shown = {
      open: sql`(${open})`,
      late: sql`due < ${now}::timestamptz`,
      unassigned: sql`unit is null and stage = 'received'`,
    }
    const [{ rows }, { rows: counted }] = await Promise.all([
      sql<Row>`
        select stream_id as id, number, kind, about, stage, channel, unit_name, received_at, due, due_title from matter
        where ${mine} and (${kind ?? null}::text is null or kind = ${kind ?? null})
          and (${q ?? null}::text is null or position(upper(${q ?? ''}::text) in number) > 0 or position(${q ?? ''}::text in coalesce(about, '')) > 0)
          and ${show === undefined ? sql`true` : shown[show]}
        order by due nulls last, received_at desc limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(db),
      sql<{ open: number; late: number; unassigned: number }>`
        select (count(*) filter (where ${shown.open}))::int as open, (count(*) filter (where ${shown.late}))::int as late,
          (count(*) filter (where ${shown.unassigned}))::int as unassigned from matter where ${mine}`.execute(db),
    ])
    if (rows.length > rowsOfPage) {
      const next = new URL(c.req.url)
      next.searchParams.set('page', String(at + 1))
      c.header('Link', `<${next.pathname}${next.search}>; rel="next"`)
    }
    return c.json(
      {
        rows: rows.slice(0, rowsOfPage).map((row) => rowOf(row, now)),
        more: rows.length > rowsOfPage,
        counts: counted[0] ?? { open: 0, late: 0, unassigned: 0 },
      },
      200,
    )
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const found = await seen(c, id)
    return 'no' in found ? (found.no as never) : c.json(viewOf(c, id, found.matter, found.version), 200)
  })
  app.openapi(receive, async (c) => {
    const { data, key } = c.req.valid('json')
    // Asked again, the first answer's code holds, and nobody knows it any more.
    const before = (await journal.state(matters, streamFor(key)))?.state
    if (before !== undefined) return c.json({ id: streamFor(key), number: before.number, code: '' }, 200)
    const code = newCode()
    const outcome = await journal.execute(matters, {
      streamId: streamFor(key),
      command: { do: 'receive', data: { ...data, code: codeHash(code) } as Received },
      meta: { actor: actorOf(c), key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals) as never
    return c.json(
      {
        id: outcome.events[0]?.streamId ?? '',
        number: outcome.state?.number ?? '',
        code,
      },
      200,
    )
  })
  app.openapi(act, async (c) => {
    const { id, act: name } = c.req.valid('param')
    const { data, key, expectedVersion } = c.req.valid('json')
    const found = await seen(c, id)
    if ('no' in found) return found.no as never
    const actor = actorOf(c)
    const command = async (): Promise<MatterCommand | Response> => {
      if (name !== 'open-clue') return { do: name, data }
      const { matter } = found
      const [why] = actsOf(matter, actor, atSight).filter((each) => each.act.name === name)
      if (why === undefined || why.obstacles.length > 0) return { do: name, data }
      // The case is opened with what is known already. Whoever was cut off after that goes on with the same case.
      const key = `matter/${id}/clue`
      const { rows } = await sql<{ stream_id: string }>`select stream_id from command where key = ${key}`.execute(db)
      if (rows[0] !== undefined) return { do: name, data: { ...data, caseId: rows[0].stream_id } }
      const opened = await casework.open(actor, 'ordinary-penalty', {
        act: 'register-clue',
        data: {
          title: data.title ?? '',
          source: matter.kind === 'report' ? 'report' : 'complaint',
          receivedAt: matter.receivedAt,
          content: clueText(matter),
          ...(matter.person === undefined
            ? {}
            : { reporter: { name: matter.person.name, phone: matter.person.phone } }),
          unit: matter.unit,
          // Taken in by the bureau before: nobody has to have uploaded them.
          ...(matter.files.length === 0 ? {} : { files: matter.files }),
        },
        key,
      })
      if (!opened.ok) return refuseWith(c, refusalStatus(opened.refusals), ...opened.refusals)
      return { do: name, data: { ...data, caseId: opened.events[0]?.streamId ?? '' } }
    }
    const made = await command()
    if (made instanceof Response) return made as never
    const outcome = await journal.execute(matters, {
      streamId: id,
      command: made,
      meta: { actor, key, ...(expectedVersion === undefined ? {} : { expectedVersion }) },
    })
    if (!outcome.ok || outcome.state === undefined)
      return refuseWith(
        c,
        outcome.ok ? 404 : refusalStatus(outcome.refusals),
        ...(outcome.ok ? [nothingHere] : outcome.refusals),
      ) as never
    return c.json(viewOf(c, id, outcome.state, outcome.version), 200)
  })
  app.openapi(file, async (c) => {
    const { id, n } = c.req.valid('param')
    const found = await seen(c, id)
    if ('no' in found) return found.no as never
    const ref = found.matter.files[Number(n)]
    const bytes = ref === undefined ? undefined : await blobs.read(ref.blob)
    if (ref === undefined || bytes === undefined) return refuseWith(c, 404, nothingHere) as never
    return fileAnswer(c, {
      size: bytes.length,
      tag: ref.blob,
      headers: {
        'Content-Type': ref.type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(ref.name)}`,
      },
      bytes: ({ start, end }) => bytes.subarray(start, end + 1),
    }) as never
  })
  app.openapi(letterPdf, async (c) => {
    const { id, letter: asked } = c.req.valid('param')
    const found = await seen(c, id)
    if ('no' in found) return found.no as never
    if (!mayKnowPerson(actorOf(c), found.matter)) return refuseWith(c, 403, hidden) as never
    const letter = found.matter.steps.find((step) => step.letter?.id === asked)
    if (letter?.letter === undefined) return refuseWith(c, 404, nothingHere) as never
    const { name, pdf, digest } = layLetter(letter.letter, found.matter.number, letter.at, origin)
    return fileAnswer(c, {
      size: pdf.length,
      tag: digest,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
      bytes: ({ start, end }) => pdf.subarray(start, end + 1),
    }) as never
  })
  app.openapi(handOut, async (c) => {
    const { id } = c.req.valid('param')
    const { party, to, key } = c.req.valid('json')
    const actor = actorOf(c)
    const state = await casework.state(actor, id)
    if (state === undefined) return refuseWith(c, 404, nothingHere) as never
    if ('code' in state) return refuseWith(c, 403, state) as never
    const before = (await journal.state(caseQueryStream, streamFor(key)))?.state
    if (before !== undefined) return c.json({ number: before.number, code: '' }, 200)
    const code = newCode()
    const outcome = await journal.execute(caseQueryStream, {
      streamId: streamFor(key),
      command: { caseId: id, to, code: codeHash(code), ...(party === undefined ? {} : { party }) },
      meta: { actor, key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals) as never
    return c.json({ number: outcome.state?.number ?? '', code }, 200)
  })
}

const clueText = ({ number, receivedAt, against, content, claim, kind }: Matter): string =>
  [
    `${matterKinds[kind]} ${number}，${dayOf(receivedAt)} 收到。`,
    ...(against === undefined
      ? []
      : [`被反映的：${[against.name, against.code, against.address].filter(Boolean).join('，')}`]),
    content,
    ...(claim === undefined ? [] : [`请求：${claim}`]),
  ]
    .join('\n')
    .slice(0, 5000)
