import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Citation, ordinal, sha256Hex } from '../kernel/index.ts'
import { type Db, type Migration, sql, transaction } from '../platform/index.ts'

/** A text of law as imported: its articles, each with its paragraphs (款) in order. */
export interface LawText {
  /** Short title, by which it is cited: 行政处罚法. */
  readonly title: string
  readonly fullTitle: string
  /** Date in the file's name, or '' where it has none. */
  readonly version: string
  readonly articles: readonly LawArticle[]
  /** What couldn't be read, in sentences. */
  readonly problems: readonly string[]
}

export interface LawArticle {
  readonly article: number
  readonly chapter: string
  readonly paragraphs: readonly LawParagraph[]
}

export interface LawParagraph {
  readonly text: string
  /** 项: what stands under （一）, （二）… */
  readonly items: readonly string[]
}

export const lawMigrations: readonly Migration[] = [
  {
    name: 'law',
    up: async (tx) => {
      await sql`create table law (title text primary key, full_title text not null, version text not null, hash text not null, imported_at timestamptz not null default now())`.execute(
        tx,
      )
      await sql`create table law_article (title text not null references law on delete cascade, article int not null, chapter text not null, paragraphs jsonb not null, primary key (title, article))`.execute(
        tx,
      )
    },
  },
]

const figures: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** 一百一十五 → 115; undefined for what isn't a number. */
export const readOrdinal = (text: string): number | undefined => {
  let total = 0
  let digit = 0
  for (const character of text) {
    if (character in figures) digit = figures[character] ?? 0
    else if (character === '十') {
      total += (digit || 1) * 10
      digit = 0
    } else if (character === '百') {
      total += (digit || 1) * 100
      digit = 0
    } else return undefined
  }
  return total + digit || undefined
}

/** Short titles leave out 中华人民共和国, dates and brackets. */
export const shortTitle = (title: string): string =>
  title
    .replace(/[（(]\d{4}-\d{2}-\d{2}[)）]$/, '')
    .replace(/^中华人民共和国/, '')
    .replace(/\s+/g, '')
    .trim()

