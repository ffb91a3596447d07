import { type Refusal, refusal } from '../kernel/index.ts'
import { type Blobs, isWholePng, largestSide } from '../platform/index.ts'
import type { RegistryData } from './kinds.ts'

type Seal = RegistryData<'agency'>['seal']

/** The image of a seal, where there is one that papers can print: the file is there, whole, and of a size that can be laid out. */
export const sealImage = async (blobs: Blobs, seal: Seal): Promise<Uint8Array | undefined> => {
  const [file] = seal ?? []
  const content = file === undefined ? undefined : await blobs.read(file.blob)
  return content !== undefined && isWholePng(content) ? content : undefined
}

/** What stands against an agency's seal when its entry is saved, before any paper has to print it. */
export const sealRefusals = async (blobs: Blobs, data: unknown): Promise<readonly Refusal[]> => {
  const seal = (data as { readonly seal?: unknown } | null)?.seal
  const [file] = Array.isArray(seal) ? seal : []
  const blob = (file as { readonly blob?: unknown } | undefined)?.blob
  // What isn't even a file is the schema's to refuse.
  if (typeof blob !== 'string' || !/^[0-9a-f]{64}$/.test(blob)) return []
  return (await sealImage(blobs, [{ blob, name: '印章', type: 'image/png', size: 1 }])) === undefined
    ? [
        refusal(
          'broken-seal',
          `印章图样打不开，不是完整的 PNG，或者一边超过 ${largestSide} 像素：请重新导出图样，打开看过后再上传`,
          { field: 'data.seal' },
        ),
      ]
    : []
}
