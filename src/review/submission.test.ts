import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officialCalendar } from '../calendar/index.ts'
import { type CaseState, extend, type Facts, limitsOf, ordinaryPenalty, type Strand } from '../procedure/index.ts'
import { factsAt, ordinarySteps as o, type Step, until, walk } from '../procedure/testing.ts'
import { reviewExtension } from './index.ts'
import { penaltySubmission } from './penalty-submission.ts'
import { submissionOf } from './submission.ts'

const procedure = extend(ordinaryPenalty, reviewExtension)
const house = walk([procedure])
const now = '2026-03-09T03:00:00.000Z'
const submit: Step = { by: 'zhao', on: now, act: 'submit-for-review', data: { complete: true } }
const reported = house.play(until(o, 'report'))

const look = (state: CaseState, facts: Partial<Facts> = {}) =>
  new Map(submissionOf(penaltySubmission, { state, facts: factsAt(now, facts) }).map((each) => [each.item, each]))
const standing = (state: CaseState, item: keyof typeof penaltySubmission, facts: Partial<Facts> = {}) => {
  const found = look(state, facts).get(item)
  return [found?.standing, found?.sure === true]
}
const withDossier = (dossier: Partial<CaseState['dossier']>, state = reported): CaseState => ({
  ...state,
  dossier: { ...state.dossier, ...dossier },
})
const withStrand = (kind: string, now: string, data: Strand['data'] = {}): CaseState => ({
  ...reported,
  strands: [
    ...reported.strands,
    { id: `${kind}-9-1`, kind, title: kind, state: now, openedIn: now, openedAt: now, changedAt: now, data },
  ],
})

test('a submission is looked at item by item; each says where it lies, what lacks and what the case doesn’t need', () => {
  const found = look(reported)
  assert.deepEqual([...found.keys()], Object.keys(penaltySubmission))
  assert.deepEqual(
    [...found].map(([item, each]) => [item, each.standing]),
    [
      ['report', 'there'],
      ['party', 'lacking'],
      ['records', 'there'],
      ['evidence', 'there'],
      ['recording', 'needless'],
      ['discretion', 'there'],
      ['tests', 'needless'],
      ['goods', 'needless'],
      ['other', 'needless'],
    ],
  )
  assert.ok(found.get('report')?.places[0]?.paper !== undefined)
  assert.ok(found.get('evidence')?.places.every(({ evidence }) => evidence !== undefined))
  assert.ok([...found.values()].every((each) => each.found.length > 4 && each.basis.length > 0))
})

test('what only may lack is a remark: it is submitted, and what the handlers say of it goes with it', () => {
  assert.deepEqual(house.refusals(reported, submit), [])
  const explained = { party: '营业执照复印件在证据“进货单”的附件中。' }
  const decided = house.decide(reported, { ...submit, data: { complete: true, explained } })
  assert.ok(decided.ok)
  assert.deepEqual(decided.value.data.opened?.[0]?.data.explained, explained)
  const checked = decided.value.data.record?.checked as readonly { item: string; standing: string; found: string }[]
  assert.deepEqual(checked[1], {
    item: 'party',
    standing: 'lacking',
    found: '没有找到证明主体资格的证据，如营业执照、身份证件的复制件',
  })
})

test('everything that surely lacks is refused at once, each by its item', () => {
  const [party] = reported.dossier.parties
  assert.ok(party)
  const { code: _code, ...nameless } = party
  const bare = withDossier({ evidence: [], parties: [nameless] }, withStrand('test', 'running'))
  const decided = house.decide(bare, submit)
  assert.ok(!decided.ok)
  const lacking = decided.refusals.filter(({ code }) => code === 'submission-lacks')
  assert.deepEqual(
    lacking.map(({ message }) => /“(.+?)”/.exec(message)?.[1]),
    ['当事人主体资格材料', '证据材料', '检测、检验、鉴定意见'],
  )
  assert.ok(lacking.every(({ field, basis = [] }) => field === 'explained' && basis.length > 1))
})

