import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import {
  litigationLaw,
  penaltyLaw,
  publicityRules,
  type Refusal,
  reconsiderationLaw,
  refusal,
  rules,
} from '../../../kernel/index.ts'
import { type ActQuestion, act, type Gate } from '../../act.ts'
import { caseParty, choice, day, files, longText, money, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, handlers } from '../../standing.ts'
import type { CaseState, Dossier, Penalty } from '../../state.ts'
import { openOf, paymentOf } from '../money.ts'
import { isJoint, ofParty, partyIn, partyMissing, shareOf, sharesOf, titleFor, withShare } from '../shares.ts'

const stages = ['service', 'performance', 'closed']

export const remedyKinds = { reconsideration: '行政复议', suit: '行政诉讼', appeal: '行政诉讼（二审）' } as const

const decided: Gate = {
  name: 'decision-made',
  title: '已作出并送达处罚决定',
  basis: [reconsiderationLaw(20), litigationLaw(46)],
  test: ({ state }) =>
    sharesOf(state.dossier).every(({ decision }) => decision === undefined)
      ? [refusal('no-decision', '本案还没有作出处罚决定', { basis: [reconsiderationLaw(20)] })]
      : [],
}

const remedyRunning = refusal('remedy-running', '已有正在进行的行政复议或者行政诉讼，请先登记其结果', {
  basis: [reconsiderationLaw(29)],
})

const runs = ({ strands }: CaseState, party: unknown): boolean =>
  strands.some(
    ({ kind, state: now, data }) =>
      kind === 'remedy' && data.party === party && (now === 'running' || now === 'stayed'),
  )

/** Of several parties each seeks its own remedy; which of them it is stands in the data. */
const notRunning: Gate = {
  name: 'no-remedy-running',
  title: '没有正在进行的复议、诉讼',
  basis: [reconsiderationLaw(29), litigationLaw(44)],
  test: ({ state }) => (!isJoint(state.dossier) && runs(state, undefined) ? [remedyRunning] : []),
}

/** The party whose decision it is about: it has one that stands, and no remedy of its own is running. */
const ofOneParty = ({ data, state }: ActQuestion<{ readonly party?: string | undefined }>): readonly Refusal[] => {
  const wrong = partyMissing(state, data.party)
  if (wrong.length > 0 || !isJoint(state.dossier)) return wrong
  const share = shareOf(state.dossier, data.party)
  return [
    ...(share?.decision === undefined || share.fallen !== undefined
      ? [refusal('no-decision', '对该当事人没有有效的处罚决定', { field: 'party', basis: [reconsiderationLaw(20)] })]
      : []),
    ...(runs(state, data.party) ? [{ ...remedyRunning, field: 'party' }] : []),
  ]
}

const reconsidered = ({ strands }: CaseState): boolean =>
  strands.some(({ kind, data }) => kind === 'remedy' && data.kind === 'reconsideration')

/** With whom it doesn't concern the case has nothing left to serve. */
const othersServed = ({ dossier }: CaseState, party: unknown): boolean =>
  sharesOf(dossier).every(
    ({ party: id, decision, fallen }) =>
      id === shareOf(dossier, party)?.party ||
      decision === undefined ||
      fallen !== undefined ||
      decision.servedAt !== undefined,
  )

