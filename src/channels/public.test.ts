import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { calendar, type House, matters, openHouse } from '../house.ts'
import { newId } from '../kernel/index.ts'
import { type Blobs, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { caseQueryStream } from './case-query.ts'
import { codeHash, newCode } from './code.ts'
import type { decideMatter } from './decide.ts'
import type { Typed } from './intake.ts'
import { type Channels, createChannels } from './public.ts'

const typed: Typed = {
  kind: 'complaint',
  anonymous: false,
  name: '钱多多',
  phone: '138 0000 0000',
  address: '假名路 1 号',
  against: '云上假想商行',
  againstCode: '',
  againstAddress: '虚构路 2 号',
  content: '电热水壶漏水。',
  claim: '退款 199 元',
  code: '',
}
const png = { name: '照片.png', bytes: Buffer.from('89504e470d0a1a0a0000', 'hex') }

eachDatabase('complaints on the portal', (database) => {
  const clock = simulatedClock('2026-05-06T02:00:00.000Z')
  let house: House
  let channels: Channels
  const kept = new Map<string, Buffer>()
  const blobs = {
    put: async (bytes: Uint8Array) => {
      const sha256 = codeHash(Buffer.from(bytes).toString('hex')).slice(0, 63) + (bytes.length % 10)
      kept.set(sha256, Buffer.from(bytes))
      return { sha256, size: bytes.length }
    },
    read: async (sha256: string) => kept.get(sha256),
  } as unknown as Blobs
  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
    channels = createChannels(house.journal, house.casework, matters, calendar, blobs, 'https://scjg.example')
  })
  const forget = () => sql`delete from code_attempt`.execute(database().db)

  test('what is typed becomes a complaint with number and code; sent twice it is one', async () => {
    const code = newCode()
    const first = await channels.receive({ ...typed, code }, [png], [], '10.0.0.1')
    assert.ok(first.kind === 'received')
    assert.match(first.number, /^TS2026-\d{4}$/)
    assert.equal(first.code, code)
    const again = await channels.receive({ ...typed, code }, [png], [], '10.0.0.1')
    assert.ok(again.kind === 'received')
    assert.equal(again.number, first.number)
    // The code itself is nowhere in the database.
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from event where data::text like ${`%${code}%`} or data::text like ${`%${code.replaceAll('-', '')}%`}`.execute(
      database().db,
    )
    assert.equal(rows[0]?.n, 0)
    await forget()
  })

  test('everything that is wrong is told at once, and files that were taken are kept', async () => {
    const answer = await channels.receive(
      { ...typed, phone: '12', claim: '', againstCode: '123' },
      [png, { name: '视频.mp4', bytes: Buffer.from('0000001866747970', 'hex') }],
      [],
      '10.0.0.2',
    )
    assert.ok(answer.kind === 'wrong')
    assert.deepEqual(answer.wrong.map(({ field }) => field).toSorted(), ['againstCode', 'files', 'phone'])
    assert.deepEqual(
      answer.kept.map(({ name }) => name),
      ['照片.png'],
    )
    const mended = await channels.receive(typed, [], answer.kept, '10.0.0.2')
    assert.ok(mended.kind === 'received')
    const big = { name: '大.png', bytes: Buffer.concat([png.bytes, Buffer.alloc(5 * 1024 * 1024)]) }
    const tooBig = await channels.receive(typed, [big], [], '10.0.0.2')
    assert.ok(tooBig.kind === 'wrong' && /5 MB/.test(tooBig.wrong[0]?.message ?? ''))
    const many = await channels.receive(
      typed,
      Array.from({ length: 6 }, () => png),
      [],
      '10.0.0.2',
    )
    assert.ok(many.kind === 'wrong' && /最多 5 个/.test(many.wrong[0]?.message ?? ''))
    await forget()
  })

  test('an anonymous report keeps no name, whatever stood in the fields', async () => {
    const taken = await channels.receive({ ...typed, kind: 'report', anonymous: true }, [], [], '10.0.0.3')
    assert.ok(taken.kind === 'received')
    const { rows } = await sql<{ person: unknown }>`
      select state -> 'person' as person from stream where kind = 'matter' and state ->> 'number' = ${taken.number}`.execute(
      database().db,
    )
    assert.equal(rows[0]?.person ?? null, null)
    await forget()
  })

  test('number and code lead to the steps, the limit with its date, and that its article is unverified', async () => {
    const taken = await channels.receive(typed, [], [], '10.0.0.4')
    assert.ok(taken.kind === 'received')
    const asked = {
      number: taken.number.toLowerCase(),
      code: taken.code.toLowerCase().replaceAll('-', ''),
      address: '10.0.0.4',
    }
    const answer = await channels.follow(asked)
    assert.ok(answer.kind === 'found')
    assert.equal(answer.followed.stage, '已登记')
    assert.deepEqual(
      answer.followed.limits.map(({ title, unverified }) => [title, unverified]),
      [['决定是否受理并告知', '市场监督管理投诉举报处理办法']],
    )
    await forget()
  })

  test('an unknown number and a wrong code are told alike; who guesses is cut off, for the number and for the address', async () => {
    const taken = await channels.receive(typed, [], [], '10.0.0.5')
    assert.ok(taken.kind === 'received')
    const kinds = { no: 0, 'too-often': 0, found: 0 }
    for (let n = 0; n < 1000; n++) {
      const { kind } = await channels.follow({ number: taken.number, code: newCode(), address: `10.1.${n % 250}.1` })
      kinds[kind]++
    }
    assert.deepEqual([kinds.no, kinds.found], [20, 0])
    // The right code has to wait as well: nobody learns from it that it is right.
    assert.equal((await channels.follow({ ...taken, address: '10.2.0.1' })).kind, 'too-often')
    await forget()
    assert.deepEqual(await channels.follow({ number: taken.number, code: newCode(), address: '10.3.0.1' }), {
      kind: 'no',
    })
    assert.deepEqual(await channels.follow({ number: 'TS2026-9999', code: newCode(), address: '10.3.0.1' }), {
      kind: 'no',
    })
    assert.deepEqual(await channels.follow({ number: '; drop table', code: '', address: '10.3.0.1' }), { kind: 'no' })
    for (let n = 0; n < 30; n++) await channels.follow({ number: `TS2026-8${n}`, code: newCode(), address: '10.4.0.1' })
    assert.equal(
      (await channels.follow({ number: 'TS2026-0001', code: newCode(), address: '10.4.0.1' })).kind,
      'too-often',
    )
    await forget()
  })

  test('whoever floods the form is asked to wait, and loses nothing of what was typed', async () => {
    for (let n = 0; n < 20; n++) await channels.receive({ ...typed, content: `第 ${n} 件` }, [], [], '10.0.0.9')
    assert.equal((await channels.receive(typed, [], [], '10.0.0.9')).kind, 'too-often')
    await forget()
  })

  test('what is decided is a letter, which number and code bring as PDF, and nobody else’s do', async () => {
    const taken = await channels.receive(typed, [], [], '10.0.0.6')
    const other = await channels.receive({ ...typed, content: '另一件。' }, [], [], '10.0.0.6')
    assert.ok(taken.kind === 'received' && other.kind === 'received')
    const clerk = demoActors.get('yin.chunlei') ?? assert.fail()
    const { rows } = await sql<{
      id: string
    }>`select stream_id as id from matter where number = ${taken.number}`.execute(database().db)
    const { ok } = await house.journal.execute(matters, {
      streamId: rows[0]?.id ?? '',
      command: { do: 'refuse', data: { ground: 'three-years', reasons: '可以起诉。', told: 'online' } },
      meta: { actor: clerk, key: 'refuse-for-a-letter' },
    })
    assert.ok(ok)
    const asked = { ...taken, address: '10.6.0.1' }
    const answer = await channels.follow(asked)
    assert.ok(answer.kind === 'found')
    const letter = answer.followed.steps.at(-1)?.letter
    assert.equal(letter?.title, '投诉不予受理告知书')
    const got = await channels.letter(asked, letter?.id ?? '')
    assert.ok(got.kind === 'found')
    assert.equal(got.letter.name, `投诉不予受理告知书（${taken.number}）.pdf`)
    assert.equal(Buffer.from(got.letter.pdf.subarray(0, 5)).toString(), '%PDF-')
    for (const [who, id] of [
      [{ ...asked, code: newCode() }, letter?.id],
      [{ ...other, address: '10.6.0.1' }, letter?.id],
      [asked, newId()],
    ] as const)
      assert.deepEqual(await channels.letter(who, id ?? ''), { kind: 'no' })
    await forget()
  })

  test('who minds a matter is told: the window of what came over the net, and whoever it is given to', async () => {
    const taken = await channels.receive(typed, [], [], '10.0.0.7')
    assert.ok(taken.kind === 'received')
    const { rows } = await sql<{
      id: string
    }>`select stream_id as id from matter where number = ${taken.number}`.execute(database().db)
    const id = rows[0]?.id ?? ''
    const told = async (name: string) => {
      await house.casework.notices.tell()
      const { items } = await house.casework.notices.page(demoActors.get(name) ?? assert.fail(), {
        unread: true,
        page: 1,
      })
      return items.flatMap(({ about, text }) => (about.kind === 'matter' && about.id === id ? [text] : []))
    }
    const does = async (name: string, command: Parameters<typeof decideMatter>[1]) => {
      clock.set(new Date(Date.parse(clock.now()) + 60_000).toISOString())
      const outcome = await house.journal.execute(matters, {
        streamId: id,
        command,
        meta: { actor: demoActors.get(name) ?? assert.fail(), key: `${id} ${command.do}` },
      })
      assert.ok(outcome.ok, JSON.stringify(outcome))
    }
    assert.deepEqual(await told('yin.chunlei'), [`网上收到投诉 ${taken.number}（云上假想商行），等窗口办理`])
    await does('yin.chunlei', { do: 'assign', data: { unit: 'inspection', handler: 'song.qiaoyun' } })
    assert.deepEqual(await told('yin.chunlei'), [], 'what is taken up waits no longer')
    assert.deepEqual(await told('song.qiaoyun'), [`尹春雷把投诉 ${taken.number}（云上假想商行）交给您办理`])
    await does('song.qiaoyun', { do: 'accept', data: { told: 'phone' } })
    await does('song.qiaoyun', {
      do: 'ask-mediator-recusal',
      data: { by: 'complainant', mediator: '宋巧云', reasons: '是店主的表姐。' },
    })
    assert.match((await told('luo.haosheng')).join(), /中止调解，等您决定是否回避：是店主的表姐。/)
    await does('luo.haosheng', { do: 'decide-mediator-recusal', data: { outcome: 'yes', reasons: '系近亲属。' } })
    assert.deepEqual(await told('luo.haosheng'), [])
    await forget()
  })

  test('a party’s code is handed out by who handles the case, once it has a number, and is ended by a newer one', async () => {
    const officer = demoActors.get('song.qiaoyun')
    assert.ok(officer !== undefined)
    const opened = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: '某店涉嫌销售过期食品案',
        source: 'inspection',
        receivedAt: clock.now(),
        content: '检查发现。',
        unit: 'inspection',
      },
      key: 'clue-for-a-code',
    })
    assert.ok(opened.ok, JSON.stringify(opened))
    const caseId = opened.events[0]?.streamId ?? ''
    const handOut = async (by: string, code: string, more: object = {}, of = caseId) => {
      const actor = demoActors.get(by)
      assert.ok(actor !== undefined)
      return house.journal.execute(caseQueryStream, {
        streamId: newId(),
        command: { caseId: of, to: '钱多多', code: codeHash(code), ...more },
        meta: { actor, key: `${by} ${code}` },
      })
    }
    const refusedFor = async (by: string, more: object = {}, of = caseId) => {
      const outcome = await handOut(by, newCode(), more, of)
      return outcome.ok ? [] : outcome.refusals.map(({ code }) => code)
    }
    assert.deepEqual(await refusedFor('song.qiaoyun'), ['no-case-number'])
    assert.deepEqual(await refusedFor('song.qiaoyun', {}, newId()), ['no-case'])
    await sql`update case_file set number = '澄市监立〔2026〕7号' where id = ${caseId}`.execute(database().db)
    assert.deepEqual(await refusedFor('you.jingming'), ['not-your-case'])
    assert.deepEqual(await refusedFor('song.qiaoyun', { party: 'nobody' }), ['whose-code'])
    const [old, code] = [newCode(), newCode()]
    assert.ok((await handOut('song.qiaoyun', old)).ok)
    clock.set(new Date(Date.parse(clock.now()) + 1000).toISOString())
    assert.ok((await handOut('song.qiaoyun', code)).ok)
    const ask = (given: string) => channels.follow({ number: '澄市监立[2026]7号', code: given, address: '10.5.0.1' })
    assert.equal((await ask(old)).kind, 'no')
    const answer = await ask(code)
    assert.ok(answer.kind === 'found')
    assert.equal(answer.followed.stage, '线索核查')
    assert.ok(answer.followed.limits.some(({ basis }) => basis[0]?.article === 18))
    // Nothing of who handles it, of evidence or of opinions.
    assert.ok(!JSON.stringify(answer).includes('宋巧云'))
    await forget()
  })

  test('the bureau’s own record counts what was met in time and what is late', async () => {
    const before_ = await channels.record()
    assert.ok(before_.received > 3)
    assert.equal(before_.lateNow, 0)
    clock.set('2026-06-30T02:00:00.000Z')
    const after = await channels.record()
    assert.ok(after.lateNow > 3 && after.onTime < after.due)
  })

  test('the window shows posts and people, and numbers whose middle is masked', async () => {
    const [hall] = await channels.windows()
    assert.ok(hall?.posts.some(({ officer }) => officer === '尹春雷'))
    const queue = await channels.queue()
    assert.ok(queue.length > 0 && queue.every(({ number }) => /^(TS|ZX)\*{4}-\d{4}$/.test(number)))
  })
})
