import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoPens } from '../../data/keys.ts'
import { openHouse } from '../house.ts'
import { sql, systemClock } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { purposeful, recordingChecks } from './checks.ts'

eachDatabase("the board's rows of recordings", (database) => {
  before(async () => {
    await openHouse(database(), systemClock, demoPens)
  })
  const now = '2026-10-21T08:00:00.000Z'
  const look = async (row: string) =>
    [...recordingChecks, purposeful].find((check) => check.row === row)?.run(database().db, now)
  const recording = (id: string, state: string, sealedAt: string) =>
    sql`insert into recording (stream_id, id, kind, origin, state, started_at, last_sealed_at, bytes, spans, officer_name)
      values (${id}, ${id}, 'video', 'device', ${state}, ${sealedAt}, ${sealedAt}, 1048576, '[]', '宋巧云')`.execute(
      database().db,
    )

  test('R7 has no data at first, is green when everything is here as it was sealed, and red when something is late or changed', async () => {
    assert.equal((await look('R7'))?.state, 'no-data')
    await recording('one', 'verified', '2026-10-19T01:00:00.000Z')
    await recording('two', 'waiting', '2026-10-21T01:00:00.000Z')
    const good = await look('R7')
    assert.deepEqual([good?.state, good?.figure, good?.more[0]?.figure], ['good', '50%', '1 MB'])
    await recording('three', 'waiting', '2026-10-19T01:00:00.000Z')
    const late = await look('R7')
    assert.deepEqual(
      [late?.state, late?.short.map(({ title }) => title)],
      ['short', ['宋巧云 10-19 09:00 的录制还在设备上']],
    )
    await sql`update recording set state = 'damaged' where id = 'three'`.execute(database().db)
    assert.match((await look('R7'))?.short[0]?.title ?? '', /与封存时不符/)
  })

  test('R9 has no data at first, is green when every look has its purpose, and red when one has none', async () => {
    assert.equal((await look('R9'))?.state, 'no-data')
    const viewing = (id: string, purpose: string | null, note: string | null) =>
      sql`insert into recording_viewing (stream_id, id, recording, person, person_name, purpose, note, at, until, ms, spans)
        values (${id}, ${id}, 'one', 'p', '骆浩升', ${purpose}, ${note}, ${now}, ${now}, 120000, '[]')`.execute(
        database().db,
      )
    await viewing('one', 'review', null)
    await viewing('two', 'other', '核实来电反映的情况')
    const good = await look('R9')
    assert.deepEqual([good?.state, good?.figure, good?.explanation], ['good', '0 次', '1 人调阅 2 次，看过 4 分钟'])
    const retrieval = (id: string, state: string, takenAt: string | null) =>
      sql`insert into recording_retrieval (stream_id, id, case_id, asker_name, kind, entered_by, entered_by_name, way, state, asked_at, taken_at)
        values (${id}, ${id}, 'c', '法院', 'court', 'p', '骆浩升', 'copy', ${state}, ${now}, ${takenAt})`.execute(
        database().db,
      )
    await retrieval('r-1', 'granted', '2026-10-20T01:00:00.000Z')
    await retrieval('r-2', 'asked', null)
    const granted = await look('R9')
    assert.deepEqual([granted?.state, granted?.more[0]?.figure], ['good', '2 件（批准 1，没有批准 0，等待 1）'])
    await sql`update recording_retrieval set taken_at = '2026-10-10T01:00:00Z' where id = 'r-1'`.execute(database().db)
    const unsigned = await look('R9')
    assert.deepEqual(
      [unsigned?.state, unsigned?.short.map(({ title }) => title)],
      ['short', ['骆浩升 取得复制件超过 7 天没有回执']],
    )
    await sql`update recording_retrieval set state = 'handed-over' where id = 'r-1'`.execute(database().db)
    assert.equal((await look('R9'))?.state, 'good')
    await sql`update recording_viewing set retrieval = 'r-2' where id = 'one'`.execute(database().db)
    assert.equal((await look('R9'))?.short[0]?.title, '没有批准的调取被查看')
    await sql`update recording_viewing set retrieval = null`.execute(database().db)
    await viewing('three', null, null)
    const short = await look('R9')
    assert.deepEqual([short?.state, short?.figure, short?.short.length], ['short', '1 次', 1])
  })
})
