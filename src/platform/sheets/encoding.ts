import { accept, type Result, refusal, refuse } from '../../kernel/index.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le'

/** What is told of an encoding. */
export const encodingTitles: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030（GBK）',
  'utf-16le': 'UTF-16',
}

/**
 * In which encoding a text is written, by reading all of it: Chinese in GB18030 is hardly ever valid UTF-8. A text that is UTF-8 up to
 * an unfinished last character is the beginning of a longer one.
 */
export const encodingOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Result<Encoding>> => {
  const strict = new Map<Encoding, TextDecoder>([
    ['utf-8', new TextDecoder('utf-8', { fatal: true })],
    ['gb18030', new TextDecoder('gb18030', { fatal: true })],
  ])
  let first: Uint8Array | undefined
  for await (const chunk of bytes) {
    if (first === undefined) {
      first = chunk
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return accept('utf-16le')
    }
    for (const [encoding, decoder] of strict) {
      try {
        decoder.decode(chunk, { stream: true })
      } catch {
        strict.delete(encoding)
      }
    }
    if (strict.size === 0)
      return refuse(
        refusal('bad-encoding', '认不出这个文件的编码；请用 Excel 或者 WPS 打开后另存为“CSV UTF-8”，再上传', {
          field: 'file',
        }),
      )
  }
  const [likely] = strict
  if (likely === undefined) return accept('utf-8')
  try {
    likely[1].decode()
    return accept(likely[0])
  } catch {
    return refuse(
      refusal('half-a-file', '文件末尾的一个字不完整，可能只传来了一部分；请重新取得完整的文件后上传', {
        field: 'file',
      }),
    )
  }
}
