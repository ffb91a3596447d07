import { addDays, dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import { calendar } from '../src/house.ts'
import type { Actor } from '../src/kernel/index.ts'
import type { Blobs } from '../src/platform/index.ts'
import { emptyCase } from '../src/procedure/index.ts'
import { type RegistryKind, registryStream, streamIdOf } from '../src/registry/index.ts'
import { agency, agencyId, officers, reviewList, units } from './bureau.ts'
import { endings } from './endings.ts'
import { items } from './items.ts'
import { measures } from './measures.ts'
import { beginOrdinary } from './ordinary-story.ts'
import { type DemoParty, demoParties, randomFrom } from './parties.ts'
import { phrases } from './phrases.ts'
import { shelfPicture } from './picture.ts'
import { type Scene, scenes } from './scenes.ts'
import { simpleStory } from './simple-story.ts'
import type { Click, Setting, Story } from './story.ts'

const from = '2022-01-01'
const registrar: Actor = { kind: 'system', id: 'setup', name: '系统初始化', roles: [] }

/** Standing data: kind, id, content. */
export type Entries = readonly (readonly [RegistryKind, string, unknown])[]

const demoEntries: Entries = [
  ['agency', agencyId, agency],
  ['review-list', 'main', reviewList],
  ...Object.entries(units).map(([id, data]) => ['unit', id, data] as const),
  ...officers.map(({ username, data }) => ['officer', username, data] as const),
  ...Object.entries(items).map(([id, data]) => ['item', id, data] as const),
  ...Object.entries(phrases).map(([id, data]) => ['phrase', id, data] as const),
  ...Object.entries(measures).map(([id, data]) => ['measure', id, data] as const),
]

/** Puts standing data into the registry by the registry's own commands; default: the demo bureau's. */
export const fillRegistry = async ({ journal }: House, entries: Entries = demoEntries): Promise<void> => {
  const outcomes = await Promise.all(
    entries.map(([kind, id, data]) =>
      journal.execute(registryStream, {
        streamId: streamIdOf(kind, id),
        command: { kind, id, from, data, reason: '系统启用' },
        meta: { actor: registrar, key: `setup/${kind}/${id}` },
      }),
    ),
  )
  for (const outcome of outcomes)
    if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message).join('; '))
}

export const demoActors: ReadonlyMap<string, Actor> = new Map(
  officers.map(({ username, data }) => [
    username,
    { kind: 'person', id: username, name: data.name, unit: data.unit, roles: data.roles },
  ]),
)

/** Cases of the demo, a fifth of them decided on the spot. */
export const demoCases = 160

/** One of a hundred ordinary cases ends like this; the order is mixed, so that each month sees some of all. */
const hundred: readonly string[] = Object.entries(endings).flatMap(([name, { share }]) =>
  Array<string>(share).fill(name),
)

const storyOf = (setting: Setting, ending: string): Story => {
  const told = endings[ending]
  if (told === undefined) throw new Error(`no case ends like ${ending}`)
  const { random } = setting
  const item = told.item ?? (told.hearing ? 'trade-mark' : undefined)
  const scene = scenes.find((each) => each.item === item) ?? (scenes[(setting.n * 3) % scenes.length] as Scene)
  const ordinary = beginOrdinary(setting, scene, told.hearing ? { fine: 12_000 + random.below(15) * 1_000 } : {})
  told.tell(ordinary)
  return ordinary.story
}

/** How long ago a case began, in days: newest first, a year in all, more of late; what takes longest began first. */
const agoOf = (n: number, count: number, ending: string): number =>
  ending === 'court' ? 340 - (n % 10) : 1 + Math.floor(355 * (n / count) ** 1.6)

/**
 * A year of a bureau: cases in every path and stage, each made by the commands that a person's click sends, on the days on which
 * it would have been done. `clock` is set to each day in turn; what lies after `until` isn't played.
 */
export const playDemo = async (
  house: House,
  blobs: Blobs,
  clock: { set(instant: string): void },
  until: string,
  onProgress: (share: number) => void = () => {},
  count = demoCases,
): Promise<number> => {
  const random = randomFrom(20_261_101)
  const parties = demoParties(60, random)
  const traders = parties.filter(({ kind }) => kind !== 'organisation')
  const photos = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const { sha256, size } = await blobs.put(shelfPicture(n))
      return { blob: sha256, name: '现场照片.png', type: 'image/png', size }
    }),
  )
  const today = dayOf(until)
  const clicks = Array.from({ length: count }, (_, n): readonly Click[] => {
    const ending = n % 5 === 4 ? undefined : (hundred[(n * 37) % hundred.length] as string)
    let start = addDays(today, -agoOf(n, count, ending ?? ''))
    while (!calendar.isWorkingDay(start)) start = addDays(start, -1)
    const setting: Setting = {
      n,
      start,
      party: (ending === 'hearing' ? traders[n % traders.length] : parties[n % parties.length]) as DemoParty,
      photo: photos[n] as (typeof photos)[number],
      random,
    }
    return (ending === undefined ? simpleStory(setting) : storyOf(setting, ending)).clicks
  })
    .flat()
    .filter(({ at }) => at <= until)
  const days = Map.groupBy(
    clicks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.case - b.case)),
    ({ at }) => dayOf(at),
  )
  const ids = new Map<number, string>()
  let done = 0
  for (const [day, todays] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // What ran out since the last day comes before this day's work.
    clock.set(`${day}T00:00:00.000Z`)
    await house.casework.runTimers()
    const evening = `${day}T15:59:59.000Z`
    clock.set(evening < until ? evening : until)
    // Cases go side by side; within a case one click follows the other.
    await Promise.all(
      [...Map.groupBy(todays, (click) => click.case)].map(async ([each, own]) => {
        for (const { by, act, data, at, procedure } of own) {
          const actor = demoActors.get(by)
          if (actor === undefined) throw new Error(`nobody is called ${by}`)
          const id = ids.get(each) ?? ''
          const state = typeof data === 'function' ? await house.journal.state(house.casework.stream, id) : undefined
          const request = {
            act,
            data: typeof data === 'function' ? data(state?.state ?? emptyCase, at) : data,
            key: `demo/${each}/${act}/${at}`,
            happenedAt: at,
          }
          const outcome =
            procedure === undefined
              ? await house.casework.act(actor, id, request)
              : await house.casework.open(actor, procedure, request)
          if (!outcome.ok)
            throw new Error(
              `case ${each}, ${act} on ${at}: ${outcome.refusals.map(({ code, message, field }) => `${code} ${field ?? ''} ${message}`).join('; ')}`,
            )
          if (procedure !== undefined) ids.set(each, outcome.events[0]?.streamId ?? '')
          done++
        }
      }),
    )
    onProgress(done / clicks.length)
  }
  clock.set(until)
  await house.casework.runTimers()
  return done
}
