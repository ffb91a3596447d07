import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../../calendar/index.ts'
import type { OtherCase } from '../../casework/index.ts'
import type { Finding } from '../../documents/index.ts'
import { identityCardCheckDigit } from '../../kernel/index.ts'
import type {
  ActCoverage,
  CaseState,
  Dossier,
  Evidence,
  ItemFact,
  Penalty,
  ProofPoint,
  Strand,
} from '../../procedure/index.ts'
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
const thing = { no: 1, name: '糕点', quantity: 3, unit: '盒', now: 'sold' } as const
const holding = (things: readonly object[]): Change =>
  withState(({ strands }) => ({
    strands: [
      ...strands,
      {
        id: 'goods',
        kind: 'goods',
        title: '扣押的物品',
        state: 'held',
        openedIn: 'held',
        openedAt: on,
        changedAt: on,
        data: { things },
      } satisfies Strand,
    ],
  }))
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
const withState =
  (change: (state: CaseState) => Partial<CaseState>): Change =>
  (examined) => ({ ...examined, state: { ...examined.state, ...change(examined.state) } })
const withDossier = (change: (dossier: Dossier) => Partial<Dossier>): Change =>
  withState(({ dossier }) => ({ dossier: { ...dossier, ...change(dossier) } }))
const withParty = (more: object): Change =>
  withDossier(({ parties }) => ({ parties: parties.map((party) => ({ ...party, ...more })) }))
const withEvidence = (more: object): Change =>
  withDossier(({ evidence }) => ({ evidence: evidence.map((each, n) => (n === 0 ? { ...each, ...more } : each)) }))
const withPenalty = (more: Partial<Penalty>): Change =>
  withDossier(({ proposal }) => (proposal === undefined ? {} : { proposal: { ...proposal, ...more } }))
const withFindings = (more: object): Change =>
  withDossier(({ findings }) => (findings === undefined ? {} : { findings: { ...findings, ...more } }))
const withItem =
  (more: Partial<ItemFact>): Change =>
  (examined) => ({ ...examined, item: (id) => (id === item.id ? { ...item, ...more } : undefined) })
const withoutAct = (name: string): Change => withState(({ done }) => ({ done: done.filter(({ act }) => act !== name) }))
const withStrand = (kind: string, state: string): Change =>
  withState(({ strands }) => ({
    strands: [
      ...strands,
      { id: 's', kind, title: '申请', state, openedIn: state, openedAt: on, changedAt: on, data: {} } satisfies Strand,
    ],
  }))
const difference =
  (kind: Finding['kind']): Change =>
  (examined) => ({
    ...examined,
    differences: [
      {
        kind,
        verdict: 'differs',
        sentence: '两处不一致',
        places: [
          { title: '现场笔录', paper: examined.state.papers[0]?.id ?? '', field: '正文', text: '甲' },
          { title: '案件登记', field: '登记', text: '乙' },
        ],
      },
    ],
  })
const covered =
  (more: Partial<ActCoverage>): Change =>
  (examined) => ({
    ...examined,
    coverage: [
      {
        version: 7,
        act: 'inspect-site',
        title: '现场检查',
        at: on,
        from: 0,
        until: 1,
        required: 'whole',
        media: ['video'],
        stretches: [],
        files: 0,
        gaps: [],
        share: 1,
        covered: true,
        ...more,
      },
    ],
  })
const excuse = { strand: 'x', cause: 'failed', reasons: '设备故障', askedBy: '赵一鸣' }

const bornIn = (year: number): string => {
  const body = `339901${year}0101123`
  return body + identityCardCheckDigit(body)
}

