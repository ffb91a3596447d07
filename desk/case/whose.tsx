import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { queries } from '../api.ts'

interface Narrowed {
  readonly mine?: boolean
  readonly unit?: string
}

/** Whose cases a list is of: all that this person may see, this person's own, or those of a unit. */
export const Whose = ({
  search: { mine, unit },
  narrow,
}: {
  readonly search: Narrowed
  readonly narrow: (to: Narrowed) => void
}) => {
  const { data: units } = useQuery(queries.entries('unit'))
  return (
    <search className="filters">
      <Select
        aria-label="谁的案件"
        className="whose"
        value={mine === true ? 'mine' : (unit ?? 'all')}
        onChange={(to) => narrow(to === 'all' ? {} : to === 'mine' ? { mine: true } : { unit: to })}
        options={[
          { value: 'all', label: '我能看的全部案件' },
          { value: 'mine', label: '我承办的和等我办的' },
          ...(units ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
    </search>
  )
}
