import { Worker } from 'node:worker_threads'
import type { PaperToRender } from './render.ts'

/** A paper as it crosses to another thread: whole, as only the public copy is masked. */
export type WholePaper = Omit<PaperToRender, 'mask'>

export interface ToRender {
  readonly id: number
  readonly paper: WholePaper
}
export type Rendered = { readonly id: number } & ({ readonly pdf: Uint8Array } | { readonly error: string })

export interface Renderer {
  /** As `renderPaper`, beside the thread that answers people; rejects where that throws, or when the thread ends. */
  render(paper: WholePaper): Promise<Uint8Array>
  stop(): Promise<void>
}

/** A thread of its own for papers, begun with the first of them. */
export const createRenderer = (): Renderer => {
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array>>()
  let thread: Worker | undefined
  let stopped = false
  let last = 0

  const begin = (): Worker => {
    const worker = new Worker(new URL('./render-thread.ts', import.meta.url))
    worker.unref()
    worker.on('message', (answer: Rendered) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('pdf' in answer) asked?.resolve(answer.pdf)
      else asked?.reject(new Error(answer.error))
    })
    const ended = (reason: unknown) => {
      thread = undefined
      for (const asked of waiting.values()) asked.reject(reason)
      waiting.clear()
    }
    worker.on('error', ended)
    worker.on('exit', () => ended(new Error('the thread that renders papers has ended')))
    return worker
  }

  return {
    render(paper) {
      // Who is still at work when the system stops begins no thread that nobody would end.
      if (stopped) return Promise.reject(new Error('the system stops'))
      thread ??= begin()
      const asked = Promise.withResolvers<Uint8Array>()
      waiting.set(++last, asked)
      thread.postMessage({ id: last, paper } satisfies ToRender)
      return asked.promise
    },
    async stop() {
      stopped = true
      await thread?.terminate()
    },
  }
}
