import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Journal } from '../journal/index.ts'
import { type Actor, accept, digestOf, type Result, refusal, refuse } from '../kernel/index.ts'
import { type FileBlobs, sql } from '../platform/index.ts'
import { cutOut } from './clip.ts'
import { contentToCopy, type Original } from './copy.ts'
import { derivedId } from './derived-id.ts'
import { type Probed, probeMedia } from './probe.ts'
import { startOf } from './projections.ts'
import { type Recording, recordingStream } from './recording.ts'
import type { Scan } from './scan.ts'
import { momentOf, shownAt } from './seconds.ts'

export interface Copying {
  readonly journal: Journal
  readonly blobs: FileBlobs
  /** Of the installation's data. */
  readonly data: string
  readonly scan?: Scan
}

/** The copy's id. */
type Made = Result<string>

/** How a clip is made, as its label says it. */
const cutting = '按原有编码截取，没有重新编码；从最近的完整画面开始'

/**
 * Cuts a clip out of an original; `from` and `until` are milliseconds by the clock, from its start. The file is cut before anything
 * is recorded, and the event names both hashes.
 */
export const makeClip = async (
  { journal, blobs, data }: Copying,
  actor: Actor,
  id: string,
  original: Recording,
  asked: Pick<Original, 'note' | 'transcript'> & { readonly from: number; readonly until: number },
  key: string,
): Promise<Made> => {
  const content = contentToCopy(actor, original, 'clip')
  if (!content.ok) return content
  const { sha256 } = content.value
  const copy = copyId(actor, id, key)
  if (await journal.state(recordingStream, copy)) return accept(copy)
  const [from, until] = [shownAt(original.spans, asked.from), shownAt(original.spans, asked.until)]
  if (from >= until)
    return refuse(refusal('nothing-there', '这一段没有录到任何内容，请另选起止时间', { field: 'until' }))
  const folder = join(data, 'recordings', 'clips')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, randomUUID())
  try {
    const cut = await cutOut(blobs.pathOf(sha256), path, { from, until }).catch(() => undefined)
    const probed = cut === undefined ? undefined : await probeMedia(path)
    if (cut === undefined || probed === undefined)
      return refuse(refusal('cannot-clip', '这份文件的格式不能截取；请在别处截取以后，作为复制件上传并写明制作方法'))
    const kept = await blobs.put(createReadStream(path, { highWaterMark: 1024 * 1024 }))
    return await tell(journal, actor, copy, original, probed, kept, key, {
      id,
      how: 'clip',
      note: asked.note,
      sha256,
      method: cutting,
      from: momentOf(original.spans, cut.from),
      until: momentOf(original.spans, cut.until - 1) + 1,
      ...(asked.transcript === undefined ? {} : { transcript: asked.transcript }),
    })
  } finally {
    await rm(path, { force: true })
  }
}

/** Takes in a masked or muted copy that was made with another program: a file that this person sent before. */
export const takeMasked = async (
  { journal, blobs, scan }: Copying,
  actor: Actor,
  id: string,
  original: Recording,
  {
    blob,
    ...said
  }: Pick<Original, 'note' | 'what' | 'from' | 'until' | 'transcript'> & {
    readonly blob: string
    readonly method: string
  },
  key: string,
): Promise<Made> => {
  const content = contentToCopy(actor, original, 'masked')
  if (!content.ok) return content
  const { rows } = await sql`select from recording_copy_upload where blob = ${blob} and person = ${actor.id}`.execute(
    journal.database.db,
  )
  const size = await blobs.size(blob)
  if (rows.length === 0 || size === undefined)
    return refuse(refusal('no-file', '请先上传遮蔽后的文件', { field: 'blob' }))
  const path = blobs.pathOf(blob)
  const [probed, infected] = await Promise.all([probeMedia(path), scan?.(path)])
  if (infected !== undefined)
    return refuse(refusal('infected', `病毒扫描发现 ${infected}，没有接收`, { field: 'blob' }))
  if (probed === undefined || probed.kind !== original.kind)
    return refuse(
      refusal('not-the-kind', '遮蔽后的文件应当与原始载体同是录像、录音或者照片，请核对', { field: 'blob' }),
    )
  return tell(journal, actor, copyId(actor, id, key), original, probed, { sha256: blob, size }, key, {
    ...said,
    id,
    how: 'masked',
    sha256: content.value.sha256,
  })
}

/** What is asked twice under one key is one copy. */
const copyId = (actor: Actor, original: string, key: string): string => derivedId(digestOf([actor.id, original, key]))

const tell = async (
  journal: Journal,
  actor: Actor,
  id: string,
  state: Recording,
  { kind, type, media }: Probed,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  key: string,
  original: Original & { readonly sha256: string; readonly method: string },
): Promise<Made> => {
  const outcome = await journal.execute(recordingStream, {
    streamId: id,
    command: {
      do: 'copy',
      original,
      kind,
      mime: type,
      type,
      media,
      startedAt: new Date(Date.parse(startOf(state)) + (original.from ?? 0)).toISOString(),
      seconds: media.seconds ?? 0,
      ...(state.caseId === undefined ? {} : { caseId: state.caseId }),
      ...(state.act === undefined ? {} : { act: state.act }),
      sha256,
      size,
    },
    meta: { actor, key },
  })
  return outcome.ok ? accept(id) : outcome
}
