import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoActors } from '../../data/demo.ts'
import { makeMedia } from '../../test/media.ts'
import { ask, enrolDevice, record, rowsOf, type Session, until, uploadAll } from '../../test/recorder.ts'
import { rebuild } from '../journal/index.ts'
import { spec } from '../journal/testing.ts'
import type { Actor } from '../kernel/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import type { Recording } from './recording.ts'
import {
  decideRetrieval,
  evolveRetrieval,
  type Retrieval,
  type RetrievalCommand,
  type RetrievalFacts,
} from './retrieval.ts'
import type { RetrievalRow, RetrievalView } from './retrieval-view.ts'
import { startTestBureau, type TestBureau } from './testing.ts'
import type { MyViewing, ViewingView } from './view.ts'

const retrievals = spec<Retrieval | undefined, RetrievalCommand, RetrievalFacts>({
  initial: undefined,
  decide: decideRetrieval,
  evolve: evolveRetrieval,
})
const person = (id: string, ...roles: Actor['roles'][number][]): Actor => ({ kind: 'person', id, name: id, roles })
const officer = person('song', 'officer')
const leader = person('jiang', 'leader')
const now = '2026-03-02T01:00:00.000Z'
const recording = (more: Partial<Recording> = {}) =>
  ({ origin: 'device', caseId: 'c', verdicts: [{ sha256: 'a' }], ...more }) as Recording
const facts: RetrievalFacts = { recordings: new Map([['r', recording()]]) }
const court: RetrievalCommand = {
  do: 'ask',
  caseId: 'c',
  asker: { kind: 'court', name: '裘法官', organisation: '澄州市人民法院', document: '调查令 12 号' },
  purpose: '审理行政诉讼',
  way: 'copy',
  wanted: '现场检查的录像',
  items: [],
}
const { do: _, ...asked } = court
const askedEvent = { type: 'ask-retrieval', data: asked as never, actor: officer }
const grant: RetrievalCommand = {
  do: 'grant',
  items: [{ recording: 'r', from: 3000, until: 9000 }],
  days: 10,
  reasons: '同意',
}
const granted = {
  type: 'grant-retrieval',
  data: { items: grant.items, until: '2026-03-12T01:00:00.000Z', reasons: '同意' } as never,
  actor: leader,
}

test('who comes from outside shows a certificate or a letter, and what is asked for lies in the case', () => {
  retrievals
    .given([])
    .when(court, facts, { actor: officer })
    .then([{ type: 'ask-retrieval', data: asked as never }])
  const bare: RetrievalCommand = { ...court, asker: { kind: 'agent', name: '律师' } }
  retrievals.given([]).when(bare, facts, { actor: officer }).then(['no-document'])
  const items = [{ recording: 'r' }]
  for (const other of [recording({ caseId: 'd' }), recording({ origin: 'copy' })])
    retrievals
      .given([])
      .when({ ...court, items }, { recordings: new Map([['r', other]]) }, { actor: officer })
      .then(['not-of-the-case'])
  const gone = recording({ destruction: { at: now } as never })
  retrievals
    .given([])
    .when({ ...court, items }, { recordings: new Map([['r', gone]]) }, { actor: officer })
    .then(['recording-destroyed'])
  retrievals
    .given([])
    .when({ ...court, items: [{ recording: 'r', from: 9, until: 9 }] }, facts, { actor: officer })
    .then(['bad-span'])
})

test('a leader answers, once, and not the person who asked or entered it; a refusal names its cause', () => {
  const answered = (actor: Actor, command: RetrievalCommand = grant, given = [askedEvent]) =>
    retrievals.given(given).when(command, facts, { actor, now })
  answered(officer).then(['not-your-role'])
  answered(person('song', 'officer', 'leader')).then(['same-person'])
  answered(leader, { ...grant, items: [] }).then(['nothing-granted'])
  answered(leader).then([{ type: 'grant-retrieval', data: granted.data }])
  answered(leader, grant, [askedEvent, granted]).then(['answered-before'])
  const no: RetrievalCommand = { do: 'refuse', cause: 'secret', reasons: '录像拍到配方' }
  answered(leader, no).then([{ type: 'refuse-retrieval', data: { cause: 'secret', reasons: '录像拍到配方' } }])
})

