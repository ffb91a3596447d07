import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../calendar/index.ts'
import type { OtherCase } from '../../casework/index.ts'
import type { CaseState, Dossier, Evidence, Penalty, ProofPoint } from '../../procedure/index.ts'
import { extend, limitsOf, ordinaryPenalty, signaturesDue } from '../../procedure/index.ts'
import {
  factsAt,
  item,
  keepingSteps,
  ordinarySteps as o,
  people,
  type Step,
  shop,
  strokesFile,
  until,
  walk,
} from '../../procedure/testing.ts'
import type { Registered } from '../../registry/index.ts'
import { reviewExtension, reviewPoints } from '../index.ts'
import type { Examined } from './check.ts'
import {
  difference,
  flaws,
  withDossier,
  withEvidence,
  withFindings,
  withItem,
  withoutAct,
  withParty,
  withState,
  withStrand,
} from './flaws.scene.ts'
import { preflight, preflightChecks } from './index.ts'

const procedure = extend(ordinaryPenalty, reviewExtension)
const house = walk([procedure])
const on = '2026-03-09T03:00:00.000Z'

/** The party of the case, as the register of market subjects has it. */
const registered: Registered = {
  code: '',
  name: shop.name,
  kind: 'household',
  status: 'active',
  source: '登记机关',
  asOf: '2026-01-01',
  version: 1,
  changedAt: '2026-01-01T00:00:00.000Z',
}

/** A case that was investigated, signed and taken in for review, in which nothing is wrong. */
const sound = ((): Examined => {
  const reported = house.play(until(o, 'report'))
  const signed = house.play(
    signaturesDue(reported, strokesFile).map((step) => ({ ...step, on }) as Step),
    reported,
  )
  const submitted = house.play(
    [
      { by: 'zhao', on, act: 'submit-for-review', data: { complete: true } },
      { by: 'reviewer', on, act: 'accept-review', data: { complete: true } },
    ],
    signed,
  )
  const state: CaseState = {
    ...submitted,
    dossier: {
      ...submitted.dossier,
      evidence: submitted.dossier.evidence.map((each, n) => ({
        ...each,
        files: each.files.map((file) => ({ ...file, blob: String(n).repeat(64) })),
      })),
      findings: { ...(submitted.dossier.findings as NonNullable<Dossier['findings']>), ended: '2026-03-01' },
    },
  }
  return {
    state,
    procedure,
    calendar: officialCalendar(),
    now: '2026-03-10T02:00:00.000Z',
    differences: [],
    proof: [
      { point: '货值', need: 'must', key: '货值', evidence: [state.dossier.evidence[0]?.id] } as unknown as ProofPoint,
    ],
    coverage: [],
    officer: (id) => (people as Readonly<Record<string, (typeof people)['zhao']>>)[id],
    item: (id) => factsAt(on).items.get(id),
    agency: { ...factsAt(on).agency, region: '澄州市', level: 'city' },
    subject: (code) => ({ ...registered, code }),
    law: () => ({ version: '2021-01-22' }),
    like: () => ({ cases: 40, min: 500_000, low: 2_000_000, median: 5_000_000, high: 8_000_000, max: 12_000_000 }),
    others: [],
  }
})()

/** The only question about the party that a register answers. */
const withSubject =
  (more: Partial<Registered>): Change =>
  (examined) => ({ ...examined, subject: (code) => ({ ...registered, code, ...more }) })
const crimes = [{ offence: '生产、销售伪劣产品罪', base: 'gains', from: 100 }] as const
/** Another case of the party about the same item. */
const another =
  (more: Partial<OtherCase>): Change =>
  (examined) => ({
    ...examined,
    others: [{ party: 'p', id: 'c', title: '另案', item: item.id, openedAt: '2026-01-05T02:00:00.000Z', ...more }],
  })

const verdictOf = (name: string, examined: Examined) => {
  const found = preflight(examined).find(({ check }) => check.name === name)
  assert.ok(found, name)
  return found
}

type Change = (examined: Examined) => Examined
const withPenalty = (more: Partial<Penalty>): Change =>
  withDossier(({ proposal }) => (proposal === undefined ? {} : { proposal: { ...proposal, ...more } }))
