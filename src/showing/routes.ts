import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { newId } from '../kernel/index.ts'
import {
  type Blobs,
  CommandKey,
  Day,
  type Http,
  Instant,
  json,
  jsonBody,
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
import { standingOf } from '../registry/index.ts'
import { cardOf, cardStream, secretOf } from './card.ts'
import { cardFace, photoOf } from './check.ts'
import { showingStream } from './stream.ts'

const tags = ['亮证']

export const CardView = view({
  card: z.string().optional().openapi({ description: '现在启用的亮证卡；在别的手机上启用的，也是这一张' }),
  person: z.string(),
  name: z.string(),
  unit: z.string(),
  duty: z.string(),
  certificate: z.string().openapi({ description: '行政执法证号' }),
  until: Day.optional().openapi({ description: '有效期止' }),
  notValid: z.string().optional().openapi({ description: '今天不能执法的原因；可以的没有' }),
  photo: z.string().optional().openapi({ description: '照片的地址' }),
  now: Instant.openapi({ description: '服务器的时间，手机据此校正' }),
}).openapi('Card')
export type CardView = z.infer<typeof CardView>

const IssuedCard = view({
  card: z.string(),
  secret: z.string().openapi({ description: '计算动态码的密钥，base64url，只给这一次' }),
}).openapi('IssuedCard')
export type IssuedCard = z.infer<typeof IssuedCard>

const position = z
  .strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracy: z.number().min(0).max(1_000_000).openapi({ description: '米' }),
  })
  .openapi('Position', { description: '手机测得的位置（WGS 84）' })

const Show = z
  .strictObject({
    card: z.string().max(60),
    task: z
      .string()
      .trim()
      .min(1, '请写明来意')
      .max(40, '来意最多 40 个字')
      .openapi({ description: '来意，当事人会看到' }),
    place: z.string().trim().max(200, '地点最多 200 个字').optional(),
    position: position.optional(),
    at: z.iso.datetime('出示的时间有误').openapi({ description: '按校正后的手机时间' }),
    key: CommandKey,
  })
  .openapi('Show')
export type Show = z.infer<typeof Show>

export const ShowingView = view({
  checks: list(Instant).openapi({ description: '当事人核对的时间' }),
  confirmedAt: Instant.optional().openapi({ description: '当事人确认的时间' }),
}).openapi('Showing')
export type ShowingView = z.infer<typeof ShowingView>

const showing = z.object({ id: z.uuid() })
const officer = z.object({ id: z.string().max(100) })

const readCard = createRoute({
  method: 'get',
  path: '/api/card',
  tags,
  summary: '本人的执法证件，以及现在启用的亮证卡',
  security: session,
  responses: { 200: json(CardView, '证件'), ...signedIn },
})
const issueCard = createRoute({
  method: 'post',
  path: '/api/card',
  tags,
  summary: '在这台手机上启用亮证卡；别的手机上的同时停用',
  security: session,
  request: { body: jsonBody(z.strictObject({ key: CommandKey })) },
  responses: { 200: json(IssuedCard, '已启用'), ...refused(409), ...sent, ...signedIn },
})
const endCard = createRoute({
  method: 'delete',
  path: '/api/card',
  tags,
  summary: '停用亮证卡（例如手机丢失）',
  security: session,
  request: { body: jsonBody(z.strictObject({ key: CommandKey })) },
  responses: { 200: json(z.object({ ok: z.literal(true) }), '已停用'), ...refused(409), ...sent, ...signedIn },
})
const photo = createRoute({
  method: 'get',
  path: '/api/officers/{id}/photo',
  tags,
  summary: '人员的证件照片',
  security: session,
  request: { params: officer },
  responses: {
    200: { description: '照片', content: { 'image/*': { schema: z.string().openapi({ format: 'binary' }) } } },
    ...refused(404),
    ...signedIn,
  },
})
const show = createRoute({
  method: 'put',
  path: '/api/showings/{id}',
  tags,
  summary: '记录一次亮证；没有网络的，联网后补报',
  security: session,
  request: { params: showing, body: jsonBody(Show) },
  responses: { 200: json(z.object({ ok: z.literal(true) }), '已记录'), ...refused(409), ...sent, ...signedIn },
})
const readShowing = createRoute({
  method: 'get',
  path: '/api/showings/{id}',
  tags,
  summary: '本人的一次亮证：当事人是否核对、确认',
  security: session,
  request: { params: showing },
  responses: { 200: json(ShowingView, '亮证'), ...refused(404), ...signedIn },
})

