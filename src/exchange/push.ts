import { computeLimit, dayOf, type WorkCalendar, workingDays } from '../calendar/index.ts'
import type { NoLongerShown, PublishedForm } from '../disclosure/index.ts'
import type { Journal } from '../journal/index.ts'
import { digestOf, publicityRules, systemActor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { penaltySet } from './columns.ts'
import { penaltyRow } from './penalty-row.ts'
import type { Platform, Signer } from './platforms.ts'
import { post } from './post.ts'
import { type Operation, type Push, type PushCommand, pushId, pushStream, type Told } from './push-stream.ts'
import { settled, tried } from './tables.ts'

export interface Pushing {
  readonly journal: Journal
  readonly calendar: WorkCalendar
  /** What is public of these decisions. */
  forms(numbers: readonly string[]): Promise<ReadonlyMap<string, PublishedForm | NoLongerShown>>
  signer(platform: Platform): Signer
  /** Milliseconds that a platform has for an answer. */
  readonly timeout?: number
}

const BATCH = 50
/** So many in a row without an answer, and the platform is left alone until the next time. */
const IN_A_ROW = 3
const TIMEOUT = 10_000
const actor = systemActor('exchange', '系统（数据推送）')

interface Due {
  readonly number: string
  readonly case_id: string
  readonly source: string
  readonly published_on: string
  readonly told_source: string | null
}

/** 撤回公示 has three working days (信息公示规定 art. 11). */
const dueOn = (calendar: WorkCalendar, day: string, count: number): string =>
  computeLimit(
    { amount: workingDays(count), start: `${day}T04:00:00.000Z`, startTitle: '公示', basis: [publicityRules(9)] },
    calendar,
    `${day}T04:00:00.000Z`,
  ).dueDay ?? day

/**
 * Tells a platform what it hasn't been told: new and corrected decisions, those that are no longer public, and again what it never
 * answered, by the same version; gives how many it acknowledged. May be killed at any moment: what was sent and not answered is sent
 * again, and the platform knows it by its id. Doesn't fail: what isn't settled is tried again later.
 */
export const pushTo = async (
  { journal, calendar, forms, signer, timeout = TIMEOUT }: Pushing,
  platform: Platform,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> => {
  const { db } = journal.database
  const seen = new Set<string>()
  let acknowledged = 0
  let failures = 0

  const tell = (number: string, command: PushCommand, key: string) =>
    journal.execute(pushStream, { streamId: pushId(platform.id, number), command, meta: { actor, key: `push/${key}` } })

  /** Brings the stream up to what is public now; gives what is to be sent, if anything. */
  const prepared = async (due: Due, before: Push | undefined, form: PublishedForm | NoLongerShown | undefined) => {
    if (before?.state === 'waiting' && before.source === due.source) return before
    const today = dayOf(journal.clock.now())
    const told = before?.version ?? 0
    const about = {
      platform: platform.id,
      number: due.number,
      caseId: due.case_id,
      source: due.source,
      publishedOn: due.published_on,
    }
    const hold = async (...reasons: readonly string[]) => {
      await tell(
        due.number,
        { do: 'hold', ...about, dueOn: dueOn(calendar, due.published_on, platform.workingDays), reasons },
        crypto.randomUUID(),
      )
      return undefined
    }
    if (form === undefined) return hold('公示的内容读不到，请联系系统管理员')
    const keep = async () => {
      await tell(due.number, { do: 'keep', ...about, dueOn: before?.dueOn ?? today }, crypto.randomUUID())
      return undefined
    }
    if (form.state !== 'shown' && told === 0) return keep()
    let operation: Operation = told === 0 ? 'publish' : 'correct'
    let content: Told
    let last = dueOn(calendar, told === 0 ? due.published_on : today, platform.workingDays)
    if (form.state === 'shown') {
      const row = penaltyRow(form)
      if (!row.ok) return hold(...row.refusals.map(({ message }) => message))
      content = row.value
    } else {
      operation = 'withdraw'
      content = { CF_WSH: due.number, WithdrawnOn: form.on, Reason: form.reason }
      last = dueOn(calendar, form.on, 3)
    }
    if (before?.state === 'acknowledged' && digestOf({ ...before.told }) === digestOf({ ...content })) return keep()
    const outcome = await tell(
      due.number,
      { do: 'prepare', ...about, operation, told: content, dueOn: last },
      `${platform.id}/${due.number}/${told + 1}/${due.source}`,
    )
    return outcome.ok ? outcome.state : undefined
  }

  while (!signal.aborted && failures < IN_A_ROW) {
    const { rows } = await sql<Due>`
      select d.number, d.case_id, d.source, d.published_on, p.source as told_source from push_due d
      left join push p on p.platform = ${platform.id} and p.number = d.number
      left join push_try t on t.platform = ${platform.id} and t.number = d.number
      where (p.source is distinct from d.source or p.state = 'waiting') and coalesce(t.next_at <= ${journal.clock.now()}::timestamptz, true)
        and (p.number is not null or (not d.withdrawn and d.until_day >= ${dayOf(journal.clock.now())}::date
          and d.published_on >= ${platform.since ?? '0001-01-01'}::date))
        and d.number <> all(${[...seen]}::text[])
      order by t.attempts nulls first, d.published_on, d.number limit ${BATCH}`.execute(db)
    if (rows.length === 0) break
    const numbers = rows.map(({ number }) => number)
    const [found, states] = await Promise.all([
      forms(numbers),
      journal.states(
        pushStream,
        numbers.map((number) => pushId(platform.id, number)),
      ),
    ])
    for (const [n, due] of rows.entries()) {
      if (signal.aborted || failures >= IN_A_ROW) break
      seen.add(due.number)
      const push = await prepared(due, states[n]?.state, found.get(due.number))
      if (push === undefined) continue
      const { number, version, operation, told, preparedAt } = push
      const answer = await post(
        { url: platform.url, signer: signer(platform), timeout, signal },
        `${number}#${version}`,
        {
          number,
          version,
          operation,
          set: penaltySet.id,
          at: preparedAt,
          fields: told,
        },
      )
      if (answer.is === 'failed') {
        failures++
        await tried(db, platform.id, number, answer.reason, journal.clock.now())
        continue
      }
      failures = 0
      await tell(
        number,
        answer.is === 'acknowledged'
          ? { do: 'acknowledge', version, acknowledgement: answer.acknowledgement }
          : { do: 'refuse', version, reason: answer.reason },
        crypto.randomUUID(),
      )
      await settled(db, platform.id, number)
      if (answer.is === 'acknowledged') acknowledged++
    }
  }
  return acknowledged
}
