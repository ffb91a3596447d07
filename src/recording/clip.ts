import { Worker } from 'node:worker_threads'

/** Milliseconds of what a player shows of the file. */
export interface Cut {
  readonly from: number
  readonly until: number
}

/**
 * Cuts a piece out of a file without encoding anything anew, so that each picture in it is one of the original's, bit by bit. It begins
 * with the last picture before `from` that stands by itself, and says where that was. In a thread of its own.
 * Throws where the file isn't of a kind that can be cut, or nothing of it lies between.
 */
export const cutOut = (source: string, target: string, cut: Cut): Promise<Cut> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./clip-thread.ts', import.meta.url), { workerData: { source, target, cut } })
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that cuts a recording ended with ${code}`)))
  })
