import { parentPort } from 'node:worker_threads'
import { renderPaper } from './render.ts'
import type { Rendered, ToRender } from './renderer.ts'

parentPort?.on('message', ({ id, paper }: ToRender) => {
  const answer = (): Rendered => {
    try {
      return { id, pdf: renderPaper(paper) }
    } catch (error) {
      return { id, error: String(error) }
    }
  }
  parentPort?.postMessage(answer())
})
