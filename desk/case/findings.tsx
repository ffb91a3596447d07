import type { FindingView } from '../../src/casework/view.ts'
import { PaperLink } from './paper-link.tsx'

const count = (findings: readonly FindingView[], verdict: FindingView['verdict']) =>
  findings.filter((each) => each.verdict === verdict).length

/** 3 处不一致，1 处需要核对 */
const told = (findings: readonly FindingView[]): string => {
  const [differs, unclear] = [count(findings, 'differs'), count(findings, 'unclear')]
  if (findings.length === 0) return '没有发现不一致'
  return [differs > 0 ? `${differs} 处不一致` : '', unclear > 0 ? `${unclear} 处需要核对` : '']
    .filter((each) => each !== '')
    .join('，')
}

/** What papers say otherwise than the case or one another: each with both places, in their own words. */
export const Findings = ({ findings }: { readonly findings: readonly FindingView[] }) => (
  <section className="findings" aria-label="与案件事实对照" data-found={findings.length > 0 ? 'yes' : 'no'}>
    <h3>
      与案件事实对照 <small>{told(findings)}</small>
    </h3>
    <p className="muted">
      对照名称、代码、证件号码、地址、时间、金额、文号、物品数量和条款。系统只比对写出来的文字，没有发现不等于没有差错。
    </p>
    {findings.length > 0 && (
      <ul>
        {findings.map(({ verdict, sentence, kindTitle, places }) => (
          <li key={sentence} data-verdict={verdict}>
            <p>
              <b>{verdict === 'differs' ? '不一致' : '请核对'}</b> <span>{kindTitle}</span> {sentence}
            </p>
            <dl>
              {places.map(({ title, paper, field, text }, n) => (
                <div key={n === 0 ? 'one' : 'other'}>
                  <dt>
                    {paper === undefined ? title : <PaperLink id={paper}>{title}</PaperLink>}
                    <small>{field}</small>
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    )}
  </section>
)
