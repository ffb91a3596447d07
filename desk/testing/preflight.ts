import type { PreflightView } from '../../src/review/routes.ts'

const basis = [{ law: '行政处罚法', article: 55, text: '《行政处罚法》第五十五条', href: '/api/laws/行政处罚法/55' }]

/** What the machine found of every case here: one thing wrong, one that can't be known, one right. */
export const preflightOfCase: PreflightView = {
  points: [
    {
      point: 'party',
      title: '当事人的基本情况是否清楚',
      answers: [
        {
          name: 'of-age',
          title: '自然人已满十四周岁',
          verdict: 'unknown',
          verdictTitle: '无法判断',
          found: '没有居民身份证号码，年龄需要核实',
          traces: [],
          basis,
        },
      ],
    },
    {
      point: 'procedure',
      title: '程序是否合法',
      answers: [
        {
          name: 'certificates-shown',
          title: '对当事人的执法行为之前出示执法证件',
          verdict: 'wrong',
          verdictTitle: '不符合',
          found: '之前没有出示执法证件：询问',
          traces: [],
          basis,
        },
        {
          name: 'two-handlers',
          title: '办案人员不少于两名',
          verdict: 'right',
          verdictTitle: '符合',
          found: '赵一鸣、钱双喜',
          traces: [],
          basis,
        },
      ],
    },
  ],
  counts: { right: 1, wrong: 1, unknown: 1 },
}
