import type { CaseView } from '../../src/casework/view.ts'
import { yuanText } from '../amounts.ts'

export const Money = ({ money }: { readonly money: CaseView['money'] }) =>
  money === undefined ? null : (
    <section>
      <h2>罚没款</h2>
      <dl className="rows">
        <div>
          <dt>应缴</dt>
          <dd>{yuanText(money.due)}</dd>
        </div>
        <div>
          <dt>已缴</dt>
          <dd>{yuanText(money.paid)}</dd>
        </div>
        {money.surcharge > 0 && (
          <div>
            <dt>加处罚款</dt>
            <dd>{yuanText(money.surcharge)}</dd>
          </div>
        )}
        <div>
          <dt>未缴</dt>
          <dd>{yuanText(money.open)}</dd>
        </div>
      </dl>
    </section>
  )