test('nothing is taken before it was granted, after its time, beyond what was granted, or handed over before all is there', () => {
  const copies = (more: object) => ({
    recordings: new Map([
      [
        'k',
        recording({ origin: 'copy', original: { id: 'r', how: 'clip', from: 2000, until: 9000, ...more } as never }),
      ],
    ]),
  })
  const prepare: RetrievalCommand = { do: 'prepare', item: 0, copy: 'k' }
  const when = (
    given: Parameters<typeof retrievals.given>[0],
    command: RetrievalCommand,
    with_ = copies({}),
    at = now,
  ) => retrievals.given(given).when(command, with_, { actor: officer, now: at })
  const handOver: RetrievalCommand = { do: 'hand-over', recipient: '裘法官', medium: '光盘 1 张', receipt: '回执 3 号' }
  when([askedEvent], prepare).then(['not-granted'])
  when([askedEvent, granted], prepare, copies({}), '2026-03-13T00:00:00.000Z').then(['grant-expired'])
  when([askedEvent, granted], prepare, copies({ id: 'x' })).then(['not-a-copy-of-it'])
  when([askedEvent, granted], prepare, copies({ until: 20_000 })).then(['more-than-granted'])
  when([askedEvent, granted], prepare, copies({ how: 'masked', from: 0 })).then(['more-than-granted'])
  when([askedEvent, granted], handOver).then(['not-prepared'])
  when([askedEvent, granted], { do: 'take', copy: 'k' }).then(['not-prepared'])
  const prepared = { type: 'prepare-copy', data: { item: 0, copy: 'k', sha256: 'a' } as never }
  when([askedEvent, granted], prepare).then([prepared])
  when([askedEvent, granted, prepared], prepare).then(['prepared-before'])
  const watching = { ...askedEvent, data: { ...asked, way: 'watch' } as never }
  when([watching, granted], prepare).then(['watch-only'])
  const done = when([askedEvent, granted, prepared], handOver)
  done.then([
    {
      type: 'hand-over-copies',
      data: { recipient: '裘法官', medium: '光盘 1 张', receipt: '回执 3 号', copies: [{ copy: 'k', sha256: 'a' }] },
    },
  ])
  assert.equal(done.state?.state, 'handed-over')
  when([askedEvent, granted, prepared, { type: 'hand-over-copies', data: handOver as never }], prepare).then([
    'handed-over',
  ])
})

