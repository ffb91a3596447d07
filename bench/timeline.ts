import pg from 'pg'
import { startPostgres } from '../src/platform/testing.ts'
import { person, startBureau } from '../test/server.ts'
import { longCase, percentile, rested } from './asked.ts'
import { type Row, timeRow } from './row.ts'

const ENTRIES = 10_000
const RECORDINGS = 40

/** The time line of a case so long that no bureau had one: its entries page by page, and what was recorded of it. */
export const timeline = async (): Promise<readonly Row[]> => {
  const server = await startPostgres()
  const bureau = await startBureau(server.url)
  try {
    const id = await longCase(bureau, 40)
    await rested(bureau.url)
    const client = new pg.Client(server.url)
    await client.connect()
    // The last entry again and again, each a minute after the one before; the state is as of the last.
    await client.query(
      `insert into event (id, kind, stream_id, version, subject, type, shape, data, actor, device, happened_at, entered_at, digest, secret)
       select gen_random_uuid(), kind, stream_id, version + g, subject, type, shape, data - 'papers' - 'opened', actor, device,
         happened_at + g * interval '1 minute', entered_at, digest, secret
       from (select * from event where kind = 'case' and stream_id = $1 order by version desc limit 1) last, generate_series(1, $2 - last.version) g`,
      [id, ENTRIES],
    )
    await client.query(`update stream set version = $2 where kind = 'case' and id = $1`, [id, ENTRIES])
    await client.query(
      `insert into recording select made.* from generate_series(1, $2) g, (select * from recording where case_id is not null order by id limit 1) one,
         jsonb_populate_record(null::recording, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid()::text, 'case_id', $1::text, 'started_at', now() - g * interval '1 hour')) made`,
      [id, RECORDINGS],
    )
    // Recordings are read as their streams stand.
    await client.query(
      `insert into stream select one.kind, r.id, one.version, one.state || jsonb_build_object('caseId', $1::text), one.state_version, one.subject, one.changed_by, one.changed_at
       from recording r, (select * from stream where kind = 'recording' limit 1) one where r.case_id = $1 on conflict do nothing`,
      [id],
    )
    await client.query('vacuum analyze event')
    await client.end()
    const officer = await person(bureau.url, 'song.qiaoyun')
    type Page = { readonly entries: readonly unknown[]; readonly before?: number }
    const first = await officer.get<Page>(`/api/cases/${id}/timeline`)
    const recorded = await officer.get<readonly unknown[]>(`/api/recordings?case=${id}`)
    if (first.entries.length === 0 || recorded.length < RECORDINGS)
      throw new Error(`${first.entries.length} entries, ${recorded.length} recordings`)
    const page = (n: number) =>
      officer.get<Page>(`/api/cases/${id}/timeline?before=${ENTRIES - ((n * 47) % (ENTRIES - 100))}`)
    return [
      timeRow(`time line: a page of ${ENTRIES} entries`, 'ms p95', [await percentile(0.95, page)]),
      timeRow(`time line: ${RECORDINGS} recordings of the case`, 'ms p95', [
        await percentile(0.95, () => officer.get(`/api/recordings?case=${id}`)),
      ]),
    ]
  } finally {
    await bureau.stop()
    bureau.remove()
    await server.stop()
  }
}
