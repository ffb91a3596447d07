import { officialCalendar } from '../../calendar/index.ts'
import { identityCardCheckDigit, usccCheckDigit } from '../../kernel/index.ts'
import { type CaseCommand, decideCase } from '../decide.ts'
import { type CaseEvent, evolveCase } from '../evolve.ts'
import type { CounselFact, Facts, ItemFact, OfficerFact } from '../facts.ts'
import { ordinaryPenalty } from '../penalty/ordinary.ts'
import { simplePenalty } from '../penalty/simple.ts'
import type { Procedure } from '../procedure.ts'
import { type CaseState, emptyCase, type IssuedPaper } from '../state.ts'

/** A small bureau for tests of rules: two handlers, a third officer, a unit head, a leader, a reviewer, an auxiliary. */
const person = (id: string, name: string, roles: readonly string[], more: Partial<OfficerFact> = {}): OfficerFact => ({
  id,
  name,
  unit: 'inspection-team',
  roles,
  auxiliary: false,
  certificates: [{ number: `浙澄${id}`, from: '2023-01-01', until: '2027-12-31', status: 'valid' }],
  legalQualification: false,
  ...more,
})

export const people = {
  zhao: person('zhao', '赵一鸣', ['officer']),
  qian: person('qian', '钱双喜', ['officer']),
  sun: person('sun', '孙三省', ['officer']),
  lapsed: person('lapsed', '李过期', ['officer'], {
    certificates: [{ number: '浙澄旧', from: '2020-01-01', until: '2024-12-31', status: 'valid' }],
  }),
  suspended: person('suspended', '周暂扣', ['officer'], {
    certificates: [{ number: '浙澄扣', from: '2023-01-01', until: '2027-12-31', status: 'suspended' }],
  }),
  helper: person('helper', '吴辅助', ['auxiliary'], { auxiliary: true, certificates: [] }),
  head: person('head', '郑承办', ['officer', 'unit-head']),
  leader: person('leader', '王局长', ['leader'], { unit: 'bureau' }),
  reviewer: person('reviewer', '冯审核', ['reviewer'], { unit: 'legal', legalQualification: true }),
  second: person('second', '许复审', ['reviewer'], { unit: 'legal', legalQualification: true }),
  legalHead: person('legalHead', '韩法规', ['reviewer', 'unit-head'], { unit: 'legal', legalQualification: true }),
  publisher: person('publisher', '陈公示', ['publisher'], { unit: 'legal' }),
  archivist: person('archivist', '穆守卷', ['archivist'], { unit: 'office', certificates: [] }),
} as const satisfies Record<string, OfficerFact>

export const item: ItemFact = {
  id: 'expired-food',
  version: 1,
  name: '经营超过保质期的食品',
  category: '食品',
  unit: 'inspection-team',
  breached: [{ law: '食品安全法', article: 34, item: 10 }],
  penalty: [{ law: '食品安全法', article: 124, paragraph: 1, item: 5 }],
  simple: false,
  penalties: [
    { kind: 'fine', min: 5_000_000, max: 10_000_000 },
    { kind: 'fine', party: 'responsible', base: 'income', minPercent: 30, maxPercent: 300 },
    { kind: 'confiscate-gains' },
    { kind: 'confiscate-gains', party: 'responsible' },
    { kind: 'confiscate-goods' },
  ],
  steps: [
    { step: 'lighter', min: 5_000_000, max: 6_500_000, factors: ['首次违法'] },
    { step: 'normal', min: 6_500_001, max: 8_500_000, factors: [] },
    { step: 'heavier', min: 8_500_001, max: 10_000_000, factors: ['两年内再次违法'] },
  ],
}

export const priceItem: ItemFact = {
  ...item,
  id: 'no-price-tag',
  name: '不按规定明码标价',
  category: '价格',
  breached: [{ law: '价格法', article: 13, paragraph: 1 }],
  penalty: [{ law: '价格法', article: 42 }],
  simple: true,
  penalties: [{ kind: 'fine', min: 0, max: 500_000 }, { kind: 'confiscate-gains' }],
  steps: [],
}

export const shop = {
  kind: 'household' as const,
  name: '澄州市东浦区云朵食品店',
  code: `92339901MA0000001${usccCheckDigit('92339901MA0000001')}`,
  licence: '营业执照',
  idNumber: `33990119900101123${identityCardCheckDigit('33990119900101123')}`,
  address: '澄州市东浦区望江路 18 号',
  representative: '云小朵',
  phone: '13900000001',
}

