import { addDays, dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import { calendar } from '../src/house.ts'
import type { Actor } from '../src/kernel/index.ts'
import type { Blobs } from '../src/platform/index.ts'
import { type CaseState, emptyCase, type FileRef, signaturesDue } from '../src/procedure/index.ts'
import { type RegistryData, type RegistryKind, registryStream, streamIdOf } from '../src/registry/index.ts'
import { agency, agencyId, officers, reviewList, units } from './bureau.ts'
import { complaintLimits, complaintLimitsFrom, complaintLimitsSince } from './complaint-limits.ts'
import { demoComplaints } from './complaints.ts'
import { counsels } from './counsels.ts'
import { endings } from './endings.ts'
import { recordersUntil, rooms } from './equipment.ts'
import { evaluationList } from './evaluation-list.ts'
import { guides } from './guides.ts'
import { items } from './items.ts'
import { demoDrafts } from './list-story.ts'
import {
  complaintChannels,
  enforcementBodies,
  inspectionItems,
  licenceGuides,
  powers,
  procedureSummaries,
  remedyChannels,
} from './lists.ts'
import { measures } from './measures.ts'
import { beginOrdinary } from './ordinary-story.ts'
import { type DemoParty, demoParties, randomFrom, tradeOf } from './parties.ts'
import { phrases } from './phrases.ts'
import { shelfPicture } from './picture.ts'
import { portrait } from './portrait.ts'
import { recordList } from './record-list.ts'
import { demoRecordings, type Filmed } from './recordings.ts'
import { reviewRules } from './review-rules.ts'
import { type Scene, scenes } from './scenes/index.ts'
import { scribble } from './scribble.ts'
import { simpleStory } from './simple-story.ts'
import type { Click, Setting, Story } from './story.ts'
import { areas } from './subjects.ts'
import { demoSupervision } from './supervision.ts'
import { windows } from './windows.ts'
import { wordings } from './wording.ts'

const from = '2022-01-01'
const registrar: Actor = { kind: 'system', id: 'setup', name: '系统初始化', roles: [] }

/** Standing data: kind, id, content. */
export type Entries = readonly (readonly [RegistryKind, string, unknown])[]

/** What is published before the bureau acts, by kind. */
export const publicLists = {
  'enforcement-body': enforcementBodies,
  power: powers,
  'inspection-item': inspectionItems,
  'licence-guide': licenceGuides,
  'procedure-summary': procedureSummaries,
  remedy: remedyChannels,
  'complaint-channel': complaintChannels,
} as const

const demoEntries: Entries = [
  ['agency', agencyId, agency],
  ['review-list', 'main', reviewList],
  ...Object.entries(units).map(([id, data]) => ['unit', id, data] as const),
  ...officers.map(({ username, data }) => ['officer', username, data] as const),
  ...Object.entries(items).map(([id, data]) => ['item', id, data] as const),
  ...Object.entries(publicLists).flatMap(([kind, entries]) =>
    Object.entries(entries).map(([id, data]) => [kind as RegistryKind, id, data] as const),
  ),
  ...Object.entries(guides).map(([id, data]) => ['guide', id, data] as const),
  ...Object.entries(phrases).map(([id, data]) => ['phrase', id, data] as const),
  ['review-rules', 'main', reviewRules],
  ...Object.entries(counsels).map(([id, data]) => ['counsel', id, data] as const),
  ['record-list', 'main', recordList],
  ['evaluation-list', 'main', evaluationList],
  ...Object.entries(wordings).map(([id, data]) => ['wording', id, data] as const),
  ...Object.entries(areas).map(([id, data]) => ['area', id, data] as const),
  ...Object.entries(rooms).map(([id, data]) => ['premises', id, data] as const),
  ['complaint-limits', 'main', complaintLimits],
  ...Object.entries(windows).map(([id, data]) => ['window', id, data] as const),
  ...Object.entries(measures).map(([id, data]) => ['measure', id, data] as const),
]

/** The demo's standing data, each officer who holds a certificate with a drawn photo. */
export const withPortraits = (blobs: Blobs): Promise<Entries> =>
  Promise.all(
    demoEntries.map(async ([kind, id, data], n) => {
      if (kind !== 'officer' || (data as RegistryData<'officer'>).certificates.length === 0)
        return [kind, id, data] as const
      const { sha256, size } = await blobs.put(portrait(n))
      return [
        kind,
        id,
        { ...(data as object), photo: [{ blob: sha256, name: '照片.png', type: 'image/png', size }] },
      ] as const
    }),
  )

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
  const since = entries.some(([kind]) => kind === 'complaint-limits')
    ? [
        await journal.execute(registryStream, {
          streamId: streamIdOf('complaint-limits', 'main'),
          command: {
            kind: 'complaint-limits',
            id: 'main',
            from: complaintLimitsFrom,
            data: complaintLimitsSince,
            reason: '总局令第121号施行；条文未经核实，核对后改正',
          },
          meta: { actor: registrar, key: 'setup/complaint-limits/since' },
        }),
      ]
    : []
  for (const outcome of [...outcomes, ...since])
    if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message).join('; '))
}

