import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { fillRegistry } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { signedBy } from '../casework/index.ts'
import type { NoLongerShown, PublishedForm } from '../disclosure/index.ts'
import { calendar, type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { hmacSigner, keySigner, type Platform, readPlatforms } from './platforms.ts'
import { pushTo } from './push.ts'
import { pushId, pushStream } from './push-stream.ts'
import { backOff } from './tables.ts'
import { type Receiver, startReceiver } from './testing.ts'

const secret = 'a secret that both sides know, long enough'
const number = '澄市监罚〔2026〕14号'
const form: PublishedForm = {
  state: 'shown',
  caseId: 'case-14',
  number,
  party: '澄州云朵食品有限公司',
  partyKind: 'organisation',
  partyCode: '91330100799655058B',
  violation: '虚假宣传',
  penalties: ['罚款'],
  content: '罚款 7,600.00 元',
  fine: 760_000,
  confiscated: 0,
  decidedOn: '2026-09-22',
  publishedOn: '2026-09-23',
  until: '2029-09-23',
  facts: '当事人在门口灯箱广告中使用“全国最佳”。',
  basis: '《广告法》第五十七条第一款第（一）项',
  representative: '闻行舟',
  agency: { name: '澄州市市场监督管理局', code: '91440300708461136T' },
}
const publisher: Actor = { kind: 'person', id: 'qiu.anlan', name: '邱安澜', roles: ['publisher'] }
const start = '2026-09-24T01:00:00.000Z'

eachDatabase('pushes to a platform', (database) => {
  const clock = simulatedClock(start)
  let house: House
  let receiver: Receiver
  let platform: Platform
  const forms = new Map<string, PublishedForm | NoLongerShown>()

  before(async () => {
    house = await openHouse(database(), clock, demoPens)
    await fillRegistry(house)
  })
  let count = 0
  beforeEach(async () => {
    clock.set(start)
    receiver = await startReceiver()
    platform = { id: `p${count++}`, name: '信用平台', url: receiver.url, secret, workingDays: 7 }
    forms.clear()
    await sql`delete from push_due`.execute(database().db)
  })
  afterEach(() => receiver.stop())

  /** What is public now, as the transaction that made it so leaves it. */
  const publish = async (now: PublishedForm | NoLongerShown, source: string) => {
    forms.set(now.number, now)
    await sql`insert into push_due (stream_id, number, case_id, source, published_on, until_day, withdrawn)
      values (${now.caseId}, ${now.number}, ${now.caseId}, ${source}, ${now.publishedOn}, '2029-09-23', ${now.state === 'withdrawn'})
      on conflict (number) do update set source = excluded.source, withdrawn = excluded.withdrawn`.execute(
      database().db,
    )
  }
  /** What whoever publishes still has to read of this platform. */
  const told = async () => {
    await house.casework.notices.tell()
    const { items } = await house.casework.notices.page(publisher, { unread: true, page: 1 })
    return items.flatMap(({ about, text }) => (about.kind === 'platform' && about.id === platform.id ? [text] : []))
  }
  const run = (timeout = 2_000, signal?: AbortSignal) =>
    pushTo(
      {
        journal: house.journal,
        calendar,
        forms: async (numbers) => new Map([...forms].filter(([each]) => numbers.includes(each))),
        signer: ({ secret: shared = '' }) => hmacSigner(shared),
        timeout,
      },
      platform,
      signal,
    )
  const pushed = async (of = number) => (await house.journal.state(pushStream, pushId(platform.id, of)))?.state
  const tries = async () =>
    (
      await sql<{ attempts: number; error: string; next_at: string }>`
        select attempts, error, next_at from push_try where platform = ${platform.id}`.execute(database().db)
    ).rows
  const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())

  test('a decision is sent once, signed, and its acknowledgement is kept as an event', async () => {
    await publish(form, 'one')
    assert.equal(await run(), 1)
    assert.equal(await run(), 0)
    const [message] = receiver.received
    assert.equal(receiver.received.length, 1)
    assert.deepEqual(
      [message?.id, message?.version, message?.operation, message?.fields.CF_NR_FK],
      [`${number}#1`, 1, 'publish', '0.760000'],
    )
    assert.ok(signedBy(secret, String(message?.headers['x-zhaoming-signature']), message?.body ?? ''))
    assert.equal(decodeURIComponent(String(message?.headers['idempotency-key'])), `${number}#1`)
    const push = await pushed()
    assert.deepEqual([push?.state, push?.acknowledgement, push?.dueOn], ['acknowledged', 'HZ-1', '2026-10-10'])
    const events = await house.journal.read('push', pushId(platform.id, number))
    assert.deepEqual(
      events.map(({ type }) => type),
      ['prepare-push', 'acknowledge-push'],
    )
  })

  test('a correction is a new version, a withdrawal is told too, and what says the same is not sent again', async () => {
    await publish(form, 'one')
    await run()
    await publish({ ...form, facts: '更正以后的事实。' }, 'two')
    await run()
    await publish({ ...form, facts: '更正以后的事实。' }, 'three')
    await run()
    await publish(
      {
        state: 'withdrawn',
        number,
        caseId: form.caseId,
        publishedOn: form.publishedOn,
        on: '2026-09-24',
        reason: '被撤销',
      },
      'four',
    )
    await run()
    assert.deepEqual(
      receiver.received.map(({ operation, version }) => [operation, version]),
      [
        ['publish', 1],
        ['correct', 2],
        ['withdraw', 3],
      ],
    )
    assert.equal(receiver.received[2]?.fields.Reason, '被撤销')
    // 三个工作日 from the withdrawal, over 中秋.
    assert.equal((await pushed())?.dueOn, '2026-09-30')
  })

  test('what was withdrawn before anybody was told is told to nobody, nor what is older than the platform', async () => {
    await publish(
      { state: 'withdrawn', number, caseId: 'c', publishedOn: '2026-09-23', on: '2026-09-24', reason: '被撤销' },
      'one',
    )
    await publish({ ...form, number: '旧', publishedOn: '2020-01-02' }, 'old')
    platform = { ...platform, since: '2026-01-01' }
    assert.equal(await run(), 0)
    assert.equal(receiver.received.length, 0)
  })

  test('a decision that the platform would not take is not sent, and stands there with every reason until it is mended', async () => {
    const { representative: _, ...lacking } = form
    await publish(lacking, 'one')
    await run()
    await run()
    assert.equal(receiver.received.length, 0)
    assert.deepEqual([(await pushed())?.state, (await pushed())?.reason?.includes('法定代表人')], ['unfit', true])
    assert.match((await told()).join(), /不合上级平台的要求，没有推送：.*法定代表人/)
    await publish(form, 'two')
    assert.equal(await run(), 1)
    assert.equal((await pushed())?.state, 'acknowledged')
  })

  test('a refusal stays with its reason until a publisher sends it again', async () => {
    receiver.behave(({ id }, response) => {
      clock.set('2026-09-24T01:30:00.000Z')
      response.statusCode = 422
      response.end(JSON.stringify({ id, refused: '处罚机关没有登记' }))
      return true
    })
    await publish(form, 'one')
    await run()
    await run()
    assert.equal(receiver.received.length, 1)
    assert.deepEqual([(await pushed())?.state, (await pushed())?.reason], ['refused', '处罚机关没有登记'])
    assert.deepEqual(await told(), [`${number} 被上级平台退回：处罚机关没有登记`])
    const again = (actor: Actor, key: string) =>
      house.journal.execute(pushStream, {
        streamId: pushId(platform.id, number),
        command: { do: 'again' },
        meta: { actor, key: `${platform.id}-${key}` },
      })
    const refused = async (actor: Actor, key: string) => {
      const outcome = await again(actor, key)
      return outcome.ok ? undefined : outcome.refusals[0]?.code
    }
    assert.equal(await refused({ ...publisher, roles: ['officer'] }, 'officer'), 'not-your-role')
    clock.set('2026-09-24T02:00:00.000Z')
    assert.ok((await again(publisher, 'publisher')).ok)
    assert.deepEqual(await told(), [], 'what goes again is nothing to see to')
    assert.equal(await refused(publisher, 'twice'), 'push-waits')
    receiver.behave(() => undefined)
    assert.equal(await run(), 1)
    assert.deepEqual(
      receiver.received.map(({ version }) => version),
      [1, 1],
    )
  })

  test('nobody but the system says what was answered, and an answer to what was replaced settles nothing', async () => {
    await publish(form, 'one')
    await run()
    const tell = async (actor: Actor, version: number, key: string) => {
      const outcome = await house.journal.execute(pushStream, {
        streamId: pushId(platform.id, number),
        command: { do: 'acknowledge', version, acknowledgement: 'X' },
        meta: { actor, key: `${platform.id}-${key}` },
      })
      return outcome.ok ? undefined : outcome.refusals[0]?.code
    }
    assert.equal(await tell(publisher, 1, 'person'), 'not-your-role')
    assert.equal(
      await tell({ kind: 'system', id: 'exchange', name: '系统', roles: [] }, 1, 'system'),
      'push-superseded',
    )
    const none = await house.journal.execute(pushStream, {
      streamId: pushId(platform.id, '没有'),
      command: { do: 'again' },
      meta: { actor: publisher, key: `${platform.id}-none` },
    })
    assert.equal(none.ok ? undefined : none.refusals[0]?.code, 'nothing-pushed')
  })

  test('a platform that is down for a day is tried less and less often, and gets everything when it is back, once', async () => {
    await publish(form, 'one')
    const { url } = platform
    platform = { ...platform, url: 'http://127.0.0.1:1/push' }
    const gaps: number[] = []
    for (let passed = 0; passed < 24 * 3600; ) {
      await run()
      const [entry] = await tries()
      const gap = (Date.parse(entry?.next_at ?? '') - Date.parse(clock.now())) / 1000
      gaps.push(gap)
      // A run before its time sends nothing.
      await run()
      assert.equal((await tries())[0]?.attempts, gaps.length)
      later(gap)
      passed += gap
    }
    assert.deepEqual(gaps.slice(0, 8), [60, 120, 240, 480, 960, 1920, 3600, 3600])
    assert.ok(gaps.length < 40)
    assert.equal((await pushed())?.state, 'waiting')
    platform = { ...platform, url }
    assert.equal(await run(), 1)
    assert.deepEqual(await tries(), [])
    assert.equal(receiver.kept.size, 1)
  })

  for (const [name, behave, reason] of [
    [
      'is broken (500)',
      (_: unknown, response) => {
        response.statusCode = 500
        response.end('oops')
        return true
      },
      /500/,
    ],
    [
      'doesn’t know the signature (401)',
      (_: unknown, response) => {
        response.statusCode = 401
        response.end('{}')
        return true
      },
      /签名/,
    ],
    [
      'says something that is no JSON',
      (_: unknown, response) => {
        response.end('<html>成功</html>')
        return true
      },
      /看不懂/,
    ],
    [
      'acknowledges another message',
      (_: unknown, response) => {
        response.end(JSON.stringify({ id: '别的#1', acknowledgement: 'X' }))
        return true
      },
      /看不懂/,
    ],
    [
      'acknowledges with nothing',
      ({ id }: { id: string }, response) => {
        response.end(JSON.stringify({ id, acknowledgement: ' ' }))
        return true
      },
      /看不懂/,
    ],
    [
      'leads elsewhere',
      (_: unknown, response) => {
        response.writeHead(307, { Location: 'http://127.0.0.1:1/elsewhere' })
        response.end()
        return true
      },
      /别的地址/,
    ],
    [
      'answers with a body that has no end',
      (_: unknown, response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', more)
        }
        more()
        return true
      },
      /过长/,
    ],
    ['never answers', () => true, /没有回答/],
    [
      'breaks off in the middle',
      (_: unknown, response) => {
        response.socket?.destroy()
        return true
      },
      /连接/,
    ],
  ] as const satisfies readonly (readonly [string, Parameters<Receiver['behave']>[0], RegExp])[])
    test(`a platform that ${name} has acknowledged nothing; it is tried again, by the same version`, async () => {
      receiver.behave(behave)
      await publish(form, 'one')
      await run(name === 'never answers' ? 300 : 5_000)
      assert.equal((await pushed())?.state, 'waiting')
      const [entry] = await tries()
      assert.match(entry?.error ?? '', reason)
      receiver.behave(() => undefined)
      later(60)
      assert.equal(await run(), 1)
      assert.deepEqual(new Set(receiver.received.map(({ id }) => id)), new Set([`${number}#1`]))
    })

  test('one message that a platform stumbles over keeps no other from it; when nothing gets through it is left alone', async () => {
    const numbers = Array.from({ length: 8 }, (_, n) => `澄市监罚〔2026〕${n}号`)
    for (const each of numbers) await publish({ ...form, number: each }, each)
    receiver.behave(({ number: each }, response) => {
      if (each !== numbers[0]) return undefined
      response.statusCode = 500
      response.end()
      return true
    })
    assert.equal(await run(), 7)
    receiver.behave((_, response) => {
      response.statusCode = 503
      response.end()
      return true
    })
    const before = receiver.received.length
    for (const each of numbers) await publish({ ...form, number: each, facts: '更正' }, `${each} again`)
    later(60)
    await run()
    assert.equal(receiver.received.length - before, 3)
  })

  test('who is stopped in the middle of a message has noted no failure, and goes on with it', async () => {
    const stop = new AbortController()
    receiver.behave(() => {
      stop.abort()
      return true
    })
    await publish(form, 'one')
    await assert.rejects(run(5_000, stop.signal))
    assert.deepEqual(await tries(), [])
    receiver.behave(() => undefined)
    assert.equal(await run(), 1)
    assert.deepEqual(
      receiver.received.map(({ id }) => id),
      [`${number}#1`, `${number}#1`],
    )
  })
})

