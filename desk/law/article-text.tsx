import { ordinal } from '../../src/kernel/citation-text.ts'
import type { LawArticle } from '../api.ts'

/** An article as it stands in the text of the law; the cited paragraph carries a mark. */
export const ArticleText = ({ text, marked }: { readonly text: LawArticle; readonly marked?: number }) => (
  <article className="law">
    {text.heading !== '' && <p className="chapter">{text.heading}</p>}
    {[...text.paragraphs.entries()].map(([n, paragraph]) => (
      <p key={n} data-marked={n + 1 === marked ? 'yes' : undefined}>
        {n === 0 && <b>第{ordinal(text.article)}条　</b>}
        {paragraph}
        {n + 1 === marked && <em>（引用的一款）</em>}
      </p>
    ))}
    {text.version !== '' && <p className="muted">版本：{text.version}</p>}
  </article>
)
