import type { Journal } from '../journal/index.ts'
import { type Actor, type Refusal, refusal } from '../kernel/index.ts'
import { type Recording, recordingStream } from './recording.ts'
import { type Retrieval, retrievalStream, whyClosed } from './retrieval.ts'

/** Who may use what was granted: the colleague who asked; of a request from outside, who entered it. */
export const mayUse = (actor: Actor, { asker, enteredBy }: Retrieval): boolean =>
  asker.kind === 'colleague' ? asker.id === actor.id : enteredBy.id === actor.id

/** The recording that somebody watches because it was granted, or why not any more; undefined where there is none. */
export const grantedRecording = async (
  journal: Journal,
  actor: Actor,
  retrieval: string,
  recording: string,
): Promise<Recording | Refusal | undefined> => {
  const granted = (await journal.state(retrievalStream, retrieval))?.state
  if (granted === undefined) return undefined
  const closed = whyClosed(granted, journal.clock.now())
  if (closed !== undefined) return closed
  const found = (await journal.state(recordingStream, recording))?.state
  if (found === undefined) return undefined
  const named = granted.items.some((item) =>
    item.from === undefined ? item.recording === recording : item.recording === found.original?.id,
  )
  return mayUse(actor, granted) && named ? found : refusal('not-granted', '这份录制不在批准调取的范围内，请另行申请')
}
