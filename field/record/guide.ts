import type { RecordingGuideView } from '../../src/registry/index.ts'
import { get } from '../api.ts'
import { keep, kept } from '../store.ts'
import { told } from '../told.ts'

/** What is recorded of which act, how, and what is said: the registry's list and wording cards, kept for the street. */
export const guide = told<readonly RecordingGuideView[]>([])

export const startGuide = async (): Promise<void> =>
  guide.set((await kept<readonly RecordingGuideView[]>('guide')) ?? [])

export const refreshGuide = async (): Promise<void> => {
  const all = await get<readonly RecordingGuideView[]>('/api/recording-guide')
  await keep('guide', all)
  guide.set(all)
}
