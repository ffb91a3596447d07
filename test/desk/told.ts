import assert from 'node:assert/strict'
import { beginOrdinary, type Ordinary } from '../../data/ordinary-story.ts'
import { demoParties, randomFrom } from '../../data/parties.ts'
import { scenes } from '../../data/scenes/index.ts'
import { officialCalendar } from '../../src/calendar/index.ts'
import type { Person } from '../server.ts'
import type { BureauAtWork } from './bureau.ts'
import { photo } from './invented.ts'
import { signAll } from './signing.ts'

interface Photo {
  readonly blob: string
  readonly name: string
  readonly type: string
  readonly size: number
}

const calendar = officialCalendar()

/** The day that lies so many working days before today. */
const workingDaysAgo = (count: number): string => {
  let at = Date.now() + 8 * 3_600_000
  for (let left = count; left > 0; ) {
    at -= 24 * 3_600_000
    if (calendar.isWorkingDay(new Date(at).toISOString().slice(0, 10))) left--
  }
  return new Date(at).toISOString().slice(0, 10)
}

/**
 * A case that began so many working days ago: what the demo's story tells is sent to the server as the desk sends it, entered now
 * and marked as having happened then, so that a journey in the browser can begin where it matters.
 */
export const tellCase = async (
  work: Pick<BureauAtWork, 'person'>,
  {
    n,
    daysAgo,
    item,
    fine,
  }: { readonly n: number; readonly daysAgo: number; readonly item: string; readonly fine: number },
) => {
  const upload = async (who: Person) => {
    const { href: _, ...kept } = (await (await who.upload(photo.name, photo.buffer)).json()) as { href: string } & Photo
    return kept
  }
  const kept = await upload(await work.person('song.qiaoyun'))
  const random = randomFrom(n)
  const party = demoParties(200 + n, random)
    .slice(160)
    .find(({ kind }) => kind === 'household')
  const scene = scenes.find((each) => each.item === item)
  if (party === undefined || scene === undefined) throw new Error(`nothing to tell about ${item}`)
  const setting = { n, start: workingDaysAgo(daysAgo), party, photo: kept, random }
  const ordinary: Ordinary = beginOrdinary(setting, scene, { fine })
  const { story } = ordinary
  let id = ''
  let sent = 0
  return {
    ordinary,
    party,
    id: () => id,
    /** Sends what has been told since it was last called. */
    async send(): Promise<void> {
      for (const { by, act, data, at, procedure } of story.clicks.slice(sent)) {
        const who = await work.person(by)
        const path = procedure === undefined ? `/api/cases/${id}/acts/${act}` : `/api/procedures/${procedure}/${act}`
        const content =
          typeof data === 'function' ? data(undefined as never, at, () => assert.fail('this case stands alone')) : data
        // Only who uploaded a file may attach it.
        if (JSON.stringify(content).includes(kept.blob)) await upload(who)
        const answer = await who.post(path, content, { happenedAt: at })
        assert.equal(answer.status, 200, `${act} on ${at}: ${JSON.stringify(answer.refusals)}`)
        id = answer.id
        sent++
        await signAll(work.person, id, at)
      }
    },
    /** So many working days later in the story, as a field for date and time takes it, in China's time. */
    later(days: number): string {
      story.wait(days)
      return new Date(Date.parse(story.ago(0)) + 8 * 3_600_000).toISOString().slice(0, 16)
    },
  }
}
export type Told = Awaited<ReturnType<typeof tellCase>>
