/**
 * Articles of law, as every rule, limit, refusal and paper cites them.
 * A law is named by its short title, which is also how `zhaoming import laws` files it (中华人民共和国 and the date left out).
 */
export interface Citation {
  readonly law: string
  readonly article: number
  /** 款, counted from 1. */
  readonly paragraph?: number
  /** 项, counted from 1. */
  readonly item?: number
}

/** Names a law once, so that articles of it can be cited as `rules(19)` or `rules(19, 1, 4)`. */
export const law =
  (title: string) =>
  (article: number, paragraph?: number, item?: number): Citation => ({
    law: title,
    article,
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(item === undefined ? {} : { item }),
  })

/** 行政处罚法 (2021). */
export const penaltyLaw = law('行政处罚法')
/** 市场监督管理行政处罚程序规定 (2022). */
export const rules = law('市场监督管理行政处罚程序规定')
/** 市场监督管理行政处罚听证办法. */
export const hearingRules = law('市场监督管理行政处罚听证办法')
/** 市场监督管理行政处罚信息公示规定 (2021). */
export const publicityRules = law('市场监督管理行政处罚信息公示规定')
/** 行政执法机关移送涉嫌犯罪案件的规定 (2020). */
export const transferRules = law('行政执法机关移送涉嫌犯罪案件的规定')
/** 行政强制法 (2011). */
export const compulsionLaw = law('行政强制法')
/** 市场监督管理投诉举报处理暂行办法 (2022). */
export const complaintRules = law('市场监督管理投诉举报处理暂行办法')
/** 行政复议法 (2023). */
export const reconsiderationLaw = law('行政复议法')
/** 行政诉讼法 (2017). */
export const litigationLaw = law('行政诉讼法')
/** 电子签名法 (2019). */
export const electronicSignatureLaw = law('电子签名法')
/** 食品安全法 (2021). */
export const foodLaw = law('食品安全法')
/** 产品质量法 (2018). */
export const productLaw = law('产品质量法')
/** 药品管理法 (2019). */
export const drugLaw = law('药品管理法')
