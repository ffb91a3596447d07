import { penaltyLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { Gate } from '../act.ts'
import type { CaseState, Strand } from '../state.ts'
import { defenceOver } from './defence.ts'
import { openMoney } from './money.ts'
import { partyOfStrand } from './shares.ts'

const gate = (name: string, title: string, basis: Gate['basis'], test: Gate['test']): Gate => ({
  name,
  title,
  basis,
  test,
})

const unless = (open: boolean, code: string, message: string, basis: Gate['basis']): readonly Refusal[] =>
  open ? [] : [refusal(code, message, { basis })]

const shown = (state: CaseState) => state.done.some(({ act }) => act === 'show-certificates')

/** 程序规定 art. 22: two officers show their certificates without being asked. The rights of art. 21 are told with it. */
export const certificatesShown = gate(
  'certificates-shown',
  '已出示执法证件并告知权利',
  [rules(22), rules(21, 2), penaltyLaw(55)],
  ({ state }) =>
    unless(
      shown(state),
      'certificates-not-shown',
      '请先记录“出示执法证件、告知权利”：两名以上办案人员应当主动出示证件，首次取证时告知陈述、申辩和申请回避的权利',
      [rules(22), rules(21, 2)],
    ),
)

export const handlersNamed = gate('handlers-named', '已指定两名以上办案人员', [rules(19, 2)], ({ state }) =>
  unless(state.dossier.handlers.length >= 2, 'no-handlers', '请先由承办机构负责人指定两名以上办案人员', [rules(19, 2)]),
)

export const filingProposed = gate('filing-proposed', '已提出立案建议', [rules(19)], ({ state }) =>
  unless(state.dossier.filingProposal !== undefined, 'filing-not-proposed', '请先由承办机构核查线索并提出立案建议', [
    rules(18),
    rules(19),
  ]),
)

export const verified = gate('verified', '已核查线索', [rules(18)], ({ state }) =>
  unless(state.dossier.verification !== undefined, 'not-verified', '请先记录线索核查情况', [rules(18, 1)]),
)

export const evidenceTaken = gate('evidence-taken', '已收集证据', [rules(23), penaltyLaw(40)], ({ state }) =>
  unless(state.dossier.evidence.length > 0, 'no-evidence', '卷内还没有证据，请先调查取证', [penaltyLaw(40), rules(23)]),
)

export const proposalMade = gate('proposal-made', '已有处罚建议', [rules(48)], ({ state }) =>
  unless(state.dossier.proposal !== undefined, 'no-proposal', '请先完成案件调查终结报告', [rules(48)]),
)

export const proposalApproved = gate('proposal-approved', '局负责人已批准处罚建议', [rules(56)], ({ state }) =>
  unless(
    state.dossier.approved !== undefined && state.dossier.approved.version > (state.dossier.proposal?.version ?? 0),
    'proposal-not-approved',
    '处罚建议还没有经局负责人批准，不能告知当事人',
    [rules(56)],
  ),
)

const notServed = refusal('notice-not-served', '请先送达行政处罚告知书：未告知的，不得作出处罚决定', {
  basis: [rules(57, 1), penaltyLaw(44), penaltyLaw(62)],
})

export const noticeServed = gate('notice-served', '告知书已送达', [rules(57), penaltyLaw(44)], ({ state }) =>
  state.dossier.notice?.servedAt === undefined ? [notServed] : [],
)

/** What only a party who was told can do, each for itself: it stands on the service of the party's own notice. */
export const onServedNotice = {
  kind: 'service',
  from: ['served'],
  to: 'served',
  of: (strand: Strand, state: CaseState): boolean =>
    strand.data.form === 37 && partyOfStrand(state.dossier, strand)?.notice?.paper === strand.data.paper,
  none: notServed,
} as const

const unanswered = (strand: Strand, state: CaseState): boolean =>
  strand.state === 'served' &&
  onServedNotice.of(strand, state) &&
  partyOfStrand(state.dossier, strand)?.defence === undefined

/** The same, for those who haven't answered yet, as long as there are any. */
export const onUnansweredNotice = {
  ...onServedNotice,
  of: (strand: Strand, state: CaseState): boolean =>
    unanswered(strand, state) ||
    (onServedNotice.of(strand, state) && !state.strands.some((each) => unanswered(each, state))),
} as const

/** 程序规定 art. 57 (2), 58: five working days have passed, or the party has waived, or what it said has been checked. */
export const defenceFinished = gate(
  'defence-finished',
  '陈述申辩期已过或者意见已复核',
  [rules(57, 2), rules(58)],
  ({ state, facts }) => defenceOver(state, facts),
)

/** 程序规定 art. 60 (2): the cases of art. 50 are decided by the leaders together. */
export const discussedIfMajor = gate(
  'discussed-if-major',
  '重大案件已集体讨论',
  [rules(60, 2), penaltyLaw(57, 2)],
  ({ state }) =>
    unless(
      state.dossier.review?.major !== true ||
        (state.dossier.discussion?.version ?? 0) > (state.dossier.proposal?.version ?? 0),
      'not-discussed',
      '本案属于情节复杂或者重大违法行为案件，请先由局负责人集体讨论',
      [rules(60, 2), penaltyLaw(57, 2)],
    ),
)

export const decisionServed = gate('decision-served', '决定书已送达', [rules(81)], ({ state }) =>
  unless(
    state.dossier.outcome?.paper === undefined
      ? state.dossier.decision?.servedAt !== undefined || state.dossier.outcome !== undefined
      : state.dossier.outcome.servedAt !== undefined,
    'decision-not-served',
    '请先送达处理决定书',
    [rules(81)],
  ),
)

export const performed = gate('performed', '处罚决定已执行完毕', [rules(77)], ({ state }) =>
  unless(openMoney(state) === 0, 'not-performed', '罚没款还没有缴清，不能结案', [rules(77, 1, 1)]),
)

export const toldOnTheSpot = gate('told-on-the-spot', '已当场告知并听取意见', [rules(69)], ({ state }) =>
  unless(
    state.dossier.defence !== undefined,
    'not-told',
    '请先告知当事人拟处罚的内容及事实、理由、依据和陈述申辩权，并记录其意见',
    [rules(69), penaltyLaw(44)],
  ),
)

/** The papers of the decision that stands: one that was made anew has its own. */
export const handedIn = ({ done, dossier: { decision } }: CaseState): boolean =>
  done.some(({ act, version }) => act === 'hand-in-papers' && version > (decision?.version ?? 0))

export const papersHandedIn = gate('papers-handed-in', '材料已交回归档', [rules(70)], ({ state }) =>
  unless(handedIn(state), 'papers-not-handed-in', '请先将当场处罚材料交回所在部门归档', [rules(70)]),
)

export const closingProposed = gate('closing-proposed', '已提出结案', [rules(77)], ({ state }) =>
  unless(state.dossier.closing !== undefined, 'closing-not-proposed', '请先由办案人员填写结案审批表', [rules(77)]),
)
