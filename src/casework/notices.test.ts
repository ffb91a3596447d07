import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { demoActors, fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { addDays } from '../calendar/index.ts'
import { calendar, type House, openHouse } from '../house.ts'
import { type Actor, identityCardCheckDigit, newId } from '../kernel/index.ts'
import { migrate, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { allInForce, type DraftCommand, draftStream } from '../registry/index.ts'
import { laterNoticeMigrations, noticeMigrations } from './notices.ts'
import { sendNotices, signedBy } from './send-notices.ts'

const actor = (name: string): Actor => demoActors.get(name) ?? assert.fail(name)
const officer = actor('song.qiaoyun')
const second = actor('du.renjie')
const head = actor('luo.haosheng')
const leader = actor('jiang.siqi')
const start = '2026-03-02T01:00:00.000Z'
/** So many working days after the start, at nine in the morning. */
const workday = (count: number): string => {
  let day = start.slice(0, 10)
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) left--
  }
  return `${day}T01:00:00.000Z`
}

eachDatabase('notices of before', (database) => {
  test('are about what they were about, and what waited for an answer still waits', async () => {
    const { db } = database()
    const [withDrafts, ...later] = laterNoticeMigrations
    assert.ok(withDrafts !== undefined)
    await migrate(db, [...noticeMigrations, withDrafts])
    await sql`insert into notice (id, person, source, clock, kind, case_id, retrieval, draft, text, at) values
      (${newId()}, 'a', '1', null, 'done', 'c1', null, null, '', now()),
      (${newId()}, 'a', '2', 'retrieval/r1', 'retrieval', 'c1', 'r1', null, '', now()),
      (${newId()}, 'a', '3', 'registry-draft/d1/review', 'draft', null, null, 'd1', '', now())`.execute(db)
    await migrate(db, [...noticeMigrations, withDrafts, ...later])
    const { rows } = await sql<
      Record<string, unknown>
    >`select about_kind, about, clock from notice order by source`.execute(db)
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        ['case', 'c1', null],
        ['retrieval', 'r1', 'retrieval/r1/answer'],
        ['draft', 'd1', 'registry-draft/d1/review'],
      ],
    )
  })
})