/** One flaw for each question, that it must find and no other may. */
const flaws: Readonly<Record<string, Change>> = {
  'item-in-list': (examined) => ({ ...examined, item: () => undefined }),
  'no-open-dispute': withStrand('jurisdiction', 'disputed'),
  filed: withState(({ papers }) => ({ papers: papers.filter(({ form }) => form !== 7) })),
  'filed-by-leader': withState(({ done }) => ({
    done: done.map((each) => (each.act === 'approve-filing' ? { ...each, by: 'qian' } : each)),
  })),
  'party-named': withParty({ name: ' ' }),
  'code-right': withParty({ code: '92339901MA00000010' }),
  'code-given': withParty({ code: '' }),
  'identity-right': withParty({ idNumber: '339901199001011230' }),
  'of-age': withParty({ kind: 'person', idNumber: bornIn(2015) }),
  'minor-mitigated': (examined) =>
    withPenalty({ step: 'normal', fine: 7_000_000 })(withParty({ kind: 'person', idNumber: bornIn(2010) })(examined)),
  'address-given': withParty({ address: '' }),
  'representative-given': withParty({ kind: 'organisation', representative: '' }),
  'findings-written': withFindings({ facts: '' }),
  'evidence-there': withDossier(() => ({ evidence: [] })),
  'evidence-two-officers': withEvidence({
    paper: 'record',
    takenBy: [{ id: 'zhao', name: '赵一鸣', certificate: '1' }],
  }),
  'evidence-source': withEvidence({ source: '' }),
  'evidence-proves': withEvidence({ proves: '' }),
  'evidence-content': withDossier(({ evidence }) => ({
    evidence: evidence.map(({ paper: _, ...each }) => ({ ...each, files: [] })),
  })),
  'evidence-before-report': withEvidence({ takenAt: '2026-03-20T00:00:00.000Z' }),
  'must-be-proved': (examined) => ({
    ...examined,
    proof: examined.proof.map((point) => ({ ...point, evidence: [] })),
  }),
  'same-name': difference('name'),
  'same-code': difference('code'),
  'same-identity': difference('identity'),
  'same-address': difference('address'),
  'same-time': difference('time'),
  'same-amount': difference('amount'),
  'same-number': difference('number'),
  'same-goods': difference('goods'),
  'same-article': difference('article'),
  'two-handlers': withDossier(({ handlers }) => ({ handlers: handlers.slice(0, 1) })),
  'handlers-certified': (examined) => ({
    ...examined,
    officer: (id, day) => (id === 'zhao' ? { ...people.lapsed, id } : examined.officer(id, day)),
  }),
  'certificates-shown': withoutAct('show-certificates'),
  'filed-first': withState(({ done }) => ({
    done: done.map((each) => (each.act === 'approve-filing' ? { ...each, version: 99 } : each)),
  })),
  'limits-kept': (examined) => ({ ...examined, now: '2026-12-01T02:00:00.000Z' }),
  'applications-answered': withStrand('recusal', 'asked'),
  'recording-covered': covered({ covered: false, share: 0.5 }),
  'exceptions-answered': covered({
    covered: true,
    excuse: { ...excuse, state: 'asked' } as ActCoverage['excuse'] & {},
  }),
  'acts-in-order': withState(({ done }) => ({
    done: done.map((each, n) => (n === 2 ? { ...each, enteredAt: '2026-01-01T00:00:00.000Z' } : each)),
  })),
  'numbers-once': withState(({ papers }) => {
    const [one] = papers.filter(({ form }) => form === 7)
    return { papers: one === undefined ? papers : [...papers, { ...one, id: 'again' }] }
  }),
  'reviewer-independent': withDossier(({ handled }) => ({ handled: [...handled, 'reviewer'] })),
  'nature-written': withFindings({ nature: '' }),
  'violation-named': withFindings({ violation: '' }),
  'breached-cited': withDossier(({ item: of }) => (of === undefined ? {} : { item: { ...of, breached: [] } })),
  'penalty-cited': withDossier(({ item: of }) => (of === undefined ? {} : { item: { ...of, penalty: [] } })),
  'kinds-in-law': withPenalty({ kinds: ['fine', 'warning'] }),
  'fine-in-law': withPenalty({ fine: 20_000_000 }),
  'mitigated-below': withPenalty({ step: 'mitigated' }),
  'base-given': withItem({ penalties: [{ kind: 'fine', base: 'goods', minPercent: 100, maxPercent: 500 }] }),
  'fine-in-step': withPenalty({ step: 'heavier' }),
  'factors-known': withPenalty({ factors: ['天气炎热'] }),
  'factors-fit': withPenalty({ factors: ['两年内再次违法'] }),
  'fine-with-kind': withPenalty({ kinds: [], step: 'none' }),
  'gains-with-kind': withPenalty({ gains: 100 }),
  'goods-with-kind': withPenalty({ goods: '糕点三盒' }),
  'reasons-written': withPenalty({ reasons: ' ' }),
  level: withItem({ level: 'province' }),
  'party-once': withDossier(({ parties }) => ({
    parties: [...parties, ...parties.map((party) => ({ ...party, id: 'twin', role: 'joint' as const }))].map(
      (party) => ({
        role: 'actor' as const,
        ...party,
      }),
    ),
  })),
  'roles-given': withDossier(({ parties }) => ({
    parties: [
      ...parties,
      ...parties.map((party) => ({ ...party, id: 'other', code: '', kind: 'person' as const, name: '云小海' })),
    ],
  })),
  'subject-standing': withSubject({ status: 'cancelled' }),
  limitation: withFindings({ ended: '2020-01-05' }),
  'crime-threshold': (examined) =>
    withPenalty({ gains: 200, kinds: ['fine', 'confiscate-gains'] })(withItem({ crimes })(examined)),
  'articles-exist': (examined) => ({ ...examined, law: () => ({ version: '', missing: '没有第九百条' }) }),
  'evidence-by-handlers': withEvidence({
    takenAt: '2026-03-09T02:00:00.000Z',
    takenBy: ['zhao', 'wu'].map((id) => ({ id, name: id, certificate: '1' })),
  }),
  'one-place-at-a-time': withState(({ done, dossier }) => {
    const versions = dossier.evidence.flatMap(({ paper }) =>
      paper === undefined ? [] : Number(paper.split('.').at(-2)),
    )
    return {
      done: done.map((each) =>
        versions.includes(each.version)
          ? {
              ...each,
              course: {
                title: '检查',
                duty: 'text' as const,
                from: '2026-03-03T01:00:00.000Z',
                until: '2026-03-03T02:00:00.000Z',
                place: `第 ${each.version} 处`,
              },
            }
          : each,
      ),
    }
  }),
  'sold-with-proceeds': holding([thing]),
  'recused-stayed-away': withState(({ strands, done }) => ({
    strands: [
      ...strands,
      {
        id: 'r',
        kind: 'recusal',
        title: '回避',
        state: 'granted',
        openedIn: 'asked',
        openedAt: on,
        changedAt: done[0]?.at ?? on,
        data: { asked: { person: 'zhao' } },
      } satisfies Strand,
    ],
  })),
  'results-final': withStrand('test', 'told'),
  'not-suspended': withStrand('suspension', 'granted'),
  'orders-rechecked': withState(({ strands }) => ({
    strands: [
      ...strands,
      {
        id: 'o',
        kind: 'correction',
        title: '责令改正',
        state: 'ordered',
        openedIn: 'ordered',
        openedAt: on,
        changedAt: on,
        data: { by: '2026-03-09' },
      } satisfies Strand,
    ],
  })),
  'parts-add-up': withPenalty({
    parts: [
      { kinds: ['fine'], fine: 4_999_999, gains: 0, step: 'lighter', reasons: '轻', item: item.id, name: item.name },
    ],
  }),
}

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

