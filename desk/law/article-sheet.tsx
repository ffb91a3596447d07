import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react'
import type { Citation } from '../../src/kernel/index.ts'

type Cited = Pick<Citation, 'law' | 'article' | 'paragraph' | 'item'>

const Opened = createContext<(cited: Cited) => void>(() => {})
export const useArticleSheet = () => useContext(Opened)

const Sheet = lazy(async () => ({ default: (await import('./sheet.tsx')).Sheet }))

/** Every article named anywhere opens beside the page. */
export const ArticleSheet = ({ children }: { readonly children: ReactNode }) => {
  const [cited, setCited] = useState<Cited>()
  return (
    <Opened value={setCited}>
      {children}
      {cited !== undefined && (
        <Suspense>
          <Sheet cited={cited} close={() => setCited(undefined)} />
        </Suspense>
      )}
    </Opened>
  )
}