/** 行政复议、行政诉讼: performance isn't stayed by it, unless somebody with the power said so (程序规定 art. 71 (2)). */
const recordRemedy = act('record-remedy', {
  title: '登记复议、诉讼',
  purpose: '登记当事人申请行政复议或者提起行政诉讼；处罚不停止执行，但加处罚款在此期间不予计算',
  basis: [rules(71, 2), reconsiderationLaw(20), litigationLaw(46), penaltyLaw(73)],
  stages,
  by: handlers(),
  gates: [decided, notRunning],
  data: z.strictObject({
    party: caseParty('申请人、原告'),
    kind: choice('种类', remedyKinds),
    organ: text('复议机关或者受理法院', { max: 100 }),
    document: text('通知书文号', { max: 100 }),
    on: day('受理日期'),
    stayed: choice('是否停止执行', { no: '不停止执行', yes: '依法决定或者裁定停止执行' }),
    claim: longText('请求和理由', { hint: '按当事人申请书、起诉状的请求写', max: 3000 }),
    files: files('受理通知书、申请书副本', { min: 1 }),
  }),
  checks: [
    ofOneParty,
    ({ data, at }) =>
      data.on > dayOf(at) ? [refusal('accepted-in-future', '受理日期不能晚于今天', { field: 'on' })] : [],
    ({ data, state }) =>
      data.kind !== 'reconsideration' && state.procedure === 'simple-penalty' && !reconsidered(state)
        ? [
            refusal(
              'reconsideration-first',
              '对当场作出的处罚决定不服的，当事人应当先申请行政复议，对复议决定不服的才能提起行政诉讼；请先登记行政复议及其结果',
              { field: 'kind', basis: [reconsiderationLaw(23, 1, 1)] },
            ),
          ]
        : [],
  ],
  opens: ({ data, state }) => {
    const own = ofParty(state.dossier, data.party || undefined)
    const payment = paymentOf(state, own.party)?.strand.id
    return [
      {
        kind: 'remedy',
        title: titleFor(remedyKinds[data.kind], state.dossier, own.party),
        state: data.stayed === 'yes' ? 'stayed' : 'running',
        data: {
          kind: data.kind,
          organ: data.organ,
          document: data.document,
          on: data.on,
          ...own,
          // Whose clock it stops, where several run.
          ...(own.party === undefined || payment === undefined ? {} : { payment }),
        },
      },
    ]
  },
  sentence: ({ input }, dossier) =>
    `${input.organ}受理${titleFor(remedyKinds[input.kind], dossier, input.party || undefined)}`,
  known: ({ state, at, facts }) => ({
    kind: 'reconsideration',
    organ: state.dossier.decision === undefined ? undefined : facts.agency.reconsideration,
    on: dayOf(at),
    stayed: 'no',
    files: [],
  }),
})

export const remedyResults = {
  upheld: '维持处罚决定或者驳回请求',
  withdrawn: '当事人撤回申请、起诉',
  changed: '变更处罚决定',
  revoked: '撤销处罚决定',
  anew: '撤销处罚决定并责令重新作出',
  illegal: '确认处罚决定违法',
  void: '确认处罚决定无效',
} as const
type Result = keyof typeof remedyResults

const fallen: readonly Result[] = ['revoked', 'anew', 'void']

/** What becomes of the payment: less to pay, nothing to pay, or money to give back. */
const moneyAfter = (state: CaseState, party: unknown, result: Result, fine: number | undefined) => {
  const payment = paymentOf(state, party)
  if (payment === undefined || payment.strand.state === 'cancelled') return []
  const { strand, data } = payment
  if (result === 'changed' && fine !== undefined) {
    const changed = { ...data, due: data.due - data.fine + fine, fine, surcharge: Math.min(data.surcharge ?? 0, fine) }
    const open = openOf(changed)
    return [
      {
        id: strand.id,
        state: open > 0 ? 'open' : open < 0 ? 'overpaid' : 'paid',
        keep: { due: changed.due, fine, surcharge: changed.surcharge },
      },
    ]
  }
  if (!fallen.includes(result)) return []
  const open = openOf({ ...data, due: 0, fine: 0, surcharge: 0 })
  return [{ id: strand.id, state: open < 0 ? 'overpaid' : 'cancelled', keep: { due: 0, fine: 0, surcharge: 0 } }]
}

/** Money to be paid or given back opens a closed case again: no case is closed while money is open. */
const reopens = (
  state: CaseState,
  party: unknown,
  { result, fine }: { readonly result: Result; readonly fine?: number | undefined },
) =>
  state.stage === 'closed' &&
  moneyAfter(state, party, result, fine).some(({ state: now }) => now === 'open' || now === 'overpaid')

/** Whether with this party's decision the last one falls that stood: what the law says of the decision then holds of the case. */
const lastToFall = (dossier: Dossier, party: unknown): boolean =>
  sharesOf(dossier).every(
    ({ party: id, decision, fallen }) =>
      id === shareOf(dossier, party)?.party || fallen !== undefined || decision === undefined,
  )

