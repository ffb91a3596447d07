import { ask } from './api.ts'
import { hash } from './node-crypto.ts'
import { read, readAll, write } from './store.ts'

/** A file that an act brings with it: a photo of the place, or the strokes of a signature. */
export interface KeptFile {
  readonly id: string
  readonly caseId: string
  readonly act: string
  readonly name: string
  readonly type: string
  readonly data: ArrayBuffer
  /** ISO instant by the bureau's clock. */
  readonly at: string
  /** The bureau has its content. */
  readonly sent?: true
}

/** As acts name a file. */
export interface FileRef {
  readonly blob: string
  readonly name: string
  readonly type: string
  readonly size: number
}

export const keepFile = async (file: Omit<KeptFile, 'id'>): Promise<KeptFile> => {
  const kept = { ...file, id: crypto.randomUUID() }
  await write(['files'], (in_) => {
    in_('files').put(kept)
  })
  return kept
}

export const filesOf = async (caseId: string, act: string): Promise<readonly KeptFile[]> =>
  (await readAll<KeptFile>('files'))
    .filter((file) => file.caseId === caseId && file.act === act)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))

/** Takes away what an earlier try brought. */
export const dropFiles = async (files: readonly KeptFile[]): Promise<void> =>
  write(['files'], (in_) => {
    for (const { id } of files) in_('files').delete(id)
  })

export const refOf = ({ name, type, data }: KeptFile): FileRef => ({
  blob: hash('sha256', new Uint8Array(data), 'hex'),
  name,
  type,
  size: data.byteLength,
})

/** Sends a file's content, once. */
export const sendFile = async (id: string): Promise<void> => {
  const file = await read<KeptFile>('files', id)
  if (file === undefined || file.sent) return
  const form = new FormData()
  form.set('file', new File([file.data], file.name, { type: file.type }))
  await ask('POST', '/api/files', form, 120_000)
  await write(['files'], (in_) => {
    in_('files').put({ ...file, sent: true })
  })
}
