import { lazy, Suspense } from 'react'
import type { GraphView } from '../../src/casework/view.ts'
import { useWide } from '../shell/wide.ts'
import { StageList } from './stage-list.tsx'

const StageGraph = lazy(async () => ({ default: (await import('./stage-graph.tsx')).StageGraph }))

/** Where the case stands in its procedure: a drawing where there is room, else a list. */
export const Procedure = ({ graph, closing }: { readonly graph: GraphView; readonly closing: boolean }) => {
  const wide = useWide()
  const list = <StageList stages={graph.stages} />
  return (
    <nav className="procedure" aria-label="办案程序">
      <h2>程序</h2>
      {wide && !closing ? (
        <Suspense fallback={list}>
          <StageGraph graph={graph} />
        </Suspense>
      ) : (
        list
      )}
    </nav>
  )
}