export const demoActors: ReadonlyMap<string, Actor> = new Map(
  officers.map(({ username, data }) => [
    username,
    { kind: 'person', id: username, name: data.name, unit: data.unit, roles: data.roles },
  ]),
)

/** Stories of the demo, a fifth of them decided on the spot. */
export const demoStories = 126

/** One of a hundred ordinary cases ends like this; the order is mixed, so that each month sees some of all. */
const hundred: readonly string[] = Object.entries(endings).flatMap(([name, { share }]) =>
  Array<string>(share).fill(name),
)

/** How the nth story ends, or undefined for what is decided on the spot. */
const endingOf = (n: number): string | undefined =>
  n % 5 === 4 ? undefined : hundred[((n - Math.floor((n + 1) / 5)) * 37) % hundred.length]

/** Some stories are about two cases. */
const casesOf = (count: number): number =>
  Array.from({ length: count }, (_, n) => (endings[endingOf(n) ?? '']?.beside === undefined ? 1 : 2)).reduce(
    (sum, n) => sum + n,
    0,
  )

export const demoCases = casesOf(demoStories)

/** What may happen to such a party at that time of the year; what has its season comes up more in it. */
const sceneFor = ({ n, party, start }: Setting): Scene => {
  const month = Number(start.slice(5, 7))
  const fitting = scenes.flatMap((scene) =>
    (scene.trades?.includes(tradeOf(party)) ?? true) &&
    (scene.kinds?.includes(party.kind) ?? true) &&
    (scene.months?.includes(month) ?? true)
      ? Array<Scene>(scene.months === undefined ? 1 : 2).fill(scene)
      : [],
  )
  const scene = fitting[Math.floor((n * 0.618_034 * fitting.length) % fitting.length)]
  if (scene === undefined) throw new Error(`nothing happens to ${party.name}`)
  return scene
}

/** A story's cases: the one that ends like this, and the one beside it, which is the bureau's `beside`th. */
const storiesOf = (setting: Setting, ending: string, beside: number): readonly Story[] => {
  const told = endings[ending]
  if (told === undefined) throw new Error(`no case ends like ${ending}`)
  const { random } = setting
  const item = told.item ?? (told.hearing ? 'trade-mark' : undefined)
  const scene = told.scene ?? scenes.find((each) => each.item === item) ?? sceneFor(setting)
  const ordinary = beginOrdinary(setting, scene, told.hearing ? { fine: 12_000 + random.below(15) * 1_000 } : {})
  told.tell(ordinary, beside)
  if (told.beside === undefined) return [ordinary.story]
  const other = beginOrdinary({ ...setting, n: beside }, told.beside.scene)
  told.beside.tell(other)
  return [ordinary.story, other.story]
}

/** How long ago a case began, in days: newest first, a year in all, more of late; what takes longest began first. */
const agoOf = (n: number, count: number, ending = ''): number =>
  Math.max(1 + Math.floor(355 * (n / count) ** 1.6), (endings[ending]?.takes ?? 0) + (n % 10))

/** Every click of so many stories as they would be told until a day, also those that lie after it. */
export const storiesUntil = (
  until: string,
  photos: readonly Setting['photo'][],
): readonly { readonly ending: string; readonly clicks: readonly Click[] }[] => {
  const count = photos.length
  const random = randomFrom(20_261_101)
  const parties = demoParties(60, random)
  const traders = parties.filter(({ kind }) => kind !== 'organisation')
  let beside = count
  return photos.flatMap((photo, n) => {
    const ending = endingOf(n)
    let start = addDays(dayOf(until), -agoOf(n, count, ending))
    while (!calendar.isWorkingDay(start)) start = addDays(start, -1)
    const trade = endings[ending ?? '']?.trade
    const among =
      ending === 'hearing'
        ? traders
        : trade === undefined
          ? parties
          : parties.filter((each) => each.kind === 'organisation' && tradeOf(each) === trade)
    const party = among[n % among.length] as DemoParty
    const setting: Setting = { n, start, party, photo, random }
    if (ending === undefined) return [{ ending: 'on-the-spot', clicks: simpleStory(setting).clicks }]
    return storiesOf(setting, ending, endings[ending]?.beside === undefined ? n : beside++).map(({ clicks }) => ({
      ending,
      clicks,
    }))
  })
}

