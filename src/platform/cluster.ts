import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import ours from '../../package.json' with { type: 'json' }

/**
 * An empty database cluster of the embedded PostgreSQL. To make one takes seconds, each time the same; `npm ci` makes it once, and a
 * new bureau or a test begins with a copy. Of another version of PGlite it is another file.
 */
const kept = join(import.meta.dirname, `../../dist/cluster-${ours.dependencies['@electric-sql/pglite']}.tar.zst`)

export const makeCluster = async (): Promise<void> => {
  const empty = await PGlite.create('memory://')
  await empty.exec('checkpoint')
  const tar = await empty.dumpDataDir('none')
  await empty.close()
  mkdirSync(dirname(kept), { recursive: true })
  writeFileSync(`${kept}.part`, zstdCompressSync(new Uint8Array(await tar.arrayBuffer())))
  renameSync(`${kept}.part`, kept)
}

/** The cluster as PGlite takes it; undefined where none was made: then PGlite makes its own. */
export const emptyCluster = (): Blob | undefined => {
  try {
    return new Blob([new Uint8Array(zstdDecompressSync(readFileSync(kept)))])
  } catch {
    return undefined
  }
}

if (import.meta.main) await makeCluster()
