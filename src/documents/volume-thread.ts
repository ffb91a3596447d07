import { parentPort, workerData } from 'node:worker_threads'
import { compilePdf, dateOf, lendFile, sheetOf, templateData } from './render.ts'
import type { VolumeFile, VolumeToRender } from './volume.ts'

const volume: VolumeToRender = workerData

const sizeText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

const pathOf = ({ sha256 }: VolumeFile): string => `picture-${sha256}`

/** Whether the template can lay this picture out. */
const readable = (file: VolumeFile): boolean => {
  try {
    compilePdf('picture.typ', volume.day, { path: `/${pathOf(file)}` })
    return true
  } catch {
    return false
  }
}

const bind = (unreadable: ReadonlySet<VolumeFile>): Uint8Array => {
  const printed = (file: VolumeFile) => file.picture !== undefined && !unreadable.has(file)
  const input = {
    title: volume.title,
    agency: volume.agency,
    date: dateOf(volume.day),
    ...(volume.cover === undefined ? {} : { cover: sheetOf(volume.cover) }),
    ...(volume.catalogue === undefined ? {} : { catalogue: sheetOf(volume.catalogue) }),
    duplex: volume.duplex === true,
    entries: volume.entries.map(({ id, title, paper, files }) => ({
      id,
      title,
      ...(paper === undefined ? {} : { paper: sheetOf(paper) }),
      pictures: files.filter(printed).map((file) => ({ name: file.name, path: `/${pathOf(file)}` })),
      others: files
        .filter((file) => !printed(file))
        .map(({ name, size, sha256 }) => ({ name, sha256, size: sizeText(size) })),
    })),
    ...(volume.note === undefined ? {} : { note: sheetOf(volume.note) }),
  }
  lendFile('volume.json', Buffer.from(templateData(input)))
  return compilePdf('volume.typ', volume.day)
}

const pictures = volume.entries.flatMap(({ files }) => files.filter(({ picture }) => picture !== undefined))
for (const file of pictures) if (file.picture !== undefined) lendFile(pathOf(file), file.picture)

const bound = (): Uint8Array => {
  try {
    return bind(new Set())
  } catch (error) {
    const unreadable = new Set(pictures.filter((file) => !readable(file)))
    if (unreadable.size === 0) throw error
    return bind(unreadable)
  }
}

parentPort?.postMessage(bound())