/** What isn't done before the papers are signed: whoever still has to sign does so before it. */
const signedFirst = new Set([
  'submit-for-review',
  'propose-closing',
  'approve-closing',
  'close-on-the-spot',
  'file-dossier',
])

/** Everybody signs who must: colleagues with their accounts, all that waits for them at once, others on the screen. */
const signAll = async (
  { casework }: House,
  id: string,
  each: number,
  state: CaseState,
  at: string,
  images: readonly FileRef[],
): Promise<void> => {
  let minutes = 0
  const image = images[each % images.length] as FileRef
  for (const { by, act, data } of signaturesDue(state, image)) {
    const actor = demoActors.get(by)
    if (actor === undefined) throw new Error(`nobody is called ${by}`)
    const happenedAt = new Date(Date.parse(at) + ++minutes * 60_000).toISOString()
    const outcome = await casework.act(actor, id, {
      act,
      data,
      key: `demo/${each}/${act}/${by}/${at}/${minutes}`,
      happenedAt,
    })
    if (!outcome.ok)
      throw new Error(
        `case ${each}, ${act} on ${at}: ${outcome.refusals.map(({ code, message }) => `${code} ${message}`).join('; ')}`,
      )
  }
}

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
  count = demoStories,
): Promise<number> => {
  const photos = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const { sha256, size } = await blobs.put(shelfPicture(n))
      return { blob: sha256, name: '现场照片.png', type: 'image/png', size }
    }),
  )
  const images = await Promise.all(
    Array.from({ length: 12 }, async (_, n): Promise<FileRef> => {
      const { sha256, size } = await blobs.put(scribble(n))
      return { blob: sha256, name: '签名.svg', type: 'image/svg+xml', size }
    }),
  )
  const clicks = storiesUntil(until, photos)
    .flatMap((story) => story.clicks)
    .filter(({ at }) => at <= until)
  const days = Map.groupBy(
    clicks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.case - b.case)),
    ({ at }) => dayOf(at),
  )
  const recent = new Date(Date.parse(until) - 3 * 86_400_000).toISOString()
  /** After which clicks it is signed: what follows asks for it, or nothing follows; what was done last, in the last days, still waits. */
  const signedAfter = new Set(
    [...Map.groupBy(clicks, (click) => click.case).values()].flatMap((own) => {
      const told = own.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      return told.filter((click, n) => {
        const next = told[n + 1]
        return next === undefined ? click.at < recent : signedFirst.has(next.act)
      })
    }),
  )
  const recordings = await demoRecordings(house, blobs)
  const supervision = demoSupervision(house, demoActors)
  const complaints = demoComplaints(house, until, demoActors)
  const ids = new Map<number, string>()
  const numbers = new Map<number, string>()
  let done = 0
  for (const [day, todays] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // What ran out since the last day comes before this day's work.
    clock.set(`${day}T00:00:00.000Z`)
    await house.casework.runTimers()
    const evening = `${day}T15:59:59.000Z`
    clock.set(evening < until ? evening : until)
    const filmed: Promise<Filmed | undefined>[] = []
    // Cases go side by side; within a case one click follows the other.
    await Promise.all(
      [...Map.groupBy(todays, (click) => click.case)].map(async ([each, own]) => {
        for (const click of own) {
          const { by, act, data, at, procedure } = click
          const actor = demoActors.get(by)
          if (actor === undefined) throw new Error(`nobody is called ${by}`)
          const id = ids.get(each) ?? ''
          await recordings.watch(id, act, actor)
          const state = typeof data === 'function' ? await house.journal.state(house.casework.stream, id) : undefined
          const request = {
            act,
            data:
              typeof data === 'function'
                ? data(state?.state ?? emptyCase, at, (other) => numbers.get(other) ?? '')
                : data,
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
          filmed.push(recordings.film(each, ids.get(each) ?? '', outcome.state, actor))
          if (signedAfter.has(click)) await signAll(house, ids.get(each) ?? '', each, outcome.state, at, images)
          const { number } = outcome.state.dossier
          if (number !== undefined) numbers.set(each, number)
          done++
        }
      }),
    )
    const films = (await Promise.all(filmed)).flatMap((film) => film ?? [])
    await complaints.until(evening < until ? evening : until)
    await supervision.endOf(day, films, day > addDays(dayOf(until), -5))
    onProgress(done / clicks.length)
  }
  clock.set(until)
  await complaints.until(until)
  const recorders = recordersUntil((before) => addDays(dayOf(until), -before))
  await fillRegistry(
    house,
    Object.entries(recorders).map(([id, data]) => ['recorder', id, data] as const),
  )
  await demoDrafts(house, demoActors, until)
  await house.casework.runTimers()
  return done
}
