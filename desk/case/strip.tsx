import type { CoverageRow } from '../../src/casework/coverage.ts'
import { clockText } from '../time.ts'

const place = (at: string, from: number, lasts: number): number =>
  Math.min(100, Math.max(0, ((Date.parse(at) - from) / lasts) * 100))

/** The time of an act as a line: what was recorded of it, and the seconds that were not. Said in words as well. */
export const Strip = ({ row }: { readonly row: CoverageRow }) => {
  const from = Date.parse(row.from)
  const lasts = Date.parse(row.until) - from
  if (lasts <= 0 || row.required === 'none') return null
  const part = (start: string, end: string) => ({
    left: `${place(start, from, lasts)}%`,
    width: `${Math.max(0.4, place(end, from, lasts) - place(start, from, lasts))}%`,
  })
  return (
    <div className="strip">
      {/* The table below says the same to who doesn't see it. */}
      <div className="line" role="img" aria-label={row.sentence}>
        {row.stretches.map((stretch) => (
          <i
            key={`${stretch.recording} ${stretch.from}`}
            data-sound={stretch.sound ? 'yes' : 'no'}
            style={part(stretch.from, stretch.until)}
            title={`${stretch.mediumTitle} ${clockText(stretch.from)}—${clockText(stretch.until)}${stretch.sound ? '' : '（没有收齐或者有损坏，不能算）'}`}
          />
        ))}
        {row.gaps.map((gap) => (
          <b
            key={gap.from}
            style={part(gap.from, gap.until)}
            title={`缺 ${clockText(gap.from)}—${clockText(gap.until)}，${gap.seconds} 秒`}
          />
        ))}
      </div>
      <p className="ends figures">
        <span>{clockText(row.from)}</span>
        <span>{clockText(row.until)}</span>
      </p>
    </div>
  )
}
