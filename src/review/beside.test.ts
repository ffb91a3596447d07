import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { addDays, dayOf } from '../calendar/index.ts'
import type { PaperText } from '../casework/index.ts'
import { paperText } from '../documents/index.ts'
import { calendar, type House, openHouse } from '../house.ts'
import { createHttp, createLog, type Http, simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { anchorOf, linesOfPaper } from './anchor.ts'
import { reviewedSet } from './bound.ts'
import type { CandidatesView } from './candidate-routes.ts'
import type { CommentsView } from './comment-routes.ts'
import type { ReviewDossierView } from './dossier-routes.ts'
import { reviewRoutes } from './index.ts'
import type { ReadingView } from './reading-routes.ts'

eachDatabase('what stands beside a review', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  const now = '2026-09-30T02:00:00.000Z'
  let bureau: House
  let http: Http
  let cases: readonly { readonly id: string; readonly reviewer: string }[]
  before(async () => {
    bureau = await openHouse(database(), clock, demoPens)
    await fillRegistry(bureau)
    const picture = {
      put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
      read: async () => undefined,
      size: async () => 1,
      stream: () => assert.fail(),
    }
    await playDemo(bureau, picture, clock, now, undefined, 20)
    clock.set(now)
    http = createHttp({ origin: 'http://localhost', log: createLog('silent'), ready: async () => undefined })
    http.use(async (c, next) => {
      c.set('actor', demoActors.get(c.req.header('x-person') ?? ''))
      await next()
    })
    reviewRoutes(http, bureau.journal, bureau.casework, calendar)
    const { rows } = await sql<{ id: string; reviewer: string }>`
      select stream_id as id, actor ->> 'id' as reviewer from event
      where kind = 'case' and type = 'give-opinion' order by stream_id limit 2`.execute(database().db)
    cases = rows
  })
  const ask = async (person: string, method: string, path: string, body?: unknown) => {
    const response = await http.request(path, {
      method,
      headers: { 'x-person': person, 'content-type': 'application/json', origin: 'http://localhost' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      status: response.status,
      body: (await response.json()) as ReadingView & CommentsView & { refusals?: { code: string }[] },
    }
  }
  const versionOf = async (id: string) => (await bureau.journal.state(bureau.casework.stream, id))?.state.version

  test('the page tells what was opened a batch at a time; the case itself does not change', async () => {
    const [{ id, reviewer } = assert.fail()] = cases
    const path = `/api/cases/${id}/reading`
    const before = await versionOf(id)
    const none = await ask(reviewer, 'GET', path)
    assert.equal(none.status, 200)
    assert.deepEqual(none.body.opened, [])
    const item = none.body.unopened[0]?.id ?? assert.fail()
    const tell = (key: string, parts: unknown) => ask(reviewer, 'POST', path, { key, parts })
    await tell('batch-one', [{ item, seconds: 10, seen: 40 }])
    await tell('batch-one', [{ item, seconds: 10, seen: 40 }])
    const { body } = await tell('batch-two', [
      { item, seconds: 5, seen: 100 },
      { item: 'gone', seconds: 3 },
    ])
    assert.deepEqual(
      body.opened.map(({ id: opened, seen, seconds }) => ({ opened, seen, seconds })),
      [{ opened: item, seen: 100, seconds: 15 }],
    )
    assert.equal(body.unopened.length, none.body.unopened.length - 1)
    assert.equal(await versionOf(id), before)
    assert.deepEqual((await ask('jiang.siqi', 'GET', path)).body.opened, [], 'each has their own')
    const strange = await tell('batch-three', [{ item: 'gone', seconds: 3 }])
    assert.deepEqual([strange.status, strange.body.refusals?.[0]?.code], [422, 'not-of-dossier'])
  })

  test('who reviews has the documents, earlier opinions, articles and like cases before them', async () => {
    const [{ id, reviewer } = assert.fail()] = cases
    const { status, body } = await ask(reviewer, 'GET', `/api/cases/${id}/review-dossier`)
    const dossier = body as unknown as ReviewDossierView
    assert.equal(status, 200)
    const state = (await bureau.journal.state(bureau.casework.stream, id))?.state ?? assert.fail()
    assert.deepEqual(
      dossier.documents.map((each) => each.id),
      reviewedSet(state).map((each) => each.id),
    )
    assert.ok(dossier.documents.some(({ kind }) => kind === 'paper'))
    assert.ok(dossier.opinions.some(({ title, by }) => title === '审核意见' && by !== ''))
    assert.ok(
      dossier.citations.length > 0 && dossier.like.every(({ min, median, max }) => min <= median && median <= max),
    )
    assert.equal((await ask(reviewer, 'GET', '/api/cases/nowhere/review-dossier')).status, 404)
  })

  test('without a review there is nothing to read; without a right to the case neither', async () => {
    const { rows } = await sql<{ id: string }>`
      select f.id from case_file f where not exists (
        select from event e where e.kind = 'case' and e.stream_id = f.id and e.type = 'submit-for-review') limit 1`.execute(
      database().db,
    )
    const path = `/api/cases/${rows[0]?.id}/reading`
    const [{ reviewer } = assert.fail()] = cases
    const told = { key: 'batch-four', parts: [{ item: 'proposal', seconds: 1 }] }
    for (const answer of [await ask(reviewer, 'GET', path), await ask(reviewer, 'POST', path, told)])
      assert.deepEqual([answer.status, answer.body.refusals?.[0]?.code], [409, 'no-review'])
    assert.equal((await ask(reviewer, 'GET', '/api/cases/nowhere/reading')).status, 404)
  })

  test('a reviewer comments on a passage, a handler answers and handles it, the reviewer takes it up again', async () => {
    const [{ id, reviewer } = assert.fail()] = cases
    const state = (await bureau.journal.state(bureau.casework.stream, id))?.state ?? assert.fail()
    const handler = state.dossier.handlers[0]?.id ?? assert.fail()
    const report = state.papers.find(({ form }) => form === 35) ?? assert.fail()
    const path = `/api/cases/${id}/comments`
    const before = await versionOf(id)
    const issued = await bureau.casework.paper(demoActors.get(reviewer) ?? assert.fail(), report.id)
    if (issued === undefined || 'code' in issued) throw new Error('the report is there')
    const lines = linesOfPaper(paperText(issued.paper.form, issued.paper.content) as PaperText['sections'])
    const line = lines.find(({ text }) => text.length > 30) ?? assert.fail()
    const anchor = anchorOf({ kind: 'paper', id: report.id }, line, 10, 25)
    const write = (person: string, at: object, key: string) =>
      ask(person, 'POST', path, { anchor: at, text: '这里的数量从何而来？', key })

    assert.deepEqual((await write(handler, anchor, 'comment-one')).body.refusals?.[0]?.code, 'not-the-reviewer')
    assert.deepEqual(
      (await write(reviewer, { ...anchor, quote: '卷内没有的一段话' }, 'comment-two')).body.refusals?.[0]?.code,
      'quote-not-there',
    )
    assert.deepEqual(
      (await write(reviewer, { kind: 'recording', id: 'none', second: 5 }, 'comment-rec')).body.refusals?.[0]?.code,
      'recording-not-there',
    )
    const made = await write(reviewer, anchor, 'comment-three')
    await write(reviewer, anchor, 'comment-three')
    const [comment = assert.fail()] = made.body.comments
    assert.deepEqual([made.body.open, made.body.handled, comment.title, comment.place], [1, 0, report.title, 'same'])
    assert.deepEqual([made.body.reviews, made.body.handles], [true, false])

    const does = (person: string, act: string, text = '见进货票据第三页。') =>
      ask(person, 'POST', `${path}/${comment.id}/${act}`, { text, key: `${act}-${person}-${Math.random()}` })
    assert.equal((await does(reviewer, 'handle')).body.refusals?.[0]?.code, 'not-handling')
    assert.equal((await does(reviewer, 'reopen')).body.refusals?.[0]?.code, 'still-open')
    await does(handler, 'answer')
    const handled = await does(handler, 'handle', '已在报告中补充来源。')
    assert.deepEqual([handled.body.open, handled.body.handled, handled.body.handles], [0, 1, true])
    assert.equal((await does(handler, 'handle')).body.refusals?.[0]?.code, 'handled-before')
    assert.equal((await does(handler, 'reopen')).body.refusals?.[0]?.code, 'not-the-reviewer')
    const again = await does(reviewer, 'reopen', '来源仍然不清楚。')
    assert.deepEqual(
      again.body.comments[0]?.said.map(({ kind }) => kind),
      ['comment', 'answer', 'handled', 'reopened'],
    )
    assert.equal((await does(handler, 'answer', ' ')).status, 422)
    assert.equal(await versionOf(id), before, 'the case itself stays as it is')
    assert.equal((await ask(reviewer, 'POST', `${path}/none/handle`, { text: '无', key: 'no-comment' })).status, 404)
    const other = cases[1]?.id ?? assert.fail()
    assert.equal(
      (
        await ask(reviewer, 'POST', `/api/cases/${other}/comments/${comment.id}/answer`, {
          text: '无',
          key: 'other-case',
        })
      ).status,
      404,
    )
  })

  test('handlers hear of a comment, its reviewer of their answer; nobody of what they wrote themselves', async () => {
    const id = cases[1]?.id ?? assert.fail()
    const reviewer = cases[1]?.reviewer ?? assert.fail()
    const state = (await bureau.journal.state(bureau.casework.stream, id))?.state ?? assert.fail()
    const [handler = assert.fail(), other = assert.fail()] = state.dossier.handlers.map((each) => each.id)
    const evidence = state.dossier.evidence[0] ?? assert.fail()
    const path = `/api/cases/${id}/comments`
    const { body } = await ask(reviewer, 'POST', path, {
      anchor: { kind: 'evidence', id: evidence.id, path: 'title', quote: evidence.title },
      text: '请补充来源。',
      key: 'news-one',
    })
    const comment = body.comments.at(-1)?.id ?? assert.fail()
    const told = async (person: string) => {
      await bureau.casework.notices.tell()
      const { items } = await bureau.casework.notices.page(demoActors.get(person) ?? assert.fail(), { page: 1 })
      return items.flatMap(({ kind, about, text }) => (kind === 'comment' && about.id === id ? [text] : []))
    }
    const name = (person: string) => demoActors.get(person)?.name
    const written = `${name(reviewer)}在《${evidence.title}》上批注：请补充来源。`
    for (const person of [handler, other]) assert.deepEqual(await told(person), [written])
    assert.deepEqual(await told(reviewer), [])
    for (const [person, act, text] of [
      [handler, 'answer', '见第三页。'],
      [handler, 'handle', '已补充。'],
      [reviewer, 'reopen', '仍不清楚。'],
    ] as const)
      await ask(person, 'POST', `${path}/${comment}/${act}`, { text, key: `news-${act}` })
    await told(reviewer)
    assert.deepEqual(
      (await told(reviewer)).toSorted(),
      [
        `${name(handler)}在《${evidence.title}》上把批注标记为已处理：已补充。`,
        `${name(handler)}在《${evidence.title}》上答复批注：见第三页。`,
      ].toSorted(),
    )
    assert.deepEqual(
      new Set(await told(other)),
      new Set([written, `${name(reviewer)}在《${evidence.title}》上重新提出批注：仍不清楚。`]),
    )
  })

  test('the head of the legal office has everybody who reviews proposed in order, each with why or why not; nobody else has', async () => {
    const { rows } = await sql<{ id: string }>`
      select w.case_id as id from case_wait w where w.act in ('accept-review', 'give-opinion') order by w.case_id limit 1`.execute(
      database().db,
    )
    const id = rows[0]?.id ?? assert.fail()
    const path = `/api/cases/${id}/review/candidates`
    const { status, body } = await ask('shen.zhiyi', 'GET', path)
    assert.equal(status, 200)
    const { candidates, rule } = body as unknown as CandidatesView
    assert.ok(rule.length > 0)
    const reviewers = [...demoActors.values()].filter(({ roles }) => roles.includes('reviewer')).map((each) => each.id)
    assert.deepEqual(candidates.map((each) => each.id).toSorted(), reviewers.toSorted())
    for (const { because, against, name } of candidates)
      assert.ok(because.length > 0 !== against.length > 0, `${name}: either why or why not`)
    const firstBarred = candidates.findIndex(({ against }) => against.length > 0)
    assert.ok(
      candidates.slice(firstBarred < 0 ? candidates.length : firstBarred).every(({ against }) => against.length > 0),
    )
    // What each gave in a year is counted from the journal.
    const given = await sql<{ person: string; n: number }>`
      select actor ->> 'id' as person, count(*)::int as n from event where kind = 'case' and happened_at >= ${addDays(dayOf(now), -365)}::date
        and type in ('give-opinion', 'give-second-opinion', 'give-head-opinion') group by 1`.execute(database().db)
    for (const { person, n } of given.rows) {
      const found = candidates.find((each) => each.id === person)
      if (found !== undefined && found.against.length === 0)
        assert.ok(
          found.because.some((why) => why.startsWith(`近一年出具审核意见 ${n} 件`)),
          JSON.stringify(found),
        )
    }
    assert.equal((await ask('gu.qingyan', 'GET', path)).status, 403)
    assert.equal((await ask('shen.zhiyi', 'GET', '/api/cases/nowhere/review/candidates')).status, 404)
    const done = cases[0]?.id ?? assert.fail()
    assert.equal((await ask('shen.zhiyi', 'GET', `/api/cases/${done}/review/candidates`)).status, 409)
  })
})
