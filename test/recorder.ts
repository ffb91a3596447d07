import {
  type DeviceKey,
  deviceThumbprint,
  type Entry,
  type FinalReason,
  type Head,
  type Manifest,
  type Mark,
  makeDeviceKey,
  newRecordingId,
  recordingFormat,
  sealChunk,
  signEnrolment,
  signHead,
  startChain,
  type Tip,
} from '../src/recording/chain.ts'
import type { DeviceView, RecordingView, SealedView, ViewingView } from '../src/recording/view.ts'

/** An answer of the interface: its status, and what it says or why it refuses. */
export type Answer<T> = T & {
  readonly status: number
  readonly refusals?: readonly { readonly code: string; readonly message: string }[]
}

/** Somebody's session, as a phone's browser has it. */
export interface Session {
  readonly url: string
  readonly cookie: string
}

export const ask = async <T>(
  { url, cookie }: Session,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<T>> => {
  const answer = await fetch(url + path, {
    method,
    headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { ...((await answer.json()) as T), status: answer.status }
}
/** The rows of a list. */
export const rowsOf = async <T>({ url, cookie }: Session, path: string): Promise<readonly T[]> =>
  (await (await fetch(url + path, { headers: { cookie } })).json()) as T[]
const key = () => crypto.randomUUID()

export interface TestDevice {
  readonly id: string
  readonly publicKey: DeviceKey
  readonly privateKey: CryptoKey
}

/** A phone with a key of its own, enrolled by who is signed in. */
export const enrolDevice = async (session: Session, name = '执法手机'): Promise<TestDevice> => {
  const { privateKey, publicKey } = await makeDeviceKey()
  const enrolment = { publicKey, name, at: new Date().toISOString() }
  const signature = await signEnrolment(enrolment, privateKey)
  const answer = await ask<DeviceView>(session, 'POST', '/api/devices', {
    enrolment,
    signature,
    kind: 'phone',
    key: key(),
  })
  const id = await deviceThumbprint(publicKey)
  if (answer.status !== 200 || answer.id !== id) throw new Error(JSON.stringify(answer))
  return { id, publicKey, privateKey }
}

/** A recording on a device, chunk by chunk, as the field application makes it. */
export const record = async (
  device: TestDevice,
  said: Partial<Manifest> & Pick<Manifest, 'officer'>,
  { skew = 0 }: { readonly skew?: number } = {},
) => {
  const now = () => new Date(Date.now() + skew).toISOString()
  const manifest: Manifest = {
    format: recordingFormat,
    id: newRecordingId(),
    device: device.id,
    startedAt: now(),
    mime: 'video/webm;codecs=vp8,opus',
    kind: 'video',
    ...said,
  }
  let tip = await startChain(manifest)
  const entries: Entry[] = []
  const chunks: Uint8Array[] = []
  const headAt = async (at: Tip, final?: FinalReason, signer = device.privateKey) => {
    const head: Head = {
      recording: manifest.id,
      ...at,
      at: now(),
      ...(final === undefined ? {} : { final: { reason: final } }),
    }
    return { head, signature: await signHead(head, signer) }
  }
  return {
    id: manifest.id,
    manifest,
    entries,
    chunks,
    tip: () => tip,
    headAt,
    now,
    add: async (data: Uint8Array, marks: readonly Mark[] = [], at = entries.length * 2000) => {
      const sealed = await sealChunk(tip, { at, ms: 2000, data, marks })
      tip = sealed.tip
      entries.push(sealed.entry)
      chunks.push(data)
      return tip
    },
    /** Sends a head with all entries after `from`. */
    seal: async (
      session: Session,
      {
        from = 0,
        final,
        signer,
      }: { readonly from?: number; readonly final?: FinalReason; readonly signer?: CryptoKey } = {},
    ) =>
      ask<SealedView>(session, 'POST', `/api/recordings/${manifest.id}/heads`, {
        manifest,
        entries: entries.slice(from),
        ...(await headAt(tip, final, signer)),
        sentAt: now(),
      }),
  }
}
export type TestRecording = Awaited<ReturnType<typeof record>>

const tus = { 'tus-resumable': '1.0.0' }
/** Begins an upload: its address, or the refusal. */
export const beginUpload = async (
  { url, cookie }: Session,
  recording: string,
  length?: number,
): Promise<Answer<{ readonly href: string }>> => {
  const answer = await fetch(`${url}/api/recordings/data`, {
    method: 'POST',
    headers: {
      ...tus,
      cookie,
      origin: url,
      'upload-metadata': `recording ${btoa(recording)}`,
      ...(length === undefined ? { 'upload-defer-length': '1' } : { 'upload-length': String(length) }),
    },
  })
  const text = await answer.text()
  return {
    status: answer.status,
    href: answer.headers.get('location') ?? '',
    ...(text.startsWith('{') ? JSON.parse(text) : {}),
  }
}

export const patch = async (
  { url, cookie }: Session,
  href: string,
  offset: number,
  body: BodyInit,
  length?: number,
): Promise<Answer<{ readonly offset: number }>> => {
  const answer = await fetch(url + href, {
    method: 'PATCH',
    headers: {
      ...tus,
      cookie,
      origin: url,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...(length === undefined ? {} : { 'upload-length': String(length) }),
    },
    body,
    duplex: 'half',
  } as RequestInit)
  const text = await answer.text()
  return {
    status: answer.status,
    offset: Number(answer.headers.get('upload-offset') ?? -1),
    ...(text.startsWith('{') ? JSON.parse(text) : {}),
  }
}

export const offsetOf = async ({ url, cookie }: Session, href: string): Promise<number> => {
  const answer = await fetch(url + href, { method: 'HEAD', headers: { ...tus, cookie } })
  return answer.ok ? Number(answer.headers.get('upload-offset')) : -answer.status
}

export const bytesOf = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(chunks))

/** Sends all bytes as one upload. */
export const uploadAll = async (
  session: Session,
  recording: TestRecording,
  bytes = bytesOf(recording.chunks),
): Promise<void> => {
  const { href, status, refusals } = await beginUpload(session, recording.id)
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(refusals)}`)
  const sent = await patch(session, href, 0, bytes, bytes.length)
  if (sent.status !== 204) throw new Error(JSON.stringify(sent))
}

/** The recording's page when something of it has come to be, e.g. its verdict. */
export const until = async (
  session: Session,
  id: string,
  so: (view: RecordingView) => boolean = ({ state }) => state === 'verified' || state === 'damaged',
  every = 50,
): Promise<RecordingView> => {
  for (let n = 0; n < 600; n++) {
    const view = await ask<RecordingView>(session, 'GET', `/api/recordings/${id}`)
    if (view.status === 200 && so(view)) return view
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  throw new Error(`${id} did not come to what was waited for`)
}

export const openViewing = (session: Session, id: string, purpose = 'handling') =>
  ask<ViewingView>(session, 'POST', `/api/recordings/${id}/viewings`, { purpose, key: key() })
export const sealedOf = (session: Session, id: string) => ask<SealedView>(session, 'GET', `/api/recordings/${id}/heads`)
