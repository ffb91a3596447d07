import { startBureau } from '../test/server.ts'
import { type Row, timeRow } from './row.ts'

/** From the command to the first page: the first time, with the demo bureau made, and later. */
export const start = async (): Promise<readonly Row[]> => {
  const begun = performance.now()
  const bureau = await startBureau()
  const firstPage = async () => {
    const answer = await fetch(`${bureau.url}/`)
    if (!answer.ok) throw new Error(`the first page answered ${answer.status}`)
    await answer.text()
  }
  try {
    await firstPage()
    const cold = performance.now() - begun
    const warm: number[] = []
    for (let round = 0; round < 3; round++) {
      await bureau.stop()
      const again = performance.now()
      await bureau.start()
      await firstPage()
      warm.push(performance.now() - again)
    }
    return [timeRow('start: first time, with the demo bureau', 'ms', [cold]), timeRow('start: later', 'ms', warm)]
  } finally {
    await bureau.stop()
    bureau.remove()
  }
}
