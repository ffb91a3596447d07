import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { units } from '../../../data/bureau.ts'
import { inspectionItems } from '../../../data/lists.ts'
import { createJournal, type Journal, journalMigrations } from '../../journal/index.ts'
import { type Actor, systemActor } from '../../kernel/index.ts'
import {
  createHttp,
  createLog,
  fileBlobs,
  formatOf,
  type Http,
  migrate,
  readTable,
  tableInMemory,
} from '../../platform/index.ts'
import { workbook, writeXlsx, zipOf } from '../../platform/sheets/testing.ts'
import { eachDatabase } from '../../platform/testing.ts'
import {
  draftRoutes,
  draftStream,
  draftTableRoutes,
  type JudgedTableView,
  type RegistryDraftView,
  registryRoutes,
  registryStream,
  streamIdOf,
} from '../index.ts'

const now = '2026-06-15T02:00:00.000Z'
const person = (id: string, unit: string, ...roles: Actor['roles']): Actor => ({
  kind: 'person',
  id,
  name: `${id}某`,
  unit,
  roles,
})
const food = person('夏', 'food', 'officer')

/** What the unit of food answers for, and one entry of another unit. */
const listed = Object.fromEntries(
  Object.values(inspectionItems)
    .slice(0, 4)
    .map((each, n) => [`entry-${n}`, { ...each, unit: n === 3 ? 'prices' : 'food' }]),
)
const ours = Object.entries(listed).filter(([, { unit }]) => unit === 'food')

