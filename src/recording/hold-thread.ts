import { createReadStream } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { hashWhole, holdAgainst, type Sealed } from './hold.ts'

/** Holds one file against its chain, or hashes the whole of it, beside the thread that answers people. */
const { path, chain } = workerData as { readonly path: string; readonly chain?: readonly Sealed[] }
const bytes = createReadStream(path, { highWaterMark: 1024 * 1024 })
parentPort?.postMessage(await (chain === undefined ? hashWhole(bytes) : holdAgainst(chain, bytes)))
