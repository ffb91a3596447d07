import type { Scene } from './scene.ts'

/** What comes up beside another breach: a case of its own that joins, or one that was split off. */
export const licenceScene: Scene = {
  item: 'licence-not-shown',
  units: ['dongpu', 'yunling', 'wangjiang', 'inspection'],
  title: '{party}涉嫌未将营业执照置于醒目位置案',
  clue: '巡查中发现该经营场所没有在醒目位置悬挂营业执照，也没有出示电子营业执照。',
  site: '经营场所入口、收银台和墙面均未见营业执照；经营者从抽屉中取出营业执照正本，登记事项与实际一致。',
  answers: [
    ['营业执照为什么没有挂出来？', '上个月重新粉刷墙面，取下来以后忘了挂回去。'],
    ['是否知道应当置于醒目位置？', '知道，这次是疏忽。'],
  ],
  exhibit: '营业执照复印件和现场照片',
  facts: '当事人因装修将营业执照取下后未及时挂回，持续约一个月，检查当日即改正。',
  nature: '当事人未将营业执照置于经营场所醒目位置。',
  violation: '未将营业执照置于经营场所醒目位置',
  step: 'lighter',
  fine: [500, 1_000],
  reasons: '当事人初次违法，当场改正，没有造成危害后果。',
  explanation: '营业执照挂在醒目的地方，是让顾客知道和谁做买卖。请马上挂回去。',
}
