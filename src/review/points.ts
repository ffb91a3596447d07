/** The seven points of 程序规定 art. 53. */
export const reviewPoints = {
  jurisdiction: '是否具有管辖权',
  party: '当事人的基本情况是否清楚',
  facts: '案件事实是否清楚、证据是否充分',
  nature: '定性是否准确',
  basis: '适用依据是否正确',
  procedure: '程序是否合法',
  fitness: '处理是否适当',
} as const
export type ReviewPoint = keyof typeof reviewPoints
