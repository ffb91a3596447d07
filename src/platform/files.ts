import { fileTypeFromBuffer } from 'file-type'
import { accept, type Result, refusal, refuse } from '../kernel/index.ts'
import { isStrokes } from './strokes.ts'

/** What may be kept as evidence or proof, by what its first bytes say it is. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/svg+xml': ['svg'],
  'application/pdf': ['pdf'],
  'audio/mpeg': ['mp3'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
}

export const largestFile = 200 * 1024 * 1024

/** A name that is only a name: no path, no control or direction-changing characters, at most 100 characters. */
export const safeFileName = (name: string): string => {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  const characters = Array.from(clean)
  return characters.length === 0 ? '附件' : characters.slice(-100).join('')
}

/** The type that the content itself shows; a file whose name claims another is refused. */
export const probeFile = async (
  head: Uint8Array,
  name: string,
): Promise<Result<{ readonly type: string; readonly name: string }>> => {
  const safe = safeFileName(name)
  // Of SVG only the strokes of a signature are taken: whoever looks at them runs nothing.
  const found = isStrokes(head) ? { mime: 'image/svg+xml' } : await fileTypeFromBuffer(head)
  const endings = found === undefined ? undefined : allowed[found.mime]
  if (found === undefined || endings === undefined)
    return refuse(
      refusal('file-type', `不能接收“${safe}”：只接收图片、PDF、音频、视频和 Office 文档，请转换格式后上传`, {
        field: 'file',
      }),
    )
  const ending = safe.includes('.') ? (safe.split('.').at(-1) ?? '').toLowerCase() : ''
  if (!endings.includes(ending))
    return refuse(
      refusal('file-mislabelled', `“${safe}”的内容是 ${endings[0]} 文件，与文件名不符，请核对后重新上传`, {
        field: 'file',
      }),
    )
  return accept({ type: found.mime, name: safe })
}
