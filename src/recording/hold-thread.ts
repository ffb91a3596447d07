import { createReadStream } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { holdAgainst, type Sealed } from './hold.ts'

/** Holds one file against its chain, beside the thread that answers people. */
const { path, chain } = workerData as { readonly path: string; readonly chain: readonly Sealed[] }
parentPort?.postMessage(await holdAgainst(chain, createReadStream(path, { highWaterMark: 1024 * 1024 })))