/** What is no fault by itself, and for the reviewer to look at: said where it is so, and not said of a sound case. */
const looks: Readonly<Record<string, Change>> = {
  territory: (examined) => ({ ...examined, agency: { ...examined.agency, region: '远州市' } }),
  'as-registered': withSubject({ name: '云朵食品行' }),
  'law-of-its-time': (examined) => ({ ...examined, law: () => ({ version: '2026-03-02' }) }),
  'evidence-after-clue': withEvidence({ takenAt: '2020-01-01T00:00:00.000Z' }),
  'evidence-once': withDossier(({ evidence }) => {
    const files = [{ blob: 'f'.repeat(64), name: '照片.jpg', type: 'image/jpeg', size: 1 }]
    return {
      evidence: [...evidence, ...evidence.map((each) => ({ ...each, id: 'again' }))].map((each) => ({
        ...each,
        files,
      })),
    }
  }),
  'copies-checked': withEvidence({ original: false }),
  'forfeited-held': withPenalty({ kinds: ['fine', 'confiscate-goods'], goods: '糕点三盒' }),
  'papers-served': withStrand('service', 'waiting'),
  'like-cases': withPenalty({ fine: 499_999 }),
  'not-twice': another({}),
  'repeat-considered': another({ decidedAt: '2025-06-01T02:00:00.000Z' }),
}
/** Nothing in the case tells of these unless somebody did something for it. */
const supplied: Readonly<Record<string, Change>> = { 'address-confirmed': withStrand('address', 'confirmed') }

test('a sound case has nothing wrong', () => {
  assert.deepEqual(
    preflight(sound)
      .filter(({ verdict }) => verdict === 'wrong')
      .map(({ check, found }) => `${check.name}: ${found}`),
    [],
  )
})

for (const [name, change] of Object.entries(looks))
  test(`${preflightChecks.find((check) => check.name === name)?.title}: where it isn’t so, the reviewer is asked to look`, () => {
    assert.equal(verdictOf(name, sound).verdict, 'right', verdictOf(name, sound).found)
    const changed = verdictOf(name, change(sound))
    assert.equal(changed.verdict, 'unknown', changed.found)
  })

for (const [name, change] of Object.entries(supplied))
  test(`${preflightChecks.find((check) => check.name === name)?.title}: unknown until it was done`, () => {
    assert.equal(verdictOf(name, sound).verdict, 'unknown')
    assert.equal(verdictOf(name, change(sound)).verdict, 'right')
  })

test('there are eighty questions and more, each asked once, each with its article', () => {
  assert.ok(preflightChecks.length >= 80, String(preflightChecks.length))
  assert.equal(new Set(preflightChecks.map(({ name }) => name)).size, preflightChecks.length)
  assert.ok(preflightChecks.every(({ basis }) => basis.length > 0))
})

test('a breach that ended more than two years before it was found is punished only with harm', () => {
  const late = (more: object) => verdictOf('limitation', withFindings({ ended: '2023-05-01', ...more })(sound)).verdict
  assert.equal(late({}), 'wrong')
  assert.equal(late({ harm: '两名食用者就医' }), 'unknown')
  assert.equal(verdictOf('limitation', sound).verdict, 'right')
})

test('an amount that reaches the threshold is no fault once it was reported as a crime', () => {
  const flawed = flaws['crime-threshold']?.(sound)
  assert.ok(flawed)
  assert.equal(verdictOf('crime-threshold', withStrand('crime', 'reported')(flawed)).verdict, 'right')
  assert.equal(verdictOf('crime-threshold', sound).verdict, 'unknown', 'nobody has said from what on it is a crime')
  const below = withItem(() => ({ crimes: [{ ...crimes[0], from: 1_000_000 }] }))(sound)
  assert.equal(verdictOf('crime-threshold', below).verdict, 'right')
})

test('what is signed and what isn’t: the record that is evidence, and every paper', () => {
  const record = sound.state.dossier.evidence.find(({ paper }) => paper !== undefined)?.paper
  const signers = [{ line: '1', who: '被询问人', name: '云小朵', inside: false }]
  const unsigned = withState(({ papers }) => ({
    papers: papers.map((paper) => (paper.id === record ? { ...paper, signers } : paper)),
  }))(sound)
  assert.equal(verdictOf('records-signed', sound).verdict, 'right')
  assert.equal(verdictOf('papers-signed', sound).verdict, 'right')
  assert.equal(verdictOf('records-signed', unsigned).verdict, 'wrong')
  assert.equal(verdictOf('papers-signed', unsigned).verdict, 'wrong')
  assert.ok(verdictOf('papers-signed', unsigned).traces.length > 0)
})