/** Every series in which some act numbers a paper. */
const numberSeries = [
  ...new Set(
    [ordinaryPenalty, simplePenalty].flatMap(({ acts }) =>
      acts.flatMap(({ papers = [] }) => papers.flatMap(({ number }) => (number === undefined ? [] : [number]))),
    ),
  ),
]

/** Somebody of the pool, who stands on nobody's side. */
export const advocate: CounselFact = {
  id: 'advocate',
  name: '温律师',
  organisation: '澄州明衡律师事务所',
  from: '2026-01-01',
  until: '2026-12-31',
  conflicts: [],
}

export const factsAt = (now: string, more: Partial<Facts> = {}): Facts => ({
  now,
  calendar: officialCalendar(),
  agency: {
    name: '澄州市市场监督管理局',
    shortName: '澄市监',
    address: '澄州市云岭路 1 号',
    phone: '0579-00000000',
    reconsideration: '澄州市人民政府',
    court: '澄州市云岭区人民法院',
    bank: '澄州银行',
    hearing: { person: 1_000_000, organisation: 10_000_000 },
    publicity: {
      lowFine: { person: 300_000, organisation: 1_000_000 },
      earlyEnd: { months: 6, strictMonths: 12, days: 15 },
      correctionDays: 5,
      verified: false,
    },
  },
  officers: new Map(Object.entries(people)),
  units: new Map([
    ['inspection-team', { id: 'inspection-team', name: '稽查支队' }],
    ['legal', { id: 'legal', name: '法规处' }],
    ['bureau', { id: 'bureau', name: '局领导' }],
  ]),
  items: new Map([
    [item.id, item],
    [priceItem.id, priceItem],
  ]),
  counsels: new Map([[advocate.id, advocate]]),
  guides: [],
  finedToday: [],
  papers: [],
  showings: new Map(),
  disagreementDays: { objection: 5, second: 5, head: 3, discussion: 5 },
  recorded: [],
  recordList: () => undefined,
  watched: [],
  opened: [],
  comments: [],
  numbers: new Map(
    numberSeries.map((series) => [series, { series, year: 2026, n: 1, text: `澄市监${series}〔2026〕1号` }]),
  ),
  pen: () => ({ key: 'test', sign: () => new Uint8Array(64) }),
  reviewScope: () => ({ kind: 'legal', major: false, because: ['普通程序案件全部纳入法制审核'] }),
  fill: ({ form, input, record, number }) => ({
    title: `文书${form}`,
    content: { form, input, record, ...(number === undefined ? {} : { number: number.text }) },
  }),
  ...more,
})

export interface Step extends CaseCommand {
  readonly by: keyof typeof people | 'system'
  /** ISO instant of the entry, and of the act unless `at` says otherwise. */
  readonly on: string
  readonly at?: string
  readonly facts?: Partial<Facts>
}

/** A case walked step by step, by the pure rules alone. */
export const walk = (procedures: readonly Procedure[]) => {
  const known = new Map(procedures.map((procedure) => [procedure.name, procedure]))
  return {
    decide(state: CaseState, step: Step) {
      const { by, on, at = on, facts, ...command } = step
      const actor =
        by === 'system'
          ? { id: 'timer', name: '系统', roles: [], kind: 'system' as const }
          : { ...people[by], kind: 'person' as const }
      return decideCase(known, state, command, { streamId: 'case-1', actor, happenedAt: at, facts: factsAt(on, facts) })
    },
    /** Applies steps that must be accepted; throws with the refusals otherwise. */
    play(steps: readonly Step[], from: CaseState = emptyCase): CaseState {
      return steps.reduce((state, step) => this.take(state, step).state, from)
    },
    /** One step that must be accepted, with the papers that it issues; throws with the refusals otherwise. */
    take(state: CaseState, step: Step): { readonly state: CaseState; readonly papers: readonly IssuedPaper[] } {
      const decided = this.decide(state, step)
      if (!decided.ok)
        throw new Error(
          `${step.act} ${step.on}: ${decided.refusals.map(({ code, message, field }) => `${code}${field ? `(${field})` : ''} ${message}`).join('; ')}`,
        )
      const by =
        step.by === 'system'
          ? { id: 'timer', name: '系统', kind: 'system' as const }
          : { ...people[step.by], kind: 'person' as const }
      const event: CaseEvent = {
        id: `event-${state.version + 1}`,
        streamId: 'case-1',
        version: state.version + 1,
        type: decided.value.type,
        data: JSON.parse(JSON.stringify(decided.value.data)),
        happenedAt: step.at ?? step.on,
        enteredAt: step.on,
        actor: by,
      }
      return { state: evolveCase(known, state, event), papers: decided.value.data.papers ?? [] }
    },
    refusals(state: CaseState, step: Step): readonly string[] {
      const decided = this.decide(state, step)
      return decided.ok ? [] : decided.refusals.map(({ code }) => code)
    },
  }
}