/** Found together with another, since one can't be without it. */
const together: Readonly<Record<string, readonly string[]>> = {
  'evidence-there': [
    'evidence-two-officers',
    'evidence-source',
    'evidence-proves',
    'evidence-content',
    'evidence-before-report',
  ],
  'parts-add-up': ['fine-in-law'],
}

test('a sound case has nothing wrong', () => {
  assert.deepEqual(
    preflight(sound)
      .filter(({ verdict }) => verdict === 'wrong')
      .map(({ check, found }) => `${check.name}: ${found}`),
    [],
  )
})

for (const [name, flaw] of Object.entries(flaws))
  test(`${preflightChecks.find((check) => check.name === name)?.title}: right in a sound case, wrong where it isn’t so`, () => {
    assert.notEqual(verdictOf(name, sound).verdict, 'wrong')
    const flawed = flaw(sound)
    assert.equal(verdictOf(name, flawed).verdict, 'wrong', verdictOf(name, flawed).found)
    const others = preflight(flawed)
      .filter(({ verdict, check }) => verdict === 'wrong' && check.name !== name)
      .map((each) => each.check.name)
    assert.deepEqual(
      others.filter((other) => !(together[name] ?? []).includes(other)),
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
  const below = withItem({ crimes: [{ ...crimes[0], from: 1_000_000 }] })(sound)
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
  unknown('item-current', withItem({ version: 2 })(sound))
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