test('keeping evidence on the spot, too, comes after the certificates were shown', () => {
  const kept = house.play([...until(o, 'evidence'), keepingSteps.ask, keepingSteps.approve, keepingSteps.keep])
  const shown = verdictOf('certificates-shown', { ...sound, state: kept })
  assert.equal(shown.verdict, 'right')
  const others = new Set(['show-certificates', 'inspect-site', 'question-person', 'take-evidence'])
  const unshown = { ...kept, done: kept.done.filter(({ act }) => !others.has(act)) }
  assert.match(verdictOf('certificates-shown', { ...sound, state: unshown }).found, /先行登记保存/)
})

test('a paper that two places name is led to once', () => {
  const [one] = difference('name')(sound).differences
  assert.ok(one)
  const twice = { ...sound, differences: [one, { ...one, places: [one.places[0], one.places[0]] as const }] }
  assert.equal(verdictOf('same-name', twice).traces.length, 1)
})

test('before the investigation has ended nobody misses its report', () => {
  const early = withDossier(({ findings: _, ...dossier }) => ({ ...dossier, findings: undefined as never }))(
    withoutAct('report-investigation')(sound),
  )
  for (const name of ['findings-written', 'nature-written', 'violation-named'])
    assert.equal(verdictOf(name, early).verdict, 'unknown', name)
})

test('what others sent in needs no second officer, and is for a person to look at', () => {
  const received = withDossier(({ evidence: [{ paper: _, ...first } = { paper: '' }, ...others] }) => ({
    evidence: [{ ...first, takenBy: [{ id: 'zhao', name: '赵一鸣', certificate: '1' }] }, ...others] as Evidence[],
  }))(sound)
  assert.equal(verdictOf('evidence-two-officers', received).verdict, 'unknown')
})

test('a right of the party that ran out is no limit that the bureau missed', () => {
  const state = walk([ordinaryPenalty]).play(until(o, 'serveNotice'))
  const now = '2026-03-25T02:00:00.000Z'
  assert.ok(limitsOf(ordinaryPenalty, state, sound.calendar, now).some(({ rule, answer }) => rule.right && answer.late))
  assert.equal(verdictOf('limits-kept', { ...sound, procedure: ordinaryPenalty, state, now }).verdict, 'right')
})

test('what can’t be known is said to be so, never guessed', () => {
  const unknown = (name: string, examined: Examined) => assert.equal(verdictOf(name, examined).verdict, 'unknown', name)
  unknown('of-age', withParty({ kind: 'person', idNumber: '' })(sound))
  unknown('must-be-proved', { ...sound, proof: [] })
  unknown('must-be-proved', withFindings({ gaps: '无法取得' })(flaws['must-be-proved']?.(sound) ?? sound))
  unknown('handlers-certified', { ...sound, officer: () => undefined })
  unknown('item-current', withItem(() => ({ version: 2 }))(sound))
  unknown('fine-in-law', withDossier(() => ({ proposal: undefined as never }))(sound))
  unknown('same-name', {
    ...sound,
    differences: (difference('name')(sound).differences ?? []).map((each) => ({
      ...each,
      verdict: 'unclear' as const,
    })),
  })
  unknown(
    'entered-in-time',
    withState(({ done }) => ({
      done: done.map((each) => ({ ...each, enteredAt: '2026-03-30T00:00:00.000Z' })),
    }))(sound),
  )
})

test('things that were kept on the spot are dealt with in seven working days', () => {
  assert.equal(verdictOf('things-held-settled', sound).verdict, 'right')
  const kept = {
    ...sound,
    state: house.play([...until(o, 'evidence'), keepingSteps.ask, keepingSteps.approve, keepingSteps.keep]),
  }
  assert.equal(verdictOf('things-held-settled', { ...kept, now: '2026-03-11T02:00:00.000Z' }).verdict, 'right')
  assert.equal(verdictOf('things-held-settled', { ...kept, now: '2026-04-30T02:00:00.000Z' }).verdict, 'wrong')
})

test('every question belongs to one of the seven points, has an article and a name of its own', () => {
  const names = preflightChecks.map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
  for (const { name, point, basis, title } of preflightChecks) {
    assert.ok(point in reviewPoints, name)
    assert.ok(basis.length > 0, name)
    assert.match(title, /\p{Script=Han}/u)
  }
})
