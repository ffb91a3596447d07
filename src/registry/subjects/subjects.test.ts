import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createJournal, type Journal, journalMigrations } from '../../journal/index.ts'
import { type Actor, digestOf, identityCardCheckDigit, usccCheckDigit } from '../../kernel/index.ts'
import { type Blobs, fileBlobs, formatOf, migrate, sql, systemClock } from '../../platform/index.ts'
import { eachDatabase } from '../../platform/testing.ts'
import { checkRow } from './check-row.ts'
import { findSubjects, subjectByCode, versionsOf } from './find.ts'
import { beginImport, progressOf, runImport } from './import.ts'
import { importStream } from './import-stream.ts'
import { positionOf } from './position.ts'
import { mappingOf, type Subject } from './subject.ts'
import { subjectMigrations } from './tables.ts'
import { digestOfSubject } from './take.ts'

const keeper: Actor = { kind: 'person', id: 'keeper', name: '程以安', unit: 'network', roles: ['system-admin'] }
const codeOf = (n: number, kind = '91'): string => {
  const first = `${kind}339900MA9${String(n).padStart(6, '0')}`
  return first + usccCheckDigit(first)
}
const headings = ['统一社会信用代码', '企业名称', '登记状态', '住所', '区县', '经度', '纬度']
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')

test('headings are known by what they are called elsewhere too, whatever brackets and stars stand in them', () => {
  assert.deepEqual(mappingOf(['序号', '*企业名称', '社会信用代码', '住所（经营场所）', '经 度']), {
    name: 1,
    code: 2,
    address: 3,
    lon: 4,
  })
})

test('what is wrong in a row is told cell by cell, with what to do', () => {
  const mapping = mappingOf([...headings, '身份证号', '坐标系'])
  const good = ['', '澄州云朵食品有限公司', '存续（在营、开业、在册）', '', '', '', '', '', '']
  const judge = (change: Readonly<Record<number, string>>) => {
    const row = good.with(0, codeOf(1))
    for (const [place, value] of Object.entries(change)) row[Number(place)] = value
    const checked = checkRow(row, mapping)
    return 'problems' in checked ? checked.problems.map(({ column, problem }) => `${column}：${problem}`) : []
  }
  assert.deepEqual(judge({}), [])
  assert.deepEqual(judge({ 0: '' }), ['统一社会信用代码：没有填写'])
  assert.match(judge({ 0: `${codeOf(1).slice(0, 17)}${codeOf(1).endsWith('0') ? '1' : '0'}` })[0] ?? '', /校验位不对/)
  assert.match(judge({ 0: '9.13399E+17' })[0] ?? '', /科学计数/)
  assert.match(judge({ 1: '#REF!' })[0] ?? '', /出错的公式/)
  assert.match(judge({ 2: '不详' })[0] ?? '', /认不出这个登记状态/)
  assert.match(judge({ 5: '30.1', 6: '120.1' })[0] ?? '', /不在中国的范围内/)
  assert.match(judge({ 5: '120.1' })[0] ?? '', /纬度：没有填写/)
  assert.match(judge({ 5: '120.1', 6: '30.1', 8: 'BD-09' })[0] ?? '', /不支持这个坐标系/)
  assert.match(judge({ 7: '339901199001011234' })[0] ?? '', /校验位|出生/)
  const id17 = '33990119900101123'
  assert.deepEqual(judge({ 7: `${id17}${identityCardCheckDigit(id17)}` }), [])
  assert.deepEqual(judge({ 0: '', 1: '' }).length, 2)
})

test('the digest of a subject is that of its canonical JSON', () => {
  const subject: Subject = {
    name: '澄州“引号”\\商行\u2028😀',
    code: '92339900MC0000001A',
    status: 'active',
    kind: 'household',
    lon: 120.5,
    lat: 30,
    datum: 'gcj02',
    scope: '食品\t销售',
  }
  assert.equal(digestOfSubject(subject), digestOf(subject))
})

test('a name that looks like a formula stays a text', () => {
  const checked = checkRow([codeOf(3), "'=cmd|calc", '存续'], mappingOf(headings))
  assert.equal('subject' in checked && checked.subject.name, '=cmd|calc')
})

