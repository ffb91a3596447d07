import { addDays } from '../src/calendar/index.ts'
import { calendar } from '../src/house.ts'
import type { CaseState } from '../src/procedure/index.ts'
import { officers, units } from './bureau.ts'
import type { DemoParty, Random } from './parties.ts'

type Data = Readonly<Record<string, unknown>>

/** One click of the demo: who does what in which case, and when. What is known only then may be asked of the state, and of another case its number. */
export interface Click {
  readonly case: number
  readonly at: string
  readonly by: string
  readonly act: string
  readonly procedure?: string
  readonly data: Data | ((state: CaseState, at: string, numberOf: (other: number) => string) => Data)
}

export interface Setting {
  readonly n: number
  /** The working day on which the case begins. */
  readonly start: string
  readonly party: DemoParty
  readonly photo: { readonly blob: string; readonly name: string; readonly type: string; readonly size: number }
  readonly random: Random
}

/** The working day that lies so many working days after another, and a time on it. */
export const moment = (start: string, days: number, hour: number, minute = 0): string => {
  let day = start
  for (let left = days; left > 0 || !calendar.isWorkingDay(day); ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) left--
  }
  return new Date(
    Date.parse(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`),
  ).toISOString()
}

/** Officers of a unit who hold a valid certificate on the day, its head among them. */
export const officersOf = (unit: string, day: string): readonly string[] =>
  officers
    .filter(
      ({ data }) =>
        data.unit === unit &&
        data.roles.includes('officer') &&
        data.certificates.some((held) => held.status === 'valid' && held.from <= day && day <= held.until),
    )
    .map(({ username }) => username)

/** Those who hold it throughout the year that a story may take. */
export const officersThroughout = (unit: string, start: string): readonly string[] => {
  const later = new Set(officersOf(unit, addDays(start, 366)))
  return officersOf(unit, start).filter((name) => later.has(name))
}

const headOf = (unit: string): string =>
  officers.find(({ data }) => data.unit === unit && data.roles.includes('unit-head'))?.username ?? ''

/** Two officers of a unit who take the case, and its head. */
export const teamOf = (unit: string, { n, start }: Setting): readonly [string, string] => {
  const all = officersThroughout(unit, start)
  const pool = all.filter((name) => name !== headOf(unit))
  const [first, second] = pool.length >= 2 ? [pool[n % pool.length], pool[(n + 1) % pool.length]] : all
  if (first === undefined || second === undefined) throw new Error(`unit ${unit} has no two officers on ${start}`)
  return [first, second]
}

/**
 * A case told click by click. Working days are counted from its start; within a day each click comes half an hour after the
 * one before, so that a record ends before it is entered.
 */
export const beginStory = (setting: Setting, procedure: string, unit: string) => {
  const { n, start } = setting
  const team = teamOf(unit, setting)
  const clicks: Click[] = []
  let day = 0
  let minutes = 9 * 60 + ((n * 7) % 20)
  const story = {
    setting,
    unit,
    unitName: units[unit]?.name ?? unit,
    team,
    first: team[0],
    second: team[1],
    head: headOf(unit),
    who: setting.party.representative ?? setting.party.name,
    clicks: clicks as readonly Click[],
    /** Goes on so many working days later. */
    wait(days: number) {
      day += days
      minutes = 9 * 60 + ((n * 7 + day) % 20)
      return story
    },
    /** Minutes before the next click, as an instant: for when a record began and ended. */
    ago: (before: number): string => {
      const at = minutes - before
      return moment(start, day, Math.trunc(at / 60), at % 60)
    },
    /** A day that lies so many working days from now. */
    dayIn: (days: number): string => moment(start, day + days, 9).slice(0, 10),
    timeIn: (days: number, hour: number, minute = 0): string => moment(start, day + days, hour, minute),
    do(by: string, act: string, data: Click['data'] = {}) {
      if (minutes > 17 * 60) story.wait(1)
      clicks.push({
        case: n,
        at: moment(start, day, Math.trunc(minutes / 60), minutes % 60),
        by,
        act,
        data,
        ...(clicks.length === 0 ? { procedure } : {}),
      })
      minutes += 31
      return story
    },
  }
  return story
}
export type Story = ReturnType<typeof beginStory>

/** A handler prepares what is to be published, with these texts hidden; the publisher looks it over and publishes it. */
export const publishing = (story: Story, hide: readonly string[] = []): Story =>
  story
    .do(story.first, 'prepare-publication', { answers: [], hide, secret: 'none' })
    .do('qiu.anlan', 'publish-decision', { secrecy: true })

/** After closing: the handler files the dossier, the archivist takes it in. */
export const archive = (story: Story): Story =>
  story
    .wait(3)
    .do(story.first, 'file-dossier', {
      retention: 'thirty',
      complete: true,
      note: '材料齐全，均为原件或者经核对与原件一致的复制件。',
    })
    .wait(2)
    .do('mu.tingsong', 'check-dossier', { result: 'kept', note: '案卷齐全、规范，准予归档。' })
