import type { CaseView } from '../../src/casework/view.ts'
import { yuanText } from '../amounts.ts'

export const Money = ({ money }: { readonly money: CaseView['money'] }) =>
  money === undefined ? null : (
    <section>
      <h2>罚没款</h2>
      {money.each !== undefined && (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">当事人</th>
              <th scope="col">应缴</th>
              <th scope="col">已缴</th>
              <th scope="col">未缴</th>
            </tr>
          </thead>
          <tbody>
            {money.each.map(({ name, due, paid, open }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{yuanText(due)}</td>
                <td>{yuanText(paid)}</td>
                <td>{yuanText(open)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
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
