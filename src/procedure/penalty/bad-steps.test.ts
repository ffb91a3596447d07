import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, emptyCase, extend, ordinaryPenalty, simplePenalty } from '../index.ts'
import { factsAt, item, ordinarySteps as o, people, type Step, simpleSteps as s, until, walk } from '../testing.ts'

const house = walk([ordinaryPenalty, simplePenalty])
const at = (last: keyof typeof o, without: readonly (keyof typeof o)[] = []) => house.play(until(o, last, without))
const spot = (last: keyof typeof s) => house.play(until(s, last))
const refused = (state: CaseState, step: Step, ...codes: readonly string[]) => {
  const found = house.refusals(state, step)
  for (const code of codes) assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const data = (step: Step, more: Readonly<Record<string, unknown>>): Step => ({
  ...step,
  data: { ...(step.data as object), ...more },
})

test('a case is begun once, by a procedure that there is, and nothing is done before it is begun', () => {
  refused(at('clue'), { ...o.clue, on: '2026-03-02T02:00:00.000Z' }, 'already-open')
  refused(emptyCase, { ...o.verify, procedure: 'ordinary-penalty' }, 'not-open')
  refused(emptyCase, { ...o.clue, procedure: 'no-such-procedure' }, 'unknown-procedure')
  refused(at('clue'), { ...o.verify, act: 'no-such-act' }, 'unknown-act')
})

test('a clue was received before it is entered, and goes to a unit of this bureau', () => {
  refused(emptyCase, data(o.clue, { receivedAt: '2026-03-02T01:00:01.000Z' }), 'received-in-future')
  refused(emptyCase, data(o.clue, { unit: 'elsewhere' }), 'unknown-unit')
})

test('a case is filed after it was verified, with an item of the list', () => {
  refused(at('clue'), o.propose, 'not-verified')
  refused(at('verify'), o.file, 'filing-not-proposed')
  refused(at('verify'), data(o.propose, { item: 'no-such-item' }), 'unknown-item')
  for (const condition of ['evidenceOfBreach', 'punishable', 'ours', 'inTime'])
    refused(at('verify'), data(o.propose, { [condition]: false }), 'bad-field')
  refused(at('file'), o.show, 'no-handlers')
})

test('another unit’s people do nothing in a case, and a leader is no handler', () => {
  const stranger = { officers: new Map(Object.entries({ ...people, head: { ...people.head, unit: 'legal' } })) }
  const away: CaseState = { ...at('file'), dossier: { ...at('file').dossier, unit: 'legal', unitName: '法规处' } }
  refused(away, { ...o.assign, facts: stranger }, 'not-your-unit')
  refused(at('file'), data(o.assign, { handlers: ['zhao', 'reviewer'] }), 'not-an-officer')
})

test('whoever reviewed a case or chaired its hearing does not come to handle it', () => {
  const state = at('show')
  const judged: CaseState = {
    ...state,
    strands: [
      {
        id: 'review-1',
        kind: 'review',
        title: '审核',
        state: 'sent-back',
        openedAt: o.show.on,
        openedIn: 'submitted',
        version: 7,
        data: { reviewer: { id: 'sun', name: '孙三省' } },
      } as unknown as CaseState['strands'][number],
    ],
  }
  const change: Step = {
    by: 'head',
    on: '2026-03-06T02:00:00.000Z',
    act: 'change-handlers',
    data: { handlers: ['sun', 'qian'], reasons: '工作调整。' },
  }
  refused(judged, change, 'judged-the-case')
  assert.deepEqual(house.refusals(state, change), [])
})

test('copies of recordings say how they were made; what is from abroad is certified, what is foreign translated', () => {
  const state = at('show')
  refused(state, data(o.evidence, { kind: 'audiovisual', original: 'copy' }), 'no-method')
  refused(state, data(o.evidence, { kind: 'electronic', original: 'copy', method: '' }), 'no-method')
  refused(state, data(o.evidence, { origin: 'abroad' }), 'not-certified')
  refused(state, data(o.evidence, { origin: 'region' }), 'not-certified')
  refused(state, data(o.evidence, { foreign: true }), 'not-translated')
  assert.deepEqual(
    house.refusals(
      state,
      data(o.evidence, { origin: 'abroad', certified: '某国公证处 123 号', foreign: true, translator: '澄州译馆' }),
    ),
    [],
  )
})

test('records end after they began and before they are entered', () => {
  const state = at('show')
  refused(state, data(o.inspect, { until: '2026-03-05T01:10:00.000Z' }), 'ends-before-it-begins')
  refused(state, data(o.inspect, { until: '2026-03-05T03:00:01.000Z' }), 'ends-in-future')
})

test('a proposal names kinds of penalty that go with its step and its sums', () => {
  const state = at('evidence')
  const penalty = (more: Readonly<Record<string, unknown>>) =>
    data(o.report, { penalty: { ...o.report.data.penalty, ...more } })
  refused(state, penalty({ kinds: [], fine: 0 }), 'no-kind')
  refused(state, penalty({ step: 'none' }), 'none-with-kinds')
  refused(state, penalty({ kinds: ['fine', 'confiscate-gains'] }), 'gains-without-kind')
  const withoutFine = {
    items: new Map([
      [item.id, { ...item, penalties: [{ kind: 'fine' as const, party: 'organisation' as const }], steps: [] }],
    ]),
  }
  refused(state, { ...o.report, facts: withoutFine }, 'no-fine-in-law')
})

test('what was not defended is not checked again, and what stays as it was has no new proposal', () => {
  refused(at('serveNotice'), { ...o.recheck, on: '2026-03-13T02:00:00.000Z' }, 'no-defence')
  refused(at('defend'), data(o.recheck, { penalty: o.report.data.penalty }), 'penalty-without-change')
  refused(at('defend'), data(o.recheck, { result: 'adopted' }), 'no-penalty')
})

test('nothing heavier is decided than the party was told of', () => {
  const state = at('recheck')
  const { proposal } = state.dossier
  assert.ok(proposal !== undefined)
  const heavier = { ...state, dossier: { ...state.dossier, proposal: { ...proposal, fine: 6_000_000 } } }
  refused(heavier, o.decide, 'heavier-than-notice')
})

test('on the spot: only warnings and fines, the defence written down, the paper handed over', () => {
  const opened = spot('show')
  const tell = (more: Readonly<Record<string, unknown>>) => data(s.tell, more)
  refused(
    opened,
    tell({ penalty: { kinds: ['confiscate-gains'], fine: 0, gains: 100, step: 'normal', reasons: '无' } }),
    'bad-field',
  )
  refused(opened, tell({ defence: 'yes' }), 'no-content')
  refused(spot('tell'), data(s.decide, { signed: 'absent' }), 'not-handed-over')
  refused(spot('decide'), s.close, 'papers-not-handed-in')
})

test('nothing is approved that was not proposed, and no notice issued of what was not approved', () => {
  const { proposal: _proposal, ...unproposed } = at('report').dossier
  refused({ ...at('report'), dossier: unproposed }, o.approve, 'no-proposal')
  const { approved: _approved, ...unapproved } = at('approve').dossier
  refused({ ...at('approve'), dossier: unapproved }, o.notice, 'proposal-not-approved')
})

test('a case is not closed while its decision was not served', () => {
  const state = at('pay')
  const { decision } = state.dossier
  assert.ok(decision !== undefined)
  const { servedAt: _, ...unserved } = decision
  refused({ ...state, dossier: { ...state.dossier, decision: unserved } }, o.proposeClosing, 'decision-not-served')
})

test('no remedy without a decision', () => {
  const state = { ...at('serveDecision') }
  const { decision: _, ...dossier } = state.dossier
  refused(
    { ...state, dossier },
    {
      by: 'zhao',
      on: '2026-04-01T02:00:00.000Z',
      act: 'record-remedy',
      data: {
        kind: 'reconsideration',
        organ: '澄州市人民政府',
        document: '1 号',
        on: '2026-04-01',
        stayed: 'no',
        claim: '请求撤销。',
        files: o.inspect.data.photos,
      },
    },
    'no-decision',
  )
})

test('a case is closed after it was performed and its closing asked for, and for the reason that it has', () => {
  refused(at('pay'), o.close, 'closing-not-proposed')
  refused(at('serveDecision'), o.proposeClosing, 'not-performed')
  refused(at('pay'), data(o.proposeClosing, { result: 'terminated' }), 'wrong-closing')
  refused(at('proposeClosing'), { ...o.proposeClosing, on: '2026-03-31T03:00:00.000Z' }, 'done-before')
})

test('an act that two must do together is not done by one, whatever its form lets pass', () => {
  const lone = extend(ordinaryPenalty, {
    title: '试验',
    acts: ordinaryPenalty.acts
      .filter(({ name }) => name === 'inspect-site')
      .map((act) => ({
        ...act,
        name: 'inspect-alone',
        data: { safeParse: (value: unknown) => ({ success: true, data: value }) } as never,
      })),
  })
  const alone = walk([lone])
  const state = alone.play(until(o, 'show'))
  const step = { ...o.inspect, act: 'inspect-alone', data: { ...o.inspect.data, officers: ['zhao'] } }
  assert.ok(alone.refusals(state, step).includes('too-few-officers'))
  assert.ok(factsAt(o.inspect.on).officers.has('zhao'))
})