const file = { blob: 'a'.repeat(64), name: '照片.jpg', type: 'image/jpeg', size: 1000 }
const two = ['zhao', 'qian']

/** The ordinary procedure up to each point, one step a line. Days are working days of March 2026. */
export const ordinarySteps = {
  clue: {
    by: 'zhao',
    on: '2026-03-02T01:00:00.000Z',
    procedure: 'ordinary-penalty',
    act: 'register-clue',
    data: {
      title: '云朵食品店涉嫌经营超过保质期的食品',
      source: 'inspection',
      receivedAt: '2026-03-02T00:30:00.000Z',
      content: '日常检查时发现货架上有超过保质期的糕点。',
      unit: 'inspection-team',
    },
  },
  verify: {
    by: 'zhao',
    on: '2026-03-03T02:00:00.000Z',
    act: 'verify-clue',
    data: { officers: two, facts: '货架上有三盒糕点超过保质期。', suggestion: 'file' },
  },
  propose: {
    by: 'zhao',
    on: '2026-03-03T03:00:00.000Z',
    act: 'propose-filing',
    data: {
      party: shop,
      item: 'expired-food',
      facts: '涉嫌经营超过保质期的食品。',
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    },
  },
  file: { by: 'leader', on: '2026-03-04T02:00:00.000Z', act: 'approve-filing', data: { opinion: '同意立案。' } },
  assign: { by: 'head', on: '2026-03-04T03:00:00.000Z', act: 'assign-handlers', data: { handlers: two } },
  show: {
    by: 'zhao',
    on: '2026-03-05T01:00:00.000Z',
    act: 'show-certificates',
    data: {
      officers: two,
      occasion: 'inspection',
      place: shop.address,
      shownTo: '云小朵（经营者）',
      rightsTold: true,
      recusalAsked: 'no',
    },
  },
  inspect: {
    by: 'zhao',
    on: '2026-03-05T03:00:00.000Z',
    act: 'inspect-site',
    data: {
      officers: two,
      from: '2026-03-05T01:10:00.000Z',
      until: '2026-03-05T02:10:00.000Z',
      place: shop.address,
      presence: 'present',
      presentPerson: '云小朵',
      course: '货架第二层有三盒“云朵酥”，保质期至 2026 年 2 月 20 日。',
      signed: 'signed',
      photos: [file],
    },
  },
  question: {
    by: 'qian',
    on: '2026-03-06T03:00:00.000Z',
    act: 'question-person',
    data: {
      officers: two,
      from: '2026-03-06T01:00:00.000Z',
      until: '2026-03-06T02:00:00.000Z',
      place: '稽查支队询问室',
      person: { name: '云小朵', role: 'representative' },
      answers: [{ question: '这批糕点何时购进？', answer: '去年 12 月。' }],
      readOver: true,
      signed: 'signed',
    },
  },
  evidence: {
    by: 'zhao',
    on: '2026-03-06T04:00:00.000Z',
    act: 'take-evidence',
    data: {
      officers: two,
      kind: 'documentary',
      title: '进货单',
      source: '云朵食品店',
      provider: '云小朵',
      proves: '购进数量和单价',
      original: 'original',
      files: [file],
      signed: 'signed',
    },
  },
  report: {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'report-investigation',
    data: {
      officers: two,
      course: '经检查、询问和提取证据，已查明事实。',
      facts: '当事人经营超过保质期的糕点三盒，货值 90 元。',
      nature: '违反食品安全法。',
      violation: '经营超过保质期的食品',
      penalty: {
        kinds: ['fine'],
        fine: 5_000_000,
        gains: 0,
        step: 'lighter',
        reasons: '首次违法，货值金额小，及时下架。',
      },
    },
  },
  approve: {
    by: 'leader',
    on: '2026-03-11T02:00:00.000Z',
    act: 'approve-proposal',
    data: { opinion: '同意处罚建议。' },
  },
  notice: {
    by: 'zhao',
    on: '2026-03-11T03:00:00.000Z',
    act: 'issue-notice',
    data: { explanation: '法律禁止销售过期食品。' },
  },
  serveNotice: {
    by: 'zhao',
    on: '2026-03-12T02:00:00.000Z',
    act: 'serve',
    data: { officers: two, way: 'direct', place: shop.address, receiver: '云小朵', relation: 'self', proof: [] },
  },
  defend: {
    by: 'zhao',
    on: '2026-03-13T03:00:00.000Z',
    act: 'hear-defence',
    data: {
      officers: two,
      from: '2026-03-13T01:00:00.000Z',
      until: '2026-03-13T02:00:00.000Z',
      place: '稽查支队',
      person: '云小朵（经营者）',
      content: '本店经营困难，请求从轻处罚。',
      files: [],
      signed: 'signed',
    },
  },
  recheck: {
    by: 'zhao',
    on: '2026-03-16T02:00:00.000Z',
    act: 'recheck',
    data: { officers: two, result: 'rejected', reasons: '处罚建议已按从轻情节确定。' },
  },
  decide: { by: 'leader', on: '2026-03-20T02:00:00.000Z', act: 'make-decision', data: { opinion: '同意。' } },
  serveDecision: {
    by: 'zhao',
    on: '2026-03-23T02:00:00.000Z',
    act: 'serve',
    data: { officers: two, way: 'direct', place: shop.address, receiver: '云小朵', relation: 'self', proof: [] },
  },
  pay: {
    by: 'zhao',
    on: '2026-03-30T02:00:00.000Z',
    act: 'record-payment',
    data: { amount: 5_000_000, on: '2026-03-27', channel: 'bank', receipt: '浙财 0001', files: [] },
  },
  proposeClosing: {
    by: 'zhao',
    on: '2026-03-31T02:00:00.000Z',
    act: 'propose-closing',
    data: { result: 'performed', summary: '罚款已缴清。' },
  },
  close: { by: 'leader', on: '2026-04-01T02:00:00.000Z', act: 'approve-closing', data: { opinion: '同意结案。' } },
} as const satisfies Record<string, Step>

