import { dayOf } from '../calendar/index.ts'
import type { Journal } from '../journal/index.ts'
import { systemActor } from '../kernel/index.ts'
import { sql } from '../platform/index.ts'
import { type LiftWarning, type Warn, warnings } from './warned.ts'

const actor = systemActor('warnings', '系统（期限提醒）')
const BATCH = 200

interface Due {
  readonly case_id: string
  readonly name: string
  readonly strand: string
  readonly title: string
  readonly due: string
  readonly why: string
  readonly party_right: boolean
  readonly step: number
  readonly persons: Warn['persons']
}

/**
 * Warns of every clock whose next step has come, and takes back what was met or has moved; gives how many warnings were given.
 * Where several steps of one clock have come at once (the system stood still) only the last is given. Before handlers are named the
 * head of the unit stands in for them. A leader is the one who last
 * approved something of the case, or, where none has yet, each.
 */
export const warnOfLimits = async (journal: Journal): Promise<number> => {
  const { db } = journal.database
  const now = journal.clock.now()
  await lift(journal)
  let given = 0
  for (;;) {
    const { rows } = await sql<Due>`
      with steps as (
        select distinct on (l.case_id, l.name, l.strand) l.case_id, l.name, l.strand, l.title, l.due, l.why, l.party_right, l.leader,
          f.unit, f.handlers, w.step, w.whom
        from case_limit l join case_file f on f.id = l.case_id
        cross join lateral jsonb_to_recordset(l.warnings) as w(step integer, at timestamptz, whom jsonb)
        where l.met_at is null and l.warn_from <= ${now} and w.at <= ${now} and not f.final
        order by l.case_id, l.name, l.strand, w.step desc
      ), officers as (
        select entry as id, data ->> 'name' as name, data ->> 'unit' as unit, data -> 'roles' as roles from registry_entry
        where kind = 'officer' and from_day <= ${dayOf(now)}::date and (until_day is null or until_day >= ${dayOf(now)}::date)
      ), people as (
        select s.*, (
          select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.id) from officers o where
            s.whom @> '"handlers"' and (o.id = any(s.handlers) or cardinality(s.handlers) = 0 and o.unit = s.unit and o.roles @> '["unit-head"]')
            or s.whom @> '"unit-head"' and o.unit = s.unit and o.roles @> '["unit-head"]'
            or s.whom @> '"leader"' and o.roles @> '["leader"]' and (s.leader is null or o.id = s.leader)
        ) as persons
        from steps s where not exists (
          select from limit_warning g where g.case_id = s.case_id and g.name = s.name and g.strand = s.strand and g.due = s.due and g.step >= s.step)
      )
      select case_id, name, strand, title, due, why, party_right, step, persons from people where persons is not null
      order by due, case_id, name, strand limit ${BATCH}`.execute(db)
    const outcomes = await Promise.all(
      rows.map(({ case_id, name, strand, title, due, why, party_right, step, persons }) =>
        journal.execute(warnings, {
          streamId: case_id,
          command: { kind: 'warn', limit: name, strand, due, step, title, why, right: party_right, persons },
          meta: { actor, key: `warn/${case_id}/${name}/${strand}/${due}/${step}` },
        }),
      ),
    )
    const done = outcomes.filter((outcome) => outcome.ok && !outcome.repeated).length
    given += done
    if (rows.length < BATCH || done === 0) return given
  }
}

/** Warnings whose clock was met, stopped, or ends on another day. */
const lift = async (journal: Journal): Promise<void> => {
  const { rows } = await sql<Pick<Due, 'case_id' | 'name' | 'strand' | 'due'> & { readonly met: boolean }>`
    select distinct g.case_id, g.name, g.strand, g.due, coalesce(l.met_at is not null or f.final, true) as met
    from limit_warning g left join case_limit l on l.case_id = g.case_id and l.name = g.name and l.strand = g.strand
    left join case_file f on f.id = g.case_id
    where g.lifted_at is null and (l.case_id is null or l.met_at is not null or f.final or l.due is null or l.due <> g.due) limit ${BATCH}`.execute(
    journal.database.db,
  )
  await Promise.all(
    rows.map(({ case_id, name, strand, due, met }) => {
      const command: LiftWarning = { kind: 'lift', limit: name, strand, due, because: met ? 'met' : 'moved' }
      return journal.execute(warnings, {
        streamId: case_id,
        command,
        meta: { actor, key: `lift/${case_id}/${name}/${strand}/${due}` },
      })
    }),
  )
}
