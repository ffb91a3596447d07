import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { ActReasons } from '../case/acts.tsx'
import { ActForm } from '../form/act-form.tsx'
import { Asked } from '../shell/asked.tsx'

/** A case begins with one of these acts. */
export const NewCase = () => {
  const { procedure: chosen } = useSearch({ from: '/cases/new' })
  const navigate = useNavigate()
  return (
    <div className="page narrow">
      <h1>登记案件</h1>
      <Asked query={queries.procedures}>
        {(procedures) => {
          const one = procedures.find(({ name }) => name === chosen)
          return (
            <>
              <ul className="doors">
                {procedures.map(({ name, title, opening }) => (
                  <li key={name}>
                    <Link
                      to="/cases/new"
                      search={{ procedure: name }}
                      aria-current={name === chosen ? 'true' : undefined}
                      data-row=""
                    >
                      <b>{opening.title}</b>
                      <span>{opening.purpose}</span>
                      <small>{title}</small>
                    </Link>
                  </li>
                ))}
              </ul>
              {one !== undefined &&
                (one.opening.available ? (
                  <ActForm
                    key={one.name}
                    act={one.opening}
                    close={() => void navigate({ to: '/cases/new', search: {} })}
                    done={(id) => void navigate({ to: '/cases/$id', params: { id } })}
                  />
                ) : (
                  <section className="notice">
                    <h2>现在不能“{one.opening.title}”</h2>
                    <ActReasons act={one.opening} />
                  </section>
                ))}
            </>
          )
        }}
      </Asked>
    </div>
  )
}
