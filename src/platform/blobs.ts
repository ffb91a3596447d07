import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Files by the SHA-256 of their content: what was put can be read, and never changes. */
export interface Blobs {
  /** Takes bytes or a stream; a stream longer than `limit` bytes is given up with a RangeError and leaves nothing. */
  put(
    content: Uint8Array | AsyncIterable<Uint8Array>,
    limit?: number,
  ): Promise<{ readonly sha256: string; readonly size: number }>
  read(sha256: string): Promise<Buffer | undefined>
  /** A stream of the bytes from `start` to `end` (both included), or of all. */
  stream(sha256: string, range?: { readonly start: number; readonly end: number }): Readable
  size(sha256: string): Promise<number | undefined>
}

/** Blobs that can take in a file that is on the same disk already, however large, without copying it. */
export interface FileBlobs extends Blobs {
  /**
   * Makes the file a blob under its hash, which the caller has computed. The file stays under its old name too, until the caller
   * removes that; nobody may write to it any more.
   */
  adopt(file: string, sha256: string): Promise<void>
  /** Removes a blob for good: only what the rules of retention let go. */
  destroy(sha256: string): Promise<void>
  /** Where a blob lies, for programs that read files. */
  pathOf(sha256: string): string
}

/** Blobs on disk. A blob is written beside its place, synced, then moved there: it is whole or it isn't there. */
export const fileBlobs = (directory: string): FileBlobs => {
  const root = join(directory, 'blobs')
  const incoming = join(root, 'incoming')
  mkdirSync(incoming, { recursive: true })
  const place = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not the name of a blob')
    return join(root, sha256.slice(0, 2), sha256)
  }
  const sizeOf = async (sha256: string): Promise<number | undefined> => {
    try {
      return (await stat(place(sha256))).size
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    async put(content, limit = Number.POSITIVE_INFINITY) {
      const temporary = join(incoming, randomUUID())
      const hash = createHash('sha256')
      let size = 0
      const file = await open(temporary, 'wx')
      try {
        for await (const chunk of content instanceof Uint8Array ? [content] : content) {
          size += chunk.byteLength
          if (size > limit) throw new RangeError(`larger than ${limit} bytes`)
          hash.update(chunk)
          await file.writeFile(chunk)
        }
        await file.sync()
        await file.close()
        const sha256 = hash.digest('hex')
        if ((await sizeOf(sha256)) === size) await rm(temporary)
        else {
          mkdirSync(join(root, sha256.slice(0, 2)), { recursive: true })
          await rename(temporary, place(sha256))
        }
        return { sha256, size }
      } catch (error) {
        await file.close().catch(() => {})
        await rm(temporary, { force: true })
        throw error
      }
    },
    async read(sha256) {
      return (await sizeOf(sha256)) === undefined ? undefined : readFile(place(sha256))
    },
    async adopt(path, sha256) {
      const file = await open(path, 'r+')
      try {
        await file.sync()
      } finally {
        await file.close()
      }
      mkdirSync(join(root, sha256.slice(0, 2)), { recursive: true })
      try {
        await link(path, place(sha256))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        // Another disk, or one without links: then it is copied after all.
        if (code === 'EXDEV' || code === 'EPERM' || code === 'ENOTSUP') await this.put(createReadStream(path))
        else if (code !== 'EEXIST') throw error
      }
    },
    destroy: (sha256) => rm(place(sha256), { force: true }),
    pathOf: place,
    stream: (sha256, range) => createReadStream(place(sha256), range),
    size: sizeOf,
  }
}
