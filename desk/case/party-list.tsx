import { Link } from '@tanstack/react-router'
import type { PartyView } from '../../src/casework/view.ts'

export const PartyList = ({ parties }: { readonly parties: readonly PartyView[] }) =>
  parties.length === 0 ? (
    <p className="empty">还没有确定当事人。</p>
  ) : (
    parties.map((party) => (
      <section key={party.id} className="party">
        <h3>
          {party.name} <small>{party.kindTitle}</small>
        </h3>
        <dl className="rows">
          {party.fields.map(({ title, value }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>
          <Link to="/parties/$key" params={{ key: party.key }}>
            这名当事人的其他案件
          </Link>
        </p>
      </section>
    ))
  )
