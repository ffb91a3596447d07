import type { Story } from './story.ts'

/** The party asks for reconsideration or sues, and the outcome comes six weeks later. */
export const remedy = (
  story: Story,
  kind: 'reconsideration' | 'suit',
  result: Readonly<Record<string, unknown>>,
): Story => {
  const { n, photo } = story.setting
  const reconsidered = kind === 'reconsideration'
  return story
    .wait(6)
    .do(story.first, 'record-remedy', (_state, at) => ({
      kind,
      organ: reconsidered ? '澄州市人民政府' : '澄州市云岭区人民法院',
      document: reconsidered ? `澄政复受〔2026〕${n}号` : `（2026）浙9902行初${n}号`,
      on: at.slice(0, 10),
      stayed: 'no',
      claim: '请求撤销或者变更处罚决定。',
      files: [{ ...photo, name: '受理通知书.png' }],
    }))
    .wait(32)
    .do(story.first, 'record-remedy-result', (_state, at) => ({
      document: reconsidered ? `澄政复决〔2026〕${n}号` : `（2026）浙9902行初${n}号判决`,
      on: at.slice(0, 10),
      reasons: '经审查，见文书。',
      files: [{ ...photo, name: '决定文书.png' }],
      ...result,
    }))
}
