import type { FileRef } from './state.ts'

/** Every file that an act's data names, at any depth. */
export function* filesNamed(data: unknown): Generator<FileRef> {
  if (typeof data !== 'object' || data === null) return
  if (isFile(data)) yield data
  else for (const each of Object.values(data)) yield* filesNamed(each)
}

const isFile = (value: object): value is FileRef => {
  const { blob, name } = value as Partial<FileRef>
  return typeof blob === 'string' && typeof name === 'string'
}
