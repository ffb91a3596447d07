import { addDays } from '../calendar/index.ts'
import type { Db } from '../platform/index.ts'
import type { RegistryData } from './kinds.ts'
import { allInForce } from './read.ts'

/** Hours of training (岗前培训、岗位培训) within the twelve months up to a day. */
export const trainedBy = ({ trainings = [] }: RegistryData<'officer'>, day: string): number =>
  trainings.filter(({ on }) => on > addDays(day, -365) && on <= day).reduce((sum, { hours }) => sum + hours, 0)

/** Hours a year that the bureau's rules ask of its reviewers; absent where they ask for none. */
export const trainingAsked = async (db: Db, day: string): Promise<number | undefined> =>
  (await allInForce(db, ['review-rules'], day))[0]?.data.trainingHours
