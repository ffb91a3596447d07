import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { UsesView } from '../../src/supervision/uses.ts'
import { yuanText } from '../amounts.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { dayText } from '../time.ts'

const parts = { weak: '薄弱环节', training: '培训案卷', disputes: '复议和诉讼' } as const
export type UsesPart = keyof typeof parts

/** 记录的使用: where a year's records say that the bureau is weak, what can be learnt from them, and which are in dispute. */
export const Uses = () => {
  const { show = 'weak' } = useSearch({ from: '/uses' })
  return (
    <div className="page uses">
      <h1>记录的使用</h1>
      <nav className="words" aria-label="内容">
        {(Object.entries(parts) as [UsesPart, string][]).map(([part, title]) => (
          <Link
            key={part}
            to="/uses"
            search={part === 'weak' ? {} : { show: part }}
            activeOptions={{ exact: true }}
            aria-current={show === part ? 'true' : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      <Asked query={queries.uses}>
        {(uses) => (
          <>
            <p className="muted">{dayText(uses.since)} 以来的记录，随办案自动更新。</p>
            {show === 'weak' ? (
              <Weak uses={uses} />
            ) : show === 'training' ? (
              <Training uses={uses} />
            ) : (
              <Disputes uses={uses} />
            )}
          </>
        )}
      </Asked>
    </div>
  )
}

const Weak = ({ uses: { units, acts, forms, review } }: { readonly uses: UsesView }) => (
  <>
    <Table
      title="按机构"
      empty="还没有可以统计的记录。"
      columns={['机构', '评查案卷', '平均分', '没有录到', '超过期限', '审核有意见']}
      rows={units.map(({ unit, dossiers, average, unrecorded, late, objected }) => ({
        key: unit,
        cells: [unit, `${dossiers} 卷`, average ?? '–', unrecorded, late, objected],
      }))}
    />
    <Table
      title="按执法行为（应当音像记录的）"
      empty="没有应当音像记录的执法行为。"
      columns={['执法行为', '次数', '批准的例外', '没有录到']}
      rows={acts.map(({ act, title, times, excused, unrecorded }) => ({
        key: act,
        cells: [title, times, excused, unrecorded],
      }))}
    />
    <Table
      title="按文书（重新制作过的）"
      empty="没有重新制作过的文书。"
      columns={['文书', '制作', '作废重制']}
      rows={forms.map(({ form, title, made, voided }) => ({ key: String(form), cells: [title, made, voided] }))}
    />
    <section>
      <h2>法制审核</h2>
      <p>
        送审 {review.submitted} 次，退回补正材料 {review.returned} 次，出具意见 {review.opinions} 份
        {review.days !== undefined && `；从受理到出具意见，一半在 ${review.days} 天以内，最长 ${review.longest} 天`}。
      </p>
    </section>
    <Counts title="法制审核，按承办机构" first="机构" rows={review.units} />
    <Counts title="法制审核，按事项（问题多的在前）" first="事项" rows={review.items} />
    <Table
      title="送审缺少的材料"
      empty="没有退回过送审材料。"
      columns={['材料', '次数']}
      rows={review.lacking.map(({ item, title, times }) => ({ key: item, cells: [title, times] }))}
    />
    <Table
      title="法制审核查出的问题"
      empty="法制审核没有提出问题。"
      columns={['审核要点', '指出', '改正后通过']}
      rows={review.caught.map(({ point, title, no, mended }) => ({ key: point, cells: [title, no, mended] }))}
    />
    <p>
      可以比较的决定 {review.fines.decided} 件：罚款比第一次送审时减少的 {review.fines.lowered} 件，增加的{' '}
      {review.fines.raised} 件，合计{review.fines.difference < 0 ? '减少' : '增加'}{' '}
      {yuanText(Math.abs(review.fines.difference))}。
    </p>
    <Table
      title="法制审核的结论"
      empty="还没有出具审核意见。"
      columns={['结论', '次数']}
      rows={review.outcomes.map(({ outcome, title, times }) => ({ key: outcome, cells: [title, times] }))}
    />
  </>
)

const Counts = ({
  title,
  first,
  rows,
}: {
  readonly title: string
  readonly first: string
  readonly rows: UsesView['review']['units']
}) => (
  <Table
    title={title}
    empty="还没有送审。"
    columns={[first, '送审', '退回补正', '意见', '有问题的意见', '天（一半以内）']}
    rows={rows.map(({ name, submitted, returned, opinions, objected, days }) => ({
      key: name,
      cells: [name, submitted, returned, opinions, objected, days ?? '–'],
    }))}
  />
)

const Training = ({ uses: { examples, lessons } }: { readonly uses: UsesView }) => (
  <>
    <Table
      title="可以学习的案卷（评查 95 分以上）"
      empty="还没有。"
      columns={['案卷', '机构', '得分']}
      rows={examples.map(({ caseId, title, unit, total, evaluation }) => ({
        key: `${evaluation}/${caseId}`,
        cells: [<ToCase key="case" id={caseId} title={title} />, unit, total],
      }))}
    />
    <Table
      title="扣分的教训"
      empty="评查没有扣分。"
      columns={['问题', '评查项目', '案卷']}
      rows={lessons.map(({ caseId, title, unit, point, note, evaluation }) => ({
        key: `${evaluation}/${caseId}/${point}`,
        cells: [
          note,
          point,
          <span key="case">
            <ToCase id={caseId} title={title} />
            <small>{unit}</small>
          </span>,
        ],
      }))}
    />
  </>
)

const Disputes = ({ uses: { disputes } }: { readonly uses: UsesView }) => (
  <Table
    title="当事人申请复议、提起诉讼的案件"
    empty="近十二个月没有复议、诉讼。"
    columns={['案件', '种类', '受理', '答复、答辩', '结果', '案卷材料']}
    rows={disputes.map(
      ({ caseId, title, unit, kindTitle, organ, document, on, answer, result, endedAt, archived }) => ({
        key: `${caseId}/${document}`,
        cells: [
          <span key="case">
            <ToCase id={caseId} title={title} />
            <small>{unit}</small>
          </span>,
          kindTitle,
          <span key="taken">
            {organ}
            <small>{document}</small>
            <small>{dayText(on)}</small>
          </span>,
          endedAt === undefined ? answer : '已办结',
          result ?? '进行中',
          <span key="papers">
            {archived ? (
              <a href={`/api/cases/${encodeURIComponent(caseId)}/dossier.pdf`}>下载全卷</a>
            ) : (
              <Link to="/cases/$id" params={{ id: caseId }} search={{ tab: 'papers' }}>
                文书
              </Link>
            )}
            <small>
              <Link to="/cases/$id" params={{ id: caseId }} search={{ tab: 'recordings' }}>
                音像
              </Link>
            </small>
          </span>,
        ],
      }),
    )}
  />
)

const ToCase = ({ id, title }: { readonly id: string; readonly title: string }) => (
  <Link to="/cases/$id" params={{ id }}>
    {title}
  </Link>
)

const Table = ({
  title,
  empty,
  columns,
  rows,
}: {
  readonly title: string
  readonly empty: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}) => (
  <section>
    <h2>{title}</h2>
    {rows.length === 0 ? (
      <p className="empty">{empty}</p>
    ) : (
      <table className="cards">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, n) => (
                <td
                  key={columns[n]}
                  data-title={columns[n]}
                  className={typeof cell === 'number' ? 'figures' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
