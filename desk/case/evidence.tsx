import type { EvidenceView } from '../../src/casework/view.ts'
import { instantText } from '../time.ts'
import { FileLinks } from './file-links.tsx'

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

/** Of these, `marked` is the one that a link led to. */
export const Evidence = ({
  evidence,
  marked,
}: {
  readonly evidence: readonly EvidenceView[]
  readonly marked: string | undefined
}) =>
  evidence.length === 0 ? (
    <p className="empty">还没有证据。现场检查、询问和提取的证据会列在这里。</p>
  ) : (
    <ol className="evidence">
      {evidence.map((each) => (
        <li
          key={each.id}
          data-marked={each.id === marked ? 'yes' : undefined}
          ref={each.id === marked ? intoView : undefined}
        >
          <h3>
            {each.title} <small>{each.kindTitle}</small>
          </h3>
          <p>证明：{each.proves}</p>
          <p className="muted">
            {each.concerns !== undefined && `涉及${each.concerns}；`}
            {each.source}，{instantText(each.takenAt)}，{each.takenBy.join('、')}
          </p>
          <FileLinks files={each.files} />
        </li>
      ))}
    </ol>
  )
