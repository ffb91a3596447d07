import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly operation: string
  readonly fields: Readonly<Record<string, string>>
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

/** How a receiver behaves to one message; undefined: it takes it. */
export type Behaviour = (message: Received, response: ServerResponse) => boolean | undefined

/** A platform as docs/exchange.md asks for: it keeps each id once and gives the same acknowledgement (回执) to whoever sends it again. */
export const startReceiver = async () => {
  const kept = new Map<string, { readonly acknowledgement: string; readonly message: Received }>()
  const received: Received[] = []
  let behaviour: Behaviour = () => undefined
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const message = { ...JSON.parse(body), body, headers: request.headers } as Received
    received.push(message)
    if (behaviour(message, response) === true) return
    const known = kept.get(message.id) ?? { acknowledgement: `HZ-${kept.size + 1}`, message }
    kept.set(message.id, known)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ id: message.id, acknowledgement: known.acknowledgement }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/push`,
    /** Every message that came, repeated ones too. */
    received,
    /** What it has taken, by id. */
    kept,
    behave: (next: Behaviour) => {
      behaviour = next
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>