test('each item of a penalty’s submission knows what lacks beyond doubt, what may, and what is there', () => {
  const { papers, dossier } = reported
  const [evidence] = dossier.evidence
  const { proposal } = dossier
  assert.ok(evidence && proposal)
  assert.deepEqual(standing({ ...reported, papers: papers.filter(({ form }) => form !== 35) }, 'report'), [
    'lacking',
    true,
  ])
  assert.deepEqual(standing(withDossier({ parties: [] }), 'party'), ['lacking', true])
  const licence = { ...evidence, id: 'licence', title: '营业执照复印件' }
  assert.deepEqual(standing(withDossier({ evidence: [licence] }), 'party'), ['there', false])
  assert.deepEqual(standing({ ...reported, papers: papers.filter(({ form }) => form === 35) }, 'records'), [
    'lacking',
    false,
  ])
  const { paper: _paper, ...unseen } = { ...evidence, files: [] }
  assert.deepEqual(standing(withDossier({ evidence: [unseen] }), 'evidence'), ['lacking', true])
  assert.deepEqual(standing(withDossier({ proposal: { ...proposal, reasons: ' ' } }), 'discretion'), ['lacking', true])
  const { proposal: _none, ...other } = dossier
  const handling = {
    kind: 'no-penalty',
    ground: '首违',
    reasons: '首次违法且危害后果轻微并及时改正。',
    version: 9,
  } as const
  assert.deepEqual(standing({ ...reported, dossier: { ...other, handling } }, 'discretion'), ['there', false])
  assert.deepEqual(standing({ ...reported, dossier: other }, 'discretion'), ['lacking', true])
  assert.deepEqual(standing(withStrand('test', 'reported'), 'tests'), ['lacking', false])
  assert.deepEqual(standing(withStrand('test', 'final'), 'tests'), ['there', false])
  assert.deepEqual(standing(withStrand('early-test', 'running'), 'tests'), ['lacking', false])
  assert.deepEqual(standing(withStrand('seizure', 'held'), 'goods'), ['lacking', false])
  assert.deepEqual(standing(withStrand('recusal', 'asked'), 'other'), ['lacking', false])
  assert.deepEqual(standing(withStrand('hearing', 'held'), 'other'), ['lacking', false])
})

test('measures need their belated approval and their list; what must be proved needs evidence or its explanation', () => {
  const things = [{ no: 1, name: '云朵酥', quantity: 3, unit: '盒', now: 'held' }]
  const seized = withStrand('seizure', 'held')
  const goods = (strands: readonly Partial<Strand>[]): CaseState => ({
    ...seized,
    strands: [...seized.strands, ...strands.map((each) => ({ ...(seized.strands.at(-1) as Strand), ...each }))],
  })
  const listed = { id: 'goods-9-2', kind: 'goods', state: 'held', data: { under: 'seizure-9-1', things } }
  assert.deepEqual(standing(goods([listed]), 'goods'), ['there', false])
  const asked = { id: 'belated-9-3', kind: 'belated-approval', state: 'asked' }
  assert.deepEqual(standing(goods([listed, asked]), 'goods'), ['lacking', true])
  const guides = [
    {
      questions: [],
      evidence: [
        {
          point: '货值',
          fact: '货值金额',
          need: 'must' as const,
          kinds: ['documentary' as const],
          what: '进货单',
          source: '当事人',
        },
      ],
    },
  ]
  assert.deepEqual(standing(reported, 'evidence', { guides }), ['lacking', false])
  const findings = {
    ...(reported.dossier.findings as NonNullable<CaseState['dossier']['findings']>),
    gaps: '没有进货单。',
  }
  assert.deepEqual(standing(withDossier({ findings }), 'evidence', { guides }), ['there', false])
})

test('what had to be recorded and was not, nor excused, surely lacks', () => {
  const recordList = () => ({
    gap: 60,
    edge: 60,
    watch: 60,
    premises: [],
    rows: [
      { act: 'inspect-site', situation: 'always' as const, required: 'whole' as const, media: ['video' as const] },
    ],
  })
  assert.deepEqual(standing(reported, 'recording', { recordList }), ['lacking', true])
  const course = reported.done.find(({ act }) => act === 'inspect-site')?.course
  const span = { from: Date.parse(course?.from ?? ''), until: Date.parse(course?.until ?? '') }
  const recorded = [{ id: 'film', act: 'inspect-site', medium: 'video' as const, spans: [span], sound: true }]
  assert.deepEqual(standing(reported, 'recording', { recordList, recorded }), ['there', false])
})

test('the ten working days begin when the submission is accepted, and stop when it is returned', () => {
  const due = (state: CaseState, at: string) =>
    limitsOf(procedure, state, officialCalendar(), at).filter(({ rule }) => rule.name === 'review')
  const submitted = house.play([submit], reported)
  assert.equal(
    due(submitted, now)[0]?.answer.dueDay,
    '2026-03-23',
    'what nobody has taken in yet is not without a clock',
  )
  const accept: Step = {
    by: 'reviewer',
    on: '2026-03-12T01:00:00.000Z',
    act: 'accept-review',
    data: { complete: true },
  }
  const [running] = due(house.play([accept], submitted), accept.on)
  assert.deepEqual([running?.answer.dueDay, running?.metAt], ['2026-03-26', undefined])
  const back: Step = {
    ...accept,
    act: 'return-submission',
    data: { items: ['party'], missing: '缺少营业执照复印件。' },
  }
  const returned = house.play([back], submitted)
  assert.deepEqual(
    due(returned, accept.on).map(({ metAt }) => metAt),
    [accept.on],
  )
  const again = house.play(
    [
      { ...submit, on: '2026-03-13T01:00:00.000Z' },
      { ...accept, on: '2026-03-16T01:00:00.000Z' },
    ],
    returned,
  )
  assert.deepEqual(
    due(again, '2026-03-16T02:00:00.000Z').map(({ metAt, answer }) => [metAt, answer.dueDay]),
    [
      [accept.on, '2026-03-23'],
      [undefined, '2026-03-30'],
    ],
  )
})
