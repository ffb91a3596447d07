import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type HandedOut, queries } from '../api.ts'
import { MatterForm } from '../channels/matter-form.tsx'
import { Slip } from '../channels/slip.tsx'
import { asProperty } from '../form/property.ts'
import { Asked } from '../shell/asked.tsx'

type Taken = HandedOut & { readonly id: string }

/** The window enters what came by phone, by letter or in person. */
export const NewComplaint = () => {
  const [taken, setTaken] = useState<Taken>()
  const client = useQueryClient()
  return (
    <div className="page narrow">
      <h1>
        <Link to="/complaints">投诉举报</Link> / 登记
      </h1>
      {taken === undefined ? (
        <Asked query={queries.matterForm}>
          {(schema) => (
            <MatterForm<Taken>
              title="登记投诉举报"
              property={asProperty(schema)}
              path="/api/matters"
              verb="登记"
              done={async (answer) => {
                await client.invalidateQueries({ queryKey: ['matters'] })
                setTaken(answer)
              }}
            />
          )}
        </Asked>
      ) : (
        <>
          <Slip title="登记号" number={taken.number} code={taken.code} />
          <p className="words">
            <Link to="/complaints/$id" params={{ id: taken.id }}>
              打开这一件
            </Link>
            <button type="button" className="link" onClick={() => setTaken(undefined)}>
              再登记一件
            </button>
          </p>
        </>
      )}
    </div>
  )
}
