import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { officialCalendar } from '../calendar/index.ts'
import { type GivenEvent, spec } from '../journal/testing.ts'
import { type Actor, digestOf, systemActor } from '../kernel/index.ts'
import type { MatterFacts } from './act.ts'
import { matterActs } from './acts/index.ts'
import { codeHash, isCode, newCode, plainCode } from './code.ts'
import { actsOf, decideMatter, evolveMatter, type MatterCommand, type Received } from './decide.ts'
import { amounts2022, amountsOf, limitsOf } from './limits.ts'
import type { Matter } from './matter.ts'

const matters = spec<Matter | undefined, MatterCommand, MatterFacts>({
  initial: undefined,
  decide: decideMatter,
  evolve: evolveMatter,
})
const calendar = officialCalendar()
const person = (id: string, unit: string, ...roles: Actor['roles'][number][]): Actor => ({
  kind: 'person',
  id,
  name: id,
  unit,
  roles,
})
const portal = systemActor('portal', '公示网站')
const clerk = person('yin', 'consumers', 'clerk')
const officer = person('song', 'inspection', 'officer')
const stranger = person('you', 'prices', 'officer')
const leader = person('jiang', 'leaders', 'leader')
const facts: MatterFacts = {
  next: 12,
  amounts: amounts2022,
  units: new Map([['inspection', '稽查支队']]),
  people: new Map([
    ['song', { name: '宋', unit: 'inspection' }],
    ['you', { name: '尤', unit: 'prices' }],
  ]),
}
const complaint: Received = {
  kind: 'complaint',
  channel: 'online',
  person: { name: '钱多多', phone: '13800000000', address: '云岭区假名路 1 号' },
  against: { name: '云上假想商行', address: '云岭区虚构路 2 号' },
  content: '买的电热水壶第三天漏水，店家不退。',
  claim: '退货退款 199 元',
}
const report: Received = { kind: 'report', channel: 'online', against: { name: '某店' }, content: '卖过期牛奶。' }
const at = '2026-03-02T01:00:00.000Z'
const received = (data: Received, more: object = {}): GivenEvent => ({
  type: 'receive',
  happenedAt: at,
  data: {
    ...data,
    files: [],
    receivedAt: at,
    year: 2026,
    n: 12,
    number: 'TS2026-0012',
    amounts: amounts2022,
    ...more,
  } as never,
})
const did = (type: string, data: object = {}, happenedAt = at): GivenEvent => ({
  type,
  data: data as never,
  happenedAt,
})
const given = { unit: 'inspection', unitName: '稽查支队', handler: 'song', handlerName: '宋' }
const when = (events: GivenEvent[], command: MatterCommand, actor: Actor = clerk, more: Partial<MatterFacts> = {}) =>
  matters.given(events).when(command, { ...facts, ...more }, { actor, now: '2026-03-03T01:00:00.000Z' })
const receive = (data: object, actor = portal) => when([], { do: 'receive', data: data as Received }, actor)
const act = (name: string, data: object = {}): MatterCommand => ({ do: name, data: data as never })

test('a complaint names who complains, of whom, and what is asked; it gets the next number of its year', () => {
  const outcome = receive(complaint)
  assert.equal(outcome.state?.number, 'TS2026-0012')
  assert.equal(outcome.state?.stage, 'received')
  const { person: _p, ...nobody } = complaint
  receive(nobody).then(['required'])
  const { claim: _c, ...nothing } = complaint
  receive(nothing).then(['required'])
  const { against: _a, ...noone } = complaint
  receive(noone).then(['required'])
  receive({ ...complaint, person: { name: '钱', phone: '12' } }).then(['bad-data'])
  receive({ ...complaint, receivedAt: '2027-01-01T00:00:00.000Z' }).then(['received-in-future'])
  receive(complaint, leader).then(['not-your-role'])
  when([received(complaint)], { do: 'receive', data: complaint }, portal).then(['received-before'])
  when([], act('accept'), clerk).then(['no-matter'])
})

test('a report may be anonymous but says of whom; a question needs neither', () => {
  assert.equal(receive(report).state?.number, 'JB2026-0012')
  const { against: _, ...noone } = report
  receive(noone).then(['required'])
  assert.equal(
    receive({ kind: 'consultation', channel: 'online', content: '怎样办食品经营许可？' }).state?.number,
    'ZX2026-0012',
  )
})

