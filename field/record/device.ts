import { type DeviceKey, deviceThumbprint, makeDeviceKey, signEnrolment } from '../../src/recording/chain.ts'
import type { DeviceView } from '../../src/recording/view.ts'
import { send } from '../api.ts'
import { keep, kept } from '../store.ts'
import { told } from '../told.ts'

/** The key with which this phone vouches for what a person records: it can be used, and never read. */
export interface Device {
  readonly id: string
  readonly person: string
  readonly privateKey: CryptoKey
  readonly publicKey: DeviceKey
  readonly enrolled: boolean
}

/** What the bureau thinks of this phone. */
export const standing = told<DeviceView | undefined>(undefined)

const keyFor = (person: string): string => `device/${person}`

/** The phone's key for this person; made at the first use, with or without a network. */
export const deviceOf = async (person: string): Promise<Device> => {
  const known = await kept<Device>(keyFor(person))
  if (known !== undefined) return known
  const { privateKey, publicKey } = await makeDeviceKey()
  const made = { id: await deviceThumbprint(publicKey), person, privateKey, publicKey, enrolled: false }
  await keep(keyFor(person), made)
  return made
}

/** Tells the bureau of the phone, once. */
export const enrol = async (person: string): Promise<Device> => {
  const device = await deviceOf(person)
  if (device.enrolled) return device
  const enrolment = { publicKey: device.publicKey, name: nameOfPhone(), at: new Date().toISOString() }
  standing.set(
    await send<DeviceView>('POST', '/api/devices', {
      enrolment,
      signature: await signEnrolment(enrolment, device.privateKey),
      kind: 'phone',
      key: `enrol/${device.id}`,
    }),
  )
  const enrolled = { ...device, enrolled: true }
  await keep(keyFor(person), enrolled)
  return enrolled
}

const nameOfPhone = (): string => {
  const found = /\(([^)]+)\)/
    .exec(navigator.userAgent)?.[1]
    ?.split(';')
    .map((each) => each.trim())
  return `手机（${(found?.at(-1) ?? '浏览器').slice(0, 40)}）`
}
