import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluationList } from '../../data/evaluation-list.ts'
import { spec } from '../journal/testing.ts'
import type { Actor } from '../kernel/index.ts'
import {
  decideEvaluation,
  drawn,
  type Evaluation,
  type EvaluationCommand,
  type EvaluationFacts,
  evolveEvaluation,
} from './evaluation.ts'

const evaluations = spec<Evaluation | undefined, EvaluationCommand, EvaluationFacts>({
  initial: undefined,
  decide: decideEvaluation,
  evolve: evolveEvaluation,
})
const person = (id: string, ...roles: Actor['roles'][number][]): Actor => ({ kind: 'person', id, name: id, roles })
const supervisor = person('jian', 'supervisor')
const draw: EvaluationCommand = {
  do: 'draw',
  title: '第三季度',
  from: '2026-07-01',
  until: '2026-09-30',
  size: 2,
  seed: 's',
}
const closed = ['a', 'b', 'c', 'd']
const facts: EvaluationFacts = { closed, list: { data: evaluationList, version: 3 }, handlers: [] }
const { do: _, size: _size, ...period } = draw
const sample = {
  type: 'draw-dossiers',
  data: {
    ...period,
    population: 4,
    cases: drawn('s', closed, 2),
    list: evaluationList,
    listVersion: 3,
  } as never,
}
const [first = '', second = ''] = drawn('s', closed, 2)
const full = evaluationList.points.map(({ id, full: got }) => ({ id, got }))

test('who has the seed and the cases draws the same lot, in whatever order the cases come', () => {
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.uuid(), { maxLength: 30 }), fc.nat(40), (seed, cases, size) => {
      const lot = drawn(seed, cases, size)
      assert.deepEqual(lot, drawn(seed, cases.toReversed(), size))
      assert.equal(new Set(lot).size, Math.min(size, cases.length))
      assert.ok(lot.every((id) => cases.includes(id)))
    }),
  )
})

test('each case is drawn as often as another', () => {
  const counts = new Map<string, number>()
  for (let n = 0; n < 2000; n++)
    for (const id of drawn(`seed ${n}`, closed, 1)) counts.set(id, (counts.get(id) ?? 0) + 1)
  for (const id of closed) assert.ok(Math.abs((counts.get(id) ?? 0) - 500) < 100, JSON.stringify([...counts]))
})

test('a sample is drawn by who supervises, from cases that were closed, and keeps its seed and its standard', () => {
  const drew = (actor: Actor, more: Partial<EvaluationFacts> = {}, command = draw) =>
    evaluations.given([]).when(command, { ...facts, ...more }, { actor })
  drew(supervisor).then([sample])
  drew(person('song', 'officer')).then(['not-your-role'])
  drew(supervisor, { closed: [] }).then(['no-cases'])
  const { list: _list, ...without } = facts
  evaluations.given([]).when(draw, without, { actor: supervisor }).then(['no-standard'])
  drew(supervisor, {}, { ...draw, until: '2026-01-01' }).then(['bad-period'])
  evaluations.given([sample]).when(draw, facts, { actor: supervisor }).then(['drawn-before'])
})

test('a dossier is scored once, point by point, by who did not handle it; what is taken off has its reason', () => {
  const scored = (points: (typeof full)[number][], of = first, handlers: string[] = [], given = [sample]) =>
    evaluations.given(given).when({ do: 'score', case: of, points }, { ...facts, handlers }, { actor: supervisor })
  scored(full, 'z').then(['not-drawn'])
  scored(full, first, ['jian']).then(['own-case'])
  scored(full.slice(1)).then(['unscored'])
  scored(full.map((each, n) => (n === 0 ? { ...each, got: 11 } : each))).then(['more-than-full'])
  const less = full.map((each, n) => (n === 1 ? { ...each, got: 3 } : each))
  scored(less).then(['no-note'])
  const noted = less.map((each, n) => (n === 1 ? { ...each, note: '没有写明证据来源' } : each))
  const done = { type: 'score-dossier', data: { case: first, points: noted, total: 78, passed: false } as never }
  scored(noted).then([done])
  const again = scored(full, first, [], [sample, done])
  again.then(['scored-before'])
  const other = scored(full, second, [], [sample, done])
  assert.deepEqual(
    other.state?.scores.map(({ total, passed }) => [total, passed]),
    [
      [78, false],
      [100, true],
    ],
  )
  evaluations
    .given([])
    .when({ do: 'score', case: first, points: full }, facts, { actor: supervisor })
    .then(['no-evaluation'])
})