test('without a secret the bureau signs with a key of its own, which is made once and whose public half can be given away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-exchange-'))
  after(() => rmSync(folder, { recursive: true }))
  const signer = keySigner(folder)
  assert.equal(keySigner(folder).publicKey, signer.publicKey)
  const [, time = '', signature = ''] = /^t=(\d+),ed25519=(.+)$/.exec(signer.header(7, '正文')) ?? []
  const key = createPublicKey(signer.publicKey ?? '')
  assert.ok(verify(null, Buffer.from(`${time}.正文`), key, Buffer.from(signature, 'base64')))

  const file = join(folder, 'platforms.json')
  const read = (data: unknown) => {
    writeFileSync(file, typeof data === 'string' ? data : JSON.stringify(data))
    return readPlatforms(file)
  }
  const good = { id: 'credit', name: '信用平台', url: 'https://credit.example.cn/push' }
  assert.deepEqual(read([good]), [{ ...good, workingDays: 7 }])
  assert.throws(() => read('[{'), /不是 JSON/)
  assert.throws(() => read([{ ...good, url: 'http://credit.example.cn/' }]), /https/)
  assert.throws(() => read([{ ...good, secret: '短' }]), /32/)
  assert.throws(() => read([good, good]), /重复/)
  assert.throws(() => readPlatforms(join(folder, 'nowhere')), /读不到/)
})

test('it is tried again after a minute, then twice as long, an hour at most', () => {
  assert.deepEqual([1, 2, 3, 7, 100].map(backOff), [60, 120, 240, 3600, 3600])
})
