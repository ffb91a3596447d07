import { AwsClient } from 'aws4fetch'
import { Parser } from 'saxen'

/** A bucket of an S3 service in which docking stations or cameras put their files. */
export interface Bucket {
  /** `https://host/bucket/prefix`, the bucket in the path. */
  readonly url: string
  readonly keyId: string
  readonly secret: string
  readonly region: string
}

export interface BucketFile {
  readonly key: string
  readonly size: number
  /** ms since 1970 */
  readonly changed: number
}

/** The files under the prefix, a page of at most a thousand at a time, by name; and each one's content. */
export const openBucket = ({ url, keyId, secret, region }: Bucket) => {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries: 2 })
  const { origin, pathname } = new URL(url)
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent)
  const prefix = rest.join('/')
  const ask = async (path: string): Promise<Response | undefined> => {
    const answer = await client.fetch(`${origin}/${encodeURIComponent(bucket)}${path}`)
    if (answer.status === 404) {
      await answer.body?.cancel()
      return undefined
    }
    if (!answer.ok) throw new Error(`the bucket ${bucket} answered ${answer.status}`)
    return answer
  }
  return {
    async *pages(): AsyncGenerator<readonly BucketFile[]> {
      for (let token: string | undefined = ''; token !== undefined; ) {
        const query: URLSearchParams = new URLSearchParams({
          'list-type': '2',
          prefix,
          ...(token === '' ? {} : { 'continuation-token': token }),
        })
        const answer = await ask(`?${query}`)
        if (answer === undefined) throw new Error(`there is no bucket ${bucket}`)
        const { files, next } = readListing(await answer.text())
        yield files
        token = next
      }
    },
    /** The content of a file; undefined where there is none of this name. */
    read: async (key: string): Promise<ReadableStream<Uint8Array> | undefined> =>
      (await ask(`/${key.split('/').map(encodeURIComponent).join('/')}`))?.body ?? undefined,
    /** What the file is called in the list of imports. */
    nameOf: (key: string): string => `s3://${bucket}/${key}`,
    /** The key of such a name; undefined where it is of another bucket, or of none. */
    keyOf: (name: string): string | undefined =>
      name.startsWith(`s3://${bucket}/`) ? name.slice(`s3://${bucket}/`.length) : undefined,
  }
}
export type OpenBucket = ReturnType<typeof openBucket>

/** The answer to ListObjectsV2 (Amazon S3 API reference). */
export const readListing = (
  xml: string,
): { readonly files: readonly BucketFile[]; readonly next: string | undefined } => {
  const files: BucketFile[] = []
  let file: Record<string, string> | undefined
  let text = ''
  let next: string | undefined
  const parser = new Parser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('openTag', (name) => {
    text = ''
    if (name === 'Contents') file = {}
  })
  parser.on('text', (value, decode) => {
    text += decode(value)
  })
  parser.on('closeTag', (name) => {
    if (name === 'NextContinuationToken') next = text
    if (name === 'Contents' && file !== undefined) {
      const { Key: key = '', Size: size = '', LastModified: changed = '' } = file
      // A key that ends with a slash is a folder that somebody made.
      if (!key.endsWith('/')) files.push({ key, size: Number(size), changed: Date.parse(changed) })
      file = undefined
    } else if (file !== undefined) file[name] = text
    text = ''
  })
  parser.parse(xml)
  return { files, next }
}
