import type { CitationView } from '../../src/casework/view.ts'
import { citationText } from '../../src/kernel/citation-text.ts'
import type { Citation } from '../../src/kernel/index.ts'
import { useArticleSheet } from './article-sheet.tsx'

/** Articles, each a button that opens its text. */
export const Cited = ({ basis }: { readonly basis: readonly (Citation | CitationView)[] }) => {
  const open = useArticleSheet()
  if (basis.length === 0) return null
  return (
    <span className="cited">
      {basis.map((citation) => {
        const text = citationText(citation)
        return (
          <button type="button" key={text} className="article" onClick={() => open(citation)}>
            {text}
          </button>
        )
      })}
    </span>
  )
}