eachDatabase('lists filled in as tables', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-tables-'))
  after(() => rmSync(directory, { recursive: true, force: true }))
  let app: Http
  let journal: Journal
  let actor = food
  before(async () => {
    const { db } = database()
    await migrate(db, journalMigrations)
    journal = createJournal(database(), { now: () => now })
    journal.register(registryStream)
    journal.register(draftStream)
    await journal.prepare()
    app = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    app.use('/api/*', async (c, next) => {
      c.set('actor', actor)
      await next()
    })
    registryRoutes(app, journal, fileBlobs(directory))
    draftRoutes(app, journal)
    draftTableRoutes(app, journal)
    const put = (kind: 'unit' | 'inspection-item', id: string, data: unknown) =>
      journal.execute(registryStream, {
        streamId: streamIdOf(kind, id),
        command: { kind, id, from: '2026-01-01', data, reason: '公布' },
        meta: { actor: systemActor('setup'), key: `${kind}/${id}` },
      })
    for (const [id, unit] of Object.entries(units)) assert.ok((await put('unit', id, unit)).ok)
    for (const [id, each] of Object.entries(listed)) assert.ok((await put('inspection-item', id, each)).ok)
  })

  const path = '/api/registry-draft-tables/inspection-item'
  const post = (file: Uint8Array | string, ending = '', from = '2026-07-01') =>
    app.request(`${path}${ending}?from=${from}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
    })
  const judge = async (file: Uint8Array | string, from?: string) => {
    const answer = await post(file, '', from)
    const body = (await answer.json()) as JudgedTableView & { refusals?: readonly { code: string; message: string }[] }
    return { status: answer.status, ...body, codes: (body.refusals ?? []).map(({ code }) => code) }
  }
  const rowsOf = async (bytes: Uint8Array): Promise<string[][]> => {
    const source = tableInMemory(bytes)
    const format = await formatOf(source, '')
    assert.ok(format.ok)
    const rows: string[][] = []
    for await (const line of readTable(source, '', format.value)) if ('cells' in line) rows.push([...line.cells])
    return rows
  }
  const download = async (ending: 'csv' | 'xlsx') => {
    const answer = await app.request(`${path}/entries.${ending}`)
    assert.equal(answer.status, 200)
    return new Uint8Array(await answer.arrayBuffer())
  }
  /** The downloaded table, with something done to its rows; cells are quoted as a spreadsheet program does. */
  const edited = async (change: (rows: string[][], at: (title: string) => number) => void): Promise<string> => {
    const rows = await rowsOf(await download('csv'))
    change(rows, (title) => rows[0]?.indexOf(title) ?? -1)
    return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
  }
  const row = (rows: readonly string[][], n: number): string[] => rows[n] ?? assert.fail(`no row ${n}`)

  test('what is downloaded and uploaded again changes nothing, as a workbook and as CSV', async () => {
    actor = food
    for (const ending of ['csv', 'xlsx'] as const) {
      const judged = await judge(await download(ending))
      assert.equal(judged.status, 200, JSON.stringify(judged))
      assert.deepEqual(
        [judged.rows, judged.same, judged.wrong, judged.problems, judged.changes],
        [ours.length, ours.length, 0, [], []],
      )
    }
  })

  test('a row that is changed, one that is new and one that ends are one draft, which says each', async () => {
    actor = food
    const file = await edited((rows, at) => {
      row(rows, 1)[at('抽查频次')] = '每年两次'
      row(rows, 2)[at('终止')] = '是'
      const added = [...row(rows, 1)]
      added[at('标识')] = ''
      added[at('版本')] = ''
      added[at('抽查事项')] = '网络餐饮服务第三方平台抽查'
      added[at('抽查方式')] = '网络监测、书面检查'
      added[at('法律依据')] = '《食品安全法》第六十二条'
      rows.push(added)
    })
    const judged = await judge(file)
    assert.deepEqual(judged.problems, [])
    assert.deepEqual(
      judged.changes.map(({ row: n, what, fields }) => [n, what, fields.length]),
      [
        [2, '变更', 1],
        [3, '终止', 0],
        [ours.length + 2, '新增', judged.changes[2]?.fields.length],
      ],
    )
    const drafted = await app.request('/api/registry-drafts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'inspection-item',
        changes: judged.changes.map(({ id, base, data }) => ({ id, base, data })),
        from: '2026-07-01',
        reason: '年度调整',
        key: 'draft-of-the-table',
      }),
    })
    const draft = (await drafted.json()) as RegistryDraftView
    assert.equal(drafted.status, 200, JSON.stringify(draft))
    assert.deepEqual([draft.changes.length, draft.status], [3, 'drafted'])
    assert.deepEqual(draft.changes[0]?.fields, [
      { title: '抽查频次', before: [ours[0]?.[1].frequency], after: ['每年两次'] },
    ])

    const again = await judge(file)
    assert.match(again.problems.map(({ problem }) => problem).join(), /已经有一份没有办完的草稿/)
    const withdrawn = await app.request(`/api/registry-drafts/${draft.id}/steps`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ do: 'withdraw', key: 'withdraw-the-draft' }),
    })
    assert.equal(withdrawn.status, 200)
  })

  test('every row that is wrong is told with its number, its column and what to do; the good ones stand apart', async () => {
    actor = food
    const file = await edited((rows, at) => {
      row(rows, 1)[at('抽查频次')] = '每季度一次'
      const wrong = (change: (cells: string[]) => void) => {
        const cells = [...row(rows, 1)]
        cells[at('标识')] = ''
        cells[at('版本')] = ''
        change(cells)
        rows.push(cells)
      }
      wrong((cells) => {
        cells[at('抽查事项')] = ''
        cells[at('抽查方式')] = '现场检查、走访'
      })
      wrong((cells) => {
        cells[at('抽查事项')] = '另一个处的事项'
        cells[at('责任机构')] = units.prices?.name ?? ''
      })
      wrong((cells) => {
        cells[at('抽查事项')] = '=HYPERLINK("http://x","y")'
      })
      wrong((cells) => {
        cells[at('抽查事项')] = '没有依据的事项'
        cells[at('法律依据')] = ''
      })
      wrong(() => {})
      wrong((cells) => {
        cells[at('标识')] = row(rows, 2)[at('标识')] ?? ''
        cells[at('版本')] = '1'
      })
      wrong((cells) => {
        cells[at('标识')] = 'nowhere'
        cells[at('版本')] = '1'
      })
    })
    const { rows, same, wrong, changes, problems } = await judge(file)
    assert.deepEqual([rows, same, wrong, changes.length], [ours.length + 7, ours.length - 1, 7, 1])
    const first = ours.length + 2
    const told = problems.map(({ row: n, column, problem }) => `${n - first} ${column}：${problem}`).join('\n')
    for (const line of [
      /^0 抽查方式：“走访”不在可选的内容中/m,
      /^1 责任机构：“另一个处的事项”由.+负责，请由该机构的人员起草$/m,
      /^2 抽查事项：以“=”/m,
      /^3 法律依据：请写明依据/m,
      /^4 抽查事项：已有同名的一条/m,
      /^5 标识：与第 3 行的标识相同/m,
      /^6 标识：没有这个标识/m,
    ])
      assert.match(told, line)

    const report = new Uint8Array(await (await post(file, '/problems.xlsx')).arrayBuffer())
    const [headings, ...lines] = await rowsOf(report)
    assert.deepEqual(headings, ['行', '栏', '内容', '哪里有误'])
    assert.equal(lines.length, problems.length)
    const csv = await (await post(file, '/problems.csv')).text()
    assert.match(csv, /"'=HYPERLINK/, 'what looks like a formula is given back as a text')
  })

  test('an entry that was changed after the download is told, and one whose version is lost is not taken for new', async () => {
    actor = food
    const old = await edited((rows, at) => {
      row(rows, 1)[at('版本')] = '0'
      row(rows, 2)[at('版本')] = ''
    })
    const { problems } = await judge(old)
    assert.deepEqual(
      problems.map(({ row: n, column }) => [n, column]),
      [
        [2, '版本'],
        [3, '版本'],
      ],
    )
    assert.match(problems[0]?.problem ?? '', /现在是第 1 版，表格是按第 0 版填写的/)
  })

  test('a column that is left out keeps what stands; one that is unknown, doubled or without heading is refused', async () => {
    actor = food
    const less = await edited((rows, at) => {
      const place = at('抽查内容')
      row(rows, 1)[at('抽查频次')] = '每年三次'
      for (const cells of rows) cells.splice(place, 1)
    })
    const { changes } = await judge(less)
    assert.equal((changes[0]?.data as { content?: string } | undefined)?.content, ours[0]?.[1].content)
    const with_ = async (heading: string, cell = '某') =>
      (
        await judge(
          await edited((rows) => {
            row(rows, 0).push(heading)
            row(rows, 1).push(cell)
          }),
        )
      ).codes
    assert.deepEqual(await with_('备注'), ['unknown-column'])
    assert.deepEqual(await with_('抽查频次'), ['column-twice'])
    assert.deepEqual(await with_(''), ['no-heading'])
    assert.deepEqual((await judge('名称,电话\n甲,1\n')).codes, ['no-headings'])
    assert.deepEqual((await judge('抽查事项,抽查频次\n甲,1\n')).codes, ['no-key'])
  })

  test('an empty file, no table, only headings, and too many rows are refused with a sentence', async () => {
    actor = food
    assert.deepEqual((await judge('')).codes, ['empty-file'])
    assert.deepEqual((await judge(new Uint8Array([0x25, 0x50, 0x00, 0x01]))).codes, ['not-a-table'])
    assert.deepEqual((await judge(await edited((rows) => rows.splice(1)))).codes, ['empty-file'])
    const many = await edited((rows) => {
      for (let n = 0; n < 2100; n++) rows.push([...row(rows, 1)])
    })
    assert.deepEqual((await judge(many)).codes, ['too-many-rows'])
    assert.equal((await post(new Uint8Array(4 * 1024 * 1024 + 1))).status, 413)
  })

  test('GB18030, as a Chinese spreadsheet program saves it, is read', async () => {
    actor = food
    // 标识,版本,抽查频次,抽查事项 and one row without a key.
    const bytes = Buffer.from(
      'b1eacab6a3acb0e6b1be'.replace('a3ac', '2c') +
        '2cb3e9b2e9c6b5b4ce2cb3e9b2e9cac2cfee0d0a2c2cc3bfc4ead2bbb4ce2cd0c2cac2cfee0d0a',
      'hex',
    )
    const { status, format, problems } = await judge(bytes)
    assert.deepEqual([status, format], [200, 'CSV，GB18030（GBK）'])
    assert.match(problems.map(({ problem }) => problem).join(), /请填写责任机构/)
  })

  test('a formula, a bomb and a bundle of entities in a workbook are refused, each with its sentence', async () => {
    actor = food
    const titles = ['标识', '版本', '抽查事项', '抽查频次']
    const book = (sheet: string, more: Readonly<Record<string, Uint8Array>> = {}) =>
      zipOf({ ...workbook(sheet), ...more })
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const head = `<row r="1">${titles.map((title, n) => cell(`${'ABCD'[n]}1`, title)).join('')}</row>`
    const formula = book(
      `${head}<row r="2">${cell('C2', '新事项')}<c r="D2" t="str"><f>A1&amp;B1</f><v>每年</v></c></row>`,
    )
    const { problems } = await judge(formula)
    assert.deepEqual(problems[0], {
      row: 2,
      column: 'D 列',
      value: '',
      problem: '单元格里是公式；请复制后用“粘贴为数值”改成文字，再上传',
    })
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${[1, 2, 3, 4, 5, 6, 7, 8, 9]
      .map((n) => `<!ENTITY lol${n} "${`&lol${n === 1 ? '' : n - 1};`.repeat(10)}">`)
      .join('')}]>`
    assert.deepEqual(
      (
        await judge(
          book(head, {
            'xl/worksheets/sheet1.xml': new TextEncoder().encode(
              `<?xml version="1.0"?>${laughs}<worksheet>&lol9;</worksheet>`,
            ),
          }),
        )
      ).codes,
      ['unsafe-workbook'],
    )
    const bomb = book(head, { 'xl/media/image1.xml': Buffer.alloc(201 * 1024 * 1024) })
    assert.ok(bomb.length < 4 * 1024 * 1024)
    assert.deepEqual((await judge(bomb)).codes, ['workbook-too-large'])
    assert.deepEqual((await judge(book(head).subarray(0, 300))).codes, ['broken-workbook'])
  })

  test('text that only looks like a formula is written as text and comes back as it was', async () => {
    actor = food
    const book = await writeXlsx({
      titles: ['标识', '版本', '抽查事项', '抽查频次'],
      kinds: ['plain', 'plain', 'plain', 'plain'],
      rows: [[ours[0]?.[0], 1, '-1 度以下冷藏的抽查', ours[0]?.[1].frequency]],
      name: '表',
    })
    const { changes } = await judge(book)
    assert.equal((changes[0]?.data as { name?: string } | undefined)?.name, '-1 度以下冷藏的抽查')
    const kept = await judge(await edited((rows, at) => (row(rows, 1)[at('抽查事项')] = "'@某平台抽查")))
    assert.equal((kept.changes[0]?.data as { name?: string } | undefined)?.name, '@某平台抽查')
  })

  test('who drafts nothing gets neither table nor answer; another unit has its own entries', async () => {
    actor = person('程', 'legal', 'system-admin')
    assert.equal((await app.request(`${path}/entries.csv`)).status, 403)
    assert.equal((await post('标识\n')).status, 403)
    actor = person('尹', 'prices', 'clerk')
    const rows = await rowsOf(await download('csv'))
    assert.deepEqual(
      rows.slice(1).map(([id]) => id),
      ['entry-3'],
    )
    assert.equal((await app.request('/api/registry-draft-tables/phrase/entries.csv')).status, 404)
  })
})
