import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { RawBuilder } from 'kysely'
import { fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens, enrolDemo } from '../../data/keys.ts'
import { checks, type House, openHouse } from '../house.ts'
import { simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { createBoard, evaluationStream } from './index.ts'
import { usesOf } from './uses.ts'

/** Rows that look at the registry, where the bureau's people and its record list stand from the first day. */
const ofRegistry = ['D1', 'D2', 'D3', 'L1', 'L2', 'L3', 'R3', 'R5']
const until = '2026-09-30T10:00:00.000Z'

eachDatabase('the board', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let house: House
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    await enrolDemo(house, 'ab'.repeat(32))
  })
  const rows = async () => {
    const { rows: all } = await createBoard(database().db, clock, checks)()
    return new Map(all.map((row) => [row.row, row.check]))
  }
  /** Runs a change by SQL that no command could make, looks at the board, and takes the change back. */
  const broken = async (change: ReturnType<typeof sql>, row: string) => {
    let state: string | undefined
    await database()
      .db.transaction()
      .execute(async (tx) => {
        await change.execute(tx)
        state = (await createBoard(tx, clock, checks)()).rows.find((each) => each.row === row)?.check.state
        throw new Error('back')
      })
      .catch((error: Error) => assert.equal(error.message, 'back'))
    return state
  }

  test('an empty bureau has 29 rows, in order; none is green but what is true of its people already', async () => {
    const { rows: all } = await createBoard(database().db, clock, checks)()
    assert.deepEqual(
      all.map(({ row }) => row),
      [
        ...Array.from({ length: 10 }, (_, n) => `D${n + 1}`),
        ...Array.from({ length: 9 }, (_, n) => `R${n + 1}`),
        ...Array.from({ length: 10 }, (_, n) => `L${n + 1}`),
      ],
    )
    for (const { row, check } of all)
      if (ofRegistry.includes(row)) assert.notEqual(check.state, 'no-data')
      else assert.deepEqual([row, check.state, check.figure], [row, 'no-data', '无数据'])
  })

  test('a bureau that works by the rules is green, with figures from its events', async () => {
    const picture = {
      put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
      read: async () => undefined,
      size: async () => 1,
      stream: () => assert.fail(),
    }
    await playDemo(house, picture, clock, until)
    clock.set(until)
    const board = await rows()
    for (const row of ['D4', 'D5', 'D7', 'R1', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L10']) {
      assert.equal(board.get(row)?.state, 'good', `${row}: ${board.get(row)?.explanation}`)
      assert.equal(board.get(row)?.figure, '100%')
      assert.ok(board.get(row)?.months.some((month) => month === 100))
    }
    assert.equal(board.get('R6')?.figure, '0 个')
    assert.equal(board.get('L1')?.state, 'good')
    assert.equal(board.get('L2')?.state, 'good')
    assert.ok(board.get('L2')?.more.some(({ figure }) => /审核人员 [1-9]/.test(figure)))
    assert.equal(board.get('L3')?.state, 'good')
    assert.ok(board.get('L3')?.more.some(({ figure }) => /近一年审核 [1-9]/.test(figure)))
    assert.deepEqual([board.get('D1')?.state, board.get('D1')?.short], ['good', []])
    assert.deepEqual([board.get('D2')?.state, board.get('D2')?.short], ['good', []])
    // One of the demo's officers let a certificate lapse: that is said, though nobody may use it.
    assert.equal(board.get('D3')?.state, 'short')
    assert.deepEqual(
      board.get('D7')?.more.map(({ title }) => title),
      ['此刻逾期未公示', '三个工作日内撤回', '按时答复更正申请'],
    )
    // One of the demo's complaints waits for its answer too long; each late one is named with its unit.
    assert.deepEqual([board.get('D6')?.state, board.get('D6')?.short.map(({ unit }) => unit)], ['short', ['消保分局']])
    // A recorder that failed of late still waits for its exception.
    assert.match(board.get('R2')?.figure ?? '', /^9\d(\.\d)?%$/)
    assert.ok(board.get('R2')?.more.some(({ title }) => title.endsWith('批准的例外')))
    assert.equal(board.get('R3')?.state, 'good')
    // One recorder of the demo's is being mended.
    assert.deepEqual([board.get('R5')?.state, board.get('R5')?.short.length], ['short', 1])
    assert.equal(board.get('R9')?.state, 'good')
    assert.deepEqual([board.get('R8')?.state, board.get('R8')?.figure], ['good', '100%'])
  })

  const one = async (query: RawBuilder<{ n: number }>) => (await query.execute(database().db)).rows[0]?.n

  test('a year of records says where the bureau is weak, what can be learnt, and what is in dispute', async () => {
    const seen = await usesOf(database().db, until)
    assert.equal(
      seen.units.reduce((sum, { dossiers }) => sum + dossiers, 0),
      await one(sql`select count(*)::int as n from dossier_evaluation where scored_at is not null`),
    )
    assert.ok(seen.units.every(({ average }) => average === undefined || (average > 80 && average <= 100)))
    // Whatever lost points is a lesson with its reason.
    assert.equal(
      new Set(seen.lessons.map(({ evaluation, caseId }) => evaluation + caseId)).size,
      await one(sql`select count(*)::int as n from dossier_evaluation where jsonb_array_length(lost) > 0`),
    )
    assert.ok(seen.lessons.every(({ note, point }) => note !== '' && point !== ''))
    assert.ok(seen.examples.length > 0 && seen.examples.every(({ total }) => total >= 95))
    assert.equal(
      seen.disputes.length,
      await one(sql`select count(*)::int as n from event where type = 'record-remedy'`),
    )
    assert.ok(seen.disputes.some(({ result }) => result !== undefined))
    assert.ok(seen.disputes.some(({ kind, answer }) => kind === 'reconsideration' && answer.includes('第四十八条')))
    const inspected = seen.acts.find(({ act }) => act === 'inspect-site')
    assert.ok((inspected?.excused ?? 0) > 0 && (inspected?.times ?? 0) > (inspected?.excused ?? 0))
    assert.ok(seen.forms.every(({ made, voided }) => voided > 0 && voided <= made))
    assert.ok(seen.points.length > 0, 'reviewers found something')
    const { review } = seen
    assert.equal(review.opinions, await one(sql`select count(*)::int as n from event where type = 'give-opinion'`))
    assert.ok(
      review.submitted >= review.opinions && (review.days ?? -1) >= 0 && (review.longest ?? 0) >= (review.days ?? 0),
    )
    const total = (rows: readonly { opinions: number }[]) => rows.reduce((sum, { opinions }) => sum + opinions, 0)
    assert.equal(total(review.units), review.opinions)
    assert.equal(total(review.items), review.opinions)
    assert.deepEqual(
      review.caught.map(({ point, no }) => [point, no]).sort(),
      seen.points.map(({ point, times }) => [point, times]).sort(),
    )
    assert.ok(review.caught.some(({ mended }) => mended > 0) && review.fines.decided > 0)
    assert.ok(review.outcomes.some(({ outcome, title }) => outcome === 'amend' && title.includes('修改')))
  })

  test('D1 is red when a list is empty or a year old, or an acting officer isn’t on the public list', async () => {
    const old = sql`update registry_change set at = at - interval '2 years' where kind = 'remedy'`
    assert.equal(await broken(old, 'D1'), 'short')
    assert.equal(await broken(sql`delete from registry_entry where kind = 'power'`, 'D1'), 'short')
    const bare = sql`update registry_entry set data = jsonb_set(data, '{certificates}', '[]') where kind = 'officer' and entry = 'song.qiaoyun'`
    assert.equal(await broken(bare, 'D1'), 'short')
  })

  test('D2 is red when an item lacks a field, or a draft waits for more than twenty working days', async () => {
    const lacking = sql`update registry_entry set data = data - 'ratio' where kind = 'inspection-item' and entry = 'check-price'`
    assert.equal(await broken(lacking, 'D2'), 'short')
    const waiting = sql`update registry_draft set drafted_at = drafted_at - interval '40 days' where status = 'drafted'`
    assert.equal(await broken(waiting, 'D2'), 'short')
  })

  test('D3 is red when a change of a person was announced long after it held; else by certificates alone', async () => {
    const valid = sql`update registry_entry set data = jsonb_set(data, '{certificates}', '[{"number":"1","from":"2022-05-01","until":"2032-04-30","status":"valid"}]') where kind = 'officer'`
    assert.equal(await broken(valid, 'D3'), 'good')
    const announced = (day: string) =>
      sql`with valid as (update registry_entry set data = jsonb_set(data, '{certificates}', '[{"number":"1","from":"2022-05-01","until":"2032-04-30","status":"valid"}]') where kind = 'officer')
        insert into registry_change (stream_id, kind, entry, version, what, at, day, title, fields, reason)
        values ('officer:song.qiaoyun', 'officer', 'song.qiaoyun', 9, 'change', ${until}, ${day}::date, '宋巧云', '{certificates}', '暂扣')`
    assert.equal(await broken(announced('2026-09-29'), 'D3'), 'good')
    assert.equal(await broken(announced('2026-08-03'), 'D3'), 'short')
  })

  test('D10 is green while what is public is acknowledged in time, and red when it is late, refused, or sent by nobody', async () => {
    assert.deepEqual([(await rows()).get('D10')?.state, (await rows()).get('D10')?.figure], ['no-data', '无数据'])
    const told = (number: string, more: object) => sql`
      insert into push select * from jsonb_populate_record(null::push, ${JSON.stringify({
        stream_id: `credit/${number}`,
        platform: 'credit',
        number,
        version: 1,
        operation: 'publish',
        state: 'acknowledged',
        source: 'a',
        there: true,
        published_on: '2026-09-01',
        due_on: '2026-09-10',
        acknowledged_at: '2026-09-10T10:00:00.000Z',
        ...more,
      })}::jsonb || jsonb_build_object('case_id', (select stream_id from public_decision order by number limit 1)))`
    await sql`delete from push_due where published_on > '2026-09-01'`.execute(database().db)
    await told('1', {}).execute(database().db)
    const board = await rows()
    assert.deepEqual([board.get('D10')?.state, board.get('D10')?.figure], ['good', '100%'])
    assert.match(board.get('D10')?.more.find(({ title }) => title.includes('当日录入'))?.figure ?? '', /^\d+ \/ \d+ 件/)
    assert.equal(board.get('D10')?.more.find(({ title }) => title.includes('重复录入'))?.figure, '没有测量')
    assert.equal(await broken(told('2', { acknowledged_at: '2026-09-11T10:00:00.000Z' }), 'D10'), 'short')
    assert.equal(await broken(told('2', { state: 'waiting', acknowledged_at: null }), 'D10'), 'short')
    assert.equal(
      await broken(told('2', { state: 'refused', acknowledged_at: null, due_on: '2026-12-01' }), 'D10'),
      'short',
    )
    assert.equal(
      await broken(told('2', { state: 'waiting', acknowledged_at: null, due_on: '2026-12-01' }), 'D10'),
      'good',
    )
    assert.equal(
      await broken(
        sql`insert into push_due (stream_id, number, case_id, source, published_on, until_day, withdrawn)
          values ('s', 'x', 's', 'a', '2026-09-20', '2029-09-20', false)`,
        'D10',
      ),
      'short',
    )
    await sql`delete from push`.execute(database().db)
  })

  test('R8 is green while drawn dossiers are scored in time, and red when one is not', async () => {
    const actor = { kind: 'person' as const, id: 'shen.zhiyi', name: '沈知意', roles: ['supervisor' as const] }
    const execute = async (command: Parameters<typeof evaluationStream.decide>[1], key: string) => {
      const outcome = await house.journal.execute(evaluationStream, {
        streamId: 'third-quarter',
        command,
        meta: { actor, key: `evaluation-${key}` },
      })
      assert.ok(outcome.ok, JSON.stringify(outcome))
      return outcome.state
    }
    const drew = await execute(
      { do: 'draw', title: '第三季度', from: '2026-05-01', until: '2026-09-30', size: 3, seed: 'a seed' },
      'draw',
    )
    assert.equal(drew?.cases.length, 3)
    const waiting = (await rows()).get('R8')
    assert.equal(waiting?.state, 'good', 'there is still time')
    assert.notEqual(waiting?.figure, '100%')
    for (const [n, id] of (drew?.cases ?? []).entries())
      await execute(
        {
          do: 'score',
          case: id,
          points: (drew?.list.points ?? []).map(({ id: point, full }, at) =>
            n === 0 && at === 0 ? { id: point, got: full - 1, note: '没有写明证件号' } : { id: point, got: full },
          ),
        },
        id,
      )
    const board = (await rows()).get('R8')
    assert.deepEqual([board?.state, board?.figure], ['good', '100%'])
    const lost = await one(sql`
      select max(n)::int as n from (select count(*) as n from dossier_evaluation d join case_file f on f.id = d.case_id, jsonb_array_elements_text(d.lost) as point
        where d.scored_at is not null group by f.unit_name, point) each`)
    assert.equal(board?.more[0]?.figure, `${lost} 卷`, 'what is lost most is named first')
    assert.ok(board?.more.every(({ title }) => (drew?.list.points ?? []).some((point) => title.endsWith(point.title))))
    assert.equal(
      await broken(sql`update dossier_evaluation set scored_at = null, drawn_at = drawn_at - interval '40 days'`, 'R8'),
      'short',
    )
  })

  test('D6 is green when what was brought was answered in time and the window has its board, and red when not', async () => {
    const met = sql`update matter_limit set met_at = due where met_at is null and due < ${until}::timestamptz`
    const after = async (...changes: readonly ReturnType<typeof sql>[]) => {
      let state: string | undefined
      await database()
        .db.transaction()
        .execute(async (tx) => {
          for (const change of changes) await change.execute(tx)
          state = (await createBoard(tx, clock, checks)()).rows.find(({ row }) => row === 'D6')?.check.state
          throw new Error('back')
        })
        .catch((error: Error) => assert.equal(error.message, 'back'))
      return state
    }
    assert.equal(await after(met), 'good')
    assert.equal(await after(), 'short')
    const late = sql`update matter_limit set met_at = due + interval '1 day' where name = 'accept'`
    assert.equal(await after(met, late), 'short')
    const board = sql`update registry_entry set data = data || '{"board": false}' where kind = 'window'`
    assert.equal(await after(met, board), 'short')
    assert.equal(await after(met, sql`delete from registry_entry where kind = 'window'`), 'short')
  })

  test('each check turns red when the thing is missing', async () => {
    const drop = (type: string) => sql`delete from event where type = ${type}`
    assert.equal(await broken(drop('show-certificates'), 'D4'), 'short')
    assert.equal(await broken(sql`update event set data = data - 'papers' where type = 'issue-notice'`, 'D5'), 'short')
    assert.equal(
      await broken(
        sql`update case_limit set met_at = due + interval '1 day' where name = 'publish' and case_id = (select case_id from case_limit where name = 'publish' limit 1)`,
        'D7',
      ),
      'short',
    )
    assert.equal(
      await broken(sql`update case_limit set met_at = null, due = '2026-08-01T00:00:00Z' where name = 'publish'`, 'D7'),
      'short',
    )
    assert.equal(
      await broken(
        sql`update case_limit set name = 'publication-correction', met_at = due + interval '1 day' where name = 'publish' and met_at is not null and case_id = (select min(case_id) from case_limit where name = 'publish' and met_at is not null)`,
        'D7',
      ),
      'short',
    )
    assert.equal(await broken(sql`update event set data = data - 'papers' where type = 'inspect-site'`, 'R1'), 'short')
    assert.equal(await broken(drop('give-opinion'), 'L6'), 'short')
    assert.equal(await broken(drop('give-opinion'), 'L7'), 'short')
    assert.equal(await broken(drop('record-counsel'), 'L5'), 'short')
    assert.equal(
      await broken(sql`update registry_entry set data = data || '{"filings": []}' where kind = 'review-rules'`, 'L1'),
      'short',
    )
    assert.equal(await broken(sql`delete from registry_entry where kind = 'review-list'`, 'L1'), 'short')
    assert.equal(
      await broken(sql`update event set data = data #- '{input,points,facts}' where type = 'give-opinion'`, 'L8'),
      'short',
    )
    // What is counted is the procedure's own list: where its submissions asked two points, two answers are all, and one isn't.
    const asks = (points: string) => sql`
      with submitted as (
        update event set data = jsonb_set(data, '{opened,0,data,asked}', ${points}::jsonb) where type = 'submit-for-review' returning id
      ) update event set data = jsonb_set(data, '{input,points}', '{"competence":{"answer":"yes"},"conditions":{"answer":"no","reason":"缺少平面图。"}}')
      where type = 'give-opinion'`
    assert.equal(
      await broken(asks('{"competence":"是否属于本机关许可","conditions":"是否符合许可条件"}'), 'L8'),
      'good',
    )
    assert.equal(await broken(asks('{"competence":"是否属于本机关许可","site":"是否符合场所要求"}'), 'L8'), 'short')
    assert.equal(
      await broken(sql`update event set version = version + 1000 where type = 'give-opinion'`, 'L9'),
      'short',
    )
    assert.equal(
      await broken(
        sql`update event set data = jsonb_set(data, '{record,digest}', '"0000"') where type = 'make-decision'`,
        'L9',
      ),
      'short',
    )
    assert.equal(
      await broken(sql`update event set type = 'take-evidence' where type = 'approve-proposal'`, 'L9'),
      'short',
    )
    assert.equal(await broken(sql`delete from paper_number where n = 1`, 'R6'), 'short')
    assert.equal(
      await broken(
        sql`update event set data = jsonb_set(data, '{papers}', (data -> 'papers') - 0) where type = 'make-decision'`,
        'R1',
      ),
      'short',
    )
    assert.equal(
      await broken(
        sql`update registry_entry set data = data || '{"legalQualification": false}' where kind = 'officer'`,
        'L4',
      ),
      'short',
    )
    assert.equal(
      await broken(sql`update registry_entry set data = data || '{"trainings": []}' where kind = 'officer'`, 'L4'),
      'short',
    )
    assert.equal(
      await broken(sql`update registry_entry set data = data || '{"roles": ["officer"]}' where kind = 'officer'`, 'L2'),
      'short',
    )
    assert.equal(await broken(sql`delete from reviewer_roster`, 'L2'), 'short')
    assert.equal(await broken(sql`update reviewer_roster set filed = '{government}'`, 'L2'), 'short')
    assert.equal(
      await broken(
        sql`update event o set actor = r.actor from event r where o.type = 'give-opinion' and r.type = 'report-investigation' and r.stream_id = o.stream_id`,
        'L10',
      ),
      'short',
    )
    for (const change of [
      sql`update event set data = data - 'signed' where type = 'make-decision'`,
      sql`update event set data = data - 'signed' where type = 'report-investigation' or type = 'submit-for-review'`,
      sql`update event set data = data || '{"key": "somebody else"}' where kind = 'signing-key'`,
      sql`update event set happened_at = happened_at + interval '10 years' where kind = 'signing-key'`,
    ])
      assert.equal(await broken(change, 'L10'), 'short')
    assert.equal(await broken(sql`update recorded_act set exception = 'granted'`, 'R2'), 'good')
    assert.equal(await broken(sql`delete from recording where act = 'seize'`, 'R2'), 'short')
    assert.equal(
      await broken(sql`update recorded_act set exception = 'asked' where exception = 'granted'`, 'R2'),
      'short',
    )
    assert.equal(await broken(sql`update recording set state = 'damaged' where act = 'inspect-site'`, 'R2'), 'short')
    const lost = sql`update recording set state = 'damaged', lost = '[[600000, 602000]]' where act = 'inspect-site'`
    assert.equal(await broken(lost, 'R2'), 'short')
    const beside = sql`update recording set state = 'damaged', lost = '[[0, 2000]]' where act = 'inspect-site'`
    assert.equal(
      await broken(
        sql`with b as (${beside} returning id) update recorded_act set exception = 'granted' from b where exception = 'asked'`,
        'R2',
      ),
      'good',
    )
    assert.equal(await broken(sql`delete from registry_entry where kind = 'record-list'`, 'R3'), 'short')
    assert.equal(
      await broken(
        sql`update registry_entry set data = jsonb_set(data, '{filings}', '[]') where kind = 'record-list'`,
        'R3',
      ),
      'short',
    )
    assert.equal(
      await broken(
        sql`update registry_entry set data = jsonb_set(data, '{rows}', (data -> 'rows') - 0) where kind = 'record-list'`,
        'R3',
      ),
      'short',
    )
    const mended = sql`update registry_entry set data = data || '{"state": "in-use", "faults": []}' where kind = 'recorder'`
    assert.equal(await broken(mended, 'R5'), 'good')
    assert.equal(
      await broken(
        sql`update registry_entry set data = data || '{"state": "in-use", "faults": [], "clock": [{"on": "2026-01-01", "off": 0}]}' where kind = 'recorder'`,
        'R5',
      ),
      'short',
    )
    assert.equal(
      await broken(
        sql`update registry_entry set data = data || '{"until": "2020-12-31"}'::jsonb where kind = 'counsel'`,
        'L3',
      ),
      'short',
    )
    assert.equal(await broken(sql`delete from recording_viewing`, 'R9'), 'short')
    assert.equal(await broken(sql`update recording_viewing set ms = 0`, 'R9'), 'short')
    const device = sql`update recording set origin = 'device' where act = 'seize'`
    assert.equal(await broken(device, 'R4'), 'short')
    const ticked = sql`with d as (${device} returning id) insert into recording_mark (stream_id, recording, n, kind, mark)
      select d.id, d.id, line.n, 'wording', jsonb_build_object('card', 'seize:1', 'line', line.n - 1)
      from d, registry_entry w, jsonb_array_elements(w.data -> 'cards') with ordinality as line (said, n) where w.kind = 'wording' and w.entry = 'seize'`
    assert.equal(await broken(ticked, 'R4'), 'good')
    const short = (await rows()).get('D4')?.short
    assert.deepEqual(short, [])
  })
})
