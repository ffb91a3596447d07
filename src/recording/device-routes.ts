import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { refusal } from '../kernel/index.ts'
import {
  type Http,
  json,
  jsonBody,
  linkToNext,
  list,
  page,
  pageOf,
  refusalStatus,
  refused,
  refuseWith,
  rowsOfPage,
  sent,
  session,
  signedIn,
  sql,
} from '../platform/index.ts'
import { deviceThumbprint, verifyEnrolment } from './chain.ts'
import { administersAll, type Device, type DeviceCommand, deviceStream } from './device.ts'
import { deviceView } from './present.ts'
import { DeviceId, DeviceView, EnrolIn, KeyIn, ReasonIn } from './view.ts'

const tags = ['录音录像']
const params = z.object({ id: DeviceId })

const enrol = createRoute({
  method: 'post',
  path: '/api/devices',
  tags,
  summary: '登记本人使用的录制设备：以设备的公钥为准，登记要用它的私钥签名',
  security: session,
  request: { body: jsonBody(EnrolIn) },
  responses: { 200: json(DeviceView, '已登记'), ...refused(409), ...sent, ...signedIn },
})
const all = createRoute({
  method: 'get',
  path: '/api/devices',
  tags,
  summary: '录制设备：本人的；机构负责人看本机构的，管理员看全部',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(DeviceView), '一页设备'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const approve = createRoute({
  method: 'post',
  path: '/api/devices/{id}/approve',
  tags,
  summary: '批准一台设备用于执法记录',
  security: session,
  request: { params, body: jsonBody(KeyIn) },
  responses: { 200: json(DeviceView, '已批准'), ...refused(404, 409), ...sent, ...signedIn },
})
const revoke = createRoute({
  method: 'post',
  path: '/api/devices/{id}/revoke',
  tags,
  summary: '停用一台设备：此后它封存的不再接受，之前的仍然有效',
  security: session,
  request: { params, body: jsonBody(ReasonIn) },
  responses: { 200: json(DeviceView, '已停用'), ...refused(404, 409), ...sent, ...signedIn },
})

/** Devices that record: enrolled by who uses them, approved and revoked by who administers them. */
export const deviceRoutes = (app: Http, journal: Journal): void => {
  const { db } = journal.database
  const send = (c: Parameters<typeof actorOf>[0], id: string, command: DeviceCommand, key: string) =>
    journal.execute(deviceStream, { streamId: id, command, meta: { actor: actorOf(c), key } })

  app.openapi(enrol, async (c) => {
    const { enrolment, signature, kind, serial, key } = c.req.valid('json')
    if (!(await verifyEnrolment(enrolment, signature)))
      return refuseWith(c, 422, refusal('bad-signature', '登记的签名与公钥不符，请在要登记的设备上重新登记'))
    const id = await deviceThumbprint(enrolment.publicKey)
    const { publicKey, name } = enrolment
    const outcome = await send(
      c,
      id,
      { do: 'enrol', publicKey, name: name.trim(), kind, ...(serial === undefined ? {} : { serial }) },
      key,
    )
    return outcome.ok
      ? c.json(deviceView(id, outcome.state as Device, actorOf(c)), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })
  app.openapi(all, async (c) => {
    const actor = actorOf(c)
    const { page: at } = c.req.valid('query')
    const which = administersAll(actor)
      ? sql`true`
      : actor.roles.includes('unit-head')
        ? sql`(d.holder = ${actor.id} or d.unit = ${actor.unit ?? ''})`
        : sql`d.holder = ${actor.id}`
    const { rows } = await sql<{ id: string; device: Device; at: string | null; offset_ms: number }>`
      select d.id, d.device, c.at, c.offset_ms from device d
      left join lateral (select at, offset_ms from device_contact where device = d.id order by at desc limit 1) c on true
      where ${which} order by d.state = 'revoked', d.enrolled_at desc, d.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(
      db,
    )
    return c.json(
      pageOf(c, at, rows).map(({ id, device, at: seen, offset_ms }) =>
        deviceView(id, device, actor, seen === null ? undefined : { at: seen, offset_ms }),
      ),
      200,
    )
  })
  app.openapi(approve, async (c) => {
    const { id } = c.req.valid('param')
    const outcome = await send(c, id, { do: 'approve' }, c.req.valid('json').key)
    return outcome.ok
      ? c.json(deviceView(id, outcome.state as Device, actorOf(c)), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })
  app.openapi(revoke, async (c) => {
    const { id } = c.req.valid('param')
    const { reason, key } = c.req.valid('json')
    const outcome = await send(c, id, { do: 'revoke', reason }, key)
    return outcome.ok
      ? c.json(deviceView(id, outcome.state as Device, actorOf(c)), 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })
}