test('what came by phone is recorded as far as it was said, completed, and only then accepted', () => {
  const said = { ...complaint, channel: 'phone', person: { name: '钱多多', phone: '13800000000' } }
  const outcome = receive(said, clerk)
  assert.equal(outcome.state?.stage, 'received')
  const events = [received(said as Received)]
  when(events, act('accept', { told: 'phone' })).then(['materials-missing'])
  when(events, act('complete')).then(['nothing-new'])
  const completed = did('complete', { address: '假名路 1 号' })
  assert.equal(when([...events, completed], act('accept', { told: 'phone' })).state?.stage, 'accepted')
  when([received(report)], act('complete', { address: '假名路' })).then(['name-and-phone'])
  const now = when(
    [received(report)],
    act('complete', { name: '甲', phone: '13800000000', claim: '查处', more: '还卖过期面包' }),
  ).state
  assert.deepEqual([now?.person?.name, now?.claim, now?.content.includes('还卖过期面包')], ['甲', '查处', true])
})

test('who may: the window and the unit that it was given to; only a leader approves', () => {
  const events = [received(complaint)]
  when(events, act('accept', { told: 'online' }), officer).then(['not-your-matter'])
  const assigned = [...events, did('assign', given)]
  assert.equal(when(assigned, act('accept', { told: 'online' }), officer).state?.stage, 'accepted')
  when(assigned, act('accept', { told: 'online' }), stranger).then(['not-your-matter'])
  when(events, act('assign', { unit: 'inspection' }), officer).then(['clerk-assigns'])
  when(events, act('assign', { unit: 'nowhere' })).then(['unknown-unit'])
  when(events, act('assign', { unit: 'inspection', handler: 'you' })).then(['other-unit'])
  assert.equal(when(events, act('assign', { unit: 'inspection', handler: 'song' })).state?.handlerName, '宋')
  const reported = [received(report)]
  when(reported, act('extend-check', { reasons: '路远' }), officer).then(['leader-approves'])
  when(reported, act('decline-report', { checked: '去看了', reasons: '没有' }), officer).then(['leader-approves'])
})

test('a complaint is refused only on a ground of art. 15, and not for materials that are there', () => {
  const events = [received(complaint)]
  when(events, act('refuse', { ground: 'materials', reasons: '缺', told: 'online' })).then(['materials-are-there'])
  when(events, act('refuse', { ground: 'no such', reasons: '缺', told: 'online' })).then(['bad-data'])
  const outcome = when(events, act('refuse', { ground: 'three-years', reasons: '可以起诉。', told: 'online' }))
  assert.equal(outcome.state?.stage, 'refused')
  assert.match(outcome.state?.steps.at(-1)?.text ?? '', /第十五条第四项.*可以起诉/)
  when([...events, did('refuse', { ground: 'three-years', reasons: '。' })], act('accept', { told: 'online' })).then([
    'not-at-this-stage',
  ])
})

test('mediation is agreed, or ended with its ground and told within seven working days', () => {
  const accepted = [received(complaint), did('accept', { told: 'online' })]
  assert.equal(when(accepted, act('settle', { agreement: '退 199 元', paper: 'fulfilled' })).state?.stage, 'settled')
  const ended = [...accepted, did('end-mediation', { ground: 'absent', reasons: '可以起诉' })]
  const told = act('tell-ended', { told: 'phone', other: 'phone' })
  const limits = (matter: Matter | undefined, now: string) =>
    matter === undefined ? [] : limitsOf(matter, calendar, now).map(({ name, late }) => [name, late])
  const { state } = when(ended, told)
  assert.deepEqual(limits(state, '2026-03-30T00:00:00.000Z'), [
    ['accept', false],
    ['mediate', false],
    ['tell-ended', false],
  ])
  when([...ended, did('tell-ended', { told: 'phone', other: 'phone' })], told).then(['told-before'])
  const waits = ended.reduce(
    (before, event) => evolveMatter(before, { ...event, actor: clerk, enteredAt: at } as never),
    undefined as Matter | undefined,
  )
  assert.deepEqual(limits(waits, '2026-03-30T00:00:00.000Z').at(-1), ['tell-ended', true])
})