/** Cards on phones and what they are shown for, as the officers' phones tell them. */
export const showingRoutes = (app: Http, journal: Journal, blobs: Blobs, houseSecret: string): void => {
  const { db } = journal.database
  const today = () => dayOf(journal.clock.now())

  app.openapi(readCard, async (c) => {
    const actor = actorOf(c)
    const [standing, card] = await Promise.all([
      standingOf(db, [
        { kind: 'officer', id: actor.id },
        { kind: 'unit', id: actor.unit ?? '' },
      ]),
      cardOf(db, actor.id),
    ])
    const entry = standing('officer', actor.id, today())
    if (entry === undefined) throw new Error('whoever is signed in is in the registry')
    const now = journal.clock.now()
    const unit = standing('unit', actor.unit ?? '', today())?.title ?? ''
    return c.json(
      {
        ...(card === undefined ? {} : { card }),
        person: actor.id,
        ...cardFace(entry, now, unit),
        ...(entry.data.photo === undefined ? {} : { photo: `/api/officers/${encodeURIComponent(actor.id)}/photo` }),
        now,
      },
      200,
    )
  })

  app.openapi(issueCard, async (c) => {
    const actor = actorOf(c)
    const outcome = await journal.execute(cardStream, {
      streamId: actor.id,
      command: { issue: newId() },
      meta: { actor, key: c.req.valid('json').key },
    })
    if (!outcome.ok) return refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
    // Asked twice with one key, it is the card of the first time.
    const card = String(outcome.events[0]?.data.card ?? outcome.state.current?.id)
    c.header('Cache-Control', 'no-store')
    return c.json({ card, secret: Buffer.from(secretOf(houseSecret, card)).toString('base64url') }, 200)
  })

  app.openapi(endCard, async (c) => {
    const actor = actorOf(c)
    const outcome = await journal.execute(cardStream, {
      streamId: actor.id,
      command: { end: true },
      meta: { actor, key: c.req.valid('json').key },
    })
    return outcome.ok
      ? c.json({ ok: true as const }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })

  app.openapi(photo, async (c) => {
    const { id } = c.req.valid('param')
    const data = (await standingOf(db, [{ kind: 'officer', id }]))('officer', id, today())?.data
    const found = data === undefined ? undefined : await photoOf(blobs, data)
    return found === undefined ? refuseWith(c, 404, nothingHere) : photoAnswer(c, found)
  })

  app.openapi(show, async (c) => {
    const { at, key, ...said } = c.req.valid('json')
    const now = journal.clock.now()
    const happenedAt = new Date(Math.min(Date.parse(at), Date.parse(now))).toISOString()
    const outcome = await journal.execute(showingStream, {
      streamId: c.req.valid('param').id,
      command: { show: defined(said) },
      // A phone's clock that is a little ahead shows nothing in the future.
      meta: { actor: actorOf(c), key, happenedAt },
    })
    return outcome.ok
      ? c.json({ ok: true as const }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })

  app.openapi(readShowing, async (c) => {
    const state = (await journal.state(showingStream, c.req.valid('param').id))?.state
    if (state?.shown === undefined || state.shown.person !== actorOf(c).id) return refuseWith(c, 404, nothingHere)
    return c.json(
      { checks: state.checks, ...(state.confirmed === undefined ? {} : { confirmedAt: state.confirmed.at }) },
      200,
    )
  })
}

const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

export const photoAnswer = (c: Context, { type, bytes }: { readonly type: string; readonly bytes: Buffer }): never =>
  c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': 'sandbox',
  }) as never
