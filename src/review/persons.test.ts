import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { demoActors, fillRegistry, playDemo } from '../../data/demo.ts'
import { demoPens } from '../../data/keys.ts'
import { type House, openHouse } from '../house.ts'
import type { Actor } from '../kernel/index.ts'
import { simulatedClock, sql } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import {
  type CaseState,
  type DeclaredRelation,
  decideCase,
  nextSteps,
  type OfficerFact,
  ordinaryPenalty,
  withPaths,
} from '../procedure/index.ts'
import { factsAt, ordinarySteps as o, people, type Step, shop, until, walk } from '../procedure/testing.ts'
import { readDigest } from './bound.ts'
import { ladderExtension, reviewExtension, reviewPoints, reviewView } from './index.ts'

const procedure = withPaths(ordinaryPenalty, reviewExtension, ladderExtension)
const house = walk([procedure])
const submit: Step = { by: 'zhao', on: '2026-03-09T03:00:00.000Z', act: 'submit-for-review', data: { complete: true } }
const accept: Step = { by: 'reviewer', on: '2026-03-10T01:00:00.000Z', act: 'accept-review', data: { complete: true } }
const agreed = {
  points: Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }])),
  outcome: 'agree',
  opinion: '意见如上。',
}
const opinion: Step = { by: 'reviewer', on: '2026-03-10T06:00:00.000Z', act: 'give-opinion', data: agreed }
const reported = house.play(until(o, 'report'))
const submitted = house.play([submit], reported)
const accepted = house.play([accept], submitted)

const refusalsOf = (state: CaseState, step: Step) => {
  const decided = house.decide(state, step)
  return decided.ok ? [] : decided.refusals
}
const refused = (state: CaseState, step: Step, code: string) => {
  const found = refusalsOf(state, step).find((each) => each.code === code)
  assert.ok(found, `${code} not among ${house.refusals(state, step).join(', ')}`)
  assert.ok((found.basis ?? []).length > 0, `${code} names its article`)
  return found
}
/** The bureau where some officers are otherwise than in the small one. */
const withOfficers = (more: Readonly<Record<string, Partial<OfficerFact>>>) => ({
  officers: new Map(
    Object.entries(people as Readonly<Record<string, OfficerFact>>).map(([id, each]) => [id, { ...each, ...more[id] }]),
  ),
})
const related = (who: string, ...relatives: readonly DeclaredRelation[]) => withOfficers({ [who]: { relatives } })

test('who handled the case and no longer does doesn’t review it', () => {
  const change: Step = {
    by: 'head',
    on: '2026-03-06T05:00:00.000Z',
    act: 'change-handlers',
    data: { handlers: ['qian', 'sun'], reasons: '赵一鸣调离。' },
  }
  const later = house.play(
    [change, { ...o.report, by: 'qian', data: { ...o.report.data, officers: ['qian', 'sun'] } }],
    house.play(until(o, 'evidence')),
  )
  const handed = house.play([{ ...submit, by: 'qian' }], later)
  assert.ok(!later.dossier.handlers.some(({ id }) => id === 'zhao'))
  refused(handed, { ...accept, by: 'zhao' }, 'handled-the-case')
})

const ask: Step = {
  by: 'head',
  on: '2026-03-10T02:00:00.000Z',
  act: 'ask-recusal',
  data: { person: 'reviewer', by: 'self', reasons: '与当事人的负责人是同学。' },
}
const grant: Step = {
  by: 'leader',
  on: '2026-03-10T03:00:00.000Z',
  act: 'answer-recusal',
  data: { answer: 'granted', opinion: '同意回避。' },
}

test('a reviewer who withdrew reviews no more, nobody waits for them, and another goes on', () => {
  refused(house.play([ask, grant], submitted), { ...accept, on: opinion.on }, 'withdrew')
  const asked = house.play([ask], accepted)
  assert.deepEqual(house.refusals(asked, opinion), [], 'until it is decided the work goes on')
  const withdrawn = house.play([grant], asked)
  refused(withdrawn, opinion, 'withdrew')
  const step = nextSteps(procedure, withdrawn).find(({ act }) => act === 'give-opinion')
  assert.deepEqual(step?.waits, [{ role: 'reviewer' }])
  const view = reviewView(withdrawn)
  assert.equal(view?.reviewer, undefined)
  assert.match(view?.stateTitle ?? '', /原审核人员已经回避/)
  const by = house.play([{ ...opinion, by: 'second' }], withdrawn)
  assert.equal(reviewView(by)?.reviewer?.id, 'second')
  assert.deepEqual(house.refusals(by, o.approve), [])
})

