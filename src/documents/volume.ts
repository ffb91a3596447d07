import { Worker } from 'node:worker_threads'
import type { PaperToRender } from './render.ts'

/** A paper to bind; a bound one shows everything. */
export type BoundPaper = Omit<PaperToRender, 'mask'>

export interface VolumeFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** The content of a picture (JPEG, PNG, WebP), which is printed; what has none is listed. */
  readonly picture?: Uint8Array
}

/** What is bound: a dossier, whose catalogue lists the entries by their ids; or some papers for the printer, without cover and catalogue. */
export interface VolumeToRender {
  readonly title: string
  readonly agency: string
  /** YYYY-MM-DD, the PDF's date. */
  readonly day: string
  readonly cover?: BoundPaper
  readonly catalogue?: BoundPaper
  /** Printed on both sides: each paper begins on a sheet of its own. */
  readonly duplex?: boolean
  readonly entries: readonly {
    readonly id: string
    readonly title: string
    readonly paper?: BoundPaper
    readonly files: readonly VolumeFile[]
  }[]
  readonly note?: BoundPaper
}

/**
 * A whole dossier as one PDF/A-2a, its pages numbered through and told in its catalogue. A hundred pages take seconds, so a thread of
 * its own lays them out: nobody else waits, and its memory is given back. A picture that can't be read is listed instead.
 */
export const renderVolume = (volume: VolumeToRender): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./volume-thread.ts', import.meta.url), { workerData: volume })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that binds a dossier ended with ${code}`)))
  })