/** 撤销: nothing comes in the decision's place. The others' decisions stand. */
const quashed = (dossier: Dossier, party: unknown, reasons: string, at: string, version: number): Dossier => {
  const ended = lastToFall(dossier, party)
  const after = isJoint(dossier)
    ? withShare(dossier, party, (share) => ({ ...share, fallen: { reasons, at } }))
    : dossier
  return ended ? { ...after, outcome: { kind: 'revoked', reasons, at, version } } : after
}

/** 撤销并重新作出: told, heard and decided anew, with the party alone whose decision fell. */
const madeAnew = (dossier: Dossier, party: unknown, by: string, at: string): Dossier => {
  const decision = shareOf(dossier, party)?.decision
  const { approved: _approved, ...rest } = withShare(dossier, party, ({ party: id }) => ({ party: id }))
  return {
    ...rest,
    ...(decision === undefined ? {} : { revoked: { number: decision.number, penalty: decision.penalty, by, at } }),
  }
}

/** The outcome binds: the decision is changed, falls, or is made anew; what was published is withdrawn in three working days. */
const recordRemedyResult = (anew: string) =>
  act('record-remedy-result', {
    title: '登记复议、诉讼结果',
    purpose: '登记结果及其对处罚决定的影响；决定被变更、撤销、确认违法或者无效的，三个工作日内撤回公示',
    basis: [
      rules(63, 2),
      publicityRules(11),
      penaltyLaw(48, 2),
      reconsiderationLaw(63),
      litigationLaw(70),
      litigationLaw(77),
    ],
    stages,
    by: handlers(),
    on: {
      kind: 'remedy',
      from: ['running', 'stayed'],
      to: ({ data }) => data.result,
      keep: ({ data }) => ({ resultDocument: data.document }),
    },
    data: z.strictObject({
      result: choice('结果', remedyResults),
      document: text('文书名称及文号', { max: 100 }),
      on: day('收到日期'),
      reasons: longText('主要理由', { hint: '摘写决定书、判决书认定的主要理由', max: 5000 }),
      fine: money('变更后的罚款金额')
        .optional()
        .meta({ title: '变更后的罚款金额', 'x-widget': 'money', 'x-when': { field: 'result', is: 'changed' } }),
      files: files('决定书、裁判文书', { min: 1 }),
    }),
    checks: [
      ({ data, state, strand }) => [
        ...(data.result === 'changed' && data.fine === undefined
          ? [refusal('no-changed-fine', '变更处罚决定的，请填写变更后的罚款金额', { field: 'fine' })]
          : []),
        ...(data.result === 'changed' &&
        strand?.data.kind === 'reconsideration' &&
        (data.fine ?? 0) > (shareOf(state.dossier, strand.data.party)?.decision?.penalty.fine ?? 0)
          ? [
              refusal('heavier-after-reconsideration', '行政复议不得作出对申请人更为不利的变更决定，请核对', {
                field: 'fine',
                basis: [reconsiderationLaw(63, 2)],
              }),
            ]
          : []),
      ],
    ],
    moves: ({ data, state, strand }) => moneyAfter(state, strand?.data.party, data.result, data.fine),
    leadsTo: [anew, 'performance'],
    choose: ({ data, state, strand }) => {
      const party = strand?.data.party
      if (data.result === 'anew') return anew
      if (state.stage === 'closed') return reopens(state, party, data) ? 'performance' : undefined
      return fallen.includes(data.result) && state.stage === 'service' && othersServed(state, party)
        ? 'performance'
        : undefined
    },
    record: ({ state, data, strand }) => {
      const party = strand?.data.party
      const decision = shareOf(state.dossier, party)?.decision
      return {
        before: decision?.penalty,
        ...ofParty(state.dossier, party as string | undefined),
        ...(reopens(state, party, data) ? { reopened: true } : {}),
        ...(data.result === 'changed' && decision !== undefined
          ? { after: { ...decision.penalty, fine: data.fine } }
          : {}),
      }
    },
    apply: ({ closing, ...open }, { input, record, at, version }) => {
      const dossier: Dossier = closing === undefined || record.reopened === true ? open : { ...open, closing }
      if (input.result === 'changed')
        return withShare(dossier, record.party, ({ decision, ...share }) => ({
          ...share,
          ...(decision === undefined
            ? {}
            : { decision: { ...decision, penalty: record.after as Penalty, changedBy: input.document } }),
        }))
      if (input.result === 'anew') return madeAnew(dossier, record.party, input.document, at)
      if (input.result === 'revoked' || input.result === 'void')
        return quashed(
          dossier,
          record.party,
          `${remedyResults[input.result as Result]}（${input.document}）`,
          at,
          version,
        )
      return dossier
    },
    sentence: ({ input, record }, dossier) =>
      `${isJoint(dossier) ? `${partyIn(dossier, record.party as string)?.name ?? ''}：` : ''}${remedyResults[input.result]}（${input.document}）`,
  })

