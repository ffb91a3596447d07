import type { StageView } from '../../src/casework/view.ts'
import { shortDay } from '../time.ts'
import { stageSigns, stageWords } from './stage-words.ts'

export const StageList = ({ stages }: { readonly stages: readonly StageView[] }) => (
  <ol className="stages">
    {stages.map(({ name, title, state, since }) => (
      <li key={name} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
        <span aria-hidden="true">{stageSigns[state]}</span> {title}
        <span className="sr-only">（{stageWords[state]}）</span>
        {since !== undefined && <time dateTime={since}>{shortDay(since)}</time>}
      </li>
    ))}
  </ol>
)
