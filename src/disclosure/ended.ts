import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import type { Casework } from '../casework/index.ts'
import type { Journal } from '../journal/index.ts'
import { publicityRules, refusal, systemActor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { act, theSystem } from '../procedure/index.ts'

/** 公示期届满，停止公示 (信息公示规定 art. 13): the system does it on the day after the last. */
export const endPublication = act('end-publication', {
  title: '公示期届满，停止公示',
  purpose: '公示期届满的，系统自动停止公示',
  basis: [publicityRules(13)],
  stages: ['service', 'performance', 'closed'],
  by: theSystem,
  system: true,
  gates: [
    {
      name: 'display-over',
      title: '公示期已经届满',
      basis: [publicityRules(13)],
      test: ({ strand, at }) =>
        strand !== undefined && String(strand.data.until) >= dayOf(at)
          ? [
              refusal('display-not-over', `公示到 ${String(strand.data.until)}，还没有届满`, {
                basis: [publicityRules(13)],
              }),
            ]
          : [],
    },
  ],
  on: { kind: 'publication', from: ['published'], to: 'ended', keep: ({ at }) => ({ endedOn: dayOf(at) }) },
  data: z.strictObject({}),
  sentence: () => '公示期届满，停止公示',
})

const actor = systemActor('display', '系统（公示期届满）')
const BATCH = 200

/** Ends every display whose last day is over; gives how many. Nothing is shown any longer meanwhile: lists ask for the day. */
export const endDisplays = async (journal: Journal, casework: Casework): Promise<number> => {
  const { rows } = await sql<{ case_id: string; strand: string; until_day: string }>`
    select case_id, strand, until_day from public_decision
    where withdrawn_on is null and ended_on is null and until_day < ${dayOf(journal.clock.now())}::date
    order by until_day limit ${BATCH}`.execute(journal.database.db)
  const outcomes = await Promise.all(
    rows.map(({ case_id, strand, until_day }) =>
      casework.act(actor, case_id, {
        act: 'end-publication',
        data: {},
        strand,
        key: `end-publication/${case_id}/${strand}/${until_day}`,
        happenedAt: Temporal.PlainDate.from(until_day)
          .add({ days: 1 })
          .toZonedDateTime('Asia/Shanghai')
          .toInstant()
          .toString(),
      }),
    ),
  )
  return outcomes.filter(({ ok }) => ok).length
}
