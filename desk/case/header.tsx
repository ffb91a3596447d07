import type { CaseView } from '../../src/casework/view.ts'
import { dayText } from '../time.ts'

export const Header = ({ view }: { readonly view: CaseView }) => (
  <header className="case-head">
    <p className="muted">
      {view.procedure.title}
      {view.number !== undefined && <span className="number">{view.number}</span>}
      <span className="stage">
        {view.stage.title}
        {view.next !== undefined && <small>{dayText(view.stage.since)} 起</small>}
      </span>
      <button type="button" className="link no-print" onClick={() => print()}>
        打印
      </button>
    </p>
    <h1>{view.title}</h1>
    <dl className="facts">
      <div>
        <dt>当事人</dt>
        <dd>{view.parties.length === 0 ? '尚未确定' : view.parties.map(({ name }) => name).join('、')}</dd>
      </div>
      <div>
        <dt>承办机构</dt>
        <dd>{view.unit.name}</dd>
      </div>
      <div>
        <dt>办案人员</dt>
        <dd>{view.handlers.length === 0 ? '尚未指定' : view.handlers.map(({ name }) => name).join('、')}</dd>
      </div>
      <div>
        <dt>登记</dt>
        <dd>{dayText(view.openedAt)}</dd>
      </div>
    </dl>
  </header>
)
