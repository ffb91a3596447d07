import { randomUUIDv7 } from 'node:crypto'

/** A new identifier: UUID version 7 (RFC 9562), so that ids made later sort later. */
export const newId = (): string => randomUUIDv7()

/** The least id of version 7 that could have been made so many milliseconds before this one. */
export const earlierId = (id: string, milliseconds: number): string => {
  const at = Math.max(0, Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) - milliseconds)
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