/** 自行纠正 (行政处罚法 art. 75 (2)): a bureau that finds its own decision wrong corrects it. */
const correctOwnDecision = (anew: string) =>
  act('revoke-own-decision', {
    signs: 'decision',
    title: '自行撤销处罚决定',
    purpose: '发现处罚决定确有错误的，经局负责人决定主动撤销，说明理由并告知当事人',
    basis: [penaltyLaw(75, 2)],
    stages: ['service', 'performance'],
    by: byRole('leader', { notHandler: true, basis: [penaltyLaw(75, 2)] }),
    gates: [decided, notRunning],
    data: z.strictObject({
      party: caseParty('撤销对谁的处罚决定'),
      anew: choice('撤销后的处理', { end: '撤销，不再处罚', again: '撤销，重新调查处理' }),
      reasons: longText('撤销理由', { hint: '写决定违法或者不当之处和依据', max: 3000 }),
      told: text('告知当事人的方式', { max: 100 }),
    }),
    checks: [ofOneParty],
    moves: ({ data, state }) =>
      moneyAfter(
        state,
        ofParty(state.dossier, data.party || undefined).party,
        data.anew === 'again' ? 'anew' : 'revoked',
        undefined,
      ),
    leadsTo: [anew, 'performance'],
    choose: ({ data, state }) =>
      data.anew === 'again' ? anew : othersServed(state, data.party || undefined) ? 'performance' : undefined,
    apply: (dossier, { input, at, version }) =>
      input.anew === 'end'
        ? quashed(dossier, input.party || undefined, input.reasons, at, version)
        : madeAnew(dossier, input.party || undefined, '本机关', at),
    sentence: ({ input }, dossier) =>
      `自行撤销${isJoint(dossier) ? `对${partyIn(dossier, input.party)?.name ?? ''}的` : ''}处罚决定：${input.reasons}`,
  })

/** 行政复议、行政诉讼和决定的变更、撤销; `anew` is the stage in which a decision that fell is made again. */
const remediesBackTo = (anew: string): Extension => ({
  title: '复议、诉讼和纠正',
  acts: [recordRemedy, recordRemedyResult(anew), correctOwnDecision(anew)],
  strands: [
    {
      kind: 'remedy',
      title: '复议、诉讼',
      states: { running: '进行中', stayed: '进行中，停止执行', ...remedyResults },
      initial: 'running',
      next: { running: 'record-remedy-result', stayed: 'record-remedy-result' },
    },
  ],
  clocks: {
    payment: {
      excludes: [
        {
          strand: 'remedy',
          in: ['stayed'],
          of: ({ data }, clocked) => data.payment === undefined || data.payment === clocked,
          why: '依法停止执行的时间不计入',
        },
      ],
      until: [
        { act: 'record-remedy-result', into: 'paid' },
        { act: 'record-remedy-result', into: 'cancelled' },
        { act: 'record-remedy-result', into: 'overpaid' },
      ],
    },
  },
})

export const remedies = remediesBackTo('investigation')

/** After a decision on the spot, which is told and made again on the spot or turns to the ordinary procedure. */
export const remediesOnTheSpot = remediesBackTo('on-the-spot')
