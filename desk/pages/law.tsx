import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ordinal } from '../../src/kernel/citation-text.ts'
import { type LawRow, queries } from '../api.ts'
import { ArticleText } from '../law/article-text.tsx'
import { Asked } from '../shell/asked.tsx'

/** A law, article by article. */
export const Law = () => {
  const { title } = useParams({ from: '/laws/$title' })
  const { article = 1 } = useSearch({ from: '/laws/$title' })
  const navigate = useNavigate({ from: '/laws/$title' })
  const { data: laws } = useQuery(queries.laws())
  const law = laws?.find((each): each is LawRow => each.title === title && 'articles' in each)
  const last = law?.articles ?? 999
  const [typed, setTyped] = useState('')
  const go = (n: number) => void navigate({ search: { article: Math.min(last, Math.max(1, n)) } })
  return (
    <div className="page narrow">
      <h1>
        <Link to="/laws">法规</Link> / {law?.fullTitle ?? title}
      </h1>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault()
          if (Number(typed) > 0) go(Number(typed))
        }}
      >
        <Button disabled={article <= 1} onClick={() => go(article - 1)}>
          上一条
        </Button>
        <Button disabled={article >= last} onClick={() => go(article + 1)}>
          下一条
        </Button>
        <label className="inline" htmlFor="article">
          到第
          <Input
            id="article"
            inputMode="numeric"
            className="tiny"
            value={typed}
            onChange={({ target }) => setTyped(target.value.replace(/\D/g, ''))}
          />
          条
        </label>
        <span className="muted">
          第{ordinal(Math.min(999, article))}条{law === undefined ? '' : `，共 ${law.articles} 条`}
        </span>
      </form>
      <Asked query={queries.article(title, article)}>{(text) => <ArticleText text={text} />}</Asked>
    </div>
  )
}
