import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { before, test } from 'node:test'
import { citationText, ordinal } from '../kernel/index.ts'
import { migrate } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { citationsOf, ordinaryPenalty, simplePenalty } from '../procedure/index.ts'
import {
  citedTexts,
  importLaws,
  lawArticle,
  lawList,
  lawMigrations,
  missingFrom,
  readLaw,
  readLaws,
  readOrdinal,
  searchLaws,
} from './index.ts'

const directory = '../shared/law'
const absent = existsSync(directory) ? false : 'the texts of law are not beside this checkout'

test('numbers of articles are read as they are written', () => {
  for (let n = 1; n <= 999; n++) assert.equal(readOrdinal(ordinal(n)), n)
  assert.equal(readOrdinal('第'), undefined)
})

const small =
  '# 中华人民共和国某某法\n\n## 第一章 总则\n\n第一条　为了某事，制定本法。\n\n第二条　有下列情形之一的：\n\n（一）甲；\n\n（二）乙。\n\n第一条所称的某事另行规定。\n\n第三条 本法自公布之日起施行。\n'

test('a text of law is read into articles, paragraphs and items', () => {
  const law = readLaw('某某法(2024-01-01)', small)
  assert.deepEqual([law.title, law.version, law.articles.length], ['某某法', '2024-01-01', 3])
  assert.deepEqual(law.articles[1]?.paragraphs, [
    { text: '有下列情形之一的：', items: ['甲；', '乙。'] },
    { text: '第一条所称的某事另行规定。', items: [] },
  ])
  assert.equal(missingFrom(law, { law: '某某法', article: 2, paragraph: 1, item: 2 }), undefined)
  assert.match(missingFrom(law, { law: '某某法', article: 2, paragraph: 1, item: 3 }) ?? '', /没有第（三）项/)
  assert.match(missingFrom(law, { law: '某某法', article: 4 }) ?? '', /没有第四条/)
  assert.match(missingFrom(undefined, { law: '某某法', article: 4 }) ?? '', /没有《某某法》/)
})

test('an article that is missing from a text is told', () => {
  const law = readLaw('某某法', '第一条　甲。\n\n第三条　丙。\n\n第五条所称的某事，另行规定。\n')
  assert.deepEqual([law.articles.length, law.problems], [1, ['第一条之后是第三条，中间的条文没有读到']])
})

test('every text of law beside this checkout is read whole', { skip: absent }, () => {
  const laws = readLaws(directory)
  assert.equal(laws.length, 50)
  const counts = Object.fromEntries(laws.map(({ title, articles }) => [title, articles.length]))
  assert.equal(counts.市场监督管理行政处罚程序规定, 87)
  assert.equal(counts.行政处罚法, 86)
  assert.equal(counts.食品安全法, 154)
  assert.deepEqual(
    laws.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`)),
    [],
  )
  const empty = laws.filter(({ articles }) => articles.length < 5).map(({ title }) => title)
  assert.ok(
    empty.every((title) => title.startsWith('国')),
    `no articles in ${empty.join(', ')}`,
  )
})

test('every article that the procedures cite exists', { skip: absent }, () => {
  const laws = new Map(readLaws(directory).map((law) => [law.title, law]))
  const missing = [ordinaryPenalty, simplePenalty].flatMap(citationsOf).flatMap(({ where, citation }) => {
    const gap = missingFrom(laws.get(citation.law), citation)
    return gap === undefined ? [] : [`${where} cites ${citationText(citation)}: ${gap}`]
  })
  assert.deepEqual([...new Set(missing)], [])
})

eachDatabase('texts of law', (database) => {
  before(() => migrate(database().db, lawMigrations).then(() => {}))

  test('are imported once, changed where they changed, and read article by article', async () => {
    const { db } = database()
    const law = readLaw('某某法(2024-01-01)', small)
    assert.deepEqual(await importLaws(db, [law]), { imported: 1, unchanged: 0 })
    assert.deepEqual(await importLaws(db, [law]), { imported: 0, unchanged: 1 })
    assert.deepEqual(await importLaws(db, [{ ...law, version: '2025-01-01' }]), { imported: 1, unchanged: 0 })
    assert.deepEqual(
      (await lawList(db)).map(({ title, articles, version }) => [title, articles, version]),
      [['某某法', 3, '2025-01-01']],
    )
    assert.equal((await lawArticle(db, '某某法', 2))?.paragraphs[0]?.items.length, 2)
    assert.equal(await lawArticle(db, '某某法', 9), undefined)
    const cited = [2, 9].map((article) => ({ law: '某某法', article }))
    const text = await citedTexts(db, [...cited, { law: '别的法', article: 1 }])
    assert.deepEqual([...cited, { law: '别的法', article: 1 }].map(text), [
      { version: '2025-01-01' },
      { version: '2025-01-01', missing: '《某某法》没有第九条' },
      undefined,
    ])
    const found = async (words: string) => (await searchLaws(db, words)).map(({ article }) => article)
    assert.deepEqual(await found('制定本法'), [1])
    assert.deepEqual(await found('乙'), [2])
    assert.deepEqual([await found('items'), await found('%'), await found('_')], [[], [], []])
  })
})
