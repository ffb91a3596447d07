import { randomUUIDv7 } from 'node:crypto'

/** A new identifier: UUID version 7 (RFC 9562), so that ids made later sort later. */
export const newId = (): string => randomUUIDv7()
