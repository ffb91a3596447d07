import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

export interface SignedRequest {
  readonly method: string
  /** Path and query as they were sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** The signature that a request must bear (AWS Signature Version 4, "Authenticating Requests"), from its own `Authorization`. */
export const signatureOf = ({ method, url, headers }: SignedRequest, secret: string): string => {
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+),\s*SignedHeaders=([^,]+)/.exec(String(headers.authorization)) ?? []
  const [path = '', query = ''] = url.split('?')
  const asked = [...new URLSearchParams(query)]
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&')
  const canonical = [
    method,
    path,
    asked,
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    String(headers['x-amz-content-sha256']),
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>((before, part) => hmac(before, part), `AWS4${secret}`)
  return createHmac('sha256', key).update(toSign).digest('hex')
}

/** A bucket served over HTTP as an S3 service serves it, two files a page; whoever signs wrongly is refused. */
export const startBucket = async (files: ReadonlyMap<string, Uint8Array>, secret: string) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request
    asked.push(url)
    const given = /Signature=([0-9a-f]+)/.exec(String(headers.authorization))?.[1]
    if (given !== signatureOf({ method, url, headers }, secret)) {
      response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
      return
    }
    const { pathname, searchParams } = new URL(url, 'http://bucket')
    const [, bucket, ...key] = pathname.split('/').map(decodeURIComponent)
    if (bucket !== 'films') {
      response.writeHead(404).end()
      return
    }
    if (!searchParams.has('list-type')) {
      const content = files.get(key.join('/'))
      response.writeHead(content === undefined ? 404 : 200).end(content)
      return
    }
    const names = [...files.keys()].filter((name) => name.startsWith(searchParams.get('prefix') ?? '')).sort()
    const from = Number(searchParams.get('continuation-token') ?? 0)
    const xml = (text: string) => text.replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`)
    response.writeHead(200, { 'content-type': 'application/xml' }).end(
      `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>films</Name>${names
        .slice(from, from + 2)
        .map(
          (name) =>
            `<Contents><Key>${xml(name)}</Key><LastModified>2026-05-20T11:00:00.000Z</LastModified><Size>${files.get(name)?.length}</Size></Contents>`,
        )
        .join(
          '',
        )}${from + 2 < names.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}</ListBucketResult>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
