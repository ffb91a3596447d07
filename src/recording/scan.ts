import { createReadStream } from 'node:fs'
import { connect } from 'node:net'

/** Says the name of what a scanner found in a file, or undefined where it found nothing; throws where it didn't answer. */
export type Scan = (path: string) => Promise<string | undefined>

/**
 * ClamAV's daemon over TCP (`clamd`, command INSTREAM): each piece with its length as uint32 before it, a length of 0 at the end;
 * answered with `stream: OK` or `stream: <name> FOUND`. https://docs.clamav.net/manual/Usage/Scanning.html
 */
export const clamd =
  ({ host, port }: { readonly host: string; readonly port: number }, seconds = 600): Scan =>
  async (path) => {
    const socket = connect({ host, port })
    socket.setTimeout(seconds * 1000, () => socket.destroy(new Error('clamd did not answer')))
    const answer = (async () => {
      let text = ''
      for await (const piece of socket) text += String(piece)
      return text.replace(/\0/g, '').trim()
    })()
    try {
      await send(socket, Buffer.from('zINSTREAM\0'))
      for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
        const length = Buffer.alloc(4)
        length.writeUInt32BE((piece as Buffer).length)
        await send(socket, length)
        await send(socket, piece as Buffer)
      }
      await send(socket, Buffer.alloc(4))
      return await found(answer)
    } catch (error) {
      // clamd says why it hung up (a file larger than it takes); that is the reason to tell.
      answer.catch(() => {})
      throw error
    } finally {
      socket.destroy()
    }
  }

const found = async (answer: Promise<string>): Promise<string | undefined> => {
  const text = await answer
  if (text === 'stream: OK') return undefined
  const name = /^stream: (.+) FOUND$/.exec(text)?.[1]
  if (name !== undefined) return name
  throw new Error(`clamd: ${text}`)
}

const send = (socket: ReturnType<typeof connect>, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.write(bytes, (error) => {
      socket.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