test('the time of a test on which both sides agree is not counted, and a mediation is not ended by a limit that stands still', () => {
  const accepted = [received(complaint), did('accept', { told: 'online' })]
  const test = { test: 'inspection', subject: '电热水壶一台', body: '某某研究院', cost: '商家先付', agreed: true }
  const { agreed: _, ...alone } = test
  when(accepted, act('send-to-test', alone)).then(['bad-data'])
  when(accepted, act('test-done', { result: '漏水' })).then(['not-under-test'])
  const out = [...accepted, did('send-to-test', test, '2026-03-09T01:00:00.000Z')]
  const stateOf = (events: readonly GivenEvent[]) =>
    events.reduce(
      (before, event) => evolveMatter(before, { ...event, actor: clerk, enteredAt: at } as never),
      undefined as Matter | undefined,
    ) ?? assert.fail()
  const mediate = (events: readonly GivenEvent[], now: string) =>
    limitsOf(stateOf(events), calendar, now).find(({ name }) => name === 'mediate') ?? assert.fail()
  assert.equal(mediate(accepted, '2026-03-10T00:00:00.000Z').answer.dueDay, '2026-05-08')
  const running = mediate(out, '2027-01-01T00:00:00.000Z')
  assert.deepEqual([running.answer.stopped, running.late], [true, false])
  assert.match(running.answer.explanation, /检验（某某研究院）所需时间不计算在调解期限内，自 3 月 9 日起停止计算/)
  when(out, act('send-to-test', test)).then(['under-test'])
  when(out, act('end-mediation', { ground: 'time-out', reasons: '可以起诉' })).then(['under-test'])
  assert.equal(when(out, act('end-mediation', { ground: 'no-agreement', reasons: '可以起诉' })).state?.stage, 'ended')
  // From the 9th through the 13th five working days are left out; the 9th of May, a Saturday, is worked.
  const back = [...out, did('test-done', { result: '壶底开裂' }, '2026-03-13T08:00:00.000Z')]
  assert.equal(mediate(back, '2026-03-16T00:00:00.000Z').answer.dueDay, '2026-05-14')
  assert.match(stateOf(back).steps.at(-1)?.text ?? '', /壶底开裂。继续调解/)
  // What ended in the midst of a test was in time.
  const ended = [...out, did('end-mediation', { ground: 'no-agreement', reasons: '。' }, '2026-03-20T01:00:00.000Z')]
  assert.equal(mediate(ended, '2027-01-01T00:00:00.000Z').late, false)
})

test('a mediation rests while it is undecided whether who mediates stands aside; somebody else decides, and its limit goes on', () => {
  const accepted = [received(complaint), did('assign', given), did('accept', { told: 'online' })]
  const head = person('luo', 'inspection', 'unit-head')
  const ask = { by: 'complainant', mediator: '宋', reasons: '是店主的表弟。' }
  const decide = (outcome: string) => act('decide-mediator-recusal', { outcome, reasons: '系近亲属。' })
  when(accepted, decide('yes'), head).then(['no-recusal'])
  assert.deepEqual(when(accepted, act('ask-mediator-recusal', ask), officer).state?.recusal, {
    mediator: '宋',
    reasons: '是店主的表弟。',
  })
  const asked = [...accepted, did('ask-mediator-recusal', ask)]
  const settled = act('settle', { agreement: '退 199 元', paper: 'fulfilled' })
  when(asked, settled, officer).then(['recusal-undecided'])
  when(asked, act('ask-mediator-recusal', ask), officer).then(['recusal-undecided'])
  when(asked, decide('yes'), officer).then(['unit-head-decides'])
  when(asked, decide('yes'), { ...head, name: '宋' }).then(['own-recusal'])
  const gone = when(asked, decide('yes'), head).state
  assert.deepEqual([gone?.recusal, gone?.handler, gone?.stage], [undefined, undefined, 'accepted'])
  assert.equal(gone?.steps.at(-1)?.text, '宋回避，另外安排人调解：系近亲属。')
  const stays = [...asked, did('decide-mediator-recusal', { outcome: 'no', reasons: '没有关系。', mediator: '宋' })]
  assert.deepEqual(
    [when(stays, settled, officer).state?.stage, when(stays, settled, officer).state?.handler],
    ['settled', 'song'],
  )
  const limit = (matter: Matter | undefined) =>
    matter && limitsOf(matter, calendar, at).find(({ name }) => name === 'mediate')?.answer.dueDay
  assert.equal(limit(when(asked, decide('no'), leader).state), '2026-05-08')
})

