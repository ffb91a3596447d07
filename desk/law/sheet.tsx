import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { citationText } from '../../src/kernel/citation-text.ts'
import type { Citation } from '../../src/kernel/index.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { ArticleText } from './article-text.tsx'

export const Sheet = ({ cited, close }: { readonly cited: Citation; readonly close: () => void }) => {
  const [article, setArticle] = useState(cited.article)
  return (
    <Drawer open onClose={close} title={citationText(cited)} size={480}>
      <Asked query={queries.article(cited.law, article)}>
        {(text) => (
          <ArticleText
            text={text}
            {...(article === cited.article && cited.paragraph !== undefined ? { marked: cited.paragraph } : {})}
          />
        )}
      </Asked>
      <p className="pager">
        <Button disabled={article <= 1} onClick={() => setArticle(article - 1)}>
          上一条
        </Button>
        <Button onClick={() => setArticle(article + 1)}>下一条</Button>
        <Link to="/laws/$title" params={{ title: cited.law }} search={{ article }} onClick={close}>
          看整部法规
        </Link>
      </p>
    </Drawer>
  )
}
