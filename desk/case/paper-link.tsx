import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePlaces } from './place.ts'

/** Opens a paper beside the page, at these words where the page can. */
export const PaperLink = ({
  id,
  quote,
  children,
}: {
  readonly id: string
  readonly quote?: string | undefined
  readonly children: ReactNode
}) => {
  const open = usePlaces()
  if (open !== undefined)
    return (
      <button
        type="button"
        className="link paper-link"
        onClick={() => open({ paper: id, ...(quote === undefined ? {} : { quote }) })}
      >
        {children}
      </button>
    )
  return (
    <Link
      from="/cases/$id"
      to="."
      search={(before: object) => ({ ...before, paper: id })}
      resetScroll={false}
      className="paper-link"
    >
      {children}
    </Link>
  )
}