const begin = /^[#\s　]*第([一二两三四五六七八九十百零〇]+)条(?:[\s　]+|(?=\S))(.*)$/
const chapterLine = /^[#\s　]*第[一二三四五六七八九十百]+[章节][\s　]*\S.*$/
const itemLine = /^[（(]([一二三四五六七八九十]+)[)）][\s　]*(.*)$/

/** Reads one Markdown text of law. Articles must follow one another; a line that only cites an article doesn't begin one. */
export const readLaw = (name: string, markdown: string): LawText => {
  const heading = /^#\s*(.+)$/m.exec(markdown)?.[1]?.trim() ?? name
  const articles: { article: number; chapter: string; paragraphs: { text: string; items: string[] }[] }[] = []
  const problems: string[] = []
  let chapter = ''
  for (const raw of markdown.split('\n')) {
    const line = raw.replace(/^[\s　]+|[\s　]+$/g, '').replace(/\*\*/g, '')
    if (line === '' || line.startsWith('<!--')) continue
    if (chapterLine.test(line) && !begin.test(line)) {
      chapter = line.replace(/^#+\s*/, '').replace(/[\s　]+/g, ' ')
      continue
    }
    const found = begin.exec(line)
    const number = found === null ? undefined : readOrdinal(found[1] ?? '')
    const last = articles.at(-1)
    if (found !== null && number !== undefined && number === (last?.article ?? 0) + 1) {
      articles.push({ article: number, chapter, paragraphs: [{ text: found[2]?.trim() ?? '', items: [] }] })
      continue
    }
    // 第十二条　… after 第十条 is an article whose neighbour is missing; 第十二条所称… is a sentence about one.
    const missing = /^第[^条]+条[\s　]/.test(line) && number !== undefined && number > (last?.article ?? 0) + 1
    if (missing) problems.push(`第${ordinal(last?.article ?? 0)}条之后是第${ordinal(number)}条，中间的条文没有读到`)
    if (last === undefined || line.startsWith('#')) continue
    const item = itemLine.exec(line)
    if (item !== null) last.paragraphs.at(-1)?.items.push(item[2] ?? '')
    else if (last.paragraphs.length === 1 && last.paragraphs[0]?.text === '') last.paragraphs[0].text = line
    else last.paragraphs.push({ text: line, items: [] })
  }
  return {
    title: shortTitle(name),
    fullTitle: heading,
    version: /(\d{4}-\d{2}-\d{2})/.exec(name)?.[1] ?? '',
    articles,
    problems,
  }
}

/** Every text of law in a folder, by name. */
export const readLaws = (directory: string): readonly LawText[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => readLaw(basename(file, '.md'), readFileSync(join(directory, file), 'utf8')))

/** Whether what is cited is there: the law, its article, paragraph and item. Says what isn't. */
export const missingFrom = (
  law: Pick<LawText, 'title' | 'articles'> | undefined,
  citation: Citation,
): string | undefined => {
  if (law === undefined) return `没有《${citation.law}》的文本`
  const article = law.articles.find((each) => each.article === citation.article)
  if (article === undefined) return `《${law.title}》没有第${ordinal(citation.article)}条`
  const paragraph = article.paragraphs[(citation.paragraph ?? 1) - 1]
  if (paragraph === undefined)
    return `《${law.title}》第${ordinal(citation.article)}条没有第${ordinal(citation.paragraph ?? 1)}款`
  if (citation.item !== undefined && paragraph.items[citation.item - 1] === undefined)
    return `《${law.title}》第${ordinal(citation.article)}条第${ordinal(citation.paragraph ?? 1)}款没有第（${ordinal(citation.item)}）项`
  return undefined
}

/** Brings texts in, each in the place of an older version of it. Texts that are there already are left alone. */
export const importLaws = async (
  db: Db,
  laws: readonly LawText[],
  onProgress: (done: number) => void = () => {},
): Promise<{ readonly imported: number; readonly unchanged: number }> => {
  let imported = 0
  for (const [n, law] of laws.entries()) {
    const hash = sha256Hex(JSON.stringify(law))
    const { rows } = await sql<{ hash: string }>`select hash from law where title = ${law.title}`.execute(db)
    if (rows[0]?.hash !== hash) {
      imported++
      await transaction(db, async (tx) => {
        await sql`delete from law where title = ${law.title}`.execute(tx)
        await sql`insert into law (title, full_title, version, hash) values (${law.title}, ${law.fullTitle}, ${law.version}, ${hash})`.execute(
          tx,
        )
        await sql`insert into law_article (title, article, chapter, paragraphs)
          select ${law.title}, a.article, a.chapter, a.paragraphs from jsonb_to_recordset(${JSON.stringify(law.articles)}::jsonb) as a (article int, chapter text, paragraphs jsonb)`.execute(
          tx,
        )
      })
    }
    onProgress(n + 1)
  }
  return { imported, unchanged: laws.length - imported }
}

export const lawList = async (
  db: Db,
): Promise<
  readonly { readonly title: string; readonly fullTitle: string; readonly version: string; readonly articles: number }[]
> => {
  const { rows } = await sql<{ title: string; fullTitle: string; version: string; articles: number }>`
    select l.title, l.full_title as "fullTitle", l.version, count(a.*)::int as articles from law l left join law_article a using (title) group by l.title order by l.title`.execute(
    db,
  )
  return rows
}

export interface FoundArticle extends LawArticle {
  readonly title: string
  readonly version: string
}

export const lawArticle = async (db: Db, title: string, article: number): Promise<FoundArticle | undefined> => {
  const { rows } = await sql<FoundArticle>`
    select l.title, l.version, a.article, a.chapter, a.paragraphs from law_article a join law l using (title) where l.title = ${title} and a.article = ${article}`.execute(
    db,
  )
  return rows[0]
}

/** What the texts that are there say of a citation. */
export interface CitedText {
  /** Date of the text, or '' where it has none. */
  readonly version: string
  /** What of it isn't there, as a sentence. */
  readonly missing?: string
}

/** Looks up citations in one query; undefined where the law's text was never read in. */
export const citedTexts = async (
  db: Db,
  citations: readonly Citation[],
): Promise<(citation: Citation) => CitedText | undefined> => {
  const { rows } = await sql<{ title: string; version: string; articles: readonly LawArticle[] }>`
    select l.title, l.version, coalesce(jsonb_agg(jsonb_build_object('article', a.article, 'chapter', a.chapter, 'paragraphs', a.paragraphs))
      filter (where a.article is not null), '[]') as articles
    from law l left join law_article a on a.title = l.title and a.article = any(${citations.map(({ article }) => article)}::int[])
    where l.title = any(${citations.map(({ law }) => law)}::text[]) group by l.title`.execute(db)
  const laws = new Map(rows.map((row) => [row.title, row]))
  return (citation) => {
    const law = laws.get(citation.law)
    if (law === undefined) return undefined
    const missing = missingFrom(law, citation)
    return { version: law.version, ...(missing === undefined ? {} : { missing }) }
  }
}

/** Articles in whose text these words stand one after another; at most fifty. */
export const searchLaws = async (db: Db, words: string): Promise<readonly FoundArticle[]> => {
  const pattern = `%${words.slice(0, 60).replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<FoundArticle>`
    select l.title, l.version, a.article, a.chapter, a.paragraphs from law_article a join law l using (title)
    where exists (select from jsonb_path_query(a.paragraphs, 'strict $.**') as part (value)
      where jsonb_typeof(part.value) = 'string' and part.value #>> '{}' ilike ${pattern})
    order by l.title, a.article limit 50`.execute(db)
  return rows
}