test('places given in GCJ-02 are brought to WGS-84, some hundred metres away', () => {
  const given = { lon: 116.404, lat: 39.915 }
  const { lon, lat } = positionOf(given, 'gcj02')
  assert.deepEqual(positionOf(given, 'wgs84'), given)
  // A known pair of the two systems, in Beijing.
  assert.ok(Math.abs(lon - 116.39776) < 0.0001 && Math.abs(lat - 39.9136) < 0.0001, `${lon} ${lat}`)
})

eachDatabase('the register of subjects', (database) => {
  let journal: Journal
  let blobs: Blobs
  let folder: string
  before(async () => {
    await migrate(database().db, [...journalMigrations, ...subjectMigrations])
    journal = createJournal(database(), systemClock)
    journal.register(importStream)
    await journal.prepare()
    folder = mkdtempSync(join(tmpdir(), 'zhaoming-subjects-'))
    blobs = fileBlobs(folder)
  })
  after(() => rmSync(folder, { recursive: true }))

  const take = async (content: string | Uint8Array, asOf = '2026-05-01', actor = keeper) => {
    const { sha256, size } = await blobs.put(typeof content === 'string' ? new TextEncoder().encode(content) : content)
    const sheet = await formatOf(blobs, sha256)
    assert.ok(sheet.ok, JSON.stringify(sheet))
    const begun = await beginImport(journal, actor, {
      file: { blob: sha256, name: '名录.csv', size },
      sheet: sheet.value,
      headings: 1,
      about: 0,
      mapping: mappingOf(headings),
      source: '省局市场主体库',
      asOf,
    })
    assert.ok(begun.ok, JSON.stringify(begun))
    await runImport(journal, blobs, begun.id)
    const { rows: problems } = await sql<{ row: number; problem: string }>`
      select row, problem from subject_import_problem where import = ${begun.id} order by row, n`.execute(database().db)
    const state = (await journal.state(importStream, begun.id))?.state
    return { id: begun.id, tally: state?.tally, state, problems }
  }

  test('a file is taken in, its bad rows told, and the same file again changes nothing', async () => {
    const rows = [
      headings,
      [codeOf(10), '澄州云朵食品有限公司', '存续', '明远路 1 号', '云岭区', '124.1', '30.1'],
      [codeOf(11, '92'), '澄州青禾面馆', '注销', '', '东浦区', '', ''],
      ['123', '代码不对的公司', '存续', '', '', '', ''],
      [codeOf(10), '澄州云朵食品有限公司', '存续', '又一次', '', '', ''],
    ]
    const first = await take(csv(rows))
    assert.deepEqual(first.tally, { added: 2, changed: 0, same: 0, refused: 1, repeated: 1, older: 0 })
    assert.equal(first.state?.state, 'finished')
    assert.match(
      first.problems.map(({ row, problem }) => `${row} ${problem}`).join('\n'),
      /^4 .*18 位.*\n5 与本文件第 2 行的代码相同/,
    )
    const again = await take(csv(rows))
    assert.deepEqual(again.tally, { added: 0, changed: 0, same: 2, refused: 1, repeated: 1, older: 0 })
    const household = await subjectByCode(database().db, codeOf(11, '92'))
    assert.equal(household?.kind, 'household')
    assert.equal(household?.status, 'cancelled')
  })

  test('a file in GB18030 is taken in, cells that spreadsheets would run stay texts, and rows are told by a spreadsheet’s numbers', async () => {
    // 统一社会信用代码,企业名称,登记状态,住所 / … 䶮 has no place in GBK, only in GB18030.
    const head = 'cdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2cc6f3d2b5c3fbb3c62cb5c7bcc7d7b4ccac2cd7a1cbf9'
    const name = Buffer.concat([Buffer.from("'=HYPERLINK(1)", 'latin1'), Buffer.from('b5ea', 'hex')])
    const active = Buffer.from('b4e6d0f8', 'hex')
    const row = (code: string, called: Uint8Array, address: string) =>
      Buffer.concat([Buffer.from(`${code},`), called, Buffer.from(','), active, Buffer.from(`,"${address}"\r\n`)])
    const bytes = Buffer.concat([
      Buffer.from(`${head}0d0a`, 'hex'),
      row(codeOf(40), name, '@SUM(1)\n+2'),
      row(codeOf(41), Buffer.from('fe9fb5ea', 'hex'), '-1'),
      row('=cmd|x', Buffer.from('b5ea', 'hex'), ''),
    ])
    const { tally, problems } = await take(bytes)
    assert.deepEqual([tally?.added, tally?.refused], [2, 1])
    assert.deepEqual(
      problems.map((problem) => problem.row),
      [4],
    )
    const { db } = database()
    const first = await subjectByCode(db, codeOf(40))
    assert.deepEqual([first?.name, first?.address], ['=HYPERLINK(1)店', '@SUM(1) +2'])
    assert.equal((await subjectByCode(db, codeOf(41)))?.name, '䶮店')
  })

  test('who imported what, with what outcome, stands in the journal', async () => {
    const { id } = await take(csv([headings, [codeOf(12), '澄州拾光便利店有限公司', '存续', '', '', '', '']]))
    const events = await journal.read('subject-import', id)
    assert.deepEqual(
      events.map(({ type, actor }) => [type, actor.name]),
      [
        ['begin-import', '程以安'],
        ['finish-import', '系统（导入）'],
      ],
    )
    assert.match(JSON.stringify(events[0]?.data), /"blob":"[0-9a-f]{64}"/)
  })

  test('a changed row becomes a version and the one before is kept; older data doesn’t replace newer', async () => {
    const code = codeOf(20)
    await take(csv([headings, [code, '澄州半亩商贸有限公司', '存续', '旧址', '', '', '']]), '2026-05-01')
    const changed = await take(
      csv([headings, [code, '澄州半亩商贸有限公司', '存续', '新址', '', '', '']]),
      '2026-06-01',
    )
    assert.equal(changed.tally?.changed, 1)
    const older = await take(
      csv([headings, [code, '澄州半亩商贸有限公司', '存续', '更旧的址', '', '', '']]),
      '2026-01-01',
    )
    assert.equal(older.tally?.older, 1)
    assert.match(older.problems[0]?.problem ?? '', /已有 2026-06-01 的数据/)
    assert.equal((await subjectByCode(database().db, code))?.address, '新址')
    assert.deepEqual(
      (await versionsOf(database().db, code)).map(({ version, address, asOf }) => [version, address, asOf]),
      [[1, '旧址', '2026-05-01']],
    )
  })

  test('only who keeps the register imports', async () => {
    const { sha256, size } = await blobs.put(new TextEncoder().encode('x'))
    const refused = await beginImport(
      journal,
      { ...keeper, roles: ['officer'] },
      {
        file: { blob: sha256, name: 'x.csv', size },
        sheet: { format: 'csv', encoding: 'utf-8' },
        headings: 1,
        about: 0,
        mapping: mappingOf(headings),
        source: '自报',
        asOf: '2026-05-01',
      },
    )
    assert.equal(refused.ok ? '' : refused.refusals[0]?.code, 'not-your-role')
  })

  test('subjects are found by the beginning of a code and by any two characters of the name', async () => {
    await take(csv([headings, [codeOf(30), '澄州鹿角文化传媒有限公司', '存续', '', '', '', '']]))
    const { db } = database()
    assert.deepEqual(
      (await findSubjects(db, { q: '鹿角' }, 1)).rows.map(({ code }) => code),
      [codeOf(30)],
    )
    assert.deepEqual(
      (await findSubjects(db, { q: codeOf(30).slice(0, 16) }, 1)).rows.map(({ name }) => name),
      ['澄州鹿角文化传媒有限公司'],
    )
    assert.deepEqual((await findSubjects(db, { q: '鹿茸' }, 1)).rows, [])
  })

  test('whoever was stopped goes on after the last batch, and counts no row twice', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => [
      codeOf(100_000 + n),
      `澄州麦浪第${n}分店`,
      '存续',
      '',
      '',
      '',
      '',
    ])
    const { sha256, size } = await blobs.put(new TextEncoder().encode(csv([headings, ...rows, rows[3] ?? []])))
    const begun = await beginImport(journal, keeper, {
      file: { blob: sha256, name: '大.csv', size },
      sheet: { format: 'csv', encoding: 'utf-8' },
      headings: 1,
      about: 0,
      mapping: mappingOf(headings),
      source: '省局',
      asOf: '2026-05-01',
    })
    assert.ok(begun.ok)
    await runImport(journal, blobs, begun.id, { signal: AbortSignal.abort() })
    assert.equal((await progressOf(database().db, begun.id))?.added, 1000)
    await runImport(journal, blobs, begun.id)
    const state = (await journal.state(importStream, begun.id))?.state
    assert.deepEqual(state?.tally, { added: 2500, changed: 0, same: 0, refused: 0, repeated: 1, older: 0 })
    assert.equal(await runImport(journal, blobs, begun.id), undefined)
  })
})
