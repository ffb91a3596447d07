import type { Projection, StreamKind } from '../journal/index.ts'
import { type Actor, accept, refusal, refuse } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import type { DeviceKey } from './chain.ts'
import type { deviceKinds } from './view.ts'

/** A device by its key: each is a stream of its own under the key's thumbprint. */
export interface Device {
  readonly publicKey: DeviceKey
  readonly name: string
  readonly kind: keyof typeof deviceKinds
  readonly serial?: string
  readonly holder: { readonly id: string; readonly name: string; readonly unit?: string }
  readonly state: 'waiting' | 'approved' | 'revoked'
  readonly enrolledAt: string
  readonly approved?: { readonly at: string; readonly by: string }
  readonly revoked?: { readonly at: string; readonly by: string; readonly reason: string }
}

export type DeviceCommand =
  | {
      readonly do: 'enrol'
      readonly publicKey: DeviceKey
      readonly name: string
      readonly kind: keyof typeof deviceKinds
      readonly serial?: string
    }
  | { readonly do: 'approve' }
  | { readonly do: 'revoke'; readonly reason: string }

type Held = Pick<Device, 'holder'>

/** Equipment is administered by the system administrator, and by the head of the unit for what the unit's people hold. Nobody approves one's own. */
export const mayApprove = (actor: Actor, { holder }: Held): boolean =>
  actor.id !== holder.id && administers(actor, holder)
/** Who lost a device says so at once. */
export const mayRevoke = (actor: Actor, { holder }: Held): boolean =>
  actor.id === holder.id || administers(actor, holder)

export const administersAll = ({ roles }: Actor): boolean =>
  roles.includes('system-admin') || roles.includes('security-admin')
const administers = (actor: Actor, { unit }: Device['holder']): boolean =>
  administersAll(actor) || (actor.roles.includes('unit-head') && unit !== undefined && actor.unit === unit)

export const deviceStream: StreamKind<Device | undefined, DeviceCommand, undefined> = {
  kind: 'device',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests) => requests.map(() => undefined),
  decide: (state, command, _facts, { actor }) => {
    if (command.do === 'enrol') {
      if (state !== undefined)
        return refuse(refusal('device-known', '这台设备已经登记；已停用的设备请生成新的密钥后重新登记'))
      const { publicKey, name, kind, serial } = command
      return accept([
        {
          type: 'enrol-device',
          data: {
            publicKey: { ...publicKey },
            name,
            kind,
            ...(serial === undefined ? {} : { serial }),
            holder: { id: actor.id, name: actor.name, ...(actor.unit === undefined ? {} : { unit: actor.unit }) },
          },
        },
      ])
    }
    if (state === undefined) return refuse(refusal('device-unknown', '没有登记过这台设备，请先登记'))
    if (state.state === 'revoked')
      return refuse(refusal('device-revoked', '这台设备已经停用；要再用的，请生成新的密钥后重新登记'))
    if (command.do === 'approve') {
      if (!mayApprove(actor, state))
        return refuse(refusal('not-your-device', '设备由系统管理员或者持有人所在机构的负责人批准，不能批准自己的设备'))
      if (state.state === 'approved') return refuse(refusal('device-approved', '这台设备已经批准，不需要再次批准'))
      return accept([{ type: 'approve-device', data: {} }])
    }
    if (!mayRevoke(actor, state))
      return refuse(refusal('not-your-device', '设备由持有人、系统管理员或者持有人所在机构的负责人停用'))
    return accept([{ type: 'revoke-device', data: { reason: command.reason } }])
  },
  evolve: (state, { type, data, actor, enteredAt }) => {
    if (type === 'enrol-device')
      return { ...(data as unknown as Omit<Device, 'state' | 'enrolledAt'>), state: 'waiting', enrolledAt: enteredAt }
    if (state === undefined) return state
    const by = actor.name
    if (type === 'approve-device') return { ...state, state: 'approved', approved: { at: enteredAt, by } }
    return { ...state, state: 'revoked', revoked: { at: enteredAt, by, reason: String(data.reason) } }
  },
  projections: [
    {
      table: 'device',
      columns: {
        id: 'text',
        name: 'text',
        kind: 'text',
        serial: 'text',
        holder: 'text',
        unit: 'text',
        state: 'text',
        enrolled_at: 'timestamptz',
        device: 'jsonb',
      },
      key: ['id'],
      indexes: ['(holder)', '(unit)', '(serial)'],
      rows: (id, device) =>
        device === undefined
          ? []
          : [
              {
                id,
                name: device.name,
                kind: device.kind,
                serial: device.serial ?? null,
                holder: device.holder.id,
                unit: device.holder.unit ?? null,
                state: device.state,
                enrolled_at: device.enrolledAt,
                device: device as never,
              },
            ],
    } satisfies Projection<Device | undefined>,
  ],
}

/** Devices by their ids; those that aren't known are left out. */
export const devicesById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Device>> => {
  const wanted = ids.filter((id) => id !== '')
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; device: Device }>`
    select id, device from device where id = any(${wanted}::text[])`.execute(db)
  return new Map(rows.map(({ id, device }) => [id, device]))
}
