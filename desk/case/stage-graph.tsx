import '@xyflow/react/dist/base.css'
import { type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { tokens } from '../../portal/tokens.ts'
import type { GraphView, StageView } from '../../src/casework/view.ts'
import { useLargeTypeSwitch } from '../shell/large-type.ts'
import { shortDay } from '../time.ts'
import { stageSigns, stageWords } from './stage-words.ts'

type StageNode = Node<{ readonly stage: StageView }, 'stage'>

const width = 148
const step = 62

const Stage = ({ data: { stage } }: NodeProps<StageNode>) => (
  <div className="stage-node" data-state={stage.state} aria-current={stage.state === 'current' ? 'step' : undefined}>
    <Handle type="target" position={Position.Top} id="in" isConnectable={false} />
    <Handle type="target" position={Position.Right} id="in-side" isConnectable={false} />
    <span aria-hidden="true">{stageSigns[stage.state]}</span>
    <b>{stage.title}</b>
    <span className="sr-only">（{stageWords[stage.state]}）</span>
    {stage.since !== undefined && <time dateTime={stage.since}>{shortDay(stage.since)}</time>}
    <Handle type="source" position={Position.Bottom} id="out" isConnectable={false} />
    <Handle type="source" position={Position.Right} id="out-side" isConnectable={false} />
  </div>
)

const types = { stage: Stage }

/** The main line downward; what leads back or skips a stage goes along the side, each further out than the one before. */
export const StageGraph = ({ graph }: { readonly graph: GraphView }) => {
  const [about, setAbout] = useState<string>()
  const nodes = useMemo(
    (): StageNode[] =>
      graph.stages.map((stage, n) => ({
        id: stage.name,
        type: 'stage',
        position: { x: 0, y: n * step },
        data: { stage },
        width,
        height: 40,
        draggable: false,
        connectable: false,
        focusable: false,
      })),
    [graph],
  )
  const edges = useMemo((): Edge[] => {
    const place = new Map(graph.stages.map(({ name }, n) => [name, n]))
    const pairs = new Map<string, { from: string; to: string; titles: string[] }>()
    for (const { from, to, title } of graph.edges) {
      if (from === to || !place.has(from) || !place.has(to)) continue
      const pair = pairs.get(`${from}>${to}`) ?? { from, to, titles: [] }
      if (!pair.titles.includes(title)) pair.titles.push(title)
      pairs.set(`${from}>${to}`, pair)
    }
    let lanes = 0
    return [...pairs.values()]
      .sort((a, b) => span(place, a) - span(place, b))
      .map(({ from, to, titles }) => {
        const ahead = (place.get(to) ?? 0) - (place.get(from) ?? 0)
        const straight = ahead === 1
        if (!straight) lanes += 1
        const label = `${graph.stages[place.get(from) ?? 0]?.title} → ${graph.stages[place.get(to) ?? 0]?.title}：${titles.join('、')}`
        return {
          id: `${from}>${to}`,
          source: from,
          target: to,
          sourceHandle: straight ? 'out' : 'out-side',
          targetHandle: straight ? 'in' : 'in-side',
          type: straight ? 'straight' : 'smoothstep',
          pathOptions: { offset: 8 + lanes * 7, borderRadius: 3 },
          className: ahead < 0 ? 'back' : '',
          markerEnd: { type: 'arrowclosed', width: 12, height: 12, color: 'var(--edge)' },
          ariaLabel: label,
          data: { label },
          focusable: false,
        } as Edge
      })
  }, [graph])
  const { large } = useLargeTypeSwitch()
  const zoom = large ? tokens.type.large : 1
  const height = (graph.stages.length * step - 16) * zoom
  return (
    <ReactFlowProvider>
      <div className="stage-graph" style={{ height }}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={types}
          key={zoom}
          defaultViewport={{ x: 2, y: 2, zoom }}
          panOnDrag={false}
          panOnScroll={false}
          zoomOnScroll={false}
          zoomOnPinch={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          nodesDraggable={false}
          elementsSelectable={false}
          proOptions={{ hideAttribution: true }}
          onEdgeMouseEnter={(_, edge) => setAbout(String(edge.data?.label ?? ''))}
          onEdgeMouseLeave={() => setAbout(undefined)}
        />
      </div>
      <p className="edge-title" aria-hidden="true">
        {about ?? '指向连线，看由哪一步推进'}
      </p>
    </ReactFlowProvider>
  )
}

const span = (
  place: ReadonlyMap<string, number>,
  { from, to }: { readonly from: string; readonly to: string },
): number => Math.abs((place.get(to) ?? 0) - (place.get(from) ?? 0))