test('after another reviewer took the review, the page and the case wait for that one alone', () => {
  const changed: CaseState = {
    ...accepted,
    strands: accepted.strands.map((strand) =>
      strand.kind === 'review'
        ? { ...strand, data: { ...strand.data, reviewer: { id: 'second', name: '许复审' } } }
        : strand,
    ),
  }
  assert.deepEqual(nextSteps(procedure, changed).find(({ act }) => act === 'give-opinion')?.waits, [
    { person: 'second' },
  ])
  assert.equal(reviewView(changed)?.reviewer?.name, '许复审')
  refused(changed, opinion, 'another-reviewer')
})

test('qualification or post that lapse between acceptance and opinion close the opinion, and another may give it', () => {
  const lapsed = withOfficers({ reviewer: { legalQualification: false } })
  refused(accepted, { ...opinion, facts: lapsed }, 'not-qualified')
  const unseated = withOfficers({ reviewer: { roles: [] } })
  const decided = decideCase(
    new Map([[procedure.name, procedure]]),
    accepted,
    { act: 'give-opinion', data: agreed },
    {
      streamId: 'case-1',
      actor: { ...people.reviewer, roles: [], kind: 'person' },
      happenedAt: opinion.on,
      facts: factsAt(opinion.on, unseated),
    },
  )
  assert.ok(!decided.ok && decided.refusals.some(({ code }) => code === 'not-your-role'))
  refused(accepted, { ...opinion, by: 'second' }, 'another-reviewer')
  for (const facts of [lapsed, unseated])
    assert.deepEqual(house.refusals(accepted, { ...opinion, by: 'second', facts }), [])
})

test('a certificate that lapses between the assignment and the opinion closes both, is named, and another may go on', () => {
  const given = house.play(
    [{ by: 'legalHead', on: submit.on, act: 'assign-review', data: { reviewer: 'reviewer' } }],
    house.play([submit], house.play(until(o, 'report'))),
  )
  const lapsed = withOfficers({ reviewer: { certificates: [...people.lapsed.certificates] } })
  const valid = withOfficers({ reviewer: { certificates: [...people.zhao.certificates] } })
  assert.deepEqual(house.refusals(given, { ...accept, facts: valid }), [])
  refused(given, { ...accept, facts: lapsed }, 'reviewer-lapsed')
  assert.deepEqual(house.refusals(accepted, { ...opinion, facts: valid }), [])
  refused(accepted, { ...opinion, facts: lapsed }, 'reviewer-lapsed')
  assert.deepEqual(house.refusals(accepted, { ...opinion, by: 'second', facts: lapsed }), [])
})

test('a reviewer whose declared relative is a party, acts for it or handles the case doesn’t review it, and is told what to do', () => {
  const wife = (more: Partial<DeclaredRelation>): DeclaredRelation => ({ name: '某某', relation: 'spouse', ...more })
  for (const [relative, why] of [
    [wife({ name: shop.name, relation: 'interest' }), /是本案当事人/],
    [wife({ name: '随便', code: shop.code }), /是本案当事人/],
    [wife({ name: shop.representative }), /云小朵（配偶）是当事人.*经营者/],
    [wife({ name: people.zhao.name }), /是本案办案人员/],
    [wife({ name: '随便', person: 'qian' }), /是本案办案人员/],
  ] as const) {
    const facts = related('reviewer', relative)
    assert.match(refused(submitted, { ...accept, facts }, 'related').message, why)
    refused(accepted, { ...opinion, facts }, 'related')
    refused(
      submitted,
      { ...accept, act: 'return-submission', data: { items: ['party'], missing: '缺。' }, facts },
      'related',
    )
  }
  const message = refused(
    submitted,
    { ...accept, facts: related('reviewer', wife({ name: shop.name })) },
    'related',
  ).message
  assert.match(message, /应当回避：请提出“有关人员回避”，或者由他人办理/)
})

