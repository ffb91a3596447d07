import { type Mark, markOf } from '../documents/index.ts'
import type { Blobs } from '../platform/index.ts'
import type { SignedLine } from '../procedure/index.ts'

/** What is printed on a paper's lines: of drawn signatures the strokes. */
export const marksOf = async (blobs: Blobs, lines: readonly SignedLine[]): Promise<ReadonlyMap<string, Mark>> =>
  new Map(
    await Promise.all(
      lines.flatMap(({ line, name, signature }) =>
        signature === undefined
          ? []
          : [
              (async (): Promise<[string, Mark]> => {
                const drawn = signature.image === undefined ? undefined : await blobs.read(signature.image.blob)
                if (signature.image !== undefined && drawn === undefined)
                  throw new Error(`the signature ${signature.image.blob} isn't among the files`)
                return [line, markOf(signature, name, drawn?.toString('utf8'))]
              })(),
            ],
      ),
    ),
  )
