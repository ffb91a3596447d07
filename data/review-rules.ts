import type { RegistryData } from '../src/registry/index.ts'

/** Rules of an invented bureau on legal review: the ladder of disagreement and its days are the bureau's own, by no law. */
export const reviewRules: RegistryData<'review-rules'> = {
  title: '澄州市市场监督管理局重大执法决定法制审核办法',
  number: '澄市监〔2022〕3号',
  subject:
    '法规处是本局的法制审核机构。法制审核人员由取得行政执法资格的人员担任，初次从事法制审核的应当取得法律职业资格。\n案件的办案人员不得作为审核人员；与案件有直接利害关系的，应当回避。',
  scope:
    '重大执法决定法制审核事项清单所列的处罚决定，应当进行法制审核。\n简易程序以外的其他处罚决定，按“一案一卷一审”一并进行法制审核。',
  content:
    '是否具有管辖权；当事人的基本情况是否清楚；案件事实是否清楚、证据是否充分；定性是否准确；适用依据是否正确；程序是否合法；处理是否适当。\n同时审核执法人员的资格、文书是否完备规范、裁量基准的运用，以及是否涉嫌犯罪需要移送。',
  procedure:
    '承办机构在调查终结后提交调查终结报告和全部案件材料，对材料的真实、准确、完整负责。\n材料不齐的，审核机构一次告知需要补正的全部内容。\n审核机构逐项审核，出具书面意见；意见入卷归档。',
  limits: '审核机构自接到审核材料之日起十个工作日内完成审核；情况特殊的，经本局负责人批准可以延长。',
  responsibility:
    '主要负责人对本局的执法决定负责。\n承办机构对送审材料以及执法的事实、证据、法律适用、程序的合法性负责。\n审核机构对法制审核意见负责。',
  disagreement:
    '承办机构不同意审核意见的，可以提出书面理由，由另一名审核人员复审。\n对复审意见仍不同意的，由法规处负责人提出意见；仍不能一致的，提请本局负责人集体讨论决定。',
  disagreementDays: { objection: 5, second: 5, head: 3, discussion: 5 },
  // What a bureau might ask of its own people; no text that was read gives a number (unverified).
  trainingHours: 40,
  filings: [{ level: 'government', to: '澄州市人民政府', on: '2022-01-10' }],
  basis: [
    { law: '行政处罚法', article: 58 },
    { law: '市场监督管理行政处罚程序规定', article: 49 },
    { law: '市场监督管理行政处罚程序规定', article: 50 },
  ],
}
