import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openDatabase, sql } from '../src/platform/index.ts'
import { type RunningBureau, startDemo } from './server.ts'
import { verifyExport, verifyPublicCopy, verifyReceipt } from './vectors/stranger.ts'

const flip = (file: string, at = 10): void => {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('what a stranger, a court and the bureau itself can check of a real bureau', () => {
  let bureau: RunningBureau
  let scratch = ''
  let vkey = ''
  let caseId = ''
  let pdf = ''
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'zhaoming-verify-'))
    bureau = await startDemo()
    vkey = (await (await fetch(`${bureau.url}/log.vkey`)).text()).trim()
  })
  after(async () => {
    await bureau?.stop()
    bureau?.remove()
    rmSync(scratch, { recursive: true, force: true })
  })

  test('the public copies of decisions hold, in the eyes of a verifier written from the page alone', async () => {
    const { rows } = (await (await fetch(`${bureau.url}/decisions.json`)).json()) as { rows: { number: string }[] }
    assert.ok(rows.length > 20)
    for (const { number } of rows) {
      const receipt = await (await fetch(`${bureau.url}/decisions/${encodeURIComponent(number)}/receipt`)).text()
      assert.ok(verifyPublicCopy(receipt, vkey, number).content)
      assert.throws(() => verifyPublicCopy(receipt, vkey, `${number}x`))
    }
    const { status, headers } = await fetch(`${bureau.url}/decisions/${encodeURIComponent(rows[0]?.number ?? '')}.pdf`)
    assert.equal(status, 200)
    assert.match(headers.get('etag') ?? '', /^"[0-9a-f]{64}"$/)
  })

  test('the log and every public decision hold from outside, with the counts', async () => {
    const { code, out } = await bureau.cli('verify', '--url', bureau.url)
    assert.equal(code, 0, out)
    assert.match(out, /\d{3,} 条记录与检查点一致/)
    assert.match(out, /公示的决定 \d{2,} 份，凭证全部成立/)
    const other = `${vkey.slice(0, -6)}AAAAA=`
    assert.equal((await bureau.cli('verify', '--url', bureau.url, '--key', other)).code, 1)
    const unreachable = await bureau.cli('verify', '--url', 'http://127.0.0.1:1')
    assert.equal(unreachable.code, 2)
  })

  describe('with the server at rest', () => {
    let key = ''
    before(async () => {
      // Papers are finished in the background: at least one is waited for.
      const db = async <T>(work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
        const database = await openDatabase({ directory: bureau.data })
        try {
          return await work(database)
        } finally {
          await database.close()
        }
      }
      await bureau.stop()
      for (let tries = 0; pdf === '' && tries < 10; tries++) {
        const found = await db(async (database) => {
          const { rows } = await sql<{ case_id: string; pdf: string }>`
            select f.case_id, f.pdf from paper_file f join public_decision d on d.case_id = f.case_id
            where exists (select from case_blob b where b.case_id = f.case_id) order by f.paper limit 1`.execute(
            database.db,
          )
          return rows[0]
        })
        if (found === undefined) {
          await bureau.start()
          await new Promise((resolve) => setTimeout(resolve, 4000))
          await bureau.stop()
        } else ({ case_id: caseId, pdf } = found)
      }
      key = join(scratch, 'key')
      writeFileSync(key, `${vkey}\n`)
    })

    /** Changes something in the database, looks, and puts it back. */
    const tampered = async (change: string, back: string): Promise<{ readonly code: number; readonly out: string }> => {
      const run = async (statement: string) => {
        const database = await openDatabase({ directory: bureau.data })
        await sql.raw(statement).execute(database.db)
        await database.close()
      }
      await run(change)
      const told = await bureau.cli('verify')
      await run(back)
      return told
    }

    test('the whole journal holds, and each single damage is found and named', async () => {
      const whole = await bureau.cli('verify')
      assert.equal(whole.code, 0, whole.out)
      assert.match(
        whole.out,
        /事件摘要：\d{4,} 条[\s\S]*账本：\d{4,} 条，\d+ 个检查点[\s\S]*附件：\d+ 个[\s\S]*数据表：\d+ 份记录/,
      )

      const bit = (table: string, column: string, where: string) =>
        `update ${table} set ${column} = set_bit(${column}, 8, 1 - get_bit(${column}, 8)) where ${where}`
      const tile = bit('log_tile', 'bytes', 'level = 0 and tile_index = 0')
      const digest = bit('event', 'digest', `seq = (select min(seq) + 5 from event)`)
      const leaf = bit('log_leaf', 'digest', 'leaf_index = 3')
      const fact = (from: string, to: string) =>
        `update event set data = jsonb_set(data, '{input,title}', to_jsonb(replace(data #>> '{input,title}', '${from}', '${to}'))) where seq = (select min(seq) from event where type = 'register-clue')`
      for (const [what, change, back, named] of [
        ['a log tile', tile, tile, /数据块 \/tile\/0\/000/],
        ['a digest', digest, digest, /事件 [0-9a-f-]{36}/],
        ['a leaf', leaf, leaf, /账本第 4 条/],
        ['an event', fact('案', '安'), fact('安', '案'), /事件 [0-9a-f-]{36}（case/],
        [
          'a projection',
          `update case_file set stage = stage || 'x' where id = '${caseId}'`,
          `update case_file set stage = replace(stage, 'x', '') where id = '${caseId}'`,
          new RegExp(`数据表与事件不一致.*${caseId}`),
        ],
      ] as const) {
        const { code, out } = await tampered(change, back)
        assert.equal(code, 1, `${what}: ${out}`)
        assert.match(out, named, what)
      }

      const blobs = readdirSync(join(bureau.data, 'blobs'), { recursive: true, encoding: 'utf8' })
      const file = (name: string) => join(bureau.data, 'blobs', name.slice(0, 2), name)
      const evidence =
        blobs.map((name) => name.split('/').at(-1) ?? '').find((name) => /^[0-9a-f]{64}$/.test(name) && name !== pdf) ??
        ''
      for (const name of [evidence, pdf]) {
        flip(file(name))
        const { code, out } = await bureau.cli('verify')
        flip(file(name))
        assert.equal(code, 1, out)
        assert.match(out, new RegExp(`附件 ${name} 的内容被改动`))
      }
      assert.equal((await bureau.cli('verify')).code, 0, 'everything was put back')
    })

    test('a court checks an exported case without the bureau; so does the stranger; and neither takes a changed one', async () => {
      const folder = join(scratch, 'case')
      const made = await bureau.cli('export', caseId, '--out', folder)
      assert.equal(made.code, 0, made.out)
      const held = await bureau.cli('verify', '--export', folder, '--key', key)
      assert.equal(held.code, 0, held.out)
      assert.match(
        held.out,
        /凭证：\d+ 条记录[\s\S]*连续：案件的 \d+ 条[\s\S]*文书：\d+ 份[\s\S]*附件：\d+ 个文件全部相符/,
      )

      const text = readFileSync(join(folder, 'case.json'), 'utf8')
      const hashOf = (name: string) => {
        const file = join(folder, 'files', name)
        return existsSync(file) ? sha256(file) : undefined
      }
      assert.ok(verifyExport(text, vkey, hashOf) > 10)
      assert.ok(readdirSync(join(folder, 'files')).includes(pdf))

      const { events } = JSON.parse(text) as { events: { receipt: string }[] }
      assert.ok(verifyReceipt(events[0]?.receipt ?? '', vkey).shown)

      const forged = async (name: string, forge: (at: string) => void) => {
        const at = join(scratch, name)
        cpSync(folder, at, { recursive: true })
        forge(at)
        const { code, out } = await bureau.cli('verify', '--export', at, '--key', key)
        assert.equal(code, 1, `${name}: ${out}`)
        return out
      }
      const json = (change: (events: { record: Record<string, unknown> }[]) => void) => (at: string) => {
        const content = JSON.parse(text)
        change(content.events)
        writeFileSync(join(at, 'case.json'), JSON.stringify(content))
      }
      assert.match(
        await forged(
          'another-fact',
          json((all) => void Object.assign(all[0]?.record ?? {}, { happenedAt: '2026-01-01T00:00:00.000Z' })),
        ),
        /第 1 条的内容与凭证不符/,
      )
      assert.match(
        await forged(
          'one-less',
          json((all) => void all.splice(1, 1)),
        ),
        /缺少案件的第 2 条/,
      )
      assert.match(
        await forged('another-file', (at) => flip(join(at, 'files', pdf))),
        new RegExp(`文件 ${pdf} 的内容被改动`),
      )
      assert.match(await forged('no-file', (at) => rmSync(join(at, 'files', pdf))), new RegExp(`缺少文件 ${pdf}`))
      const alone = await bureau.cli('verify', '--export', join(folder, 'case.json'), '--key', key)
      assert.equal(alone.code, 0, alone.out)
      assert.match(alone.out, /没有随附文件/)
      assert.equal((await bureau.cli('verify', '--export', folder)).code, 2, 'without a key nothing is proved')
    })
  })
})
