import type { PartyHistory } from '../../src/casework/view.ts'
import type { SubjectView } from '../../src/registry/index.ts'
import { dayText } from '../time.ts'

type Known = SubjectView['before'][number]

const rows: readonly (readonly [string, (subject: Known) => string | undefined])[] = [
  ['名称', ({ name }) => name],
  ['统一社会信用代码', ({ code }) => code],
  ['主体类型', ({ kindTitle }) => kindTitle],
  ['登记状态', ({ statusTitle }) => statusTitle],
  ['证照', ({ licence }) => licence],
  ['法定代表人（经营者）', ({ representative }) => representative],
  ['联系电话', ({ phone }) => phone],
  ['住所（经营场所）', ({ address }) => address],
  ['管辖', ({ district, station }) => [district, station].filter((each) => each !== undefined).join('　') || undefined],
  ['行业', ({ industry }) => industry],
  ['经营范围', ({ scope }) => scope],
  [
    '坐标',
    ({ lon, lat, datum }) =>
      lon === undefined || lat === undefined || datum === undefined
        ? undefined
        : `${lon}, ${lat}（${{ wgs84: 'WGS-84', gcj02: 'GCJ-02' }[datum]}）`,
  ],
]

/** What the register of subjects says, since when, and what it said before. */
export const Register = ({ subject }: { readonly subject: SubjectView }) => (
  <section aria-label="监管对象名录" className="registered">
    <h2>监管对象名录</h2>
    <p className="muted">
      {subject.source}，截至 {subject.asOf}
    </p>
    <dl className="rows">
      {rows.map(([title, read]) => {
        const value = read(subject)
        return value === undefined ? null : (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        )
      })}
    </dl>
    {subject.before.length > 0 && (
      <details>
        <summary>从前的登记（{subject.before.length} 次变更）</summary>
        <ol className="versions">
          {subject.before.map((each, n) => (
            <li key={each.version}>
              <p className="figures">
                第 {each.version} 版　{each.source}　{dayText(each.changedAt)} 录入
              </p>
              {rows
                .map(([title, read]) => [title, read(each), read(subject.before[n - 1] ?? subject)] as const)
                .filter(([, was, then]) => was !== then)
                .map(([title, was, then]) => (
                  <p key={title}>
                    {title}：{was ?? '（无）'} → {then ?? '（无）'}
                  </p>
                ))}
            </li>
          ))}
        </ol>
      </details>
    )}
  </section>
)

/** Where the case says something other than the register. */
export const Differences = ({ differences }: Pick<PartyHistory, 'differences'>) =>
  differences.length === 0 ? null : (
    <section className="notice" aria-label="与名录不同">
      <p>最近一案的记录与监管对象名录不同，请核对哪一个是现在的情况：</p>
      <ul>
        {differences.map(({ title, inCase, inRegister }) => (
          <li key={title}>
            {title}：案件记为“{inCase}”，名录为“{inRegister}”
          </li>
        ))}
      </ul>
    </section>
  )
