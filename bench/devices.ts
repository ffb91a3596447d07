import { randomBytes } from 'node:crypto'
import { startPostgres } from '../src/platform/testing.ts'
import { beginUpload, enrolDevice, patch, record, type Session, type TestRecording, until } from '../test/recorder.ts'
import { person, startBureau } from '../test/server.ts'
import { loneRow, type Row } from './row.ts'

const MB = 1024 * 1024
/** Of each device, in MB. */
const SIZE = 16
const FEW = 20
const MANY = 200

/** The server's resident memory, in MB, by its own figures. */
const residentMemory = async (url: string): Promise<number> =>
  Number(/^process_resident_memory_bytes (\S+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]) / MB

/** Recordings of many devices that come in at the same moment: how fast, and whether the server's memory stays where it is with few. */
export const devices = async (): Promise<readonly Row[]> => {
  const server = await startPostgres({ fsync: true })
  const bureau = await startBureau(server.url, undefined, { ZHAOMING_DEMO: '0' })
  try {
    const { cookie } = await person(bureau.url, 'admin', /密码 (\S+?)（/.exec(bureau.printed)?.[1])
    const session: Session = { url: bureau.url, cookie }
    // What was recorded is the same everywhere; each device seals it with its own key.
    const chunks = Array.from({ length: SIZE }, () => randomBytes(MB))
    const sealed = async (): Promise<TestRecording> => {
      const made = await record(await enrolDevice(session), { officer: 'admin' })
      for (const chunk of chunks) await made.add(chunk)
      const answer = await made.seal(session, { final: 'stopped' })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer))
      return made
    }
    const send = async ({ id }: TestRecording): Promise<void> => {
      const { href } = await beginUpload(session, id, SIZE * MB)
      for (const [n, chunk] of chunks.entries()) {
        const { status } = await patch(session, href, n * MB, chunk)
        if (status !== 204) throw new Error(`a device was answered ${status}`)
      }
      // A phone asks now and then.
      const { state } = await until(session, id, undefined, 2000)
      if (state !== 'verified') throw new Error(`a recording is ${state}`)
    }
    const all = async (count: number): Promise<{ readonly rate: number; readonly memory: number }> => {
      const recordings: TestRecording[] = []
      for (let n = 0; n < count; n++) recordings.push(await sealed())
      let memory = 0
      const watch = setInterval(async () => {
        memory = Math.max(memory, await residentMemory(bureau.url).catch(() => 0))
      }, 250)
      const begun = performance.now()
      await Promise.all(recordings.map(send))
      clearInterval(watch)
      return { rate: (count * SIZE) / ((performance.now() - begun) / 1000), memory }
    }
    const few = await all(FEW)
    const many = await all(MANY)
    return [
      loneRow(`recording: ${MANY} devices at once, each ${SIZE} MB, until verified`, 'MB/s', many.rate),
      loneRow(`recording: most memory with ${FEW} devices`, 'MB', few.memory),
      loneRow(`recording: most memory with ${MANY} devices`, 'MB', many.memory),
    ]
  } finally {
    await bureau.stop()
    bureau.remove()
    await server.stop()
  }
}
