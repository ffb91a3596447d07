import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { recordList } from '../../data/record-list.ts'
import { wordings } from '../../data/wording.ts'
import { createJournal, journalMigrations } from '../journal/index.ts'
import type { Actor } from '../kernel/index.ts'
import { createHttp, createLog, type Http, migrate } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { type RecordingGuideView, recordingGuideRoutes, registryKinds, registryStream, streamIdOf } from './index.ts'

const lawyer: Actor = { kind: 'person', id: 'p1', name: '沈某', unit: 'legal', roles: ['legal-affairs'] }
const [first] = recordList.rows
const wrong = (rows: readonly object[]) =>
  registryKinds['record-list'].schema
    .safeParse({ ...recordList, rows })
    .error?.issues.map(({ path, message }) => [path.join('.'), message])

test('an item of the list says on what it rests, what is seen and said, how long it is kept, and stands there once', () => {
  assert.deepEqual(wrong([{ ...first, basis: [], document: undefined }]), [
    ['rows.0.document', '请写明依据的条文或者文件'],
  ])
  assert.deepEqual(wrong([{ ...first, seen: [], said: [] }]), [['rows.0.seen', '请写明应当看到或者说到的内容']])
  assert.deepEqual(wrong([{ ...first, storage: { ...first?.storage, period: 'years' } }]), [
    ['rows.0.storage.years', '请填写保存的年数'],
  ])
  assert.deepEqual(wrong([{ ...first }, { ...first }]), [['rows.1.situation', '同一行为的同一情形只写一项']])
  assert.equal(wrong([{ ...first, act: 'sing' }])?.[0]?.[0], 'rows.0.act')
})

eachDatabase('the recording guide', (database) => {
  let app: Http
  before(async () => {
    const { db } = database()
    await migrate(db, journalMigrations)
    const journal = createJournal(database(), { now: () => '2026-06-15T02:00:00.000Z' })
    journal.register(registryStream)
    await journal.prepare()
    const put = async (kind: 'record-list' | 'wording', id: string, data: unknown, from: string) => {
      const outcome = await journal.execute(registryStream, {
        streamId: streamIdOf(kind, id),
        command: { kind, id, from, data, reason: '制定' },
        meta: { actor: lawyer, key: `put/${kind}/${id}/${from}` },
      })
      assert.ok(outcome.ok, JSON.stringify(outcome))
    }
    await put('record-list', 'main', recordList, '2026-05-01')
    await put('record-list', 'main', { ...recordList, rows: recordList.rows.slice(0, 1) }, '2026-07-01')
    for (const [id, data] of Object.entries(wordings)) await put('wording', id, data, '2026-05-01')
    app = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    app.use('/api/*', async (c, next) => {
      c.set('actor', lawyer)
      await next()
    })
    recordingGuideRoutes(app, journal)
  })
  const asked = async (query = '') =>
    (await (await app.request(`/api/recording-guide${query}`)).json()) as readonly RecordingGuideView[]

  test('tells the phone for each act what is recorded and what is said, in its order, required words marked', async () => {
    const [inspect] = await asked('?act=inspect-site')
    assert.equal(inspect?.title, '现场检查')
    assert.deepEqual(
      inspect?.rules.map(({ situation, required, media }) => [situation, required, media]),
      [
        ['always', 'whole', ['video']],
        ['absent', 'whole', ['video']],
      ],
    )
    assert.deepEqual(
      inspect?.cards.map(({ situation }) => situation),
      ['always', 'absent'],
    )
    const lines = inspect?.cards[0]?.lines ?? []
    assert.equal(inspect?.cards[0]?.card, 'inspect-site:1')
    assert.deepEqual(
      lines.slice(0, 3).map(({ line, step, required }) => [line, step, required]),
      [
        [0, 'identity', true],
        [1, 'certificates', true],
        [2, 'recording', true],
      ],
    )
    assert.ok(lines.some(({ required }) => !required))
    assert.ok(lines[1]?.basis[0]?.text.includes('第二十二条'))
  })

  test('says of a storage period that rests on no rule that it does', async () => {
    const [seize] = await asked('?act=seize')
    assert.match(seize?.rules[0]?.storage ?? '', /期限没有核实到规定/)
  })

  test('gives the list of the day: none before the first, another from the day of the next', async () => {
    assert.deepEqual(
      (await asked('?day=2026-04-30')).flatMap(({ rules, cards }) => [...rules, ...cards]),
      [],
    )
    assert.ok((await asked('?day=2026-06-30')).every(({ listVersion }) => listVersion === 1))
    const later = await asked('?day=2026-07-01')
    assert.deepEqual(
      later.filter(({ rules }) => rules.length > 0).map(({ act, listVersion }) => [act, listVersion]),
      [['seize', 2]],
    )
    assert.equal((await app.request('/api/recording-guide?day=heute')).status, 400)
  })
})
