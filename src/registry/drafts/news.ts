import type { StoredEvent } from '../../journal/index.ts'
import type { Role } from '../../kernel/index.ts'
import { registryKinds } from '../kinds.ts'
import type { RegistryDraft } from './draft.ts'
import { draftTitle } from './stream.ts'

/** What waits for somebody: its news is over when the step is taken. */
export type DraftStep = 'review' | 'publish' | 'mend'

export interface DraftNews {
  readonly persons: readonly string[]
  /** Everybody of this role too, but for `without`, who may not take the step. */
  readonly role?: Role
  readonly without: readonly string[]
  readonly text: string
  readonly step?: DraftStep
}

/** What an event of a draft is news of; undefined where it is none. The draft is as it stands now. */
export const draftNews = (
  { type, data, actor }: Pick<StoredEvent, 'type' | 'data' | 'actor'>,
  draft: RegistryDraft,
): DraftNews | undefined => {
  const what = `${registryKinds[draft.kind].title}“${draftTitle(draft)}”`
  const own = draft.drafted.by.id
  switch (type) {
    case 'draft-entries':
      return {
        persons: [],
        role: 'legal-affairs',
        without: [own],
        text: `${actor.name}起草了${what}的变更，等您审核：${draft.reason}`,
        step: 'review',
      }
    case 'approve-draft':
      return {
        persons: [],
        role: 'publisher',
        without: [own, actor.id],
        text: `${actor.name}审核通过了${what}的变更，等您发布，${draft.from} 起生效`,
        step: 'publish',
      }
    case 'return-draft':
      return {
        persons: [own],
        without: [actor.id],
        text: `${actor.name}退回了${what}的变更，请修改：${String(data.reason)}`,
        step: 'mend',
      }
    case 'publish-draft':
      return { persons: [own], without: [actor.id], text: `${actor.name}发布了${what}的变更，${draft.from} 起生效` }
    default:
      return undefined
  }
}

/** Which steps are waited for no longer after an event. */
export const stepsOver: Readonly<Record<string, readonly DraftStep[]>> = {
  'draft-entries': ['mend'],
  'approve-draft': ['review'],
  'return-draft': ['review', 'publish'],
  'publish-draft': ['publish'],
  'withdraw-draft': ['review', 'publish', 'mend'],
}
