import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { citationText } from '../../src/kernel/citation-text.ts'
import type { LawArticle, LawRow } from '../api.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'

export const Laws = () => {
  const { q } = useSearch({ from: '/laws' })
  const navigate = useNavigate({ from: '/laws' })
  return (
    <div className="page narrow">
      <h1>法规</h1>
      <search className="filters">
        <Input.Search
          key={q}
          aria-label="查法规和条文"
          placeholder="法规名称，或者条文里的词"
          allowClear
          defaultValue={q}
          onSearch={(text) => void navigate({ search: text.trim() === '' ? {} : { q: text.trim() } })}
        />
      </search>
      <Asked query={queries.laws(q)}>
        {(found) =>
          found.length === 0 ? (
            <p className="empty">
              {q === undefined
                ? '还没有导入法规。请系统管理员用“zhaoming import laws”导入。'
                : '没有找到。换一个词试试。'}
            </p>
          ) : (
            <ol className="laws">
              {found.map((each) => (
                <li key={isArticle(each) ? `${each.title} ${each.article}` : each.title}>
                  {isArticle(each) ? <Hit article={each} /> : <Row law={each} />}
                </li>
              ))}
            </ol>
          )
        }
      </Asked>
    </div>
  )
}

const isArticle = (found: LawRow | LawArticle): found is LawArticle => 'article' in found

const Row = ({ law }: { readonly law: LawRow }) => (
  <Link to="/laws/$title" params={{ title: law.title }} data-row="">
    <b>{law.title}</b>
    <small>
      {law.version === '' ? '' : `${law.version}　`}
      {law.articles} 条
    </small>
  </Link>
)

const Hit = ({ article }: { readonly article: LawArticle }) => (
  <Link to="/laws/$title" params={{ title: article.title }} search={{ article: article.article }} data-row="">
    <b>{citationText({ law: article.title, article: article.article })}</b>
    <span>{article.paragraphs?.[0] ?? ''}</span>
  </Link>
)
