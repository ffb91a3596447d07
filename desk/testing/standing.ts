import { z } from 'zod'
import { agency, officers, units } from '../../data/bureau.ts'
import { items } from '../../data/items.ts'
import { measures } from '../../data/measures.ts'
import type { BoardView } from '../../src/casework/view.ts'
import { registryKinds } from '../../src/registry/kinds.ts'
import type { LawArticle, RegistryEntry } from '../api.ts'

/** Invented standing data of the bureau, texts of articles and a board, for tests and pictures. */
const entry = (kind: string, id: string, title: string, data: object): RegistryEntry => ({
  kind,
  id,
  version: 1,
  from: '2026-01-01',
  title,
  data: { ...data },
  reason: '系统启用',
})

export const registry: Readonly<Record<string, RegistryEntry[]>> = {
  agency: [entry('agency', 'bureau', agency.name, agency)],
  unit: [
    ...Object.entries(units).map(([id, unit]) => entry('unit', id, unit.name, unit)),
    entry('unit', 'inspection-team', '稽查支队一大队', units.inspection ?? {}),
  ],
  officer: officers.map(({ username, data }) => entry('officer', username, data.name, data)),
  item: Object.entries(items).map(([id, item]) => entry('item', id, item.name, item)),
  phrase: [
    entry('phrase', 'site', '货架检查', {
      name: '货架检查',
      act: '现场检查',
      field: '现场情况',
      text: '执法人员出示执法证件后检查货架。',
    }),
    entry('phrase', 'other', '别的事项', { name: '别的事项', item: 'no-such-item', text: '不应出现。' }),
  ],
  measure: Object.entries(measures).map(([id, measure]) => entry('measure', id, measure.measure, measure)),
}

export const kinds = Object.entries(registryKinds)
  .filter(([kind]) => kind in registry)
  .map(([kind, { title, schema }]) => ({
    kind,
    title,
    schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    mayEdit: kind !== 'measure',
  }))

export const laws = [
  { title: '行政处罚法', fullTitle: '中华人民共和国行政处罚法', version: '2021-01-22', articles: 86 },
  { title: '食品安全法', fullTitle: '中华人民共和国食品安全法', version: '2021-04-29', articles: 154 },
  {
    title: '市场监督管理行政处罚程序规定',
    fullTitle: '市场监督管理行政处罚程序规定',
    version: '2022-09-29',
    articles: 85,
  },
]

/** Invented words in the place of the law's. */
export const article = (title: string, n: number): LawArticle | undefined => {
  const law = laws.find((each) => each.title === title)
  return law === undefined || n > law.articles
    ? undefined
    : {
        title,
        article: n,
        heading: '第四章　一般规定',
        paragraphs: [
          '测试用条文第一款：执法人员办理本条所列事项，应当主动出示执法证件。',
          '测试用条文第二款：前款规定的事项，应当制作笔录，由当事人核对。',
        ],
        version: law.version,
      }
}

const names = { disclosure: '公示', recording: '记录', review: '审核' } as const

export const board = (at: string): BoardView => ({
  at,
  rows: Object.entries(measures).map(([row, measure], n) => {
    const state = n % 7 === 3 ? 'short' : n % 11 === 8 ? 'no-data' : 'good'
    return {
      row,
      system: names[measure.system],
      task: measure.task,
      measure: measure.measure,
      requirement: measure.requirement,
      units: measure.units,
      deadline: measure.deadline,
      check: {
        state,
        figure:
          state === 'no-data'
            ? '无数据'
            : state === 'short'
              ? `${3 + (n % 4)} 件`
              : `${(96 + (n % 4) * 0.9).toFixed(1)}%`,
        target: state === 'short' ? '0 件' : '不低于 95%',
        explanation: '按本年度办案记录计算：符合要求的事项数除以应当符合要求的事项数。',
        months:
          state === 'no-data'
            ? Array(12).fill(null)
            : Array.from({ length: 12 }, (_, m) => (m < n % 4 ? null : 90 + ((m * 7 + n * 5) % 11))),
        more: [],
        short:
          state === 'short'
            ? ['云朵食品店案', '半亩烘焙坊案', '竹里便利店案', '海棠里超市案'].map((title, m) => ({
                title,
                href: `/desk/cases/c${m + 1}`,
                unit: '稽查支队',
              }))
            : [],
      },
    }
  }),
})