eachDatabase('asking for recordings', (database) => {
  let bureau: TestBureau
  const sessions = {} as Record<'song' | 'meng' | 'jiang' | 'du', Session>
  let film: Awaited<ReturnType<typeof record>>
  const key = () => crypto.randomUUID()
  before(async () => {
    bureau = await startTestBureau(database())
    sessions.song = await bureau.session('song.qiaoyun')
    sessions.meng = await bureau.session('meng.ruolan')
    sessions.jiang = await bureau.session('jiang.siqi')
    sessions.du = await bureau.session('du.renjie')
    const phone = await enrolDevice(sessions.song)
    film = await record(phone, { officer: 'song.qiaoyun', caseId: bureau.caseId, act: 'inspect-site' })
    const bytes = makeMedia('film.webm', 12)
    const step = Math.ceil(bytes.length / 6)
    for (let n = 0; n < 6; n++) await film.add(bytes.subarray(n * step, (n + 1) * step))
    await film.seal(sessions.song, { final: 'stopped' })
    await uploadAll(sessions.song, film)
    await until(sessions.song, film.id)
  })
  after(() => bureau.stop())
  const asking = (session: Session, more: object) =>
    ask<RetrievalView>(session, 'POST', '/api/retrievals', {
      case: bureau.caseId,
      purpose: '核对同一批货的来源',
      way: 'watch',
      wanted: '现场检查的录像',
      key: key(),
      ...more,
    })
  const answer = (session: Session, id: string, more: object) =>
    ask<RetrievalView>(session, 'POST', `/api/retrievals/${id}/answer`, { reasons: '同意', key: key(), ...more })
  const watch = (session: Session, id: string) =>
    ask<ViewingView>(session, 'POST', `/api/retrievals/${id}/viewings`, { item: 0, key: key() })

  test('a colleague of another case sees nothing before it is granted, then the part that is, and it is known who watched', async () => {
    const { song, meng, jiang } = sessions
    assert.equal((await asking(meng, { asker: 'colleague', case: '没有的案件' })).refusals?.[0]?.code, 'no-such-case')
    const request = await asking(meng, { asker: 'colleague' })
    const toldTo = async (who: string) =>
      (
        await bureau.house.casework.notices.page(demoActors.get(who) ?? assert.fail(who), { unread: true, page: 1 })
      ).items
        .filter(({ about }) => about.id === request.id)
        .map(({ text, caseTitle }) => ({ text, caseTitle }))
    await bureau.house.casework.notices.tell()
    assert.match((await toldTo('jiang.siqi'))[0]?.text ?? '', /申请查看录音录像，等您批准：核对同一批货的来源/)
    assert.deepEqual(await toldTo('meng.ruolan'), [], 'nobody is told of what they did themselves')
    assert.deepEqual(await toldTo('du.renjie'), [])
    assert.deepEqual(
      [request.status, request.state, request.caseId],
      [200, 'asked', undefined],
      JSON.stringify(request),
    )
    assert.equal((await watch(meng, request.id)).refusals?.[0]?.code, 'not-granted')
    assert.equal((await answer(meng, request.id, { granted: false, cause: 'other' })).status, 422)
    const waiting = await rowsOf<RetrievalRow>(jiang, '/api/retrievals?waiting=1')
    assert.deepEqual(
      waiting.map(({ id }) => id),
      [request.id],
    )
    const given = await answer(jiang, request.id, {
      granted: true,
      items: [{ recording: film.id, from: 3, until: 6 }],
      days: 5,
    })
    assert.deepEqual([given.status, given.state, given.items[0]?.from], [200, 'granted', 3], JSON.stringify(given))
    await bureau.house.casework.notices.tell()
    assert.deepEqual(
      (await toldTo('meng.ruolan')).map(({ text, caseTitle }) => [/批准了孟若兰调取录音录像/.test(text), caseTitle]),
      [[true, undefined]],
      'who asked hears of it, and nothing of the case',
    )
    assert.deepEqual(await toldTo('jiang.siqi'), [], 'nothing waits for the leader any more')
    const viewing = await watch(meng, request.id)
    assert.equal(viewing.status, 200, JSON.stringify(viewing))
    assert.notEqual(viewing.recording, film.id)
    assert.deepEqual([viewing.purpose, viewing.retrieval], ['retrieval', request.id])
    assert.equal((await fetch(bureau.url + viewing.href, { headers: { cookie: meng.cookie } })).status, 200)
    await ask(meng, 'POST', `/api/viewings/${viewing.id}/watched`, { spans: [[0, 2]], key: key() })
    const told = await ask<RetrievalView>(song, 'GET', `/api/retrievals/${request.id}`)
    assert.deepEqual(
      told.viewings.map(({ person: who, seconds }) => [who.id, seconds]),
      [['meng.ruolan', 2]],
    )
    const mine = await rowsOf<MyViewing>(meng, '/api/viewings')
    assert.deepEqual(
      mine.map(({ title, purposeTitle, seconds }) => [title, purposeTitle, seconds]),
      [['复制件 录像', '经批准调取', 2]],
    )
    // What was granted opens nothing else.
    const direct = await ask(meng, 'POST', `/api/recordings/${film.id}/viewings`, { purpose: 'handling', key: key() })
    assert.equal(direct.refusals?.[0]?.code, 'not-your-recording')
    assert.equal((await watch(song, request.id)).refusals?.[0]?.code, 'not-your-retrieval')
    const faked = await ask(song, 'POST', `/api/recordings/${film.id}/viewings`, { purpose: 'retrieval', key: key() })
    assert.equal(faked.status, 422)
  })

  test('a refusal has its cause with the article, and nothing is watched', async () => {
    const { meng, jiang } = sessions
    const request = await asking(meng, { asker: 'colleague' })
    const refused = await answer(jiang, request.id, { granted: false, cause: 'scope', reasons: '与您的案件无关' })
    assert.deepEqual(
      [refused.state, refused.answer?.causeTitle, refused.answer?.basis.map(({ text }) => text)],
      ['refused', '超出申请的目的所需要的范围', ['《个人信息保护法》第六条']],
    )
    assert.equal((await watch(meng, request.id)).refusals?.[0]?.code, 'not-granted')
  })

  test('a copy for a court is made, taken and handed over against a receipt; each step is an event', async () => {
    const { song, meng, jiang, du } = sessions
    const request = await asking(song, {
      asker: 'court',
      name: '裘法官',
      organisation: '澄州市人民法院',
      document: '（2026）调查令 12 号',
      way: 'copy',
      items: [{ recording: film.id }],
    })
    assert.deepEqual(
      request.basis.map(({ text }) => text),
      ['《行政诉讼法》第四十条'],
    )
    await answer(jiang, request.id, { granted: true, items: [{ recording: film.id }], days: 10 })
    const at = `/api/retrievals/${request.id}`
    const handing = { recipient: '裘法官', medium: '光盘 1 张', receipt: '回执 3 号', key: key() }
    assert.equal((await ask(song, 'POST', `${at}/handing-over`, handing)).refusals?.[0]?.code, 'not-prepared')
    const ready = await ask<RetrievalView>(song, 'POST', `${at}/copies`, { item: 0, key: key() })
    const copy = ready.items[0]?.copy
    assert.equal(ready.status, 200, JSON.stringify(ready))
    const bytes = await fetch(bureau.url + (copy?.href ?? ''), { headers: { cookie: song.cookie } })
    assert.deepEqual([bytes.status, bytes.headers.get('content-disposition')?.startsWith('attachment')], [200, true])
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())).toString('hex')
    assert.equal(hash, copy?.sha256)
    assert.equal((await fetch(bureau.url + (copy?.href ?? ''), { headers: { cookie: du.cookie } })).status, 403)
    assert.equal((await ask(meng, 'GET', at)).refusals?.[0]?.code, 'not-your-retrieval')
    const done = await ask<RetrievalView>(song, 'POST', `${at}/handing-over`, { ...handing, key: key() })
    assert.deepEqual([done.state, done.handedOver?.receipt, done.taken.length], ['handed-over', '回执 3 号', 1])
    const events = await bureau.house.journal.read('retrieval', request.id)
    assert.deepEqual(
      events.map(({ type }) => type),
      ['ask-retrieval', 'grant-retrieval', 'prepare-copy', 'take-copy', 'hand-over-copies'],
    )
    assert.equal((await fetch(bureau.url + (copy?.href ?? ''), { headers: { cookie: song.cookie } })).status, 422)
  })

  test('the tables of requests are as the events say', async () => {
    const { differences } = await rebuild(bureau.house.journal, { check: true })
    assert.deepEqual(
      differences.filter(({ table }) => /recording/.test(table)),
      [],
    )
  })
})