export const simpleSteps = {
  open: {
    by: 'zhao',
    on: '2026-03-02T01:00:00.000Z',
    procedure: 'simple-penalty',
    act: 'open-on-the-spot',
    data: {
      officers: two,
      title: '云朵食品店未按规定明码标价',
      party: shop,
      item: 'no-price-tag',
      place: shop.address,
      facts: '货架上 12 种商品没有标价。',
      photos: [file],
    },
  },
  show: {
    by: 'zhao',
    on: '2026-03-02T01:10:00.000Z',
    act: 'show-certificates',
    data: {
      officers: two,
      occasion: 'on-the-spot',
      place: shop.address,
      shownTo: '云小朵',
      rightsTold: true,
      recusalAsked: 'no',
    },
  },
  tell: {
    by: 'zhao',
    on: '2026-03-02T01:20:00.000Z',
    act: 'tell-on-the-spot',
    data: {
      officers: two,
      penalty: { kinds: ['fine'], fine: 20_000, gains: 0, step: 'normal', reasons: '及时改正。' },
      defence: 'no',
    },
  },
  decide: {
    by: 'zhao',
    on: '2026-03-02T01:30:00.000Z',
    act: 'decide-on-the-spot',
    data: { officers: two, signed: 'signed', place: shop.address },
  },
  pay: {
    by: 'zhao',
    on: '2026-03-02T01:40:00.000Z',
    act: 'record-payment',
    data: { amount: 20_000, on: '2026-03-02', channel: 'electronic', receipt: '浙财 0002', files: [] },
  },
  handIn: {
    by: 'zhao',
    on: '2026-03-03T01:40:00.000Z',
    act: 'hand-in-papers',
    data: { materials: '决定书一份，照片一张。' },
  },
  close: {
    by: 'head',
    on: '2026-03-04T01:40:00.000Z',
    act: 'close-on-the-spot',
    data: { note: '罚款已缴清，材料齐全。' },
  },
} as const satisfies Record<string, Step>

/** Steps up to and with the named one. */
export const until = <K extends string>(
  steps: Readonly<Record<K, Step>>,
  last: K,
  without: readonly K[] = [],
): readonly Step[] => {
  const names = Object.keys(steps) as K[]
  return names
    .slice(0, names.indexOf(last) + 1)
    .filter((name) => !without.includes(name))
    .map((name) => steps[name])
}
