import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillPaper, paperText } from '../documents/index.ts'
import { spec } from '../journal/testing.ts'
import { extend, ordinaryPenalty } from '../procedure/index.ts'
import { ordinarySteps as o, type Step, until, walk } from '../procedure/testing.ts'
import { anchorOf, type Line, linesOfPaper, pieces, placeOf } from './anchor.ts'
import { type Comment, type CommentCommand, type CommentFacts, commentStream, MOST } from './comment.ts'
import { reviewExtension, reviewPoints } from './index.ts'
import { quoteStands } from './standing-quotes.ts'

const word = fc.string({ unit: fc.constantFrom(...'经查当事人货值罚款'), minLength: 3, maxLength: 30 })

test('a passage is found again where it stood, among like ones, with other lines before it, and not where it changed', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), fc.nat(), (texts, l, s, e) => {
      const lines: Line[] = texts.map((text, n) => ({ path: `0.${n}`, text }))
      const line = lines[l % lines.length] as Line
      const start = s % line.text.length
      const end = start + 1 + (e % (line.text.length - start))
      const anchor = anchorOf({ kind: 'paper', id: 'p' }, line, start, end)
      const placed = placeOf(lines, anchor)
      assert.equal(placed?.path, line.path)
      assert.equal(line.text.slice(placed?.start, placed?.end), anchor.quote)
      // Where the words before it tell it apart, it is the very place.
      if (line.text.indexOf(anchor.quote ?? '', start + 1) === -1 && line.text.indexOf(anchor.quote ?? '') === start)
        assert.equal(placed?.start, start)
      const moved = placeOf(
        [
          { path: '0.0', text: '另起一行' },
          { path: '0.1', text: line.text },
        ],
        { ...anchor, path: '7.7' },
      )
      assert.equal(moved?.path, '0.1')
      assert.equal(placeOf([{ path: line.path, text: '全部改写' }], anchor), undefined)
    }),
  )
})

test('marks over one another cut a line into pieces that are the line again', () => {
  const span = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
  fc.assert(
    fc.property(fc.string({ minLength: 20, maxLength: 20 }), fc.array(span, { maxLength: 5 }), (text, marks) => {
      const cut = pieces(text.length, marks)
      assert.equal(cut.map(({ start, end }) => text.slice(start, end)).join(''), text)
      for (const mark of marks)
        assert.equal(
          cut
            .filter((each) => each.marks.includes(mark))
            .map(({ start, end }) => text.slice(start, end))
            .join(''),
          text.slice(mark.start, mark.end),
        )
    }),
  )
})

const actor = (id: string, ...roles: ('reviewer' | 'officer')[]) => ({ kind: 'person' as const, id, name: id, roles })
const [gu, song] = [actor('gu', 'reviewer'), actor('song', 'officer')]
const facts: CommentFacts = { handlers: ['song'], handled: ['song', 'once'], comments: 0 }
const comments = spec<Comment | undefined, CommentCommand, CommentFacts>(commentStream)
const anchor = { kind: 'evidence' as const, id: 'e', quote: '三盒' }
const write: CommentCommand = { do: 'comment', caseId: 'c', review: 'r', anchor, text: '从何而来？' }
const written = { type: 'comment-on-dossier', data: { case: 'c', review: 'r', anchor, text: '从何而来？' } }

