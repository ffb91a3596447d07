import { dayOf } from '../calendar/index.ts'
import type { Journal } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import { standingOf } from './read.ts'

/** Who a person of the registry is today: unit and roles as they hold now, whatever they were when the session began. */
export const registryActor =
  ({ database, clock }: Journal) =>
  async (person: string): Promise<Actor | undefined> => {
    const standing = await standingOf(database.db, [{ kind: 'officer', id: person }])
    const data = standing('officer', person, dayOf(clock.now()))?.data
    return data === undefined
      ? undefined
      : { kind: 'person', id: person, name: data.name, unit: data.unit, roles: data.roles }
  }
