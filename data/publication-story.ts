import { agency } from './bureau.ts'
import { items } from './items.ts'
import type { Ordinary } from './ordinary-story.ts'
import type { Story } from './story.ts'

const publisher = 'qiu.anlan'

/** A citizen finds the summary imprecise; it is corrected, and the page says what and when. */
export const corrected = (story: Story, violation: string): Story =>
  story
    .wait(8)
    .do(story.first, 'apply-publication-correction', (_state, at) => ({
      applicant: 'other',
      on: at.slice(0, 10),
      claim: '公示摘要中的违法行为类型是简称，与决定书写的不完全一致，请求写明全称。',
      files: [],
    }))
    .wait(2)
    .do(publisher, 'correct-publication', {
      what: '摘要中的违法行为类型由简称更正为全称。',
      violation,
      add: [],
      drop: [],
    })

/** About a natural person whom every reader would know again: a leader decides that it isn't published. The public is told how many there are. */
export const withheld = (story: Story): Story =>
  story
    .do(story.first, 'prepare-publication', { answers: [], hide: [], secret: 'none', ground: 'privacy' })
    .wait(1)
    .do('jiang.siqi', 'review-secrecy', {
      outcome: 'withhold',
      ground: 'privacy',
      reasons: '当事人系患病的自然人，案情涉及其健康状况，隐去姓名、住址后仍能辨认，公开会造成损害，不予公示。',
    })

/** What is shown for three years and is no matter of food, drugs or special equipment may be ended early after six months (信息公示规定 art. 14). */
const mayEndEarly = ({ fine, scene, story }: Ordinary): boolean => {
  const { lowFine } = agency.publicity ?? { lowFine: { person: 0, organisation: 0 } }
  const { category = '', name = '' } = items[scene.item] ?? {}
  const low = lowFine[story.setting.party.kind === 'organisation' ? 'organisation' : 'person']
  return fine > low && !/食品|药品|特种设备/u.test(category + name)
}

/** Months later the party asks that the display ends: everything is performed and mended, and nothing of the kind happened again. */
export const endedEarly = (ordinary: Ordinary): void => {
  const { story } = ordinary
  if (!mayEndEarly(ordinary)) return
  story
    .wait(135)
    .do(story.first, 'apply-early-end', (_state, at) => ({
      on: at.slice(0, 10),
      reasons: '罚没款已缴清，违法行为已改正，消费者的损失已赔偿；公示已满规定时限，申请提前停止公示。',
      files: [{ ...story.setting.photo, name: '提前停止公示申请书.png' }],
    }))
    .wait(5)
    .do(publisher, 'answer-early-end', {
      conditions: { performed: true, removed: true, notAgain: true, notListed: true },
      answer: 'granted',
      reasons: '经核对缴款凭证、整改照片和名录，四个条件都符合，停止公示。',
    })
}
