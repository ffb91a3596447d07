import type { StoredEvent } from '../journal/index.ts'
import type { Role } from '../kernel/index.ts'
import { approvers, type Retrieval, retrievalStream } from './retrieval.ts'
import { retrievalWays } from './retrieval-titles.ts'

interface RetrievalNews {
  readonly persons?: readonly string[]
  /** Everybody of these roles too. */
  readonly roles?: readonly Role[]
  readonly text: string
  readonly waits?: 'answer'
}

/** What an event of a request for recordings is news of; undefined where it is none. The request is as it stands now. */
const retrievalNews = (
  { type, data, actor }: Pick<StoredEvent, 'type' | 'data' | 'actor'>,
  { asker, enteredBy, purpose, way }: Retrieval,
): RetrievalNews | undefined => {
  const whose = asker.organisation === undefined ? asker.name : `${asker.organisation}${asker.name}`
  const askers = [...new Set([enteredBy.id, ...(asker.id === undefined ? [] : [asker.id])])]
  switch (type) {
    case 'ask-retrieval':
      return {
        roles: approvers,
        text: `${whose}申请${retrievalWays[way]}录音录像，等您批准：${purpose}`,
        waits: 'answer',
      }
    case 'grant-retrieval':
      return { persons: askers, text: `${actor.name}批准了${whose}调取录音录像：${String(data.reasons)}` }
    case 'refuse-retrieval':
      return { persons: askers, text: `${actor.name}没有批准${whose}调取录音录像：${String(data.reasons)}` }
    case 'prepare-copy':
      return { persons: askers, text: `${whose}调取的录音录像，复制件已经备好` }
    default:
      return undefined
  }
}

/** Requests for recordings: told to whoever may answer, and to whoever asked. */
export const retrievalTeller = {
  stream: retrievalStream,
  kind: 'retrieval' as const,
  about: (id: string) => ({ kind: 'retrieval' as const, id }),
  newsOf: retrievalNews,
  over: ({ type }: StoredEvent): readonly string[] =>
    type === 'grant-retrieval' || type === 'refuse-retrieval' ? ['answer'] : [],
}