test('reviewers comment, handlers handle, each refusal says who is meant', () => {
  const when = (command: CommentCommand, who = gu, given = [written], more: Partial<CommentFacts> = {}) =>
    comments.given(given as never).when(command, { ...facts, ...more }, { actor: who })
  when(write, gu, []).then([written as never])
  when(write, gu).then(['commented-before'])
  when(write, song, []).then(['not-the-reviewer'])
  when(write, actor('once', 'reviewer'), []).then(['not-the-reviewer'])
  when(write, gu, [], { comments: MOST }).then(['too-many-comments'])
  when({ do: 'answer', text: '无' }, gu, []).then(['no-comment'])
  when({ do: 'answer', text: '无' }, actor('he')).then(['not-of-the-review'])
  when({ do: 'handle', text: '已补充' }, gu).then(['not-handling'])
  const handled = { type: 'handle-comment', data: { case: 'c', text: '已补充' } }
  when({ do: 'handle', text: '已补充' }, song).then([handled as never])
  when({ do: 'handle', text: '已补充' }, song, [written, handled] as never).then(['handled-before'])
  when({ do: 'reopen', text: '不够' }, gu).then(['still-open'])
  when({ do: 'reopen', text: '不够' }, gu, [written, handled] as never).then([
    { type: 'reopen-comment', data: { case: 'c', text: '不够' } } as never,
  ])
})

const house = walk([extend(ordinaryPenalty, reviewExtension)])
const submit: Step = { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } }
const accepted = house.play([...until(o, 'report'), submit, accept])

test('a comment on evidence says when the words that it quotes have changed', () => {
  const [evidence = assert.fail()] = accepted.dossier.evidence
  const on = { kind: 'evidence' as const, id: evidence.id, path: 'proves', quote: evidence.proves.slice(0, 4) }
  assert.deepEqual(quoteStands(accepted, [], on), { state: 'same', id: evidence.id })
  const changed = {
    ...accepted,
    dossier: { ...accepted.dossier, evidence: [{ ...evidence, proves: '别的' }] },
  }
  assert.equal(quoteStands(changed, [], on).state, 'changed')
  assert.equal(
    quoteStands({ ...changed, dossier: { ...changed.dossier, evidence: [] } }, [], on).told,
    '批注的证据已不在卷内',
  )
})

test('a report that is written again takes the comment along where the words still stand', () => {
  const decided = house.decide(house.play(until(o, 'report', ['report'])), { ...o.report, facts: { fill: fillPaper } })
  assert.ok(decided.ok, JSON.stringify(decided))
  const [first = assert.fail()] = decided.value.data.papers ?? []
  const lines = linesOfPaper(paperText(first.form, first.content))
  const line = lines.find(({ text }) => text.length > 20) ?? assert.fail()
  const on = anchorOf({ kind: 'paper', id: first.id }, line, 0, 12)
  const paper = (id: string) => ({ ...first, id })
  const again = paper('again')
  const state = (ids: readonly string[]) => ({
    ...accepted,
    papers: ids.map((id) => ({ ...paper(id), version: 1 })) as never,
  })
  assert.equal(quoteStands(state([first.id]), [first], on).state, 'same')
  const moved = quoteStands(state([first.id, 'again']), [first, again], on)
  assert.deepEqual([moved.state, moved.id], ['moved', 'again'])
  const gone = quoteStands(state([first.id, 'again']), [first, again], { ...on, quote: '不再有的话' })
  assert.deepEqual([gone.state, gone.id], ['changed', first.id])
  assert.equal(quoteStands(state([]), [], on).told, '批注的文书已不在卷内')
})

test('an opinion refers to the comments, and its paper counts them', () => {
  const decided = house.decide(accepted, {
    by: 'reviewer',
    on: '2026-03-10T06:00:00.000Z',
    act: 'give-opinion',
    data: {
      points: Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }])),
      outcome: 'agree',
      opinion: '同意。',
    },
    facts: {
      fill: fillPaper,
      comments: [
        { id: 'a', state: 'open' },
        { id: 'b', state: 'handled' },
        { id: 'c', state: 'handled' },
      ],
    },
  })
  assert.ok(decided.ok, JSON.stringify(decided))
  assert.deepEqual(decided.value.data.record?.comments, { open: ['a'], handled: ['b', 'c'] })
  assert.match(
    JSON.stringify(paperText(36, decided.value.data.papers?.[0]?.content)),
    /审核批注共3条，承办机构已处理2条，尚未处理1条/,
  )
})
