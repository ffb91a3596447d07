import type { SubmissionView } from '../../src/review/submission-routes.ts'

/** How it stands with the submission of every case here: one thing there, one that may lack, one not needed. */
export const submissionOfCase: SubmissionView = {
  items: [
    {
      item: 'report',
      title: '调查终结报告',
      standing: 'there',
      standingTitle: '已有',
      found: '调查终结报告已经提交',
      sure: false,
      places: [{ title: '案件调查终结报告' }],
      basis: [],
    },
    {
      item: 'party',
      title: '当事人主体资格材料',
      standing: 'lacking',
      standingTitle: '缺少',
      found: '没有找到证明主体资格的证据，如营业执照、身份证件的复制件',
      sure: false,
      places: [],
      basis: [],
    },
    {
      item: 'tests',
      title: '检测、检验、鉴定意见',
      standing: 'needless',
      standingTitle: '本案不需要',
      found: '没有委托检测、检验、检疫、鉴定',
      sure: false,
      places: [],
      basis: [],
    },
  ],
}
