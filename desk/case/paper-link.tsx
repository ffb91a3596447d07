import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** Opens a paper beside the page. */
export const PaperLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
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