test('who only bears the name of a relative, by another number, is somebody else', () => {
  const code = shop.code.replace(/.$/, 'Z')
  for (const relative of [
    { name: shop.name, relation: 'interest', code },
    { name: people.zhao.name, relation: 'sibling', person: 'someone-else' },
    { name: '毫不相干', relation: 'child' },
  ] as const)
    assert.deepEqual(house.refusals(submitted, { ...accept, facts: related('reviewer', relative) }), [])
})

test('an officer whose declared relative is the party isn’t named a handler', () => {
  const filed = house.play(until(o, 'file'))
  const facts = related('qian', { name: shop.name, relation: 'interest', code: shop.code })
  assert.equal(refused(filed, { ...o.assign, facts }, 'related').field, 'handlers')
  assert.deepEqual(house.refusals(filed, o.assign), [])
})

test('what is signed is what was on the page: a document that was replaced meanwhile is named and has to be read', () => {
  const read = readDigest(accepted)
  const signed: Step = { ...opinion, data: { ...agreed, read } }
  assert.deepEqual(house.refusals(accepted, signed), [])
  const [first] = accepted.dossier.evidence
  assert.ok(first)
  const replaced: CaseState = {
    ...accepted,
    dossier: {
      ...accepted.dossier,
      evidence: accepted.dossier.evidence.map((each) =>
        each.id === first.id ? { ...each, proves: '别的事实' } : each,
      ),
    },
  }
  const { message, field } = refused(replaced, signed, 'read-changed')
  assert.equal(field, 'read')
  assert.match(message, new RegExp(`证据：${first.title}在送审后有变动`))
  const added: CaseState = {
    ...accepted,
    dossier: {
      ...accepted.dossier,
      evidence: [...accepted.dossier.evidence, { ...first, id: 'new', title: '补交的单据' }],
    },
  }
  assert.match(refused(added, signed, 'read-changed').message, /送审后新增证据：补交的单据/)
  assert.deepEqual(house.refusals(replaced, { ...signed, data: { ...agreed, read: readDigest(replaced) } }), [])
})

eachDatabase('two who review at once', (database) => {
  const clock = simulatedClock('2026-05-01T00:00:00.000Z')
  let bureau: House
  before(async () => {
    bureau = await openHouse(database(), clock, demoPens)
    await fillRegistry(bureau)
    const picture = {
      put: async () => ({ sha256: 'a'.repeat(64), size: 1 }),
      read: async () => undefined,
      size: async () => 1,
      stream: () => assert.fail(),
    }
    await playDemo(bureau, picture, clock, '2026-09-30T02:00:00.000Z', undefined, 40)
    clock.set('2026-09-30T02:00:00.000Z')
  })
  const waiting = async (act: string) => {
    const { rows } = await sql<{ case_id: string; person: string | null }>`
      select case_id, person from case_wait where act = ${act} order by case_id limit 1`.execute(database().db)
    return rows[0]
  }

  test('the second opinion meets the first one: it is told who was before, and nothing is lost', async () => {
    const open = await waiting('accept-review')
    const running = await waiting('give-opinion')
    const id = running?.case_id ?? open?.case_id ?? assert.fail('nothing is under review')
    const reviewer = demoActors.get(running?.person ?? 'gu.qingyan') as Actor
    const send = (act: string, data: object, key: string, expectedVersion?: number) =>
      bureau.casework.act(reviewer, id, {
        act,
        data: data as Readonly<Record<string, unknown>>,
        key,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })
    if (running === undefined) assert.ok((await send('accept-review', { complete: true }, 'accept-at-once')).ok)
    const seen = (await bureau.journal.state(bureau.casework.stream, id))?.state.version
    assert.ok(seen)
    const words = {
      ...agreed,
      outcome: 'correct',
      points: { ...agreed.points, facts: { answer: 'no', reason: '不清。' } },
    }
    const both = await Promise.all(['one', 'two'].map((key) => send('give-opinion', words, `opinion-${key}`, seen)))
    assert.equal(
      both.filter(({ ok }) => ok).length,
      1,
      JSON.stringify(both.map((each) => (each.ok ? 'ok' : each.refusals))),
    )
    const late = both.find(({ ok }) => !ok)
    assert.ok(late !== undefined && !late.ok)
    assert.equal(late.refusals[0]?.code, 'stale')
    assert.match(late.refusals[0]?.message ?? '', /更新/)
  })
})