test('what is decided is written to who brought it: what, on which article, and what one can do; nobody anonymous is written to', () => {
  const agency = { name: '澄州市市场监督管理局', phone: '0588-8000 1000' }
  const letterOf = (events: GivenEvent[], command: MatterCommand, actor = clerk, more: Partial<MatterFacts> = {}) => {
    const { result, state } = when(events, command, actor, { agency, ...more })
    assert.ok(result.ok, JSON.stringify(result))
    return state?.steps.at(-1)?.letter
  }
  const refused = letterOf(
    [received(complaint)],
    act('refuse', { ground: 'three-years', reasons: '可以起诉。', told: 'mail' }),
  )
  assert.equal(refused?.heading, '投诉不予受理告知书')
  assert.equal(refused?.content.to, '钱多多')
  assert.match(refused?.content.about ?? '', /^您于 2026年3月2日提出的投诉（登记号 TS2026-0012，对方：云上假想商行）$/)
  assert.match(refused?.content.said ?? '', /第十五条第四项.*可以起诉/)
  assert.match(refused?.content.basis ?? '', /《市场监督管理投诉举报处理暂行办法》第十四条、.*第十五条/)
  assert.match(refused?.content.next.join() ?? '', /人民法院起诉/)
  assert.equal(refused?.digest, digestOf(refused?.content))
  const bare = { ...facts }
  assert.equal(
    matters
      .given([received(complaint)])
      .when(act('accept', { told: 'online' }), bare, { actor: clerk, now: at })
      .state?.steps.at(-1)?.letter,
    undefined,
    'a bureau without a name writes no letter',
  )
  const anonymous = [received(report)]
  assert.equal(letterOf(anonymous, act('decline-report', { checked: '看了', reasons: '没有' }), leader), undefined)
  const named = [received({ ...report, person: { name: '李举', phone: '13900000000' } })]
  const declined = did('decline-report', { checked: '看了', reasons: '没有过期的' })
  const told = letterOf([...named, did('assign', given), declined], act('tell-reporter', { told: 'mail' }), officer)
  assert.match(told?.content.said ?? '', /决定不予立案：没有过期的/)
  assert.equal(letterOf([received(complaint)], act('assign', { unit: 'inspection' })), undefined)
})

test('seven working days to accept, counted on the calendar, with the article', () => {
  const { state } = when([], { do: 'receive', data: complaint }, portal)
  assert.ok(state !== undefined)
  const [limit] = limitsOf(state, calendar, '2026-03-13T00:00:00.000Z')
  assert.equal(limit?.answer.dueDay, '2026-03-12')
  assert.equal(limit?.late, true)
  assert.equal(limit?.answer.basis[0]?.article, 14)
})

test('a report becomes a clue of a case, whose filing starts the five days of telling; a complaint goes on beside it', () => {
  const caseId = '019a0000-0000-7000-8000-000000000001'
  const clue = act('open-clue', { title: '某店涉嫌销售过期食品案', caseId })
  when([received(report)], clue).then(['assign-first'])
  const named = { ...report, person: { name: '李举', phone: '13800000000' } }
  const assigned = [received(named), did('assign', given)]
  assert.equal(when(assigned, clue, officer).state?.stage, 'checking')
  const checking = [...assigned, did('open-clue', { title: '某案', caseId })]
  when(checking, act('note-filing'), clerk).then(['by-itself', 'not-decided'])
  when(checking, act('note-filing'), portal).then(['not-decided'])
  const filing = { at: '2026-03-02T08:00:00.000Z', filed: true }
  const filed = when(checking, act('note-filing'), portal, { filing }).state
  assert.deepEqual([filed?.stage, filed?.marks.filing], ['filed', filing.at])
  const after = [...checking, did('note-filing', { filing })]
  assert.ok(when(after, act('tell-reporter', { told: 'phone' }), officer).state?.marks.reporterTold)
  when([...after, did('tell-reporter', { told: 'phone' })], act('tell-reporter', { told: 'phone' }), officer).then([
    'told-before',
  ])
  const anonymous = [
    received(report),
    did('assign', given),
    did('open-clue', { title: '某案', caseId }),
    did('note-filing', { filing }),
  ]
  when(anonymous, act('tell-reporter', { told: 'phone' }), officer).then(['anonymous'])
  const both = [received(complaint), did('assign', given), did('open-clue', { title: '某案', caseId })]
  when(both, clue, officer).then(['clue-before'])
  assert.equal(when(both, act('accept', { told: 'online' }), officer).state?.stage, 'accepted')
})

