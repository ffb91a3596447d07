import type { LedgerRow, PublicDecisionRow } from '../src/disclosure/view.ts'
import type { CsvColumn } from '../src/platform/index.ts'
import { partyKinds, procedures } from './pages/decision-row.ts'

const columns: readonly (readonly [string, (row: PublicDecisionRow) => string])[] = [
  ['行政处罚决定书文号', ({ number }) => number],
  ['当事人', ({ party }) => party],
  ['当事人类别', ({ partyKind }) => partyKinds[partyKind]],
  ['统一社会信用代码', ({ partyCode }) => partyCode ?? ''],
  ['违法行为类型', ({ violation }) => violation],
  ['行政处罚内容', ({ content }) => content],
  ['处罚种类', ({ penalties }) => penalties.join('、')],
  ['罚款（元）', ({ fine }) => plainYuan(fine)],
  ['没收（元）', ({ confiscated }) => plainYuan(confiscated)],
  ['承办机构', ({ unitName }) => unitName],
  ['处罚事项', ({ item }) => item],
  ['作出决定的机关', ({ agency }) => agency],
  ['程序', ({ procedure }) => procedures[procedure]],
  ['决定日期', ({ decidedOn }) => decidedOn],
  ['公示日期', ({ publishedOn }) => publishedOn],
  ['按时公示', ({ onTime }) => (onTime ? '是' : '否')],
  ['公示到', ({ until }) => until],
  ['更正日期', ({ correctedOn }) => correctedOn ?? ''],
]

const plainYuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

export const ledgerColumns: readonly CsvColumn<LedgerRow>[] = [
  ['行政处罚决定书文号', ({ number }) => number],
  ['承办机构', ({ unit }) => unit],
  ['决定日期', ({ decidedOn }) => decidedOn],
  ['承诺期限', ({ targetOn }) => targetOn],
  ['法定期限', ({ dueOn }) => dueOn],
  ['公示日期', ({ publishedOn }) => publishedOn],
  ['撤回日期', ({ withdrawnOn }) => withdrawnOn],
  ['结果', ({ state }) => ({ open: '未到期', 'on-time': '按时', late: '逾期公示', 'late-open': '逾期未公示' })[state]],
]

/** Decisions as a table. Of a withdrawn one only its number, the date and the reason are given. */
export const decisionColumns: readonly CsvColumn<PublicDecisionRow>[] = [
  ...columns.map(
    ([title, value], place): CsvColumn<PublicDecisionRow> => [
      title,
      (row) => (row.withdrawn === undefined || place === 0 ? value(row) : undefined),
    ],
  ),
  ['撤回日期', ({ withdrawn }) => withdrawn?.on],
  ['撤回原因', ({ withdrawn }) => withdrawn?.reason],
]
