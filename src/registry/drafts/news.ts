import type { StoredEvent } from '../../journal/index.ts'
import type { Role } from '../../kernel/index.ts'
import { registryKinds } from '../kinds.ts'
import type { RegistryDraft } from './draft.ts'
import { draftStream, draftTitle } from './stream.ts'

/** What waits for somebody: its news is over when the step is taken. */
type DraftStep = 'review' | 'publish' | 'mend'

interface DraftNews {
  readonly persons?: readonly string[]
  /** Everybody of these roles too, but for `without`, who may not take the step. */
  readonly roles?: readonly Role[]
  readonly without?: readonly string[]
  readonly text: string
  readonly waits?: DraftStep
}

/** What an event of a draft is news of; undefined where it is none. The draft is as it stands now. */
const draftNews = ({ type, data, actor }: StoredEvent, draft: RegistryDraft): DraftNews | undefined => {
  const what = `${registryKinds[draft.kind].title}“${draftTitle(draft)}”`
  const own = draft.drafted.by.id
  switch (type) {
    case 'draft-entries':
      return {
        roles: ['legal-affairs'],
        without: [own],
        text: `${actor.name}起草了${what}的变更，等您审核：${draft.reason}`,
        waits: 'review',
      }
    case 'approve-draft':
      return {
        roles: ['publisher'],
        without: [own],
        text: `${actor.name}审核通过了${what}的变更，等您发布，${draft.from} 起生效`,
        waits: 'publish',
      }
    case 'return-draft':
      return {
        persons: [own],
        text: `${actor.name}退回了${what}的变更，请修改：${String(data.reason)}`,
        waits: 'mend',
      }
    case 'publish-draft':
      return { persons: [own], text: `${actor.name}发布了${what}的变更，${draft.from} 起生效` }
    default:
      return undefined
  }
}

/** Which steps are waited for no longer after an event. */
const stepsOver: Readonly<Record<string, readonly DraftStep[]>> = {
  'draft-entries': ['mend'],
  'approve-draft': ['review'],
  'return-draft': ['review', 'publish'],
  'publish-draft': ['publish'],
  'withdraw-draft': ['review', 'publish', 'mend'],
}

/** Drafts of public lists: told to whoever may take the next step, and to whoever drafted it. */
export const draftTeller = {
  stream: draftStream,
  kind: 'draft' as const,
  about: (id: string) => ({ kind: 'draft' as const, id }),
  newsOf: draftNews,
  over: ({ type }: StoredEvent): readonly string[] => stepsOver[type] ?? [],
}