test('checking is lengthened once, by a leader; not filing starts the telling', () => {
  const events = [received(report)]
  const { state } = when(events, act('extend-check', { reasons: '需要检验' }), leader)
  assert.ok(state !== undefined)
  assert.equal(limitsOf(state, calendar, at)[0]?.answer.explanation.includes('延长 15 个工作日'), true)
  when([...events, did('extend-check', { reasons: '。' })], act('extend-check', { reasons: '再延' }), leader).then([
    'extended-before',
  ])
  const declined = when(events, act('decline-report', { checked: '现场看了', reasons: '没有违法' }), leader)
  assert.equal(declined.state?.stage, 'not-filed')
})

test('a question is answered, passed on or withdrawn', () => {
  const asked = [received({ kind: 'consultation', channel: 'online', content: '怎样办证？' })]
  const answered = when(asked, act('answer', { text: '在窗口办。', told: 'online' }))
  assert.deepEqual([answered.state?.stage, answered.state?.steps.at(-1)?.text], ['answered', '在窗口办。'])
  assert.equal(
    when(asked, act('transfer', { to: '税务局', reasons: '属于税务。', told: 'online' })).state?.stage,
    'transferred',
  )
  assert.equal(when(asked, act('withdraw', { how: '来电' })).state?.stage, 'withdrawn')
})

test('what a page offers is what can be done; the system’s own act has no button', () => {
  const { state } = when([], { do: 'receive', data: report }, portal)
  assert.ok(state !== undefined)
  const offered = actsOf(state, clerk, facts).map(({ act: { name }, obstacles }) => [name, obstacles.length])
  assert.deepEqual(Object.fromEntries(offered), {
    assign: 0,
    'open-clue': 1,
    'decline-report': 1,
    'extend-check': 1,
    transfer: 0,
    complete: 0,
  })
  assert.ok(matterActs.every(({ basis }) => basis.length > 0))
})

test('amounts come from the registry where it has some, and say that nobody has checked them', () => {
  const entry = { title: '新办法', verified: false, limits: [{ limit: 'accept' as const, days: 9, basis: [] }] }
  const amounts = amountsOf(entry)
  assert.deepEqual([amounts.of.accept.days, amounts.of.mediate.days, amounts.unverified], [9, 45, true])
})

test('a query code is found however it is typed, is as strong as twelve of thirty-one signs, and is kept as a hash', () => {
  const code = newCode()
  assert.match(code, /^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)
  assert.ok(isCode(code.toLowerCase().replaceAll('-', ' '), codeHash(code)))
  assert.ok(!isCode(newCode(), codeHash(code)))
  assert.ok(!isCode(code, undefined))
  assert.ok(!isCode('', codeHash('')))
  assert.equal(plainCode('OOOO-IIII-LLLL'), undefined)
})

test('where a person writes at length, the form says what to write', () => {
  const silent = matterActs.flatMap(({ name, form, data }) => {
    const { properties = {} } = z.toJSONSchema(form ?? data, { io: 'input', unrepresentable: 'any' })
    return Object.entries(properties as Readonly<Record<string, Readonly<Record<string, unknown>>>>).flatMap(
      ([field, each]) => (each['x-widget'] === 'long-text' && each['x-hint'] === undefined ? [`${name}.${field}`] : []),
    )
  })
  assert.deepEqual(silent, [])
})