eachDatabase('what people are told', (database) => {
  const clock = simulatedClock(start)
  let house: House
  let asked = 0
  let key = 0
  before(async () => {
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        asked++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    house = await openHouse({ ...database(), db: database().db.withPlugin(counting) }, clock, demoPens)
    await fillRegistry(house)
  })
  const done = <T extends { readonly ok: boolean }>(outcome: T): T => {
    assert.ok(outcome.ok, JSON.stringify(outcome))
    return outcome
  }
  const open = async (title: string): Promise<string> => {
    const outcome = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title,
        source: 'inspection',
        receivedAt: clock.now(),
        content: '货架上有无标签炒货。',
        unit: 'inspection',
      },
      key: `open-${key++}`,
    })
    return outcome.ok ? (outcome.events[0]?.streamId ?? '') : assert.fail(JSON.stringify(outcome))
  }
  const act = async (who: Actor, id: string, name: string, data: Readonly<Record<string, unknown>>) =>
    done(await house.casework.act(who, id, { act: name, data, key: `act-${key++}` }))
  const run = () => house.casework.notices.run()
  const warned = async (id: string) =>
    (
      await sql<{ step: number; at: string; names: readonly { name: string }[]; lifted_at: string | null }>`
        select step, at, persons as names, lifted_at from limit_warning where case_id = ${id} order by at, step`.execute(
        database().db,
      )
    ).rows
  const inbox = async (who: Actor, unread = true) => (await house.casework.notices.page(who, { unread, page: 1 })).items

  test('a limit that comes near is told to the head before, to the leaders when it was missed: once each, and in order', async () => {
    clock.set(start)
    const id = await open('无人过问案')
    for (let day = 1; day <= 17; day++) {
      clock.set(workday(day))
      await run()
      await run()
    }
    // Fifteen working days; nobody handles it yet, so the head of the unit is told in the handlers' stead.
    assert.deepEqual(
      (await warned(id)).map(({ step, at, names }) => [step, at, names.map(({ name }) => name).toSorted()]),
      [
        [1, workday(10), ['骆浩升']],
        [2, workday(13), ['骆浩升']],
        [3, workday(16), ['何闻舟', '江思齐', '陆明远', '骆浩升'].toSorted()],
      ],
    )
    const mine = (await inbox(leader)).filter(({ about }) => about.id === id)
    assert.equal(mine.length, 1)
    assert.match(mine[0]?.text ?? '', /“核查并决定是否立案”已经超期（发现线索或者收到材料次日.+15 个工作日.+至 /)
    assert.equal((await inbox(officer)).filter(({ kind }) => kind === 'warning').length, 0)
    const view = await house.casework.case(leader, id)
    assert.ok(view !== undefined && 'limits' in view)
    assert.deepEqual(
      view.limits.flatMap(({ warned: each }) => each.map(({ at }) => at)),
      [workday(10), workday(13), workday(16)],
      'the case itself says who was warned, and when',
    )
  })

  test('that somebody was warned is an event, in a stream beside the case: the case is no newer for it', async () => {
    clock.set(start)
    const id = await open('提醒留痕案')
    const version = (await house.journal.state(house.casework.stream, id))?.version
    clock.set(workday(10))
    await run()
    const { rows } = await sql<{ type: string; data: { persons: unknown; due: string } }>`
      select type, data from event where kind = 'warning' and stream_id = ${id}`.execute(database().db)
    assert.deepEqual(
      rows.map(({ type, data }) => [type, data.persons]),
      [['warn', [{ id: 'luo.haosheng', name: '骆浩升' }]]],
    )
    assert.equal((await house.journal.state(house.casework.stream, id))?.version, version)
  })

  test('when the limit moves the warning is taken back, and given anew for the new day; when it is met nothing is left to read', async () => {
    clock.set(start)
    const id = await open('延长核查案')
    clock.set(workday(10))
    await run()
    const of = async (who: Actor, unread = true) =>
      (await inbox(who, unread)).filter(({ about, kind }) => about.id === id && kind === 'warning')
    const [first] = await of(head)
    assert.ok(first !== undefined)
    await act(leader, id, 'extend-verification', { reasons: '检验需要时间。' })
    await run()
    assert.deepEqual(await of(head), [], 'what was not read is gone')
    assert.equal((await warned(id))[0]?.lifted_at, workday(10))
    clock.set(workday(24))
    await run()
    assert.equal((await of(head)).length, 0)
    clock.set(workday(25))
    await run()
    const [again] = await of(head)
    assert.ok(again !== undefined && again.text !== first.text)
    await house.casework.notices.read(head, [again.id])
    await act(officer, id, 'verify-clue', {
      officers: [officer.id, second.id],
      facts: '不属实。',
      suggestion: 'decline',
    })
    await act(leader, id, 'decline-filing', { ground: 'other', opinion: '举报不属实。' })
    await run()
    assert.deepEqual(
      (await of(head, false)).map(({ withdrawn }) => withdrawn),
      [true],
      'what was read stays, crossed out',
    )
  })

  test('handlers are told what another did on their case, whoever is named is told of it, and nobody of what they did themselves', async () => {
    clock.set(workday(30))
    const id = await open('他人办理案')
    const told: string[] = []
    const off = house.casework.notices.onTold(second.id, () => told.push('told'))
    await act(officer, id, 'verify-clue', { officers: [officer.id, second.id], facts: '属实。', suggestion: 'file' })
    await run()
    assert.deepEqual(told, [], 'nobody handles it yet')
    await act(officer, id, 'propose-filing', {
      party: {
        kind: 'person',
        name: '栾星河',
        idNumber: `33990119850315077${identityCardCheckDigit('33990119850315077')}`,
        address: '东浦大街 7 号',
      },
      item: 'unlabelled-food',
      facts: '属实。',
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    })
    await act(leader, id, 'approve-filing', { opinion: '同意立案。' })
    await act(head, id, 'assign-handlers', { handlers: [officer.id, second.id] })
    await run()
    const mine = (await inbox(second)).filter(({ about }) => about.id === id)
    assert.ok(mine.some(({ kind, text }) => kind === 'assigned' && text === '骆浩升指定您办理本案'))
    assert.ok(told.length > 0, 'an open page hears of it')
    await act(officer, id, 'ask-recusal', { person: second.id, by: 'party', reasons: '系当事人近亲属。' })
    await run()
    assert.match(
      (await inbox(second)).find(({ about, kind }) => about.id === id && kind === 'recusal')?.text ?? '',
      /^宋巧云申请您回避本案：/,
    )
    assert.ok(!(await inbox(officer)).some(({ about, text }) => about.id === id && text.startsWith('宋巧云')))
    await house.casework.notices.read(second, 'all')
    assert.equal((await house.casework.notices.page(second, { page: 1 })).unread, 0)
    off()
  })

  test('many cases cost no more questions than a few', async () => {
    const cost = async (cases: number, from: string): Promise<number> => {
      clock.set(from)
      await Promise.all(Array.from({ length: cases }, (_, n) => open(`很多案件之${n}`)))
      await run()
      clock.set(new Date(Date.parse(from) + 16 * 86_400_000).toISOString())
      const begun = asked
      const made = await run()
      assert.ok(made >= cases, `${made}`)
      return asked - begun
    }
    const few = await cost(2, '2026-08-03T01:00:00.000Z')
    const many = await cost(60, '2026-10-12T01:00:00.000Z')
    assert.ok(many <= few + 5, `${few} questions for 2 cases, ${many} for 60`)
  })

  test('a page of the inbox is a page, the newest first', async () => {
    const { items, next, unread } = await house.casework.notices.page(head, { page: 1 })
    assert.equal(items.length, 50)
    assert.equal(next, 2)
    assert.ok(unread > 50)
    assert.deepEqual(
      items.map(({ at }) => at),
      items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
  })

  test('a gateway is handed each notice once, signed; what it does not take is tried again', async () => {
    const secret = 'a secret that both sides know, long enough'
    const received: string[] = []
    let down = true
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts).toString()
        const header = String(request.headers['x-zhaoming-signature'])
        assert.ok(signedBy(secret, header, body))
        assert.ok(!signedBy(`${secret}!`, header, body))
        if (!down) received.push(...(JSON.parse(body) as { notices: { id: string }[] }).notices.map(({ id }) => id))
        response.writeHead(down ? 503 : 204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const gateway = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
      secret,
      origin: 'https://example.invalid',
    }
    try {
      await assert.rejects(sendNotices(house.journal, gateway), /503/)
      assert.deepEqual(received, [])
      down = false
      const sent = await sendNotices(house.journal, gateway)
      assert.ok(sent > 50, `${sent}`)
      assert.equal(new Set(received).size, sent)
      assert.equal(await sendNotices(house.journal, gateway), 0)
      assert.equal(received.length, sent)
    } finally {
      server.close()
    }
  })

  test('a draft of a public list is told to who reviews it, then to who publishes it, and what is done leaves the inbox', async () => {
    clock.set(workday(30))
    const [drafter, lawyer, publisher] = [actor('meng.ruolan'), actor('gu.qingyan'), actor('qiu.anlan')]
    const id = newId()
    let minute = 0
    const tell = async (who: Actor, command: DraftCommand) => {
      clock.set(workday(30).replace(':00:00', `:${String(++minute).padStart(2, '0')}:00`))
      return done(
        await house.journal.execute(draftStream, {
          streamId: id,
          command,
          meta: { actor: who, key: `draft-${key++}` },
        }),
      )
    }
    const of = async (who: Actor) => {
      await run()
      return (await inbox(who)).flatMap(({ about, text }) => (about.id === id ? [text] : []))
    }
    const [known] = await allInForce(database().db, ['power'], clock.now().slice(0, 10))
    const data = { ...known?.data, unit: 'food', name: '新设的权责事项' } as never
    const draft = {
      do: 'draft',
      kind: 'power',
      changes: [{ id: 'new-power', data }],
      from: clock.now().slice(0, 10),
      reason: '补列',
    } as const
    await tell(drafter, draft)
    assert.deepEqual(await of(lawyer), ['孟若兰起草了权责事项“新设的权责事项”的变更，等您审核：补列'])
    assert.deepEqual([await of(drafter), await of(publisher)], [[], []])
    await tell(lawyer, { do: 'return', reason: '依据不全' })
    assert.deepEqual(await of(lawyer), [], 'nobody waits for the review any more')
    assert.deepEqual(await of(drafter), ['顾清言退回了权责事项“新设的权责事项”的变更，请修改：依据不全'])
    await tell(drafter, draft)
    assert.deepEqual([(await of(lawyer)).length, await of(drafter)], [1, []])
    await tell(lawyer, { do: 'approve' })
    assert.match((await of(publisher)).join(), /^顾清言审核通过了.+等您发布/)
    await tell(publisher, { do: 'publish' })
    assert.deepEqual(await of(publisher), [])
    assert.match((await of(drafter)).join(), /^邱安澜发布了/)
  })
})
